"""Until when: reading the end of a pause from what people type."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import Enum
from typing import Final

from solbot.typed import further
from solbot.typed.vocabulary import Token, Vocabulary, first_of, scan, shape_of, words_in

LONGEST: Final = timedelta(days=3660)
_DAY: Final = timedelta(days=1)

_DATES = (
    *(
        "forever",
        "today_only",
        "after_tomorrow",
        "tomorrow",
        "today",
        "yesterday",
        "days",
        "months",
    ),
    *("units", "clock_units", "numbers", "some", "next", "rest_of", "a", "the", "until", "coming"),
    *("ordinal", "through", "from_now", *further.KINDS, "politely", "filler"),
)

_COUNTED = ("n", "nu", "au", "xu", "ux", *further.SPELLS)
_SPELLS = ("nh", "ru")  # how long, and so no day
_ASIDE = ("until", "politely", "filler", ",", "!")

_NAMED = ("after_tomorrow", "tomorrow", "today", "days")

# How many words of a text are looked through for a day, and how many of them may name it together.
_MOST_AROUND = 40
_MOST_TOGETHER = 7

_NUMERIC_DATE = re.compile(r"n([-./])n(?:\1n)?[.]?")

_NAMED_DATE = re.compile(r"d?(nm|mn)n?d?")


class Forever(Enum):
    """A pause without an end."""

    FOREVER = "forever"


FOREVER: Final = Forever.FOREVER


def parse_until(text: str, today: date, vocab: Vocabulary) -> date | Forever | None:
    """The local date on which a pause ends, counted from `today`; FOREVER for an open end; or None.

    A bare number is days, and one after an article the day of a month. A weekday or a date without a year is the next
    one after `today`; a date with its year may lie in the past. Days and months in figures need the ISO order or a day
    over 12 (or equal to the month): others could be read two ways and give None. So does anything over ten years away,
    and "next Friday" before this week's. "Through Friday", "just today" and "the end of the month" end on the day
    after.
    """
    for tokens, inclusive in _readings(text, vocab):
        inclusive = inclusive or [token.kind for token in tokens[:1]] == ["end_of"]
        read = _read_through if inclusive else _read_until
        until = read(tokens, today, today + _DAY)
        if isinstance(until, Forever) or (until and until - today <= LONGEST):
            return until
    return None


def parse_day(
    text: str, today: date, vocab: Vocabulary, *, counted: bool = True, after: bool = False
) -> date | None:
    """The day a text names, read as `parse_until` does, however far away; a date without a year or a weekday may be
    `today`, unless it has to come `after`. A lone number names none, nor does the end of a week, and unless `counted`
    neither do "in 3 days", "a week from Friday" and a month."""
    for tokens, _ in _readings(text, vocab):
        shape = shape_of(tokens)
        if (
            shape == "n"
            or shape in _SPELLS
            or further.is_end_of_week(tokens)
            or (not counted and (shape in _COUNTED or "from" in shape or _is_month(tokens)))
        ):
            continue
        found = _read_until(tokens, today, today + timedelta(days=after))
        if isinstance(found, date):
            return found
    return None


def named_day(text: str, today: date, vocab: Vocabulary) -> date | None:
    """The day a text names for something to come: as a whole, or by a day's name anywhere in it, with the words around
    it that make another day of it, as in "Friday week"; or None.

    A bare number is none: it is more often an hour.
    """
    whole = parse_day(text, today, vocab, after=True)
    if whole is not None and today <= whole <= today + LONGEST:
        return whole
    token = first_of(text, vocab, _NAMED)
    if token and (around := _day_around(token, text, today, vocab)):
        return around
    named = _read_until([token], today, today + timedelta(days=1)) if token else None
    return named if isinstance(named, date) else None


def _day_around(token: Token, text: str, today: date, vocab: Vocabulary) -> date | None:
    """The day that is named by a day's name and words beside it, as many as can be read together."""
    words = words_in(text)[:_MOST_AROUND]
    for size in range(min(_MOST_TOGETHER, len(words)), 1, -1):
        for begins in range(len(words) - size + 1):
            part = words[begins : begins + size]
            said = " ".join(part)
            if all(word.isalnum() for word in part) and first_of(said, vocab, _NAMED) == token:
                found = parse_day(said, today, vocab, counted=False, after=True)
                if found is not None and today <= found <= today + LONGEST:
                    return found
    return None


