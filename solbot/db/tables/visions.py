"""The page of a vision: private."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
)
from sqlalchemy.orm import Mapped, mapped_column

from solbot.body import Body
from solbot.db.states import FigureKind, RevisionKind, StepOutcome
from solbot.db.tables.base import Serial, Table, answer_key, member_key, vision_key
from solbot.db.types import Encrypted


class Vision(Table):
    """A result a member wants to create. Its words are in its revisions."""

    __tablename__ = "visions"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    member_id: Mapped[int] = member_key(index=True)
    created_at: Mapped[datetime]
    released_at: Mapped[datetime | None]
    drawing: Mapped[Body | None] = mapped_column(Encrypted)  # as the body of a photo
    drawn_at: Mapped[datetime | None]


class Revision(Table):
    """One wording of a vision, and what changed with it."""

    __tablename__ = "revisions"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    vision_id: Mapped[int] = vision_key()
    member_id: Mapped[int] = member_key(index=True)
    kind: Mapped[RevisionKind]
    words: Mapped[str] = mapped_column(Encrypted)
    at: Mapped[datetime]
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    answer_id: Mapped[int | None] = answer_key()


class Fact(Table):
    """Something that is so, of the current reality beside a vision, as of a date."""

    __tablename__ = "facts"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    vision_id: Mapped[int] = vision_key()
    member_id: Mapped[int] = member_key(index=True)
    words: Mapped[str] = mapped_column(Encrypted)
    for_date: Mapped[date]
    at: Mapped[datetime]
    struck_at: Mapped[datetime | None]  # when it was no longer so
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    answer_id: Mapped[int | None] = answer_key()


class Figure(Table):
    """A dated figure beside a vision, 0 to 10: how close it is, how it pulls, what strain there is with it."""

    __tablename__ = "figures"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    vision_id: Mapped[int] = vision_key()
    member_id: Mapped[int] = member_key(index=True)
    kind: Mapped[FigureKind]
    value: Mapped[int] = mapped_column(Encrypted)
    for_date: Mapped[date]
    at: Mapped[datetime]
    answer_id: Mapped[int | None] = answer_key()


class Step(Table):
    """A next step towards a vision, and what came of it."""

    __tablename__ = "steps"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    vision_id: Mapped[int] = vision_key()
    member_id: Mapped[int] = member_key(index=True)
    words: Mapped[str] = mapped_column(Encrypted)
    due_on: Mapped[date | None]  # the local date it is meant for
    at: Mapped[datetime]
    outcome: Mapped[StepOutcome | None]  # None while it is open
    learnt: Mapped[str | None] = mapped_column(Encrypted)
    settled_at: Mapped[datetime | None]
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    answer_id: Mapped[int | None] = answer_key()
