"""Whatever is seen of an audience that says who answered, it would be the same had they not."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import product

from sqlalchemy import delete, event

from solbot.announcements.audience import rules as audience_rules
from solbot.announcements.audience import service as audiences
from solbot.announcements.audience.rules import ConditionKind, Group, Is, Joined, Node, Not
from solbot.announcements.audience.service import FEWEST, Seen
from solbot.db.tables import Alumnus, Cohort, Member, Membership, Prompt
from solbot.unit_of_work import UnitOfWork, UnitsOfWork

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
PEOPLE = range(1, 13)
ALONE, SIX = Is(ConditionKind.COHORT, 1), Is(ConditionKind.COHORT, 2)
TOKYO, ALUMNI = Is(ConditionKind.ZONE, "Asia/Tokyo"), Is(ConditionKind.ALUMNI, "foundations")
FIRST, SECOND = (
    Is(ConditionKind.DISCIPLINE, "shared-vision"),
    Is(ConditionKind.DISCIPLINE, "team-learning"),
)
KNOWN = {ALONE: {1}, SIX: {1, 2, 3, 4, 5, 6}, TOKYO: {1, 2, 8, 9, 10, 11, 12}, ALUMNI: {3, 7}}
ANSWERED = (FIRST, SECOND)
WAYS = list(product((False, True), repeat=2))


async def society(work: UnitOfWork) -> None:
    """Twelve people, one of them alone in a cohort."""
    work.session.add_all(
        Member(
            id=one,
            state="active",
            name=f"Person {one}",
            zone="Asia/Tokyo" if one in KNOWN[TOKYO] else "Europe/Madrid",
            created_at=NOW,
            consented_at=NOW,
        )
        for one in PEOPLE
    )
    for cohort in (ALONE, SIX):
        work.session.add(
            Cohort(
                id=cohort.value,
                slug=f"c{cohort.value}",
                program_id="foundations",
                name="Cohort",
                first_day=NOW.date(),
                last_day=NOW.date(),
                zone="UTC",
                state="open",
                created_by=1,
                created_at=NOW,
            )
        )
    await work.session.flush()
    work.session.add_all(
        Membership(cohort_id=cohort.value, member_id=one, joined_at=NOW)
        for cohort in (ALONE, SIX)
        for one in KNOWN[cohort]
    )
    work.session.add_all(
        Alumnus(program_id="foundations", member_id=one, since=NOW) for one in KNOWN[ALUMNI]
    )


async def answer(work: UnitOfWork, who: set[int]) -> None:
    """These, and nobody else, answered of both disciplines."""
    await work.session.execute(delete(Prompt))
    work.session.add_all(
        Prompt(
            member_id=one,
            question_id="q",
            reading_id="r",
            discipline=str(of.value),
            for_date=NOW.date(),
            asked_at=NOW,
            state="answered",
            parts=[],
            from_path=True,
            created_at=NOW,
        )
        for one in who
        for of in ANSWERED
    )
    await work.session.flush()


def audiences_of(size: int) -> Iterator[Node]:
    """Every audience of up to so many conditions, each or its opposite, joined from the left."""
    atoms = [*KNOWN, *ANSWERED]
    literals: list[Node] = [one for atom in atoms for one in (atom, Not(atom))]
    found: list[Node] = literals
    for _ in range(size):
        yield from (one for one in found if audience_rules.is_private(one))
        found = [Group(how, (one, other)) for one in found for other in literals for how in Joined]


def holds(node: Node, person: int, way: tuple[bool, ...]) -> bool:
    """Whether somebody is meant, in plain Python."""
    if isinstance(node, Is):
        return person in KNOWN[node] if node in KNOWN else way[ANSWERED.index(node)]
    if isinstance(node, Not):
        return not holds(node.of, person, way)
    found = [holds(one, person, way) for one in node.parts]
    return all(found) if node.how is Joined.AND else any(found)


@asynccontextmanager
async def nothing_of_answers_is_read(work: UnitOfWork) -> AsyncIterator[None]:
    """No statement within names what people were asked or answered."""
    connection = (await work.session.connection()).sync_connection

    def look(*given: object) -> None:
        assert "prompts" not in str(given[2]) and "answers" not in str(given[2])

    event.listen(connection, "before_cursor_execute", look)
    yield
    event.remove(connection, "before_cursor_execute", look)


async def test_what_is_seen_of_any_audience_never_turns_on_an_answer(works: UnitsOfWork) -> None:
    async with works.begin() as work:
        await society(work)
        await answer(work, {2, 4, 6, 8, 10, 12, 1})
        seen = {}
        async with nothing_of_answers_is_read(work):
            for tree in audiences_of(2):
                seen[tree] = await look(work, tree)
        assert len(seen) > 150
        for only in (set(), {2, 4, 6, 8, 10, 12}):
            await answer(work, only)
            for tree in list(seen)[::6]:
                assert await look(work, tree) == seen[tree]


async def look(work: UnitOfWork, tree: Node) -> tuple[Seen, list[str]]:
    """All that a screen is made of."""
    plain = audience_rules.checked(tree)
    return await audiences.look(work, plain, NOW), await audiences.names(work, plain, NOW)


async def test_no_figure_is_shown_of_any_and_answers_decide_for_five_or_for_nobody(
    works: UnitsOfWork,
) -> None:
    told = 0
    async with works.begin() as work:
        await society(work)
        for tree in list(audiences_of(3))[::61]:
            plain = audience_rules.checked(tree)
            if not audience_rules.is_private(plain):
                continue
            seen = await audiences.look(work, plain, NOW)
            assert seen == Seen(0, (), (), (), private=True, can_be_told=seen.can_be_told)
            decided = {one: tuple(holds(tree, one, way) for way in WAYS) for one in PEOPLE}
            open_ = [ways for ways in decided.values() if len(set(ways)) > 1]
            alike = [open_.count(ways) for ways in open_]
            assert seen.can_be_told == (bool(alike) and min(alike) >= FEWEST), tree
            told += seen.can_be_told
    assert told > 10


async def test_one_person_can_not_be_asked_about(works: UnitsOfWork) -> None:
    """Alone, by a difference of two audiences, or behind others of whom all is known."""
    both, either = (
        Group(Joined.AND, (ALONE, FIRST)),
        Group(Joined.OR, (SIX, Group(Joined.AND, (ALONE, FIRST)))),
    )
    beside = Group(
        Joined.OR, (Group(Joined.AND, (SIX, SECOND)), Group(Joined.AND, (Not(SIX), FIRST)))
    )
    async with works.begin() as work:
        await society(work)
        for tree, may in ((both, False), (either, False), (beside, True), (FIRST, True)):
            size = await audiences.size(
                work, audience_rules.written(audience_rules.checked(tree)), NOW
            )
            assert size.private and size.can_be_told is may
