"""Figures about people that tell nothing about any of them: shown only where enough stand behind each.

A figure that is not shown must not be found by subtracting others, either. So of spans that contain each other,
and of those who answered among those who were asked, no two are shown whose difference is a few people.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

ENOUGH = 5


class Disclosure(StrEnum):
    """What is said instead of a number, or with it."""

    EXACT = "exact"
    FEW = "few"  # fewer than ENOUGH
    A_FEW_MORE = "a_few_more"  # than `count`, by fewer than ENOUGH
    NEARLY_ALL = "nearly_all"  # all but fewer than ENOUGH
    WITHHELD = "withheld"  # enough, but it would give another one away


@dataclass(frozen=True)
class ShownFigure:
    """A figure as it may be shown. `count` is 0 where there is no number to show."""

    how: Disclosure
    count: int = 0


@dataclass(frozen=True)
class AskedAndAnswered:
    """How many people were asked, and how many of them answered."""

    asked: int
    answered: int


@dataclass(frozen=True)
class Shares:
    """The same as it may be shown."""

    asked: ShownFigure
    answered: ShownFigure


def alone(count: int) -> ShownFigure:
    """A figure that has nothing to do with any other."""
    return ShownFigure(Disclosure.EXACT, count) if count >= ENOUGH else ShownFigure(Disclosure.FEW)


def nested(counts: Sequence[int]) -> list[ShownFigure]:
    """Figures of which each counts everybody the one before counts, and perhaps more."""
    found: list[ShownFigure] = []
    shown: int | None = None
    for count in counts:
        if count < ENOUGH:
            found.append(ShownFigure(Disclosure.FEW))
        elif shown is not None and count - shown < ENOUGH:
            found.append(ShownFigure(Disclosure.A_FEW_MORE, shown))
        else:
            found.append(ShownFigure(Disclosure.EXACT, count))
            shown = count
    return found


def partition(parts: Mapping[str, int], hidden: Collection[str] = ()) -> dict[str, ShownFigure]:
    """Figures of parts that leave nobody out and count nobody twice; their sum is known. None in `hidden` is exact.

    Where one is hidden, or counts a few, at most one that is larger than all others together is exact, and only
    if enough are left that each of a few may be any number below ENOUGH, and each of the others many.
    """
    if min(parts.values()) >= ENOUGH and not hidden:
        return {name: ShownFigure(Disclosure.EXACT, count) for name, count in parts.items()}
    found = dict.fromkeys(parts, ShownFigure(Disclosure.WITHHELD))
    few = {name: ShownFigure(Disclosure.FEW) for name, count in parts.items() if count < ENOUGH}
    largest = max(parts, key=lambda name: parts[name])
    rest, many = sum(parts.values()) - parts[largest], len(parts) - 1 - len(few)
    if largest not in hidden and many > 0 and parts[largest] > rest >= ENOUGH * (many + 1) - 1:
        found |= few | {largest: ShownFigure(Disclosure.EXACT, parts[largest])}
    return found


def figure_among(count: int, together: int) -> ShownFigure:
    """A figure of people who are among others that are counted, too: nothing is learned about the few who are not."""
    if count >= ENOUGH and together - count < ENOUGH:
        return ShownFigure(Disclosure.NEARLY_ALL)
    return alone(count)


def beside(count: int, others: Sequence[ShownFigure]) -> ShownFigure:
    """A figure beside others that count some of the same people: no number where a few make the difference."""
    near = [
        one.count
        for one in others
        if one.how is Disclosure.EXACT and abs(count - one.count) < ENOUGH
    ]
    below = [one for one in near if one <= count]
    if count < ENOUGH or not near:
        return alone(count)
    return (
        ShownFigure(Disclosure.A_FEW_MORE, max(below))
        if below
        else ShownFigure(Disclosure.WITHHELD)
    )


def shares(parts: Mapping[str, AskedAndAnswered], together: AskedAndAnswered) -> dict[str, Shares]:
    """What may be shown of each part; `together` are the people of all parts, each counted once."""
    asked = _parts({name: part.asked for name, part in parts.items()}, together.asked)
    answered = _parts({name: part.answered for name, part in parts.items()}, together.answered)
    return {
        name: Shares(asked[name], _of_asked(answered[name], part)) for name, part in parts.items()
    }


def _of_asked(answered: ShownFigure, part: AskedAndAnswered) -> ShownFigure:
    """Those who answered, so that nothing is learned about the few who did not."""
    return figure_among(part.answered, part.asked) if answered.how is Disclosure.EXACT else answered


def _parts(counts: Mapping[str, int], together: int) -> dict[str, ShownFigure]:
    """Figures whose parts overlap. What the shown ones leave of the whole must not point at a hidden one."""
    found = {name: alone(count) for name, count in counts.items()}
    shown = {name: count for name, count in counts.items() if count >= ENOUGH}
    left = together - sum(shown.values())
    if len(shown) < len(counts) and shown and 0 < left < ENOUGH:
        smallest = min(shown, key=lambda name: (shown[name], name))
        found[smallest] = ShownFigure(Disclosure.WITHHELD)
    return found
