"""Whatever a person sends gets a kind and useful answer, or is quietly right."""

from __future__ import annotations

from itertools import cycle

import pytest
from sqlalchemy import text

from solbot.app import ROUTES
from solbot.bot.context import Context
from solbot.bot.routes import Awaited
from solbot.content.bidi import FSI, PDI
from tests.dialogs.people import VISION, Stage


async def test_stickers_and_documents(stage: Stage) -> None:
    ana = await stage.settled()
    stage.world.send_sticker(ana.id, "🙂")
    await stage.quiet()
    ana.hears("but not this kind of message")
    stage.world.send_document(ana.id, b"MZ", file_name="virus.exe")
    await stage.quiet()
    ana.hears("but not this kind of message")
    stage.world.send_location(ana.id, 1.0, 2.0)
    await stage.quiet()
    ana.hears("but not this kind of message")


async def test_what_words_came_with_is_said_not_to_be_kept(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    film = stage.world.send_video(ana.id, b"film", caption="How the sea was today")
    await stage.quiet()
    ana.hears("Kept in your journal")
    assert "only the words" in ana.heard()[-2].text
    assert [one["answer"] for one in (await ana.export())["answers"]] == ["How the sea was today"]
    await ana.edits(film, "How wild the sea was")
    assert [one["answer"] for one in (await ana.export())["answers"]] == ["How wild the sea was"]
    await ana.sends_photo("And the beach")
    assert ana.heard_of("only the words") == 1


BLANK = "\u3164\u200b \u2800\ufe0f"  # apps send it, and nothing of it can be seen


async def test_words_of_which_nothing_can_be_seen_are_none(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    await ana.presses("Change it")
    await ana.says(BLANK)
    ana.hears("but not this kind of message")
    await stage.days(1)
    await ana.says(BLANK)
    ana.hears("but not this kind of message")
    said = await ana.says("What I see\u200b \u2764\ufe0f")
    await ana.edits(said, BLANK)
    ana.hears("but not this kind of message")
    copy = await ana.export()
    assert [one["words"] for one in copy["visions"]] == [VISION]
    assert [one["answer"] for one in copy["answers"]] == ["What I see\u200b \u2764\ufe0f"]
    await ana.sends_photo(BLANK)
    await ana.presses("Keep it as a note")
    assert (await ana.export())["answers"][-1]["answer"]["caption"] is None


async def test_a_name_of_which_nothing_can_be_seen_is_none(stage: Stage) -> None:
    blank = await stage.settles_in("\u3164")
    blank.hears("We are set.")
    owner = await stage.owner()
    await owner.says("/people")
    await owner.says(str(blank.id))
    assert all(label.strip("\u3164 ") for label in owner.labels())


async def test_a_forwarded_post_is_not_taken_for_an_answer(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    stage.world.forward(ana.id, "/forget Ten ways to success")
    await stage.quiet()
    ana.hears("Your words are here, and nothing is lost")
    assert (await ana.export())["answers"] == []
    await ana.says("My own words")
    assert [one["answer"] for one in (await ana.export())["answers"]] == ["My own words"]


@pytest.mark.parametrize(
    "junk",
    [
        "/",
        "/ today",
        "//",
        "/today today today",
        "/TODAY",
        "/pause 99999999999999999999",
        "/" + "x" * 4000,
        "/journal " + "y" * 4000,
        "/start " + "z" * 64,
        "/vision\nnew line",
        "/language <b>",
    ],
)
async def test_commands_with_junk(stage: Stage, junk: str) -> None:
    ana = await stage.settled()
    count = len(ana.heard())
    await ana.says(junk)
    assert len(ana.heard()) > count
    assert ana.heard_of("Something went wrong") == 0


async def test_a_space_after_the_slash(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/ today")
    ana.hears("The reading of day-1")


async def test_every_command_answers_with_a_message_in_every_state(stage: Stage) -> None:
    stranger, settling, ana = stage.person("New"), stage.person("Mid"), await stage.settled()
    await settling.says("/start")
    await settling.presses("Yes, let us begin")
    for person in (stranger, settling, ana):
        for command in ROUTES.commands:
            count = len(person.heard())
            await person.says(f"/{command}")
            assert len(person.heard()) > count, (person.id, command)
            assert person.heard_of("Something went wrong") == 0, command


@pytest.mark.both_databases
async def test_every_tap_with_nonsense_is_answered(stage: Stage) -> None:
    ana, stranger = await stage.settled(), stage.person("New")
    await stranger.says("/start")
    names, tails = [*ROUTES.taps, "do"], ("", ":x", ":1:2:3", ":999999999999999999999", ":-1:é")
    every = [[name + tail for name in stage.share(names)] for tail in tails]
    # Most buttons ask a stranger for consent, whatever the tail: each of those once.
    in_turn = [name + tail for name, tail in zip(names, cycle(tails), strict=False)]
    in_full = [name + tail for name in ROUTES.taps_without_consent for tail in tails]
    for person, rounds in ((ana, every), (stranger, [in_turn, in_full])):
        last = person.heard()[-1].message_id
        for taps in rounds:
            for tap in taps:
                stage.world.press(person.id, last, tap[:60])
            await stage.quiet()
            assert stage.app is not None
            stage.app.floods.forget()
        assert person.heard_of("Something went wrong") == 0
    assert not stage.world.taps


async def test_a_group_is_told_where_the_bot_works(stage: Stage) -> None:
    ana = await stage.settled()
    before = len(stage.world.sent)
    stage.world.say_in_group(ana.id, "just talking", group_id=-100500)
    await stage.quiet()
    assert len(stage.world.sent) == before
    stage.world.say_in_group(ana.id, "/today@solbot_playground_bot", group_id=-100500)
    await stage.quiet()
    assert [one.chat_id for one in stage.world.sent[before:]] == [-100500]
    assert ana.heard_of("The reading of") == 0


async def test_a_flood_is_kept_in_full_and_answered_sparingly(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("solbot.bot.flood.SECONDS", 600.0)  # however slow the machine
    ana = await stage.settled()
    before = len(ana.heard())
    for number in range(200):
        stage.world.say(ana.id, f"thought {number}")
    await stage.quiet()
    assert 100 < len(ana.heard()) - before <= 121
    assert ana.heard_of("faster than I can answer") == 1
    assert stage.app is not None
    stage.app.floods.forget()  # ten seconds later
    copy = await ana.export()
    assert len(copy["unplaced"]) == 200


async def test_a_fault_of_ours_is_apologised_for_and_the_update_is_done_later(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ana = await stage.settled()
    await stage.days(1)

    async def broken(context: Context) -> None:
        raise RuntimeError(f"a bug with {context.incoming.text}")

    with monkeypatch.context() as patched:
        patched.setitem(ROUTES.awaited, "answer", Awaited(broken))
        await ana.says("My private words")
    ana.hears("Something went wrong on my side")
    assert "private words" not in "".join(capsys.readouterr())
    stage.clock.forward(minutes=2)
    await stage.tick()
    ana.hears("Kept in your journal")
    assert [one["answer"] for one in (await ana.export())["answers"]] == ["My private words"]


async def test_an_update_repeated_by_telegram_is_done_once(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    stage.world.say(ana.id, "Once")
    repeated = dict(stage.world.updates[-1])
    await stage.quiet()
    stage.world.updates.append(repeated)
    stage.world.arrived.set()
    await stage.quiet()
    assert [one["answer"] for one in (await ana.export())["answers"]] == ["Once"]
    assert (await ana.export())["unplaced"] == []


async def test_everything_a_person_wrote_is_unreadable_in_the_database(stage: Stage) -> None:
    ana = await stage.settled("Rosamunde")
    await stage.days(1)
    await ana.says("zebrafinch answer")
    await ana.says("zebrafinch draft")
    await ana.says("/vision zebrafinch vision")
    assert stage.works is not None
    async with stage.works.begin() as work:
        for table in ("members", "answers", "revisions", "dialogs", "prompts", "inbox", "outbox"):
            found = await work.session.execute(text(f"SELECT * FROM {table}"))
            for row in found:
                shown = " ".join(
                    bytes(v).decode("latin-1") if isinstance(v, bytes | memoryview) else str(v)
                    for v in row
                )
                assert "zebrafinch" not in shown and "Rosamunde" not in shown, table


async def test_words_that_run_to_the_left_disturb_nothing(stage: Stage) -> None:
    vision = "גן פתוח (7)\nلكل طفل 12"
    sara = await stage.settles_in("שרה (7)")
    sara.hears(f"We are set, {FSI}שרה (7){PDI}.")
    await sara.says(f"/vision {vision}")
    shown = sara.heard()[-1]
    apart = "\n".join(f"{FSI}{row}{PDI}" for row in vision.split("\n"))
    quoted = next(one for one in shown.entities if one["type"] == "italic")
    assert utf16(shown.text, quoted["offset"], quoted["length"]) == apart
    assert all(words in shown.text for words in ("Your words are kept:", "How close is it today?"))
    await sara.presses("Skip")
    exported = await sara.export()
    assert exported["member"]["name"] == "שרה (7)"
    assert vision in [one["words"] for one in exported["visions"]]


def utf16(text: str, offset: int, length: int) -> str:
    """What an entity of Telegram's covers."""
    return text.encode("utf-16-le")[2 * offset : 2 * (offset + length)].decode("utf-16-le")
