"""The filters of reply templates: dates, times, numbers and lists as the language writes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError, get_global
from babel.dates import (
    format_date,
    format_datetime,
    format_skeleton,
    format_time,
    get_day_names,
    get_timezone_location,
)
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent, get_group_symbol
from babel.units import format_unit
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup, escape

from solbot.content.bidi import isolated
from solbot.content.models import Formats
from solbot.typed.spans import TimeSpan

_FIXED = re.compile(r"Etc/GMT([+-])([1-9]\d?)")
_OF_UTC = re.compile("(Etc/)?(UTC|UCT|GMT([+-]?0)?|Greenwich|Universal|Zulu)")
_UNITS = {"week": 604_800, "day": 86_400, "hour": 3_600, "minute": 60, "second": 1}
_MANY = 100
_LETTERS_MEET_FIGURES = re.compile(r"(?<=[^\W\d_])(?=\d)")
# An i at the beginning, also of a name in quotes; not where it is half a vowel, as in "hielo".
_SOUNDS_I = re.compile(r"(<[^>]*>|[^\w<])*(hi(?![aeouáéóú])|[ií](?![aeouáéóú]))", re.IGNORECASE)
_STYLES = ("short", "medium", "long", "full")
# The year of a CLDR pattern, with what belongs to it: " 'de' y", ", y", "y年".
_YEAR = re.compile(r"[\s,./-]*('[^']*'\s*)?y+[^MLdE]*$|^y+[^MLdE]*")


_OF_TWELVE = "h:mm a"


def country_of(zone: str) -> str | None:
    """The country a time zone is in, by its code, after CLDR; None where it is no country's."""
    known = str(get_global("zone_aliases").get(zone, zone))
    territory = get_global("zone_territories").get(known)
    return None if territory in (None, "ZZ", "001") else str(territory)


@lru_cache(maxsize=1024)
def has_twelve_hours(zone: str) -> bool:
    """Whether people in this zone read the clock by twice twelve hours, after CLDR; not where it is no country's."""
    territory = country_of(zone)
    if territory is None:
        return False
    try:
        there = Locale.parse(f"und_{territory}")
    except (UnknownLocaleError, ValueError):
        return False
    return "a" in str(there.time_formats["short"].pattern)


@lru_cache
def filters_of(locale: str, formats: Formats) -> Filters:
    """The filters of a language, which are the same for whoever asks."""
    return Filters(Locale.parse(locale), formats)


