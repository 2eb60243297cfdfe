"""The bot as the playground runs it: `solbot run` in a process of its own, with a clock that the playground sets.

Nothing of the bot is replaced. It is told what time it is and does at once what is due by then, instead of waiting
for it; with each message it says which content files the words come from.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
from asyncio import StreamReader, StreamWriter
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from solbot import app, logs, stopping
from solbot.app import ROUTES, App
from solbot.coaching import upcoming
from solbot.content.catalog import ContentError
from solbot.content.sourced import files_of
from solbot.db import faults
from solbot.db.states import Role
from solbot.errors import SolbotError, StoreAway
from solbot.members import service as members
from solbot.playground import lines
from solbot.playground.clock import OffsetClock
from solbot.programs import service as programs
from solbot.programs.alumni import service as alumni
from solbot.settings import understood
from solbot.staff import figures, menus
from solbot.staff import service as staff
from solbot.staff.invitations import PREFIX
from solbot.telegram import rate_db
from solbot.telegram.sender import SETTLE_EVERY
from solbot.unit_of_work import UnitOfWork

FILES_HEADER = "X-Solbot-Files"
FAST_RATE = 1000  # sends a second while time runs fast: a second is then minutes
FAST_SETTLING = 0.005
LOOK = 0.002
MOMENT = 0.05  # seconds at most between two looks at what is in hand
OFTEN = 60  # what the tick does so often (seconds) is done whenever time halts
REPORT_EVERY = 0.5
MEMBER, ALUMNI = "member", "alumni"  # no roles among the staff
MOST_ALUMNI = 1000  # told of: the latest
GAP = timedelta(seconds=1)  # between two letters to one person


class Companion:
    """Runs beside the bot and does what the playground asks, until that is gone."""

    def __init__(self, clock: OffsetClock, reader: StreamReader, writer: StreamWriter) -> None:
        """Take the bot's clock, and the pipes to the playground."""
        self._clock = clock
        self._reader = reader
        self._writer = writer
        self._done: dict[str, datetime] = {}

    async def __call__(self, bot: App) -> None:
        """Serve one request after the other; returns when the playground has closed its end."""
        reporting = asyncio.create_task(self._report(bot))
        try:
            while (asked := await lines.read(self._reader)) is not None:
                answer = await self._do(bot, asked)
                self._writer.write(lines.written({"id": asked["id"], **answer}))
        finally:
            reporting.cancel()

    async def _do(self, bot: App, asked: dict[str, Any]) -> dict[str, Any]:
        if asked["do"] == "reload":
            await bot.reload()
            return {}
        if asked["do"] == "role":
            return await self._give_role(bot, asked["person_id"], asked["role"])
        if asked["do"] == "next":
            return {"next": _iso(await self._next(bot, asked["person_id"], after=self._clock()))}
        self._clock.ahead = timedelta(seconds=asked["ahead"])
        fast = asked["fast"]
        bot.pace.allow(FAST_RATE if fast else bot.settings.rate)
        bot.sender.settle_every = FAST_SETTLING if fast else SETTLE_EVERY
        await self._work(bot)
        return {"next": _iso(await self._rest(bot, asked["patience"]))}

    @staticmethod
    async def _give_role(bot: App, person_id: int, wanted: str) -> dict[str, Any]:
        """Another role, or none, for one of the staff; for anybody else an invitation, which they have to accept.

        Whoever has not settled in becomes one of the alumni `later`.
        """
        async with bot.works.begin() as work:
            if wanted == MEMBER:
                await staff.dismiss(work, person_id, person_id)
                for one in await alumni.of_member(work, person_id):
                    await alumni.unmark(work, person_id, one.program_id, [person_id])
            elif wanted == ALUMNI:
                if lacking := await _graduate(work, person_id):
                    return lacking
            elif not await staff.change_role(work, person_id, person_id, Role(wanted)):
                secret, _ = await staff.invite(work, person_id, Role(wanted))
                return {"payload": f"{PREFIX}{secret}"}
        bot.sender.wake()
        await menus.present(ROUTES, person_id, bot.works, bot.bot)
        return {}

    async def _work(self, bot: App) -> None:
        """Do what the tick would have done by now."""
        now = self._clock()
        for job, seconds in bot.tick.jobs():
            last = self._done.get(job.__name__)
            if last is None or seconds <= OFTEN or now - last >= timedelta(seconds=seconds):
                self._done[job.__name__] = now
                await job()

    async def _rest(self, bot: App, patience: float) -> datetime | None:
        """Wait until nothing is in hand and nothing can be sent; returns when something is due next.

        Whatever may be on the wire is waited for: its lease must not run out because time is in a hurry.
        """
        deadline = time.monotonic() + patience
        while bot.sender.in_flight or time.monotonic() < deadline:
            bot.raise_if_ended()
            if self._busy(bot):
                await self._at_rest(bot)
                continue
            due = await self._next(bot)
            if due is None or due > self._clock():
                return due
            if not await self._anything_to_send(bot):
                return self._clock() + GAP
            bot.sender.wake()
            await asyncio.sleep(LOOK)
        return await self._next(bot, after=self._clock())

    @staticmethod
    async def _at_rest(bot: App) -> None:
        """Wait until nothing is in hand, for a moment at most."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(MOMENT):
                await bot.queues.idle()
                await bot.sender.at_rest()

    @staticmethod
    def _busy(bot: App) -> bool:
        return not (bot.queues.is_idle and bot.sender.is_idle)

    @staticmethod
    async def _next(
        bot: App, person_id: int | None = None, *, after: datetime | None = None
    ) -> datetime | None:
        with contextlib.suppress(StoreAway):
            async with bot.works.begin(durable=False) as work:
                return await upcoming.next_moment(work, person_id, after=after)
        return None

    @staticmethod
    async def _anything_to_send(bot: App) -> bool:
        with contextlib.suppress(StoreAway):
            async with bot.works.begin(durable=False) as work:
                return await upcoming.anything_to_send(work)
        return False

    async def _report(self, bot: App) -> None:
        """Say how much of everything there is, and who looks after the bot, whenever that has changed."""
        told: dict[str, Any] | None = None
        known: dict[str, str] | None = None
        while True:
            with contextlib.suppress(StoreAway):
                async with bot.works.begin(durable=False) as work:
                    found = await figures.now(work)
                    halted = round(await rate_db.halted_for(work.session))
                    roles = {str(one): ALUMNI for one in await alumni.latest(work, MOST_ALUMNI)}
                    roles |= {str(one.id): one.role.value for one in await staff.everyone(work)}
                now = {"letters": dict(found.letters), "inbox": found.waiting, "halted": halted}
                if now != told:
                    told = now
                    self._writer.write(lines.written({"queue": told}))
                if roles != known:
                    known = roles
                    self._writer.write(lines.written({"roles": known}))
            await asyncio.sleep(REPORT_EVERY)


async def _graduate(work: UnitOfWork, person_id: int) -> dict[str, Any]:
    """Make somebody one of the alumni of the first program, and none of the staff; says why where that can't be."""
    member = await members.find(work, person_id)
    if member is None or member.onboarded_at is None:
        return {"later": True}
    there = await programs.listed(work, work.language_of(member))
    if not there:
        return {"fault": "There is no program that anybody could be an alumnus of."}
    await staff.dismiss(work, person_id, person_id)
    if not await alumni.is_alumnus(work, person_id):
        await alumni.mark(work, person_id, there[0].id, [person_id])
    return {}


