"""Finding entries: what is looked for, and looking a whole journal through. It takes a while: only in a thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any, Final, NamedTuple

import orjson

from solbot.coaching.answers.before import OWN
from solbot.coaching.answers.rules import words_of
from solbot.coaching.journal.db import SearchedAnswer, SearchedPrompt
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


_IN_BODY: Final = {
    EntryKind.VOICE: "voice",
    EntryKind.PHOTO: "photo",
    EntryKind.FIGURE: "scale",
}


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

    def kept(self) -> dict[str, Any]:
        """As a dialog keeps it."""
        told = {name: value for name, value in asdict(self).items() if value is not None}
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in told.items()
        }

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Sought:
        """As it was kept."""
        known = {one.name for one in fields(cls)}
        told = {name: value for name, value in kept.items() if name in known}
        for name in ("first", "last"):
            if name in told:
                told[name] = date.fromisoformat(told[name])
        if "kind" in told:
            told["kind"] = EntryKind(told["kind"])
        return cls(**told)


class Found(NamedTuple):
    """Entries, the newest first, each by its first answer; and which of several things sought they are."""

    entries: Sequence[int]
    which: int = 0


NOTHING: Final = Found(())


def found(
    answers: Sequence[SearchedAnswer], prompts: Sequence[SearchedPrompt], *sought: Sought
) -> Found:
    """The entries that are as is sought; where there are none, those that are as is sought next. `answers`: in the
    order of the journal."""
    journal = _Journal(answers, prompts)
    return next(
        (Found(ids, at) for at, one in enumerate(sought) if (ids := journal.found(one))), NOTHING
    )


@dataclass(slots=True)
class _Looked:
    """An entry that is looked through."""

    lead: SearchedAnswer
    said: list[SearchedAnswer]
    asked: SearchedPrompt | None
    bodies: list[dict[str, Any]] | None = None
    text: str | None = None  # what is said, and before it, once that is read, what was asked
    is_asked_read: bool = False

    def has(self, terms: Sequence[str]) -> bool:
        """Whether all of these stand in what was read of it."""
        return all(term in (self.text or "") for term in terms)


class _Journal:
    """Opened as far as it has to be, and only once."""

    def __init__(
        self, answers: Sequence[SearchedAnswer], prompts: Sequence[SearchedPrompt]
    ) -> None:
        asked = {one.id: one for one in prompts}
        entries: dict[int, _Looked] = {}
        for one in answers:
            prompt = one.prompt_id
            there = None if prompt is None else entries.get(prompt)
            if there is None:
                key = -one.id if prompt is None else prompt
                entries[key] = _Looked(one, [one], asked.get(key))
            else:
                there.said.append(one)
                there.lead = min(there.lead, one)  # by their ids
        order = {one.id: at for at, one in enumerate(answers)}
        self._entries = sorted(entries.values(), key=lambda one: order[one.lead.id], reverse=True)

    def found(self, sought: Sought) -> list[int]:
        left = self._entries
        for check in _checks(sought):
            left = [entry for entry in left if check(entry)]
        if sought.kind in _IN_BODY:
            self._open(left)
            wanted = _IN_BODY[sought.kind]
            left = [one for one in left if any(b.get("kind") == wanted for b in one.bodies or ())]
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
            bodies = (next(opened) for _ in entry.said)
            entry.bodies = [orjson.loads(body) for body in bodies if body]

    def _read(self, entries: Sequence[_Looked]) -> None:
        """The words of each entry, as they are compared."""
        closed = [entry for entry in entries if entry.text is None]
        texts = all_folded(["\n".join(map(_words, entry.bodies or ())) for entry in closed])
        for entry, text in zip(closed, texts, strict=True):
            entry.text = text

    def _read_questions(self, entries: Sequence[_Looked]) -> None:
        """What each entry answers, before its words."""
        closed = [entry for entry in entries if entry.asked is not None and not entry.is_asked_read]
        opened = keyring.current().open_all([one.asked.parts for one in closed if one.asked])
        asks = [_asks(parts) if parts else "" for parts in opened]
        # The same is asked again and again.
        each = list(dict.fromkeys(asks))
        compared = dict(zip(each, all_folded(each), strict=True))
        for entry, ask in zip(closed, asks, strict=True):
            entry.text = f"{compared[ask]}\n{entry.text}"
            entry.is_asked_read = True


def _asks(parts: bytes) -> str:
    return "\n".join(str(part["ask"]) for part in orjson.loads(parts))


def _words(body: dict[str, Any]) -> str:
    return str(body["text"]) if body["kind"] == "text" else words_of(body)


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
    return one.asked is not None and getattr(one.asked, name) == wanted
