"""Texts as they are looked through: case, accents, widths and the colours of emoji do not matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

# What is nothing: marks above and below letters (Latin, Greek, Cyrillic, Hebrew, Arabic), what chooses how an emoji is
# drawn or coloured, and what nobody sees. The marks of other scripts tell words apart, and stay.
_NOTHING: Final = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u00ad\u200b-\u200f\u2060-\u2069\ufeff"
    "\U0001f3fb-\U0001f3ff\U000e0000-\U000e01ef]"
)
_LIKE: Final = {
    **{"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i"},
    **dict.fromkeys("’‘ʼ`´", "'"),
    **dict.fromkeys("–—−‐‑", "-"),
}
_BETWEEN: Final = "\x00"  # no text has it
_EDGES: Final = ".,;:!?¡¿\"“”„«»()[]{}…'*_"


def folded(text: str) -> str:
    """A text as it is compared."""
    if text.isascii():
        return _folded_ascii(text)
    text = unicodedata.normalize("NFC", text)
    # There are few signs in many words: each is looked at once, and changed everywhere.
    for sign in set(text):
        if (bare := _folded_sign(sign)) != sign:
            text = text.replace(sign, bare)
    return text


def _folded_ascii(text: str) -> str:
    return text.lower().replace("`", "'")


@lru_cache(4096)
def _folded_sign(sign: str) -> str:
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold())
    bare = "".join(_LIKE.get(one, one) for one in _NOTHING.sub("", apart))
    # What is put together of parts, as signs of Korean and Japanese are, is one again.
    return unicodedata.normalize("NFC", bare)


def all_folded(texts: Sequence[str]) -> list[str]:
    """Many texts, in one go."""
    if all(text.isascii() for text in texts):
        return [_folded_ascii(text) for text in texts]
    joined = _BETWEEN.join(texts)
    if joined.count(_BETWEEN) != len(texts) - 1:  # one has what is to stand between them
        return [folded(text) for text in texts]
    return folded(joined).split(_BETWEEN)


def terms_of(text: str) -> list[str]:
    """What has to be in a text so that it has these words, in any order. Words between quotation marks belong
    together."""
    found: list[str] = []
    for at, piece in enumerate(re.split(r"[\"“”„«»]", folded(text))):
        words = [" ".join(piece.split())] if at % 2 else piece.split()
        found += [word.strip(_EDGES) or word for word in words if word]
    told = [word for word in found if word.strip(_EDGES)]
    return list(dict.fromkeys(told or found))
