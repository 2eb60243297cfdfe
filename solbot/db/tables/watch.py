"""What is wrong with the bot, for whoever looks after it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from solbot.db.tables.base import Serial, Table, partial_index

OPEN_ALERT = text("over_at IS NULL")


class Alert(Table):
    """Something that owners are told of once when it begins and once when it is over, by whichever process is first."""

    __tablename__ = "alerts"
    __table_args__ = (
        partial_index(
            "ix_alerts_open",
            "name",
            unique=True,
            where=OPEN_ALERT,
        ),
        Index(None, "over_at"),
    )

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    name: Mapped[str]  # see ops/alerts.py
    count: Mapped[int | None]  # the one number there is to say of it
    since: Mapped[datetime]
    well_since: Mapped[datetime | None]  # looks better, and may be over
    over_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]
    over_told_at: Mapped[datetime | None]
