"""Figures about people that tell nothing about any of them: shown only where enough stand behind each.

A figure that is not shown must not be found by subtracting others, either. So of spans that contain each other,
and of those who answered among those who were asked, no two are shown whose difference is a few people.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

ENOUGH = 5


class How(StrEnum):
    """What is said instead of a number, or with it."""

    EXACT = "exact"
    FEW = "few"  # fewer than ENOUGH
    A_FEW_MORE = "a_few_more"  # than `count`, by fewer than ENOUGH
    NEARLY_ALL = "nearly_all"  # all but fewer than ENOUGH
    WITHHELD = "withheld"  # enough, but it would give another one away


@dataclass(frozen=True)
class Figure:
    """A figure as it may be shown. `count` is 0 where there is no number to show."""

    how: How
    count: int = 0


@dataclass(frozen=True)
class Part:
    """How many people were asked, and how many of them answered."""

    asked: int
    answered: int


@dataclass(frozen=True)
class Shares:
    """The same as it may be shown."""

    asked: Figure
    answered: Figure


def alone(count: int) -> Figure:
    """A figure that has nothing to do with any other."""
    return Figure(How.EXACT, count) if count >= ENOUGH else Figure(How.FEW)


def nested(counts: Sequence[int]) -> list[Figure]:
    """Figures of which each counts everybody the one before counts, and perhaps more."""
    found: list[Figure] = []
    shown: int | None = None
    for count in counts:
        if count < ENOUGH:
            found.append(Figure(How.FEW))
        elif shown is not None and count - shown < ENOUGH:
            found.append(Figure(How.A_FEW_MORE, shown))
        else:
            found.append(Figure(How.EXACT, count))
            shown = count
    return found


def shares(parts: Mapping[str, Part], together: Part) -> dict[str, Shares]:
    """What may be shown of each part; `together` are the people of all parts, each counted once."""
    asked = _parts({name: part.asked for name, part in parts.items()}, together.asked)
    answered = _parts({name: part.answered for name, part in parts.items()}, together.answered)
    return {name: Shares(asked[name], _among(answered[name], part)) for name, part in parts.items()}


def _among(answered: Figure, part: Part) -> Figure:
    """Those who answered, so that nothing is learned about the few who did not."""
    if answered.how is How.EXACT and part.asked - part.answered < ENOUGH:
        return Figure(How.NEARLY_ALL)
    return answered


def _parts(counts: Mapping[str, int], together: int) -> dict[str, Figure]:
    """Figures whose parts overlap. What the shown ones leave of the whole must not point at a hidden one."""
    found = {name: alone(count) for name, count in counts.items()}
    shown = {name: count for name, count in counts.items() if count >= ENOUGH}
    left = together - sum(shown.values())
    if len(shown) < len(counts) and shown and 0 < left < ENOUGH:
        smallest = min(shown, key=lambda name: (shown[name], name))
        found[smallest] = Figure(How.WITHHELD)
    return found
