"""What members keep of the readings, let one other person read, or take with them to another account."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from solbot.db.tables.base import Serial, Table, member_key


class KeptReading(Table):
    """A reading that a member keeps at hand."""

    __tablename__ = "kept_readings"

    member_id: Mapped[int] = member_key(primary_key=True, autoincrement=False)
    reading_id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class SharedEntry(Table):
    """An entry of a member's journal that they let one other person read: all that answers one prompt, or a note.

    Until somebody opened its link there is no receiver. It refers to the entry and holds nothing of it.
    """

    __tablename__ = "shared_entries"
    __table_args__ = (
        Index(None, "member_id", "id"),
        Index(None, "receiver_id", "id"),
        # A number is never given twice, so that an old button can't reach another person's entry.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    member_id: Mapped[int] = member_key()
    prompt_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("prompts.id", ondelete="CASCADE"), index=True
    )
    answer_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("answers.id", ondelete="CASCADE"), index=True
    )
    digest: Mapped[str] = mapped_column(unique=True)  # of the link's secret, which nobody keeps
    at: Mapped[datetime]
    lapses_at: Mapped[datetime]  # of the link, while nobody opened it
    receiver_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("members.id", ondelete="CASCADE")
    )
    accepted_at: Mapped[datetime | None]


class Relocation(Table):
    """A code by which a member's things may go to another account of theirs, once they say yes to which one."""

    __tablename__ = "relocations"

    member_id: Mapped[int] = member_key(primary_key=True, autoincrement=False)
    digest: Mapped[str] = mapped_column(unique=True)  # of the code, which nobody keeps
    lapses_at: Mapped[datetime]
    wanted_by: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("members.id", ondelete="CASCADE"), index=True
    )  # the account in which it was typed


class WrongCode(Table):
    """How often somebody lately typed a code that leads nowhere."""

    __tablename__ = "wrong_codes"

    member_id: Mapped[int] = member_key(primary_key=True, autoincrement=False)
    count: Mapped[int]
    since: Mapped[datetime]
