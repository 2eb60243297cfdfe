"""What places are called on buttons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from solbot.bot.context import Turn
from solbot.content.labels import BUTTON_LIMIT, fitted
from solbot.typed.gazetteer import Place


def labels_of(turn: Turn, found: Sequence[Place]) -> list[str]:
    """What places are called on buttons: with their country, or region where that tells them apart, and the time."""
    alike = Counter((one.name, one.country) for one in found)
    labels = []
    for one in found:
        twice = alike[one.name, one.country] > 1 and one.region
        where = one.region if twice else turn.language.country(one.country)
        at = turn.language.clock(turn.work.now.astimezone(ZoneInfo(one.zone)).time())
        room = BUTTON_LIMIT - len(at) - 2
        labels.append(f"{fitted(f'{one.name}, {where}', room)}, {at}")
    return labels
