"""Editions: all that is known of a program at a time, and how each field of it is read from what staff type.

An edition is plain data, so that it can be kept, compared and written out: facts, which are the same for
everybody, and copy, which is written in each language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final, Required, TypedDict, cast
from zoneinfo import ZoneInfo

from solbot.content.lengths import units
from solbot.typed.counts import parse_count, parse_day_count
from solbot.typed.moments import Unclear, UnclearMoment, checked, said
from solbot.typed.vocabulary import Vocabulary

OWN_FLYER: Final = "own_flyer"
"""The flyer of one language, which its readers get instead of the one for all."""

COPY = (
    *("title", "summary", "card", "details", "reserve", "place", "dates", "prices", "price"),
    OWN_FLYER,
)
FACTS = (
    *("zone", "starts", "ends", "online", "joining", "seats", "hold_days"),
    *("url", "article", "flyer"),
)
FIELDS = (
    *("title", "summary", "card", "details", "reserve", "zone", "starts", "ends", "place"),
    *("online", "dates", "prices", "joining", "seats", "hold_days", "url", "article", "flyer"),
    OWN_FLYER,
)
"""In the order in which they are asked; the last is asked for only where somebody wants it."""

NEEDED = ("title", "summary", "card", "details", "reserve")
"""What has to be there, in the default language, before a program is shown to anybody."""

MOMENTS = ("starts", "ends")
JOINING = ("open", "application", "invitation")
LONGEST = {"title": 80, "summary": 120, "place": 80, "dates": 80, "card": 1500, "details": 3000}
LONGEST_OTHER = 100  # characters of a moment or a figure
LONGEST |= {
    "reserve": 1000,
    "prices": 400,
    "url": 300,
    "article": 300,
    "flyer": 300,
    OWN_FLYER: 300,
}
MOST_SEATS = 10_000
MOST_HOLD_DAYS = 90
HOLD_DAYS = 7
MOST_PRICES = 8

_PRICE = re.compile(r"(?P<label>[^:]{1,40}):\s*(?P<amount>[\d.,' ]+)\s*(?P<currency>[A-Za-z]{3})")
_AMOUNT = re.compile(r"\d{1,9}([.,]\d{1,2})?")
_WEB = re.compile(r"https?://[^\s/?#]+\.[^\s]+|https?://localhost[^\s]*")


class ValueFault(StrEnum):
    """Why something typed can't be a field's value."""

    TOO_LONG = "too_long"
    ENDS_FIRST = "ends_first"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_PRICE = "not_a_price"
    NOT_AN_ADDRESS = "not_an_address"
    NOT_A_CHOICE = "not_a_choice"
    NOT_A_PLACE = "not_a_place"
    NOT_A_LINK = "not_a_link"
    TOO_MANY = "too_many"
    WORDS = "words"
    MARKUP = "markup"


class WrongValue(ValueError):
    """What was typed can't be the field's value. `detail` says more: a limit, or the line that is wrong."""

    def __init__(self, why: ValueFault, detail: str = "") -> None:
        """Take the reason."""
        super().__init__(why)
        self.why = why
        self.detail = detail


@dataclass(frozen=True)
class Price:
    """One tier: for whom, and how much."""

    label: str
    amount: Decimal
    currency: str  # ISO 4217

    def __str__(self) -> str:
        """As it is typed and kept."""
        return f"{self.label}: {self.amount} {self.currency}"


class HandedIn(TypedDict, total=False):
    """An article or flyer that is a file: of the database, by its id, or beside the file of its program."""

    name: Required[str]
    file: int
    path: str


FieldValue = str | int | list[str] | HandedIn


class ProgramFacts(TypedDict, total=False):
    """What is the same for everybody, as far as it is known."""

    zone: str
    starts: str
    ends: str
    online: bool
    joining: str
    seats: int
    hold_days: int
    url: str
    article: HandedIn | str
    flyer: HandedIn | str
    checked: str


class ProgramCopy(TypedDict, total=False):
    """What is written in one language, as far as it is."""

    title: str
    summary: str
    card: str
    details: str
    reserve: str
    place: str
    dates: str
    prices: list[str]
    price: str
    own_flyer: HandedIn | str


class EditionContent(TypedDict, total=False):
    """An edition as it is kept."""

    facts: ProgramFacts
    copy: dict[str, ProgramCopy]


@dataclass
class Edition:
    """What is known of a program. `copy` is by language, then field."""

    facts: ProgramFacts = field(default_factory=ProgramFacts)
    copy: dict[str, ProgramCopy] = field(default_factory=dict)

    @classmethod
    def of(cls, data: Mapping[str, object]) -> Edition:
        """From what `data` gave; the original is left alone."""
        there = cast("EditionContent", data)
        copy = {code: texts.copy() for code, texts in there.get("copy", {}).items()}
        return cls(there.get("facts", ProgramFacts()).copy(), copy)

    def data(self) -> dict[str, object]:
        """As plain values that JSON can hold."""
        return {"facts": dict(self.facts), "copy": {c: dict(t) for c, t in self.copy.items()}}

    def get(self, name: str, language: str) -> FieldValue | None:
        """A field's value; None while it is not known."""
        return self._home(name, language).get(name)

    def put(self, name: str, language: str, value: FieldValue | None) -> None:
        """Set a field, or empty it with None."""
        home = self._home(name, language)
        if value is None:
            home.pop(name, None)
        else:
            home[name] = value

    def _home(self, name: str, language: str) -> dict[str, FieldValue]:
        if name not in (*FIELDS, "price"):
            raise LookupError("a program has no such field")
        home = self.facts if name in FACTS else self.copy.setdefault(language, {})
        return cast("dict[str, FieldValue]", home)


