"""All of somebody's goes to another account of theirs: by a code from the old one, and a yes there."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import func, select

from solbot.db.tables import Member, SharedEntry, Table
from solbot.members import db as members_db
from solbot.members.moving import db as moving_db
from solbot.members.moving.rules import SIGNS, WRONG, new_code, typed
from tests.dialogs.desk_people import asks, passes
from tests.dialogs.people import Person, Stage
from tests.dialogs.test_writing_to_people import change, writes

CODE = re.compile(r"\b[A-Z]{6}-[A-Z]{6}-[A-Z]{6}\b")


async def code_of(ana: Person) -> str:
    """Make a code in the old account."""
    await ana.says("/privacy")
    await ana.presses("To another account")
    await ana.presses("Make a code here")
    found = CODE.search(ana.last())
    assert found is not None, ana.last()
    assert f"start=m-{found[0]}" in ana.last()
    return found[0]


async def lives(ana: Person) -> None:
    """Leave something of every kind behind."""
    await ana.stage.days(1)
    await ana.says("My answer of the day")
    await ana.says("A note of mine")
    await ana.presses("Keep it as a note")
    await ana.says("/next")
    await ana.presses("Questions of my own")
    await ana.presses("A new one")
    await ana.says("Whom did I listen to?")
    await ana.taps(ana.heard()[-1].message_id, "rk:pm-1")
    await asks(ana)


async def new_account(stage: Stage, name: str = "Ana the second") -> Person:
    """Another account, which has agreed and no more."""
    new = stage.person(name)
    await new.says("/start")
    await new.presses("Yes, let us begin")
    return new


async def moves(ana: Person, new: Person) -> None:
    """From the code to the yes."""
    code = await code_of(ana)
    await new.says(f"/start m-{code}")
    await ana.stage.settle()
    await ana.presses("Yes, move everything there")
    await ana.stage.settle()


async def ids(stage: Stage, member_id: int) -> dict[str, int]:
    """How many rows of each table are somebody's."""
    assert stage.works is not None
    found = {}
    async with stage.works.begin() as work:
        for table, column in moving_db.member_columns():
            wanted = select(func.count()).select_from(table).where(column == member_id)
            found[f"{table.name}.{column.name}"] = await work.session.scalar(wanted) or 0
    return found


SAME = ("visions", "own_questions", "answers", "unplaced", "requests", "inquiries", "kept_readings")


@pytest.mark.both_databases
async def test_everything_goes_along(stage: Stage) -> None:
    ana = await stage.settled()
    await lives(ana)
    before = await ana.export()
    counted = await ids(stage, ana.id)
    new = await new_account(stage)
    code = await code_of(ana)
    await new.says(f"/start m-{code}")
    new.hears("I've asked in your old account")
    assert (await new.export())["answers"] == []
    await stage.settle()
    ana.hears("typed in the account called Ana the second")
    await ana.presses("Yes, move everything there")
    ana.sees("everything moved to the account called Ana the second")
    ana.sees("It can't be read here any more")
    await stage.settle()
    new.hears("Everything of your old account is here now")
    after = await new.export()
    assert {name: after[name] for name in SAME} == {name: before[name] for name in SAME}
    for name in ("zone", "rhythm", "consented_at", "joined_at", "reading_length", "pace"):
        assert after["member"][name] == before["member"][name], name
    assert after["member"]["name"] == "Ana the second" and after["member"]["id"] == new.id
    now = await ids(stage, new.id)
    for name in ("answers.member_id", "prompts.member_id", "slots.member_id", "remarks.member_id"):
        assert now[name] == counted[name] > 0, name
    assert not any((await ids(stage, ana.id)).values())


