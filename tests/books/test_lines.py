"""Words on a line: any script, in the order it is read, and no line wider than it may be."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solbot.books import bidi
from solbot.books.faces import Faces, Glyphs
from solbot.books.lines import Emoji, Line, LineBreaker

SERIF = "NotoSerif-Regular"
BREAKER = LineBreaker(Faces())


def fonts(line: Line) -> list[str]:
    return [one.face.name if isinstance(one, Glyphs) else "emoji" for one in line.shown]


@pytest.mark.parametrize(
    ("text", "font"),
    [
        ("Grüße, ¿qué tal?", SERIF),
        ("Ελληνικά", SERIF),
        ("Русский", SERIF),
        ("שלום", "NotoSerifHebrew-Regular"),
        ("مرحبا", "NotoNaskhArabic-Regular"),
        ("नमस्ते", "NotoSansDevanagari-Regular"),
        ("สวัสดี", "NotoSansThai-Regular"),
        ("你好", "NotoSansCJKsc-Regular"),
        ("こんにちは", "NotoSansCJKsc-Regular"),
        ("안녕하세요", "NotoSansCJKsc-Regular"),
        ("ქართული", "NotoSansGeorgian-Regular"),
        ("தமிழ்", "NotoSansTamil-Regular"),
        ("አማርኛ", "NotoSansEthiopic-Regular"),
        ("☺", "NotoSansSymbols-Regular"),
    ],
)
def test_every_script_has_its_font(text: str, font: str) -> None:
    (line,) = BREAKER.lines(text, SERIF, 100_000)
    assert {*fonts(line)} <= {font, SERIF} and font in fonts(line)


@pytest.mark.parametrize("text", ["😀", "❤️", "👩‍👩‍👧‍👦", "🇪🇸", "👍🏽", "1️⃣", "🏳️‍🌈", "👨‍💻"])
def test_an_emoji_is_one_picture(text: str) -> None:
    (line,) = BREAKER.lines(f"a {text} b", SERIF, 100_000)
    (shown,) = (one for one in line.shown if isinstance(one, Emoji))
    assert shown.words == text


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("abc", [0, 0, 0]),
        ("אבג", [1, 1, 1]),
        ("אב 12 גד", [1, 1, 1, 2, 2, 1, 1, 1]),
        ("אב ab", [1, 1, 1, 2, 2]),
        ("אב!", [1, 1, 1]),
        ("א 8:30", [1, 1, 2, 2, 2, 2]),
    ],
)
def test_directions(text: str, levels: list[int]) -> None:
    assert bidi.levels(text, rightwards=bidi.is_rightwards(text)) == levels


def test_what_is_read_leftwards_stands_so() -> None:
    assert bidi.order([1, 1, 2, 2, 1]) == [4, 2, 3, 1, 0]
    assert bidi.order([0, 1, 1, 0]) == [0, 2, 1, 3]
    (line,) = BREAKER.lines("שלום Ana", SERIF, 100_000)
    assert line.rightwards and fonts(line)[0] == SERIF


def test_no_line_begins_with_what_closes() -> None:
    text = "今天我在会议上听得更多，说得更少。我注意到大家的想法其实很接近，只是用了不同的词。"
    for width in range(4_000, 12_000, 500):
        for line in BREAKER.lines(text, SERIF, width)[1:]:
            first = line.shown[0]
            assert isinstance(first, Glyphs)
            closing = BREAKER.lines("，", SERIF, width)[0].shown[0]
            full = BREAKER.lines("。", SERIF, width)[0].shown[0]
            assert first.shown not in (getattr(closing, "shown", ""), getattr(full, "shown", ""))


@settings(max_examples=200)
@given(st.text(max_size=80), st.integers(3_000, 30_000))
def test_any_words_fit_their_lines(text: str, width: int) -> None:
    for line in BREAKER.lines(text.replace("\n", " "), SERIF, width):
        assert line.width <= width or len(line.shown) <= 4
