"""Long texts are cut to their room, and never inside what people see as one sign."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from solbot.content.bidi import isolated
from solbot.content.cutting import END, LARGEST, one_line, pieces, shortened
from solbot.content.labels import fitted
from solbot.content.lengths import room, units

ODD = (
    *(
        "👨‍👩‍👧‍👦",
        "🇪🇸",
        "é",
        "e\u0301",
        "क्षि",
        "👍🏽",
        "1️⃣",
        "שיר",
        "\u2067",
        "\u2068",
        "\u2069",
        "\n",
        " ",
        "a",
    ),
    "a" + "\u0301" * 50,
)
TEXTS = st.lists(st.sampled_from(ODD) | st.text(max_size=3), max_size=120).map("".join)


@given(TEXTS, st.integers(8, 200))
def test_a_shortened_text_keeps_to_its_room_and_is_the_beginning(text: str, most: int) -> None:
    short = shortened(text, most)
    assert room(short) <= most
    assert short == text or (short.endswith(END) and text.startswith(short.removesuffix(END)))


@given(TEXTS)
def test_room_is_what_a_text_can_take_up_in_a_message_of_either_direction(text: str) -> None:
    assert room(text) >= max(units(isolated(text)), units(isolated(text, rightwards=False)))


@pytest.mark.parametrize("sign", ["👨‍👩‍👧‍👦", "🇪🇸", "e\u0301", "क्षि", "👍🏽", "1️⃣", "각"])
def test_no_sign_is_cut_in_two(sign: str) -> None:
    for most in range(10, 60):
        kept = shortened(sign * 40, most).removesuffix(END)
        assert kept == sign * (len(kept) // len(sign)), most
        label = fitted(sign * 40, most).removesuffix(END)
        assert label == sign * (len(label) // len(sign)), most


def test_a_sign_larger_than_all_the_room_comes_apart() -> None:
    zalgo = "a" + "\u0301" * 5000
    assert room(shortened(zalgo, 100)) <= 100
    assert "".join(pieces(zalgo, 1000)) == zalgo


def test_words_stay_whole() -> None:
    assert shortened("A choir that sings without fear", 20) == "A choir that…"
    assert one_line("A choir\n\nthat   sings", 100) == "A choir that sings"
    assert shortened("Donaudampfschifffahrtsgesellschaft", 20) == "Donaudampfschifff…"


@given(TEXTS, st.integers(60, 200))
def test_pieces_are_all_of_a_text(text: str, most: int) -> None:
    found = pieces(text, most)
    assert "".join(found) == text
    assert all(0 < units(one) <= most for one in found)
    ends = {match.end() for match in regex.finditer(r"\X", text)}
    at = 0
    for one in found:
        at += len(one)
        assert at in ends or max(map(units, regex.findall(r"\X", text))) > LARGEST
