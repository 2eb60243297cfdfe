"""Who an announcement goes to, as part of a statement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, true

from solbot.store.tables import Member


def recipients(audience: Mapping[str, Any] | None, now: datetime) -> Select[int]:
    """The ids of everybody an announcement to this audience goes to at this moment; None is everybody."""
    return select(Member.id).where(reachable(now), matching(audience, now))


def reachable(now: datetime) -> ColumnElement[bool]:
    """Whether a member gets announcements at all: active, not paused, and they did not turn them off."""
    paused = and_(
        Member.paused_at.is_not(None),
        or_(Member.paused_until.is_(None), Member.paused_until > now),
    )
    return and_(Member.state == "active", Member.announcements_off_at.is_(None), ~paused)


def matching(audience: Mapping[str, Any] | None, now: datetime) -> ColumnElement[bool]:
    """Whether a member belongs to an audience, reachable or not."""
    del audience, now
    return true()
