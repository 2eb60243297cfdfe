"""The bot without one of its features: it starts, and the others go on."""

from __future__ import annotations

import pytest

from solbot.announcements import feature as announcements
from solbot.app import FEATURES
from solbot.bot.routes import Routes
from solbot.desk import feature as desk
from solbot.programs import feature as programs
from solbot.staff import feature as staff
from tests.dialogs.people import Stage

WITHOUT = {
    "programs": (programs.FEATURE, "/programs"),
    "announcements": (announcements.FEATURE, "/news"),
    "desk": (desk.FEATURE, "/desk"),
    "staff": (staff.FEATURE, "/people"),
}


@pytest.mark.parametrize("name", WITHOUT)
async def test_without_one_feature_the_bot_starts_and_the_others_go_on(
    stage: Stage, name: str
) -> None:
    feature, command = WITHOUT[name]
    await stage.stop()
    stage.routes = Routes.of([one for one in FEATURES if one is not feature])
    await stage.start()
    ana, olga = await stage.settles_in(), await stage.owner()
    await stage.days(1)
    await ana.says("I stood at the window, and nobody sang yet")
    ana.hears("Kept in your journal")
    await ana.says("/vision")
    ana.hears("A choir that sings without fear")
    before = len(olga.heard())
    await olga.says(command)
    assert len(olga.heard()) == before + 1
    olga.hears("I don't know /")
    for other, (_, theirs) in WITHOUT.items():
        if other != name:
            await olga.says(theirs)
            assert "I don't know /" not in olga.last(), theirs
    assert stage.app is not None
    menu = {one.command for one in await stage.app.bot.get_my_commands()}
    assert "vision" in menu and not menu & set(feature.commands)
