"""Reading which days somebody will be away: a date, or from one to another."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from solbot.typed import further
from solbot.typed.dates import next_numbered, parse_day
from solbot.typed.vocabulary import Vocabulary, first_of, joined_by, scan, shape_of, shorn, words_in

LONGEST = timedelta(days=366)
_MOST_WORDS = 24
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_JOINING = ("ordinal", "the", "until", ",", ".")
_ASIDE = ("the", "until", "politely", "filler", ",", "!")
_STRETCH = ("weekend", "rest_of", "whole", "next", "units", "months", "coming", *_ASIDE)
_HOW_LONG = ("units", "numbers", "some", "so_many_days", "a", "until", "politely")
_WEEKDAYS = ("days", "to", "and", "between", "from", "the", "until")
_FIGURES = re.compile(r"(\d{1,2}) ?([/.]) ?(\d{1,2})(?: ?\2 ?(\d{4}|\d\d))?(?: ?\.)?")


def parse_days_off(text: str, today: date, vocab: Vocabulary) -> tuple[date, date] | None:
    """The first and the last day that a text names and nothing else; None for other texts, for days that are over,
    and for more than a year. "24 to 26 December" takes the month for both, "until Friday" begins today; "October" is
    all of it, "this weekend" what is left of it, "5 days starting Friday" counts that one. In "24/12 - 2/1" a day over
    12 tells which figure is the month."""
    text = shorn(text, vocab, "", "politely")
    begun = shorn(text, vocab, "from", "")
    found = _stretch(begun, today, vocab) or _named(begun, today, vocab)
    if found and begun != text:  # "from Friday" does not say until when
        return None
    found = found or _counted(begun, today, vocab) or _in_next_week(begun, today, vocab)
    found = found or _between(begun, today, vocab)
    return found if found and found[1] <= today + LONGEST else None


def _named(text: str, today: date, vocab: Vocabulary) -> tuple[date, date] | None:
    """The day that a text names, or all days until then."""
    # In Spanish, "a fin de mes" is that day, and begins with a word for until.
    until = shorn(text, vocab, "to", "") if shorn(text, vocab, "end_of", "") == text else text
    last = _date(until, today, vocab)
    if last is None and until != text:
        last = _numbered(until, today - _DAY)
    if last is not None:
        first = last if until == text else today
        return first, last
    return None


def _between(text: str, today: date, vocab: Vocabulary) -> tuple[date, date] | None:
    """From one day that a text names to another."""
    inside = shorn(text, vocab, "between", "")
    for kind in ("to", "and"):
        for before, after in joined_by(inside, vocab, (kind,)):
            found = _from_to(before, after, today, vocab)
            if found and (kind == "to" or inside != text or found[1] - found[0] == _DAY):
                return found
    return None


def _from_to(before: str, after: str, today: date, vocab: Vocabulary) -> tuple[date, date] | None:
    begun, ended = _stretch(before, today, vocab), _stretch(after, today, vocab)
    if begun and ended and begun[0] < ended[1]:
        return begun[0], ended[1]
    last, again = _date(after, today, vocab), _comes_again(after, vocab)
    first = None if again else _within(before, last, vocab)
    first = first or _date(before, today, vocab)
    if first is None and again and any(word.isdecimal() for word in words_in(after)):
        first = _numbered(before, today - _DAY)
    if first is not None and again:
        last = _numbered(after, first) or parse_day(after, first, vocab, counted=False, after=True)
    if first is not None and last is not None and today <= first < last <= today + LONGEST:
        return first, last
    return _in_figures(before, after, today, vocab)


def _stretch(text: str, today: date, vocab: Vocabulary) -> tuple[date, date] | None:
    """What is left of a weekend, a week or a month that a text names as a whole."""
    if shorn(text, vocab, "to", "") != text:  # "until October" is not all of it
        return None
    found = [token for token in scan(text, vocab, _STRETCH) or () if token.kind not in _ASIDE]
    tokens = [token for token in found if token.kind != "whole"]
    shape = shape_of(tokens)
    sunday = today + timedelta(days=7 - today.isoweekday())
    if shape == "s":
        return max(today, sunday - _DAY), sunday
    if shape in ("ru", "xu", "ux") or (shape == "u" and len(found) > 1 and today < sunday - _DAY):
        unit, later = tokens[shape.index("u")].value, "x" in shape
        if unit == 1:
            return (sunday + _DAY, sunday + _WEEK) if later else (today, sunday)
        if unit == 2:
            return _month(today, (today.month + later - 1) % 12 + 1)
    if shape == "m":
        return _month(today, tokens[0].value)
    if shape == "mn" and tokens[1].digits == 4 and tokens[1].value - today.year in (0, 1):
        first = date(tokens[1].value, tokens[0].value, 1)
        last = _month(first, first.month)[1]
        return (max(first, today), last) if last >= today else None
    return None


def _month(today: date, month: int) -> tuple[date, date]:
    """The first and the last day of that month, the next one that is not over, from today on."""
    year = today.year + (month < today.month)
    last = date(year, month, calendar.monthrange(year, month)[1])
    return max(today, last.replace(day=1)), last


def _counted(text: str, today: date, vocab: Vocabulary) -> tuple[date, date] | None:
    """So many days or weeks from a day on: "5 days starting Friday"."""
    for before, after in joined_by(text, vocab, ("starting",)):
        found = [
            token for token in scan(before, vocab, _HOW_LONG) or () if token.kind not in _ASIDE
        ]
        first = _date(after, today, vocab) or _numbered(after, today - _DAY)
        days = further.spell(found)
        if shape_of(found) in ("nu", "au") and found[1].value < 2:
            days = (found[0].value if found[0].kind != "a" else 1) * (1, 7)[found[1].value]
        if days is not None and first is not None:
            return (first, first + timedelta(days=days - 1)) if 1 <= days <= LONGEST.days else None
    return None


def _in_next_week(text: str, today: date, vocab: Vocabulary) -> tuple[date, date] | None:
    """Weekdays of next week: "Tuesday to Thursday next week"."""
    words = words_in(text)
    for cut in range(1, len(words) if len(words) <= _MOST_WORDS else 0):
        days, rest = " ".join(words[:cut]), " ".join(words[cut:])
        week = [token for token in scan(rest, vocab, _STRETCH) or () if token.kind not in _ASIDE]
        named = scan(days, vocab, _WEEKDAYS) or ()
        if (
            shape_of(week) in ("xu", "ux")
            and any(token.value == 1 for token in week)
            and named
            and named[0].kind != "to"
            and all(token.kind in (*_WEEKDAYS, "-") for token in named)
        ):
            monday = today + timedelta(days=8 - today.isoweekday())
            return _named(days, monday, vocab) or _between(days, monday, vocab)
    return None


def _in_figures(
    before: str, after: str, today: date, vocab: Vocabulary
) -> tuple[date, date] | None:
    """Two dates in figures, of which one tells whether the day or the month comes first."""
    dates = [_FIGURES.fullmatch(shorn(text, vocab, "the", "")) for text in (before, after)]
    pairs = [(int(found[1]), int(found[3])) for found in dates if found]
    orders = [order for order in (0, 1) if all(pair[1 - order] <= 12 for pair in pairs)]
    if len(pairs) < 2 or len(orders) != 1 or (orders[0] and "." in before + after):
        return None
    first, last = (
        _dated(found and found[4], pair[1 - orders[0]], pair[orders[0]], today)
        for found, pair in zip(dates, pairs, strict=True)
    )
    if first and last and last < first and not (dates[1] and dates[1][4]):
        last = _dated(None, last.month, last.day, first)
    return (first, last) if first and last and today <= first < last else None


def _dated(year: str | None, month: int, day: int, earliest: date) -> date | None:
    """That date; without a year the next one; None where the calendar has none."""
    years = [int(year) % 100 + 2000] if year else range(earliest.year, earliest.year + 2)
    for number in years:
        if 1 <= day <= calendar.monthrange(number, month)[1]:
            found = date(number, month, day)
            if year or found >= earliest:
                return found
    return None


def _date(text: str, today: date, vocab: Vocabulary) -> date | None:
    """A date that is no number of days: "for 3 days" does not say from when."""
    found = parse_day(text, today, vocab, counted=False)
    return found if found and found >= today else None


def _within(text: str, last: date | None, vocab: Vocabulary) -> date | None:
    """The day of the last one's month that a text names by its number and at most its weekday."""
    tokens = scan(text, vocab, ("ordinal", "days", "the", "until")) or ()
    named = [token for token in tokens if token.kind not in _JOINING]
    said = {token.kind: token.value for token in named}
    if last is None or len(said) < len(named) or not said.keys() <= {"number", "days"}:
        return None
    day = said.get("number", 0)
    first = last.replace(day=day) if 1 <= day < last.day else None
    return first if first and said.get("days") in (None, first.isoweekday()) else None


def _comes_again(text: str, vocab: Vocabulary) -> bool:
    """Whether a text names a weekday, or a day of any month, and so is counted from the first."""
    weekday = first_of(text, vocab, ("days",)) is not None
    numbers = [word for word in words_in(text) if word.isdecimal()]
    in_a_month = first_of(text, vocab, ("months",)) is not None
    return not in_a_month and len(numbers) < 2 and (weekday or bool(numbers))


def _numbered(text: str, first: date) -> date | None:
    """The day after the first that a text names by its number in the month and nothing else."""
    number = text.strip(" .")
    return next_numbered(first + _DAY, int(number[:3])) if number.isdecimal() else None
