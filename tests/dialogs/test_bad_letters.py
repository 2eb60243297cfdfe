"""One letter, round or row that can't be dealt with fails alone, says why, and stops nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select, text, update

from solbot.db.tables import Announcement, Cohort, Letter, Slot
from solbot.telegram import outbox_db
from tests import announced
from tests.damage import damage
from tests.dialogs.announcing import confirmed
from tests.dialogs.people import OWNER, Stage

pytestmark = pytest.mark.both_databases

PLAIN = "A new place to meet has opened."
OTHER = "Another place has opened, too."
UNSAID = "could not be put into words"
ODD_BUTTON = [{"n": 1, "kind": "nonsense"}]


async def letters(stage: Stage, kind: str = "announcement") -> dict[int, tuple[str, str | None]]:
    """By person, how their letter of a kind stands, and why."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        found = await work.session.execute(
            select(Letter.member_id, Letter.status, Letter.reason).where(Letter.kind == kind)
        )
        return {member: (status, reason) for member, status, reason in found}


async def set_buttons(stage: Stage, number: int, buttons: list[dict[str, object]]) -> None:
    assert stage.works is not None
    async with stage.works.begin() as work:
        await work.session.execute(
            update(Announcement).where(Announcement.id == number).values(buttons=buttons)
        )


async def without_pauses(stage: Stage) -> None:
    assert stage.works is not None
    async with stage.works.begin() as work:
        await announced.without_pauses(work)


async def forbid(stage: Stage, table: str, on: str, rule: str) -> None:
    """Let the database refuse what a rule forbids of the new row, as a damaged index or a constraint would."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        if "sqlite" in stage.database_url:
            body = f"WHEN {rule} BEGIN SELECT RAISE(ABORT, 'refused'); END"
            await work.session.execute(text(f"CREATE TRIGGER refuse BEFORE {on} ON {table} {body}"))
            return
        await work.session.execute(
            text(
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE check_violation; END $$"
            )
        )
        body = f"FOR EACH ROW WHEN ({rule}) EXECUTE FUNCTION refuse()"
        await work.session.execute(text(f"CREATE TRIGGER refuse BEFORE {on} ON {table} {body}"))


async def allow(stage: Stage, table: str) -> None:
    """Let the database take what was forbidden."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        of = "" if "sqlite" in stage.database_url else f" ON {table}"
        await work.session.execute(text(f"DROP TRIGGER refuse{of}"))


async def test_an_announcement_without_words_pauses_alone_and_goes_on_once_mended(
    stage: Stage,
) -> None:
    olga, bea = await stage.owner(), await stage.staff("Bea", "announcements")
    ana = await stage.settled("Ana")
    await without_pauses(stage)
    await confirmed(stage, bea, PLAIN)
    await set_buttons(stage, 1, ODD_BUTTON)
    await confirmed(stage, olga, OTHER)
    await stage.settle()
    assert ana.heard_of(OTHER) == 1 and ana.heard_of(PLAIN) == 0
    for one in (olga, bea):
        assert one.heard_of("has paused by itself: a letter could not be put into words") == 1
    await bea.says("/broadcast")
    await bea.presses("No. 1")
    bea.sees("Paused.")
    bea.sees("It paused by itself: a letter could not be put into words.")
    await set_buttons(stage, 1, [])
    await bea.presses("Go on")
    await stage.settle()
    assert ana.heard_of(PLAIN) == 1
    bea.sees("Delivered: 3")
    assert bea.heard_of("has paused by itself") == 1


async def test_let_go_on_as_it_is_it_pauses_no_more_and_those_left_are_counted(
    stage: Stage,
) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await confirmed(stage, olga, PLAIN)
    await set_buttons(stage, 1, ODD_BUTTON)
    await stage.settle()
    assert olga.heard_of("has paused by itself") == 1
    await olga.presses("How it goes")  # in the place of what told her
    await olga.presses("Go on")
    await stage.settle()
    assert await letters(stage) == {OWNER: ("failed", UNSAID), ana.id: ("failed", UNSAID)}
    await olga.says("/broadcast")
    await olga.presses("No. 1")
    olga.sees("Done")
    olga.sees("Failed (it could not be put into words): 2")
    assert olga.heard_of("has paused by itself") == 0


async def test_a_name_that_can_not_be_read_spoils_no_other_letter(stage: Stage) -> None:
    olga, ana, ben = await stage.owner(), await stage.settled("Ana"), await stage.settled("Ben")
    assert stage.works is not None
    await damage(stage.works, "members", "name", f"id = {ana.id}")
    await confirmed(stage, olga, "Hello {name|friend}, a new place.")
    await stage.settle()
    assert ana.heard_of("Hello friend, a new place.") == 1
    assert ben.heard_of("Hello Ben, a new place.") == 1


