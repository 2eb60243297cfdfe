"""What somebody means by a few words typed behind the bot's name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BODY = 2  # a rank behind those of the title and of what it is about


@dataclass(frozen=True)
class Searched:
    """Something that can be found, folded: what it is called, what it is about, and all it says."""

    id: str
    title: str
    hook: str
    body: str


def folded(text: str) -> str:
    """A text without what a search looks past: case, accents, and how wide or joined its signs are."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    return " ".join(unicodedata.normalize("NFKC", bare).split())


def matching(words: str, among: Iterable[Searched]) -> list[str]:
    """The ids of all that have each of the words, those first that are called so, then those about it."""
    wanted = folded(words)
    ranked = [(rank, at, one.id) for at, one in enumerate(among) if (rank := _rank(wanted, one))]
    return [found for _, _, found in sorted(ranked)]


def _rank(wanted: str, one: Searched) -> tuple[int, int] | None:
    """How near it is to what was wanted; None: not at all."""
    pieces = wanted.split()
    for rank, where in enumerate((one.title, f"{one.title} {one.hook}")):
        if all(piece in where for piece in pieces):
            return (rank, int(not where.startswith(wanted)))
    everything = f"{one.title} {one.hook} {one.body}"
    return (BODY, 0) if all(piece in everything for piece in pieces) else None


def in_order(first: Iterable[str], everything: Sequence[str]) -> list[str]:
    """All of them, each once; those that come `first` before the others, as far as they are there."""
    there = set(everything)
    return list(dict.fromkeys([*(one for one in first if one in there), *everything]))
