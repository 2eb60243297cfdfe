"""What the code expects of every language: its replies, its buttons, and samples to try them with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from solbot.content import registry, registry_samples


@dataclass(frozen=True)
class ExpectedContent:
    """Replies with the variables they are given, buttons by key, and a longest sample for each
    variable name; a name means the same in every reply. `toasts` are the replies that appear over
    a tapped button, `captions` those that may stand beside a file."""

    replies: Mapping[str, frozenset[str]]
    buttons: frozenset[str]
    samples: Mapping[str, object]
    toasts: frozenset[str] = frozenset()
    captions: frozenset[str] = frozenset()


def shipped() -> ExpectedContent:
    """What this version of the bot expects."""
    return ExpectedContent(
        registry.REPLIES,
        registry.BUTTONS,
        registry_samples.SAMPLES,
        registry.TOASTS,
        registry.CAPTIONS,
    )
