"""A list of people from staff: read, looked for, shown, and done; and how long the loop is held meanwhile."""

from __future__ import annotations

import asyncio
import csv
import io
import time
from collections.abc import Awaitable
from datetime import timedelta
from typing import Any, cast

from sqlalchemy import insert
from telegram import Bot

from solbot.app import ROUTES
from solbot.bot.context import Context
from solbot.db.tables import Cohort, Member
from solbot.members import service as members
from solbot.staff.rosters import chat as rosters_chat
from solbot.staff.rosters import db as rosters_db
from solbot.staff.rosters import service as rosters
from solbot.telegram.incoming import Incoming, UpdateKind
from solbot.unit_of_work import UnitsOfWork
from tests.bench.run import Run
from tests.bench.stores import FIRST, add_members, works_on

PEOPLE = 20_000  # members there are
NAMED = 10_000  # of them, on the list
LINES = 50_000  # of a list of strangers
AT_ONCE = 5_000


class Sent:
    """What stands in for a file that Telegram has."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    async def get_file(self, _: str) -> Sent:
        return self

    async def download_as_bytearray(self) -> bytearray:
        return bytearray(self._content)


async def lists(run: Run) -> None:
    """Report 10,000 people added to a cohort with their preview, and a list of 50,000 strangers."""
    people, named, lines = run.count(PEOPLE), run.count(NAMED), run.count(LINES)
    async with works_on("SQLite", run.folder) as works:
        await add_members(works, 1)
        await _populate(works, people)
        half = named // 2
        known = [f"@user_{n}" for n in range(half)] + [str(_id(n)) for n in range(half, named)]
        content = _table(known)
        took, held = await _held(_import(works, content, named))
        strange = "\n".join(f"{n}. @stranger_{n}" for n in range(lines)).encode()
        looked, held_by_lines = await _held(_looked(works, strange))
    baseline = ("s csv.reader + a set", _plain(content))
    run.row(
        f"{named:,} people of {people:,} added, with preview",
        took,
        "s",
        baseline,
        "<= 5",
        took <= 5,
    )
    run.row("the loop held meanwhile, at most", held, "ms", None, "<= 50", held <= 50)
    run.row(f"{lines:,} strangers looked for", looked, "s")
    run.row(
        "the loop held by that, at most", held_by_lines, "ms", None, "<= 50", held_by_lines <= 50
    )


async def _import(works: UnitsOfWork, content: bytes, count: int) -> None:
    number = await _looked(works, content)
    async with works.begin() as work:
        row = await rosters.find(work, FIRST, number)
        assert await rosters_db.count(work.session, number) == count
        done = await rosters.do(work, row, ROUTES.rosters["cohort"])
        assert done.new == count


async def _looked(works: UnitsOfWork, content: bytes) -> int:
    """Look at a list; its number."""
    asked = rosters_chat.Asked(purpose="cohort", of="1", title="Spring", back="sco:1")
    async with works.begin() as work:
        member = await members.find(work, FIRST)
        assert member is not None
        incoming = Incoming(1, UpdateKind.DOCUMENT, FIRST, FIRST)
        context = Context(work, incoming, member, work.language_of(member), ROUTES)
        looking = rosters_chat.Looking(context, asked)
    said = await looking.fetched("", works, cast(Bot, Sent(content)))
    assert said is not None
    taps = [button.data or "" for row in said.buttons for button in row]
    return next((int(tap.split(":")[1]) for tap in taps if tap.startswith("sly:")), 0)


def _table(known: list[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(
        [["No.", "Name", "Telegram"], *([n, "Maximiliane", one] for n, one in enumerate(known))]
    )
    return ("\ufeff" + out.getvalue()).encode()


def _plain(content: bytes) -> float:
    """The least there is of its kind."""
    began = time.perf_counter()
    set(map(tuple, csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")))
    return time.perf_counter() - began


async def _held(doing: Awaitable[Any]) -> tuple[float, float]:
    """How many seconds it took, and for how many milliseconds at most nothing else was done."""
    longest = 0.0

    async def watch() -> None:
        nonlocal longest
        before = time.perf_counter()
        while True:
            await asyncio.sleep(0.001)
            now = time.perf_counter()
            longest, before = max(longest, (now - before) * 1000 - 1), now

    watching = asyncio.create_task(watch())
    await asyncio.sleep(0)
    began = time.perf_counter()
    await doing
    took = time.perf_counter() - began
    watching.cancel()
    return took, longest


def _id(n: int) -> int:
    return 100_000_000 + n


async def _populate(works: UnitsOfWork, people: int) -> None:
    async with works.begin() as work:
        day = work.now.date()
        work.session.add(
            Cohort(
                id=1,
                slug="spring",
                program_id="foundations-for-leadership",
                name="Spring",
                first_day=day,
                last_day=day + timedelta(days=90),
                zone="UTC",
                state="open",
                created_by=FIRST,
                created_at=work.now,
            )
        )
        for first in range(0, people, AT_ONCE):
            rows = [
                {
                    "id": _id(n),
                    "state": "active",
                    "created_at": work.now,
                    "consented_at": work.now,
                    "name": "Maximiliane",
                    "username": f"User_{n}",
                }
                for n in range(first, min(first + AT_ONCE, people))
            ]
            await work.session.execute(insert(Member), rows)
