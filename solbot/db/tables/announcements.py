"""Announcements, whom they go to, and how that went."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, validates

from solbot.db.forms import (
    KeptApproval,
    KeptAsking,
    KeptButton,
    KeptContent,
    KeptSubject,
    KeptTest,
    KeptTiming,
    KeptVote,
)
from solbot.db.states import AnnouncementState, RoundKind, RoundState
from solbot.db.tables.base import Serial, Table, member_key, partial_index

_ANSWERED = "discipline"  # the one condition of an audience that is so by what people answered


class Announcement(Table):
    """What staff say to many at once, in each language it was written in; nothing private."""

    __tablename__ = "announcements"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    author_id: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[AnnouncementState] = mapped_column(index=True)
    content: Mapped[dict[str, KeptContent]] = mapped_column(JSON)  # by language
    second: Mapped[dict[str, KeptContent] | None] = mapped_column(
        JSON(none_as_null=True)
    )  # another wording, which half of those who get it read; as `content`
    subject: Mapped[KeptSubject | None] = mapped_column(
        JSON(none_as_null=True)
    )  # a program's card or flyer that it is, or brings
    buttons: Mapped[list[KeptButton]] = mapped_column(JSON)
    audience: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # None: all
    private: Mapped[bool] = mapped_column(
        default=False, server_default=false()
    )  # the audience says who answered: see announcements/audience/rules.py
    timing: Mapped[KeptTiming] = mapped_column(JSON)
    number: Mapped[int] = mapped_column(server_default=text("1"))  # grows with each change
    edition: Mapped[int] = mapped_column(server_default=text("1"))  # … of what people see
    vote: Mapped[KeptVote | None] = mapped_column(JSON(none_as_null=True))  # once it is closed
    tested: Mapped[KeptTest | None] = mapped_column(JSON(none_as_null=True))
    approved: Mapped[KeptApproval | None] = mapped_column(JSON(none_as_null=True))
    asked: Mapped[KeptAsking | None] = mapped_column(JSON(none_as_null=True))
    corrects_id: Mapped[int | None] = mapped_column(BigInteger)  # the one whose copies it corrects
    base: Mapped[int | None]  # … and the edition of that with which it began
    series_id: Mapped[int | None] = mapped_column(BigInteger)  # the repeating one it is a run of
    next_at: Mapped[datetime | None] = mapped_column(index=True)  # of a repeating one
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[int | None] = mapped_column(BigInteger)

    @validates("audience")
    def _note_private(self, _: str, audience: Any) -> Any:
        """Keep `private` in step with the audience, whoever sets it."""
        self.private = _says_answered(audience)
        return audience

    @property
    def announcement_id(self) -> int:
        """The same as `id`, for who reads it beside a round's."""
        return self.id


class Round(Table):
    """One going round with an announcement: sending it, correcting every copy, or taking them back."""

    __tablename__ = "rounds"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    announcement_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("announcements.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[RoundKind]
    state: Mapped[RoundState] = mapped_column(index=True)
    by: Mapped[int] = mapped_column(BigInteger)
    total: Mapped[int]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    report_key: Mapped[str | None]  # of the letter that shows how it goes
    shown_at: Mapped[datetime | None]  # when that was brought up to date
    shown: Mapped[str | None]  # by which letter, if by one, and a digest of what it shows
    figures: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # at the end
    paused_for: Mapped[str | None]  # why it paused by itself; None: staff paused it
    urgent: Mapped[bool] = mapped_column(default=False, server_default=false())  # past the gap
    stuck_at: Mapped[int | None]  # the edition at which it paused as a letter had no words


class Recipient(Table):
    """Somebody a round goes to, fixed when it began. `waiting` until their letter is in the outbox."""

    __tablename__ = "recipients"
    __table_args__ = (
        partial_index(
            "ix_recipients_waiting",
            "round_id",
            "due_at",
            "member_id",
            where=text("waiting"),
        ),
    )

    member_id: Mapped[int] = member_key(primary_key=True, autoincrement=False)
    round_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    due_at: Mapped[datetime]
    waiting: Mapped[bool]
    second: Mapped[bool] = mapped_column(default=False, server_default=false())  # its wording


class Tap(Table):
    """How often a button of an announcement (0: the quiet one) was tapped, by language and wording; in parts, so many
    can tap."""

    __tablename__ = "taps"

    announcement_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True
    )
    button: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    part: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    language: Mapped[str] = mapped_column(primary_key=True, server_default="")  # "": not noted
    wording: Mapped[int] = mapped_column(
        primary_key=True, autoincrement=False, server_default=text("0")
    )  # 1 or 2; 0: there is one, or the person got neither
    count: Mapped[int]


class ShortLink(Table):
    """An address in an announcement that leads through one of the bot's own, the same for everybody; how often it was
    opened, never by whom."""

    __tablename__ = "short_links"
    __table_args__ = (UniqueConstraint("announcement_id", "digest"),)

    code: Mapped[str] = mapped_column(primary_key=True)
    announcement_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("announcements.id", ondelete="CASCADE")
    )
    address: Mapped[str]
    digest: Mapped[str]  # of the address, which may be longer than an index takes
    count: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    made_at: Mapped[datetime]


class Interest(Table):
    """Somebody who tapped "I'm interested" under an announcement."""

    __tablename__ = "interests"

    announcement_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = member_key(primary_key=True, autoincrement=False, index=True)
    at: Mapped[datetime]


class Vote(Table):
    """What somebody voted for, until the vote is closed: then only the counts stay, with the announcement."""

    __tablename__ = "votes"

    announcement_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = member_key(primary_key=True, autoincrement=False, index=True)
    option: Mapped[int]  # the number of its button
    at: Mapped[datetime]


class Rule(Table):
    """Something owners decided in the chat; see announcements/draft/settings_service.py."""

    __tablename__ = "rules"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)


class SavedAudience(Table):
    """An audience that staff gave a name, to be used again; nothing private."""

    __tablename__ = "audiences"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    name: Mapped[str]
    tree: Mapped[dict[str, Any]] = mapped_column(JSON)  # see announcements/audience/rules.py
    saved_by: Mapped[int] = mapped_column(BigInteger)
    saved_at: Mapped[datetime]


def _says_answered(stored: Any) -> bool:
    """Whether to be in an audience tells something of what a person answered; also of one that can't be read."""
    if isinstance(stored, Mapping):
        return stored.get("is") == _ANSWERED or any(map(_says_answered, stored.values()))
    return isinstance(stored, list | tuple) and any(map(_says_answered, stored))
