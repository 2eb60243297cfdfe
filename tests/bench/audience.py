"""Choosing an audience: how soon its count and split are there, and how long it takes to find everyone meant."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, insert, select, text

from solbot.announcements.audience import service as audiences
from solbot.announcements.audience.rules import ConditionKind, Group, Is, Joined, Node, Not
from solbot.db import keyring
from solbot.db.tables import (
    Alumnus,
    Announcement,
    Letter,
    Member,
    Offer,
    Prompt,
    Request,
    Round,
    Seat,
    Tag,
    Tagged,
)
from solbot.unit_of_work import UnitsOfWork
from tests.bench.run import Run
from tests.bench.stores import kinds, let_settle, works_on

PEOPLE = 100_000
ANSWERS = 10  # prompts of each
AT_ONCE = 5_000
NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)
PROGRAM = "foundations-for-leadership"
ZONES = ("Europe/Madrid", "America/New_York", "Asia/Tokyo", "America/Bogota", "Africa/Lagos", None)
DISCIPLINES = ("personal-mastery", "mental-models", "systems-thinking", "shared-vision")

AUDIENCES: Mapping[str, Node | None] = {
    "everyone": None,
    "a region, and silent for 30 days": Group(
        Joined.AND, (Is(ConditionKind.REGION, "latin-america"), Is(ConditionKind.SILENT, 30))
    ),
    "asked of a program, and no alumni": Group(
        Joined.AND, (Is(ConditionKind.ASKED, PROGRAM), Not(Is(ConditionKind.ALUMNI, "*")))
    ),
    "a tag, not waiting, and did not get it": Group(
        Joined.AND,
        (
            Is(ConditionKind.TAG, 1),
            Not(Is(ConditionKind.WAITING, PROGRAM)),
            Not(Is(ConditionKind.GOT, 1)),
            Not(Is(ConditionKind.STAFF, "*")),
        ),
    ),
    "got it, or a confirmed seat": Group(
        Joined.OR, (Is(ConditionKind.GOT, 1), Is(ConditionKind.CONFIRMED, PROGRAM))
    ),
    "answered lately, and by a link": Group(
        Joined.AND,
        (Is(ConditionKind.DISCIPLINE, "shared-vision"), Is(ConditionKind.JOINED, f"p-{PROGRAM}")),
    ),
}


async def audience(run: Run) -> None:
    """Report how long the count with its split takes, and fixing the recipients' ids, for several audiences."""
    people = run.count(PEOPLE)
    for kind in kinds():
        async with works_on(kind, run.folder, lambda: NOW) as works:
            await _populate(works, people)
            await let_settle(works)
            for what, tree in AUDIENCES.items():
                seconds, found = await _looked(works, tree)
                plain = ("s SELECT count(*)", await _counted(works))
                told = f"{found:,} of {people:,}" if found else "how many is not told"
                name = f"{kind}: {what} ({told})"
                run.row(name, seconds, "s", plain, "<= 1", seconds <= 1)


async def _looked(works: UnitsOfWork, tree: Node | None) -> tuple[float, int]:
    """The best of three."""
    best, found = 60.0, 0
    for _ in range(3):
        async with works.begin(durable=False) as work:
            started = time.perf_counter()
            found = (await audiences.look(work, tree, NOW)).count
            best = min(best, time.perf_counter() - started)
    return best, found


async def _counted(works: UnitsOfWork) -> float:
    """Counting all members, and nothing else."""
    async with works.begin(durable=False) as work:
        started = time.perf_counter()
        await work.session.scalar(select(func.count()).select_from(Member))
        return time.perf_counter() - started


async def _populate(works: UnitsOfWork, people: int) -> None:
    async with works.begin() as work:
        for first in range(0, people, AT_ONCE):
            numbers = range(first, min(first + AT_ONCE, people))
            await work.session.execute(insert(Member), [_member(n) for n in numbers])
            asked = [
                {"member_id": n, "program": PROGRAM, "fact": "dates", "at": NOW}
                for n in numbers
                if n % 10 == 0
            ]
            alumni = [
                {"member_id": n, "program_id": PROGRAM, "since": NOW}
                for n in numbers
                if n % 15 == 0
            ]
            await work.session.execute(insert(Request), asked)
            await work.session.execute(insert(Alumnus), alumni)
    await _add_marks(works, people)
    await _add_prompts(works, people)


