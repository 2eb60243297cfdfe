"""The clock that counts for a program or a cohort, as staff type its place; where clocks differ, it is asked which."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from solbot.bot.context import Context
from solbot.errors import StaleButton
from solbot.members.place_labels import labels_of
from solbot.telegram.messages import Button, Keyboard
from solbot.typed import places
from solbot.typed.gazetteer import Place

OFFERED = "places"  # in what is awaited: the zones that buttons stand for


class UnclearPlace(ValueError):
    """Places with different clocks have this name."""

    def __init__(self, found: Sequence[Place]) -> None:
        """Take the places, the likeliest first."""
        super().__init__("several places")
        self.found = found

    @property
    def zones(self) -> list[str]:
        """The zone of each."""
        return [place.zone for place in self.found]


def read(context: Context) -> str | None:
    """The zone of the place that was typed; None where there is none. Raises UnclearPlace."""
    found = places.look_up(context.incoming.text, context.work.now, context.work.catalog.by_code)
    if not found:
        return None
    if found.sure or len(found.places) == 1:
        return found.places[0].zone  # shown next, so that another one can be said
    raise UnclearPlace(found.places)


def ask(
    context: Context, unclear: UnclearPlace, way: Callable[[str], str], others: Keyboard
) -> None:
    """Ask which of them is meant. `way`: what a button with its number sends; `others`: what else can be tapped."""
    labels = labels_of(context, unclear.found)
    keyboard = Keyboard().grid(
        (Button(label, way(str(number))) for number, label in enumerate(labels)), 1
    )
    keyboard.rows.extend(others.rows)
    context.say("staff/which_place", keyboard)


def chosen(context: Context, awaited: str, number: str) -> str:
    """The zone of the place that was tapped. Raises StaleButton where it is not asked about any more."""
    waiting = context.waiting
    if waiting is None or waiting.awaits != awaited:
        raise StaleButton
    offered: Sequence[str] = waiting.data.get(OFFERED, ())
    if not number.isdecimal() or int(number) >= len(offered):
        raise StaleButton
    return offered[int(number)]
