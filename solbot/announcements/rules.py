"""Announcements, purely: their states, what is filled in per person, and what keeps one from being sent."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from html import escape, unescape
from typing import Final

from solbot.content.lengths import units
from solbot.db.forms import KeptButton, KeptContent, KeptFile, KeptSubject
from solbot.db.states import TO_BE_SENT, LetterStatus, RoundState
from solbot.telegram.messages import Message

MOST_TEXT, MOST_CAPTION = 4096, 1024  # https://core.telegram.org/bots/api#sendmessage, #sendphoto
LONGEST_NAME = 64  # characters; Telegram allows no longer ones
MOST_BUTTONS = 8
RESULTS, A_COUNT = 80, 20  # characters for the heading of results, and beside each option
MOST_PICTURES = 10  # https://core.telegram.org/bots/api#sendmediagroup
SENT_ON = ("photo", "video", "document", "voice")
"""The kinds of files that are sent on to people."""
ALBUM_KINDS = ("photo", "video", "document")
FEWEST_COMPARED = 20
"""Of fewer who got a wording, nothing is concluded."""
OPTION: Final = "option"
"""The kind of a button that is one of the options of a vote."""
NAME, PROGRAM = "name", "program"

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_TAG = re.compile(r"<[^>]*>")

REHEARSAL, PROGRESS = "rehearsal", "progress"
"""An announcement shown to one of the staff as people will see it; the message that shows how a round goes."""

OPEN_FOR = timedelta(days=3)
"""How long a round to people who answered something is shown as under way, whatever becomes of its letters."""

DELETABLE = timedelta(hours=48)
"""How long Telegram lets a bot take a message back: https://core.telegram.org/bots/api#deletemessage"""

Written = Callable[[str | None], Message]
"""An announcement in one language, to be filled in with a reader's name."""


class StopReason(StrEnum):
    """Why something stopped by itself."""

    SENDER = "sender"  # who had it sent may not send any more
    WORDS = "words"  # a letter could not be put into words
    FAULT = "fault"  # its letters could not be handed over
    SERIES = "series"  # a run of a repeating one could not begin: it ended
    URGENT = "urgent"  # … or none that is urgent
    FEW = "few"  # a run of a repeating one was left out: the answers of too few decide who gets it


class WaitReason(StrEnum):
    """What somebody waits for before an announcement reaches them. Sorted by name where moments are the same."""

    AN_HOUR = "an_hour"  # the moment that was set for them
    ANOTHER = "another"  # another announcement, which is on its way to them
    ANSWERING = "answering"  # they are asked something, and have not answered
    GAP = "gap"  # they got another one lately
    HOURS = "hours"  # the hours they chose for announcements
    NIGHT = "night"  # they chose none, and it is outside the usual ones
    QUIET = "quiet"  # the hours in which they want nothing


class Lack(StrEnum):
    """What keeps an announcement from being sent."""

    NO_WORDS = "no_words"
    TOO_LONG = "too_long"
    UNKNOWN = "unknown"  # a placeholder nobody knows
    NO_PROGRAM = "no_program"  # {program} is used, and no program goes with it
    PROGRAM_GONE = "program_gone"
    NO_FLYER = "no_flyer"  # it brings the flyer of a program that has none yet
    ALBUM_WITHOUT_WORDS = "album_without_words"
    OTHER_KIND = "other_kind"  # a correction can't make a text of a picture
    NAMELESS = "nameless"  # {name} is used without another word for those who have none
    NAMELESS_LATER = "nameless_later"  # the same, and it repeats: who will join is not known
    NAMELESS_PRIVATE = "nameless_private"  # the same, and who gets it is not looked at
    NAMES_THEM = "names_them"  # "I'm interested" would name people who answered something
    VOTE_TELLS = "vote_tells"  # a vote would say something of people who answered
    ONE_OPTION = "one_option"  # a vote needs two
    SECOND_LACKS = "second_lacks"  # one wording is in a language in which the other is not
    SECOND_REPEATS = "second_repeats"  # it goes out again and again, and can't be compared
    SECOND_VOTE = "second_vote"  # votes on two wordings would be votes on two questions
    SECOND_TELLS = "second_tells"  # nothing is counted of what is for people who answered
    SECOND_FILES = "second_files"  # the flyer is the file
    NOBODY = "nobody"
    TOO_FEW = "too_few"  # whose answers decide about getting it
    PAST = "past"


@dataclass(frozen=True)
class SendObstacle:
    """One thing to mend before sending; `language` where it is about one, the rest as far as it says more."""

    lack: Lack
    language: str | None = None
    text: str = ""
    count: int = 0
    most: int = 0
    second: bool = False  # of the second wording


