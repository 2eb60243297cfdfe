"""What somebody types to find something, taken apart: "photos march" is a kind and a month, "team learning last week" a
discipline and a week. What is left is words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from solbot.coaching.journal.finding import EntryKind, Sought
from solbot.content.language import Language
from solbot.content.models import DISCIPLINES
from solbot.typed.past import Period, may_tell, parse_period
from solbot.typed.plain import plain
from solbot.typed.vocabulary import Vocabulary, words_in

_QUOTES: Final = '"“”„«»'
_MOST_WORDS: Final = 12
_MOST_TOGETHER: Final = 6
_KINDS: Final = tuple(EntryKind)  # in the order of the table `sought` in words.toml


def sought_in(text: str, today: date, language: Language) -> Sought:
    """What a text asks for. Whoever uses quotation marks looks for just these words."""
    words = text.split()
    if len(words) > _MOST_WORDS or any(mark in text for mark in _QUOTES):
        return Sought(text)
    vocabulary = language.vocabulary
    found = Sought()
    rest, period = _without_period(words, today, vocabulary)
    found = found.within(period)
    rest, discipline = _without_discipline(rest, language)
    rest, kind = _without_kind(rest, vocabulary)
    found = replace(found, discipline=discipline, kind=kind)
    if not found.is_anything:
        return Sought(text)
    return replace(found, words=" ".join(_without_aside(rest, vocabulary)))


def _without_period(
    words: Sequence[str], today: date, vocabulary: Vocabulary
) -> tuple[list[str], Period | None]:
    """The words without those that say when; of several such, the longest."""
    telling = [may_tell(word, vocabulary) for word in words]
    for size in range(min(_MOST_TOGETHER, len(words)), 0, -1):
        for at in range(len(words) - size + 1):
            if not any(telling[at : at + size]):
                continue
            found = parse_period(" ".join(words[at : at + size]), today, vocabulary)
            if found is not None:
                return [*words[:at], *words[at + size :]], found
    return list(words), None


def _without_discipline(words: Sequence[str], language: Language) -> tuple[list[str], str | None]:
    for discipline in DISCIPLINES:
        names = {tuple(plain(name).split()) for name in language.names_of(discipline)}
        for name in names:
            for at in range(len(words) - len(name) + 1):
                if tuple(plain(word) for word in words[at : at + len(name)]) == name:
                    return [*words[:at], *words[at + len(name) :]], discipline
    return list(words), None


def _without_kind(
    words: Sequence[str], vocabulary: Vocabulary
) -> tuple[list[str], EntryKind | None]:
    for size in range(min(4, len(words)), 0, -1):
        for at in range(len(words) - size + 1):
            said = tuple(words_in(" ".join(words[at : at + size])))
            number = vocabulary.meanings.get(said, {}).get("sought")
            if number is not None:
                return [*words[:at], *words[at + size :]], _KINDS[number - 1]
    return list(words), None


def _without_aside(words: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """Without what is only said around what is looked for."""
    left: list[str] = []
    at = 0
    while at < len(words):
        for size in range(min(4, len(words) - at), 0, -1):
            said = tuple(words_in(" ".join(words[at : at + size])))
            if "looked_aside" in vocabulary.meanings.get(said, {}):
                at += size
                break
        else:
            left.append(words[at])
            at += 1
    return left
