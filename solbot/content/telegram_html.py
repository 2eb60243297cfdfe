"""The HTML Telegram reads, checked as strictly as Telegram does.

Source of the rules: https://core.telegram.org/bots/api#html-style
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
TOAST_LIMIT = 200
ENTITY_LIMIT = 100  # Telegram drops the rest without a word
BYTE_LIMIT = 32_768  # of a text before it is parsed

_PLAIN = frozenset({
    "b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "tg-spoiler", "pre", "code",
    "blockquote", "a", "tg-time",
})  # fmt: skip
_ATTRIBUTES = {
    "a": {"href"},
    "blockquote": {"expandable"},
    "code": {"class"},
    "tg-time": {"unix", "format"},
}
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(r"\s+([A-Za-z-]+)(?:=(?:\"([^\"]*)\"|'([^']*)'))?")
_LINK = re.compile(r"<a\s+href=\"([^\"]*)\"\s*>(.*?)</a>", re.DOTALL)
_FORMAT = re.compile(r"r|w?[dD]?[tT]?")
"""How an app may show a moment: https://core.telegram.org/bots/api#date-time-entity-formatting"""
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")


@dataclass(frozen=True)
class Problem:
    """What Telegram would refuse, and how many lines into the text it is (the first is 0)."""

    row: int
    text: str


@dataclass(frozen=True)
class Parsed:
    """A text as Telegram reads it: the words without markup, and what is wrong with the markup."""

    text: str
    problems: tuple[Problem, ...]
    entities: int


def parse(html: str) -> Parsed:
    """Read Telegram HTML. Never raises; problems are listed in the order they are met."""
    reader = _Reader()
    at = 0
    for tag in _TAG.finditer(html):
        reader.words(html[at : tag.start()])
        reader.tag(tag)
        at = tag.end()
    reader.words(html[at:])
    reader.close()
    return Parsed("".join(reader.out), tuple(reader.problems), reader.entities)


def plain(html: str) -> str:
    """The words of a Telegram HTML text, without markup."""
    return parse(html).text


def with_addresses(html: str) -> str:
    """The words of a Telegram HTML text, with the address of each link behind it."""
    return plain(_LINK.sub(r"\2 (\1)", html))


def is_web_address(address: str) -> bool:
    """Whether this is an http(s) address with a host."""
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in address
    except ValueError:
        return False


def is_public_address(address: str) -> bool:
    """Whether this is a web address that Telegram takes for a button: not one of this machine or a bare word."""
    if not is_web_address(address):
        return False
    host = urlsplit(address).hostname or ""
    return "." in host.strip(".") and ".." not in host and not host.startswith(".")


class _Reader:
    def __init__(self) -> None:
        self.out: list[str] = []
        self.problems: list[Problem] = []
        self.open: list[tuple[str, int]] = []
        self.entities = 0
        self.row = 0

    def words(self, raw: str) -> None:
        for number, row in enumerate(raw.split("\n")):
            if "<" in row:
                self._report("has a < that opens no tag; write &lt;", number)
            if "&" in _ENTITY.sub("", row):
                self._report("has a & that is no entity; write &amp;", number)
        self.row += raw.count("\n")
        self.out.append(unescape(raw))

    def tag(self, tag: re.Match[str]) -> None:
        closing, name, attributes = tag.group(1), tag.group(2).lower(), tag.group(3)
        if name not in _PLAIN:
            self._report(f"has <{closing}{name}>, which Telegram does not know")
        elif closing:
            self._closes(name)
        else:
            self._opens(name, attributes)
        self.row += tag.group(0).count("\n")

    def close(self) -> None:
        for name, row in self.open:
            self.problems.append(Problem(row, f"opens <{name}> and does not close it"))

    def _closes(self, name: str) -> None:
        if self.open and self.open[-1][0] == name:
            self.open.pop()
        elif name in (inner for inner, _ in self.open):
            self._report(f"closes <{name}> while <{self.open[-1][0]}> inside it is open")
            while self.open.pop()[0] != name:
                continue
        else:
            self._report(f"closes <{name}>, which is not open")

    def _opens(self, name: str, attributes: str) -> None:
        outer = [inner for inner, _ in self.open]
        if name == "blockquote" and name in outer:
            self._report("has a <blockquote> inside another")
        if "code" in outer or ("pre" in outer and name != "code"):
            self._report(f"has <{name}> inside {outer[-1]}, where Telegram allows no markup")
        self.open.append((name, self.row))
        self.entities += 1
        self._attributes(name, attributes)

    def _attributes(self, name: str, raw: str) -> None:
        values = {m.group(1).lower(): m.group(2) or m.group(3) for m in _ATTRIBUTE.finditer(raw)}
        if _ATTRIBUTE.sub("", raw).strip():
            self._report(f"has a malformed attribute in <{name}>")
        for unknown in sorted(values.keys() - _ATTRIBUTES.get(name, set())):
            self._report(f"has the attribute {unknown} in <{name}>, which Telegram does not know")
        if name == "a" and not _is_target(unescape(values.get("href") or "")):
            self._report("has a link without a full address (https://…)")
        if name == "tg-time":
            unix, shown = values.get("unix") or "", values.get("format") or ""
            if not unix.isdecimal() or not _FORMAT.fullmatch(shown):
                self._report(
                    "has a <tg-time> without a moment, or in a form Telegram does not know"
                )

    def _report(self, text: str, rows_on: int = 0) -> None:
        self.problems.append(Problem(self.row + rows_on, text))


def _is_target(address: str) -> bool:
    return is_web_address(address) or address.startswith(("tg://", "mailto:", "tel:"))
