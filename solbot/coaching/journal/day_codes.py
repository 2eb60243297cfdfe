"""Days as buttons carry them: 20250314."""

from __future__ import annotations

from datetime import date

from solbot.errors import StaleButton


def code_of(day: date) -> str:
    """To be carried."""
    return f"{day.year:04}{day:%m%d}"


def day_of(code: str) -> date:
    """The day that a button carries. Raises StaleButton where it is none."""
    if len(code) != 8 or not (code.isascii() and code.isdecimal()):
        raise StaleButton
    try:
        return date(int(code[:4]), int(code[4:6]), int(code[6:]))
    except ValueError:
        raise StaleButton from None
