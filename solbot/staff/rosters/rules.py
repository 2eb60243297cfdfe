"""Lists of people as staff have them: what each line names. A number is read whole, or not at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

MOST_LINES = 100_000
LONGEST = 200  # characters of a line, where it is shown again
LONGEST_LINE = 5_000  # more than a message holds

_NUMBER_COLUMNS = ("id", "user_id", "telegram_id", "telegram id", "user id", "chat_id")
_NAME_COLUMNS = ("username", "user_name", "handle", "telegram", "telegram username")
_NO_PEOPLE = frozenset({"joinchat", "c", "s", "share", "addstickers", "proxy", "addlist", "iv"})
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff]")
_BREAKS = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_NUMBERING = re.compile(
    r"^\s*(?:[-–—•*·‣▪◦]+(?=[\s@])|\(?\d{1,5}[.):\]º°](?=\s|[@A-Za-z])|#\d{1,5}\s)\s*"
)
_WORD = r"[^\s,;|<>()\"“”«»]"
_START = r"(?<![^\s,;|<>()\"“”«»'’:])"
_TOKEN = re.compile(
    rf"""
      {_START}(?P<mail>[^\s,;|<>()@"]{{1,64}}@{_WORD}{{1,255}}\.\w+)
    | {_START}(?:https?://)?(?:www\.)?(?:t|telegram)\.(?:me|dog)/(?P<link>{_WORD}*)
    | {_START}tg://(?P<deep>{_WORD}*)
    | {_START}(?:https?://)?(?P<host>\w{{4,32}})\.t\.me\b{_WORD}*
    | {_START}(?P<address>https?://{_WORD}*)
    | {_START}(?P<phone>\+\d[\d\s().-]*)
    | (?<![\w@])@(?P<at>\w+(?:[.-]\w+)*)
    | (?<![\w/:.-])(?P<run>\d+(?:[,.'’]\d+)*)(?![\w/:-])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}")
_DEEP = re.compile(r"(?:resolve\?(?:.*&)?domain=(\w+)|user\?id=(\d+))", re.IGNORECASE)
_ID = re.compile(r"[1-9]\d{0,17}")
_CELLS = re.compile(r"[,;\t|]")
_QUOTES = "\"'“”«»‘’`()[]<>."
_SHORT = 5  # digits; a number of fewer beside somebody's @username is numbering, or an age
_GROUPED = re.compile(r"\d{1,3}([,.'’ ])\d{3}(?:\1\d{3})*")
_MARKS_BETWEEN = re.compile(r"[,.'’ ]")


@dataclass(frozen=True)
class Named:
    """Somebody a list names. Where both are known, the number says who it is. Neither: it can't be read."""

    line: str
    id: int | None = None
    username: str | None = None  # without @, in small letters


@dataclass(frozen=True)
class Columns:
    """What the columns of a table are called that say who somebody is."""

    numbers: Collection[str] = ()
    usernames: Collection[str] = ()

    def at(self, head: Sequence[str]) -> tuple[int | None, int | None] | None:
        """Where a table has the number and the username, by its first line; None where that is no such line."""
        names = [_compared(cell) for cell in head]
        number = _first(names, {*_NUMBER_COLUMNS, *map(_compared, self.numbers)})
        username = _first(names, {*_NAME_COLUMNS, *map(_compared, self.usernames)})
        return None if number is None and username is None else (number, username)


def read(text: str, columns: Columns) -> list[Named]:
    """The people a text names, each once, in its order: a table with a line at its top, or line by line."""
    lines = [one for one in _BREAKS.split(cleaned(text)) if one.strip()]
    for by in [one for one in "\t;," if lines and one in lines[0]] or [","][: len(lines)]:
        if columns.at(cells(lines[0], by)) is not None:
            return read_rows((cells(line, by) for line in lines), columns)
    return _once(chain.from_iterable(map(_of_line, lines)))


def read_rows(rows: Iterable[Sequence[str]], columns: Columns) -> list[Named]:
    """The people that the rows of a table name. Without a line at its top, each row is read as a line of text."""
    found: list[Named] = []
    at: tuple[int | None, int | None] | None = None
    for number, row in enumerate(rows):
        known = [cleaned(cell).strip() for cell in row]
        if number == 0 and (at := columns.at(known)) is not None:
            continue
        if any(known):
            found += _of_line("\t".join(known)) if at is None else [_of_row(known, *at)]
    return _once(found)


def cleaned(text: str) -> str:
    """A text without the marks nobody sees, and with every sign in its plainest form."""
    return unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).replace("\0", "")


def cells(line: str, by: str) -> list[str]:
    """The cells of a line, with or without quotes around them."""
    if '"' not in line:
        return [cell.strip() for cell in line.split(by)]
    found = re.findall(rf'(?:^|{by})\s*(?:"((?:[^"]|"")*)"[^{by}]*|([^{by}]*))', line)
    return [(quoted.replace('""', '"') or bare).strip() for quoted, bare in found]


def words_of(one: Named) -> str:
    """What somebody who was not found may be found by: their username, or the words of the line."""
    if one.username:
        return one.username
    return " ".join(re.sub(r"[\W\d]+", " ", re.sub(r"\S+@\S+|\S+://\S+", " ", one.line)).split())


def _of_row(row: Sequence[str], number: int | None, username: int | None) -> Named:
    line = _shown(" ".join(cell for cell in row if cell))
    there = [_cell(row, at) for at in (number, username) if at is not None]
    ids, names = [_number(cell) for cell in there], [_username(cell) for cell in there]
    return Named(line, next(filter(None, ids), None), next(filter(None, names), None))


def _of_line(line: str) -> list[Named]:
    body = _NUMBERING.sub("", line).strip()
    if not body or len(body) > LONGEST_LINE:
        return [Named(_shown(body))] if body else []
    if (whole := _number(body)) is not None:
        return [Named(_shown(body), id=whole)]
    marked = [one for token in _TOKEN.finditer(body) for one in _marked(token)]
    if len(marked) == 1:
        return [Named(_shown(body), marked[0].id, marked[0].username)]
    return marked or _bare(body)


def _marked(token: re.Match[str]) -> list[Named]:
    """People named by marks that leave no doubt: an @, a link, a number of many digits."""
    kind, shown = token.lastgroup, _shown(token[0].strip())
    if kind == "run":
        return _of_run(token["run"])
    if kind == "at":
        return [Named(shown, username=_name(token["at"]))]
    if kind == "host":
        return [Named(shown, username=_name(token["host"]))]
    if kind == "link":
        return [Named(shown, username=_of_link(token["link"]))]
    if kind == "deep":
        found = _DEEP.match(token["deep"])
        return [Named(shown, *((_id(found[2]), _name(found[1])) if found else (None, None)))]
    return []


def _of_run(run: str) -> list[Named]:
    """The numbers in a run of digits and the marks between them. None is cut: what can be read in two ways is not
    read."""
    if _GROUPED.fullmatch(run) or run.isdecimal():
        digits = _MARKS_BETWEEN.sub("", run)
        return [Named(run, id=_id(digits))] if len(digits) >= _SHORT else []
    parts = run.split(",")
    ids = parts[1:] if len(parts[0]) < _SHORT else parts  # it begins with its place in the list
    if all(one.isdecimal() and len(one) >= _SHORT for one in ids):
        return [Named(one, id=_id(one)) for one in ids]
    return [Named(run)] if "," in run else []


def _bare(body: str) -> list[Named]:
    """People of a line without such marks: usernames alone, or numbers of few digits."""
    parts = [one.strip(_QUOTES + " ") for one in _CELLS.split(body)]
    there = [one for one in parts if one]
    numbers = [one.isdecimal() for one in there]
    if len(there) > 1 and numbers[0] and not all(numbers):
        there = there[1:]  # numbering
    found = [Named(_shown(one), _number(one), _name(one)) for one in there]
    read = [one for one in found if one.id is not None or one.username]
    return found if read and len(read) == len(found) else read or [Named(_shown(body))][: len(body)]


def _of_link(path: str) -> str | None:
    """The username in a link, whatever comes after it."""
    name = re.split(r"[/?#&]", path.removeprefix("@"), maxsplit=1)[0]
    return None if name.lower() in _NO_PEOPLE else _name(name)


def _username(cell: str) -> str | None:
    token = _TOKEN.fullmatch(cell)
    marked = _marked(token) if token else []
    return marked[0].username if len(marked) == 1 else _name(cell)


def _number(cell: str) -> int | None:
    """A number, grouped or not, as a spreadsheet may show it; nothing of one that is not whole."""
    bare = re.sub(r"\.0+$", "", cell.strip(_QUOTES + " "))
    if bare.isdecimal() or _GROUPED.fullmatch(bare):
        return _id(_MARKS_BETWEEN.sub("", bare))
    return None


def _id(digits: str | None) -> int | None:
    return int(digits) if digits and _ID.fullmatch(digits) else None


def _name(word: str | None) -> str | None:
    bare = (word or "").strip().removeprefix("@")
    return bare.lower() if _USERNAME.fullmatch(bare) else None


def _cell(row: Sequence[str], at: int | None) -> str:
    bare = row[at] if at is not None and at < len(row) else ""
    return bare.removeprefix("'").strip()


def _compared(cell: str) -> str:
    return " ".join(cell.strip(_QUOTES + " ").casefold().split())


def _first(names: Sequence[str], wanted: Collection[str]) -> int | None:
    return next((at for at, one in enumerate(names) if one in wanted), None)


def _shown(line: str) -> str:
    one = " ".join(line.split())
    return one if len(one) <= LONGEST else one[: LONGEST - 1] + "…"


def _once(found: Iterable[Named]) -> list[Named]:
    once: dict[object, Named] = {}
    for one in found:
        once.setdefault(one.id or one.username or one.line, one)
    return list(once.values())


class NearNames:
    """Of many names, those most like each of a few. Texts are as they are compared (typed/plain.py)."""

    ENOUGH = 0.5
    SHOWN = 2

    def __init__(self, wanted: Sequence[str]) -> None:
        """Take what is looked for."""
        self._sizes = [len(_pairs(one)) for one in wanted]
        self._having: dict[str, list[int]] = {}
        for at, one in enumerate(wanted):
            for pair in _pairs(one):
                self._having.setdefault(pair, []).append(at)
        self._best: list[dict[int, float]] = [{} for _ in wanted]

    def consider(self, person: int, name: str) -> None:
        """One more name of somebody."""
        pairs = _pairs(name)
        shared: dict[int, int] = {}
        for pair in pairs:
            for at in self._having.get(pair, ()):
                shared[at] = shared.get(at, 0) + 1
        for at, count in shared.items():
            score = 2 * count / (len(pairs) + self._sizes[at])
            if score >= self.ENOUGH:
                self._keep(self._best[at], person, score)

    def _keep(self, best: dict[int, float], person: int, score: float) -> None:
        best[person] = max(score, best.get(person, 0.0))
        if len(best) > self.SHOWN:
            del best[min(best, key=lambda one: (best[one], -one))]

    def found(self) -> list[list[int]]:
        """The people whose names are near each, the nearest first."""
        return [sorted(best, key=lambda one: (-best[one], one)) for best in self._best]


def _pairs(text: str) -> frozenset[str]:
    bare = text.replace(" ", "")
    return frozenset(bare[at : at + 2] for at in range(len(bare) - 1))
