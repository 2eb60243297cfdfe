"""The bot's process as the playground has it: started, asked, stopped, killed."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import structlog

from solbot.playground import lines
from solbot.settings import PREFIX

log = structlog.get_logger(__name__)

STOP = 4.0  # seconds a bot may take to stop; it promises five, we have to keep five as well
PATIENCE = 2.0  # seconds that time waits for a bot which does not come to rest
START = 30.0  # seconds one waits for a bot that is starting
MODULE = "solbot.playground.bot"

STARTING, RUNNING, STOPPING, KILLED, ENDED = "starting", "running", "stopping", "killed", "ended"


@dataclass
class Queue:
    """How much waits where; the letters by status. `as_of` says whether the bot could be asked."""

    queued: int = 0
    sending: int = 0
    sent: int = 0
    failed: int = 0
    skipped: int = 0
    cancelled: int = 0
    unsure: int = 0
    inbox: int = 0
    at_telegram: int = 0
    halted: int = 0
    as_of: str = "before it ended"


@dataclass(frozen=True)
class RoleGiven:
    """What is still to be done until a role is theirs: a link's payload to open, or `later` to try again."""

    payload: str | None = None
    later: bool = False


class BotProcess:
    """One process after the other, on the same data. `changed` is called with `bot`, `queue` or `roles`."""

    def __init__(
        self, given: Callable[[], dict[str, Any]], changed: Callable[[str], object] | None = None
    ) -> None:
        """`given` is what a process is told first: its settings, and how far ahead its clock is."""
        self._given = given
        self._changed = changed or (lambda what: what)
        self._process: Process | None = None
        self._watching: asyncio.Task[None] | None = None
        self._asked: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._last_id = 0
        self._decided = asyncio.Event()  # it runs, or does not
        self.state = ENDED
        self.reason: str | None = None
        self.queue = Queue()
        self.roles: dict[int, str] = {}  # of staff, and of alumni

    @property
    def pid(self) -> int | None:
        """The number of the process while there is one."""
        return self._process.pid if self._process else None

    def view(self) -> dict[str, Any]:
        """As the page shows it."""
        return {"state": self.state, "pid": self.pid, "reason": self.reason}

    def queue_view(self) -> dict[str, Any]:
        """How much waits where, as the page shows it."""
        return asdict(self.queue)

    async def start(self) -> None:
        """Start a process unless there is one; does not wait until it is ready."""
        if self._process is not None:
            return
        kept = {k: v for k, v in os.environ.items() if not k.upper().startswith(PREFIX)}
        # In a session of its own, so that Ctrl-C reaches the playground alone, which then stops it in order.
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            MODULE,
            stdin=PIPE,
            stdout=PIPE,
            env=kept,
            start_new_session=True,
            limit=lines.MOST,
        )
        self._tell(self._given())
        self._watching = asyncio.create_task(self._watch(self._process))
        self._become(STARTING)

    def polled(self) -> None:
        """It asked for updates: it runs."""
        if self.state == STARTING:
            self.queue.as_of = RUNNING
            self._become(RUNNING)

    async def stop(self) -> None:
        """SIGTERM; killed if it takes too long. Nothing happens where there is no process."""
        await self._end(signal.SIGTERM, STOPPING)

    async def kill(self) -> None:
        """SIGKILL, in the midst of whatever it does."""
        await self._end(signal.SIGKILL, KILLED)

    async def restart(self) -> None:
        """Stop it, and start another."""
        await self.stop()
        await self.start()

    async def step(
        self, ahead: float, *, fast: bool, patience: float = PATIENCE
    ) -> datetime | None:
        """It is `ahead` seconds later than real time now: do what is due. Returns when something is due next.

        None when nothing ever is, or nobody is there to do it. What does not come to rest within `patience` seconds
        is left to itself.
        """
        return _moment(await self._ask(do="step", ahead=ahead, fast=fast, patience=patience))

    async def next_moment(self, person_id: int | None = None) -> datetime | None:
        """When something is due next, for that person or for anybody."""
        return _moment(await self._ask(do="next", person_id=person_id))

    async def ready(self) -> None:
        """Wait until one that is starting has started, or ended over it; but not for ever."""
        if self.state == STARTING:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(START):
                    await self._decided.wait()

    async def must_run(self) -> None:
        """Wait as `ready` does. Raises ValueError when it does not run then."""
        await self.ready()
        if self.state != RUNNING:
            raise ValueError("The bot does not run: start it first.")

    async def give_role(self, person_id: int, role: str) -> RoleGiven:
        """Make it the person's role, or say what is still to be done.

        Raises ValueError while it does not run, and where that can't be their role.
        """
        await self.must_run()
        answer = await self._ask(do="role", person_id=person_id, role=role)
        if "fault" in answer:
            raise ValueError(answer["fault"])
        return RoleGiven(answer.get("payload"), answer.get("later", False))

    async def reload(self) -> None:
        """Let it take up the content as it is now."""
        await self._ask(do="reload")

    async def _ask(self, **asked: Any) -> dict[str, Any]:
        """Ask something; an empty answer when it does not run, or dies over it."""
        if self._process is None or self.state != RUNNING:
            return {}
        self._last_id += 1
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._asked[self._last_id] = answer
        self._tell({"id": self._last_id, **asked})
        return await answer

    def _tell(self, told: dict[str, Any]) -> None:
        process = self._process
        if process is not None and process.stdin is not None:
            with contextlib.suppress(ConnectionError):
                process.stdin.write(lines.written(told))

    async def _watch(self, process: Process) -> None:
        assert process.stdout is not None  # noqa: S101  (it was started with a pipe)
        reason = None
        while (told := await lines.read(process.stdout)) is not None:
            if "queue" in told:
                self._count(told["queue"])
            elif "roles" in told:
                self.roles = {int(person): role for person, role in told["roles"].items()}
                self._changed("roles")
            elif "ended" in told:
                reason = told["ended"]
            elif (answer := self._asked.pop(told["id"], None)) is not None and not answer.done():
                answer.set_result(told)
        code = await process.wait()
        if self._process is process:
            self._gone(reason or (f"It ended with {code}." if code else None))

    def _gone(self, reason: str | None) -> None:
        self._process = None
        self.reason = None if self.state in (STOPPING, KILLED) else reason
        self.queue.as_of = "before it ended"
        for answer in self._asked.values():
            if not answer.done():
                answer.set_result({})
        self._asked.clear()
        self._become(self.state if self.state in (STOPPING, KILLED) else ENDED)
        self._changed("queue")

    async def _end(self, how: signal.Signals, state: str) -> None:
        process, watching = self._process, self._watching
        if process is None or watching is None:
            return
        self._become(state)
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(how)
        try:
            async with asyncio.timeout(STOP):
                await asyncio.shield(watching)
        except TimeoutError:
            log.warning("the bot took too long to stop", pid=process.pid)
            process.kill()
            await watching

    def _count(self, found: dict[str, Any]) -> None:
        letters = found["letters"]
        for status in ("queued", "sending", "sent", "failed", "skipped", "cancelled", "unsure"):
            setattr(self.queue, status, letters.get(status, 0))
        self.queue.inbox, self.queue.halted = found["inbox"], found["halted"]
        self._changed("queue")

    def _become(self, state: str) -> None:
        if state in (STARTING, RUNNING):
            self.reason = None
        self.state = state
        if state == STARTING:
            self._decided.clear()
        else:
            self._decided.set()
        self._changed("bot")


def _moment(answer: dict[str, Any]) -> datetime | None:
    found = answer.get("next")
    return datetime.fromisoformat(found) if found else None
