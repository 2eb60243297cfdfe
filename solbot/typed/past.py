"""When something was: "last week", "30 November", "March 2024", as people type it of days gone by."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from solbot.typed.dates import parse_day
from solbot.typed.vocabulary import Token, Vocabulary, joined_by, scan, shorn, words_in

_DAY: Final = timedelta(days=1)
_DAY_UNIT, _WEEK, _MONTH, _YEAR = range(4)
_KINDS: Final = (
    *("before_yesterday", "yesterday", "today", "last", "this", "ago", "past_units", "months"),
    *("days", "weekend", "numbers", "some", "a", "the", "until", "politely"),
)
_DAYS_FIRST: Final = ("days", *_KINDS)  # where one word is both, as "mar" in Spanish
_ASIDE: Final = frozenset({"the", "until", "politely", ",", "."})
_TELLING: Final = frozenset(
    {"before_yesterday", "yesterday", "today", "ago", "past_units", "months", "days", "weekend"}
)
_FIRST_YEAR: Final = 1900
_SHORT: Final = 3  # letters: "mar" and "sun" are words of their own as well
# Two days to read a date from: one without its year is another one then.
_EARLY, _LATE = date(2001, 1, 1), date(2005, 7, 16)


@dataclass(frozen=True)
class Period:
    """Days gone by: from `first` to `last`, both in it; or a day, or a month, of every year."""

    first: date | None = None
    last: date | None = None
    month: int | None = None
    day: int | None = None

    def has(self, on: date) -> bool:
        """Whether a day is in it."""
        if self.month is not None:
            return on.month == self.month and self.day in (None, on.day)
        return (self.first or date.min) <= on <= (self.last or date.max)

    def latest(self, today: date) -> Period:
        """The same, of one year: the last time it began."""
        if self.month is None:
            return self
        for year in range(today.year, today.year - 9, -1):
            days = calendar.monthrange(year, self.month)[1]
            if (self.day or 1) <= days and date(year, self.month, self.day or 1) <= today:
                first = date(year, self.month, self.day or 1)
                return Period(first, first if self.day else first.replace(day=days))
        return self


def parse_period(text: str, today: date, vocab: Vocabulary) -> Period | None:
    """The days a text names; None for every other text. A weekday is the last one there was. A single short word is
    none: it is more often a word that is looked for."""
    text = text.strip()
    if len(text) <= _SHORT:
        return _read(_tokens(text, vocab, ("today",)), today)
    if found := _one(text, today, vocab):
        return found
    between = shorn(shorn(text, vocab, "between", ""), vocab, "from", "")
    for left, right in joined_by(between, vocab, ("to", "and")):
        if found := _from_to(left, right, today, vocab):
            return found
    return None


def parse_past_day(text: str, today: date, vocab: Vocabulary) -> date | None:
    """The one day that a text names, the last time it was; None for other texts, and for more days than one."""
    found = parse_period(text, today, vocab)
    if found is None or (found.month is not None and found.day is None):
        return None
    found = found.latest(today)
    return found.first if found.first == found.last else None


def _from_to(left: str, right: str, today: date, vocab: Vocabulary) -> Period | None:
    ends = _one(right, today, vocab)
    if ends is None:
        return None
    ends = ends.latest(today)
    a_day = left.isdecimal() and len(left) <= 2 and 1 <= int(left) <= 31
    if a_day and ends.first and ends.first == ends.last:
        begins: Period | None = (
            Period(ends.first.replace(day=int(left)))
            if int(left) <= calendar.monthrange(ends.first.year, ends.first.month)[1]
            else None
        )
    else:
        begins = _one(left, ends.last or today, vocab)
        begins = begins.latest(ends.last or today) if begins else None
    if begins is None or begins.first is None or ends.last is None or begins.first > ends.last:
        return None
    return Period(begins.first, ends.last)


def may_tell(word: str, vocab: Vocabulary) -> bool:
    """Whether a word alone may be the one of several that says when."""
    means = vocab.meanings.get(tuple(words_in(word)), {})
    return any(char.isdecimal() for char in word) or not means.keys().isdisjoint(_TELLING)


def _is_short_for(text: str, vocab: Vocabulary) -> bool:
    """Whether all that says when is a month or a weekday for short, as "mar", which is a word of its own as well."""
    words = words_in(text)
    if any(word.isdecimal() for word in words):
        return False
    for word in words:
        means = vocab.meanings.get((word,), {})
        for kind in ("months", "days"):
            if (
                len(word) <= _SHORT
                and kind in means
                and _has_longer(word, kind, means[kind], vocab)
            ):
                return True
    return False


def _has_longer(word: str, kind: str, value: int, vocab: Vocabulary) -> bool:
    return any(
        phrase[0] != word and phrase[0].startswith(word) and means.get(kind) == value
        for phrase, means in vocab.meanings.items()
    )


def _one(text: str, today: date, vocab: Vocabulary) -> Period | None:
    if _is_short_for(text, vocab):
        return None
    return _dated(text, vocab) or next(
        (
            found
            for kinds in (_KINDS, _DAYS_FIRST)
            if (found := _read(_tokens(text, vocab, kinds), today)) is not None
        ),
        None,
    )


def _dated(text: str, vocab: Vocabulary) -> Period | None:
    """A day with its month, and its year or none."""
    try:
        early = parse_day(text, _EARLY, vocab, counted=False)
        late = parse_day(text, _LATE, vocab, counted=False)
    except (ValueError, OverflowError):
        return None
    if early is None or late is None or early - _EARLY == late - _LATE:
        return None
    if early == late:
        return Period(early, early)
    same = (early.month, early.day) == (late.month, late.day)
    return Period(month=early.month, day=early.day) if same else None


def _tokens(text: str, vocab: Vocabulary, kinds: Sequence[str]) -> list[Token]:
    found = scan(text.rstrip(" .?!"), vocab, kinds) or []
    return [token for token in found if token.kind not in _ASIDE]


def _read(tokens: Sequence[Token], today: date) -> Period | None:
    kinds = [token.kind for token in tokens]
    if kinds in (["today"], ["yesterday"], ["before_yesterday"]):
        on = today - timedelta(days=("today", "yesterday", "before_yesterday").index(kinds[0]))
        return Period(on, on)
    if "ago" in kinds:
        return _ago([token for token in tokens if token.kind != "ago"], today)
    if kinds and kinds[0] == "number" and len(kinds) in (1, 3):
        return _figures(tokens, today)
    if "months" in kinds:
        return _month(tokens, today)
    rest = [token for token in tokens if token.kind not in ("last", "this")]
    said = {"last", "this"} & set(kinds)
    if len(rest) == 1 and rest[0].kind in ("days", "weekend"):
        return _weekday(rest[0], today, last="last" in said)
    if len(said) != 1:
        return None
    if len(rest) == 1 and rest[0].kind == "past_units":
        return _unit(rest[0].value, today, back="last" in said)
    if "last" in said and len(rest) == 2 and rest[1].kind == "past_units":
        first = _back(today, rest[0], rest[1].value)
        return Period(first + _DAY, today) if first else None
    return None


def _ago(tokens: Sequence[Token], today: date) -> Period | None:
    if len(tokens) != 2 or tokens[1].kind != "past_units":
        return None
    on = _back(today, tokens[0], tokens[1].value)
    return Period(on, on) if on else None


def _back(today: date, count: Token, unit: int) -> date | None:
    """The day so many days, weeks, months or years before; None for what the calendar does not have."""
    many = 1 if count.kind == "a" else count.value
    if count.kind not in ("a", "number", "numbers", "some") or not 0 < many < 5000:
        return None
    if unit in (_DAY_UNIT, _WEEK):
        return today - timedelta(days=many * (1, 7)[unit])
    return months_before(today, many * (1 if unit == _MONTH else 12))


def months_before(today: date, months: int) -> date | None:
    """The same day so many months earlier, or the last there is of that month."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    if year < 1:
        return None
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def _figures(tokens: Sequence[Token], today: date) -> Period | None:
    """A year, or a month and its year, in figures."""
    numbers = [token for token in tokens if token.kind == "number"]
    if len(numbers) == 1 == len(tokens):
        return _year_of(numbers[0], today)
    if len(numbers) != 2 or tokens[1].kind not in ("-", "/", "."):
        return None
    year, month = sorted(numbers, key=lambda one: one.digits, reverse=True)
    if _year_of(year, today) is None or month.digits > 2 or not 1 <= month.value <= 12:
        return None
    return month_of(year.value, month.value)


