"""Sequences: what is said so many days before or after a date, or after somebody joined."""

from __future__ import annotations

from datetime import datetime, time

from sqlalchemy import JSON, BigInteger, ForeignKey, text
from sqlalchemy.orm import Mapped, mapped_column

from solbot.db.forms import KeptContent
from solbot.db.states import Anchor, SequenceState
from solbot.db.tables.base import Serial, Table, member_key


class Sequence(Table):
    """Messages to the people of a cohort, or to those with a seat in a program; nothing private."""

    __tablename__ = "sequences"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    cohort_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("cohorts.id", ondelete="CASCADE"), index=True
    )
    program_id: Mapped[str] = mapped_column(index=True)  # also of a cohort's
    state: Mapped[SequenceState] = mapped_column(index=True)
    created_by: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime]


class SequenceMessage(Table):
    """One message of a sequence, in each language it was written in."""

    __tablename__ = "sequence_messages"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    sequence_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("sequences.id", ondelete="CASCADE"), index=True
    )
    anchor: Mapped[Anchor]
    days: Mapped[int]  # after it; before it where negative
    at: Mapped[time]  # by each reader's clock
    content: Mapped[dict[str, KeptContent]] = mapped_column(JSON)  # by language
    edition: Mapped[int] = mapped_column(server_default=text("1"))  # grows with each change
    since: Mapped[datetime]  # what was due before is not sent any more


class SequenceDelivery(Table):
    """That a message is, or was, on its way to somebody: never once more."""

    __tablename__ = "sequence_deliveries"

    message_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("sequence_messages.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = member_key(primary_key=True, autoincrement=False, index=True)
    due_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