def naming_files(folder: Path, parameters: Mapping[str, Any]) -> dict[str, str]:
    """The header that says which files of the content folder a request's words come from; none if none do."""
    rows = (parameters.get("reply_markup") or {}).get("inline_keyboard", ())
    labels = [button["text"] for row in rows for button in row]
    blocks = (parameters.get("rich_message") or {}).get("html")
    words = [parameters.get("text"), parameters.get("caption"), blocks, *labels]
    found = dict.fromkeys(file for one in words for file in files_of(one))
    inside = [file.relative_to(folder) for file in found if file.is_relative_to(folder)]
    return {FILES_HEADER: quote(",".join(map(str, inside)), safe="/,")} if inside else {}


async def run() -> None:
    """Be the bot until SIGTERM, or until the playground is gone."""
    reader, writer = await _pipes()
    given = await lines.read(reader)
    if given is None:
        return
    settings, bad = understood(given["settings"])
    token = settings.token
    assert token is not None and not bad, bad  # noqa: S101  (the playground makes them)
    logs.configure(settings.log)
    clock = OffsetClock(timedelta(seconds=given["ahead"]))
    try:
        await app.serve(
            settings,
            token.reveal(),
            clock=clock,
            headers=lambda parameters: naming_files(settings.messages, parameters),
            beside=Companion(clock, reader, writer),
        )
    except ContentError:
        writer.write(lines.written({"ended": "There are faults in the content."}))
    except SolbotError as error:
        writer.write(lines.written({"ended": str(error)}))
    except faults.ANY as error:
        writer.write(lines.written({"ended": faults.sentence(error)}))
    with contextlib.suppress(ConnectionError):  # of a playground that was killed
        await writer.drain()


async def _pipes() -> tuple[StreamReader, StreamWriter]:
    loop = asyncio.get_running_loop()
    told, sys.stdout = sys.stdout, sys.stderr  # what a library prints must not get in between
    reader = StreamReader(limit=lines.MOST)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    transport, protocol = await loop.connect_write_pipe(asyncio.streams.FlowControlMixin, told)
    return reader, StreamWriter(transport, protocol, None, loop)


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(run())
        stopping.end(0)
