"""Who an announcement is for: conditions, joined by and, or and not, as a small tree of plain JSON.

`None` is everyone. Each part has a number as people see it, counted from the top; 0 is the whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import product

from solbot.announcements.audience.conditions import (
    ANY,
    DISCIPLINES,
    LATELY,
    LONGEST,
    NO_LINK,
    PICKED,
    VALUES,
    ConditionKind,
)
from solbot.limits import AUDIENCE_CONDITIONS, AUDIENCE_DEPTH

__all__ = ["ANY", "DISCIPLINES", "LATELY", "LONGEST", "NO_LINK", "PICKED", "ConditionKind"]

VERSION = 1


class Joined(StrEnum):
    """What joins the parts of a group."""

    AND = "and"
    OR = "or"


class NoPart(LookupError):
    """An audience has no such part, or none that this can be done with."""


class AudienceFault(ValueError):
    """This is no audience, or one that is too large. `why` says which, for a template."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Is:
    """One condition."""

    kind: ConditionKind
    value: str | int


@dataclass(frozen=True)
class Not:
    """Everyone else."""

    of: Node


@dataclass(frozen=True)
class Group:
    """All of the parts hold, or one of them at least."""

    how: Joined
    parts: tuple[Node, ...]


Node = Is | Not | Group
Path = tuple[int, ...]


@dataclass(frozen=True)
class AudienceLine:
    """One part of an audience as it is told: a condition, or a group whose parts follow one `depth` below.

    `link` is how it is joined to the line before it on its depth; the first has none.
    """

    number: int
    depth: int
    link: Joined | None
    no: bool
    node: Is | Group
    path: Path  # to the part, with its "not"


@dataclass(frozen=True)
class ToldAudience:
    """A whole audience as it is told. `no`: everyone but these."""

    no: bool
    how: Joined | None
    lines: tuple[AudienceLine, ...]


def read(stored: object) -> Node | None:
    """An audience from its JSON. Raises Wrong: it is none, of another version, or too large."""
    if stored is None:
        return None
    if not isinstance(stored, Mapping) or stored.get("version") != VERSION:
        raise AudienceFault("version")
    return checked(_read(stored.get("who")))


def written(tree: Node | None) -> dict[str, object] | None:
    """The JSON of an audience."""
    return None if tree is None else {"version": VERSION, "who": _written(tree)}


def checked(tree: Node | None) -> Node | None:
    """The audience in its plainest form. Raises Wrong: too many conditions, groups too deep."""
    if tree is None:
        return None
    plain = _plain(tree)
    if sum(1 for _ in conditions(plain)) > AUDIENCE_CONDITIONS:
        raise AudienceFault("too_many")
    if _depth(plain) > AUDIENCE_DEPTH:
        raise AudienceFault("too_deep")
    kinds = {one.kind for one in conditions(plain)}
    if ConditionKind.DISCIPLINE in kinds and kinds & PICKED:
        raise AudienceFault("not_with_answered")
    return plain


def condition(kind: ConditionKind, value: str | int) -> Is:
    """A condition. Raises Wrong: the value can't be one of its kind."""
    if isinstance(value, bool) or not VALUES[kind](value):
        raise AudienceFault("value")
    return Is(kind, value)


def conditions(tree: Node | None) -> Iterator[Is]:
    """Every condition there is in it."""
    if isinstance(tree, Is):
        yield tree
    elif isinstance(tree, Not):
        yield from conditions(tree.of)
    elif isinstance(tree, Group):
        for part in tree.parts:
            yield from conditions(part)


def is_private(tree: Node | None) -> bool:
    """Whether belonging to it tells something of what a person answered."""
    return any(one.kind is ConditionKind.DISCIPLINE for one in conditions(tree))


def decision(tree: Node, facts: Mapping[Is, bool]) -> tuple[bool, ...]:
    """What a person's answers decide, by what else is so of them: whether they are meant, for each way in which they
    may have answered. `facts` are the conditions that everybody may know of them.

    The same for all of them where answers decide nothing; people with the same decision are told apart by nothing
    but their answers.
    """
    answered = list(
        dict.fromkeys(one for one in conditions(tree) if one.kind is ConditionKind.DISCIPLINE)
    )
    ways = product((False, True), repeat=len(answered))
    return tuple(_holds(tree, {**facts, **dict(zip(answered, way, strict=True))}) for way in ways)


def _holds(node: Node, facts: Mapping[Is, bool]) -> bool:
    if isinstance(node, Is):
        return facts[node]
    if isinstance(node, Not):
        return not _holds(node.of, facts)
    found = (_holds(one, facts) for one in node.parts)
    return all(found) if node.how is Joined.AND else any(found)


def told(tree: Node | None) -> ToldAudience:
    """An audience line by line, numbered from 1."""
    if tree is None:
        return ToldAudience(no=False, how=None, lines=())
    inner = tree.of if isinstance(tree, Not) else tree
    if isinstance(inner, Is):
        line = AudienceLine(1, 0, None, isinstance(tree, Not), inner, ())
        return ToldAudience(no=False, how=None, lines=(line,))
    assert isinstance(inner, Group)  # noqa: S101  (a plain tree never says not twice)
    path = (0,) if isinstance(tree, Not) else ()
    lines = tuple(
        replace(line, number=number) for number, line in enumerate(_lines(inner, path, 0), 1)
    )
    return ToldAudience(isinstance(tree, Not), inner.how, lines)


