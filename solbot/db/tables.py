"""The tables. Words are those of docs/glossary.md; private text is always `Encrypted`.

Erasing a member is deleting their row: every table that holds anything of theirs hangs on it with ON DELETE CASCADE.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Time,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, validates

from solbot.announcements.audience.rules import says_answered
from solbot.db.types import Encrypted, UTCDateTime

# SQLite counts rows up only in a column that is exactly INTEGER.
Serial = BigInteger().with_variant(Integer, "sqlite")


class Table(DeclarativeBase):
    """What every table shares: the naming of constraints, so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012  (SQLAlchemy reads it from the class)
        datetime: UTCDateTime,
        date: Date,
        time: Time,
        str: String,
    }


def _member(**more: Any) -> Mapped[int]:
    return mapped_column(BigInteger, ForeignKey("members.id", ondelete="CASCADE"), **more)


def _staff() -> Mapped[int | None]:
    """One of the staff; what they did stays when they are erased."""
    return mapped_column(BigInteger, ForeignKey("members.id", ondelete="SET NULL"), index=True)


class Member(Table):
    """A person who pressed Start; until they consent only id, hint and state are filled."""

    __tablename__ = "members"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    state: Mapped[str]  # asked · active · stopped · unreachable (see members/service.py)
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
    wishes: Mapped[dict[str, Any] | None] = mapped_column(
        JSON(none_as_null=True)
    )  # what is to come next, more often, less often: see coaching/path/wishes.py
    announcements_off_at: Mapped[datetime | None]  # since when they want no announcements
    announcement_hours: Mapped[
        str | None
    ]  # local hours for them, such as "8-21"; None: the usual ones
    news_heard: Mapped[date | None]  # of when the last news is that they heard, or joined with
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
    # short · mixed (the same as None, which is before anything was chosen) · whole: see coaching/path/lengths.py
    reading_length: Mapped[str | None]
    reminders: Mapped[bool] = mapped_column(
        default=False, server_default=false()
    )  # in the evening, of what has no answer
    remind_at: Mapped[datetime | None] = mapped_column(index=True)
    remind_of: Mapped[int | None] = mapped_column(BigInteger)  # a prompt
    reminded_at: Mapped[datetime | None]  # the last time, if nothing was heard since
    reminders_ignored: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    quiet_hours: Mapped[str | None]  # local ones, such as "22:00-07:00"
    home_zone: Mapped[str | None]  # while they travel: where they go back to
    home_at: Mapped[datetime | None] = mapped_column(index=True)  # … and when


class Slot(Table):
    """A recurring local time of a member; `due_at` is the next moment, NULL while it rests."""

    __tablename__ = "slots"
    __table_args__ = (UniqueConstraint("member_id", "at"),)

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    member_id: Mapped[int] = _member()
    at: Mapped[time]
    until: Mapped[time | None]  # the end of a window that begins at `at`
    days: Mapped[str]  # ISO weekdays, such as "12345"
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    last_date: Mapped[date | None]  # the last local date this slot was served or skipped for


class DaysOff(Table):
    """Local dates on which nothing comes to a member, as they set it beforehand; both are included."""

    __tablename__ = "days_off"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    member_id: Mapped[int] = _member(index=True)
    first: Mapped[date]
    last: Mapped[date]


class Prompt(Table):
    """One asking of a question to one member, with a snapshot of its wording."""

    __tablename__ = "prompts"
    __table_args__ = (
        Index(None, "member_id", "id"),
        Index(None, "member_id", "for_date", "id"),
        # How often and when each reading came is read off this alone.
        Index(
            "ix_prompts_of_reading", "member_id", "reading_id", "for_date", "from_path", "asked_at"
        ),
        Index(
            "ix_prompts_waiting",
            "member_id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index(
            "ix_prompts_of_vision",
            "member_id",
            "vision_id",
            "created_at",
            sqlite_where=text("vision_id IS NOT NULL"),
            postgresql_where=text("vision_id IS NOT NULL"),
        ),
        # Who answered lately is asked of everyone at once.
        Index(
            "ix_prompts_answered",
            "discipline",
            "asked_at",
            "member_id",
            sqlite_where=text("state = 'answered'"),
            postgresql_where=text("state = 'answered'"),
        ),
    )

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    member_id: Mapped[int] = _member()
    question_id: Mapped[str]
    reading_id: Mapped[str]
    discipline: Mapped[str]  # or the occasion
    for_date: Mapped[date]
    state: Mapped[str]  # waiting · open · answered · skipped
    parts: Mapped[list[dict[str, Any]]] = mapped_column(Encrypted)
    part: Mapped[int] = mapped_column(server_default=text("0"))  # the part being asked
    chosen: Mapped[list[int] | None] = mapped_column(Encrypted)  # ticked so far, several options
    from_path: Mapped[bool]  # brought by the path, not asked for
    short: Mapped[bool] = mapped_column(
        default=False, server_default=false()
    )  # with two lines of its reading
    created_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    message_id: Mapped[int | None] = mapped_column(BigInteger)  # the newest; see Asking
    vision_id: Mapped[int | None] = mapped_column(BigInteger)  # the one it speaks of
    step_id: Mapped[int | None] = mapped_column(BigInteger)  # the one it asks what came of
    why: Mapped[str | None]  # see coaching/path/choices.py; None: nobody noted it then


