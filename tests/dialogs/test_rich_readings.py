"""Readings laid out with headings, for who chooses it; whatever the server makes of them, a reading comes once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from solbot.fake_telegram import methods
from solbot.fake_telegram.calls import Call, Refusal
from tests.dialogs.people import Person, Stage


async def choosing(stage: Stage) -> Person:
    """Somebody who wants them so, and before whom the reading of the next day lies."""
    ana = await stage.settled()
    await ana.says("/settings")
    await ana.presses("How I come by")
    await ana.presses("Readings with headings")
    ana.sees("laid out with headings")
    return ana


def kinds(person: Person) -> Sequence[str] | None:
    """Of the blocks of the last message; None: it is a plain one."""
    blocks = person.stage.world.messages(person.id)[-1].blocks
    return None if blocks is None else [one["type"] for one in blocks]


async def test_a_reading_comes_with_headings_to_who_chose_it_alone(stage: Stage) -> None:
    ana, ben = await choosing(stage), await stage.settled("Ben")
    await stage.days(1)
    found = kinds(ana)
    assert found is not None and found[0] == "heading" and found.count("divider") == 1
    assert kinds(ben) is None
    ben.hears("The reading of day-1")
    await ana.says("The tenors hummed along")
    ana.hears("Kept in your journal")
    assert kinds(ana) is None


async def test_its_buttons_work_and_the_reading_stays_as_it_is(stage: Stage) -> None:
    ana = await choosing(stage)
    await stage.days(1)
    await ana.presses("Later")
    await ana.presses("‹ Back")
    found = kinds(ana)
    assert found is not None and found[0] == "heading"
    assert ana.heard_of("The reading of day-1") == 1


async def test_one_from_the_library_is_laid_out_in_its_place(stage: Stage) -> None:
    ana = await choosing(stage)
    await ana.says("/library")
    await ana.presses("Personal mastery")
    heard = len(ana.heard())
    await ana.presses(ana.labels()[0])
    assert "heading" in (kinds(ana) or ())
    await ana.presses("Keep it")
    assert "heading" in (kinds(ana) or ())
    assert len(ana.heard()) == heard, "each takes the place of the one before"
    await ana.presses("‹ Back")
    assert kinds(ana) is None


async def test_plain_again(stage: Stage) -> None:
    ana = await choosing(stage)
    message, data = ana.button("Plain readings again")
    for _ in range(2):
        await ana.taps(message.message_id, data)
    await stage.days(1)
    assert kinds(ana) is None
    ana.hears("The reading of day-1")


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Refusal | None], list[int]]:
    """Let the server refuse rich messages, or not know them; gives the list of whom they were for."""
    asked: list[int] = []

    def refuse_with(refusal: Refusal | None) -> list[int]:
        def refused(call: Call) -> Any:
            asked.append(call.number("chat_id"))
            raise refusal or Refusal(404, "Not Found")

        monkeypatch.setitem(methods.METHODS, "sendrichmessage", refused)
        return asked

    return refuse_with


@pytest.mark.parametrize(
    "refusal",
    [None, Refusal(400, "Bad Request: RICH_MESSAGE_EMAIL_INVALID")],
    ids=["not known", "refused"],
)
async def test_where_the_server_takes_none_the_plain_one_comes(
    stage: Stage, refusing: Callable[[Refusal | None], list[int]], refusal: Refusal | None
) -> None:
    ana = await choosing(stage)
    asked = refusing(refusal)
    await stage.days(1)
    assert kinds(ana) is None
    assert ana.heard_of("The reading of day-1") == 1
    assert asked == [ana.id]
    await ana.says("The tenors hummed along")
    ana.hears("Kept in your journal")


async def test_whom_nothing_reaches_is_not_tried_twice(
    stage: Stage, refusing: Callable[[Refusal | None], list[int]]
) -> None:
    ana = await choosing(stage)
    asked = refusing(Refusal(403, "Forbidden: bot was blocked by the user"))
    heard = len(stage.world.sent)
    await stage.days(1)
    assert asked == [ana.id] and len(stage.world.sent) == heard + 1
