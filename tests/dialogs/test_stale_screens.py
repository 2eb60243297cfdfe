"""A screen of staff that is stale is drawn anew with its toast; one without news is left as it is."""

from __future__ import annotations

import pytest
from telegram import Bot

from solbot.telegram import words
from solbot.telegram.messages import Message
from tests.dialogs.announcing import composed, confirmed
from tests.dialogs.people import OWNER, Person, Stage
from tests.ways_in import STAFF_TAPS as TAPS

GONE = "999999"


async def stale(person: Person) -> int:
    """A message of the bot with nothing in it that is so any more."""
    await person.says("/help")
    return person.heard()[-1].message_id


@pytest.fixture
def edits(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every edit the bot asks for, those that are refused, too."""
    asked: list[object] = []
    edit = words.edit

    async def noted(bot: Bot, person_id: int, message_id: int, message: Message) -> None:
        asked.append(message_id)
        await edit(bot, person_id, message_id, message)

    monkeypatch.setattr(words, "edit", noted)
    return asked


ANSWERED_BESIDE = frozenset({"sreload"})
"""What says how it went in a message of its own, once it is done."""


@pytest.mark.both_databases
async def test_every_button_of_staff_that_is_about_something_gone_shows_what_is_there(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nobody taps that fast.
    monkeypatch.setattr("solbot.bot.flood.MOST_REPLIES", 1_000)
    olga = await stage.owner()
    for name in stage.share(sorted(TAPS.keys() - ANSWERED_BESIDE)):
        number = await stale(olga)
        before, toasts = olga.heard()[-1].text, len(olga.toasts())
        await olga.taps(number, f"{name}:{GONE}:{GONE}:{GONE}")
        shown = stage.world.find(OWNER, number)
        assert shown is not None
        fresh = shown.text != before or olga.heard()[-1].message_id != number
        assert fresh, f"{name} left a stale screen, {olga.toasts()[toasts:]}"
    assert olga.heard_of("went wrong") == 0


@pytest.mark.parametrize(
    ("tap", "toast", "screen"),
    [
        (f"sqp:{GONE}", "This person is not here any more", "Send a name, a @username"),
        (f"sql:{GONE}", "This person is not here any more", "Send a name, a @username"),
        ("sq:5", "I don't know any more what you were looking for", "Send a name, a @username"),
        (f"dki:{GONE}", "", "The desk"),
        (f"bco:{GONE}", "", "Announcements"),
        (f"sco:{GONE}", "", "Cohorts"),
        (f"sperson:{GONE}", "", "Who looks after this bot"),
        ("spg:no-such-program", "", "Programs"),
    ],
)
async def test_where_one_goes_from_a_stale_screen(
    stage: Stage, tap: str, toast: str, screen: str
) -> None:
    olga = await stage.owner()
    number = await stale(olga)
    await olga.taps(number, tap)
    assert olga.toasts()[-1].startswith(toast)
    shown = stage.world.find(OWNER, number)
    assert shown is not None and screen in shown.text


async def test_an_audience_of_an_announcement_that_was_sent_meanwhile(stage: Stage) -> None:
    olga = await stage.owner()
    await composed(olga)
    await olga.presses("Who gets it")
    message, data = olga.button("Only those…")
    await confirmed(stage, olga, "Another one.")
    assert stage.works is not None
    await olga.says("/broadcast")
    await olga.presses("No. 1")
    await olga.presses("Send it to me")
    await stage.settle()
    await olga.presses("Go on to send")
    await olga.presses("Send it")
    await olga.taps(message.message_id, data)
    assert olga.toasts()[-1] == "It has been confirmed already. This is how it stands."
    shown = stage.world.find(OWNER, message.message_id)
    assert shown is not None and "Announcement no. 1" in shown.text


async def test_a_refresh_without_news_sends_no_edit_and_says_so(
    stage: Stage, edits: list[object]
) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await confirmed(stage, olga)
    await stage.settle()
    olga.sees("Done")
    before = len(edits)
    await olga.presses("Refresh")
    await olga.presses("Refresh")
    assert len(edits) == before
    assert olga.toasts()[-1] == "Nothing new since then."
    assert ana.heard_of("Hello Ana") == 1


@pytest.mark.both_databases
async def test_a_report_is_brought_up_to_date_only_when_there_is_news(
    stage: Stage, edits: list[object]
) -> None:
    olga = await stage.owner()
    await stage.settled("Ana")
    await confirmed(stage, olga, "The first")
    await stage.settle()
    # Whoever has had one just now gets the next one twelve hours later.
    await confirmed(stage, olga, "The second")
    await stage.tick()
    await stage.tick()
    before = len(edits)
    for _ in range(5):
        stage.clock.forward(minutes=5)
        await stage.tick()
    assert len(edits) <= before + 1
    stage.clock.forward(hours=24)  # past the twelve hours, and by day
    await stage.settle()
    olga.sees("Done")
