"""Programs, seats, cohorts and alumni."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    LargeBinary,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from solbot.db.forms import KeptPurpose
from solbot.db.states import CohortState, Payment, ProgramState, SeatStatus
from solbot.db.tables.base import Serial, Table, member_key, partial_index


class Request(Table):
    """Something a member asked to be told when it is known, such as a program's dates."""

    __tablename__ = "requests"
    __table_args__ = (UniqueConstraint("member_id", "program", "fact"),)

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    member_id: Mapped[int] = member_key()
    program: Mapped[str]
    fact: Mapped[str]
    at: Mapped[datetime]
    told_at: Mapped[datetime | None]


class Offer(Table):
    """A program as staff look after it: whether people see it, the edition in force, and the draft of the next."""

    __tablename__ = "programs"

    id: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[ProgramState]
    edition: Mapped[
        int | None
    ]  # the number of the edition in force; None: the files of the content
    draft: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    draft_number: Mapped[int] = mapped_column(server_default=text("0"))  # grows with each change
    created_at: Mapped[datetime]


class EditionRow(Table):
    """An edition that was published, for good."""

    __tablename__ = "program_editions"

    program_id: Mapped[str] = mapped_column(ForeignKey("programs.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    published_by: Mapped[int] = mapped_column(BigInteger)
    published_at: Mapped[datetime]


class SocietyRow(Table):
    """The page about the society as staff wrote it, of which there is one: what goes over the files, by language and
    field."""

    __tablename__ = "society"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # always 1
    published: Mapped[dict[str, Any]] = mapped_column(JSON)
    files_said: Mapped[dict[str, Any]] = mapped_column(JSON)  # in the place of it, as staff know
    draft: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    draft_number: Mapped[int]  # grows with each change


class Seat(Table):
    """Somebody's seat in a program, or their place on its waiting list."""

    __tablename__ = "seats"
    __table_args__ = (
        Index(None, "program_id", "status", "id"),
        partial_index(
            "uq_seats_live",
            "program_id",
            "member_id",
            unique=True,
            where=text("status <> 'ended'"),
        ),
    )

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    program_id: Mapped[str] = mapped_column(ForeignKey("programs.id"))
    member_id: Mapped[int] = member_key(index=True)
    status: Mapped[SeatStatus]
    since: Mapped[datetime]  # of the status
    held_until: Mapped[datetime | None] = mapped_column(index=True)
    reminded_at: Mapped[datetime | None]  # that it will lapse
    created_at: Mapped[datetime]
    payment: Mapped[Payment] = mapped_column(
        default=Payment.UNPAID, server_default=text("'unpaid'")
    )
    payment_by: Mapped[int | None] = mapped_column(BigInteger)  # who of the staff marked it so
    present_at: Mapped[datetime | None]  # when they were marked as there, on the day
    confirm_by: Mapped[int | None] = mapped_column(
        BigInteger
    )  # who of the staff confirmed it, for when what is needed is answered


class File(Table):
    """A file that staff sent, by its id with Telegram and, once fetched, by its content."""

    __tablename__ = "files"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    name: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    file_id: Mapped[str]
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    purpose: Mapped[KeptPurpose | None] = mapped_column(
        JSON(none_as_null=True)
    )  # what waits for it; None: nothing
    sent_by: Mapped[int] = mapped_column(BigInteger)
    sent_at: Mapped[datetime]


class Cohort(Table):
    """One run of a program. Its people are alumni of the program once it has ended."""

    __tablename__ = "cohorts"
    __table_args__ = (Index(None, "program_id"), Index(None, "state", "last_day"))

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)  # what its link ends with
    program_id: Mapped[str]  # no foreign key: a program may be known from its file alone
    name: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    zone: Mapped[str]
    state: Mapped[CohortState]
    created_by: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Membership(Table):
    """A person in a cohort."""

    __tablename__ = "memberships"
    __table_args__ = (Index(None, "member_id"),)

    cohort_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("cohorts.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = member_key(primary_key=True, autoincrement=False)
    joined_at: Mapped[datetime]
    added_by: Mapped[int | None] = mapped_column(BigInteger)  # one of the staff; None: by the link


class Alumnus(Table):
    """Somebody who took part in a program."""

    __tablename__ = "alumni"
    __table_args__ = (Index(None, "member_id"),)

    program_id: Mapped[str] = mapped_column(primary_key=True)
    member_id: Mapped[int] = member_key(primary_key=True, autoincrement=False)
    since: Mapped[datetime]
    marked_by: Mapped[int | None] = mapped_column(BigInteger)  # None: a cohort of theirs ended
