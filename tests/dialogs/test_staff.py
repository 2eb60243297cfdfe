"""Staff: how one becomes one of them, what each may do, and what everybody else is told."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from solbot.db.states import Role
from solbot.staff.rules import RIGHTS
from tests.dialogs.announcing import composed
from tests.dialogs.people import OWNER, Person, Stage
from tests.ways_in import STAFF_COMMANDS, STAFF_TAPS

SOLBOT = Path(__file__).parents[2] / "solbot"
REFUSED = "This part is for the people who look after the programs"
NOT_YOURS = "That is not part of your role"


def link_in(person: Person) -> str:
    """The payload of the link in the last message."""
    found = re.search(r"\?start=(\S+)", person.shown())
    assert found, person.shown()
    return found[1]


async def test_an_owner_invites_and_the_link_works_once(stage: Stage) -> None:
    olga, ana, bea = await stage.owner(), await stage.settled("Ana"), await stage.settled("Bea")
    await olga.says("/staff")
    await olga.presses("Who looks after it")
    await olga.presses("Invite someone")
    await olga.presses("Programs")
    payload = link_in(olga)
    await ana.says(f"/start {payload}")
    ana.sees("From now on you look after: Programs")
    await bea.says(f"/start {payload}")
    bea.sees("This invitation has been used")
    await ana.says(f"/start {payload}")
    ana.sees("This invitation has been used")
    await ana.presses("Staff menu")
    ana.sees("Your role: Programs")
    await bea.says("/staff")
    bea.sees(REFUSED)


async def test_an_invitation_that_is_late_or_withdrawn(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await olga.says("/invite")
    await olga.presses("Invite someone")
    await olga.presses("Helper")
    payload = link_in(olga)
    stage.clock.forward(days=3)
    await ana.says(f"/start {payload}")
    ana.sees("This invitation has been used, withdrawn, or is older")
    await olga.says("/invite")
    await olga.presses("Invite someone")
    await olga.presses("Helper")
    payload = link_in(olga)
    await olga.presses("‹ Back")
    await olga.presses("Withdraw 2: Helper")
    await ana.says(f"/start {payload}")
    ana.sees("This invitation has been used, withdrawn, or is older")
    await ana.says("/staff")
    ana.sees(REFUSED)


async def test_a_stranger_follows_an_invitation_through_consent(stage: Stage) -> None:
    olga, cleo = await stage.owner(), stage.person("Cleo")
    await olga.says("/invite")
    await olga.presses("Invite someone")
    await olga.presses("Helper")
    await cleo.says(f"/start {link_in(olga)}")
    cleo.sees("Is that all right with you?")
    await cleo.presses("Yes, let us begin")
    assert cleo.heard_of("From now on you look after: Helper") == 1


async def test_another_role_and_dismissal_take_hold_at_once(stage: Stage) -> None:
    olga = await stage.owner()
    ana = await stage.staff("Ana", "owner")
    await ana.says("/invite")
    await olga.says("/invite")
    await olga.presses("Ana · Owner")
    await olga.presses("Helper")
    olga.sees("Ana: Helper")
    await stage.tick()
    ana.sees("Your role among the staff is now: Helper")
    await ana.presses("Invite someone")  # a button from before
    assert ana.toasts()[-1].startswith(NOT_YOURS)
    await olga.presses("Ana · Helper")
    await olga.presses("Dismiss")
    await olga.presses("Yes, dismiss")
    stage.clock.forward(seconds=2)
    await stage.tick()
    ana.sees("You are no longer among the staff here")
    await ana.says("/staff")
    ana.sees(REFUSED)
    await olga.presses("Staff menu")
    await olga.presses("Who did what")
    olga.sees("Olga dismissed Ana (Helper)")
    olga.sees("Olga changed the role of Ana (Helper)")


async def test_a_member_is_refused_every_command_of_staff(stage: Stage) -> None:
    ana = await stage.settled()
    for name in sorted(STAFF_COMMANDS):
        await ana.says(f"/{name}")
        ana.sees(REFUSED)
        await ana.taps(ana.heard()[-1].message_id, f"do:{name}")
        assert ana.toasts()[-1].startswith(REFUSED), name
        stage.clock.forward(minutes=1)


async def test_a_member_is_refused_every_button_of_staff(stage: Stage) -> None:
    ana = await stage.settled()
    before, message = len(ana.heard()), ana.heard()[-1].message_id
    for args in (":1", ":7:owner:x"):
        toasts = len(ana.toasts())
        for name in sorted(STAFF_TAPS):
            stage.world.press(ana.id, message, name + args)
        await stage.quiet()
        said = [one[: len(REFUSED)] for one in ana.toasts()[toasts:]]  # in the order of the taps
        assert dict(zip(sorted(STAFF_TAPS), said, strict=True)) == dict.fromkeys(
            STAFF_TAPS, REFUSED
        )
    assert len(ana.heard()) - before == ana.heard_of("You are faster than I can answer")


def test_no_two_buttons_send_the_same() -> None:
    """Two features can't have a name in common; within one, the later entry would win silently."""
    features = sorted(SOLBOT.glob("*/feature.py"))
    assert len(features) > 6
    for file in features:
        tables = [
            node.value
            for node in ast.walk(ast.parse(file.read_text()))
            if isinstance(node, ast.keyword) and node.arg == "taps"
        ]
        names = [
            key.value
            for table in tables
            for node in ast.walk(table)
            if isinstance(node, ast.Dict)
            for key in node.keys
            if isinstance(key, ast.Constant)
        ]
        assert len(names) == len(set(names)), file


