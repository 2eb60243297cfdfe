"""Texts as they are looked through."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from solbot.typed.folding import all_folded, folded, terms_of


@pytest.mark.parametrize(
    ("sought", "written"),
    [
        ("CANCION", "la canción"), ("strasse", "Straße"), ("STRASSE", "straße"), ("lodz", "Łódź"),
        ("istanbul", "İSTANBUL"), ("wide", "Ｗｉｄｅ"), ("fire", "ﬁre"), ("平静", "我很平静"),
        ("❤", "a ❤️ b"), ("👍🏿", "👍🏻"), ("🤷", "🤷🏽‍♀️"), ("👩", "👩‍👩‍👧‍👦"), ("☺️", "☺"), ("שלום", "שָׁלוֹם"),
        ("oeuvre", "Œuvre"), ("i'm", "I’m"), ("и́горь".replace("\u0301", ""), "И́горь"), ("10", "⑩"),
    ],
)  # fmt: skip
def test_is_found(sought: str, written: str) -> None:
    assert folded(sought) in folded(written)


@pytest.mark.parametrize(
    ("sought", "written"),
    [("가", "각"), ("か", "が"), ("river", "rivet"), ("कि", "की"), ("👍", "👎")],
)
def test_is_not_found(sought: str, written: str) -> None:
    assert folded(sought) not in folded(written)


def test_terms_are_words_or_what_is_between_quotation_marks() -> None:
    assert terms_of("The “two words”, river! river") == ["the", "two words", "river"]
    assert terms_of("?!") == ["?!"]
    assert terms_of("  ") == []


@given(st.lists(st.text(max_size=30), max_size=6))
@example(["rock`n roll", "é"])
def test_many_are_folded_as_each_alone(texts: list[str]) -> None:
    assert all_folded(texts) == [folded(text) for text in texts]
