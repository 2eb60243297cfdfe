"""Whatever one of the staff is asked for, /cancel leads back to the page the question came from."""

from __future__ import annotations

from solbot.app import ROUTES
from solbot.staff.gate import GuardedWords


def test_every_question_to_staff_can_be_left_for_where_it_came_from() -> None:
    asked = {
        key: one for key, one in ROUTES.awaited.items() if isinstance(one.handler, GuardedWords)
    }
    assert len(asked) > 20
    assert [key for key, one in asked.items() if one.back is None] == []
