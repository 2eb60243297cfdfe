"""Days that are counted from another one: a week after Friday, a fortnight from now, the end of a month."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from solbot.typed.vocabulary import Token, shape_of

KINDS: Final = ("so_many_days", "end_of", "last_day_of", "the_year", "weekend")
SPELLS: Final = ("q", "aq", "nq", "xq", "xnu", "qw", "aqw")
"""How long, and so no day: "a fortnight", "for the next two weeks"."""

_DAY: Final = timedelta(days=1)
_BASES: Final = "toy"  # today, tomorrow, the day after
_WEEK, _MONTH = 1, 2
_OF_NEXT_WEEK: Final = ("dxu", "dux", "xud", "uxd")


def spell(tokens: Sequence[Token]) -> int | None:
    """How many days a spell of SPELLS has; None for other words."""
    shape = shape_of(tokens)
    if shape not in SPELLS or any(token.kind == "some" for token in tokens):
        return None
    if shape == "xnu":
        unit = tokens[2].value
        return tokens[1].value * (1, 7)[unit] if unit < _MONTH else None
    count = tokens[0].value if shape == "nq" else 1
    return count * tokens[shape.index("q")].value


def after_a_day(tokens: Sequence[Token], today: date) -> date | None:
    """A week or two after the day that is named, "Friday week" or "de hoy en ocho", or a weekday of next week; None for
    other words, and in the first for the weekday that it is today, which may be meant or the next one."""
    if shape_of(tokens) in _OF_NEXT_WEEK:
        return _in_next_week(tokens, today)
    named = [token for token in tokens if token.kind not in ("from", "a")]
    later = [token for token in named if token.kind == "later"]
    base = shape_of([token for token in named if token.kind != "later"])
    if len(later) != 1 or len(named) != 2:
        return None
    day = next(token for token in named if token.kind != "later")
    if base == "d" and day.value != today.isoweekday():
        begins = today + timedelta(days=(day.value - today.isoweekday()) % 7)
    elif base and base in _BASES:
        begins = today + timedelta(days=_BASES.index(base))
    else:
        return None
    return begins + timedelta(days=later[0].value)


def _in_next_week(tokens: Sequence[Token], today: date) -> date | None:
    """The weekday of the week from next Monday on."""
    said = {token.kind: token.value for token in tokens}
    if said["units"] != _WEEK:
        return None
    return today + timedelta(days=7 - today.isoweekday() + said["days"])


def is_end_of_week(tokens: Sequence[Token]) -> bool:
    """Whether tokens name the end of a week, which is Friday to some and Sunday to others."""
    kinds = [token.kind for token in tokens]
    return kinds in (["end_of", "units"], ["last_day_of", "units"]) and tokens[1].value == _WEEK


def last_day(tokens: Sequence[Token], earliest: date) -> date | None:
    """The last day of a week, a month or a year that is named; without its year, the next one from `earliest` on."""
    if not tokens or tokens[0].kind not in ("end_of", "last_day_of"):
        return None
    of = list(tokens[1:])
    shape = shape_of(of)
    if shape == "the_year":
        return date(earliest.year, 12, 31)
    if shape == "u" and of[0].value == _WEEK:
        return earliest + timedelta(days=7 - earliest.isoweekday())
    if shape == "u" and of[0].value == _MONTH:
        return _month_of(earliest)
    if shape in ("xu", "ux") and of[shape.index("u")].value == _MONTH:
        return _month_of(_month_of(earliest) + _DAY)
    if shape == "m":
        here = _month_of(date(earliest.year, of[0].value, 1))
        return here if here >= earliest else _month_of(here.replace(day=1, year=here.year + 1))
    if shape == "mn" and of[1].digits == 4 and of[1].value:
        return _month_of(date(of[1].value, of[0].value, 1))
    return None


def _month_of(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
