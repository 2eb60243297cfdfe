"""Questions about the bot itself, told from everything else somebody may write: only as a whole message."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final

from solbot.typed.vocabulary import words_in

TOPICS: Final = (
    *("ai", "you", "readers", "clock", "call", "cost", "media", "leaving"),
    *(
        "times",
        "zone",
        "language",
        "own_questions",
        "vision",
        "journal",
        "earlier",
        "import",
        "copy",
        "erasing",
        "resting",
        "society",
    ),
)
"""What can be asked; where two would do, the earlier one."""

AROUND: Final = ("asking", "in_passing")
MOST_WORDS = 16  # nobody asks such a thing in more

_CHOICE = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True)
class Topics:
    """How the questions are asked in a language: entries by topic, and what is said around them."""

    entries: Mapping[str, tuple[str, ...]]

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, object]) -> Topics:
        """The questions in a parsed `about.toml`. Raises ValueError naming every key that is missing, unknown or
        malformed."""
        wanted = (*AROUND, *TOPICS)
        faults = [f"unknown: {key}" for key in mapping if key not in wanted]
        faults += [fault for key in wanted for fault in _faults_of(key, mapping.get(key))]
        if faults:
            raise ValueError("; ".join(faults))
        return cls(MappingProxyType({key: _entries(mapping[key]) for key in wanted}))

    def asked(self, text: str) -> str | None:
        """Which topic all of a text asks about; None for every other text."""
        words = _spelled(text)
        if not 0 < len(words) <= MOST_WORDS:
            return None
        found = self._pattern.fullmatch("".join(f"{word} " for word in words))
        return found.lastgroup if found else None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        asking, passing = (_any_of(self.entries[key]) for key in AROUND)
        topics = "|".join(f"(?P<{key}>{_any_of(self.entries[key])})" for key in TOPICS)
        return re.compile(f"(?:{passing})*(?:{asking})?(?:{passing})*(?:{topics})(?:{passing})*")


def _any_of(entries: tuple[str, ...]) -> str:
    return "|".join(map(_told, entries))


def _told(entry: str) -> str:
    """An entry as a regular expression of words, each with a space behind it."""
    pieces = _CHOICE.split(entry)
    return "".join(
        f"(?:{'|'.join(map(_row, piece.split('|')))})" if at % 2 else _row(piece)
        for at, piece in enumerate(pieces)
    )


def _row(text: str) -> str:
    return "".join(f"{re.escape(word)} " for word in _spelled(text))


def _spelled(text: str) -> list[str]:
    """The words of a text, without what stands between them; an apostrophe is none: *whats*."""
    return [word for word in words_in(text, without="'") if word.isalnum()]


def _entries(found: object) -> tuple[str, ...]:
    return tuple(map(str, found)) if isinstance(found, list) else ()


def _faults_of(key: str, found: object) -> Iterator[str]:
    if found is None:
        yield f"missing: {key}"
    elif not (isinstance(found, list) and found and all(isinstance(one, str) for one in found)):
        yield f"{key}: needs words in quotes, between square brackets"
    else:
        for entry in found:
            if re.search(r"[\[\]|]", _CHOICE.sub("", entry)):
                yield f"{key}: “{entry}” has a bracket or a | that belongs to no choice"
            if not _spelled(_CHOICE.sub(lambda one: max(one[1].split("|"), key=len), entry)):
                yield f"{key}: “{entry}” has no words"
