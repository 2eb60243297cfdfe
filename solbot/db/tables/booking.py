"""What staff ask at booking, and what was answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, text
from sqlalchemy.orm import Mapped, mapped_column

from solbot.db.forms import KeptQuestion
from solbot.db.tables.base import Serial, Table, member_key
from solbot.db.types import Encrypted


class BookingQuestion(Table):
    """What whoever reserves a seat in a program is asked, in each language it was written in."""

    __tablename__ = "booking_questions"
    __table_args__ = ({"sqlite_autoincrement": True},)  # an old button can't reach another one

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    program_id: Mapped[str] = mapped_column(index=True)
    wording: Mapped[dict[str, KeptQuestion]] = mapped_column(JSON)  # by language
    required: Mapped[bool]
    number: Mapped[int] = mapped_column(server_default=text("1"))  # grows with each change
    created_by: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime]


class BookingAnswer(Table):
    """What somebody answered; for who has the seat, and the staff who look after it."""

    __tablename__ = "booking_answers"

    question_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("booking_questions.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = member_key(primary_key=True, autoincrement=False, index=True)
    words: Mapped[Any] = mapped_column(Encrypted)
    at: Mapped[datetime]
