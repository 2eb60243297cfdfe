"""What comes out of a file that somebody brings: entries, what can't be taken and why, and how both are recognised.

Everything here is pure. Texts are cleaned of what no screen and no database can hold.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final, Required, TypedDict
from zoneinfo import ZoneInfo

from solbot.body import Body
from solbot.content.answer_kinds import Photo, Text

MEGABYTE: Final = 1024 * 1024
FETCHED: Final = 20 * MEGABYTE
"""Bots can't fetch larger files from Telegram: https://core.telegram.org/bots/api#getfile"""
LARGEST: Final = 64 * MEGABYTE
"""… and from a Bot API server of one's own, none larger are taken."""
PHOTO: Final = 10 * MEGABYTE
"""Telegram shows no larger picture: https://core.telegram.org/bots/api#sendphoto"""
LONGEST: Final = 40_000  # signs of one entry
EARLIEST: Final = date(1900, 1, 1)
AHEAD: Final = timedelta(days=1)
EXAMPLES: Final = 3  # dates that are named of what is left out
UNDO: Final = timedelta(days=7)

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u200b]")
_SPACE = re.compile(r"\s+")
_GAPS = re.compile(r"\n{3,}")


class JournalApp(StrEnum):
    """Where a journal was kept."""

    SOLBOT = "solbot"
    DAY_ONE = "day_one"
    DAYLIO = "daylio"
    JOURNEY = "journey"
    MARKDOWN = "markdown"


class ImportRefusal(StrEnum):
    """Why nothing of a file is taken."""

    FOREIGN = "foreign"
    PASSWORD = "password"  # noqa: S105
    UNPACKS = "unpacks"  # to far too much
    BROKEN = "broken"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    GONE = "gone"  # Telegram has it no more
    TOO_OFTEN = "too_often"


class RefusedFile(Exception):
    """Nothing of a file is taken."""

    def __init__(self, why: ImportRefusal) -> None:
        """Say why."""
        super().__init__(why.value)
        self.why = why


class Why(StrEnum):
    """Why something in a file is left out."""

    NO_DATE = "no_date"
    DATE = "date"  # one nobody can have written on
    NO_WORDS = "no_words"
    LONG = "long"
    UNREADABLE = "unreadable"
    NAME = "name"  # of a file within, that leads out of it
    TWICE = "twice"
    FULL = "full"  # more than there is room for
    PHOTO_LARGE = "photo_large"
    PHOTO_KIND = "photo_kind"
    PHOTO_GONE = "photo_gone"
    PHOTO_ROOM = "photo_room"
    PART = "part"  # its photos are in another part of a copy that came in several
    SOUND = "sound"  # voice, sound and films
    ZONE = "zone"  # not left out: taken by the bringer's own clock
    REFERENCE = "reference"  # not left out: a photo or voice that only the bot it was sent to has
    REST = "rest"  # of a copy from here: what hangs on the account


Asked = tuple[str, str]
"""What was asked, and the kind of answer it wants: a figure by which it can be corrected, or words."""


@dataclass(frozen=True)
class Asking:
    """What the answers to the parts of one question have in common: a key of their own, and what each part asked."""

    key: str
    asks: tuple[Asked, ...]


class WordingBefore(TypedDict):
    """What an entry said until it was corrected, at a moment in ISO 8601."""

    body: Body
    until: str


@dataclass(frozen=True)
class ReadEntry:
    """One entry as a file has it."""

    at: datetime
    on: date
    body: Body
    photos: tuple[str, ...] = ()  # names within the file
    asked: str | None = None
    discipline: str | None = None
    question: str | None = None
    asking: Asking | None = None
    part: int | None = None  # of the question, from 0
    changed_at: datetime | None = None
    hidden: bool = False
    earlier: tuple[WordingBefore, ...] = ()
    draft: bool = False
    own: bool = False  # from a copy that was taken here


@dataclass(frozen=True)
class LeftOut:
    """Something of a file that is not taken."""

    why: Why
    on: date | None = None
    count: int = 1


@dataclass(frozen=True)
class ReadPage:
    """What a copy from here holds beside its entries."""

    visions: Sequence[Mapping[str, object]] = ()
    own_questions: Sequence[Mapping[str, object]] = ()
    kept_readings: Sequence[Mapping[str, object]] = ()


@dataclass(frozen=True)
class ReadDrawing:
    """The drawing of a vision of such a copy: when that began, its first words, and a name within the file."""

    since: str
    words: str
    caption: str
    drawn_at: str | None
    photo: str


class ReadingErrand(TypedDict):
    """What the process is told that reads a file; `whole`: with words and photos, and not only what there is to
    count."""

    name: str
    zone: str
    now: str
    moods: list[str]
    whole: bool


class SaidAsking(TypedDict):
    """An `Asking`, as that process says it."""

    key: str
    asks: list[Asked]


