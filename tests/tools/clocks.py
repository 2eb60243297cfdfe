"""The tests under moved clocks: the day, the hour and the zone they happen to run in must not matter.

`python -m tests.tools.clocks` runs them all under every clock; `--clock` and names of folders run fewer, and
`--run make bench` runs another command under them. A C compiler builds what moves the clock of a whole tree of
processes (`moved_clock.c`). Time that is only counted (`time.monotonic`) goes on as it is, and so do the times of
files. Left out are the browser, which has a clock of its own, what installs packages, whose servers' certificates are
not valid on every day, and PostgreSQL.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOGS = ROOT / "build" / "clocks"

STILL = 660.0  # seconds without a line in the log: longer than any one test may take
ENDING = 20.0  # seconds from the summary to the end of the process
LOOK = 0.5

WORKERS = 3  # as `make test`
CHOSEN = "not soak and not browser and not postgres"
PYTEST = (
    "-o",
    f'addopts=--strict-markers --import-mode=importlib -m "{CHOSEN}"',
    "-v",
    "-p",
    "no:cacheprovider",
    f"-n{WORKERS}",
    "--dist=worksteal",
)
LEFT_OUT = ("test_setup.py", "test_wheel.py")  # they install packages over TLS

SUMMARY = re.compile(r"^=+ (?=.*\bin \d)(.*?) =+$", re.MULTILINE)
BAD = re.compile(r"^(?:FAILED|ERROR) \S.*$", re.MULTILINE)


@dataclass(frozen=True)
class Clock:
    """A moment from which the run goes on, if not now, and the zone of the machine."""

    zone: str
    begins: datetime | None = None

    def moved_by(self) -> int:
        """How many seconds it is away from the machine's own."""
        return round(self.begins.timestamp() - time.time()) if self.begins else 0


CLOCKS = {
    "saturday": Clock("UTC", datetime(2026, 11, 28, 12, tzinfo=UTC)),
    "new-year": Clock("UTC", datetime(2026, 12, 31, 23, 50, tzinfo=UTC)),
    # At 02:00 in Madrid it is 03:00.
    "clock-change": Clock("Europe/Madrid", datetime(2026, 3, 29, 0, 58, tzinfo=UTC)),
    "leap-day": Clock("UTC", datetime(2028, 2, 29, 12, tzinfo=UTC)),
    "kiritimati": Clock("Pacific/Kiritimati"),  # tomorrow already
}


def groups() -> dict[str, list[Path]]:
    """The tests by folder, and those beside the folders."""
    tests = ROOT / "tests"
    folders = sorted({file.parent for file in tests.glob("*/test_*.py")} - {tests / "browser"})
    beside = [file for file in sorted(tests.glob("test_*.py")) if file.name not in LEFT_OUT]
    return {"beside": beside} | {folder.name: [folder] for folder in folders}


def environment(clock: Clock, preloaded: Path) -> dict[str, str]:
    """What the processes of a run are given."""
    moved = {"LD_PRELOAD": str(preloaded), "MOVED_BY": str(clock.moved_by())}
    return {**os.environ, **moved, "TZ": clock.zone, "PYTHONPATH": str(ROOT)}


def built() -> Path:
    """The library that moves the clock."""
    library = LOGS / "moved_clock.so"
    source = Path(__file__).with_name("moved_clock.c")
    if not (compiler := shutil.which("cc")):
        sys.exit("There is no C compiler here: apt install gcc.")
    LOGS.mkdir(parents=True, exist_ok=True)
    new = library.with_suffix(f".{os.getpid()}")  # another run may be using the one that is there
    command = [compiler, "-O2", "-Wall", "-shared", "-fPIC", "-o", str(new), str(source)]
    subprocess.run(command, check=True)
    return new.replace(library)


def tested(name: str, paths: list[Path], preloaded: Path) -> bool:
    """The tests under one clock, with a live log; says whether all went well."""
    log = LOGS / f"{name}.log"
    command = [sys.executable, "-m", "pytest", *PYTEST, *map(str, paths)]
    given = environment(CLOCKS[name], preloaded)
    with log.open("w") as to:
        process = subprocess.Popen(
            command, cwd=ROOT, env=given, stdout=to, stderr=to, start_new_session=True
        )
        try:
            stood_still = _waited(process, log)
        finally:
            _ended(process)
    return _told(name, log, stood_still)


def ran(name: str, command: list[str], preloaded: Path) -> bool:
    """Another command under one clock, which says itself how it goes; says whether all went well."""
    went = subprocess.run(command, cwd=ROOT, env=environment(CLOCKS[name], preloaded))
    print(f"{name}: {shlex.join(command)} ended with {went.returncode}", flush=True)
    return went.returncode == 0


def _waited(process: subprocess.Popen[bytes], log: Path) -> bool:
    """Until it ends, or is through without ending; says whether it stood still before."""
    size, since = -1, time.monotonic()
    while process.poll() is None:
        time.sleep(LOOK)
        if (now := log.stat().st_size) != size:
            size, since = now, time.monotonic()
        quiet = time.monotonic() - since
        if quiet > ENDING and SUMMARY.search(log.read_text(errors="replace")):
            return False
        if quiet > STILL:
            return True
    return False


def _ended(process: subprocess.Popen[bytes]) -> None:
    """Nothing that was begun is left behind."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _told(what: str, log: Path, stood_still: bool) -> bool:
    text = log.read_text(errors="replace")
    summaries = SUMMARY.findall(text)
    bad = BAD.findall(text)
    last = text.rstrip().rsplit("\n", 1)[-1]
    ending = "stood still" if stood_still else "ended early"
    print(f"{what}: {summaries[-1] if summaries else f'{ending} at: {last}'}  ({log})", flush=True)
    print("".join(f"    {line}\n" for line in bad), end="", flush=True)
    return bool(summaries) and not bad


def main() -> None:
    """All that was asked for, one after the other; fails if anything did."""
    there = groups()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clock", choices=CLOCKS, action="append")
    parser.add_argument("--run", nargs=argparse.REMAINDER, metavar="COMMAND")
    parser.add_argument("groups", nargs="*", help=", ".join(there))
    asked = parser.parse_args()
    paths = [path for group in asked.groups or there for path in there[group]]
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit(1)
    )  # so that nothing is left behind then, either
    preloaded = built()
    went = [
        ran(clock, asked.run, preloaded) if asked.run else tested(clock, paths, preloaded)
        for clock in asked.clock or CLOCKS
    ]
    sys.exit(not all(went))


if __name__ == "__main__":
    main()
