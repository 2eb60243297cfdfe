"""Words of another direction are kept apart, whatever they hold."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solbot.content.bidi import FSI, PDI, isolated


@pytest.mark.parametrize("text", ["", "Ana", "Ana María 🙂 7", "Ян", "系统", "one\ntwo"])
def test_what_runs_the_same_way_stays_as_it_is(text: str) -> None:
    assert isolated(text) is text or isolated(text) == text


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("שרה", f"{FSI}שרה{PDI}"),
        ("فاطمة (7)", f"{FSI}فاطمة (7){PDI}"),
        ("٧", f"{FSI}٧{PDI}"),
        ("Ana\nשרה\n", f"Ana\n{FSI}שרה{PDI}\n"),
        ("\u202egnp.exe", f"{FSI}\u202egnp.exe{PDI}"),
        (f"a{PDI}b", f"{FSI}ab{PDI}"),
        (f"{FSI}\u2067a", f"{FSI}{FSI}\u2067a{PDI}{PDI}{PDI}"),
    ],
)
def test_what_runs_otherwise_is_apart(text: str, apart: str) -> None:
    assert isolated(text) == apart


def test_in_a_text_that_runs_to_the_left() -> None:
    assert isolated("Ana", rightwards=False) == f"{FSI}Ana{PDI}"
    assert isolated("שרה 7", rightwards=False) == "שרה 7"


@given(
    st.text(alphabet=st.sampled_from("aא \n\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
)
def test_every_row_closes_what_it_opens_and_nothing_else(text: str) -> None:
    for row in isolated(text).split("\n"):
        depth = 0
        for char in row:
            depth += (unicodedata.bidirectional(char) in ("LRI", "RLI", "FSI")) - (char == PDI)
            assert depth >= 0
        assert depth == 0
    kept = isolated(text).replace(FSI, "").replace(PDI, "")
    assert kept == text.replace(FSI, "").replace(PDI, "")
