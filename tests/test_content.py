"""The content that ships has no fault, and loads at once."""

from __future__ import annotations

from pathlib import Path
from time import process_time

from solbot.content.catalog import load
from solbot.content.check import check

MESSAGES = Path(__file__).parents[1] / "messages"


def test_the_shipped_content_has_no_fault() -> None:
    faults = check(MESSAGES)
    assert not faults, "\n".join(map(str, faults))


def test_the_shipped_content_loads_within_a_second() -> None:
    load(MESSAGES)
    began = process_time()
    load(MESSAGES)
    assert process_time() - began < 1
