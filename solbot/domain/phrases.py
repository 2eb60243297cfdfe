"""Reading what people type: times, weekdays and numbers on a scale.

The words of a language come from its `words.toml`; this module knows only how they go together. A text is
understood as a whole or not at all: one unknown word, and the answer is None.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import Final

from solbot.domain.vocabulary import END, Cursor, Token, Vocabulary, scan, shape_of

MOST_TIMES: Final = 6

_SETS = {
    "every_day": frozenset(range(1, 8)),
    "weekdays": frozenset(range(1, 6)),
    "weekend": frozenset({6, 7}),
}

_HALVES = ("am", "pm", "night")

# Minutes from the full hour that is named before or after them: "half past seven", "siete y media".
_FROM_THE_HOUR = {"half_past": 30, "quarter_past": 15, "quarter_to": -15, "half_to": -30}

_CLOCK = (*_HALVES, *_FROM_THE_HOUR, "noon", "midnight", "hour_mark", "minute_mark", "numbers")

_RHYTHM = (*_SETS, "days", *_CLOCK, "to", "except", "and", "every", "at")

_BETWEEN = frozenset({"and", "every", "at", ",", ";", "/", "&", "+", ".", "!"})


def parse_times(text: str, vocab: Vocabulary) -> list[time] | None:
    """The times of day in a text that says nothing else, sorted; None for other texts and more than six."""
    days, times = parse_rhythm(text, vocab)
    return None if days else times


def parse_days(text: str, vocab: Vocabulary) -> frozenset[int] | None:
    """The ISO weekdays in a text that says nothing else; None for other texts."""
    days, times = parse_rhythm(text, vocab)
    return None if times else days


def parse_rhythm(text: str, vocab: Vocabulary) -> tuple[frozenset[int] | None, list[time] | None]:
    """The ISO weekdays and the times in one text; None for what it does not say, two for a text not understood.

    Different times on different days ("Monday 8, Tuesday 9") are not understood: a rhythm has the same
    times on all its days.
    """
    tokens = scan(text, vocab, _RHYTHM)
    return (tokens and _read_rhythm(tokens)) or (None, None)


def parse_clock(text: str, vocab: Vocabulary) -> time | None:
    """The one time in an answer to "what time is it for you now?", or None."""
    found = scan(text, vocab, (*_CLOCK, "it_is", "at"))
    tokens = [token for token in found or () if token.kind not in ("it_is", "at", ",", "!")]
    if [token.kind for token in tokens] == ["number", "number"] and tokens[1].digits == 2:
        return _on_clock(tokens[0].value, tokens[1].value, "")
    cursor = Cursor(tokens)
    at = _read_time(cursor)
    while cursor.peek().kind == ".":
        cursor.take()
    return at if cursor.peek() is END else None


def parse_scale(text: str, vocab: Vocabulary) -> int | None:
    """A number from 0 to 10, alone or "out of 10", in any script's digits or in words; or None."""
    return _on_scale(scan(text.rstrip(" .!"), vocab, ("numbers", "out_of")) or ())


def parse_about(text: str, vocab: Vocabulary) -> int | None:
    """A number as `parse_scale` reads it, also when it is said with some doubt: "about four"; or None."""
    tokens = scan(text, vocab, ("numbers", "out_of", "roughly"))
    said = [token for token in tokens or () if token.kind not in ("roughly", ",", ".", "!", "~")]
    return _on_scale(said) if "." not in text.strip(" .") else None


def meant(text: str, vocab: Vocabulary, kinds: Sequence[str]) -> str | None:
    """Which one of these kinds all of a text is, as "no, thanks" is a no; None for other texts."""
    tokens = scan(text, vocab, (*kinds, "politely"))
    found = {token.kind for token in tokens or ()} - {"politely", *",.!?¿¡"}
    return found.pop() if len(found) == 1 and found <= set(kinds) else None


def _on_scale(tokens: Sequence[Token]) -> int | None:
    if not tokens or shape_of(tokens) not in ("n", "n/n"):
        return None
    value, most = tokens[0], tokens[-1]
    if value.digits > 2 or value.value > 10 or (len(tokens) > 1 and most.value != 10):
        return None
    return value.value


