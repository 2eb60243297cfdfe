"""A plain message laid out in blocks says what it said, and is taken by the server."""

from __future__ import annotations

import re

import pytest

from solbot.content.catalog import Catalog
from solbot.fake_telegram import markup, rich
from solbot.fake_telegram.calls import Call, Refusal
from solbot.fake_telegram.world import World
from solbot.telegram.messages import Message
from solbot.telegram.rich_html import DIVIDER, laid_out
from solbot.telegram.words import content


def read(html: str) -> tuple[str, list[dict[str, object]], list[dict[str, object]]]:
    """What the server reads in it."""
    return rich.read(Call(World(), {"rich_message": {"html": html}}, {}))


def words(text: str) -> list[str]:
    return re.sub(f"{DIVIDER}|———", "", text).split()


def test_every_reading_in_every_language_is_laid_out_whole(shipped: Catalog) -> None:
    count = 0
    for code in shipped.languages:
        language = shipped.language(code)
        for reading in language.readings.values():
            begun = language.nudge_html(reading, name="Ana & <Ben>")
            plain = f"{begun}\n\n{DIVIDER}\n\n<b>What do you see?</b>"
            html = laid_out(plain)
            assert html is not None, reading.id
            text, _, blocks = read(html)
            assert words(text) == words(markup.parse(plain)[0])
            assert [one["type"] for one in blocks].count("divider") == 1
            assert blocks[0]["type"] == "heading"
            count += 1
    assert count > 100


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("<b>One</b>\n<i>two</i>\n\nthree", "<h3>One</h3><p><i>two</i></p><p>three</p>"),
        ("<b>One</b>", "<h3>One</h3>"),
        ("one\ntwo\n\n\nthree", "<p>one<br/>two</p><p>three</p>"),
        (f"a\n\n{DIVIDER}\n\n<b>b?</b>", "<p>a</p><hr/><p><b>b?</b></p>"),
        ("a\n\n<i>From b</i>", "<p>a</p><footer>From b</footer>"),
        ("a\n\n<i>b</i> c <i>d</i>", "<p>a</p><p><i>b</i> c <i>d</i></p>"),
        ("<i>a</i>", "<p><i>a</i></p>"),
        ("a\n\n<blockquote>b\nc</blockquote>", "<p>a</p><blockquote>b<br/>c</blockquote>"),
        ("1 &lt; 2 &amp; 3", "<p>1 &lt; 2 &amp; 3</p>"),
    ],
)
def test_what_becomes_a_block(plain: str, expected: str) -> None:
    assert laid_out(plain) == expected
    read(expected)


@pytest.mark.parametrize("plain", ["<i>a\n\nb</i>", "<b>a", "a</b>", "<b><i>a</b></i>"])
def test_what_would_be_torn_stays_plain(plain: str) -> None:
    assert laid_out(plain) is None


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"html": "<p>a</p>", "markdown": "a"},
        {"html": "a"},
        {"html": "<p>a"},
        {"html": "<marquee>a</marquee>"},
        {"html": "<p><b>a</p>"},
        {"html": "<p> </p>"},
        {"html": "<p>a</p>" * 501},
        {"html": f"<p>{'a' * 32_769}</p>"},
    ],
    ids=str,
)
def test_what_the_server_refuses(given: dict[str, str]) -> None:
    with pytest.raises(Refusal) as caught:
        rich.read(Call(World(), {"rich_message": given}, {}))
    assert caught.value.code == 400


def test_what_is_plain_text_is_not_laid_out() -> None:
    """A message that was shortened as plain text holds signs that would be tags."""
    shortened = Message("1 < 2\n\nb", plain=True, rich=True)
    assert content(shortened)["text"] == "1 < 2\n\nb"
    assert "rich_message" in content(Message("a", rich=True))
