"""What people wrote, for Markdown: it stays text there, whatever it looks like, and its lines end where they ended.

For CommonMark, and for what Obsidian, GitHub and pandoc read beside it.
"""

from __future__ import annotations

import re

from solbot.sheets.table import lines

_INLINE = re.compile(r"[\\`*_{}\[\]<>&#|~^$]")
_DOUBLE = re.compile(r"(?<=([=%+]))\1")
_CITED = re.compile(r"(?<![^\W_])@(?=\w)")
_RULE = re.compile(r"[-+:=%]")
# 1. · 1) · (1) · a. · iv) · #.: what pandoc takes for an item of a list, CommonMark takes only some of it.
_COUNTED = re.compile(r"(\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+|\\#|@))([.)])(?=\s|$)")
_INDENT = re.compile(r"[ \t\u2000-\u200a]+")
_HIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def line(words: str) -> str:
    """Words on one line, for a heading or a cell; whatever ended a line is a space."""
    return " ".join(filter(None, (_line(one, begins=True) for one in lines(words))))


def text(words: str, before: str = "") -> str:
    """Words of several lines; every line but the first begins with `before`, such as what indents a list's item."""
    found = [_line(one, begins=True) for one in lines(words)]
    while found and not found[-1]:
        found.pop()
    while found and not found[0]:
        del found[0]
    told: list[str] = []
    for place, one in enumerate(found):
        after = found[place + 1] if place + 1 < len(found) else ""
        if one:
            told.append(f"{one}\\" if after else one)
        elif told and told[-1]:
            told.append("")
    return f"\n{before}".join(told)


def quoted(words: str) -> str:
    """Words as a quotation."""
    return f"> {text(words, '> ')}"


def _line(words: str, *, begins: bool) -> str:
    words = _HIDDEN.sub("", words.rstrip())
    indent = _INDENT.match(words)
    deep = len(indent[0].expandtabs(4)) if indent else 0
    words = words.strip().replace("\t", " ")
    words = _INLINE.sub(r"\\\g<0>", words)
    words = _DOUBLE.sub(r"\\\g<0>", words)
    words = _CITED.sub(r"\\@", words)
    if begins and words:
        words = _COUNTED.sub(r"\1\\\2", words, count=1) if _COUNTED.match(words) else words
        if words[0] == "(" and _COUNTED.match(words.replace("\\", "", 1)):
            words = f"\\{words}"
        if _RULE.match(words):
            words = f"\\{words}"
    return "\u00a0" * deep + words