async def _add_marks(works: UnitsOfWork, people: int) -> None:
    """A tag on every third, an announcement that two of three got, seats and places of every tenth."""
    timing: dict[str, object] = {}
    async with works.begin() as work:
        of = {"author_id": 1, "state": "confirmed", "content": {}, "buttons": [], "timing": timing}
        work.session.add(Announcement(id=1, created_at=NOW, **of))
        work.session.add(Tag(id=1, name="Host", made_by=1, made_at=NOW))
        work.session.add(Offer(id=PROGRAM, state="open", created_at=NOW))
        await work.session.flush()
        work.session.add(
            Round(id=1, announcement_id=1, kind="announcement", state="done", by=1, total=1,
                  started_at=NOW)
        )  # fmt: skip
        await work.session.flush()
        for first in range(0, people, AT_ONCE):
            numbers = range(first, min(first + AT_ONCE, people))
            tagged = {"tag_id": 1, "by": 1, "at": NOW, "until": NOW + timedelta(days=365)}
            rows = [{**tagged, "member_id": n} for n in numbers if n % 3 == 0]
            await work.session.execute(insert(Tagged), rows)
            await work.session.execute(insert(Letter), [_letter(n) for n in numbers if n % 3])
            await work.session.execute(insert(Seat), [_seat(n) for n in numbers if n % 10 == 0])


def _letter(n: int) -> dict[str, object]:
    return {
        "key": f"announcement:1:{n}",
        "member_id": n,
        "kind": "announcement",
        "ref": {},
        "round_id": 1,
        "priority": 2,
        "status": "sent",
        "due_at": NOW,
        "settled_at": NOW,
    }


def _seat(n: int) -> dict[str, object]:
    status = ("waiting", "confirmed")[n % 20 == 0]
    at = {"since": NOW, "created_at": NOW}
    return {"program_id": PROGRAM, "member_id": n, "status": status, **at}


def _member(n: int) -> dict[str, object]:
    return {
        "id": n,
        "state": "unreachable" if n % 50 == 0 else "active",
        "language_hint": ("en", "es-MX", "pt-BR", "de")[n % 4],
        "language": (None, "en")[n % 3 == 0],
        "created_at": NOW - timedelta(days=400),
        "consented_at": NOW - timedelta(days=400),
        "name": "Maximiliane",
        "zone": ZONES[n % len(ZONES)],
        "seen_on": (NOW - timedelta(days=n % 90)).date(),
        "journey_round": 0,
        "joined_via": f"p-{PROGRAM}" if n % 20 == 0 else None,
    }


async def _add_prompts(works: UnitsOfWork, people: int) -> None:
    """By the database itself: they are many."""
    parts = keyring.current().seal("[]")
    rows = [
        {
            "parts": parts,
            "discipline": DISCIPLINES[n % len(DISCIPLINES)],
            "day": (NOW - timedelta(days=7 * n)).date().isoformat(),
            "asked": _moment(works, NOW - timedelta(days=7 * n)),
            "at": _moment(works, NOW),
        }
        for n in range(ANSWERS)
    ]
    day = ":day" if works.database.is_sqlite else "CAST(:day AS date)"
    statement = text(
        f"INSERT INTO {Prompt.__tablename__} (member_id, question_id, reading_id, discipline, for_date, "
        "state, parts, part, from_path, created_at, asked_at) SELECT id, 'q', 'r', :discipline, "
        f"{day}, CASE WHEN id % 3 = 0 THEN 'skipped' ELSE 'answered' END, :parts, 0, true, :at, :asked FROM members"
    )
    del people
    async with works.database.engine.begin() as connection:
        for row in rows:
            await connection.execute(statement, row)


def _moment(works: UnitsOfWork, at: datetime) -> object:
    """As SQLAlchemy would store it."""
    return at.strftime("%Y-%m-%d %H:%M:%S.%f") if works.database.is_sqlite else at
