"""Members, when something comes to them, and what the bot waits for from them."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from solbot.db.forms import KeptWishes
from solbot.db.states import ExportKind, MemberState, OwnQuestionKind, ReadingLength
from solbot.db.tables.base import Serial, Table, member_key
from solbot.db.types import Encrypted


class Member(Table):
    """A person who pressed Start; until they consent only id, hint and state are filled."""

    __tablename__ = "members"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    state: Mapped[MemberState]
    language_hint: Mapped[str | None]
    created_at: Mapped[datetime]
    consented_at: Mapped[datetime | None]
    onboarded_at: Mapped[datetime | None]
    name: Mapped[str | None] = mapped_column(Encrypted)
    username: Mapped[str | None] = mapped_column(Encrypted)
    seen_on: Mapped[date | None]  # the last day the person did anything here, by their own zone
    left_at: Mapped[datetime | None]  # while stopped or unreachable
    language: Mapped[str | None]
    zone: Mapped[str | None]
    twelve_hours: Mapped[bool | None]  # how they want times written; None: as where they live
    paused_at: Mapped[datetime | None]  # the beginning of the latest pause, which may be over
    paused_until: Mapped[datetime | None]  # its end; None while paused: open-ended
    journey_place: Mapped[str | None]  # where on the path the last reading stood
    journey_round: Mapped[int] = mapped_column(server_default=text("0"))
    journey_order: Mapped[str | None]  # the disciplines in their own order; None: as they come
    wishes: Mapped[KeptWishes | None] = mapped_column(
        JSON(none_as_null=True)
    )  # what is to come next, more often, less often: see coaching/path/wishes.py
    announcements_off_at: Mapped[datetime | None]  # since when they want no announcements
    announcement_hours: Mapped[
        str | None
    ]  # local hours for them, such as "8-21"; None: the usual ones
    news_heard: Mapped[date | None]  # of when the last news is that they heard, or joined with
    privacy_agreed: Mapped[
        date | None
    ]  # of when the privacy text is that they agreed to; None: the first one
    joined_via: Mapped[str | None]  # the link they first came by, `p-…` or `c-…`; None: none
    unheard: Mapped[int] = mapped_column(
        default=0, server_default=text("0")
    )  # days on which something came, since they last did anything
    unheard_on: Mapped[date | None]  # the last of them
    slowed: Mapped[int] = mapped_column(
        default=0, server_default=text("0")
    )  # how much less often things come: see coaching/silence/rules.py
    slowed_at: Mapped[datetime | None]  # since when, until they are back
    keeps_pace: Mapped[bool] = mapped_column(
        default=False, server_default=false()
    )  # never less often, whatever they do
    readings_only: Mapped[bool] = mapped_column(default=False, server_default=false())
    rich_readings: Mapped[bool] = mapped_column(
        default=False, server_default=false()
    )  # laid out with headings, where their app shows that
    reading_length: Mapped[ReadingLength | None]  # None: nothing chosen yet, the same as mixed
    reminders: Mapped[bool] = mapped_column(
        default=False, server_default=false()
    )  # in the evening, of what has no answer
    remind_at: Mapped[datetime | None] = mapped_column(index=True)
    remind_of: Mapped[int | None] = mapped_column(BigInteger)  # a prompt
    reminded_at: Mapped[datetime | None]  # the last time, if nothing was heard since
    reminders_ignored: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    quiet_hours: Mapped[str | None]  # local ones, such as "22:00-07:00"
    day_begins: Mapped[int] = mapped_column(
        default=0, server_default=text("0")
    )  # the local hour until which it is still the day before
    home_zone: Mapped[str | None]  # while they travel: where they go back to
    home_at: Mapped[datetime | None] = mapped_column(index=True)  # … and when


class Slot(Table):
    """A recurring local time of a member; `due_at` is the next moment, NULL while it rests."""

    __tablename__ = "slots"
    __table_args__ = (UniqueConstraint("member_id", "at"),)

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    member_id: Mapped[int] = member_key()
    at: Mapped[time]
    until: Mapped[time | None]  # the end of a window that begins at `at`
    days: Mapped[str]  # ISO weekdays, such as "12345"
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    last_date: Mapped[date | None]  # the last local date this slot was served or skipped for


class DaysOff(Table):
    """Local dates on which nothing comes to a member, as they set it beforehand; both are included."""

    __tablename__ = "days_off"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    member_id: Mapped[int] = member_key(index=True)
    first: Mapped[date]
    last: Mapped[date]


class Return(Table):
    """An idea of a reading that came back to a member."""

    __tablename__ = "returns"

    member_id: Mapped[int] = member_key(primary_key=True, autoincrement=False)
    reading_id: Mapped[str] = mapped_column(primary_key=True)
    stage: Mapped[int]  # how often it came back
    due_on: Mapped[date | None]  # the local date for the next time; None: not by itself
    faded: Mapped[bool]  # never again


class Try(Table):
    """The practice of a reading that a member took up, for a day."""

    __tablename__ = "tries"

    member_id: Mapped[int] = member_key(primary_key=True, autoincrement=False)
    reading_id: Mapped[str] = mapped_column(primary_key=True)
    due_on: Mapped[date]  # the local date it is meant for
    at: Mapped[datetime]  # since when it is meant for that one


class OwnQuestion(Table):
    """A question that a member asks themself, in their own words."""

    __tablename__ = "own_questions"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    member_id: Mapped[int] = member_key(index=True)
    words: Mapped[str] = mapped_column(Encrypted)
    kind: Mapped[OwnQuestionKind]
    days: Mapped[str | None]  # ISO weekdays, such as "15"; None: in turn with the path
    since: Mapped[date]  # the local date from which it comes so
    paused: Mapped[bool] = mapped_column(default=False, server_default=false())
    asked_on: Mapped[date | None]  # the last local date it was asked for
    created_at: Mapped[datetime]
    message_id: Mapped[int | None] = mapped_column(BigInteger)  # the one its words came in


class ExportErrand(Table):
    """A book or a ZIP that a member asked for and that is in the making; one at a time."""

    __tablename__ = "export_errands"

    member_id: Mapped[int] = member_key(primary_key=True, autoincrement=False)
    kind: Mapped[ExportKind]
    asked_at: Mapped[datetime]
    topic: Mapped[int | None] = mapped_column(BigInteger)  # of the chat it was asked in
    message_id: Mapped[int | None] = mapped_column(BigInteger)  # the one that says how far it is
    holder: Mapped[str | None]  # who makes it; None: nobody yet
    seen_at: Mapped[datetime | None]  # when they were last heard of
    tries: Mapped[int] = mapped_column(default=0, server_default=text("0"))


class Dialog(Table):
    """What the bot waits for from a member, and the buttons it last offered them."""

    __tablename__ = "dialogs"

    member_id: Mapped[int] = member_key(primary_key=True, autoincrement=False)
    awaits: Mapped[str | None]
    data: Mapped[dict[str, Any]] = mapped_column(Encrypted)
    offers: Mapped[dict[str, str]] = mapped_column(Encrypted)  # label → what a tap would send
    since: Mapped[datetime]
    wrote_at: Mapped[datetime | None]  # when they last sent words, a voice message or a picture
    aside: Mapped[dict[str, Any] | None] = mapped_column(Encrypted)  # see bot/dialog.py