async def test_the_path_goes_on_where_it_was(stage: Stage) -> None:
    ana = await stage.settled()
    await lives(ana)
    await ana.says("/next")
    said = ana.last().partition("\n\n")[0]
    new = await new_account(stage)
    await moves(ana, new)
    await new.says("/next")
    assert new.last().startswith(said)
    heard = len(new.heard())
    await stage.days(1)
    assert len(new.heard()) == heard + 1, "one nudge, at the old hour"
    await new.says("From the new account")
    assert "From the new account" in [one["answer"] for one in (await new.export())["answers"]]


async def test_what_waits_for_somebody_else_still_comes(stage: Stage) -> None:
    ana, ben = await stage.settled(), await stage.settled("Ben")
    ida = await stage.staff("Ida", "programs")
    await change(stage, ben, quiet_hours="00:00-23:00")
    await writes(ida, "Ben")
    await ida.presses("Send it")
    await passes(stage)
    assert ben.heard_of("the room has changed") == 0
    await moves(ana, await new_account(stage))
    stage.clock.forward(hours=13, minutes=30)
    await passes(stage)
    assert ben.heard_of("the room has changed") == 1


async def test_the_old_account_is_a_strangers_now(stage: Stage) -> None:
    ana = await stage.settled()
    await lives(ana)
    await moves(ana, await new_account(stage))
    heard = len(ana.heard())
    await stage.days(2)
    assert len(ana.heard()) == heard, "nothing comes there any more"
    await ana.says("/journal")
    ana.hears("Before we begin")
    assert "My answer of the day" not in ana.last()


async def test_messages_of_the_old_chat_mean_nothing_in_the_new_one(stage: Stage) -> None:
    ana = await stage.settled()
    await lives(ana)
    new = await new_account(stage)
    await moves(ana, new)
    assert stage.works is not None
    async with stage.works.begin() as work:
        for table in Table.metadata.sorted_tables:
            if {"member_id", "message_id"} <= set(table.columns.keys()) and table.name != "outbox":
                wanted = select(table.c.message_id).where(table.c.member_id == new.id)
                assert {row[0] for row in await work.session.execute(wanted)} <= {None}, table.name


async def test_no_things_go_without_a_yes(stage: Stage) -> None:
    ana, eve = await stage.settled(), await new_account(stage, "Eve")
    await lives(ana)
    before = await ana.export()
    code = await code_of(ana)
    await eve.says(f"/start m-{code}")
    await eve.taps(eve.heard()[-1].message_id, f"moy:{eve.id}")
    await eve.taps(eve.heard()[-1].message_id, f"moy:{ana.id}")
    await stage.settle()
    await ana.presses("No, that is not me")
    ana.sees("Nothing is moved")
    await stage.settle()
    eve.hears("In the old account the answer was no")
    assert (await ana.export())["answers"] == before["answers"]
    await ana.taps(ana.heard()[-1].message_id, f"moy:{eve.id}")
    assert "no code waiting" in ana.toasts()[-1]
    await eve.says(f"/start m-{code}")
    eve.hears("That code leads nowhere")


async def test_a_code_is_typed_however_people_type(stage: Stage) -> None:
    ana, new = await stage.settled(), await new_account(stage)
    code = await code_of(ana)
    await new.says("/privacy")
    await new.says("to another account")
    await new.presses("I have a code")
    new.sees("three groups of six letters")
    await new.says("hello?")
    new.hears("That is no code that leads anywhere")
    await new.says(" ".join(code.lower().split("-")))
    new.hears("I've asked in your old account")


async def test_it_can_be_said_on_the_screen_too(stage: Stage) -> None:
    ana, new = await stage.settled(), await new_account(stage)
    await new.says(f"/start m-{await code_of(ana)}")
    await ana.says("/privacy")
    await ana.presses("To another account")
    ana.sees("Your code was typed in the account called Ana the second")
    await ana.says("yes, move everything there")
    ana.hears("everything moved to the account called Ana the second")
    await ana.taps(ana.heard()[-1].message_id, f"moy:{new.id}")
    assert (await new.export())["visions"]


