"""Reading what people type: times, weekdays, dates and numbers on a scale.

The words of a language come from its `words.toml`; this module knows only how they go together. A text is
understood as a whole or not at all: one unknown word, and the answer is None.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import Enum
from types import MappingProxyType
from typing import Final

LISTS: Final[Sequence[str]] = (
    *("am", "pm", "night", "noon", "midnight", "hour_mark", "minute_mark", "at", "it_is"),
    *("every_day", "weekdays", "weekend", "every", "and", "to", "except"),
    *("today", "tomorrow", "after_tomorrow", "until", "ordinal", "a", "next", "forever", "out_of"),
)
_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve"
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_MONTHS = "january february march april may june july august september october november december"
TABLES: Final[Mapping[str, Mapping[str, int]]] = {
    "units": {"day": 0, "week": 1, "month": 2},
    "numbers": {name: value for value, name in enumerate(_NUMBERS.split())},
    "days": {name: value for value, name in enumerate(_DAYS.split(), 1)},
    "months": {name: value for value, name in enumerate(_MONTHS.split(), 1)},
}
MOST_TIMES: Final = 6
LONGEST: Final = timedelta(days=3660)

_SETS = {
    "every_day": frozenset(range(1, 8)),
    "weekdays": frozenset(range(1, 6)),
    "weekend": frozenset({6, 7}),
}
_HALVES = ("am", "pm", "night")
_CLOCK = (*_HALVES, "noon", "midnight", "hour_mark", "minute_mark", "numbers")
_RHYTHM = (*_SETS, "days", *_CLOCK, "to", "except", "and", "every", "at")
_BETWEEN = frozenset({"and", "every", "at", ",", ";", "/", "&", "+", ".", "!"})
_DATES = (
    *("forever", "after_tomorrow", "tomorrow", "today", "days", "months", "units", "numbers"),
    *("next", "a", "until", "ordinal"),
)
# One letter for each kind of word, so that the shape of a text can be matched as a string.
_LETTERS = {
    **{"number": "n", "numbers": "n", "units": "u", "days": "d", "months": "m", "a": "a"},
    **{"today": "t", "tomorrow": "o", "after_tomorrow": "y", "forever": "f", "next": "x"},
    **{"ordinal": "i", "out_of": "/"},
}
_NUMERIC_DATE = re.compile(r"n([-./])n(?:\1n)?[.]?")
_NAMED_DATE = re.compile(r"d?(nm|mn)n?d?")
_MOST_WORDS = 60

# Scripts that put no spaces between words are read sign by sign, everything else word by word.
_UNSPACED = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(rf"[0-9]+|[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W\d_])+|\S")
_IGNORED = re.compile(r"[\u0300-\u036f\ufe0e\ufe0f\u20e3\u200b-\u200f\u2060-\u2069]")
_SAME = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ`´", "'"),
        **dict.fromkeys("–—−‐‑", "-"),
        **{"、": ",", "،": ",", "。": ".", "🔟": "10"},
    }
)

Phrase = tuple[str, ...]


class Forever(Enum):
    """A pause without an end."""

    FOREVER = "forever"


FOREVER: Final = Forever.FOREVER


@dataclass(frozen=True)
class Vocabulary:
    """A language's words for times and dates: what each phrase can mean, by the kind of word it is."""

    meanings: Mapping[Phrase, Mapping[str, int]]
    longest: int

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, object]) -> Vocabulary:
        """The vocabulary in a parsed `words.toml`: a list of phrases for each of `LISTS`, a table for each
        of `TABLES`. Only in tables must every entry have a phrase.

        Raises ValueError naming every missing, unknown or malformed key, and every phrase that means two
        things in one table.
        """
        faults: list[str] = []
        meanings: dict[Phrase, dict[str, int]] = {}
        for kind, value, name, phrase in _entries(mapping, faults):
            known = meanings.setdefault(tuple(_words(phrase)), {})
            if known.setdefault(kind, value) != value:
                faults.append(f"{name}: “{phrase}” has two meanings")
        if faults:
            raise ValueError("; ".join(faults))
        longest = max(len(phrase) for phrase in meanings)
        return cls(MappingProxyType(meanings), longest)


@dataclass(frozen=True)
class _Token:
    """A word understood: its kind (a punctuation mark is its own), its number, its count of digits."""

    kind: str
    value: int = 0
    digits: int = 0


_END = _Token("")