class SaidEntry(TypedDict, total=False):
    """An entry, as that process says it; what is not required comes only with the whole."""

    mark: Required[str]
    on: Required[str]
    photos: Required[int]
    draft: Required[bool]
    at: str
    body: Body
    changed_at: str | None
    beside: dict[str, str]  # what it answered where it was written
    asking: SaidAsking | None
    part: int | None
    hidden: bool
    earlier: Sequence[WordingBefore]


Read = ReadEntry | LeftOut | ReadPage | ReadDrawing


@dataclass(frozen=True)
class Bringer:
    """Who brings a file: the moment, their clock, and what they call the five moods of Daylio, best first."""

    now: datetime
    zone: ZoneInfo
    moods: Sequence[str] = ("", "", "", "", "")


@dataclass
class Tally:
    """What is left out, counted by reason, with a few of its dates."""

    counts: dict[str, int] = field(default_factory=dict)
    dates: dict[str, list[str]] = field(default_factory=dict)

    def add(self, one: LeftOut) -> None:
        """Count it."""
        self.counts[one.why] = self.counts.get(one.why, 0) + one.count
        named = self.dates.setdefault(one.why, [])
        if one.on is not None and len(named) < EXAMPLES and one.on.isoformat() not in named:
            named.append(one.on.isoformat())


_LINE = re.compile("\r\n|[\r\v\f\x85\u2028]")


def clean(text: object) -> str:
    """Words as they can be kept and shown; empty for what is no text."""
    if not isinstance(text, str):
        return ""
    # Telegram takes the ring off an Å that is written as two signs, as some apps keep it.
    whole = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode())
    whole = _CONTROL.sub("", _LINE.sub("\n", whole.replace("\u2029", "\n\n")))
    return _GAPS.sub("\n\n", "\n".join(line.rstrip() for line in whole.split("\n"))).strip()


def joined(*parts: str) -> str:
    """Title, words, and what stands beside them, with a line between."""
    return "\n\n".join(part for part in parts if part)


def beside(words: Sequence[object]) -> str:
    """Mood, tags and the like, in one line."""
    found = (_SPACE.sub(" ", clean(word)) for word in words)
    return " · ".join(word for word in found if word)


def entry_of(
    bringer: Bringer, at: datetime | None, on: date | None, words: str, photos: Sequence[str] = ()
) -> ReadEntry | LeftOut:
    """An entry of these words and photos, or why it can't be taken."""
    if at is None or on is None:
        return LeftOut(Why.NO_DATE)
    if not is_sound(bringer, at, on):
        return LeftOut(Why.DATE)
    if len(words) > LONGEST:
        return LeftOut(Why.LONG, on)
    if not words and not photos:
        return LeftOut(Why.NO_WORDS, on)
    body: Body = {"kind": (Photo if photos else Text).name}
    if words or not photos:
        body["text"] = words
    return ReadEntry(at, on, body, tuple(photos))


def is_sound(bringer: Bringer, at: datetime, on: date) -> bool:
    """Whether somebody can have written then."""
    latest = bringer.now + AHEAD
    return min(on, at.date()) >= EARLIEST and at <= latest and on <= latest.date() + AHEAD


def moment(text: object) -> datetime | None:
    """A moment in ISO 8601, by UTC where it does not say otherwise; None for anything else."""
    if not isinstance(text, str):
        return None
    try:
        found = datetime.fromisoformat(text.strip())
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        return found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def day(text: object) -> date | None:
    """A date in ISO 8601, or None."""
    try:
        return date.fromisoformat(text.strip()) if isinstance(text, str) else None
    except ValueError:
        return None


def zone_called(name: object) -> ZoneInfo | None:
    """A zone by its name, or None where there is none of it (any more)."""
    try:
        return ZoneInfo(name) if isinstance(name, str) and name else None
    except (LookupError, ValueError, OSError):
        return None


def local(bringer: Bringer, on: date, at: time) -> datetime | None:
    """The moment of a local time by the bringer's own clock."""
    try:
        return datetime.combine(on, at, bringer.zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def from_milliseconds(value: object) -> datetime | None:
    """A moment in milliseconds since 1970, or None."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return datetime.fromtimestamp(value / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def on_clock(at: datetime | None, zone: ZoneInfo) -> date | None:
    """The local date of a moment."""
    try:
        return at.astimezone(zone).date() if at else None
    except (ValueError, OverflowError):
        return None


def mark_of(entry: ReadEntry, words: str) -> str:
    """By which an entry of a file is known again: one from here to the moment, any other to the minute, whatever its
    spaces and the way its accents are written."""
    if entry.own:
        return own_mark(entry.at, words)
    minute = entry.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M")
    names = () if words else tuple(name.rpartition("/")[2] for name in entry.photos)
    return _digest(minute, words, *names)


def own_mark(at: datetime, words: str) -> str:
    """By which an entry of the journal here is known again."""
    return _digest(at.astimezone(UTC).isoformat(timespec="microseconds"), words)


def _digest(*parts: str) -> str:
    """It is kept sealed, and nowhere else."""
    said = "\0".join(_SPACE.sub(" ", unicodedata.normalize("NFC", part)).strip() for part in parts)
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:32]
