"""The content that ships has no fault."""

from __future__ import annotations

from pathlib import Path

from solbot.content.check import check

MESSAGES = Path(__file__).parents[1] / "messages"


def test_the_shipped_content_has_no_fault() -> None:
    faults = check(MESSAGES)
    assert not faults, "\n".join(map(str, faults))
