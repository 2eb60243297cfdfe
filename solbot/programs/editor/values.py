"""How the fields of a program and their values are shown to staff."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from solbot.bot.context import Context
from solbot.content.cutting import one_line


def name(context: Context, field: str) -> str:
    """What a field is called."""
    return context.language.button(f"field_{field}")


def shown(context: Context, field: str, value: object, most: int) -> str | None:
    """A value in words on one line, cut; None for an empty one."""
    words = whole(context, field, value)
    return None if words is None else one_line(words, most)


def whole(context: Context, field: str, value: object) -> str | None:
    """A value in words; None for an empty one."""
    if value is None:
        return None
    if field in ("starts", "ends"):
        return context.language.filters.moment(datetime.fromisoformat(str(value)))
    if field == "zone":
        return context.language.filters.zone(str(value))
    if field == "checked":
        return context.language.filters.on(date.fromisoformat(str(value)))
    if field in ("online", "joining"):
        return context.language.button(choice_key(field, value))
    if isinstance(value, Mapping):
        return str(value["name"])
    if isinstance(value, list):
        return "; ".join(value)
    return str(value)


def choice_key(field: str, value: object) -> str:
    """The button that stands for a choice."""
    if field == "online":
        return "online_yes" if value else "online_no"
    return f"joining_{value}"
