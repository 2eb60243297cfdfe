"""Notices: what a person or one of the staff has to be told because something they have to do with happened.

They reach people who paused or stopped, too: what is told was asked for. The words are found when the
notice is sent (bot/notice_letters.py); `ref` holds nothing private.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from solbot.telegram import outbox_db as outbox
from solbot.telegram.letters import Priority
from solbot.unit_of_work import Work

KIND = "notice"


async def tell(
    work: Work,
    people: Iterable[int],
    name: str,
    key: str,
    /,
    *,
    due_at: datetime | None = None,
    not_after: datetime | None = None,
    **ref: Any,
) -> None:
    """Put a notice called `name` in the outbox for each of these people, once for each `key`."""
    await outbox.put(
        work.session,
        [
            {
                "key": f"{name}:{key}:{person}",
                "member_id": person,
                "kind": KIND,
                "priority": Priority.NUDGE.value,
                "ref": {"notice": name, **ref},
                "due_at": due_at or work.now,
                "not_after": not_after,
            }
            for person in people
        ],
    )