class Filters:
    """Filters for one language. Moments are shown as they come: already in the person's zone."""

    def __init__(self, locale: Locale, formats: Formats) -> None:
        """Raises ValueError or KeyError where a pattern of the language cannot be used."""
        self.locale = locale
        self.formats = formats
        moment = datetime(2026, 9, 30, 20, 30)  # noqa: DTZ001
        self.on(moment)
        self.at(moment)

    def __reduce__(self) -> tuple[Callable[..., Filters], tuple[object, ...]]:
        return filters_of, (str(self.locale), self.formats)

    def all(self) -> dict[str, Callable[..., object]]:
        """The filters by the names templates know them by. `list` replaces Jinja's own."""
        return {
            "date": self.on,
            "time": self.at,
            "datetime": self.moment,
            "weekday": self.weekday,
            "days": self.days,
            "list": self.joined,
            "number": self.number,
            "percent": self.percent,
            "plural": self.plural,
            "duration": self.duration,
            "country": self.country,
            "zone": self.zone,
            "by_your_clock": self.by_your_clock,
            "money": self.money,
        }

    def twelve(self) -> Filters:
        """The same, with times as 7:30 PM."""
        return Filters(self.locale, replace(self.formats, time=_OF_TWELVE))

    def apart(self, text: str) -> str:
        """A text to be put among the language's words, kept apart where it runs in the other direction."""
        return isolated(text, rightwards=self.locale.text_direction == "ltr")

    def on(self, value: date, pattern: str | None = None) -> str:
        """A day, as the language writes it or by a CLDR pattern such as `EEEE d MMMM`."""
        return format_date(value, pattern or self.formats.date, locale=self.locale)

    def of_any_year(self, value: date) -> str:
        """A day without its year, in the order in which the language writes its days."""
        pattern = _YEAR.sub("", self.formats.date).strip()
        return self.by_skeleton(value, "MMMMd") if pattern in _STYLES else self.on(value, pattern)

    def by_skeleton(self, value: date, skeleton: str) -> str:
        """A day by one of CLDR's skeletons, such as MMMd, where there is little room; in the language's own order."""
        return format_skeleton(skeleton, value, locale=self.locale)

    def at(self, value: time | datetime | TimeSpan, pattern: str | None = None) -> str:
        """A time of day; from one to another, with a dash between them."""
        if isinstance(value, TimeSpan):
            return f"{self.at(value.begins, pattern)}–{self.at(value.ends, pattern)}"
        return format_time(value, pattern or self.formats.time, locale=self.locale)

    def moment(self, value: datetime, pattern: str | None = None) -> str:
        """A day and a time, joined the language's way."""
        if pattern:
            return format_datetime(value, pattern, locale=self.locale)
        style = self.formats.date if self.formats.date in _STYLES else "long"
        join = str(self.locale.datetime_formats[style]).replace("'", "")
        return join.replace("{1}", self.on(value)).replace("{0}", self.at(value))

    def weekday(self, value: int | date) -> str:
        """The name of a weekday, by its ISO number (Monday is 1) or of a date."""
        number = value if isinstance(value, int) else value.isoweekday()
        return str(get_day_names("wide", "stand-alone", self.locale)[number - 1])

    def days(self, value: Iterable[int]) -> str:
        """ISO weekdays in words; three or more on end as a range."""
        numbers = sorted(set(value))
        names = [self.weekday(number) for number in numbers]
        if len(numbers) >= 3 and numbers[-1] - numbers[0] == len(numbers) - 1:
            return self.formats.days.replace("{0}", names[0]).replace("{1}", names[-1])
        return self._row(names)

    @pass_eval_context
    def joined(self, context: EvalContext, value: Iterable[object]) -> str:
        """Things in a row, joined with the language's "and"; each is escaped where text is."""
        if not context.autoescape:
            return self._row([str(item) for item in value])
        items = [
            item if isinstance(item, Markup) else escape(self.apart(str(item))) for item in value
        ]
        return Markup(self._row(items))  # noqa: S704

    def number(self, value: int | float) -> str:
        """A number with the language's separators."""
        return self._grouped(format_decimal(value, locale=self.locale))

    def percent(self, value: float) -> str:
        """A share between 0 and 1 as a percentage."""
        return format_percent(value, locale=self.locale)

    def plural(self, value: int, other: str, **forms: str) -> str:
        """The form for a number: `n|plural(one="# day", other="# days")`; # is the number."""
        form = forms.get(self.locale.plural_form(value), other)
        return form.replace("#", self.number(value))

    def duration(self, value: timedelta) -> str:
        """How long, in the largest unit that fits whole: 6 days, 90 minutes. What would take a hundred or more of
        it is told in whole ones of the largest that fits three times."""
        seconds = max(0, int(value.total_seconds()))
        unit = next(
            unit
            for unit in _UNITS
            if (seconds % _UNITS[unit] == 0 and seconds >= _UNITS[unit]) or unit == "second"
        )
        if seconds // _UNITS[unit] >= _MANY:
            unit = next(unit for unit in _UNITS if seconds >= 3 * _UNITS[unit])
        return format_unit(seconds // _UNITS[unit], f"duration-{unit}", locale=self.locale)

    def country(self, code: str) -> str:
        """A country's name by its ISO code; the code itself where it has none."""
        return str(self.locale.territories.get(code, code))

    def zone(self, name: str) -> str:
        """A time zone by the city it is called after, such as New York, or by its distance from UTC."""
        if (fixed := _FIXED.fullmatch(name)) is not None:
            # The Etc names count westwards, the other way round from what people write.
            return f"UTC{'+' if fixed[1] == '-' else '-'}{fixed[2]}"
        if _OF_UTC.fullmatch(name):
            return "UTC"
        return str(get_timezone_location(name, locale=self.locale, return_city=True))

    @staticmethod
    def by_your_clock(text: str, at: datetime, shown: str = "wDt") -> Markup:
        """Words for a moment, which apps that know it show by their owner's own clock: all others show the words."""
        return Markup('<tg-time unix="{}" format="{}">{}</tg-time>').format(
            int(at.timestamp()), shown, text
        )

    def money(self, value: Decimal, currency: str) -> str:
        """An amount with its currency; cents only where there are any."""
        pattern = str(self.locale.currency_formats["standard"].pattern)
        if value == value.to_integral_value():
            pattern = pattern.replace(".00", "")
        amount = format_currency(
            value, currency, pattern, locale=self.locale, currency_digits=False
        )
        # CLDR asks for a space where letters meet figures, and Babel leaves it out.
        return self._grouped(_LETTERS_MEET_FIGURES.sub("\u00a0", amount))

    def _row(self, items: Sequence[str]) -> str:
        """In a row; in Spanish "y" is "e" before the sound of an i."""
        row = format_list(items, locale=self.locale)
        if self.locale.language != "es" or len(items) < 2 or not _SOUNDS_I.match(items[-1]):
            return row
        return f"{row.removesuffix(f' y {items[-1]}')} e {items[-1]}"

    def _grouped(self, number: str) -> str:
        if self.formats.thousands is None:
            return number
        return number.replace(get_group_symbol(self.locale), self.formats.thousands)
