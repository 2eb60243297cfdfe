"""Reading how many of something, or how many days, as people type it."""

from __future__ import annotations

from solbot.typed.vocabulary import Vocabulary, scan, shape_of

_MOST_DIGITS = 9
_DAYS = (1, 7)  # of a unit, by its place in the vocabulary; months are of different lengths


def parse_count(text: str, vocab: Vocabulary) -> int | None:
    """A whole number, in any script's digits or in words; or None."""
    bare = text.strip(" .")
    if bare.isdecimal():
        return int(bare) if len(bare) <= _MOST_DIGITS else None
    tokens = scan(bare, vocab, ("numbers",)) or ()
    return tokens[0].value if tokens and shape_of(tokens) == "n" else None


def parse_day_count(text: str, vocab: Vocabulary) -> int | None:
    """A number of days, by itself or with its unit: "10", "ten days", "2 weeks"; or None."""
    tokens = scan(text.strip(" ."), vocab, ("numbers", "units")) or ()
    if tokens and shape_of(tokens) == "nu":
        count, unit = tokens[0].value, tokens[1].value
        return count * _DAYS[unit] if unit < len(_DAYS) else None
    return parse_count(text, vocab)