def _readings(text: str, vocab: Vocabulary) -> Iterator[tuple[list[Token], bool]]:
    """What a text may be as a row of tokens, without those that only join others, and whether the day named in it is
    said to be in."""
    months_first = ("months", *_DATES)  # where one word is both, as "mar" in Spanish
    ordinals_first = ("ordinal", *_DATES)  # … and "th" after a number is no Thursday
    coming_first = ("coming", *_DATES)  # … and "el próximo lunes" has its "next" before a weekday
    later_first = ("later", *_DATES, "from")  # … and "Friday week" has no week that is counted
    for kinds in (_DATES, months_first, ordinals_first, coming_first, later_first):
        found = scan(text.rstrip(" ."), vocab, kinds)
        tokens = [token for token in found or () if token.kind not in _ASIDE]
        if [token.kind for token in tokens] == ["today_only"]:
            yield [Token("today")], True
            continue
        said = [token for token in tokens if token.kind != "through"]
        inclusive = said in (tokens[1:], tokens[:-1])
        said = _without_article(said if inclusive else tokens)
        yield said[: 2 if shape_of(said) in ("nuw", "auw") else None], inclusive


def _is_month(tokens: Sequence[Token]) -> bool:
    """Whether tokens name a month, with its year or without."""
    shape = shape_of(tokens)
    return shape == "m" or (shape == "mn" and tokens[1].digits == 4)


def _read_through(tokens: Sequence[Token], today: date, earliest: date) -> date | None:
    """The day after the one that is named, where it is open neither which one that is nor how much is in it."""
    shape = shape_of(tokens)
    last = _read_until(tokens, today, earliest)
    whole = shape in (*_COUNTED, *_SPELLS) or _is_month(tokens)
    if whole or not isinstance(last, date) or last != _read_until(tokens, today, today):
        return None
    return last + _DAY


def _without_article(tokens: Sequence[Token]) -> list[Token]:
    """Tokens without "the", or "day" before a number; a number with it alone is in the order of a month's days."""
    plain = [token for token in tokens if token.kind != "the"]
    if shape_of(plain[:2]) == "un" and plain[0].value == 0:
        plain = plain[1:]
    alone = len(plain) == 1 < len(tokens) and plain[0].kind == "number"
    return [*plain, Token("ordinal")] if alone else plain


def _read_until(tokens: Sequence[Token], today: date, earliest: date) -> date | Forever | None:
    """The date, counted from `today`; what comes again and again is the next one from `earliest` on."""
    shape = shape_of(tokens)
    if shape == "f":
        return FOREVER
    if shape in ("t", "o", "y"):
        return today + timedelta(days="toy".index(shape))
    if shape == "d":
        return earliest + timedelta(days=(tokens[0].value - earliest.isoweekday()) % 7)
    if shape in ("cd", "dc"):
        return _read_until([tokens[shape.index("d")]], today, today + timedelta(days=1))
    if shape == "z":
        return today - _DAY
    if shape == "xd":
        return _next_weekday(today, tokens[1].value)
    if shape == "nh":
        days, rest = divmod(tokens[0].value * tokens[1].value, 24 * 60)
        return None if rest else _after(today, days, 0)
    if shape == "ru":
        return _next(today, tokens[1].value) if tokens[1].value else today + _DAY
    if shape in ("n", "nu", "au") and tokens[-1].kind != "some":
        count = 1 if shape == "au" else tokens[0].value
        return _after(today, count, tokens[1].value if len(tokens) > 1 else 0)
    if spell := further.spell(tokens):
        return _after(today, spell, 0)
    if found := further.after_a_day(tokens, today) or further.last_day(tokens, earliest):
        return found
    if shape in ("xu", "ux"):
        return _next(today, tokens[shape.index("u")].value)
    if shape == "ni":
        return next_numbered(earliest, tokens[0].value)
    if _NUMERIC_DATE.fullmatch(shape):
        numbers = [token for token in tokens if token.kind == "number"]
        return _numeric_date(numbers, earliest) if len(numbers) == shape.count("n") else None
    return _named_date([token for token in tokens if token.kind not in (".", "ordinal")], earliest)


