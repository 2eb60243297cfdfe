"""Who looks after the bot, and what they did."""

from __future__ import annotations

from datetime import datetime, time

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from solbot.db.details import AuditDetail, HappeningDetail
from solbot.db.states import HappeningKind, Role, RosterState
from solbot.db.tables.base import Serial, Table, member_key
from solbot.db.types import Encrypted


class Staff(Table):
    """Somebody who looks after the bot, beside the owners that the settings name."""

    __tablename__ = "staff"

    member_id: Mapped[int] = member_key(primary_key=True, autoincrement=False)
    role: Mapped[Role]
    since: Mapped[datetime]


class Invitation(Table):
    """A link that makes one person staff, once. Only a digest of its secret is kept."""

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    role: Mapped[Role]
    made_by: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]  # accepted, or withdrawn


class Trace(Table):
    """What one of the staff did or looked at. Append-only, as triggers see to; only the number of a person
    it was about may go, when that person is erased."""

    __tablename__ = "audit"
    __table_args__ = (Index(None, "about_id"), Index(None, "at"))

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    at: Mapped[datetime]
    actor_id: Mapped[int] = mapped_column(BigInteger)
    action: Mapped[str]  # see staff/audit.py
    about_id: Mapped[int | None] = mapped_column(BigInteger)
    detail: Mapped[AuditDetail] = mapped_column(JSON)


class Roster(Table):
    """A list of people that staff sent, as far as they were found: what it is for, and whether that was done. Kept
    for a few days, so that it can be taken back."""

    __tablename__ = "rosters"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    purpose: Mapped[str]  # see Feature.rosters
    target: Mapped[str]  # a cohort, a program, …: what the purpose says
    made_by: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[datetime] = mapped_column(index=True)
    state: Mapped[RosterState]


class RosterPerson(Table):
    """Somebody on a list, in its order. `added`: it was new for them; `was`: how it stood for them before, where there
    is more to it."""

    __tablename__ = "roster_people"

    roster_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("rosters.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = member_key(primary_key=True, autoincrement=False, index=True)
    added: Mapped[bool] = mapped_column(server_default=false())
    position: Mapped[int] = mapped_column(server_default=text("0"))
    was: Mapped[str | None]


class Happening(Table):
    """Something that happened to a person and that staff are told; it goes with them."""

    __tablename__ = "happenings"
    __table_args__ = (Index(None, "kind", "subject_id"),)

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    kind: Mapped[HappeningKind]
    member_id: Mapped[int] = member_key(index=True)
    program_id: Mapped[str | None]
    subject_id: Mapped[int | None] = mapped_column(BigInteger)  # the seat, or the cohort
    detail: Mapped[HappeningDetail] = mapped_column(JSON)


class Telling(Table):
    """That one of the staff is to be told of something, from a moment on; `letter_id` is the letter that tells it."""

    __tablename__ = "tellings"
    __table_args__ = (Index(None, "member_id", "letter_id", "due_at"),)

    happening_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("happenings.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = member_key(primary_key=True, autoincrement=False)
    due_at: Mapped[datetime]
    letter_id: Mapped[int | None] = mapped_column(BigInteger)


class TellingTime(Table):
    """When one of the staff wants to be told, where they chose: each morning at this hour of theirs, or at once."""

    __tablename__ = "telling_times"

    member_id: Mapped[int] = member_key(primary_key=True, autoincrement=False)
    at: Mapped[time | None]  # None: at once


class Tag(Table):
    """A word that staff put on people; who has it is in `tagged`. Sealed, as it may say something of them."""

    __tablename__ = "tags"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    name: Mapped[str] = mapped_column(Encrypted)
    made_by: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[datetime]


class Tagged(Table):
    """A tag on a person, until a moment."""

    __tablename__ = "tagged"
    __table_args__ = (Index(None, "member_id"), Index(None, "until"))

    tag_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("tags.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = member_key(primary_key=True, autoincrement=False)
    by: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]
    until: Mapped[datetime]


class StaffNote(Table):
    """A note of staff beside a person, until a moment."""

    __tablename__ = "staff_notes"
    __table_args__ = (Index(None, "until"),)

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    member_id: Mapped[int] = member_key(index=True)
    words: Mapped[str] = mapped_column(Encrypted)
    by: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]
    until: Mapped[datetime]