@pytest.mark.parametrize(
    ("kind", "ref"),
    [
        ("nudge", {"for": "no date"}),
        ("question", {}),
        ("question", {"prompt": {}}),
        ("unheard of", {}),
        ("notice", {"notice": "unheard of"}),
        ("progress", {"round": {}, "first": True}),
    ],
)
async def test_a_letter_that_can_not_be_composed_fails_alone(
    stage: Stage, kind: str, ref: dict[str, object]
) -> None:
    ana, ben = await stage.settled("Ana"), await stage.settled("Ben")
    assert stage.works is not None
    async with stage.works.begin() as work:
        bad = {"key": "bad", "member_id": ana.id, "kind": kind, "ref": ref, "due_at": work.now}
        await outbox_db.put(work.session, [{**bad, "not_after": None}])
    await stage.days(1)
    async with stage.works.begin() as work:
        row = await work.session.scalar(select(Letter).where(Letter.key == "bad"))
        assert row is not None and (row.status, row.reason) == ("failed", UNSAID)
    for one in (ana, ben):
        assert one.heard_of("The reading of") == 1
    await stage.stop()
    await stage.start()
    await stage.days(1)
    assert ben.heard_of("The reading of") == 2


async def test_what_a_nudge_without_words_was_to_bring_comes_with_the_next(stage: Stage) -> None:
    ana, ben = await stage.settled("Ana"), await stage.settled("Ben")
    await forbid(stage, "prompts", "INSERT", f"NEW.member_id = {ana.id}")
    await stage.days(1)
    assert await letters(stage, "nudge") == {ana.id: ("failed", UNSAID), ben.id: ("sent", None)}
    await allow(stage, "prompts")
    await stage.days(1)
    assert [one.heard_of("The reading of day-1") for one in (ana, ben)] == [1, 1]
    assert [one.heard_of("The reading of day-2") for one in (ana, ben)] == [0, 1]
    await ana.says("My answer")
    ana.sees("Kept in your journal")


async def test_one_slot_of_many_can_not_be_read(stage: Stage) -> None:
    ana, ben = await stage.settled("Ana"), await stage.settled("Ben")
    assert stage.works is not None
    async with stage.works.begin() as work:
        await work.session.execute(
            update(Slot).where(Slot.member_id == ana.id).values(days="every day")
        )
        if "sqlite" in stage.database_url:
            await work.session.execute(
                text("UPDATE slots SET last_date = 'never' WHERE member_id = :who"), {"who": ana.id}
            )
    await stage.days(1)
    assert ben.heard_of("The reading of") == 1
    await ana.says("/help")
    assert ana.heard_of("went wrong") == 0


async def test_a_series_that_can_not_be_run_ends_and_the_others_go_on(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    assert stage.works is not None
    async with stage.works.begin() as work:
        for audience in ({"version": 1, "who": {"is": "shoe size", "value": 42}}, None):
            work.session.add(
                Announcement(
                    author_id=OWNER,
                    confirmed_by=OWNER,
                    state="series",
                    content={"en": {"html": PLAIN, "media": []}},
                    buttons=[],
                    audience=audience,
                    timing={
                        "when": "repeat",
                        "on": "2026-11-23",
                        "at": "09:00",
                        "zone": "UTC",
                        "every": "day",
                    },
                    number=1,
                    edition=1,
                    next_at=work.now,
                    created_at=work.now,
                )
            )
    await stage.settle()
    assert ana.heard_of(PLAIN) == 1
    assert olga.heard_of("no longer repeats: its next run could not begin") == 1
    async with stage.works.begin() as work:
        found = await work.session.execute(
            select(Announcement.state).where(Announcement.series_id.is_(None)).order_by("id")
        )
        assert [state for (state,) in found] == ["ended", "series"]


async def test_a_cohort_with_a_clock_nobody_knows_ends_all_the_same(stage: Stage) -> None:
    await stage.owner()
    assert stage.works is not None
    async with stage.works.begin() as work:
        for number, zone in enumerate(("Nowhere/Here", "UTC")):
            work.session.add(
                Cohort(
                    slug=f"c{number}",
                    program_id="foundations-for-leadership",
                    name="Spring",
                    first_day=date(2026, 11, 1),
                    last_day=date(2026, 11, 20),
                    zone=zone,
                    state="open",
                    created_by=OWNER,
                    created_at=work.now,
                )
            )
    await stage.tick()
    async with stage.works.begin() as work:
        assert set(await work.session.scalars(select(Cohort.state))) == {"ended"}


async def test_a_round_whose_letters_can_not_be_handed_over_pauses_alone(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await without_pauses(stage)
    await forbid(stage, "outbox", "INSERT", "NEW.round_id = 1")
    await confirmed(stage, olga, PLAIN)
    await confirmed(stage, olga, OTHER)
    await stage.settle()
    assert ana.heard_of(OTHER) == 1 and ana.heard_of(PLAIN) == 0
    assert olga.heard_of("has paused by itself: its letters could not be handed over") == 1


async def test_what_follows_from_one_letter_fails_and_all_are_settled(stage: Stage) -> None:
    ana, ben = await stage.settled("Ana"), await stage.settled("Ben")
    refused = f"NEW.member_id = {ana.id} AND NEW.message_id IS NOT NULL"
    await forbid(stage, "prompts", "UPDATE", refused)
    await stage.days(1)
    assert await letters(stage, "nudge") == {ana.id: ("sent", None), ben.id: ("sent", None)}
    question = ben.heard()[-1]
    await ben.says("My answer", reply_to=question.message_id)
    ben.sees("Kept in your journal")
    await ana.says("My answer")
    ana.sees("Kept in your journal")
