"""What one of the staff does unusually often is told to owners, once."""

from __future__ import annotations

import pytest

from solbot.ops import watching
from solbot.staff import audit
from solbot.staff.audit import Action
from tests.dialogs.people import Stage

pytestmark = pytest.mark.both_databases


async def look(stage: Stage) -> None:
    assert stage.app is not None
    await stage.app.watch.look()
    await stage.quiet()


async def test_many_looks_and_many_roles_are_told_to_owners(stage: Stage) -> None:
    assert stage.works is not None
    olga, pia = await stage.owner(), await stage.staff("Pia", "programs")

    async def did(action: Action, people: range) -> None:
        assert stage.works is not None
        async with stage.works.begin() as work:
            for person in people:
                await audit.note(work, pia.id, action, person)

    await did(Action.LOOKED_AT_PERSON, range(watching.MANY_LOOKS - 1))
    await did(Action.LOOKED_AT_PERSON, range(watching.MANY_LOOKS - 1))  # the same people again
    await did(Action.DISMISSED, range(watching.MANY_ROLES - 1))
    await look(stage)
    assert olga.heard_of("within an hour") == 0
    await did(Action.LOOKED_AT_PERSON, range(watching.MANY_LOOKS))
    await look(stage)
    await look(stage)
    assert olga.heard_of("One of the staff has looked at 30 people within an hour.") == 1
    await did(Action.CHANGED_ROLE, range(watching.MANY_ROLES))
    await look(stage)
    assert olga.heard_of("taken or changed the roles of 3 people within an hour") == 1
    assert pia.heard_of("within an hour") == 0
    stage.clock.forward(hours=2)
    await look(stage)
    stage.clock.forward(minutes=6)
    await look(stage)
    assert olga.heard_of("Nobody of the staff looks at many people any more.") == 1
