"""Whether words sound as if somebody does not want to live, or would hurt themselves. It is no diagnosis: a few plain
phrases of each language, and a few that have the same words and mean something else."""

from __future__ import annotations

from solbot.typed.vocabulary import Vocabulary, run_on


def sounds_heavy(text: str, vocab: Vocabulary) -> bool:
    """Whether one of the phrases under `heavy` is in a text, and is not part of a longer one under `not_heavy`."""
    said = run_on(text)
    heavy = [phrase for phrase in vocab.phrases["heavy"] if phrase in said]
    if not heavy:
        return False
    others = [phrase for phrase in vocab.phrases["not_heavy"] if phrase in said]
    for phrase in sorted((*heavy, *others), key=len, reverse=True):
        if phrase in said and phrase in heavy:
            return True
        said = said.replace(phrase, " | ")
    return False