async def test_wrong_codes_are_limited(stage: Stage) -> None:
    ana, eve = await stage.settled(), await new_account(stage, "Eve")
    code = await code_of(ana)
    for _ in range(WRONG):
        await eve.says(f"/start m-{new_code()}")
        eve.hears("That code leads nowhere")
    await eve.says(f"/start m-{code}")
    eve.hears("too many codes")
    stage.clock.forward(minutes=61)
    code = await code_of(ana)
    await eve.says(f"/start m-{code}")
    eve.hears("I've asked in your old account")


async def test_a_code_lapses_and_so_does_the_yes_to_it(stage: Stage) -> None:
    ana, new = await stage.settled(), await new_account(stage)
    code = await code_of(ana)
    stage.clock.forward(minutes=31)
    await new.says(f"/start m-{code}")
    new.hears("That code has lapsed")
    await new.says(f"/start m-{await code_of(ana)}")
    await stage.settle()
    stage.clock.forward(minutes=31)
    await ana.presses("Yes, move everything there")
    ana.sees("That code has lapsed")
    assert (await ana.export())["visions"] and not (await new.export())["visions"]


@pytest.mark.both_databases
async def test_of_two_accounts_with_one_code_the_first_is_asked_for(stage: Stage) -> None:
    ana = await stage.settled()
    one, two = await new_account(stage, "One"), await new_account(stage, "Two")
    code = await code_of(ana)
    stage.world.say(one.id, f"/start m-{code}")
    stage.world.say(two.id, f"/start m-{code}")
    await stage.settle()
    answers = sorted(person.last()[:12] for person in (one, two))
    assert answers == ["I've asked in", "That code was"] or len(set(answers)) == 2
    first, second = (one, two) if "I've asked" in one.last() else (two, one)
    second.hears("typed in another account already")
    await ana.presses("Yes, move everything there")
    assert (await first.export())["visions"] and not (await second.export())["visions"]


async def test_it_moves_once_and_the_new_account_can_move_on(stage: Stage) -> None:
    ana, new = await stage.settled(), await new_account(stage)
    await lives(ana)
    code = await code_of(ana)
    await new.says(f"/start m-{code}")
    await stage.settle()
    message, yes = ana.button("Yes, move everything there")
    await ana.taps(message.message_id, yes)
    await ana.taps(message.message_id, yes)
    third = await new_account(stage, "Third")
    await third.says(f"/start m-{code}")
    third.hears("That code leads nowhere")
    await moves(new, third)
    assert "My answer of the day" in [one["answer"] for one in (await third.export())["answers"]]


async def test_an_account_with_things_of_its_own_takes_nothing(stage: Stage) -> None:
    ana, ben = await stage.settled(), await stage.settled("Ben")
    await ben.says(f"/start m-{await code_of(ana)}")
    ben.hears("The new account has things of its own")
    new = await new_account(stage)
    await new.says(f"/start m-{await code_of(ana)}")
    await stage.settle()
    await new.says("/cancel")
    await new.says("A first note")
    await new.presses("Keep it as a note")
    await ana.presses("Yes, move everything there")
    ana.sees("The new account has things of its own")
    assert (await ana.export())["visions"]
    assert [one["answer"] for one in (await new.export())["answers"]] == ["A first note"]


async def test_its_own_code_and_one_from_a_blocked_account(stage: Stage) -> None:
    ana, new = await stage.settled(), await new_account(stage)
    code = await code_of(ana)
    await ana.says(f"/start m-{code}")
    ana.hears("the code of this very account")
    stage.world.block(ana.id)
    await stage.quiet()
    await new.says(f"/start m-{code}")
    new.hears("it has blocked this bot")
    stage.world.unblock(ana.id)
    await stage.quiet()
    await new.says(f"/start m-{code}")
    new.hears("I've asked in your old account")


