"""How the things in the tables stand, and of what kind they are: every word that such a column may hold.

What follows from one is up to the features; the names are here, so that a column's type can say which they are.
"""

from __future__ import annotations

from enum import StrEnum


class Word(StrEnum):
    """A word of a closed set, in a column: `Mapped[…]` with one of these is text in the database."""


class MemberState(Word):
    """How a member stands to the bot."""

    ASKED = "asked"  # pressed Start, has not consented
    ACTIVE = "active"
    STOPPED = "stopped"  # asked for silence; everything is kept
    UNREACHABLE = "unreachable"  # blocked the bot


class PromptState(Word):
    """How far a prompt is."""

    WAITING = "waiting"  # made ready, and not asked yet
    OPEN = "open"
    ANSWERED = "answered"
    SKIPPED = "skipped"
    IMPORTED = "imported"
    """It was asked elsewhere: it holds together what was answered to it there, is asked of nobody, and nothing follows
    from it."""


class PromptReason(Word):
    """Why something came; what follows from which: coaching/path/choices.py."""

    TRY = "try"
    OCCASION = "occasion"
    WAITS = "waits"  # it never arrived; it keeps the reason it was made ready for
    STEP = "step"
    CHECK_IN = "check_in"
    CHOSEN = "chosen"
    OWN_DAY = "own_day"  # a question of their own, on a day of its own
    OWN_TURN = "own_turn"  # … or in turn with the path
    MORE = "more"
    RETURN = "return"
    VISION = "vision"
    FIRST_WEEK = "first_week"
    CLOSING = "closing"
    LATE = "late"
    PATH = "path"
    ASKED = "asked"  # beyond the path, at the person's wish


class ReadingLength(Word):
    """How much of a reading is to come with its question, as a member chose."""

    SHORT = "short"
    MIXED = "mixed"
    WHOLE = "whole"


class AnswerState(Word):
    """Where what somebody wrote is."""

    KEPT = "kept"
    DRAFT = "draft"  # not yet said where to keep
    DROPPED = "dropped"  # can be undone for a while


class ImportState(Word):
    """How far the taking in of a journal is."""

    NOTED = "noted"
    TAKING = "taking"
    DONE = "done"
    LEFT = "left"  # nothing was taken, at their wish
    UNDOING = "undoing"
    UNDONE = "undone"


class OwnQuestionKind(Word):
    """How a question of somebody's own is answered."""

    TEXT = "text"
    SCALE = "scale"
    VOICE = "voice"
    PHOTO = "photo"


class ExportKind(Word):
    """What can be asked for beside the copy that comes at once."""

    BOOK = "book"
    ZIP = "zip"


class RevisionKind(Word):
    """What a wording did to a vision."""

    FIRST = "first"
    CLARIFIED = "clarified"
    RAISED = "raised"
    LOWERED = "lowered"
    RELEASED = "released"


class FigureKind(Word):
    """What a figure from 0 to 10 says of a vision."""

    CLOSENESS = "closeness"  # how much of it is there
    PULL = "pull"  # how strongly it draws
    STRAIN = "strain"  # how much it wears


class StepOutcome(Word):
    """What came of a step."""

    DONE = "done"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    LET_GO = "let_go"


class LetterStatus(Word):
    """Where a letter is."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"
    UNSURE = "unsure"


TO_BE_SENT = (LetterStatus.QUEUED, LetterStatus.SENDING)


class ProgramState(Word):
    """Who sees a program, and whether it takes people in."""

    DRAFT = "draft"  # staff alone see it
    OPEN = "open"
    CLOSED = "closed"  # everybody sees it, nobody can join it any more
    ARCHIVED = "archived"  # as if it were not there


class SeatStatus(Word):
    """Where somebody's seat in a program stands."""

    WAITING = "waiting"  # on the waiting list, or an application
    HELD = "held"  # theirs until it is confirmed, or the time is up
    CONFIRMED = "confirmed"
    ENDED = "ended"  # given back, released, or lapsed


class Payment(Word):
    """What staff marked of the payment for a seat."""

    UNPAID = "unpaid"
    PAID = "paid"
    WAIVED = "waived"


class CohortState(Word):
    """How a cohort stands."""

    OPEN = "open"
    ENDED = "ended"  # its people are alumni
    CALLED_OFF = "called_off"  # as if it had never been


class AnnouncementState(Word):
    """How far an announcement is."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"  # its recipients are fixed
    SERIES = "series"  # it repeats; each run is an announcement of its own
    RESTING = "resting"  # it repeats, but not for the time being
    ENDED = "ended"  # it repeats no more
    WITHDRAWN = "withdrawn"
    APPLIED = "applied"  # a correction whose words are those of the corrected one by now
    DROPPED = "dropped"


class RoundState(Word):
    """How a round stands."""

    RUNNING = "running"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    DONE = "done"


class RoundKind(Word):
    """What a round does for each of its recipients; also what its letters are called."""

    SENDING = "announcement"
    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"


class SequenceState(Word):
    """How a sequence stands."""

    DRAFT = "draft"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


class Anchor(Word):
    """What the days of a sequence's message are counted from."""

    FIRST = "first"  # the first day of a cohort, the beginning of a program
    LAST = "last"
    JOINED = "joined"  # the day on which each person joined


class InquiryState(Word):
    """Where an inquiry stands."""

    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"  # by the member; then its words are gone


class RemarkKind(Word):
    """What a remark in an inquiry is."""

    ASKED = "asked"  # by the member
    ANSWERED = "answered"  # by the society, to the member
    NOTED = "noted"  # among staff; the member never sees it
    DRAFT = "draft"  # an answer one of the staff has not sent


class RosterState(Word):
    """What became of a list of people."""

    FOUND = "found"
    DONE = "done"
    UNDONE = "undone"


class HappeningKind(Word):
    """What happened to a person that staff are told; in the order in which it is told."""

    LAPSES = "lapses"  # a seat that is held, and not confirmed yet
    RESERVED = "reserved"
    APPLIED = "applied"
    WAITS = "waits"  # on the waiting list
    MOVED_UP = "moved_up"
    GAVE_BACK = "gave_back"
    LAPSED = "lapsed"
    JOINED = "joined"  # a cohort, by its link
    ACCEPTED = "accepted"  # an invitation


class Role(Word):
    """What somebody looks after. Owners come from the settings, or are made by owners."""

    OWNER = "owner"
    PROGRAMS = "programs"
    ANNOUNCEMENTS = "announcements"
    CONTENT = "content"
    HELPER = "helper"
