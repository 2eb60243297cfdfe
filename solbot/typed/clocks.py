"""Reading one time of day, word by word: "half past seven", "19.30", "siete y cinco de la tarde"."""

from __future__ import annotations

from datetime import time

from solbot.typed.vocabulary import Cursor, Token

HALVES = ("am", "pm", "night")
# Words around what is meant, which change nothing about it.
ASIDE = ("politely", "filler")
# Minutes from the full hour that is named before or after them: "half past seven", "siete y media".
FROM_THE_HOUR = {"half_past": 30, "quarter_past": 15, "quarter_to": -15, "half_to": -30}
_SPOKEN = frozenset({*FROM_THE_HOUR, "past", "before"})
_HOUR = frozenset({"number", "numbers"})
# What a part of the day, by its usual hour, is with a time beside it: "7 in the evening" is 19:00.
HALF_OF_PART = {8: "am", 16: "pm", 19: "pm", 21: "night"}
PARTS = frozenset({"parts", "every_part"})
_LEADING = frozenset({"at", ",", ":", *ASIDE})
_HOURS_OF_PART = {
    8: range(1, 12),
    16: range(12, 20),
    19: range(13, 24),
    21: (*range(17, 24), *range(5)),
}
_AND = frozenset({"and", "and_minutes"})
# Minutes that are said after an hour with a word that also joins two hours: "a las 7 y 5".
_SAID_MINUTES = frozenset({5, 10, 20})
_WRITTEN = (":", ".", "hour_mark")
_MORE_OF_TIME = (*_WRITTEN, "minutes", *FROM_THE_HOUR, "past", "before")
BETWEEN = frozenset({*_AND, *ASIDE, "every", "at", ",", ";", "/", "&", "+", ".", "!"})


def halves(at: time) -> tuple[time, time]:
    """The two times that words such as "half past six" can mean."""
    return at.replace(hour=at.hour % 12), at.replace(hour=at.hour % 12 + 12)


def read_time(cursor: Cursor) -> time | None:
    """The time that begins here, taken; None where none does, or one that no clock shows."""
    return read_time_and_half(cursor, "")[0]


def read_time_and_half(cursor: Cursor, of_part: str) -> tuple[time | None, str]:
    """The time that begins here, and the half of the day that was said for it ("" for none); `of_part` is the half of
    a part of the day before it."""
    half, part, before = "", 0, cursor.peek(-1).kind
    if cursor.peek().kind in HALVES:
        after = 2 if cursor.peek(1).kind == "at" else 1
        if cursor.peek(after).kind in _HOUR:
            half = cursor.peek().kind
            cursor.take(after)
    elif cursor.peek().kind in _SPOKEN:
        part = _from_the_hour(cursor.take())
    token = cursor.take()
    if token.kind in ("noon", "midnight"):
        return _moved(time(12 if token.kind == "noon" else 0), part), "said"
    if token.kind not in _HOUR or token.digits > 4:
        return None, half
    if token.digits > 2:
        hour, minute = divmod(token.value, 100)
    else:
        hour, minute = token.value, _read_minute(cursor, token.value, before)
    while cursor.peek().kind == "hour_mark":
        cursor.take()
    if not minute and not part and cursor.peek().kind in _SPOKEN:
        part = _from_the_hour(cursor.take())
    half = half or _read_half(cursor, of_part)
    if cursor.peek().kind == "hour_mark":
        cursor.take()  # "8 in the morning sharp"
    if part and minute:
        return None, half
    return _moved(on_clock(hour, minute, half), part), half


def _read_half(cursor: Cursor, of_part: str) -> str:
    """The half of the day that was said after an hour, taken; or else that of a part of the day before it."""
    after = cursor.peek()
    if after.kind in HALVES:
        return cursor.take().kind
    if after.kind in PARTS and not (of_part and to_its_hour(cursor)):
        cursor.take()
        return HALF_OF_PART[after.value]
    return of_part


def _from_the_hour(token: Token) -> int:
    """How many minutes after the hour this is, or before it (then less than none)."""
    if token.kind == "past":
        return token.value
    return -token.value if token.kind == "before" else FROM_THE_HOUR[token.kind]


def _read_minute(cursor: Cursor, hour: int, before: str) -> int:
    """The minutes after an hour, taken; 0 where none are given, 60 where they make no sense. `before`: the kind of what
    stands before the hour."""
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
    if joint.kind in _AND and two_digits and minute.value > 23:
        return cursor.take(2).value  # "7 y 30"
    if _are_said_minutes(cursor, hour, before):
        return cursor.take(2).value
    if joint.kind == "minutes":
        return cursor.take().value
    if joint.kind == "number" and joint.digits == 2 and joint.value > 23:
        return cursor.take().value
    return 0


def _are_said_minutes(cursor: Cursor, hour: int, before: str) -> bool:
    """Whether minutes come after an hour as in "a las 7 y 5": what a list would give as a later hour is none."""
    joint, minute, after = cursor.peek(), cursor.peek(1), cursor.peek(2)
    if joint.kind != "and_minutes" or minute.kind != "number" or minute.value not in _SAID_MINUTES:
        return False
    alone = before == "at" or (before not in BETWEEN and minute.value < hour)
    return alone and after.kind not in (*_MORE_OF_TIME, *_AND)


def to_its_hour(cursor: Cursor) -> int:
    """How many words after a part of the day its hour begins, be it after a comma; 0 where none does."""
    after, begun = 1, cursor.peek(1)
    while begun.kind in _LEADING:
        after, begun = after + 1, cursor.peek(after + 1)
    if begun.kind in _SPOKEN:
        begun = cursor.peek(after + 1)
    return after if begun.kind in _HOUR or (begun.kind == "midnight" and after < 3) else 0


def is_in(part: int, at: time) -> bool:
    """Whether a time is in a part of the day, by its usual hour: midnight is in no morning, noon in no evening."""
    return at.hour in _HOURS_OF_PART[part]


def is_bare(cursor: Cursor) -> bool:
    """Whether the hour that begins here is said as people say one of twelve: 7, and neither 07 nor 7:30."""
    at = 0 if cursor.peek().kind in _HOUR else 1
    hour = cursor.peek(at)
    plain = hour.digits == len(str(hour.value)) <= 2 and cursor.peek(at + 1).kind not in _WRITTEN
    return plain or hour.kind == "numbers"


def is_spoken(cursor: Cursor) -> bool:
    """Whether the time that begins here is in words, which name no half of the day as 18:30 does."""
    kinds = (cursor.peek().kind, cursor.peek(1).kind)
    return kinds[0] == "numbers" or any(kind in _SPOKEN for kind in kinds)


def _moved(at: time | None, minutes: int) -> time | None:
    """A time so many minutes later, or earlier, around the clock."""
    if at is None or not minutes:
        return at
    hour, minute = divmod((at.hour * 60 + at.minute + minutes) % (24 * 60), 60)
    return time(hour, minute)


def on_clock(hour: int, minute: int, half: str) -> time | None:
    if half == "night":
        half = "am" if hour == 12 or hour < 5 else "pm"
    if half == "am":
        hour = 24 if hour > 12 else hour % 12
    elif half == "pm":
        hour = 24 if hour == 0 else hour if hour >= 12 else hour + 12
    elif (hour, minute) == (24, 0):
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None
