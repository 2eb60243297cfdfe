"""A drawing on the page of a vision."""

from __future__ import annotations

from tests.dialogs.people import Stage


async def test_a_drawing_is_kept_shown_replaced_and_taken_away(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    await ana.presses("A drawing")
    ana.sees("Send a photo of a drawing")
    await ana.sends_photo("The hall, & us in it")
    ana.hears("The drawing is on the page")
    await ana.says("/vision")
    await ana.presses("The drawing")
    shown = ana.heard()[-2]
    assert shown.file_id is not None and shown.text == "The hall, & us in it"
    ana.hears("Your drawing of")
    await ana.presses("Another one")
    await ana.sends_photo()
    (vision,) = (await ana.export())["visions"]
    assert vision["drawing"] is not None
    await ana.says("/vision")
    await ana.presses("The drawing")
    message, data = ana.button("Take it away")
    await ana.presses("Take it away")
    await ana.presses("Yes, take it away")
    assert "A drawing" in ana.labels()
    await ana.taps(message.message_id, data)
    assert "no longer on the page" in ana.toasts()[-1]
    (vision,) = (await ana.export())["visions"]
    assert vision["drawing"] is None


async def test_what_is_no_photo_is_not_lost_and_the_photo_is_still_awaited(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    await ana.presses("A drawing")
    await ana.sends_file("drawing.pdf", b"%PDF")
    ana.hears("Send it as a photo")
    await ana.says("A moment, I look for it")
    await ana.sends_photo()
    ana.hears("The drawing is on the page")
    copy = await ana.export()
    assert [one["answer"] for one in copy["unplaced"]] == ["A moment, I look for it"]
    assert copy["visions"][0]["drawing"] is not None


async def test_a_drawing_that_telegram_has_no_more_is_said_to_be_so(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    await ana.presses("A drawing")
    await ana.sends_photo()
    stage.world._files.clear()
    await ana.says("/vision")
    await ana.presses("The drawing")
    assert ana.heard_of("Your drawing of") == 1
    assert ana.heard_of("Something went wrong") == 0
