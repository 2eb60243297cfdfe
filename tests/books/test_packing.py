"""What goes into which of several ZIP files."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solbot.books.packing import in_parts, part_name


@pytest.mark.parametrize(
    ("sizes", "owners", "parts"),
    [
        ([], "", []),
        ([10, 10], "ab", [[0, 1]]),
        ([60, 60], "ab", [[0], [1]]),
        ([60, 30, 30], "abb", [[0], [1, 2]]),  # an album stays together
        ([10, 60, 60, 10], "abbc", [[0], [1, 2], [3]]),  # … also where it is more than comes back
        ([10, 90, 90, 10], "abbc", [[0, 1], [2, 3]]),  # … but not where it is more than can be sent
    ],
)
def test_in_parts(sizes: list[int], owners: str, parts: list[list[int]]) -> None:
    assert in_parts(sizes, owners, 100, 150) == parts


@given(st.lists(st.tuples(st.integers(1, 120), st.sampled_from("abc")), max_size=40))
def test_nothing_is_lost_or_torn_apart(files: list[tuple[int, str]]) -> None:
    sizes, owners = [size for size, _ in files], [owner for _, owner in files]
    parts = in_parts(sizes, owners, 100, 150)
    assert [place for part in parts for place in part] == list(range(len(files)))
    for _, run in groupby(range(len(files)), key=owners.__getitem__):
        together = list(run)
        if sum(sizes[place] for place in together) <= 150:
            assert any(set(together) <= set(part) for part in parts)
    for part in parts:
        assert len({owners[place] for place in part}) == 1 or sum(sizes[p] for p in part) <= 100


def test_names() -> None:
    assert part_name("solbot-2026-11-29", 1, 1) == "solbot-2026-11-29.zip"
    assert part_name("solbot-2026-11-29", 2, 3) == "solbot-2026-11-29-2-of-3.zip"