def _after(today: date, count: int, unit: int) -> date | None:
    """The date some days (0), weeks (1) or months (2) after today; None for none at all, or very many."""
    if not 1 <= count <= LONGEST.days:
        return None
    if unit < 2:
        return today + timedelta(days=count * (1, 7)[unit])
    years, month = divmod(today.month - 1 + count, 12)
    year = today.year + years
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def _next_weekday(today: date, weekday: int) -> date | None:
    """The next week's day, where it is also the next one of its name; Sunday ends a week or begins one."""
    here = today.isoweekday()
    if weekday > here or (here == 7 and weekday != 7):
        return None
    return today + timedelta(days=(weekday - here - 1) % 7 + 1)


def _next(today: date, unit: int) -> date | None:
    """The first day of the next week (1, from Monday) or month (2)."""
    if unit == 1:
        return today + timedelta(days=8 - today.isoweekday())
    return _calendar(1, today.month % 12 + 1, None, today) if unit == 2 else None


def next_numbered(earliest: date, day: int) -> date | None:
    """The next date from `earliest` on with this day of the month, so that "until the 3rd" is one."""
    ahead = (earliest + timedelta(days=step) for step in range(63))
    return next((on for on in ahead if on.day == day), None)


def _numeric_date(numbers: Sequence[Token], earliest: date) -> date | None:
    first, second, *rest = numbers
    if first.digits == 4:
        if not rest:
            return None
        return _calendar(rest[0].value, second.value, first, earliest)
    if first.value != second.value and (first.value > 12) == (second.value > 12):
        return None
    day, month = max(first.value, second.value), min(first.value, second.value)
    return _calendar(day, month, rest[0] if rest else None, earliest)


def _named_date(tokens: Sequence[Token], earliest: date) -> date | None:
    """A date with its month's name: with or without day, year and a weekday, which has to be right."""
    numbers = [token for token in tokens if token.kind in ("number", "numbers")]
    weekday = next((token.value for token in tokens if token.kind == "days"), None)
    month = next((token.value for token in tokens if token.kind == "months"), 0)
    shape = shape_of(tokens)
    if shape == "m":
        return _calendar(1, month, None, earliest)
    if shape == "mn" and numbers and numbers[0].digits == 4:
        return _calendar(1, month, numbers[0], earliest)
    if not _NAMED_DATE.fullmatch(shape) or len(numbers) != shape.count("n"):
        return None
    found = _calendar(numbers[0].value, month, numbers[1] if numbers[1:] else None, earliest)
    return found if found and weekday in (None, found.isoweekday()) else None


def _calendar(day: int, month: int, year: Token | None, earliest: date) -> date | None:
    """That date; without a year the next one from `earliest` on; None where the calendar has no such day."""
    if year is not None:
        if year.digits not in (2, 4):
            return None
        years = [year.value + (2000 if year.digits == 2 else 0)]
    else:
        years = list(range(earliest.year, earliest.year + 9))
    for number in years:
        if 1 <= month <= 12 and number and 1 <= day <= calendar.monthrange(number, month)[1]:
            found = date(number, month, day)
            if year is not None or found >= earliest:
                return found
    return None