class _Cursor:
    """A place in a row of tokens."""

    def __init__(self, tokens: Sequence[_Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def peek(self, ahead: int = 0) -> _Token:
        at = self._at + ahead
        return self._tokens[at] if at < len(self._tokens) else _END

    def take(self, count: int = 1) -> _Token:
        """Go on by so many tokens; the last of them."""
        self._at += count
        return self.peek(-1)


def parse_times(text: str, vocab: Vocabulary) -> list[time] | None:
    """The times of day in a text that says nothing else, sorted; None for other texts and more than six."""
    days, times = parse_rhythm(text, vocab)
    return None if days else times


def parse_days(text: str, vocab: Vocabulary) -> frozenset[int] | None:
    """The ISO weekdays in a text that says nothing else; None for other texts."""
    days, times = parse_rhythm(text, vocab)
    return None if times else days


def parse_rhythm(text: str, vocab: Vocabulary) -> tuple[frozenset[int] | None, list[time] | None]:
    """The ISO weekdays and the times in one text; None for what it does not say, two for a text not understood.

    Different times on different days ("Monday 8, Tuesday 9") are not understood: a rhythm has the same
    times on all its days.
    """
    tokens = _scan(text, vocab, _RHYTHM)
    return (tokens and _read_rhythm(tokens)) or (None, None)


def parse_clock(text: str, vocab: Vocabulary) -> time | None:
    """The one time in an answer to "what time is it for you now?", or None."""
    found = _scan(text, vocab, (*_CLOCK, "it_is", "at"))
    tokens = [token for token in found or () if token.kind not in ("it_is", "at", ",", "!")]
    if [token.kind for token in tokens] == ["number", "number"] and tokens[1].digits == 2:
        return _on_clock(tokens[0].value, tokens[1].value, "")
    cursor = _Cursor(tokens)
    at = _read_time(cursor)
    while cursor.peek().kind == ".":
        cursor.take()
    return at if cursor.peek() is _END else None


def parse_scale(text: str, vocab: Vocabulary) -> int | None:
    """A number from 0 to 10, alone or "out of 10", in any script's digits or in words; or None."""
    tokens = _scan(text.rstrip(" .!"), vocab, ("numbers", "out_of"))
    if not tokens or _shape(tokens) not in ("n", "n/n"):
        return None
    value, most = tokens[0], tokens[-1]
    if value.digits > 2 or value.value > 10 or (len(tokens) > 1 and most.value != 10):
        return None
    return value.value


def parse_until(text: str, today: date, vocab: Vocabulary) -> date | Forever | None:
    """The local date on which a pause ends, counted from `today`; FOREVER for an open end; or None.

    A bare number is days. A weekday or a date without a year is the next one after `today`; a date with
    its year may lie in the past. Days and months in figures need the ISO order or a day over 12 (or equal
    to the month): others could be read two ways and give None. So does anything over ten years away.
    """
    months_first = ("months", *_DATES)  # where one word is both, as "mar" in Spanish
    for kinds in (_DATES, months_first):
        found = _scan(text, vocab, kinds)
        tokens = [token for token in found or () if token.kind not in ("until", ",", "!")]
        until = _read_until(tokens, today)
        if isinstance(until, Forever) or (until and until - today <= LONGEST):
            return until
    return None


def _entries(
    mapping: Mapping[str, object], faults: list[str]
) -> Iterator[tuple[str, int, str, str]]:
    """Kind, value, name and phrase of every entry; what cannot be read is added to the faults."""
    faults += [f"unknown: {key}" for key in mapping if key not in LISTS and key not in TABLES]
    for kind in LISTS:
        for phrase in _phrases(mapping, kind, kind, faults):
            yield kind, 0, kind, phrase
    for kind, values in TABLES.items():
        table = mapping.get(kind)
        if not isinstance(table, Mapping):
            faults.append(f"missing: table {kind}")
            continue
        faults += [f"unknown: {kind}.{key}" for key in table if key not in values]
        for key, value in values.items():
            name = f"{kind}.{key}"
            phrases = _phrases(table, key, name, faults)
            if key in table and not phrases:
                faults.append(f"{name}: needs words")
            for phrase in phrases:
                yield kind, value, name, phrase


def _phrases(table: Mapping[str, object], key: str, name: str, faults: list[str]) -> list[str]:
    if key not in table:
        faults.append(f"missing: {name}")
        return []
    found = table[key]
    if not isinstance(found, list) or not all(isinstance(p, str) and _words(p) for p in found):
        faults.append(f"{name}: needs words in quotes, between square brackets")
        return []
    return found


def _words(text: str) -> list[str]:
    """The words, numbers and marks of a text, in one spelling: no capitals, accents or foreign digits."""
    folded = _IGNORED.sub("", unicodedata.normalize("NFKD", text).casefold()).translate(_SAME)
    plain = (str(unicodedata.decimal(char)) if char.isdecimal() else char for char in folded)
    return _WORD.findall("".join(plain))


def _scan(text: str, vocab: Vocabulary, kinds: Sequence[str]) -> list[_Token] | None:
    """The tokens of a text, each the longest phrase of these kinds (earlier kinds first); None for a text
    with an unknown word, or one far too long to be a date or a time."""
    words = _words(text)
    if len(words) > _MOST_WORDS:
        return None
    tokens: list[_Token] = []
    at = 0
    while at < len(words):
        found = _longest(words[at : at + vocab.longest], vocab, kinds)
        if found is None:
            return None
        token, size = found
        tokens.append(token)
        at += size
    return tokens


def _longest(
    words: Sequence[str], vocab: Vocabulary, kinds: Sequence[str]
) -> tuple[_Token, int] | None:
    for size in range(len(words), 0, -1):
        meanings = vocab.meanings.get(tuple(words[:size]), {})
        for kind in kinds:
            if kind in meanings:
                return _Token(kind, meanings[kind]), size
    word = words[0]
    if word.isdecimal():
        # Longer ones mean nothing here, and Python refuses to convert thousands of digits.
        return (_Token("number", int(word), len(word)), 1) if len(word) <= 6 else None
    return None if word.isalnum() else (_Token(word), 1)


def _shape(tokens: Sequence[_Token]) -> str:
    return "".join(_LETTERS.get(token.kind, token.kind) for token in tokens)


def _read_rhythm(
    tokens: Sequence[_Token],
) -> tuple[frozenset[int] | None, list[time] | None] | None:
    cursor = _Cursor(tokens)
    named: set[int] = set()
    without: set[int] = set()
    times: set[time] = set()
    target, parts = named, [""]
    while (token := cursor.peek()) is not _END:
        if token.kind in _BETWEEN or (token.kind in (":", "-") and parts[-1] == "days"):
            cursor.take()
            continue
        if token.kind == "except":
            cursor.take()
            target = without
            continue
        days = _read_days(cursor)
        target |= days
        if not days:
            at = _read_time(cursor)
            if at is None:
                return None
            times.add(at)
        part = "days" if days else "times"
        if parts[-1] != part:
            parts.append(part)
    # More than one part of each would be other times on other days.
    if len(parts) > 3 or len(times) > MOST_TIMES or (target is without and not without):
        return None
    if without:
        named = (named or set(_SETS["every_day"])) - without
        if not named:
            return None
    return frozenset(named) or None, sorted(times) or None


def _read_days(cursor: _Cursor) -> frozenset[int]:
    """The weekdays that begin here, taken; none where something else begins."""
    first = cursor.peek()
    if first.kind in _SETS:
        return _SETS[cursor.take().kind]
    if first.kind != "days":
        return frozenset()
    cursor.take()
    dot = 1 if cursor.peek().kind == "." else 0
    if cursor.peek(dot).kind in ("-", "to") and cursor.peek(dot + 1).kind == "days":
        last = cursor.take(dot + 2)
        length = (last.value - first.value) % 7 + 1
        return frozenset((first.value - 1 + step) % 7 + 1 for step in range(length))
    return frozenset({first.value})


def _read_time(cursor: _Cursor) -> time | None:
    """The time that begins here, taken; None where none does, or one that no clock shows."""
    half = ""
    if cursor.peek().kind in _HALVES and cursor.peek(1).kind in ("number", "numbers"):
        half = cursor.take().kind
    token = cursor.take()
    if token.kind in ("noon", "midnight"):
        return time(12 if token.kind == "noon" else 0)
    if token.kind not in ("number", "numbers") or token.digits > 4:
        return None
    if token.digits > 2:
        hour, minute = divmod(token.value, 100)
    else:
        hour, minute = token.value, _read_minute(cursor)
    if cursor.peek().kind == "hour_mark":
        cursor.take()
    if not half and cursor.peek().kind in _HALVES:
        half = cursor.take().kind
    return _on_clock(hour, minute, half)


def _read_minute(cursor: _Cursor) -> int:
    """The minutes after an hour, taken; 0 where none are given, 60 where they make no sense."""
    joint, minute, after = cursor.peek(), cursor.peek(1), cursor.peek(2)
    two_digits = minute.kind == "number" and minute.digits == 2
    if joint.kind in (":", "."):
        if two_digits:
            cursor.take(2)
            if joint.kind == ":" == cursor.peek().kind and cursor.peek(1).digits == 2:
                cursor.take(2)  # seconds
            return minute.value
        return 60 if joint.kind == ":" or minute.kind == "number" else 0
    if joint.kind == "hour_mark" and two_digits and after.kind not in (":", "hour_mark"):
        cursor.take(2)
        if cursor.peek().kind == "minute_mark":
            cursor.take()
        return minute.value
    if joint.kind == "number" and joint.digits == 2 and joint.value > 23:
        return cursor.take().value
    return 0


def _on_clock(hour: int, minute: int, half: str) -> time | None:
    if half == "night":
        half = "am" if hour == 12 or hour < 5 else "pm"
    if half == "am":
        hour = 24 if hour > 12 else hour % 12
    elif half == "pm":
        hour = 24 if hour == 0 else hour if hour >= 12 else hour + 12
    elif (hour, minute) == (24, 0):
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _read_until(tokens: Sequence[_Token], today: date) -> date | Forever | None:
    shape = _shape(tokens)
    if shape == "f":
        return FOREVER
    if shape in ("t", "o", "y"):
        return today + timedelta(days="toy".index(shape))
    if shape == "d":
        return today + timedelta(days=(tokens[0].value - today.isoweekday() - 1) % 7 + 1)
    if shape in ("n", "nu", "au"):
        count = 1 if shape == "au" else tokens[0].value
        return _after(today, count, tokens[1].value if len(tokens) > 1 else 0)
    if shape == "xu":
        return _next(today, tokens[1].value)
    if shape == "ni":
        return _next_numbered(today, tokens[0].value)
    if _NUMERIC_DATE.fullmatch(shape):
        return _numeric_date([token for token in tokens if token.kind == "number"], today)
    return _named_date([token for token in tokens if token.kind not in (".", "ordinal")], today)


def _after(today: date, count: int, unit: int) -> date | None:
    """The date some days (0), weeks (1) or months (2) after today; None for none at all, or very many."""
    if not 1 <= count <= LONGEST.days:
        return None
    if unit < 2:
        return today + timedelta(days=count * (1, 7)[unit])
    years, month = divmod(today.month - 1 + count, 12)
    year = today.year + years
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def _next(today: date, unit: int) -> date | None:
    """The first day of the next week (1, from Monday) or month (2)."""
    if unit == 1:
        return today + timedelta(days=8 - today.isoweekday())
    return _calendar(1, today.month % 12 + 1, None, today) if unit == 2 else None


def _next_numbered(today: date, day: int) -> date | None:
    """The next date with this day of the month, so that "until the 3rd" is one."""
    ahead = (today + timedelta(days=step) for step in range(1, 63))
    return next((on for on in ahead if on.day == day), None)


def _numeric_date(numbers: Sequence[_Token], today: date) -> date | None:
    first, second, *rest = numbers
    if first.digits == 4:
        if not rest:
            return None
        return _calendar(rest[0].value, second.value, first, today)
    if first.value != second.value and (first.value > 12) == (second.value > 12):
        return None
    day, month = max(first.value, second.value), min(first.value, second.value)
    return _calendar(day, month, rest[0] if rest else None, today)


def _named_date(tokens: Sequence[_Token], today: date) -> date | None:
    """A date with its month's name: with or without day, year and a weekday, which has to be right."""
    numbers = [token for token in tokens if token.kind == "number"]
    weekday = next((token.value for token in tokens if token.kind == "days"), None)
    month = next((token.value for token in tokens if token.kind == "months"), 0)
    shape = _shape(tokens)
    if shape == "m":
        return _calendar(1, month, None, today)
    if shape == "mn" and numbers and numbers[0].digits == 4:
        return _calendar(1, month, numbers[0], today)
    if not _NAMED_DATE.fullmatch(shape) or len(numbers) != shape.count("n"):
        return None
    found = _calendar(numbers[0].value, month, numbers[1] if numbers[1:] else None, today)
    return found if found and weekday in (None, found.isoweekday()) else None


def _calendar(day: int, month: int, year: _Token | None, today: date) -> date | None:
    """That date; without a year the next one after today; None where the calendar has no such day."""
    if year is not None:
        if year.digits not in (2, 4):
            return None
        years = [year.value + (2000 if year.digits == 2 else 0)]
    else:
        years = list(range(today.year, today.year + 9))
    for number in years:
        if 1 <= month <= 12 and number and 1 <= day <= calendar.monthrange(number, month)[1]:
            found = date(number, month, day)
            if year is not None or found > today:
                return found
    return None
