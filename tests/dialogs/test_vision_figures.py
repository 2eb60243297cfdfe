"""Pull and strain, and figures that are taken back."""

from __future__ import annotations

import pytest

from tests.dialogs.people import Person, Stage


async def figures(ana: Person) -> dict[str, list[int]]:
    (vision,) = (await ana.export())["visions"]
    return {
        kind: [one["value"] for one in vision[kind]] for kind in ("closeness", "pull", "strain")
    }


async def test_pull_and_strain_in_two_taps(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    await ana.presses("Pull and strain")
    ana.sees("How strongly does it pull you today?")
    await ana.presses("8")
    ana.sees("how much strain")
    await ana.presses("3")
    ana.sees("pull 8, strain 3")
    assert await figures(ana) == {"closeness": [4], "pull": [8], "strain": [3]}
    await ana.says("/vision")
    ana.hears("Pull: 8 · Strain: 3")
    await ana.presses("All it has been")
    ana.sees("strain: 3 of 10")


async def test_pull_and_strain_typed_with_what_is_none(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    await ana.says("pull and strain")
    await ana.says("rather much")
    ana.hears("A whole number from 0 to 10")
    await ana.says("about seven")
    await ana.says("12")
    ana.hears("Noted: pull 7")
    await ana.says("0")
    ana.hears("pull 7, strain 0")
    assert await figures(ana) == {"closeness": [4], "pull": [7], "strain": [0]}


async def test_words_in_the_place_of_a_figure_are_kept(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    await ana.presses("How close is it today?")
    for words, then, asks in (
        ("7, because forty of us sang", "7", "Noted: 7 of 10"),
        ("It pulls when I hear them", "8", "Noted: pull 8"),
        ("I lie awake over the hall", "3", "pull 8, strain 3"),
    ):
        await ana.says(words)
        ana.hears("Your words are kept for now")
        ana.hears("A whole number from 0 to 10")
        await ana.says(then)
        ana.hears(asks)
        if then == "7":
            await ana.says("/vision")
            await ana.presses("Pull and strain")
    await ana.says("/journal")
    await ana.presses("Not placed yet (3)")
    ana.sees("7, because forty of us sang")


async def test_mistaken_figures_are_taken_back(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    await ana.presses("How close is it today?")
    await ana.presses("9")
    ana.sees("Noted: 9 of 10")
    message, undo = ana.button("Undo")
    await ana.presses("Undo")
    ana.sees("How close: 4 of 10")
    await ana.taps(message.message_id, undo)
    assert "no longer on the page" in ana.toasts()[-1]
    await ana.presses("Pull and strain")
    await ana.presses("8")
    await ana.presses("Skip")
    ana.sees("Pull: 8 (")
    await ana.presses("Pull and strain")
    await ana.presses("7")
    await ana.presses("6")
    await ana.presses("Undo")
    assert await figures(ana) == {"closeness": [4], "pull": [8], "strain": []}


async def test_two_taps_on_the_same_figure_are_one(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    await ana.presses("How close is it today?")
    message, data = ana.button("7")
    await ana.taps(message.message_id, data)
    await ana.taps(message.message_id, data)
    assert (await figures(ana))["closeness"] == [4, 7]
    stage.clock.forward(days=1)
    await ana.taps(message.message_id, data)
    assert (await figures(ana))["closeness"] == [4, 7, 7]


@pytest.mark.parametrize("tap", ["vgp:{}:11", "vgs:{}:3", "vgs:{}:3:99:1", "vgx", "vgx:x"])
async def test_figures_off_the_scale_or_made_up_change_nothing(stage: Stage, tap: str) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    message, data = ana.button("Pull and strain")
    await ana.taps(message.message_id, tap.format(data.split(":")[1]))
    assert "no longer works" in ana.toasts()[-1]
    assert await figures(ana) == {"closeness": [4], "pull": [], "strain": []}
