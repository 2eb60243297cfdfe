"""What the bot waits for from a member, and which buttons they have before them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple, TypedDict

from solbot.bot import dialog_db
from solbot.bot.args import args_of
from solbot.db.tables import Member
from solbot.db.types import is_readable
from solbot.typed.plain import plain
from solbot.unit_of_work import UnitOfWork

ANSWER = "answer"

# A conversation left this long ago no longer catches what a person types.
STALE = timedelta(hours=12)

_SIGNED = re.compile(r"\s*[-+−–]\s*\d")  # a label 1 is not meant by -1

_NUMBER = re.compile(r"#?\s*(\d{1,2})[.)]?")

_SHORTEST = 4  # letters of a label's beginning

_DIGITS = re.compile(r"\d+")


class Where(NamedTuple):
    """Where words went: an entry of the journal, or a remark of an inquiry; `kind` as in `adds` of a feature."""

    kind: str
    id: int


@dataclass(frozen=True)
class Piece:
    """The last message of a member that others may belong to: one of an album, or a long text."""

    sent: int  # seconds, as Telegram dates messages
    album: str | None
    went_to: Where | None
    refused: bool = False  # something of the album can't be kept, and that was said
    reply_to: int | None = None


class Undo(TypedDict):
    """How the last thing done with the member's words is undone: `key` of the button, and where entries were before."""

    key: int
    before: list[tuple[int, str, int | None, int | None, str | None]]


class Heard(NamedTuple):
    """In which inquiry something was said last, and when: by people of the society, or by the member."""

    number: int
    at: datetime
    own: bool = False  # the member said it


class Work(NamedTuple):
    """When one of the staff was last on a screen of their work, and which inquiry it showed, if one."""

    at: datetime
    inquiry: int | None


@dataclass(frozen=True)
class Waiting:
    """What the next words of a member are taken for, with what is known so far."""

    awaits: str | None
    data: dict[str, Any]
    offers: dict[str, str]
    since: datetime
    wrote_at: datetime | None = None
    meanwhile: int | None = None  # the question that came in while something else was awaited
    piece: Piece | None = None
    undo: Undo | None = None
    heard: Heard | None = None
    work: Work | None = None
    asked_in: int | None = None  # the message in whose place was asked for what is awaited

    def is_stale(self, now: datetime) -> bool:
        """Whether it was left alone for so long that it may be set aside."""
        # Begun long from now it was by a clock that was wrong.
        return abs(now - self.since) > STALE

    def is_conversation(self, now: datetime) -> bool:
        """Whether the bot asked for something that is no answer to a question, and may still get it."""
        return self.awaits not in (None, ANSWER) and not self.is_stale(now)

    def wrote(self, now: datetime) -> datetime | None:
        """When the member last wrote, or was last asked to."""
        moments = [self.wrote_at, self.since if self.is_conversation(now) else None]
        return max((moment for moment in moments if moment is not None), default=None)


async def current(work: UnitOfWork, member_id: int) -> Waiting:
    """The member's dialog as it stands; where it can't be read, nothing is awaited."""
    return _view(await dialog_db.of_member(work.session, member_id, work.now))


async def with_members(
    work: UnitOfWork, members: Sequence[int]
) -> dict[int, tuple[Member, Waiting]]:
    """Those of these members who have a dialog and whom no other transaction is at, locked; by their ids."""
    found = await dialog_db.with_members(work.session, members)
    return {member.id: (member, _view(row)) for member, row in found if row is not None}


def _view(row: dialog_db.Row) -> Waiting:
    aside = row.aside or {}
    piece = aside.get("piece")
    return Waiting(
        row.awaits if is_readable(row.data) else None,
        dict(row.data or {}),
        dict(row.offers or {}),
        row.since,
        row.wrote_at,
        aside.get("meanwhile"),
        _piece(piece) if piece else None,
        aside.get("undo"),
        Heard(aside["heard"][0], datetime.fromisoformat(aside["heard"][1]), *aside["heard"][2:])
        if "heard" in aside
        else None,
        Work(datetime.fromisoformat(aside["work"][0]), aside["work"][1])
        if "work" in aside
        else None,
        aside.get("asked_in"),
    )


async def expect(work: UnitOfWork, member_id: int, awaits: str, **data: object) -> None:
    """Take the member's next words for this."""
    row = await dialog_db.of_member(work.session, member_id, work.now)
    row.awaits, row.data, row.since = awaits, data, work.now
    dialog_db.put_aside(row, "meanwhile", None)
    dialog_db.put_aside(row, "asked_in", None)


async def rest(work: UnitOfWork, member_id: int) -> None:
    """Wait for nothing in particular."""
    row = await dialog_db.of_member(work.session, member_id, work.now)
    row.awaits, row.data, row.since = None, {}, work.now
    dialog_db.put_aside(row, "meanwhile", None)


