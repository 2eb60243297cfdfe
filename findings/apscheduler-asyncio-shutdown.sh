#!/bin/sh
# APScheduler's `shutdown` says that it "does not interrupt any currently running jobs", and with `wait=True`, the default,
# waits "until all currently executing jobs have finished" (its docstring). With AsyncIOScheduler it does neither.
#
# Expected: a job that is under way ends before anything goes on, or at least is not broken off.
# Found with 3.11.3: the job is cancelled, and still unwinding when what follows the shutdown has been done. A database that
# is closed next is closed under the job's hands.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check apscheduler==3.11.3
"$work/venv/bin/python" - <<'PYTHON'
import asyncio
from importlib.metadata import version

from apscheduler.schedulers.asyncio import AsyncIOScheduler

said = []


async def main():
    begun = asyncio.Event()

    async def job():
        begun.set()
        try:
            await asyncio.sleep(0.2)
            said.append("the job ended")
        except asyncio.CancelledError:
            await asyncio.sleep(0.05)  # as a rollback takes its time
            said.append("the job was broken off")
            raise

    scheduler = AsyncIOScheduler()
    scheduler.add_job(job)
    scheduler.start()
    await begun.wait()
    scheduler.shutdown(wait=True)
    await asyncio.sleep(0)
    said.append("the database is closed")
    await asyncio.sleep(0.5)


asyncio.run(main())
print(version("apscheduler"), said)
assert said == ["the database is closed", "the job was broken off"], said
PYTHON