def _read_rhythm(
    tokens: Sequence[Token],
) -> tuple[frozenset[int] | None, list[time] | None] | None:
    cursor = Cursor(tokens)
    named: set[int] = set()
    without: set[int] = set()
    times: set[time] = set()
    target, parts = named, [""]
    while (token := cursor.peek()) is not END:
        if token.kind in _BETWEEN or (token.kind in (":", "-") and parts[-1] == "days"):
            cursor.take()
            continue
        if token.kind == "except":
            cursor.take()
            target = without
            continue
        days = _read_days(cursor)
        target |= days
        if not days:
            at = _read_time(cursor)
            if at is None:
                return None
            times.add(at)
        part = "days" if days else "times"
        if parts[-1] != part:
            parts.append(part)
    # More than one part of each would be other times on other days.
    if len(parts) > 3 or len(times) > MOST_TIMES or (target is without and not without):
        return None
    if without:
        named = (named or set(_SETS["every_day"])) - without
        if not named:
            return None
    return frozenset(named) or None, sorted(times) or None


def _read_days(cursor: Cursor) -> frozenset[int]:
    """The weekdays that begin here, taken; none where something else begins."""
    first = cursor.peek()
    if first.kind in _SETS:
        return _SETS[cursor.take().kind]
    if first.kind != "days":
        return frozenset()
    cursor.take()
    dot = 1 if cursor.peek().kind == "." else 0
    if cursor.peek(dot).kind in ("-", "to") and cursor.peek(dot + 1).kind == "days":
        last = cursor.take(dot + 2)
        length = (last.value - first.value) % 7 + 1
        return frozenset((first.value - 1 + step) % 7 + 1 for step in range(length))
    return frozenset({first.value})


def _read_time(cursor: Cursor) -> time | None:
    """The time that begins here, taken; None where none does, or one that no clock shows."""
    half, part = "", 0
    if cursor.peek().kind in _HALVES and cursor.peek(1).kind in ("number", "numbers"):
        half = cursor.take().kind
    elif cursor.peek().kind in _FROM_THE_HOUR:
        part = _FROM_THE_HOUR[cursor.take().kind]
    token = cursor.take()
    if token.kind in ("noon", "midnight"):
        return _moved(time(12 if token.kind == "noon" else 0), part)
    if token.kind not in ("number", "numbers") or token.digits > 4:
        return None
    if token.digits > 2:
        hour, minute = divmod(token.value, 100)
    else:
        hour, minute = token.value, _read_minute(cursor)
    if cursor.peek().kind == "hour_mark":
        cursor.take()
    if not minute and not part and cursor.peek().kind in _FROM_THE_HOUR:
        part = _FROM_THE_HOUR[cursor.take().kind]
    if not half and cursor.peek().kind in _HALVES:
        half = cursor.take().kind
    if part and minute:
        return None
    return _moved(_on_clock(hour, minute, half), part)


def _read_minute(cursor: Cursor) -> int:
    """The minutes after an hour, taken; 0 where none are given, 60 where they make no sense."""
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
    if joint.kind == "and" and two_digits and minute.value > 23:
        return cursor.take(2).value  # "7 y 30"
    if joint.kind == "number" and joint.digits == 2 and joint.value > 23:
        return cursor.take().value
    return 0


def _moved(at: time | None, minutes: int) -> time | None:
    """A time so many minutes later, or earlier, around the clock."""
    if at is None or not minutes:
        return at
    hour, minute = divmod((at.hour * 60 + at.minute + minutes) % (24 * 60), 60)
    return time(hour, minute)


def _on_clock(hour: int, minute: int, half: str) -> time | None:
    if half == "night":
        half = "am" if hour == 12 or hour < 5 else "pm"
    if half == "am":
        hour = 24 if hour > 12 else hour % 12
    elif half == "pm":
        hour = 24 if hour == 0 else hour if hour >= 12 else hour + 12
    elif (hour, minute) == (24, 0):
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None