@dataclass(frozen=True)
class Content:
    """What people see, but for the words around it: by language HTML with placeholders, and files by id."""

    html: str = ""
    media: tuple[KeptFile, ...] = ()

    @classmethod
    def of(cls, data: KeptContent) -> Content:
        """As it is kept."""
        return cls(str(data.get("html", "")), tuple(data.get("media", ())))

    def data(self) -> KeptContent:
        """To be kept."""
        return {"html": self.html, "media": list(self.media)}

    @property
    def stamp(self) -> str:
        """A few characters that tell one content from another."""
        said = json.dumps([self.html, list(self.media)], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()[:8]

    def can_replace(self, before: Content) -> bool:
        """Whether copies can be changed to this: their files stay, and a recording is the message itself."""
        return self.shape == before.shape and (
            "voice" not in self.shape or self.media == before.media
        )

    @property
    def shape(self) -> tuple[str, ...]:
        """The kinds of its files, in order."""
        return tuple(str(one["kind"]) for one in self.media)


@dataclass(frozen=True)
class JudgedDraft:
    """What has to be known to judge an announcement."""

    content: Mapping[str, Content]
    subject: KeptSubject | None = None
    buttons: Sequence[KeptButton] = ()
    titles: Mapping[str, str | None] = field(default_factory=dict)  # of its programs; None: gone
    before: Mapping[str, Content] | None = None  # what it corrects
    second: Mapping[str, Content] | None = None  # the other wording
    second_before: Mapping[str, Content] | None = None


def placeholders(html: str) -> Iterator[tuple[str, str | None]]:
    """The placeholders in a text, each with the word it has for people without: `{name|friend}`."""
    for found in _PLACEHOLDER.finditer(html):
        name, bar, other = unescape(_TAG.sub("", found[1])).partition("|")
        yield name.strip().casefold(), other.strip() if bar else None


def filled(html: str, name: str | None, program: str) -> str:
    """The text for one person. A name is cut where no name can be so long; all of it is escaped."""
    known = (name or "").strip()[:LONGEST_NAME]

    def value(found: re.Match[str]) -> str:
        key, _, other = _TAG.sub("", found[1]).partition("|")
        values = {NAME: known, PROGRAM: program}
        mine = values.get(key.strip().casefold())
        if mine is None:
            return found[0]  # nobody knows it; as it stands it can be found and mended
        return escape(mine, quote=False) or other.strip()

    return _PLACEHOLDER.sub(value, html)


def needs_name(html: str) -> bool:
    """Whether a name is filled in."""
    return any(name == NAME for name, _ in placeholders(html))


def needs_everyones_name(html: str) -> bool:
    """Whether it can only be filled in for people who have a name."""
    return any(name == NAME and not other for name, other in placeholders(html))


def program_of(draft: JudgedDraft) -> str | None:
    """The program an announcement is about: the one it brings, else that of its first button with one."""
    if draft.subject is not None:
        return str(draft.subject["program"])
    return next((str(one["program"]) for one in draft.buttons if one.get("program")), None)


def faults(draft: JudgedDraft, plain: Callable[[str], str]) -> list[SendObstacle]:
    """What keeps an announcement from being sent, in the order of its languages. `plain` takes markup away."""
    found: list[SendObstacle] = []
    if not draft.content and draft.subject is None:
        found.append(SendObstacle(Lack.NO_WORDS))
    if sum(one["kind"] == OPTION for one in draft.buttons) == 1:
        found.append(SendObstacle(Lack.ONE_OPTION))
    program = program_of(draft)
    for gone in (one for one, title in draft.titles.items() if title is None):
        found.append(SendObstacle(Lack.PROGRAM_GONE, text=gone))
    title = (draft.titles.get(program) if program else None) or ""
    for code, content in draft.content.items():
        found += _faults_of(draft, code, content, program is not None, title, plain)
    if draft.second:
        found += _faults_of_second(draft, program is not None, title, plain)
    return found


def _faults_of_second(
    draft: JudgedDraft, has_program: bool, title: str, plain: Callable[[str], str]
) -> Iterator[SendObstacle]:
    second = draft.second or {}
    for code in sorted(draft.content.keys() ^ second.keys()):
        yield SendObstacle(Lack.SECOND_LACKS, code, second=code not in second)
    if any(one["kind"] == OPTION for one in draft.buttons):
        yield SendObstacle(Lack.SECOND_VOTE)
    judged = replace(draft, content=second, before=draft.second_before)
    for code, content in second.items():
        for one in _faults_of(judged, code, content, has_program, title, plain):
            yield replace(one, second=True)
        if draft.subject is not None and content.media:
            yield SendObstacle(Lack.SECOND_FILES, code, second=True)


def _faults_of(
    draft: JudgedDraft,
    code: str,
    content: Content,
    has_program: bool,
    title: str,
    plain: Callable[[str], str],
) -> Iterator[SendObstacle]:
    for name, other in placeholders(content.html):
        if name not in (NAME, PROGRAM):
            yield SendObstacle(Lack.UNKNOWN, code, name)
        elif name == PROGRAM and not has_program and not other:
            yield SendObstacle(Lack.NO_PROGRAM, code)
    if any(_PLACEHOLDER.search(tag[0]) for tag in _TAG.finditer(content.html)):
        yield SendObstacle(Lack.UNKNOWN, code, "{…}")
    words = plain(filled(content.html, "M" * LONGEST_NAME, title)).strip()
    most, count = most_of(content, draft.subject), units(words) + _room_for_results(draft)
    if count > most:
        yield SendObstacle(Lack.TOO_LONG, code, count=count, most=most)
    if not words and not content.media and draft.subject is None:
        yield SendObstacle(Lack.NO_WORDS, code)
    if not words and len(content.media) > 1:
        yield SendObstacle(Lack.ALBUM_WITHOUT_WORDS, code)
    before = draft.before.get(code) if draft.before else None
    if before is not None and not content.can_replace(before):
        yield SendObstacle(Lack.OTHER_KIND, code)


def _room_for_results(draft: JudgedDraft) -> int:
    """How long it may be what is added once a vote is closed."""
    options = [one for one in draft.buttons if one["kind"] == OPTION]
    labels = (max(map(units, one["label"].values())) for one in options)
    return sum(label + A_COUNT for label in labels) + RESULTS if options else 0


def most_of(content: Content, subject: KeptSubject | None) -> int:
    """How long the words may be: beside one file less than by themselves or under an album."""
    beside = len(content.media) == 1 or (subject is not None and subject["as"] == "flyer")
    return MOST_CAPTION if beside else MOST_TEXT


def halves(total: int) -> tuple[int, int]:
    """How many get the first and the second of two wordings; of an odd number, one more gets the first."""
    return total - total // 2, total // 2


def best(codes: Collection[str], wanted: str, default: str) -> str | None:
    """Which of the languages written somebody reads: their own, else the default one, else the first."""
    for code in (wanted, default):
        if code in codes:
            return code
    return next(iter(codes), None)


@dataclass(frozen=True)
class RoundFigures:
    """How a round stands, each recipient counted once."""

    total: int
    waiting: int  # not begun, or in the outbox
    sent: int
    unreachable: int
    left_out: int  # by themselves: paused, stopped, announcements off
    failed: Mapping[str, int]  # by reason
    unsure: int
    erased: int
    cancelled: int
    deactivated: int = 0  # of the unreachable
    never_started: int = 0

    @property
    def over(self) -> int:
        """How many are done with."""
        return self.total - self.waiting


DEACTIVATED, NEVER_STARTED = "deactivated", "never started"
UNREACHABLE = frozenset(
    {"forbidden", "unreachable", "chat not found", "blocked", DEACTIVATED, NEVER_STARTED}
)
LEFT_OUT = frozenset({"no copy", "paused", "stopped", "asked", "announcements off"})
CALLED_OFF = "called off"


def figures(
    going: RoundState,
    total: int,
    waiting: int,
    letters: Mapping[tuple[LetterStatus, str | None], int],
) -> RoundFigures:
    """Figures from what was counted: recipients still waiting, and letters by status and reason."""
    queued = unsure = sent = unreachable = left_out = cancelled = 0
    told: dict[str, int] = {}
    failed: dict[str, int] = {}
    for (status, reason), count in letters.items():
        why = (reason or "").lower()
        if status in TO_BE_SENT:
            queued += count
        elif status == LetterStatus.SENT:
            sent += count
        elif status == LetterStatus.UNSURE:
            unsure += count
        elif why in UNREACHABLE or "chat not found" in why:
            unreachable += count
            told[why] = told.get(why, 0) + count
        elif why in LEFT_OUT:
            left_out += count
        elif why == CALLED_OFF:
            cancelled += count
        else:
            failed[reason or ""] = failed.get(reason or "", 0) + count
    if going == RoundState.CANCELLED:
        cancelled, waiting = cancelled + waiting, 0
    settled = sent + unsure + unreachable + left_out + cancelled + sum(failed.values())
    erased = max(0, total - settled - queued - waiting)
    return RoundFigures(
        total,
        waiting + queued,
        sent,
        unreachable,
        left_out,
        failed,
        unsure,
        erased,
        cancelled,
        told.get(DEACTIVATED, 0),
        told.get(NEVER_STARTED, 0),
    )
