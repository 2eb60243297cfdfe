"""What staff send that is no text: too large, of the wrong kind, the wrong one; and what bears no words is named."""

from __future__ import annotations

from typing import Any

import pytest

from solbot.fake_telegram import methods
from solbot.fake_telegram.calls import Call, Refusal
from tests.dialogs.announcing import tried
from tests.dialogs.people import Person, Stage

FOUNDATIONS = "Foundations for Leadership"
PDF = b"%PDF-1.4 flyer"
LARGE = PDF + bytes(20 * 2**20)
LINK = "https://example.org/flyer.pdf"


async def awaits_flyer(bea: Person) -> None:
    """The question for the flyer is open."""
    await bea.says("/program")
    for tap in (FOUNDATIONS, "Edit", "Flyer"):
        await bea.presses(tap)


async def test_after_a_file_that_is_no_flyer_another_is_taken(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    await awaits_flyer(bea)
    await bea.sends_file("large.pdf", LARGE)
    bea.hears("large.pdf is larger than 20 MB, and Telegram does not let bots fetch such files.")
    await bea.sends_voice()
    bea.hears("I take a PDF or a photo here, and this seems to be something else.")
    stage.world.send_video(bea.id, b"film", caption=LINK)
    await stage.quiet()
    bea.hears("I take a PDF or a photo here")
    stage.world.send_sticker(bea.id, "🙂")
    await stage.quiet()
    bea.hears("I take a PDF or a photo here")
    stage.world.send_location(bea.id, 42.4, -71.1)
    await stage.quiet()
    bea.hears("I take a PDF or a photo here")
    bea.hears("Nothing has changed.")
    await bea.sends_file("right.pdf", PDF)
    bea.hears("right.pdf is here. Flyer: people can open it from now on")


async def test_what_telegram_finds_too_large_only_when_it_is_fetched(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    bea = await stage.staff("Bea", "programs")

    def refused(_: Call) -> Any:
        raise Refusal(400, "Bad Request: file is too big")

    with monkeypatch.context() as patch:
        patch.setitem(methods.METHODS, "getfile", refused)
        await awaits_flyer(bea)
        await bea.sends_file("large.pdf", PDF)
        bea.hears("large.pdf is larger than 20 MB. Nothing has changed.")
    await bea.sends_file("right.pdf", PDF)
    bea.hears("right.pdf is here.")


async def test_the_right_file_or_a_link_takes_the_place_of_the_wrong_one(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    await awaits_flyer(bea)
    await bea.sends_file("wrong.pdf", PDF)
    bea.hears("If it is the wrong file, send the right one")
    await bea.sends_file("right.pdf", PDF + b" right")
    bea.hears("right.pdf is here, and in the draft: Flyer.")
    await bea.says(LINK)
    bea.sees(f"Kept in the draft. Flyer: {LINK}")


async def test_the_right_file_takes_the_place_of_one_that_nobody_asked_for(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    await bea.sends_file("wrong.pdf", PDF)
    await bea.presses(FOUNDATIONS)
    await bea.sends_file("right.pdf", PDF + b" right")
    bea.hears("right.pdf is here, and in the draft: Flyer.")
    stage.clock.forward(minutes=16)
    await bea.sends_file("other.pdf", PDF + b" other")
    assert "other.pdf is here" not in bea.last()


async def test_a_recording_is_called_one_where_there_are_no_words(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "announcements"), await stage.settled("Ana")
    await bea.says("/broadcast")
    await bea.presses("A new announcement")
    await bea.sends_voice()
    await tried(stage, bea)
    await bea.presses("Send it")
    await stage.settle()
    assert ana.heard()[-1].kind == "voice"
    await bea.says("/broadcast")
    bea.sees("No. 1: Voice message")
    assert "No. 1: Voice message" in bea.labels()
    await ana.says("/news")
    ana.sees("Voice message")


async def test_what_cannot_be_sent_on_is_refused_and_something_else_is_taken(
    stage: Stage,
) -> None:
    bea = await stage.staff("Bea", "announcements")
    await bea.says("/broadcast")
    await bea.presses("A new announcement")
    stage.world.send_location(bea.id, 42.4, -71.1)
    await stage.quiet()
    bea.hears("That can't be sent on to others.")
    stage.world.send_sticker(bea.id, "🙂")
    await stage.quiet()
    bea.hears("That can't be sent on to others.")
    await bea.sends_file("large.pdf", LARGE, caption="The whole program")
    bea.sees("(1 file) The whole program")


async def test_a_picture_of_a_list_is_no_list(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    await bea.says("/program")
    await bea.presses(FOUNDATIONS)
    await bea.presses("Alumni")
    await bea.presses("Mark by list")
    await bea.sends_photo("the list")
    bea.hears("I can’t read this kind of file.")
    await bea.sends_voice()
    bea.hears("I can’t read this kind of file.")
    await bea.says(str(bea.id))
    bea.hears("1 person was found.")
