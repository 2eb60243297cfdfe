"""The bot without one of its features: it starts, and the others go on."""

from __future__ import annotations

import pytest

from solbot.announcements import feature as announcements
from solbot.app import FEATURES
from solbot.bot.routes import Feature, Routes
from solbot.coaching import feature as coaching
from solbot.desk import feature as desk
from solbot.errors import SolbotError
from solbot.programs import feature as programs
from solbot.staff import feature as staff
from tests.dialogs.people import Stage

WITHOUT = {
    "programs": (programs.FEATURE, "/programs"),
    "announcements": (announcements.FEATURE, "/news"),
    "desk": (desk.FEATURE, "/desk"),
    "staff": (staff.FEATURE, "/people"),
}


async def without(stage: Stage, feature: Feature) -> None:
    await stage.stop()
    stage.routes = Routes.of([one for one in FEATURES if one is not feature])
    await stage.start()


@pytest.mark.parametrize("name", WITHOUT)
async def test_without_one_feature_the_bot_starts_and_the_others_go_on(
    stage: Stage, name: str
) -> None:
    feature, command = WITHOUT[name]
    await without(stage, feature)
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


@pytest.mark.parametrize("name", WITHOUT)
async def test_without_one_feature_whatever_comes_is_taken_by_somebody(
    stage: Stage, name: str
) -> None:
    await without(stage, WITHOUT[name][0])
    zoe = stage.person("Zoe")
    await zoe.says("/help")
    zoe.hears("What we can do together")
    await zoe.says("/start")
    await zoe.says("/forget")
    zoe.hears("there is nothing to erase")
    await zoe.says("/start")
    await zoe.presses("Yes, let us begin")
    await zoe.says("/reflect")
    zoe.hears("What time is it for you now?")
    await zoe.says("/cancel")
    await zoe.says("Do you use AI?")
    zoe.hears("there is no AI in me")
    said = await zoe.says("The rehearsal begins with silence")
    zoe.hears("Where should they go?")
    await zoe.edits(said, "The rehearsal begins with listening")
    zoe.hears("What is kept now has your edited words")
    await zoe.says("cancel")
    zoe.hears("There was nothing to cancel")
    await zoe.says("Nobody is late", reply_to=zoe.heard()[-1].message_id)
    zoe.hears("Where should they go?")
    await zoe.sends_file("program.pdf", b"%PDF-1.7")
    zoe.hears("but not this kind of message")


def test_somebody_has_to_say_where_words_go() -> None:
    """Coaching is what the bot is for: without it nobody is settled, and no words are kept."""
    with pytest.raises(SolbotError, match="settling"):
        Routes.of([one for one in FEATURES if one is not coaching.FEATURE])
