"""What comes next, decided for somebody new and for somebody after ten years; and /next, which says it."""

from __future__ import annotations

import itertools
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median

from sqlalchemy import insert

from solbot.app import ROUTES
from solbot.bot import router
from solbot.bot.context import Context
from solbot.coaching.answers import prompts
from solbot.coaching.answers import service as answers
from solbot.coaching.path import service as path
from solbot.coaching.visions import service as visions
from solbot.content.bodies import text_body
from solbot.db.tables import Answer, Member, Prompt, Return, Slot
from solbot.members import service as members
from solbot.telegram.incoming import Incoming, UpdateKind
from solbot.unit_of_work import UnitOfWork, UnitsOfWork
from tests.bench.run import Run
from tests.bench.stores import FIRST, add_members, works_on

YEARS = 3_650  # days
LIVED, WATCHED = 30, 40  # days through the real path: before it is watched, and while it is
NEW, OLD = FIRST, FIRST + 1


@dataclass
class Calendar:
    """The clock, which stands still while a day is lived."""

    at: datetime = datetime(2026, 11, 29, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The moment it is."""
        return self.at


async def deciding(run: Run) -> None:
    """Report what deciding costs after ten years beside what it costs somebody new, and /next the same way."""
    calendar = Calendar()
    async with works_on("SQLite", run.folder, calendar) as works:
        await add_members(works, 2)
        for id in (NEW, OLD):
            async with works.begin() as work:
                await visions.create(work, await _member(work, id), "A choir that sings", None)
        await _ten_years(works, run.steady(YEARS, 20))
        found: dict[int, list[tuple[float, float]]] = {NEW: [], OLD: []}
        lived, watched = run.steady(LIVED, 2), run.steady(WATCHED, 2)
        for day in range(lived + watched):
            calendar.at += timedelta(days=1)
            for id in found:
                took = await _day(works, id, day)
                if day >= lived:
                    found[id].append(took)
    for at, what in enumerate(("what comes next, decided and made ready", "/next, to its words")):
        new, old = (median(one[at] for one in found[id]) for id in (NEW, OLD))
        run.row(f"{what}, after ten years", old, "ms", ("ms a month in", new), "<= 1.2x", old <= 1.2 * new)  # fmt: skip


async def _member(work: UnitOfWork, id: int) -> Member:
    member = await members.find(work, id)
    assert member is not None
    return member


async def _day(works: UnitsOfWork, id: int, day: int) -> tuple[float, float]:
    """Milliseconds of a tap on /next, and of bringing what it named; two of three days are answered."""
    async with works.begin(durable=False) as work:
        began = time.perf_counter()
        member = await _member(work, id)
        asked = await path.next_of_path(work, member, work.now.date())
        decided = (time.perf_counter() - began) * 1000
        await prompts.open_for(work, member, asked.id)
        for part in range(len(asked.parts) if day % 3 != 2 else 0):
            await answers.give(work, member, asked.id, text_body(f"Day {day}, part {part}."), None)
    incoming = Incoming(1, UpdateKind.COMMAND, id, id, command="next")
    async with works.begin(durable=False) as work:
        began = time.perf_counter()
        member = await _member(work, id)
        context = Context(work, incoming, member, work.language_of(member), ROUTES)
        await router.handle(context)
        return decided, (time.perf_counter() - began) * 1000


async def _ten_years(works: UnitsOfWork, days: int) -> None:
    """One who was brought a reading on each of so many days, and answered two of three."""
    language = works.catalog.language("en")
    async with works.begin() as work:
        way = itertools.islice(itertools.cycle(language.path), days)
        firsts = [(reading, language.questions_of(reading.id)[0]) for reading in way]
        on = [work.now - timedelta(days=days - number) for number in range(days)]
        asked = [
            {
                "id": number + 1,
                "member_id": OLD,
                "question_id": question.id,
                "reading_id": reading.id,
                "discipline": reading.folder,
                "for_date": at.date(),
                "state": "answered" if number % 3 else "open",
                "parts": [_part(question.parts[0].ask)],
                "part": 1 if number % 3 else 0,
                "from_path": True,
                "short": False,
                "created_at": at,
                "asked_at": at,
                "why": "path",
            }
            for number, ((reading, question), at) in enumerate(zip(firsts, on, strict=True))
        ]
        await work.session.execute(insert(Prompt), asked)
        given = [_answer(number + 1, on[number]) for number in range(days) if number % 3]
        await work.session.execute(insert(Answer), given)
        ideas: Sequence[dict[str, object]] = [
            {"member_id": OLD, "reading_id": one.id, "stage": 4, "faded": False}
            for one in language.path[: max(1, days // 40)]
        ]
        await work.session.execute(insert(Return), ideas)
        daily = {"at": work.now.time(), "days": "1234567", "due_at": work.now}
        work.session.add_all(Slot(member_id=id, **daily) for id in (NEW, OLD))


def _part(ask: str) -> dict[str, object]:
    asked = {"ask": ask, "language": "en", "kind": "text", "options": []}
    return {**asked, "low": None, "high": None}


def _answer(prompt: int, at: datetime) -> dict[str, object]:
    return {
        "member_id": OLD,
        "prompt_id": prompt,
        "part": 0,
        "body": text_body(f"What I saw on day {prompt} was a wall, and behind it a garden."),
        "state": "kept",
        "for_date": at.date(),
        "answered_at": at,
    }
