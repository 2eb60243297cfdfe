"""Dialogs: what the bot waits for, kept as rows so that a restart forgets nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.tables import Dialog, Member

Row = Dialog

_WITH_MEMBERS = (
    select(Member, Dialog)
    .outerjoin(Dialog, Dialog.member_id == Member.id)
    .where(Member.id.in_(bindparam("members", expanding=True)))
    .order_by(Member.id)
    .with_for_update(key_share=True, skip_locked=True, of=Member)
)


async def of_member(session: AsyncSession, member_id: int, now: datetime) -> Dialog:
    """The member's dialog; a quiet one is added where there is none."""
    dialog = await session.get(Dialog, member_id)
    if dialog is None:
        dialog = Dialog(member_id=member_id, awaits=None, data={}, offers={}, since=now)
        session.add(dialog)
        await session.flush()
    return dialog


async def with_members(
    session: AsyncSession, members: Sequence[int]
) -> Sequence[tuple[Member, Dialog | None]]:
    """Those of these members whom nobody else is at, with their dialogs; locked until the transaction ends."""
    found = await session.execute(_WITH_MEMBERS, {"members": members})
    return [(member, row) for member, row in found.all()]


def put_aside(dialog: Dialog, name: str, value: object) -> None:
    """Keep something beside what is awaited; None takes it away."""
    before = dialog.aside or {}
    aside = {key: one for key, one in before.items() if key != name}
    if value is not None:
        aside[name] = value
    if aside != before:
        dialog.aside = aside or None
