"""Finding entries: what is looked for, and looking a whole journal through. It takes a while: only in a thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Final, NamedTuple, TypedDict

import orjson

from solbot.body import Body
from solbot.coaching.answers.before import OWN
from solbot.coaching.journal.db import Searched
from solbot.content.answer_kinds import KINDS, words_of
from solbot.db import keyring
from solbot.typed.folding import all_folded, terms_of
from solbot.typed.past import Period


class EntryKind(StrEnum):
    """What entries are looked for by."""

    VOICE = "voice"
    PHOTO = "photo"
    FIGURE = "figure"
    NOTE = "note"
    OWN = "own"
    IMPORTED = "imported"


class KeptSought(TypedDict, total=False):
    """What is looked for, as a dialog keeps it: what nobody said is left out."""

    words: str
    kind: str
    discipline: str
    question: str
    vision: int
    first: str
    last: str
    month: int
    day: int


@dataclass(frozen=True)
class Sought:
    """What is looked for; all of it has to be so."""

    words: str = ""
    kind: EntryKind | None = None
    discipline: str | None = None
    question: str | None = None
    vision: int | None = None
    first: date | None = None
    last: date | None = None
    month: int | None = None
    day: int | None = None

    @property
    def period(self) -> Period | None:
        """When it was."""
        found = Period(self.first, self.last, self.month, self.day)
        return None if found == Period() else found

    @property
    def is_anything(self) -> bool:
        """Whether something is looked for at all."""
        return self != Sought()

    @property
    def is_words_alone(self) -> bool:
        """Whether nothing but words is looked for."""
        return self == Sought(words=self.words)

    def within(self, period: Period | None) -> Sought:
        """The same, of other days."""
        found = period or Period()
        return replace(self, first=found.first, last=found.last, month=found.month, day=found.day)

    def kept(self) -> dict[str, object]:
        """As a dialog keeps it: see `KeptSought`."""
        told = {name: value for name, value in asdict(self).items() if value is not None}
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in told.items()
        }

    @classmethod
    def of(cls, kept: KeptSought) -> Sought:
        """As it was kept."""
        return cls(
            words=kept.get("words", ""),
            kind=EntryKind(kept["kind"]) if "kind" in kept else None,
            discipline=kept.get("discipline"),
            question=kept.get("question"),
            vision=kept.get("vision"),
            first=date.fromisoformat(kept["first"]) if "first" in kept else None,
            last=date.fromisoformat(kept["last"]) if "last" in kept else None,
            month=kept.get("month"),
            day=kept.get("day"),
        )


class Found(NamedTuple):
    """Entries, the newest first, each by its first answer; and which of several things sought they are."""

    entries: Sequence[int]
    which: int = 0


NOTHING: Final = Found(())


def found(answers: Sequence[Searched], *sought: Sought) -> Found:
    """The entries that are as is sought; where there are none, those that are as is sought next. `answers`: in the
    order of the journal."""
    journal = _Journal(answers)
    return next(
        (Found(ids, at) for at, one in enumerate(sought) if (ids := journal.found(one))), NOTHING
    )


@dataclass(slots=True)
class _Looked:
    """An entry that is looked through."""

    lead: Searched
    said: list[Searched]
    bodies: list[Body] | None = None
    text: str | None = None  # what is said
    ask: str | None = None  # what was asked, which is read last

    def has(self, terms: Sequence[str]) -> bool:
        """Whether all of these stand in what was read of it. No term reaches over a line, so none over both."""
        text, ask = self.text or "", self.ask or ""
        for term in terms:  # noqa: SIM110 - a generator for each of thousands takes twice as long
            if term not in text and term not in ask:
                return False
        return True


class _Journal:
    """Opened as far as it has to be, and only once."""

    def __init__(self, answers: Sequence[Searched]) -> None:
        entries: dict[int, _Looked] = {}
        places: dict[int, int] = {}
        for at, one in enumerate(answers):
            key = -one.id if one.prompt_id is None else one.prompt_id
            there = entries.get(key)
            if there is None:
                entries[key] = _Looked(one, [one])
                places[key] = at
                continue
            there.said.append(one)
            if one.id < there.lead.id:
                there.lead = one
                places[key] = at
        newest = sorted(entries, key=places.__getitem__, reverse=True)
        self._entries = [entries[key] for key in newest]

    def found(self, sought: Sought) -> list[int]:
        left = self._entries
        for check in _checks(sought):
            left = [entry for entry in left if check(entry)]
        if kinds := [name for name, kind in KINDS.items() if kind.sought_as == sought.kind]:
            self._open(left)
            left = [one for one in left if any(b.get("kind") in kinds for b in one.bodies or ())]
        if terms := terms_of(sought.words):
            self._open(left)
            self._read(left)
            # What was asked is opened only where their own words do not say it all already.
            self._read_questions([one for one in left if not one.has(terms)])
            left = [one for one in left if one.has(terms)]
        return [one.lead.id for one in left]

    def _open(self, entries: Sequence[_Looked]) -> None:
        closed = [entry for entry in entries if entry.bodies is None]
        sealed = [one.body for entry in closed for one in entry.said]
        opened = iter(keyring.current().open_all(sealed))
        for entry in closed:
            bodies = [next(opened) for _ in entry.said]
            entry.bodies = [orjson.loads(body) for body in bodies if body]

    def _read(self, entries: Sequence[_Looked]) -> None:
        """The words of each entry, as they are compared."""
        closed = [entry for entry in entries if entry.text is None]
        texts = all_folded(["\n".join(map(words_of, entry.bodies or ())) for entry in closed])
        for entry, text in zip(closed, texts, strict=True):
            entry.text = text

    def _read_questions(self, entries: Sequence[_Looked]) -> None:
        """What each entry answers. The same is asked again and again: each wording is read once."""
        asked = [(one, one.lead.parts) for one in entries if one.ask is None]
        closed = [(entry, parts) for entry, parts in asked if parts is not None]
        opened = keyring.current().open_all([parts for _, parts in closed])
        each = [parts for parts in dict.fromkeys(opened) if parts]
        compared = dict(zip(each, all_folded([_asks(parts) for parts in each]), strict=True))
        for (entry, _), parts in zip(closed, opened, strict=True):
            entry.ask = compared[parts] if parts else ""


def _asks(parts: bytes) -> str:
    return "\n".join(str(part["ask"]) for part in orjson.loads(parts))


def _checks(sought: Sought) -> list[Callable[[_Looked], bool]]:
    """What needs nothing opened, one thing each."""
    found: list[Callable[[_Looked], bool]] = []
    period, kind = sought.period, sought.kind
    if period is not None:
        found.append(lambda one: period.has(one.lead.for_date))
    for name, wanted in (
        ("discipline", sought.discipline),
        ("question_id", sought.question),
        ("vision_id", sought.vision),
        ("discipline", OWN if kind is EntryKind.OWN else None),
    ):
        if wanted is not None:
            found.append(partial(_was_asked, name, wanted))
    if kind is EntryKind.NOTE:
        found.append(lambda one: one.lead.prompt_id is None and not one.lead.imported)
    if kind is EntryKind.IMPORTED:
        found.append(lambda one: one.lead.imported)
    return found


def _was_asked(name: str, wanted: object, one: _Looked) -> bool:
    return bool(getattr(one.lead, name) == wanted)
