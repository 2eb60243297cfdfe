"""What is expected of every language: the replies and buttons that the default language has as it ships, and samples to
try them with. That the code gives just what its replies use, tests/test_call_sites.py holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from solbot.content.header import read_header
from solbot.content.models import Formats
from solbot.content.samples.everywhere import SAMPLES
from solbot.content.short_replies import CAPTIONS, TOASTS
from solbot.content.source import read_text, toml_keys
from solbot.content.templates import files_in, renderer_of
from solbot.shipped import default_language

ALIKE = (
    ("program", "program_details"),
    (
        *("seat_answer_missing", "seat_changed", "seat_confirmed", "seat_ending", "seat_given"),
        *("seat_lapsed", "seat_listed", "seat_moved_up", "seat_released", "seat_reminder"),
    ),
)
"""Replies that are given the same, whichever it is: each may use what any of them does."""


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
    """What this version of the bot expects. Of a file that can't be read, all is taken for right: what is wrong with
    it is said where the folder it is in is checked."""
    folder = default_language()
    header = read_header(folder / "language.toml", [])
    renderer = renderer_of(folder.name, header.formats if header else Formats())
    replies: dict[str, frozenset[str]] = {}
    for name, file in files_in(folder / "replies"):
        used = renderer.used(file.name, read_text(file, []) or "")
        replies[name] = frozenset(SAMPLES) if used is None else used
    for alike in ALIKE:
        there = replies.keys() & alike
        given = frozenset[str]().union(*(replies[name] for name in there))
        replies |= dict.fromkeys(there, given)
    return ExpectedContent(replies, toml_keys(folder / "buttons.toml"), SAMPLES, TOASTS, CAPTIONS)
