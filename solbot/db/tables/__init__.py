"""The tables. Words are those of docs/glossary.md; private text is always `Encrypted`.

Erasing a member is deleting their row: every table that holds anything of theirs hangs on it with ON DELETE CASCADE.
"""

from __future__ import annotations

from solbot.db.tables.announcements import (
    Announcement,
    Interest,
    Recipient,
    Round,
    Rule,
    SavedAudience,
    Tap,
    Vote,
)
from solbot.db.tables.base import Serial, Table
from solbot.db.tables.booking import BookingAnswer, BookingQuestion
from solbot.db.tables.delivery import OPEN, QUEUED, Canary, Inbox, Letter, Pace, Upload
from solbot.db.tables.desk import (
    DeskRule,
    Inquiry,
    Quiet,
    ReadyAnswer,
    Remark,
    StaffMessage,
    StaffMessagePerson,
)
from solbot.db.tables.journal import (
    Answer,
    Asking,
    EarlierWording,
    Import,
    Prompt,
    SealedFile,
    SealedPart,
)
from solbot.db.tables.members import (
    DaysOff,
    Dialog,
    ExportErrand,
    Member,
    OwnQuestion,
    Return,
    Slot,
    Try,
)
from solbot.db.tables.programs import (
    Alumnus,
    Cohort,
    EditionRow,
    File,
    Membership,
    Offer,
    Request,
    Seat,
)
from solbot.db.tables.sequences import Sequence, SequenceDelivery, SequenceMessage
from solbot.db.tables.sharing import KeptReading, Relocation, SharedEntry, WrongCode
from solbot.db.tables.staff import (
    Happening,
    Invitation,
    Roster,
    RosterPerson,
    Staff,
    Telling,
    TellingTime,
    Trace,
)
from solbot.db.tables.visions import Fact, Figure, Revision, Step, Vision
from solbot.db.tables.watch import Alert

__all__ = [
    "OPEN",
    "QUEUED",
    "Alert",
    "Alumnus",
    "Announcement",
    "Answer",
    "Asking",
    "BookingAnswer",
    "BookingQuestion",
    "Canary",
    "Cohort",
    "DaysOff",
    "DeskRule",
    "Dialog",
    "EarlierWording",
    "EditionRow",
    "ExportErrand",
    "Fact",
    "Figure",
    "File",
    "Happening",
    "Import",
    "Inbox",
    "Inquiry",
    "Interest",
    "Invitation",
    "KeptReading",
    "Letter",
    "Member",
    "Membership",
    "Offer",
    "OwnQuestion",
    "Pace",
    "Prompt",
    "Quiet",
    "ReadyAnswer",
    "Recipient",
    "Relocation",
    "Remark",
    "Request",
    "Return",
    "Revision",
    "Roster",
    "RosterPerson",
    "Round",
    "Rule",
    "SavedAudience",
    "SealedFile",
    "SealedPart",
    "Seat",
    "Sequence",
    "SequenceDelivery",
    "SequenceMessage",
    "Serial",
    "SharedEntry",
    "Slot",
    "Staff",
    "StaffMessage",
    "StaffMessagePerson",
    "Step",
    "Table",
    "Tap",
    "Telling",
    "TellingTime",
    "Trace",
    "Try",
    "Upload",
    "Vision",
    "Vote",
    "WrongCode",
]
