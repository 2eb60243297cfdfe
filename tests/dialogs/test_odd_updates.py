"""One odd update stops nothing: who sent it is answered where they can be, and everybody else is served."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from itertools import cycle
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.app import ROUTES
from solbot.telegram import inbox_db, service_messages
from tests.dialogs.people import Person, Stage

LONE = "\ud83d"  # half of an emoji


def message(person: Person, **content: Any) -> dict[str, Any]:
    """A private message as Telegram brings it, with what is given beside the envelope, or in its place."""
    world = person.stage.world
    shown = world.people[person.id].wire()
    return {
        "message_id": len(world.messages(person.id)) + 900,
        "date": world.now(),
        "chat": {"id": person.id, "type": "private", "first_name": shown["first_name"]},
        "from": shown,
        **content,
    }


async def brings(person: Person, kind: str = "message", **content: Any) -> None:
    """Let an update in, and wait for what comes of it."""
    person.stage.world.bring(kind, message(person, **content))
    await person.stage.quiet()


async def test_a_pin_without_a_date_ends_nothing(stage: Stage) -> None:
    ana, ben = await stage.settled(), await stage.settled("Ben")
    heard = len(ana.heard())
    pinned = {"chat": {"id": ana.id, "type": "private"}, "message_id": 1, "date": 0}
    stage.world.bring("message", message(ana, pinned_message=pinned))
    group = {"id": -100500, "type": "supergroup", "title": "A group"}
    stage.world.bring("message", message(ana, chat=group, pinned_message={**pinned, "chat": group}))
    await ben.says("/today")
    ben.hears("The reading of day-1")
    assert len(ana.heard()) == heard
    await ana.says("/today")
    ana.hears("The reading of day-1")


async def test_a_poll_of_an_older_server(stage: Stage) -> None:
    ana = await stage.settled()
    poll = {
        "id": "1", "question": "Tea?", "options": [{"text": "Yes", "voter_count": 0}],
        "total_voter_count": 0, "is_closed": False, "is_anonymous": True, "type": "regular",
        "allows_multiple_answers": False,
    }  # fmt: skip
    await brings(ana, poll=poll)
    ana.hears("but not this kind of message")


@pytest.mark.parametrize(
    "broken",
    [
        {"text": "a 🙂 b", "entities": [{"type": "bold", "offset": 3, "length": 2}]},
        {"text": "🙂", "entities": [{"type": "italic", "offset": 0, "length": 1}]},
        {"text": "ab", "entities": [{"type": "bold", "offset": 1, "length": 2**70}]},
        {"text": f"{LONE} words"},
        {"text": "words", "from_last": LONE},
        {"text": "nul \x00 words"},
        {"text": "words", "message_id": 2**63},
        {"text": "words", "message_id": 0},
        {"text": "words", "date": 2**40},
        {"text": "words", "edit_date": 10**30},
        {"text": "words", "entities": "none"},
        {"text": "words", "entities": [None, 5, {"type": "bold"}, {"offset": {}, "length": []}]},
        {"text": "words", "reply_to_message": 7},
        {"text": "words", "forward_origin_x": [[[]]]},
    ],
    ids=str,
)
async def test_words_in_an_odd_message_are_kept(stage: Stage, broken: dict[str, Any]) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await brings(ana, **broken)
    ana.hears("Kept in your journal")
    words = [one["answer"] for one in (await ana.export())["answers"]]
    assert words == [broken["text"].replace(LONE, "\ufffd").replace("\x00", "\ufffd")]


async def test_a_service_message_is_met_with_silence(stage: Stage) -> None:
    ana, stranger, asked = await stage.settled(), stage.person("New"), stage.person("Asked")
    await asked.says("/start")
    await stage.days(1)
    before = len(stage.world.sent)
    values: list[Any] = [True, {"date": 0}, [{"id": 1}], "words", 2**80]
    for field, value in zip(sorted(service_messages.FIELDS), cycle(values), strict=False):
        for person in (ana, stranger, asked):
            stage.world.bring("message", message(person, **{field: value}))
        group = {"id": -100500, "type": "supergroup"}
        stage.world.bring("message", message(ana, chat=group, **{field: value}))
    await stage.quiet()
    assert len(stage.world.sent) == before
    await ana.says("Still an answer")
    ana.hears("Kept in your journal")


async def test_what_a_later_telegram_brings_is_answered(stage: Stage) -> None:
    ana = await stage.settled()
    for content in ({}, {"hologram": {"file_id": "x"}}, {"hologram": 1, "is_new": True}):
        await brings(ana, **content)
    assert ana.heard_of("but not this kind of message") == 3
    stage.world.bring("thought_reading", message(ana, text="words"))
    stage.world.bring("message_reaction", {"user": {"id": ana.id}, "new_reaction": []})
    stage.world.bring("inline_query", {"from": {"id": ana.id}, "query": "x"})
    heard = len(ana.heard())
    await stage.quiet()
    assert len(ana.heard()) == heard


@pytest.mark.both_databases
async def test_words_beside_what_can_not_be_kept_are(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await brings(ana, audio={"file_id": "a", "duration": 3}, caption="My own words")
    ana.hears("Kept in your journal")


RICH = [
    {"type": "heading", "size": 1, "text": ["What I ", {"type": "bold", "text": "see"}]},
    {"type": "paragraph", "text": "A table & a <b>bench</b>."},
    {
        "type": "list",
        "items": [
            {"label": "1.", "blocks": [{"type": "paragraph", "text": "one"}]},
            {"label": "2.", "blocks": [{"type": "new_kind", "text": ["two", {"x": 1}]}]},
        ],
    },
    {"type": "divider"},
    {"type": "photo", "photo": [], "caption": {"text": "in the yard", "credit": "Ana"}},
]
RICH_WORDS = "What I see\nA table & a <b>bench</b>.\n1. one\n2. two\nin the yard\nAna"


async def test_the_words_of_a_rich_message_are_kept(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await brings(ana, rich_message={"blocks": RICH})
    ana.hears("Kept in your journal")
    await brings(ana, rich_message={"blocks": [{"type": "paragraph", "text": "long " * 6000}]})
    await ana.presses("Keep it as a note")
    await ana.says("/journal")
    export = await ana.export()
    assert export["answers"][0]["answer"] == RICH_WORDS
    assert export["answers"][1]["answer"] == ("long " * 6000).strip()
    deep: object = "deep"
    for _ in range(300):
        deep = {"type": "bold", "text": deep}
    await brings(ana, rich_message={"blocks": [{"text": deep}]})
    ana.hears("but not this kind of message")
    assert ana.heard_of("Something went wrong") == 0


UNREADABLE: list[tuple[str, Any]] = [
    ("message", 5),
    ("message", None),
    ("message", {"from": {"id": "x"}, "chat": {"id": 1}}),
    ("message", {"from": {}, "chat": {}}),
    ("message", {"from": {"id": 2**63}, "chat": {"id": 2**63, "type": "private"}, "text": "x"}),
    ("message", {"from": {"id": -5}, "chat": {"id": -5}, "text": "x"}),
    ("edited_message", []),
    ("callback_query", {"id": "1", "from": {"id": 1.5}, "data": "x"}),
    ("callback_query", {"from": None}),
    ("my_chat_member", {"chat": {"id": 1}}),
]


@pytest.mark.parametrize(("kind", "content"), UNREADABLE, ids=str)
@pytest.mark.both_databases
async def test_what_can_not_be_read_is_set_aside(
    stage: Stage, kind: str, content: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    ana = await stage.settled()
    odd = stage.world.bring(kind, content)
    await ana.says("/today")
    ana.hears("The reading of day-1")
    assert stage.works is not None
    async with stage.works.begin() as work:
        assert await inbox_db.count_aside(work.session) == 1
        assert await inbox_db.who_waits(work.session, work.now) == []
    logged = "".join(capsys.readouterr())
    assert "update set aside" in logged and str(odd) in logged


async def test_who_sent_what_can_not_be_read_is_told(stage: Stage) -> None:
    ana = await stage.settled()
    await brings(ana, chat={"id": "zebrafinch"}, text="zebrafinch")
    ana.hears("I could not read your last message")
    stage.world.press(ana.id, 1, "do:help")
    stage.world.updates[-1]["callback_query"]["message"] = {"chat": 7}
    await stage.quiet()
    assert ana.heard_of("I could not read your last message") == 2
    assert not stage.world.taps


async def test_what_is_no_update_holds_back_nothing(stage: Stage) -> None:
    ana = await stage.settled()
    stage.world.say(ana.id, "/today")
    stage.world.updates[0:0] = [7, None, [], {"message": {"text": "x"}}, {"update_id": "x"}]  # type: ignore[list-item]
    stage.world.updates.append({"update_id": 2**70, "message": {}})

    def confirm(offset: int) -> None:
        del offset
        stage.world.updates.clear()
        stage.world.stirred()

    stage.world.confirm = confirm  # type: ignore[method-assign]
    await stage.quiet()
    ana.hears("The reading of day-1")


@pytest.mark.both_databases
async def test_odd_updates_that_wait_are_taken_up_after_a_restart(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.stop()
    await stage.open_store()
    assert stage.works is not None
    odd: list[Any] = [
        {
            "message": message(
                ana, text="a 🙂", entities=[{"type": "bold", "offset": 3, "length": 1}]
            )
        },
        {"message": message(ana, pinned_message={"date": 0})},
        {"message": 7},
        {"message": message(ana, text=f"{LONE}{LONE}")},
        {"message": message(ana, text="/today")},
    ]
    async with stage.works.begin() as work:
        rows = [(number, ana.id, json.dumps(one)) for number, one in enumerate(odd, 1)]
        await inbox_db.receive(work.session, rows, work.now)
    await stage.start()
    await stage.quiet()
    ana.hears("The reading of day-1")
    assert [one["answer"] for one in (await ana.export())["unplaced"]] == ["a 🙂", "\ufffd\ufffd"]


async def test_an_edit_that_changes_nothing_is_met_with_silence(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    answer = await ana.says("My words")
    vision = await ana.says("/vision A garden")
    command = await ana.says("/help")
    await ana.says("/today")
    photo = await ana.sends_photo("A picture")
    heard = len(stage.world.sent)
    for sent in (answer, vision, command, photo):
        stage.world.bring("edited_message", stage.world.wire(sent))  # a reaction
    await stage.quiet()
    shown = {**stage.world.wire(photo), "edit_date": stage.world.now()}
    shown["photo"] = [{**shown["photo"][0], "file_id": "another id of the same picture"}]
    stage.world.bring("edited_message", shown)
    for sent in (answer, photo):
        await ana.edits(sent, sent.text)
    assert len(stage.world.sent) == heard
    await ana.edits(answer, "My other words")
    ana.hears("What is kept now has your edited words")
    edited = len(stage.world.sent)
    stage.clock.forward(hours=5)
    stage.world.bring("edited_message", stage.world.wire(answer))
    await stage.quiet()
    assert len(stage.world.sent) == edited
    await ana.edits(vision, "/vision A wild garden")
    assert (await ana.export())["visions"][-1]["revisions"][0]["words"] == "A wild garden"
    await ana.edits(command, "help!")
    ana.hears("I saw your edit")
    stage.clock.forward(days=3)
    stage.world.bring("edited_message", stage.world.wire(command))
    await stage.quiet()
    assert ana.heard_of("I saw your edit") == 1


@pytest.mark.both_databases
async def test_very_many_words_are_answered_wherever_they_are_said(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    owner = await stage.owner()
    await stage.days(1)
    words = "very & many <words> " * 1600
    for command in stage.share([one for one in ROUTES.commands if one != "forget"]):
        for text in (f"/{command} {words}", words):
            count = len(stage.world.sent)
            blocks = [{"type": "paragraph", "text": text}]
            await brings(owner, rich_message={"blocks": blocks})
            assert len(stage.world.sent) > count, command
    logged = "".join(capsys.readouterr())
    assert "reply refused" not in logged and "update failed" not in logged


@pytest.mark.both_databases
async def test_what_can_not_be_stored_holds_back_nothing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ana, ben = await stage.settled(), await stage.settled("Ben")
    receive = inbox_db.receive

    async def picky(
        session: AsyncSession, updates: Sequence[tuple[int, int | None, str]], now: datetime
    ) -> set[int]:
        if any("unstorable" in body for _, _, body in updates):
            raise ArithmeticError("unstorable")
        return await receive(session, updates, now)

    monkeypatch.setattr(inbox_db, "receive", picky)
    stage.world.say(ana.id, "/today")
    odd = stage.world.bring("message", message(ana, text="unstorable"))
    stage.world.say(ben.id, "/today")
    await stage.quiet()
    for person in (ana, ben):
        person.hears("The reading of day-1")
    logged = "".join(capsys.readouterr())
    assert str(odd) in logged and "ArithmeticError" in logged and "unstorable" not in logged
