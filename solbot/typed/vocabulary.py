"""A language's words for times and dates, and a typed text as a row of them.

The words come from the language's `words.toml`; one unknown word, and a text is not understood.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final, TypeVar

Meaning = TypeVar("Meaning", bound=str)

LISTS: Final[Sequence[str]] = (
    *("am", "pm", "night", "noon", "midnight", "hour_mark", "minute_mark", "at", "it_is"),
    *("half_past", "quarter_past", "quarter_to", "half_to"),
    *(
        "every_day",
        "every_other_day",
        "weekdays",
        "weekend",
        "every",
        "and",
        "and_minutes",
        "to",
        "except",
    ),
    *("today", "tomorrow", "after_tomorrow", "until", "ordinal", "a", "next", "forever", "out_of"),
    *(
        "yes",
        "no",
        "cancel",
        "go_back",
        "skip",
        "let_go",
        "stop",
        "help",
        "a_person",
        "politely",
        "roughly",
    ),
    *("place_before", "place_after", "between", "from", "the", "coming", "filler"),
    *("yesterday", "today_only", "rest_of", "through", "whole", "starting"),
    *("now", "in_time", "from_now", "half", "and_half"),
    *("heavy", "not_heavy"),
    *("end_of", "last_day_of", "the_year", "every_other_week", "every_other"),
    *("before_yesterday", "last", "this", "ago", "looked_aside"),
)

_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve"

_DAYS = "monday tuesday wednesday thursday friday saturday sunday"

_MONTHS = "january february march april may june july august september october november december"

TABLES: Final[Mapping[str, Mapping[str, int]]] = {
    "units": {"day": 0, "week": 1, "month": 2},
    "clock_units": {"minute": 1, "hour": 60},
    "past_units": {"day": 0, "week": 1, "month": 2, "year": 3},
    "sought": {"voice": 1, "photo": 2, "figure": 3, "note": 4, "own": 5, "imported": 6},
    "some": {"couple": 2},
    "so_many_days": {"fourteen": 14, "fifteen": 15},
    "later": {"week": 7, "fortnight": 14},
    "parts": {"morning": 8, "afternoon": 16, "evening": 19, "night": 21},
    "every_part": {"morning": 8, "afternoon": 16, "evening": 19, "night": 21},
    "times_a_day": {"once": 1, "twice": 2, "three_times": 3},
    "days_a_week": {"once": 1, "twice": 2, "three_times": 3},
    "past": {"five": 5, "ten": 10, "twenty": 20, "twenty_five": 25},
    "before": {"five": 5, "ten": 10, "twenty": 20, "twenty_five": 25},
    "minutes": {
        **{"oh_five": 5, "fifteen": 15, "twenty": 20, "twenty_five": 25, "thirty": 30},
        **{"thirty_five": 35, "forty": 40, "forty_five": 45, "fifty": 50, "fifty_five": 55},
    },
    "numbers": {name: value for value, name in enumerate(_NUMBERS.split())},
    "days": {name: value for value, name in enumerate(_DAYS.split(), 1)},
    "initials": {name: value for value, name in enumerate(_DAYS.split(), 1)},
    "months": {name: value for value, name in enumerate(_MONTHS.split(), 1)},
}

_MOST_WORDS = 60
_MOST_JOINED = 24

# Scripts that put no spaces between words are read sign by sign, everything else word by word.
_UNSPACED = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff"

_WORD = re.compile(rf"[0-9]+|[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W\d_])+|\S")

_MARKS = re.compile(r"[\W_]+")

_IGNORED = re.compile(r"[\u0300-\u036f\ufe0e\ufe0f\u20e3\u200b-\u200f\u2060-\u2069]")

_SAME = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ`´", "'"),
        **dict.fromkeys("–—−‐‑", "-"),
        **{"、": ",", "،": ",", "。": ".", "🔟": "10"},
    }
)

# One letter for each kind of word, so that the shape of a text can be matched as a string.
_LETTERS = {
    **{"number": "n", "numbers": "n", "units": "u", "days": "d", "months": "m", "a": "a"},
    **{"today": "t", "tomorrow": "o", "after_tomorrow": "y", "forever": "f", "next": "x"},
    **{
        "ordinal": "i",
        "out_of": "/",
        "coming": "c",
        "some": "n",
        "clock_units": "h",
        "rest_of": "r",
    },
    **{"yesterday": "z", "from_now": "w", "half": "½", "and_half": "+", "now": "j", "weekend": "s"},
    **{"so_many_days": "q"},
}

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """A language's words for times and dates: what each phrase can mean, by the kind of word it is."""

    meanings: Mapping[Phrase, Mapping[str, int]]
    longest: int

    @cached_property
    def phrases(self) -> Mapping[str, tuple[str, ...]]:
        """The phrases of each list as `run_on` writes them, to be looked for in longer texts."""
        found: dict[str, list[str]] = {kind: [] for kind in LISTS}
        for phrase, means in self.meanings.items():
            for kind in means.keys() & found.keys():
                found[kind].append(run_on(" ".join(phrase).replace(" ' ", "'")))
        return {kind: tuple(texts) for kind, texts in found.items()}

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
            known = meanings.setdefault(tuple(words_in(phrase)), {})
            if known.setdefault(kind, value) != value:
                faults.append(f"{name}: “{phrase}” has two meanings")
        if faults:
            raise ValueError("; ".join(faults))
        longest = max(len(phrase) for phrase in meanings)
        return cls(MappingProxyType(meanings), longest)