def part(tree: Node | None, number: int) -> AudienceLine | None:
    """The part of this number; None for the whole. Raises NoPart for one that is not there."""
    if number == 0:
        return None
    found = next((line for line in told(tree).lines if line.number == number), None)
    if found is None:
        raise NoPart("an audience has no such part")
    return found


def joined(tree: Node | None, number: int, how: Joined, new: Is) -> Node | None:
    """With one more condition beside a part, or beside the whole. Raises Wrong, NoPart."""
    if tree is None:
        return checked(new)
    path = _path(tree, number)
    return checked(_put(tree, path, Group(how, (_at(tree, path), new))))


def changed(tree: Node | None, number: int, new: Is) -> Node | None:
    """With another condition in the place of one; a "not" before it stays. Raises Wrong, NoPart."""
    path = _path(tree, number)
    there = _at(tree, path)
    return checked(_put(tree, path, Not(new) if isinstance(there, Not) else new))


def turned(tree: Node | None, number: int) -> Node | None:
    """With the opposite of a part, or of the whole. Raises Wrong, NoPart."""
    if tree is None:
        raise NoPart("nobody is the opposite of everyone")
    path = _path(tree, number)
    return checked(_put(tree, path, Not(_at(tree, path))))


def swapped(tree: Node | None, number: int) -> Node | None:
    """With "and" for "or" in a group, or the other way round. Raises Wrong, NoPart."""
    path = _path(tree, number)
    there = _at(tree, path)
    inner = there.of if isinstance(there, Not) else there
    if not isinstance(inner, Group):
        raise NoPart("only a group has a way of being joined")
    other = replace(inner, how=Joined.OR if inner.how is Joined.AND else Joined.AND)
    return checked(_put(tree, path, Not(other) if isinstance(there, Not) else other))


def without(tree: Node | None, number: int) -> Node | None:
    """Without a part; without the last one, everyone. Raises NoPart."""
    if number == 0:
        return None
    return checked(_put(tree, _path(tree, number), None))


def mark(tree: Node | None) -> str:
    """Six letters that change with the audience, to know a button of an earlier state by."""
    text = json.dumps(written(tree), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:6]


def _read(stored: object, depth: int = 0) -> Node:
    if not isinstance(stored, Mapping) or depth > 2 * AUDIENCE_DEPTH + 2:
        raise AudienceFault("form")
    match dict(stored):
        case {"is": kind, "value": value, **more} if not more and kind in list(ConditionKind):
            return condition(ConditionKind(kind), value)
        case {"not": of, **more} if not more:
            return Not(_read(of, depth + 1))
        case {"and": list(parts), **more} if not more and 0 < len(parts) <= AUDIENCE_CONDITIONS:
            return Group(Joined.AND, tuple(_read(one, depth + 1) for one in parts))
        case {"or": list(parts), **more} if not more and 0 < len(parts) <= AUDIENCE_CONDITIONS:
            return Group(Joined.OR, tuple(_read(one, depth + 1) for one in parts))
    raise AudienceFault("form")


def _written(node: Node) -> dict[str, object]:
    if isinstance(node, Is):
        return {"is": node.kind.value, "value": node.value}
    if isinstance(node, Not):
        return {"not": _written(node.of)}
    return {node.how.value: [_written(one) for one in node.parts]}


def _plain(node: Node) -> Node:
    """Without "not not", groups of one, groups in groups of the same kind, and the same thing said twice."""
    if isinstance(node, Is):
        return node
    if isinstance(node, Not):
        inner = _plain(node.of)
        return inner.of if isinstance(inner, Not) else Not(inner)
    parts: dict[Node, None] = {}
    for one in map(_plain, node.parts):
        same = isinstance(one, Group) and one.how is node.how
        parts |= dict.fromkeys(one.parts if isinstance(one, Group) and same else (one,))
    return next(iter(parts)) if len(parts) == 1 else Group(node.how, tuple(parts))


def _depth(node: Node) -> int:
    if isinstance(node, Is):
        return 0
    if isinstance(node, Not):
        return _depth(node.of)
    return 1 + max(map(_depth, node.parts))


def _lines(group: Group, path: Path, depth: int) -> Iterator[AudienceLine]:
    for at, one in enumerate(group.parts):
        no = isinstance(one, Not)
        inner = one.of if isinstance(one, Not) else one
        assert not isinstance(inner, Not)  # noqa: S101  (see `told`)
        yield AudienceLine(0, depth, group.how if at else None, no, inner, (*path, at))
        if isinstance(inner, Group):
            yield from _lines(inner, (*path, at, 0) if no else (*path, at), depth + 1)


def _path(tree: Node | None, number: int) -> Path:
    line = part(tree, number)
    return line.path if line else ()


def _at(tree: Node | None, path: Path) -> Node:
    node = tree
    for step in path:
        node = node.of if isinstance(node, Not) else node.parts[step]  # type: ignore[union-attr]
    if node is None:
        raise NoPart("everyone has no parts")
    return node


def _put(tree: Node | None, path: Path, new: Node | None) -> Node | None:
    """With something else, or nothing, in this place; groups that are left with nothing go as well."""
    if not path or tree is None:
        return new
    step, *rest = path
    if isinstance(tree, Not):
        inner = _put(tree.of, tuple(rest), new)
        return None if inner is None else Not(inner)
    assert isinstance(tree, Group)  # noqa: S101  (a condition has no parts)
    parts = [
        _put(one, tuple(rest), new) if at == step else one for at, one in enumerate(tree.parts)
    ]
    left = tuple(one for one in parts if one is not None)
    return Group(tree.how, left) if left else None
