"""What places are called on buttons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location

from solbot.bot.context import Context
from solbot.content.labels import BUTTON_LIMIT, fitted
from solbot.content.language import Language
from solbot.typed.gazetteer import Place, fold

_NAMED_IN = "en"  # the language of the gazetteer's own names


def labels_of(context: Context, found: Sequence[Place]) -> list[str]:
    """What places are called on buttons: with their country, or region where that tells them apart, and the time."""
    alike = Counter((one.name, one.country) for one in found)
    labels = []
    for one in found:
        twice = alike[one.name, one.country] > 1 and one.region
        where = one.region if twice else context.language.country(one.country)
        called = ", ".join(filter(None, (city_in(context.language, one), where)))
        at = context.language.clock(context.work.now.astimezone(ZoneInfo(one.zone)).time())
        room = BUTTON_LIMIT - len(at) - 2
        labels.append(f"{fitted(called, room)}, {at}")
    return labels


def city_in(language: Language, place: Place) -> str:
    """What a place is called in a language, as far as CLDR knows: it has names for the cities that zones are called
    after, and none for others."""
    if not place.country:
        return language.filters.zone(place.zone)
    locale = language.filters.locale
    if locale.language == _NAMED_IN:
        return place.name
    called = str(get_timezone_location(place.zone, locale=_NAMED_IN, return_city=True))
    is_it = fold(place.name) in (fold(called), fold(f"{called} City"))
    return language.filters.zone(place.zone) if is_it else place.name