class Asking(Table):
    """A message of the bot's that speaks of a prompt: it asked a part of it, or said that an answer was kept."""

    __tablename__ = "askings"

    member_id: Mapped[int] = _member(primary_key=True, autoincrement=False)
    message_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    prompt_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("prompts.id", ondelete="CASCADE"), index=True
    )
    part: Mapped[int]  # the part it asked; past the last one when all were answered


class Answer(Table):
    """What a person wrote: to a part of a prompt (more than once, if they add to it), or as a note."""

    __tablename__ = "answers"
    __table_args__ = (
        Index(None, "member_id", "id"),
        Index(None, "member_id", "message_id"),
        Index(
            "ix_answers_dropped",
            "dropped_at",
            sqlite_where=text("dropped_at IS NOT NULL"),
            postgresql_where=text("dropped_at IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    member_id: Mapped[int] = _member()
    prompt_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("prompts.id", ondelete="CASCADE"), index=True
    )
    part: Mapped[int | None]
    body: Mapped[dict[str, Any]] = mapped_column(Encrypted)
    state: Mapped[
        str
    ]  # kept · draft (not yet said where to keep) · dropped (can be undone for a while)
    for_date: Mapped[date]
    answered_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]
    message_id: Mapped[int | None] = mapped_column(BigInteger)  # the first, where there are several
    on_page: Mapped[bool | None]  # beside a vision; False: only in the journal, as was said


class Vision(Table):
    """A result a member wants to create. Its words are in its revisions."""

    __tablename__ = "visions"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    member_id: Mapped[int] = _member(index=True)
    created_at: Mapped[datetime]
    released_at: Mapped[datetime | None]
    drawing: Mapped[dict[str, Any] | None] = mapped_column(Encrypted)  # as the body of a photo
    drawn_at: Mapped[datetime | None]


def _vision() -> Mapped[int]:
    return mapped_column(BigInteger, ForeignKey("visions.id", ondelete="CASCADE"), index=True)


def _answer() -> Mapped[int | None]:
    """The answer it came from, if it did; what is on the page follows that one."""
    return mapped_column(BigInteger, index=True)


class Revision(Table):
    """One wording of a vision, and what changed with it."""

    __tablename__ = "revisions"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    vision_id: Mapped[int] = _vision()
    member_id: Mapped[int] = _member(index=True)
    kind: Mapped[str]  # first · clarified · raised · lowered · released
    words: Mapped[str] = mapped_column(Encrypted)
    at: Mapped[datetime]
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    answer_id: Mapped[int | None] = _answer()


class Fact(Table):
    """Something that is so, of the current reality beside a vision, as of a date."""

    __tablename__ = "facts"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    vision_id: Mapped[int] = _vision()
    member_id: Mapped[int] = _member(index=True)
    words: Mapped[str] = mapped_column(Encrypted)
    for_date: Mapped[date]
    at: Mapped[datetime]
    struck_at: Mapped[datetime | None]  # when it was no longer so
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    answer_id: Mapped[int | None] = _answer()


class Figure(Table):
    """A dated figure beside a vision, 0 to 10: how close it is, how it pulls, what strain there is with it."""

    __tablename__ = "figures"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    vision_id: Mapped[int] = _vision()
    member_id: Mapped[int] = _member(index=True)
    kind: Mapped[str]  # closeness · pull · strain
    value: Mapped[int] = mapped_column(Encrypted)
    for_date: Mapped[date]
    at: Mapped[datetime]
    answer_id: Mapped[int | None] = _answer()


class Step(Table):
    """A next step towards a vision, and what came of it."""

    __tablename__ = "steps"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    vision_id: Mapped[int] = _vision()
    member_id: Mapped[int] = _member(index=True)
    words: Mapped[str] = mapped_column(Encrypted)
    due_on: Mapped[date | None]  # the local date it is meant for
    at: Mapped[datetime]
    outcome: Mapped[str | None]  # done · partly · not_yet · let_go; None while it is open
    learnt: Mapped[str | None] = mapped_column(Encrypted)
    settled_at: Mapped[datetime | None]
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    answer_id: Mapped[int | None] = _answer()


class Return(Table):
    """An idea of a reading that came back to a member."""

    __tablename__ = "returns"

    member_id: Mapped[int] = _member(primary_key=True, autoincrement=False)
    reading_id: Mapped[str] = mapped_column(primary_key=True)
    stage: Mapped[int]  # how often it came back
    due_on: Mapped[date | None]  # the local date for the next time; None: not by itself
    faded: Mapped[bool]  # never again


class Try(Table):
    """The practice of a reading that a member took up, for a day."""

    __tablename__ = "tries"

    member_id: Mapped[int] = _member(primary_key=True, autoincrement=False)
    reading_id: Mapped[str] = mapped_column(primary_key=True)
    due_on: Mapped[date]  # the local date it is meant for
    at: Mapped[datetime]  # since when it is meant for that one


class OwnQuestion(Table):
    """A question that a member asks themself, in their own words."""

    __tablename__ = "own_questions"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    member_id: Mapped[int] = _member(index=True)
    words: Mapped[str] = mapped_column(Encrypted)
    kind: Mapped[str]  # text · scale · voice · photo
    days: Mapped[str | None]  # ISO weekdays, such as "15"; None: in turn with the path
    since: Mapped[date]  # the local date from which it comes so
    paused: Mapped[bool] = mapped_column(default=False, server_default=false())
    asked_on: Mapped[date | None]  # the last local date it was asked for
    created_at: Mapped[datetime]
    message_id: Mapped[int | None] = mapped_column(BigInteger)  # the one its words came in


class Request(Table):
    """Something a member asked to be told when it is known, such as a program's dates."""

    __tablename__ = "requests"
    __table_args__ = (UniqueConstraint("member_id", "program", "fact"),)

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    member_id: Mapped[int] = _member()
    program: Mapped[str]
    fact: Mapped[str]
    at: Mapped[datetime]
    told_at: Mapped[datetime | None]


class Dialog(Table):
    """What the bot waits for from a member, and the buttons it last offered them."""

    __tablename__ = "dialogs"

    member_id: Mapped[int] = _member(primary_key=True, autoincrement=False)
    awaits: Mapped[str | None]
    data: Mapped[dict[str, Any]] = mapped_column(Encrypted)
    offers: Mapped[dict[str, str]] = mapped_column(Encrypted)  # label → what a tap would send
    since: Mapped[datetime]
    wrote_at: Mapped[datetime | None]  # when they last sent words, a voice message or a picture
    aside: Mapped[dict[str, Any] | None] = mapped_column(Encrypted)  # see bot/dialog.py


class Inbox(Table):
    """A raw update, from before it is acknowledged until it is done; then only its id stays.

    One that can't be handled is done and set aside: what it says stays a few days longer.
    """

    __tablename__ = "inbox"
    __table_args__ = (
        Index(
            "ix_inbox_waiting",
            "update_id",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
        # Whether anything of the same person comes first is asked for every update.
        Index(
            "ix_inbox_person",
            "person_id",
            "update_id",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
        # Very few, and looked for by themselves.
        Index(
            "ix_inbox_aside",
            "aside_at",
            sqlite_where=text("aside_at IS NOT NULL"),
            postgresql_where=text("aside_at IS NOT NULL"),
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
        Index(
            "ix_outbox_queue",
            "priority",
            "due_at",
            "id",
            sqlite_where=QUEUED,
            postgresql_where=QUEUED,
        ),
        Index("ix_outbox_open", "member_id", sqlite_where=OPEN, postgresql_where=OPEN),
        Index(None, "member_id", "settled_at"),
        Index(
            "ix_outbox_round",
            "round_id",
            "status",
            sqlite_where=text("round_id IS NOT NULL"),
            postgresql_where=text("round_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    key: Mapped[str]
    member_id: Mapped[int] = _member()
    kind: Mapped[
        str
    ]  # nudge · question · fact · notice · rehearsal · progress, and the kinds of rounds
    ref: Mapped[dict[str, Any]] = mapped_column(JSON)
    round_id: Mapped[int | None] = mapped_column(ForeignKey("rounds.id", ondelete="CASCADE"))
    priority: Mapped[int]
    status: Mapped[str]
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


class Announcement(Table):
    """What staff say to many at once, in each language it was written in; nothing private."""

    __tablename__ = "announcements"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    author_id: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(index=True)  # see announcements/rules.py
    content: Mapped[dict[str, Any]] = mapped_column(JSON)  # language → html, media
    subject: Mapped[dict[str, Any] | None] = mapped_column(
        JSON(none_as_null=True)
    )  # a program's card or flyer that it is, or brings
    buttons: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    audience: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # None: all
    private: Mapped[bool] = mapped_column(
        default=False, server_default=false()
    )  # the audience says who answered: see announcements/audience/rules.py
    timing: Mapped[dict[str, Any]] = mapped_column(JSON)
    number: Mapped[int] = mapped_column(server_default=text("1"))  # grows with each change
    edition: Mapped[int] = mapped_column(server_default=text("1"))  # … of what people see
    tested: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    approved: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    asked: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    corrects_id: Mapped[int | None] = mapped_column(BigInteger)  # the one whose copies it corrects
    series_id: Mapped[int | None] = mapped_column(BigInteger)  # the repeating one it is a run of
    next_at: Mapped[datetime | None] = mapped_column(index=True)  # of a repeating one
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[int | None] = mapped_column(BigInteger)

    @validates("audience")
    def _note_private(self, _: str, audience: Any) -> Any:
        """Keep `private` in step with the audience, whoever sets it."""
        self.private = says_answered(audience)
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
    kind: Mapped[str]  # announcement · correction · withdrawal: that of its letters
    state: Mapped[str] = mapped_column(index=True)  # see announcements/rules.py
    by: Mapped[int] = mapped_column(BigInteger)
    total: Mapped[int]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    report_key: Mapped[str | None]  # of the letter that shows how it goes
    shown_at: Mapped[datetime | None]  # when that was brought up to date
    shown: Mapped[str | None]  # by which letter, if by one, and a digest of what it shows
    figures: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # at the end
    paused_for: Mapped[str | None]  # why it paused by itself; None: staff paused it
    stuck_at: Mapped[int | None]  # the edition at which it paused as a letter had no words


class Recipient(Table):
    """Somebody a round goes to, fixed when it began. `waiting` until their letter is in the outbox."""

    __tablename__ = "recipients"
    __table_args__ = (
        Index(
            "ix_recipients_waiting",
            "round_id",
            "due_at",
            "member_id",
            sqlite_where=text("waiting"),
            postgresql_where=text("waiting"),
        ),
    )

    member_id: Mapped[int] = _member(primary_key=True, autoincrement=False)
    round_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    due_at: Mapped[datetime]
    waiting: Mapped[bool]


class Tap(Table):
    """How often a button of an announcement was tapped, in a few parts so that many can tap at once."""

    __tablename__ = "taps"

    announcement_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True
    )
    button: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    part: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    count: Mapped[int]


class Interest(Table):
    """Somebody who tapped "I'm interested" under an announcement."""

    __tablename__ = "interests"

    announcement_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = _member(primary_key=True, autoincrement=False, index=True)
    at: Mapped[datetime]


class Rule(Table):
    """Something owners decided in the chat; see announcements/draft/settings_service.py."""

    __tablename__ = "rules"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)


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


class Canary(Table):
    """One row, sealed with the keys in use: whoever can't open it has other keys, and must not seal anything here."""

    __tablename__ = "canary"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    word: Mapped[str] = mapped_column(Encrypted)
    tried_at: Mapped[datetime | None]  # when it was last tried whether the database can be written


class Staff(Table):
    """Somebody who looks after the bot, beside the owners that the settings name."""

    __tablename__ = "staff"

    member_id: Mapped[int] = _member(primary_key=True, autoincrement=False)
    role: Mapped[str]  # see staff/rules.py
    since: Mapped[datetime]


class Invitation(Table):
    """A link that makes one person staff, once. Only a digest of its secret is kept."""

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    made_by: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]  # accepted, or withdrawn


class Trace(Table):
    """What one of the staff did or looked at. Append-only, as triggers see to; only the number of a person
    it was about may go, when that person is erased."""

    __tablename__ = "audit"
    __table_args__ = (Index(None, "about_id"),)

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    at: Mapped[datetime]
    actor_id: Mapped[int] = mapped_column(BigInteger)
    action: Mapped[str]  # see staff/audit.py
    about_id: Mapped[int | None] = mapped_column(BigInteger)
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)  # never anything private


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
    member_id: Mapped[int] = _member()
    program: Mapped[str | None]  # what it is about
    state: Mapped[str]  # open · closed · withdrawn
    asked_at: Mapped[datetime]
    waiting_since: Mapped[datetime | None]  # None: the last word is the society's
    warned: Mapped[int] = mapped_column(
        server_default=text("0")
    )  # how often staff were told that it waits too long
    taken_by: Mapped[int | None] = _staff()


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
    member_id: Mapped[int] = _member()  # whose inquiry it is
    kind: Mapped[str]  # asked · answered · noted · draft
    author_id: Mapped[int | None] = _staff()
    body: Mapped[dict[str, Any]] = mapped_column(Encrypted)
    at: Mapped[datetime]
    message_id: Mapped[int | None] = mapped_column(BigInteger)  # in the member's chat


class ReadyAnswer(Table):
    """A text of staff's own, to begin an answer with; nothing private."""

    __tablename__ = "ready_answers"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    name: Mapped[str]
    words: Mapped[str]
    changed_by: Mapped[int] = mapped_column(BigInteger)
    changed_at: Mapped[datetime]


class Quiet(Table):
    """One of the staff who does not want to be told of each new inquiry."""

    __tablename__ = "desk_quiet"

    member_id: Mapped[int] = _member(primary_key=True, autoincrement=False)
    since: Mapped[datetime]


class DeskRule(Table):
    """One row, once owners chose: after how many hours staff are told that an inquiry waits."""

    __tablename__ = "desk_rule"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    hours: Mapped[int]


class Offer(Table):
    """A program as staff look after it: whether people see it, the edition in force, and the draft of the next."""

    __tablename__ = "programs"

    id: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]  # draft · open · closed · archived (see programs/service.py)
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


class Seat(Table):
    """Somebody's seat in a program, or their place on its waiting list."""

    __tablename__ = "seats"
    __table_args__ = (
        Index(None, "program_id", "status", "id"),
        Index(
            "uq_seats_live",
            "program_id",
            "member_id",
            unique=True,
            sqlite_where=text("status <> 'ended'"),
            postgresql_where=text("status <> 'ended'"),
        ),
    )

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    program_id: Mapped[str] = mapped_column(ForeignKey("programs.id"))
    member_id: Mapped[int] = _member(index=True)
    status: Mapped[str]  # see programs/seats/rules.py
    since: Mapped[datetime]  # of the status
    held_until: Mapped[datetime | None] = mapped_column(index=True)
    reminded_at: Mapped[datetime | None]  # that it will lapse
    created_at: Mapped[datetime]


class File(Table):
    """A file that staff sent, by its id with Telegram and, once fetched, by its content."""

    __tablename__ = "files"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    name: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    file_id: Mapped[str]
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    purpose: Mapped[dict[str, Any] | None] = mapped_column(
        JSON(none_as_null=True)
    )  # what waits for it; None: nothing
    sent_by: Mapped[int] = mapped_column(BigInteger)
    sent_at: Mapped[datetime]


class Upload(Table):
    """A file that Telegram has already, so that it is sent only once."""

    __tablename__ = "uploads"

    digest: Mapped[str] = mapped_column(primary_key=True)  # of bot and content
    file_id: Mapped[str]
    at: Mapped[datetime]


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
    state: Mapped[str]  # open · ended · called_off (see programs/cohorts/service.py)
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
    member_id: Mapped[int] = _member(primary_key=True, autoincrement=False)
    joined_at: Mapped[datetime]
    added_by: Mapped[int | None] = mapped_column(BigInteger)  # one of the staff; None: by the link


class Alumnus(Table):
    """Somebody who took part in a program."""

    __tablename__ = "alumni"
    __table_args__ = (Index(None, "member_id"),)

    program_id: Mapped[str] = mapped_column(primary_key=True)
    member_id: Mapped[int] = _member(primary_key=True, autoincrement=False)
    since: Mapped[datetime]
    marked_by: Mapped[int | None] = mapped_column(BigInteger)  # None: a cohort of theirs ended


class SavedAudience(Table):
    """An audience that staff gave a name, to be used again; nothing private."""

    __tablename__ = "audiences"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    name: Mapped[str]
    tree: Mapped[dict[str, Any]] = mapped_column(JSON)  # see announcements/audience/rules.py
    saved_by: Mapped[int] = mapped_column(BigInteger)
    saved_at: Mapped[datetime]
