"""Functions as they are written: what they take, what they call, and what is put under the names in them."""

from __future__ import annotations

import ast
import importlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

SOLBOT = Path(__file__).parents[1] / "solbot"

Key = tuple[str, str]
"""A function: its module, and its name within."""

Put = tuple[str, ast.expr]
"""What is put under a name: the thing itself (`is`), or one `of` several; at a place in it, if it is taken apart."""

Def = ast.FunctionDef | ast.AsyncFunctionDef
Comprehension = ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp


@dataclass(frozen=True, eq=False)
class Function:
    """A function, and what is known of the names in it."""

    file: str
    module: ModuleType
    node: Def
    owner: Any = None
    outer: Function | None = None

    @cached_property
    def key(self) -> Key:
        """What it is found by."""
        within = self.outer.key[1] if self.outer else getattr(self.owner, "__qualname__", "")
        return self.module.__name__, f"{within}.{self.node.name}" if within else self.node.name

    @cached_property
    def places(self) -> Sequence[str]:
        """What can be given by place, in order."""
        taken = self.node.args
        names = [one.arg for one in (*taken.posonlyargs, *taken.args)]
        return names[1:] if names[:1] == ["self"] else names

    @cached_property
    def otherwise(self) -> Mapping[str, ast.expr]:
        """What its parameters are where nothing is given."""
        return dict(zip(reversed(self.places), reversed(self.node.args.defaults), strict=False))

    @cached_property
    def by_name(self) -> Sequence[str]:
        """What can be given by name."""
        return [one.arg for one in (*self.node.args.args, *self.node.args.kwonlyargs)]

    @cached_property
    def rest(self) -> str | None:
        """What takes any other values."""
        return self.node.args.kwarg.arg if self.node.args.kwarg else None

    @cached_property
    def parts(self) -> Sequence[ast.AST]:
        """All that is in it, but what is in functions within."""
        return list(_parts(self.node))

    @cached_property
    def returned(self) -> Sequence[ast.expr]:
        """What it returns, wherever it does."""
        found = [one.value for one in self.parts if isinstance(one, ast.Return)]
        return [one for one in found if one is not None]

    @cached_property
    def put(self) -> Mapping[str, Sequence[Put]]:
        """What is put under each name in it."""
        found: dict[str, list[Put]] = defaultdict(list)
        for node in self.parts:
            match node:
                case ast.Assign(targets=targets, value=value):
                    several = [one for target in targets for one in _put(target, "is", value)]
                case ast.AnnAssign(target=target, value=ast.expr() as value):
                    several = [*_put(target, "is", value)]
                case ast.NamedExpr(target=target, value=value):
                    several = [*_put(target, "is", value)]
                case (
                    ast.For(target=target, iter=each) | ast.comprehension(target=target, iter=each)
                ):
                    several = [*_put(target, "of", each)]
                case _:
                    continue
            for name, put in several:
                found[name].append(put)
        return found

    @cached_property
    def turns(self) -> Mapping[int, Put]:
        """What the names within a loop stand for at each of its turns, by their nodes."""
        found: dict[int, Put] = {}
        for node in self.parts:
            loops = [node] if isinstance(node, ast.For) else []
            for loop in node.generators if isinstance(node, Comprehension) else loops:
                bound = dict(_put(loop.target, "of", loop.iter))
                gone_through = {id(one) for one in ast.walk(loop.iter)}
                for one in ast.walk(node):
                    if (
                        isinstance(one, ast.Name)
                        and one.id in bound
                        and id(one) not in gone_through
                    ):
                        found[id(one)] = bound[one.id]
        return found

    def knows(self, name: str) -> bool:
        """Whether a name is of its own."""
        return name in self.put or name in self.places or name in self.by_name or name == self.rest

    def means(self, name: ast.Name) -> Sequence[Put]:
        """What may be meant by a name that something was put under."""
        return [self.turns[id(name)]] if id(name) in self.turns else self.put[name.id]

    def called(self, call: ast.Call) -> str:
        """By which name a function is called; one that is put under another here, by its own."""
        func = call.func
        if isinstance(func, ast.Name) and len(self.put.get(func.id, ())) == 1:
            func = self.put[func.id][0][1]
        return str(getattr(func, "attr", None) or getattr(func, "id", ""))


def _put(target: ast.expr, how: str, value: ast.expr) -> Iterator[tuple[str, Put]]:
    match target, value:
        case ast.Name(id=name), _:
            yield name, (how, value)
        case ast.Tuple(), ast.IfExp(body=one, orelse=other):
            yield from (*_put(target, how, one), *_put(target, how, other))
        case ast.Tuple(elts=targets), ast.Tuple(elts=values) if how == "is":
            for one, other in zip(targets, values, strict=True):
                yield from _put(one, how, other)
        case ast.Tuple(elts=targets), _:
            for at, one in enumerate(targets):
                yield from _put(one, f"{how}:{at}", value)


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    for one in ast.iter_child_nodes(node):
        if not isinstance(one, Def):
            yield one
            yield from _parts(one)


def functions_of(file: str) -> Iterator[Function]:
    """Every function of a file, every method with its class, what stands within; and what is in none of them."""
    tree = ast.parse((SOLBOT / file).read_text())
    if any(isinstance(one, Def) for one in ast.walk(tree)):
        name = f"solbot/{file}".removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        (whole,) = ast.parse("def whole(): pass").body
        assert isinstance(whole, ast.FunctionDef)
        whole.body = tree.body
        there = Function(file, importlib.import_module(name), whole)
        yield there
        yield from _within(tree, there, None, None)


def _within(
    tree: ast.AST, there: Function, owner: Any, outer: Function | None
) -> Iterator[Function]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, Def):
            one = Function(there.file, there.module, node, owner, outer)
            yield one
            yield from _within(node, there, owner, one)
        elif isinstance(node, ast.ClassDef) and outer is None:
            own = getattr(owner or there.module, node.name, None)
            yield from _within(node, there, own, None)
        else:
            yield from _within(node, there, owner, outer)
