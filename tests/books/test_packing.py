"""What goes into which of several ZIP files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solbot.books.packing import in_parts, part_name


@pytest.mark.parametrize(
    ("sizes", "parts"),
    [
        ([], [[]]),
        ([10, 10], [[0, 1]]),
        ([60, 60], [[0], [1]]),
        ([10, 200, 10], [[0, 2]]),  # one that fits nowhere is left out
        ([80, 80], [[], [0], [1]]),
    ],
)
def test_in_parts(sizes: list[int], parts: list[list[int]]) -> None:
    assert in_parts(sizes, 30, 5, 100) == parts


@given(st.lists(st.integers(1, 120), max_size=40), st.integers(0, 50), st.integers(0, 20))
def test_no_part_is_too_large_and_nothing_is_in_two(
    sizes: list[int], first: int, each: int
) -> None:
    first = max(first, each)
    parts = in_parts(sizes, first, each, 100)
    for number, part in enumerate(parts):
        assert (each if number else first) + sum(sizes[place] for place in part) <= 100
    put = [place for part in parts for place in part]
    assert put == [place for place, size in enumerate(sizes) if size + each <= 100]


def test_names() -> None:
    assert part_name("solbot-2026-11-29", 1, 1) == "solbot-2026-11-29.zip"
    assert part_name("solbot-2026-11-29", 2, 3) == "solbot-2026-11-29-2-of-3.zip"
