"""Dialogs: what the bot waits for, kept as rows so that a restart forgets nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.tables import Dialog


async def of_member(session: AsyncSession, member_id: int, now: datetime) -> Dialog:
    """The member's dialog; a quiet one is added where there is none."""
    dialog = await session.get(Dialog, member_id)
    if dialog is None:
        dialog = Dialog(member_id=member_id, awaits=None, data={}, offers={}, since=now)
        session.add(dialog)
        await session.flush()
    return dialog


def put_aside(dialog: Dialog, name: str, value: Any) -> None:
    """Keep something beside what is awaited; None takes it away."""
    before = dialog.aside or {}
    aside = {key: one for key, one in before.items() if key != name}
    if value is not None:
        aside[name] = value
    if aside != before:
        dialog.aside = aside or None