@dataclass(frozen=True)
class Known:
    """What counts when a moment is read: the other fields, the present, the event's zone, and a day said before."""

    edition: Edition
    now: datetime
    zone: ZoneInfo
    day: date | None = None


@dataclass(frozen=True)
class FieldChange:
    """A field that differs between two editions. `language` is empty for facts."""

    name: str
    language: str
    old: object
    new: object


def flyer_of(edition: Edition, language: str) -> HandedIn | str | None:
    """The flyer that readers of a language get: their own, else the one for all; None while there is neither."""
    own = edition.copy.get(language, {}).get(OWN_FLYER)
    return edition.facts.get("flyer") if own is None else own


def handouts(edition: Edition) -> list[tuple[str, str]]:
    """Where an edition has an article or a flyer: the field, and its language, which is empty where it is for all."""
    of_all = [(name, "") for name in ("article", "flyer") if name in edition.facts]
    return of_all + [(OWN_FLYER, code) for code, copy in edition.copy.items() if OWN_FLYER in copy]


def changes(old: Edition, new: Edition) -> list[FieldChange]:
    """What differs, facts first, in the order of the fields."""
    found = [
        FieldChange(name, "", old.facts.get(name), new.facts.get(name))
        for name in FIELDS
        if name in FACTS and old.facts.get(name) != new.facts.get(name)
    ]
    for code in sorted(old.copy.keys() | new.copy.keys()):
        before, after = old.copy.get(code, {}), new.copy.get(code, {})
        found += [
            FieldChange(name, code, before.get(name), after.get(name))
            for name in FIELDS
            if name in COPY and before.get(name) != after.get(name)
        ]
    return found


def read(name: str, text: str, vocabulary: Vocabulary, known: Known) -> FieldValue:
    """The value that typed words give a field. A zone and files are not read here.

    Raises:
        WrongValue: the words can't be that field's value.
        UnclearMoment: they are no moment to come, or something is open about it.
    """
    text = text.strip()
    longest = LONGEST.get(name, LONGEST_OTHER)
    if units(text) > longest:
        raise WrongValue(ValueFault.TOO_LONG, str(longest))
    if name in MOMENTS:
        there = known.now.astimezone(known.zone)
        now = there.replace(tzinfo=None)
        found = said(text, now.date(), vocabulary, known.day, there)
        on = found.day(now)
        if on is None:
            raise UnclearMoment(Unclear.NOT_READ)
        return moment(name, datetime.combine(on, found.at), known)
    if name == "seats":
        return _number(parse_count(text, vocabulary), MOST_SEATS)
    if name == "hold_days":
        return _number(parse_day_count(text, vocabulary), MOST_HOLD_DAYS)
    if name == "prices":
        return [str(price) for price in prices(text.splitlines())]
    if name in ("url", "article", "flyer", OWN_FLYER):
        return _address(text)
    return text


def moment(name: str, at: datetime, known: Known) -> str:
    """The value of a beginning or an end at this time by the event's clock. Raises as `read` does."""
    checked(at.date(), at.time(), known.zone, known.now)
    other = known.edition.facts.get("ends" if name == "starts" else "starts")
    value = at.isoformat(timespec="minutes")
    if other is not None and (str(other) <= value if name == "starts" else value <= str(other)):
        raise WrongValue(ValueFault.ENDS_FIRST)
    return value


def prices(lines: Iterable[str]) -> list[Price]:
    """Tiers from lines such as `Regular: 950 USD`.

    Raises:
        WrongValue: with the first line that is none.
    """
    found = [_price(line.strip()) for line in lines if line.strip()]
    if len(found) > MOST_PRICES:
        raise WrongValue(ValueFault.TOO_LONG, str(MOST_PRICES))
    return found


def _price(line: str) -> Price:
    match = _PRICE.fullmatch(line)
    amount = re.sub(r"[ ']", "", match["amount"]) if match else ""
    amount = re.sub(r"[.,](?=\d{3}(\D|$))", "", amount)
    if match is None or not _AMOUNT.fullmatch(amount):
        raise WrongValue(ValueFault.NOT_A_PRICE, line[:80])
    try:
        value = Decimal(amount.replace(",", "."))
    except InvalidOperation:
        raise WrongValue(ValueFault.NOT_A_PRICE, line[:80]) from None
    return Price(match["label"].strip(), value, match["currency"].upper())


def _number(count: int | None, most: int) -> int:
    if count is None or not 1 <= count <= most:
        raise WrongValue(ValueFault.NOT_A_NUMBER, str(most))
    return count


def _address(text: str) -> str:
    if not _WEB.fullmatch(text):
        raise WrongValue(ValueFault.NOT_AN_ADDRESS)
    return text
