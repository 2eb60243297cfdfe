"""When Telegram refuses what the bot says, the person hears something shorter; answers go where they were asked for."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Bot
from telegram.error import BadRequest

from solbot.app import ROUTES
from solbot.bot.context import Context, Later
from solbot.telegram import api
from solbot.telegram.messages import Button, Document, Keyboard, Media, Message
from solbot.unit_of_work import UnitsOfWork
from tests.dialogs.people import Person, Stage

LONG = "<b>" + "Zebrafinch 🙂 &amp; more. " * 400 + "</b>"
BUTTONS = Keyboard().row(Button("A button", "do:help")).built()


async def help_says(
    monkeypatch: pytest.MonkeyPatch, person: Person, message: Message, *, tapped: bool = False
) -> None:
    """Have /help answer so, and ask for it."""

    async def handler(context: Context) -> None:
        context.put(message)

    with monkeypatch.context() as patched:
        patched.setitem(ROUTES.commands, "help", handler)
        if tapped:
            await person.taps(person.heard()[-1].message_id, "do:help")
        else:
            await person.says("/help")


@pytest.mark.parametrize("tapped", [False, True], ids=["said", "put in place"])
@pytest.mark.parametrize(
    ("html", "heard"),
    [
        (LONG, "Zebrafinch 🙂 & more."),
        ("A <b>bold claim", "A bold claim"),
        ("A <p>page</p> & 1 < 2", "A page & 1 < 2"),
        ("", "There is something to show you here"),
        ("\ud83d half", "\ufffd half"),
    ],
    ids=["too long", "unclosed", "unknown", "empty", "half a letter"],
)
async def test_a_refused_reply_is_said_shorter(
    stage: Stage,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    html: str,
    heard: str,
    tapped: bool,
) -> None:
    ana = await stage.settled()
    capsys.readouterr()
    count = len(ana.heard())
    await help_says(monkeypatch, ana, Message(html, BUTTONS), tapped=tapped)
    ana.sees(heard)
    shown = next(m for m in ana.heard() if m.message_id == stage.shown[ana.id])
    assert bool(shown.keyboard) == bool(html)
    assert len(ana.heard()) == count + (not tapped or not html)
    logged = "".join(capsys.readouterr())
    assert "reply refused" in logged
    assert "Zebrafinch" not in logged and "claim" not in logged
    await ana.says("/today")
    ana.hears("The reading of day-1")


@pytest.mark.parametrize(
    ("message", "heard"),
    [
        (Message("Words", (((Button("x", "y" * 65)),),)), "Words"),
        (Message("Words", ((Button(" ", "y"),),)), "Words"),
        (Message("Words", ((Button("x", url="http:/nowhere"),),)), "Words"),
        (Message("", media=Media("voice", "gone")), "Telegram does not find it any more"),
        (Message("Words", media=Media("photo", "gone")), "Telegram does not find it any more"),
        (Message("", document=Document("a.txt", b"")), "I could not send you the file a.txt"),
    ],
    ids=["long data", "no label", "no address", "lost voice", "lost photo", "empty file"],
)
async def test_what_is_refused_for_its_buttons_or_file(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, message: Message, heard: str
) -> None:
    ana = await stage.settled()
    await help_says(monkeypatch, ana, message)
    ana.hears(heard)


async def test_what_can_not_even_be_built_is_not_met_with_silence(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ana = await stage.settled()
    send = api.send

    async def picky(bot: Bot, person_id: int, message: Message, **more: Any) -> Any:
        if not message.plain:
            raise TypeError("zebrafinch")
        return await send(bot, person_id, message, **more)

    with monkeypatch.context() as patched:
        patched.setattr(api, "send", picky)
        await ana.says("/help")
    ana.hears("What we can do together")
    logged = "".join(capsys.readouterr())
    assert "reply not built" in logged and "zebrafinch" not in logged


async def test_buttons_that_can_not_be_put_under_a_message_come_in_one_of_their_own(
    stage: Stage,
) -> None:
    ana = await stage.settled()
    await stage.days(1)
    message, data = ana.button("Later")
    stage.world.delete(ana.id, message.message_id)
    await ana.taps(message.message_id, data)
    ana.hears("so here are its buttons")
    await ana.presses("This evening")
    ana.hears("at 19:00")


async def test_a_tap_that_names_no_message_is_not_met_with_silence(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    message, data = ana.button("Later")
    for tap, heard in ((data, "so here are its buttons"), ("do:settings", "Language")):
        stage.world.press(ana.id, message.message_id, tap)
        del stage.world.updates[-1]["callback_query"]["message"]
        stage.world.updates[-1]["callback_query"]["inline_message_id"] = "from elsewhere"
        await stage.quiet()
        ana.hears(heard)
    assert not stage.world.taps


async def test_a_tap_too_old_for_a_word_over_it_gets_a_message(stage: Stage) -> None:
    ana = await stage.settled()
    stage.world.press(ana.id, 1, "v:999")
    stage.world.taps.clear()  # the bot was away for a quarter of an hour
    await stage.quiet()
    ana.hears("This vision is no longer open")


@pytest.mark.both_databases
async def test_what_takes_long_and_fails_is_not_met_with_silence(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = await stage.settled()

    async def breaks(_: UnitsOfWork) -> Message | None:
        raise KeyError("zebrafinch")

    async def handler(context: Context) -> None:
        context.afterwards.append(Later(breaks))

    with monkeypatch.context() as patched:
        patched.setitem(ROUTES.commands, "help", handler)
        await ana.says("/help")
    ana.hears("There is something to show you")


def test_why_telegram_refused_something_is_told_without_its_words() -> None:
    reason = 'can\'t parse entities: unsupported start tag "zebrafinch" at byte offset 5'
    told = api.without_quotes(api.fault_of(BadRequest(reason)).reason)
    assert told == 'can\'t parse entities: unsupported start tag "…" at byte offset 5'


async def test_answers_go_to_the_topic_they_came_from(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    stage.world.say(ana.id, "/library", topic=7)
    stage.world.say(ana.id, "/journal", topic=8)
    stage.world.say(ana.id, "/export", topic=9)
    await stage.quiet()
    assert [one.topic for one in ana.heard()[-5:]] == [7, 8, 9, 9, 9]
    await ana.says("/today")
    assert ana.heard()[-1].topic is None

    listed = next(one for one in ana.heard() if one.topic == 7)
    await ana.taps(listed.message_id, "f:any")
    assert ana.heard()[-1].topic == 7

    before = len(stage.world.sent)
    stage.world.say_in_group(ana.id, "/today", group_id=-100500, topic=3)
    stage.world.say_in_group(ana.id, "/today", group_id=-100500)
    await stage.quiet()
    assert [one.topic for one in stage.world.sent[before:]] == [3, None]


async def test_a_topic_that_is_gone(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.stop()
    stage.world.say(ana.id, "/library", topic=7)
    stage.world.topics.clear()
    await stage.start()
    await stage.quiet()
    assert ana.heard()[-1].topic is None
    ana.hears("library")