def _year_of(number: Token, today: date) -> Period | None:
    if number.digits != 4 or not _FIRST_YEAR <= number.value <= today.year + 1:
        return None
    return Period(date(number.value, 1, 1), date(number.value, 12, 31))


def _month(tokens: Sequence[Token], today: date) -> Period | None:
    month = next(token.value for token in tokens if token.kind == "months")
    rest = [token for token in tokens if token.kind != "months"]
    if not rest:
        return Period(month=month)
    if len(rest) == 1 and rest[0].kind == "number" and _year_of(rest[0], today):
        return month_of(rest[0].value, month)
    kinds = sorted(token.kind for token in rest)
    if kinds == ["last"]:
        before = today.replace(day=1) if month == today.month else today
        return Period(month=month).latest(before - _DAY)
    if kinds == ["this"]:
        return Period(month=month).latest(today)
    if kinds == ["last", "past_units"] and rest[-1].value + rest[0].value == _YEAR:
        return month_of(today.year - 1, month)
    return None


def month_of(year: int, month: int) -> Period:
    """All days of a month."""
    return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def _weekday(token: Token, today: date, *, last: bool) -> Period:
    """The last such day, today only where it is not called the last one."""
    if token.kind == "days":
        on = today - timedelta(days=(today.isoweekday() - token.value) % 7)
        on = on - 7 * _DAY if last and on == today else on
        return Period(on, on)
    saturday = today - timedelta(days=(today.isoweekday() - 6) % 7)
    if last and saturday + _DAY >= today:
        saturday -= 7 * _DAY
    return Period(saturday, saturday + _DAY)


def _unit(unit: int, today: date, *, back: bool) -> Period:
    """This week, month or year, or the one before."""
    if unit == _DAY_UNIT:
        return Period(today - back * _DAY, today - back * _DAY)
    if unit == _WEEK:
        monday = today - timedelta(days=today.isoweekday() - 1 + 7 * back)
        return Period(monday, monday + 6 * _DAY)
    if unit == _MONTH:
        inside = today.replace(day=1) - _DAY if back else today
        return month_of(inside.year, inside.month)
    year = today.year - back
    return Period(date(year, 1, 1), date(year, 12, 31))