@pytest.mark.parametrize("role", list(Role))
async def test_each_role_has_its_own_commands_and_no_others(stage: Stage, role: Role) -> None:
    ana = await stage.staff("Ana", role)
    menu = {one["command"] for one in stage.world.profile.commands[f"@{ana.id}"]}
    for name, way in STAFF_COMMANDS.items():
        await ana.says(f"/{name}")
        allowed = way.right in RIGHTS[role]
        assert (NOT_YOURS not in ana.shown()) == allowed, name
        assert (name in menu) == allowed
    everybody = {one["command"] for one in stage.world.profile.commands[""]}
    assert not everybody & STAFF_COMMANDS.keys()


async def test_the_content_is_taken_up_from_the_menu(stage: Stage) -> None:
    ana = await stage.staff("Ana", "content")
    assert stage.app is not None
    folder = stage.app.settings.messages
    await ana.says("/staff")
    await ana.presses("Take up the content")
    assert folder.is_dir()
    ana.sees("The new content is in place.")


async def test_the_audit_can_only_grow_and_forgets_who_was_erased(stage: Stage) -> None:
    olga = await stage.owner()
    ana = await stage.staff("Ana", "helper")
    await olga.says("/invite")
    await olga.presses("Ana · Helper")
    await olga.presses("Programs")
    assert stage.works is not None
    for statement in ("DELETE FROM audit", "UPDATE audit SET action = 'x'"):
        with pytest.raises(DBAPIError, match="append-only"):
            async with stage.works.database.engine.begin() as connection:
                await connection.execute(text(statement))
    await ana.says("/forget")
    await ana.says("forget me")
    await olga.says("/audit")
    olga.sees("Olga changed the role of (Programs)")
    async with stage.works.database.engine.begin() as connection:
        left = await connection.scalar(
            text("SELECT count(*) FROM audit WHERE about_id IS NOT NULL")
        )
    assert left == 0


async def test_an_owner_of_the_settings_can_not_be_changed_here(stage: Stage) -> None:
    ana = await stage.staff("Ana", "owner")
    await ana.says("/invite")
    message = ana.heard()[-1].message_id
    for data in (f"srole:{OWNER}:helper", f"sdismissed:{OWNER}", "sperson:999"):
        await ana.taps(message, data)
        assert ana.toasts()[-1].startswith("That person is not among the staff any more")


async def test_cancel_leads_back_to_where_one_was(stage: Stage) -> None:
    olga = await stage.owner()
    await olga.says("/program")
    await olga.presses("Foundations for Leadership")
    await olga.presses("Edit")
    await olga.presses("Seats")
    await olga.says("/cancel")
    await olga.presses("‹ Back")
    assert "Seats" in olga.labels() and "Place" not in olga.shown().splitlines()[0]
    await olga.presses("The words in: English")
    await olga.presses("Card")
    await olga.says("/cancel")
    await olga.presses("‹ Back")
    assert "Card" in olga.labels()
    await composed(olga)
    draft = olga.shown()
    await olga.presses("When")
    await olga.presses("At a time")
    await olga.says("/cancel")
    await olga.presses("‹ Back")
    assert "At a time" in olga.labels()
    await olga.presses("‹ Back")
    await olga.presses("Who gets it")
    await olga.presses("Only those…")
    await olga.says("cancel")
    await olga.presses("‹ Back")
    olga.sees("Everyone.")
    await olga.presses("‹ Back")
    await olga.presses("Words: English")
    await olga.says("/cancel")
    await olga.presses("‹ Back")
    assert olga.shown() == draft


async def test_the_audit_by_person_thing_and_day(stage: Stage) -> None:
    olga, bea = await stage.owner(), await stage.staff("Bea", "programs")
    hugo, ana = await stage.staff("Hugo", "helper"), await stage.settled("Ana")
    await bea.says("/program")
    await bea.presses("Foundations for Leadership")
    await bea.presses("Seats")
    await hugo.says("/desk")
    stage.clock.forward(days=1)
    await bea.says("/people ana")
    await bea.presses("Ana")
    await olga.says("/audit")
    await olga.presses("By person")
    await olga.presses("Bea")
    olga.sees("Who did what\nBea\n")
    olga.sees("Bea looked at the seats of Foundations for Leadership")
    assert "Hugo" not in olga.shown()
    await olga.presses("By thing")
    await olga.presses("Seats")
    olga.sees("Bea, Seats")
    assert "looked at the page of" not in olga.shown()
    await olga.presses("Today")
    olga.sees("Nothing of this.")
    await olga.presses("Everything")
    olga.sees("Hugo looked at the desk")
    await olga.says("the desk")
    olga.sees("Hugo looked at the desk")
    assert "seats" not in olga.last()
    await olga.says("everything")
    await olga.says("yesterday")
    olga.sees("Bea looked at the seats of")
    assert "looked at the page of" not in olga.last()
    await olga.says("nobody of that name")
    olga.sees("That is none of the staff, no thing and no days.")
    await olga.says("/people ana")
    await olga.presses("Ana")
    await olga.presses("In “Who did what”")
    olga.sees("Bea looked at the page of Ana")
    await olga.says("/audit hugo")
    olga.sees("Who did what\nHugo\n")
    await bea.says(f"/people {ana.id}")
    assert "In “Who did what”" not in bea.labels()
    await bea.taps(bea.heard()[-1].message_id, f"saudit:-:{hugo.id}:-:-:-")
    assert "looked at the desk" not in bea.shown()


async def test_owners_see_whose_invitation_somebody_accepted(stage: Stage) -> None:
    olga, _ = await stage.owner(), await stage.staff("Bea", "programs")
    await olga.says("/invite")
    await olga.presses("Bea · Programs")
    olga.sees("Accepted the invitation of Olga on ")