@dataclass(frozen=True)
class Token:
    """A word understood: its kind (a punctuation mark is its own), its number, its count of digits."""

    kind: str
    value: int = 0
    digits: int = 0


END = Token("")


class Cursor:
    """A place in a row of tokens."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def peek(self, ahead: int = 0) -> Token:
        at = self._at + ahead
        return self._tokens[at] if 0 <= at < len(self._tokens) else END

    def take(self, count: int = 1) -> Token:
        """Go on by so many tokens; the last of them."""
        self._at += count
        return self.peek(-1)


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
    if not isinstance(found, list) or not all(isinstance(p, str) and words_in(p) for p in found):
        faults.append(f"{name}: needs words in quotes, between square brackets")
        return []
    return found


def run_on(text: str) -> str:
    """The words of a long text in one spelling, a space before and after each: no capitals, accents or marks."""
    folded = _IGNORED.sub("", unicodedata.normalize("NFKD", text).casefold()).translate(_SAME)
    return f" {_MARKS.sub(' ', folded.replace(chr(39), '')).strip()} "


def words_in(text: str, *, without: str = "") -> list[str]:
    """The words, numbers and marks of a text, in one spelling: no capitals, accents or foreign digits. Marks in
    `without` are nothing at all."""
    folded = _IGNORED.sub("", unicodedata.normalize("NFKD", text).casefold()).translate(_SAME)
    for mark in without:
        folded = folded.replace(mark, "")
    if not folded.isascii():
        plain = (str(unicodedata.decimal(char)) if char.isdecimal() else char for char in folded)
        folded = "".join(plain)
    return _WORD.findall(folded)


def scan(text: str, vocab: Vocabulary, kinds: Sequence[str]) -> list[Token] | None:
    """The tokens of a text, each the longest phrase of these kinds (earlier kinds first); None for a text
    with an unknown word, or one far too long to be a date or a time."""
    words = words_in(text)
    if len(words) > _MOST_WORDS:
        return None
    tokens: list[Token] = []
    at = 0
    while at < len(words):
        found = _longest(words[at : at + vocab.longest], vocab, kinds)
        if found is None:
            return None
        token, size = found
        tokens.append(token)
        at += size
    return tokens


def first_of(text: str, vocab: Vocabulary, kinds: Sequence[str]) -> Token | None:
    """The first phrase of these kinds in a text, whatever stands around it."""
    words = words_in(text)[:_MOST_WORDS]
    for at in range(len(words)):
        found = _longest(words[at : at + vocab.longest], vocab, kinds)
        if found is not None and found[0].kind in kinds:
            return found[0]
    return None


def meant(text: str, vocab: Vocabulary, kinds: Sequence[Meaning]) -> Meaning | None:
    """Which one of these kinds all of a text is, as "no, thanks" is a no; None for other texts."""
    tokens = scan(text, vocab, (*kinds, "politely"))
    found = {token.kind for token in tokens or ()} - {"politely", *",.!?¿¡"}
    return next((one for one in kinds if found == {one}), None)


def shorn(text: str, vocab: Vocabulary, before: str, after: str) -> str:
    """A text without a phrase of the kind `before` at its beginning and one of `after` at its end ("" for none)."""
    words = text.split()
    for size in range(min(vocab.longest, len(words) - 1), 0, -1):
        if before in vocab.meanings.get(tuple(words_in(" ".join(words[:size]))), {}):
            words = words[size:]
            break
    for size in range(min(vocab.longest, len(words) - 1), 0, -1):
        if after in vocab.meanings.get(tuple(words_in(" ".join(words[-size:]))), {}):
            words = words[:-size]
            break
    return " ".join(words)


def joined_by(text: str, vocab: Vocabulary, kinds: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Every way to part a text in two at a dash, or at a phrase of these kinds; not of one far too long."""
    words = words_in(text)
    if len(words) > _MOST_JOINED:
        return
    joining = [phrase for phrase, means in vocab.meanings.items() if means.keys() & {*kinds}]
    for at in range(1, len(words)):
        for phrase in (("-",), *joining):
            if tuple(words[at : at + len(phrase)]) == phrase:
                yield " ".join(words[:at]), " ".join(words[at + len(phrase) :])


def _longest(
    words: Sequence[str], vocab: Vocabulary, kinds: Sequence[str]
) -> tuple[Token, int] | None:
    for size in range(len(words), 0, -1):
        meanings = vocab.meanings.get(tuple(words[:size]), {})
        for kind in kinds:
            if kind in meanings:
                return Token(kind, meanings[kind]), size
    word = words[0]
    if word.isdecimal():
        # Longer ones mean nothing here, and Python refuses to convert thousands of digits.
        return (Token("number", int(word), len(word)), 1) if len(word) <= 6 else None
    return None if word.isalnum() else (Token(word), 1)


def shape_of(tokens: Sequence[Token]) -> str:
    """The kinds of some tokens, a letter each, to be told apart at a glance: "nu" is "three days"."""
    return "".join(_LETTERS.get(token.kind, token.kind) for token in tokens)
