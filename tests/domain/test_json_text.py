"""JSON is written and read quickly, and is the same as Python's own writes and reads."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solbot.bot.dialog import Where
from solbot.db.states import MemberState
from solbot.json_text import written
from solbot.telegram.transport import read_json

_LETTERS = st.text(st.characters(categories=None), max_size=20)  # halves of letters, too
_NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | _NUMBERS | _LETTERS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_LETTERS, inner, max_size=4),
)


@given(_VALUES)
def test_what_is_written_is_read_as_the_same(value: Any) -> None:
    assert json.loads(written(value)) == value


@given(_VALUES)
def test_what_telegram_sends_is_read_as_python_does(value: Any) -> None:
    assert read_json(json.dumps(value).encode()) == value


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (Where("entry", 7), ["entry", 7]),
        ({7: "a number"}, {"7": "a number"}),
        (MemberState.ACTIVE, MemberState.ACTIVE.value),
        (2**70, 2**70),
    ],
)
def test_what_only_python_writes(value: object, wanted: object) -> None:
    assert json.loads(written(value)) == wanted


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(TypeError):
        written({"at": datetime(2026, 11, 23, tzinfo=UTC)})
