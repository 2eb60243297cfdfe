"""Reading a figure on a scale as people type it."""

from __future__ import annotations

from collections.abc import Sequence

from solbot.typed.vocabulary import Token, Vocabulary, scan, shape_of


def parse_scale(text: str, vocab: Vocabulary) -> int | None:
    """A number from 0 to 10, alone or "out of 10", in any script's digits or in words; or None."""
    return _on_scale(scan(text.rstrip(" .!"), vocab, ("numbers", "out_of")) or ())


def parse_about(text: str, vocab: Vocabulary) -> int | None:
    """A number as `parse_scale` reads it, also when it is said with some doubt: "about four"; or None."""
    tokens = scan(text, vocab, ("numbers", "out_of", "roughly"))
    said = [token for token in tokens or () if token.kind not in ("roughly", ",", ".", "!", "~")]
    return _on_scale(said) if "." not in text.strip(" .") else None


def _on_scale(tokens: Sequence[Token]) -> int | None:
    if not tokens or shape_of(tokens) not in ("n", "n/n"):
        return None
    value, most = tokens[0], tokens[-1]
    if value.digits > 2 or value.value > 10 or (len(tokens) > 1 and most.value != 10):
        return None
    return value.value
