"""How easy a text is to read, by a published formula.

All formulas here have the form Rudolf Flesch gave his (*A New Readability Yardstick*, Journal of Applied
Psychology 32, 1948): a constant, less so much for each word of a sentence, less so much for each syllable of a word.
The figures are the language's own and stand in its `style.toml`: for English Flesch's, for Spanish those of
Francisco Szigriszt Pazos (*Sistemas predictivos de legibilidad del mensaje escrito: fórmula de perspicuidad*,
Universidad Complutense de Madrid, 1993), read on the INFLESZ scale of Inés Barrio Cantalejo (2008). A higher
figure is easier.

Syllables are counted by the language's patterns, too: no dictionary is needed, and a new language needs no code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from solbot.content import prose

_TOKEN = re.compile(r"[^\W_]+(?:['’‘-][^\W_]+)*")


@dataclass(frozen=True)
class Syllables:
    """How a language's syllables are counted: each match of `nuclei` is one, of `silent` one less, of `more`
    one more; `words` says it outright. A word has at least one."""

    nuclei: re.Pattern[str]
    silent: tuple[re.Pattern[str], ...]
    more: tuple[re.Pattern[str], ...]
    words: Mapping[str, int]
    _known: dict[str, int] = field(default_factory=dict)

    def of(self, word: str) -> int:
        """The syllables of a word; of figures, one for each digit."""
        if word not in self._known:
            self._known[word] = sum(self._piece(piece) for piece in word.split("-") if piece)
        return self._known[word]

    def _piece(self, piece: str) -> int:
        bare = re.sub("['’‘]", "", piece).lower()
        if bare in self.words:
            return self.words[bare]
        if bare.isdecimal():
            return len(bare)
        count = len(self.nuclei.findall(bare))
        count -= sum(len(pattern.findall(bare)) for pattern in self.silent)
        count += sum(len(pattern.findall(bare)) for pattern in self.more)
        return max(1, count)


@dataclass(frozen=True)
class Formula:
    """A formula of Flesch's form, and the least that a reading should reach."""

    name: str
    constant: float
    words_per_sentence: float
    syllables_per_word: float
    at_least: float
    syllables: Syllables

    def level(self, sentences: Sequence[str]) -> float:
        """The figure for these sentences; infinity where there are no words."""
        words = [word for sentence in sentences for word in _TOKEN.findall(sentence)]
        count = sum(map(prose.word_count, sentences))
        if not words or not count:
            return float("inf")
        syllables = sum(map(self.syllables.of, words))
        return (
            self.constant
            - self.words_per_sentence * count / len(sentences)
            - self.syllables_per_word * syllables / count
        )
