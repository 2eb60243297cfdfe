"""What members ask the people of the society."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    Integer,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from solbot.body import Body
from solbot.db.states import InquiryState, RemarkKind
from solbot.db.tables.base import Serial, Table, member_key, staff_key
from solbot.db.types import Encrypted


class Inquiry(Table):
    """What a member asked the people of the society, and where that stands. Its words are in its remarks."""

    __tablename__ = "inquiries"
    __table_args__ = (
        Index("ix_inquiries_desk", "state", "waiting_since", "id"),
        Index(None, "member_id", "id"),
        # A number is never given twice, so that an old button can't reach another person's inquiry.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    member_id: Mapped[int] = member_key()
    program: Mapped[str | None]  # what it is about
    state: Mapped[InquiryState]
    asked_at: Mapped[datetime]
    waiting_since: Mapped[datetime | None]  # None: the last word is the society's
    warned: Mapped[int] = mapped_column(
        server_default=text("0")
    )  # how often staff were told that it waits too long
    taken_by: Mapped[int | None] = staff_key()
    by_society: Mapped[bool] = mapped_column(
        default=False, server_default=false()
    )  # staff wrote first


class Remark(Table):
    """One thing said in an inquiry: by the member, by the society, or among staff."""

    __tablename__ = "remarks"
    __table_args__ = (
        Index(None, "inquiry_id", "id"),
        Index(None, "member_id", "message_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    inquiry_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("inquiries.id", ondelete="CASCADE")
    )
    member_id: Mapped[int] = member_key()  # whose inquiry it is
    kind: Mapped[RemarkKind]
    author_id: Mapped[int | None] = staff_key()
    body: Mapped[Body] = mapped_column(Encrypted)
    at: Mapped[datetime]
    message_id: Mapped[int | None] = mapped_column(BigInteger)  # in the member's chat


class StaffMessage(Table):
    """What one of the staff is writing to one person or a few, until it is sent; then only that it was."""

    __tablename__ = "staff_messages"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    author_id: Mapped[int] = member_key(index=True)
    program: Mapped[str | None]  # what it is about
    source: Mapped[str | None]  # the list its people are picked from; see desk/picking.py
    body: Mapped[Body | None] = mapped_column(Encrypted)
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class StaffMessagePerson(Table):
    """Somebody a message is for."""

    __tablename__ = "staff_message_people"

    message_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("staff_messages.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = member_key(primary_key=True, autoincrement=False, index=True)


class ReadyAnswer(Table):
    """A text of staff's own, to begin an answer with, in the languages it was written in; nothing private."""

    __tablename__ = "ready_answers"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    name: Mapped[str]
    words: Mapped[str]
    language: Mapped[str] = mapped_column(server_default="en")  # of these words
    others: Mapped[dict[str, str] | None] = mapped_column(
        JSON(none_as_null=True)
    )  # language → words
    changed_by: Mapped[int] = mapped_column(BigInteger)
    changed_at: Mapped[datetime]


class Quiet(Table):
    """One of the staff who does not want to be told of each new inquiry."""

    __tablename__ = "desk_quiet"

    member_id: Mapped[int] = member_key(primary_key=True, autoincrement=False)
    since: Mapped[datetime]


class DeskRule(Table):
    """One row, once owners chose: after how many hours staff are told that an inquiry waits."""

    __tablename__ = "desk_rule"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    hours: Mapped[int]
