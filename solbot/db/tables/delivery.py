"""Updates that came in, letters that go out, and the pace of both."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    Integer,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from solbot.db.details import Ref
from solbot.db.states import LetterStatus
from solbot.db.tables.base import Serial, Table, member_key, partial_index
from solbot.db.types import Encrypted


class Inbox(Table):
    """A raw update, from before it is acknowledged until it is done; then only its id stays.

    One that can't be handled is done and set aside: what it says stays a few days longer.
    """

    __tablename__ = "inbox"
    __table_args__ = (
        partial_index(
            "ix_inbox_waiting",
            "update_id",
            where=text("done_at IS NULL"),
        ),
        # Whether anything of the same person comes first is asked for every update.
        partial_index(
            "ix_inbox_person",
            "person_id",
            "update_id",
            where=text("done_at IS NULL"),
        ),
        # Very few, and looked for by themselves.
        partial_index(
            "ix_inbox_aside",
            "aside_at",
            where=text("aside_at IS NOT NULL"),
        ),
    )

    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    body: Mapped[str | None] = mapped_column(Encrypted)
    received_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(server_default=text("0"))
    retry_at: Mapped[datetime | None]
    aside_at: Mapped[datetime | None]


QUEUED = text("status = 'queued'")
OPEN = text("status IN ('queued', 'sending')")


class Letter(Table):
    """One thing to one person, said unasked. Refers to what is to be said; holds no private text.

    A queued letter with a lease (`claimed_until`) is in a sender's hands and has surely not left; one that
    is `sending` may be on the wire.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("key"),
        partial_index(
            "ix_outbox_queue",
            "priority",
            "due_at",
            "id",
            where=QUEUED,
        ),
        partial_index("ix_outbox_open", "member_id", where=OPEN),
        Index(None, "member_id", "settled_at"),
        partial_index(
            "ix_outbox_round",
            "round_id",
            "status",
            where=text("round_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    key: Mapped[str]
    member_id: Mapped[int] = member_key()
    kind: Mapped[
        str
    ]  # nudge · question · fact · notice · rehearsal · progress, and the kinds of rounds
    ref: Mapped[Ref] = mapped_column(JSON)
    round_id: Mapped[int | None] = mapped_column(ForeignKey("rounds.id", ondelete="CASCADE"))
    priority: Mapped[int]
    status: Mapped[LetterStatus]
    due_at: Mapped[datetime]
    not_after: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    unsure: Mapped[int] = mapped_column(server_default=text("0"))  # times it may have arrived
    claimed_by: Mapped[int | None] = mapped_column(BigInteger)  # a number drawn for each claim
    claimed_until: Mapped[datetime | None]
    reason: Mapped[str | None]
    settled_at: Mapped[datetime | None]
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    also: Mapped[list[int] | None] = mapped_column(JSON(none_as_null=True))  # an album's messages


class Pace(Table):
    """One row that hands out send times to every process. Moments are seconds since 1970 by the
    database's own clock."""

    __tablename__ = "pace"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    free_at: Mapped[float]  # the first send time not handed out yet
    granted_at: Mapped[float]  # the first send time of the latest grant
    halted_until: Mapped[float]  # Telegram asked every sender to wait until then
    number: Mapped[int] = mapped_column(
        BigInteger, server_default="0"
    )  # of the first send time not handed out
    frozen: Mapped[bool] = mapped_column(
        server_default=false()
    )  # Telegram lets the bot say nothing


class Canary(Table):
    """One row, sealed with the keys in use: whoever can't open it has other keys, and must not seal anything here.

    While everything is sealed anew, there is one more, sealed with the key that comes."""

    __tablename__ = "canary"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    word: Mapped[str] = mapped_column(Encrypted)
    tried_at: Mapped[datetime | None]  # when it was last tried whether the database can be written


class Upload(Table):
    """A file that Telegram has already, so that it is sent only once."""

    __tablename__ = "uploads"

    digest: Mapped[str] = mapped_column(primary_key=True)  # of bot and content
    file_id: Mapped[str]
    at: Mapped[datetime]
