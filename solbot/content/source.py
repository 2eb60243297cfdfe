"""Content files as they are on disk: text, TOML, and front matter that knows its lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

from solbot.content.faults import Fault

if TYPE_CHECKING:
    import yaml

Loc = tuple[str | int, ...]

TOO_DEEP = "has things within things, too deep to be read"

_FENCE = re.compile(r"---[ \t]*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_TOML_LINE = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True)
class LineNumbers:
    """Where the fields of a file are, by their path in it; unknown paths get the nearest known."""

    known: Mapping[Loc, int] = field(default_factory=dict)

    def of(self, loc: Loc) -> int:
        """The line of a field, of what it is in, or 1."""
        while loc:
            if loc in self.known:
                return self.known[loc]
            loc = loc[:-1]
        return 1


@dataclass(frozen=True)
class MarkdownDocument:
    """A Markdown file with front matter. `body_line` is the line its body begins on."""

    file: Path
    head: Mapping[str, object]
    lines: LineNumbers
    body: str
    body_line: int


def read_text(file: Path, faults: list[Fault]) -> str | None:
    """A file's text, or None with a fault where it cannot be read as UTF-8.

    Letters are composed: Telegram takes the ring off an Å that is written as two signs, as some editors keep it.
    """
    try:
        text = normalize("NFC", file.read_bytes().decode("utf-8-sig"))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        faults.append(Fault(file, line, "is not UTF-8 text"))
    except OSError as error:
        faults.append(Fault(file, 1, f"cannot be read: {error.strerror}"))
    else:
        for found in _CONTROL.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            code = f"U+{ord(found.group(0)):04X}"
            faults.append(
                Fault(file, line, f"has the control character {code}, which nobody can see")
            )
        return text
    return None


def read_toml(file: Path, faults: list[Fault]) -> tuple[dict[str, object], LineNumbers] | None:
    """A TOML file and the lines of its keys, or None with a fault."""
    if not file.is_file():
        faults.append(Fault(file, 1, "is missing"))
        return None
    text = read_text(file, faults)
    if text is None:
        return None
    try:
        return tomllib.loads(text), _toml_lines(text)
    except tomllib.TOMLDecodeError as error:
        found = _TOML_LINE.search(str(error))
        line = int(found.group(1)) if found else text.count("\n") + 1
        faults.append(Fault(file, line, f"is not TOML: {_TOML_LINE.sub('', str(error)).strip()}"))
    except RecursionError:
        faults.append(Fault(file, 1, TOO_DEEP))
    return None


def toml_keys(file: Path) -> frozenset[str]:
    """The keys of a TOML file, `table.key` inside tables, as they are written, also where it has a slip."""
    known = _toml_lines(read_text(file, []) or "").known
    tables = {loc[:end] for loc in known for end in range(len(loc))}
    return frozenset(".".join(map(str, loc)) for loc in known.keys() - tables)


def read_document(file: Path, faults: list[Fault]) -> MarkdownDocument | None:
    """A Markdown file with front matter, or None with a fault."""
    text = read_text(file, faults)
    if text is None:
        return None
    document, found = _parsed(file, text)
    faults.extend(found)
    return document


@lru_cache(maxsize=4096)
def _parsed(file: Path, text: str) -> tuple[MarkdownDocument | None, tuple[Fault, ...]]:
    """A text with front matter and its faults; several parts of the check ask for the same one."""
    found: list[Fault] = []
    return _document(file, text, found), tuple(found)


def _document(file: Path, text: str, faults: list[Fault]) -> MarkdownDocument | None:
    rows = text.split("\n")
    if not _FENCE.fullmatch(rows[0]):
        faults.append(Fault(file, 1, "should begin with front matter between two lines of ---"))
        return None
    end = next((i for i, row in enumerate(rows[1:], 1) if _FENCE.fullmatch(row)), None)
    if end is None:
        faults.append(Fault(file, 1, "has front matter without a closing line of ---"))
        return None
    parsed = _front_matter(file, "\n".join(rows[1:end]), faults)
    if parsed is None:
        return None
    head, lines = parsed
    blank = next((i for i, row in enumerate(rows[end + 1 :]) if row.strip()), 0)
    start = end + 1 + blank
    return MarkdownDocument(file, head, lines, "\n".join(rows[start:]).rstrip(), start + 1)


def _front_matter(
    file: Path, text: str, faults: list[Fault]
) -> tuple[dict[str, object], LineNumbers] | None:
    import yaml  # which most starts do without

    try:
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        walk = _Walk(file, faults)
        value = walk.value(node, ()) if isinstance(node, yaml.MappingNode) else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        problem = getattr(error, "problem", None) or "is malformed"
        faults.append(Fault(file, line, f"front matter is not YAML: {problem}"))
        return None
    except RecursionError:
        faults.append(Fault(file, 1, TOO_DEEP))
        return None
    if not isinstance(value, dict):
        faults.append(Fault(file, 1, "front matter should be fields, each with a value"))
        return None
    return value, LineNumbers(walk.lines)


class _Walk:
    """Takes YAML for what it says: plain words stay words, so a price of 950 or a `no` is text."""

    def __init__(self, file: Path, faults: list[Fault]) -> None:
        self.file = file
        self.faults = faults
        self.lines: dict[Loc, int] = {}
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, loc: Loc) -> object:
        """The value of a node; lines are noted on the way."""
        import yaml

        line = node.start_mark.line + 2
        self.lines.setdefault(loc, line)
        if isinstance(node, yaml.ScalarNode):
            return None if node.tag == "tag:yaml.org,2002:null" else str(node.value)
        if id(node) in self._seen:
            self.faults.append(Fault(self.file, line, "should not use YAML aliases (& and *)"))
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*loc, i)) for i, item in enumerate(node.value)]
        return self._fields(node, loc)

    def _fields(self, node: yaml.Node, loc: Loc) -> dict[str, object]:
        fields: dict[str, object] = {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 2
            if key in fields:
                self.faults.append(Fault(self.file, line, f"has the field {key} twice"))
            self.lines[(*loc, key)] = line
            fields[key] = self.value(value_node, (*loc, key))
        return fields


def _toml_lines(text: str) -> LineNumbers:
    known: dict[Loc, int] = {}
    table: Loc = ()
    for number, row in enumerate(text.split("\n"), 1):
        header = re.match(r"\s*\[+\s*([^\]]+?)\s*\]+", row)
        if header and "=" not in row.partition("#")[0]:
            table = _toml_key(header.group(1))
            known.setdefault(table, number)
        else:
            pair = re.match(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*[\w"'-]+)*)\s*=""", row)
            if pair:
                known.setdefault((*table, *_toml_key(pair.group(1))), number)
    return LineNumbers(known)


def _toml_key(key: str) -> Loc:
    pieces = re.findall(r'"([^"]*)"|\'([^\']*)\'|([\w-]+)', key)
    return tuple(next(filter(None, piece), "") for piece in pieces)
