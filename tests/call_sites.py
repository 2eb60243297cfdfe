"""Where the code names its replies and labels, read from its source: which names there can be, and what is given.

A name that a function passes on is looked for where that is called. What only shows as the code runs can't be told.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, product
from typing import Any, TypeVar

from solbot.bot.context import Context
from solbot.bot.taps import Tap
from solbot.content.language import Language
from solbot.staff.gate import Guarded
from tests.functions_read import SOLBOT, Function, Key, functions_of

OTHERS = ("fake_telegram", "playground", "books", "content/check.py")
"""What speaks with the bot or shows its words, what has other replies, and what reads whatever there is."""

WORDED = {
    (Language, "reply"): ("reply", "name"),
    (Language, "toast"): ("reply", "name"),
    (Language, "having"): ("having", "reply"),
    (Language, "button"): ("button", "key"),
    (Context, "toast"): ("toast", "name"),
}
"""What puts into words: what its name is of, and which parameter that is."""

T = TypeVar("T")
Names = frozenset[str]
Ways = frozenset[Names]


@dataclass(frozen=True)
class Sink:
    """A parameter of a function that becomes a name: what is given with it in any case, and which other parameters'
    values are."""

    kind: str  # reply · toast · having · button
    name: str
    adds: Names = frozenset()
    spreads: bool = False


@dataclass(frozen=True)
class Site:
    """A place that names replies or labels, and every way in which values may be given; None for what can't be told.
    `name` is as it is written, with {} for what is put into it."""

    file: str
    line: int
    kind: str
    name: str
    names: Names | None
    given: Ways | None


class Code:
    """All the code of the bot, and what can be told from it."""

    def __init__(self) -> None:
        self.functions: dict[Key, Function] = {}
        self.calls: dict[str, list[tuple[Function, ast.Call]]] = defaultdict(list)
        self._asked: set[object] = set()
        for file in sorted(SOLBOT.rglob("*.py")):
            inner = file.relative_to(SOLBOT).as_posix()
            if not inner.startswith(OTHERS):
                for one in functions_of(inner):
                    self.add(one)
        self.sinks = self._sinks()

    def add(self, one: Function) -> None:
        """Know a function, and what it calls."""
        self.functions[one.key] = one
        for call in one.parts:
            if isinstance(call, ast.Call):
                self.calls[one.called(call)].append((one, call))

    def function(self, call: ast.Call, within: Function) -> Function | None:
        """The function of ours that is called, as far as it can be told."""
        found = self._called(call.func, within)
        if isinstance(found, Function):
            return found
        found = bare(found)
        key = getattr(found, "__module__", None), getattr(found, "__qualname__", None)
        return self.functions.get(key) if None not in key else None  # type: ignore[arg-type]

    def _called(self, func: ast.expr, within: Function) -> Any:
        match func:
            case ast.Name(id=name) if len(within.put.get(name, ())) == 1:
                return self._called(within.put[name][0][1], within)
            case ast.Name(id=name):
                key = within.module.__name__, f"{within.key[1]}.{name}"
                return self.functions.get(key) or self.runs_as(func, within)
            case ast.Attribute(value=ast.Name(id="self"), attr=attr) if within.owner:
                return getattr(within.owner, attr, None)
            case ast.Attribute(value=whose, attr=attr):
                there = self.runs_as(whose, within)
                if there is None:
                    there = Context if ast.unparse(whose) == "context" else Language
                return getattr(there, attr, None)
        return None

    def runs_as(self, node: ast.expr, within: Function) -> Any:
        """What a module has under a name, with or without dots; None where it has nothing."""
        first, *rest = ast.unparse(node).split(".")
        there: Function | None = within
        while there is not None:
            if there.knows(first):
                return None
            there = there.outer
        found = getattr(within.module, first, None)
        for one in rest:
            found = getattr(found, one, None)
        return found

    def argument(self, call: ast.Call, function: Function, name: str) -> ast.expr | None:
        """What is given as a parameter."""
        named = {one.arg: one.value for one in call.keywords if one.arg in function.by_name}
        given = dict(zip(function.places, call.args, strict=False))
        return named.get(name) or given.get(name) or function.otherwise.get(name)

    def _once(self, what: object, asked: Callable[[], Names | None]) -> Names | None:
        """What is asked for; nothing where it is being asked already."""
        if what in self._asked:
            return None
        self._asked.add(what)
        try:
            return asked()
        finally:
            self._asked.discard(what)

    def words(self, node: ast.expr | None, within: Function) -> Names | None:
        """All words that something can be, or hold."""
        match node:
            case ast.Constant(value=value):
                return frozenset({value} if isinstance(value, str) else ())
            case ast.IfExp(body=one, orelse=other):
                return joined((self.words(one, within), self.words(other, within)))
            case (
                ast.BoolOp(values=several)
                | ast.Dict(values=several)
                | ast.Tuple(elts=several)
                | ast.List(elts=several)
            ):
                return joined(self.words(one, within) for one in several)
            case ast.JoinedStr(values=pieces):
                ways = told(self.words(one, within) for one in pieces)
                return frozenset(map("".join, product(*ways))) if ways is not None else None
            case (
                ast.Await(value=inner)
                | ast.FormattedValue(value=inner)
                | ast.ListComp(elt=inner)
                | ast.GeneratorExp(elt=inner)
            ):
                return self.words(inner, within)
            case ast.Name(id=name) if name in within.put:
                asked = within.key, id(node) if id(node) in within.turns else name
                put = within.means(node)
                return self._once(asked, lambda: joined(self._at(*one, within) for one in put))
            case ast.Call():
                function = self.function(node, within)
                if function is None:
                    return None
                return self._once(
                    function.key,
                    lambda: joined(self.words(one, function) for one in function.returned),
                )
            case ast.Subscript(value=whose):
                return self.words(whose, within)
            case ast.Name() | ast.Attribute():
                return words_in(self.runs_as(node, within))
        return None

    def _at(self, how: str, value: ast.expr, within: Function) -> Names | None:
        """The words of what is put somewhere: of all, or of one place in it or in each of several."""
        kind, *places = how.split(":")
        found = self.runs_as(value, within) if isinstance(value, ast.Name | ast.Attribute) else None
        if not places:
            if kind == "of" and isinstance(found, Mapping):
                return words_in(list(found))
            return self.words(value, within)
        at = int(places[0])
        match value:
            case ast.Name(id=name) if name in within.put:
                return joined(self._at(f"{kind}:{at}", one, within) for _, one in within.put[name])
            case ast.ListComp(elt=ast.Tuple(elts=row)):
                return self.words(row[at], within)
            case ast.Tuple(elts=rows) if kind == "of":
                return joined(
                    self.words(one.elts[at], within) for one in rows if isinstance(one, ast.Tuple)
                )
            case ast.Call(func=ast.Attribute(value=whose, attr="items")):
                found = tuple(dict(self.runs_as(whose, within) or {}).items())
            case ast.Subscript(value=whose):
                table = list(dict(self.runs_as(whose, within) or {}).values())
                kind, found = "of", tuple(table if kind == "is" else chain(*table))
        if isinstance(found, tuple) and found:
            each = (words_in(one[at]) for one in found)
            return words_in(found[at]) if kind == "is" else joined(each)
        return None

    def keys(self, node: ast.expr, within: Function) -> Ways | None:
        """All sets of keys that something may have."""
        match node:
            case ast.Await(value=inner):
                return self.keys(inner, within)
            case ast.Dict(keys=keys, values=values):
                pairs = zip(keys, values, strict=True)
                return together(
                    self.keys(value, within) if key is None else _each(self.words(key, within))
                    for key, value in pairs
                )
            case ast.Name(id=name) if name in within.put:
                added = (
                    ast.literal_eval(target.slice)
                    for one in within.parts
                    if isinstance(one, ast.Assign)
                    for target in one.targets
                    if isinstance(target, ast.Subscript) and ast.unparse(target.value) == name
                )
                ways = joined(self.keys(one, within) for _, one in within.put[name])
                return together((ways, frozenset({frozenset(added)})))
            case ast.Call():
                function = self.function(node, within)
                if function is not None:
                    return joined(self.keys(one, function) for one in function.returned)
        return None

    def _given(
        self, call: ast.Call, function: Function, sink: Sink, within: Function
    ) -> Ways | None:
        """All sets of values that are given with a name."""
        ways: list[Ways | None] = [frozenset({sink.adds})]
        for one in call.keywords if sink.spreads else ():
            if one.arg is None:
                ways.append(self.keys(one.value, within))
            elif one.arg not in function.by_name:
                ways.append(frozenset({frozenset({one.arg})}))
        return together(ways)

    def _sinks(self) -> Mapping[Key, set[Sink]]:
        """Functions with a parameter that becomes a name: what puts into words, and all that pass one on."""
        found: dict[Key, set[Sink]] = defaultdict(set)
        for (owner, attr), (kind, name) in WORDED.items():
            found[owner.__module__, f"{owner.__qualname__}.{attr}"] = {
                Sink(kind, name, spreads=True)
            }
        done = {*found}
        new = done
        while new:
            names, new = {key[1].rpartition(".")[2] for key in new}, set()
            for within, call in chain.from_iterable(self.calls[name] for name in names):
                if within.key in done or not (function := self.function(call, within)):
                    continue
                for sink in tuple(found.get(function.key, ())):
                    passed = self._passed(call, function, sink, within)
                    if passed and passed not in found[within.key]:
                        found[within.key].add(passed)
                        new.add(within.key)
        return {key: sinks for key, sinks in found.items() if sinks}

    def _passed(
        self, call: ast.Call, function: Function, sink: Sink, within: Function
    ) -> Sink | None:
        """What of its own parameters a function passes on as a name."""
        name = self.argument(call, function, sink.name)
        if not isinstance(name, ast.Name) or name.id in within.put or not within.knows(name.id):
            return None
        own = [
            one
            for one in call.keywords
            if one.arg is None and ast.unparse(one.value) == within.rest
        ]
        rest = ast.Call(call.func, call.args, [one for one in call.keywords if one not in own])
        ways = self._given(rest, function, sink, within) or frozenset()
        adds = next(iter(ways)) if len(ways) == 1 else frozenset("?")
        return Sink(sink.kind, name.id, adds, bool(own))

    def sites(self) -> Iterator[Site]:
        """Every place that names a reply or a label, but those that pass on what they are given."""
        for name in {key[1].rpartition(".")[2] for key in self.sinks}:
            for within, call in self.calls[name]:
                yield from self.sites_of(call, within)

    def sites_of(self, call: ast.Call, within: Function) -> Iterator[Site]:
        """What a call names."""
        function = self.function(call, within)
        for sink in self.sinks.get(function.key, ()) if function else ():
            name = self.argument(call, function, sink.name) if function else None
            if function and not self._passed(call, function, sink, within):
                names, given = self.words(name, within), self._given(call, function, sink, within)
                yield Site(within.file, call.lineno, sink.kind, _written(name), names, given)

    def handed(self, owner: str, name: str, place: int) -> Names:
        """The words that a class is made with."""
        found: set[str] = set()
        for within, call in self.calls[owner]:
            named = [one.value for one in call.keywords if one.arg == name]
            for one in named or call.args[place : place + 1]:
                found |= self.words(one, within) or frozenset()
        return frozenset(found)


def bare(found: Any) -> Any:
    """A handler, without what was put around it."""
    while isinstance(found, Tap | Guarded):
        found = found.handler
    return found


def told(several: Iterable[T | None]) -> list[T] | None:
    """All of them; None where one can't be told."""
    there = list(several)
    known = [one for one in there if one is not None]
    return known if len(known) == len(there) else None


def joined(several: Iterable[frozenset[T] | None]) -> frozenset[T] | None:
    """All that is in them."""
    there = told(several)
    return frozenset(chain.from_iterable(there)) if there is not None else None


def together(several: Iterable[Ways | None]) -> Ways | None:
    """One way of each, in every combination."""
    there = told(several)
    if there is None:
        return None
    return frozenset(frozenset(chain.from_iterable(way)) for way in product(*there))


def words_in(value: Any) -> Names | None:
    """The words that a thing is, or holds: a table in what it leads to."""
    if isinstance(value, str):
        return frozenset({str(value)})
    several = value.values() if isinstance(value, Mapping) else value
    return joined(map(words_in, several)) if isinstance(several, Iterable) else None


def _each(names: Names | None) -> Ways | None:
    return frozenset(frozenset({one}) for one in names) if names else None


def _written(name: ast.expr | None) -> str:
    if isinstance(name, ast.JoinedStr):
        return "".join(
            str(one.value) if isinstance(one, ast.Constant) else "{}" for one in name.values
        )
    return ast.unparse(name) if name is not None else ""


@cache
def code() -> Code:
    """The code as it is."""
    return Code()