async def note(work: UnitOfWork, member_id: int, **data: object) -> None:
    """Keep something in mind until another conversation begins; what is awaited stays."""
    row = await dialog_db.of_member(work.session, member_id, work.now)
    row.data = {**row.data, **data}


async def note_writing(work: UnitOfWork, member_id: int) -> None:
    """The member sent words, a voice message or a picture."""
    row = await dialog_db.of_member(work.session, member_id, work.now)
    row.wrote_at = work.now


async def note_meanwhile(work: UnitOfWork, member_id: int, prompt_id: int | None) -> None:
    """A question came while something else was awaited: from now on words may be meant for either."""
    row = await dialog_db.of_member(work.session, member_id, work.now)
    dialog_db.put_aside(row, "meanwhile", prompt_id)


async def note_piece(work: UnitOfWork, member_id: int, piece: Piece | None) -> None:
    """Remember the message that the next one may belong to, and where it went."""
    row = await dialog_db.of_member(work.session, member_id, work.now)
    dialog_db.put_aside(row, "piece", asdict(piece) if piece else None)


async def note_undo(work: UnitOfWork, member_id: int, undo: Undo | None) -> None:
    """Remember how the last thing done with the member's words is undone."""
    row = await dialog_db.of_member(work.session, member_id, work.now)
    dialog_db.put_aside(row, "undo", undo)


async def note_heard(
    work: UnitOfWork, member_id: int, inquiry: int | None, *, own: bool = False
) -> None:
    """People of the society, or the member (`own`), say something in this inquiry now: words that follow may be meant
    for them. None: in no inquiry any more."""
    row = await dialog_db.of_member(work.session, member_id, work.now)
    heard = None if inquiry is None else [inquiry, work.now.isoformat(), own]
    dialog_db.put_aside(row, "heard", heard)


async def note_work(
    work: UnitOfWork, member_id: int, *, at_work: bool, inquiry: int | None = None
) -> None:
    """One of the staff is on a screen of their work now, or is there no more."""
    row = await dialog_db.of_member(work.session, member_id, work.now)
    dialog_db.put_aside(row, "work", [work.now.isoformat(), inquiry] if at_work else None)


async def note_asked_in(work: UnitOfWork, member_id: int, message_id: int) -> None:
    """What is awaited was asked for in the place of this message: a reply to it is meant for that."""
    row = await dialog_db.of_member(work.session, member_id, work.now)
    dialog_db.put_aside(row, "asked_in", message_id)


async def offer(
    work: UnitOfWork, member_id: int, buttons: dict[str, str], *, beside: bool = False
) -> None:
    """Note the buttons just offered (label → what a tap sends), so that typing a label is a tap.

    `beside` what was offered before, which comes first where a label is the same.
    """
    row = await dialog_db.of_member(work.session, member_id, work.now)
    new = {plain(label): data for label, data in buttons.items()}
    row.offers = {**new, **row.offers} if beside else new


def tapped(waiting: Waiting, text: str) -> str | None:
    """What a tap would have sent, when the text is the label of a button just offered."""
    return None if _SIGNED.match(text) else waiting.offers.get(plain(text))


def nearly(
    waiting: Waiting | None, text: str, counted: Collection[str] | None = None
) -> str | None:
    """What a tap would have sent, when the text numbers a button just offered, or begins one label alone.

    Labels that differ by their number alone go by it, all others by their place. Only buttons with a code of
    `counted` are numbered, where that is given, and none where labels are numbers.
    """
    offers = waiting.offers if waiting else {}
    if number := _NUMBER.fullmatch(text.strip()):
        if any(label.isdecimal() for label in offers):
            return None
        return _numbered(offers, int(number[1]), counted)
    begins = plain(text) + " "
    found = [data for label, data in offers.items() if label.startswith(begins)]
    return found[0] if len(found) == 1 and len(begins) > _SHORTEST else None


def _piece(stored: dict[str, Any]) -> Piece:
    went_to = stored["went_to"]
    return Piece(**{**stored, "went_to": Where(*went_to) if went_to else None})


def _numbered(
    offers: Mapping[str, str], number: int, counted: Collection[str] | None
) -> str | None:
    alike = Counter(_DIGITS.sub("", label) for label in offers)
    series = [
        data
        for label, data in offers.items()
        if _DIGITS.findall(label) == [str(number)] and alike[_DIGITS.sub("", label)] > 1
    ]
    if len(series) == 1:
        return series[0]
    placed = [one for one in offers.values() if counted is None or args_of(one)[0] in counted]
    return placed[number - 1] if 0 < number <= len(placed) else None