async def test_who_has_not_agreed_is_asked_first(stage: Stage) -> None:
    ana, new = await stage.settled(), stage.person("New")
    code = await code_of(ana)
    await new.says(f"/start m-{code}")
    assert new.heard_of("I've asked") == 0
    await new.presses("Yes, let us begin")
    new.hears("I've asked in your old account")
    await stage.settle()
    await ana.presses("Yes, move everything there")
    await stage.settle()
    await new.says("/journal")
    assert "settle" not in new.last().lower()


async def test_a_role_among_staff_stays_behind(stage: Stage) -> None:
    await stage.owner()
    hugo = await stage.staff("Hugo", "helper")
    await hugo.says("/privacy")
    await hugo.presses("To another account")
    hugo.sees("A role among staff doesn't go along")
    new = await new_account(stage)
    await moves(hugo, new)
    for person in (hugo, new):
        await person.says("/desk")
        assert "Nobody waits" not in person.last()
    assert (await ids(stage, new.id))["staff.member_id"] == 0
    assert (await ids(stage, hugo.id))["staff.member_id"] == 0


@pytest.mark.both_databases
async def test_what_breaks_in_the_middle_moves_nothing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, new = await stage.settled(), await new_account(stage)
    await lives(ana)
    before = await ana.export()
    await new.says(f"/start m-{await code_of(ana)}")
    await stage.settle()

    async def killed(*_: Any) -> None:
        raise OSError("the process died")

    with monkeypatch.context() as patched:
        patched.setattr(members_db, "erase", killed)
        await ana.presses("Yes, move everything there")
    assert not any(
        count for name, count in (await ids(stage, new.id)).items() if name.startswith("answers")
    )
    stage.clock.forward(minutes=2)
    await stage.tick()
    after = await new.export()
    assert after["answers"] == before["answers"], "tried again, and whole"
    assert not any((await ids(stage, ana.id)).values())


async def test_what_is_shared_goes_along_and_nothing_is_shared_with_oneself(stage: Stage) -> None:
    ana, ben, new = await stage.settled(), await stage.settled("Ben"), await new_account(stage)
    await ana.says("Read this")
    await ana.presses("Keep it as a note")
    for other in (ben, new):
        await ana.taps(ana.heard()[-1].message_id, "esm:1")
        payload = re.search(r"start=(s-[\w-]+)", ana.last())
        assert payload is not None
        await other.says(f"/start {payload[1]}")
        await other.presses("Yes, show it to me")
    await moves(ana, new)
    await ben.taps(ben.heard()[-1].message_id, "ero:1")
    ben.hears("Ana the second lets you read this entry")
    assert stage.works is not None
    async with stage.works.begin() as work:
        rows = (await work.session.scalars(select(SharedEntry))).all()
        assert [(one.member_id, one.receiver_id) for one in rows] == [(new.id, ben.id)]


def test_every_key_to_a_member_goes_along_or_is_named() -> None:
    there = {table.name for table, _ in moving_db.member_columns()}
    named = moving_db.STAYS | moving_db.GIVES_WAY | moving_db.OF_ONES_OWN
    assert named <= there, "nothing is named that is not there"
    assert set(Member.__table__.columns.keys()) >= moving_db.KEPT
    # An account may have none of what would be lost, or come into the way, when the old one's comes.
    alone = {
        table.name
        for table, column in moving_db.member_columns()
        if len(table.primary_key.columns) == 1 and column.primary_key
    }
    assert alone <= moving_db.STAYS, "of what there is one for each member, one stays behind"


def test_codes_are_long_and_read_as_they_are_typed() -> None:
    code = new_code()
    assert len(SIGNS) ** 18 > 2**80
    assert typed(code) == typed(f" {code.lower().replace('-', ' ')} ") == code.replace("-", "")
    assert typed(code.replace("-", "–")) == code.replace("-", "")
    for wrong in ("", code[:-1], code + "A", code[:-1] + "1", code[:-1] + "É", "m-" + code):
        assert typed(wrong) is None
