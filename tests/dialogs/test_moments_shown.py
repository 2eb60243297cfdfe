"""Moments that apps show by their owner's own clock, with the words for apps that know no moments."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from solbot.content import telegram_html
from solbot.fake_telegram import markup as server_markup
from solbot.fake_telegram.chats import ChatMessage
from solbot.telegram.formatting import html_of
from tests.dialogs.people import Person, Stage
from tests.dialogs.test_seats import opens, published

BEGINS = datetime(2027, 3, 1, 15, tzinfo=UTC)


def moments(message: ChatMessage) -> list[tuple[str, datetime, str]]:
    """The words, the moment and the form of each that a message shows."""
    units = message.text.encode("utf-16-le")
    return [
        (
            units[2 * one["offset"] : 2 * (one["offset"] + one["length"])].decode("utf-16-le"),
            datetime.fromtimestamp(one["unix_time"], UTC),
            one["date_time_format"],
        )
        for one in message.entities
        if one["type"] == "date_time"
    ]


def shown(ana: Person) -> ChatMessage:
    found = ana.stage.world.find(ana.id, ana.stage.shown[ana.id])
    assert found is not None
    return found


async def test_a_seat_tells_its_moments(stage: Stage) -> None:
    ana = await stage.settled()
    await published(stage)
    await opens(ana)
    await ana.presses("Reserve a seat")
    held, starts = moments(shown(ana))
    assert held[0].startswith("Thursday 26 November, ")
    assert starts == ("Monday 1 March 2027, 16:00", BEGINS, "wDt")


async def test_whoever_has_no_zone_yet_reads_the_date_by_their_own_clock(stage: Stage) -> None:
    await published(stage)
    ana = stage.person("Ana")
    await ana.says("/start p-foundations-for-leadership")
    (card,) = [one for one in ana.heard() if "When:" in one.text]
    ((words, begins, _), *_) = moments(card)
    assert begins == BEGINS and words.startswith("Mon 1 Mar 2027, ")
    assert words.endswith(")") or moments(card)[-1][0].endswith(")")  # with the zone it is by


async def test_a_server_that_knows_no_moments_gets_the_words(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = await stage.settled()
    await published(stage)
    await opens(ana)
    monkeypatch.delitem(server_markup.TAGS, "tg-time")
    await ana.presses("Reserve a seat")
    ana.sees("A seat is held for you until Thursday 26 November")
    ana.sees("It begins on Monday 1 March 2027, 16:00 by your clock.")
    assert moments(shown(ana)) == []


def test_a_moment_in_what_staff_write_stays_one() -> None:
    entity: dict[str, Any] = {
        "type": "date_time", "offset": 8, "length": 9, "unix_time": 1803913200, "date_time_format": "wDt",
    }  # fmt: skip
    html = html_of("We meet on Monday", [entity])
    assert html == 'We meet <tg-time unix="1803913200" format="wDt">on Monday</tg-time>'
    assert telegram_html.parse(html).problems == ()
    assert server_markup.parse(html) == ("We meet on Monday", [entity])


@pytest.mark.parametrize(
    "html",
    ["<tg-time>x</tg-time>", '<tg-time unix="soon" format="t">x</tg-time>', '<tg-time unix="1" format="q">x</tg-time>'],
)  # fmt: skip
def test_what_is_no_moment_is_found_before_it_is_sent(html: str) -> None:
    assert telegram_html.parse(html).problems
