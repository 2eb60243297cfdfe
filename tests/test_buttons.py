"""What buttons send is built from declarations: by `to` of a handler, or by `sends` and `do` where the handler stands
above; and what it carries is what the handler takes."""

from __future__ import annotations

import ast
import importlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, reduce
from itertools import chain, repeat
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from sqlalchemy.orm import Mapped

from solbot.app import ROUTES
from solbot.bot import help as bot_help
from solbot.bot.args import args_of, flag, number
from solbot.bot.context import Handler
from solbot.bot.taps import Reader, Tap, carries, do, sends
from solbot.errors import StaleButton
from solbot.staff.gate import Guarded

SOLBOT = Path(__file__).parents[1] / "solbot"
SENT = {*ROUTES.taps, "do"}
COMMANDS = ROUTES.commands.keys() | ROUTES.tapped_commands.keys()

BY_HAND = {
    "bot/pager.py": "puts the number of a page behind what was built",
    "bot/keywords.py": "reads what was offered, beneath the router that takes it",
    "playground/habits.py": "plays somebody who knows of a button only what it sends",
}
"""Where codes are written by hand, and why."""

TAPS = "bot/taps.py"

BUILT = {"Button": 1, "button": 1, "_button": 2, "turning": 1}
"""What makes a button, and which of what it is given the button sends."""

Known = list[tuple[type, Any]]
"""Of which types a piece can be, each with what it is where that is known; nothing where neither can be told."""


@cache
def files() -> Mapping[str, ast.Module]:
    there = [one for one in sorted(SOLBOT.rglob("*.py")) if "fake_telegram" not in one.parts]
    return {str(one.relative_to(SOLBOT)): ast.parse(one.read_text()) for one in there}


def handler_of(code: str) -> Handler:
    one = ROUTES.taps[code]
    return one.handler if isinstance(one, Guarded) else one


def calls(tree: ast.AST, *names: str) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name) if name in names:
                    yield name, node
                case ast.Attribute(attr=name) if name in names and name in BUILT:
                    yield name, node


def hints_of(kind: Any) -> Mapping[str, Any]:
    """The types of what something takes or has; nothing where they can't be told."""
    try:
        return get_type_hints(kind.handler if isinstance(kind, Tap) else kind)
    except (TypeError, NameError):
        return {}


def types_of(hint: Any) -> Known:
    found = get_args(hint) if get_origin(hint) in (Union, UnionType, Mapped) else (hint,)
    return [(one, None) for one in found if isinstance(one, type) and one is not NoneType]


def found_in(module: Any, node: ast.expr) -> Any:
    """What a module has under a name, with or without dots; None where it has nothing."""
    return reduce(lambda one, name: getattr(one, name, None), ast.unparse(node).split("."), module)


def name_of(node: ast.expr) -> str:
    """The first of a name with dots."""
    return ast.unparse(node).partition(".")[0]


def given_in(part: ast.AST, module: Any) -> dict[str, Any]:
    """What is known of the names within a function: the type of a parameter, or what is put there, if that is once."""
    found: dict[str, Any] = {}
    if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef):
        found |= hints_of(getattr(module, part.name, None))
    put: dict[str, list[ast.expr | None]] = defaultdict(list)
    for node in ast.walk(part):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                put[name].append(value)
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                for one, value in zip(names, values, strict=True):
                    put[ast.unparse(one)].append(value)
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                put[name].append(None)
    for name, seen in put.items():
        ways = [one for one in seen if one is not None]
        found.setdefault(name, ways[0] if len(ways) == 1 and len(seen) <= 2 else None)
    return found


def known_of(node: ast.expr, given: Mapping[str, Any], module: Any) -> Known:
    """What a piece is, as far as it can be told where it stands; `given`: what is known of the names there."""
    match node:
        case ast.Constant(value=value):
            return [(type(value), value)]
        case ast.JoinedStr():
            return [(str, None)]
        case ast.Compare() | ast.UnaryOp(op=ast.Not()):
            return [(bool, None)]
        case ast.IfExp(body=one, orelse=other):
            return known_of(one, given, module) + known_of(other, given, module)
        case ast.BoolOp(values=several):
            return [one for part in several for one in known_of(part, given, module)]
        case ast.Name(id=name) if isinstance(given.get(name), ast.expr):
            ways = known_of(given[name], {**given, name: None}, module)
            return [one for one in ways if one[0] is not NoneType]
        case ast.Name(id=name) if name in given:
            return types_of(given[name])
        case ast.Attribute(value=whose, attr=attr) if name_of(whose) in given:
            owners = known_of(whose, given, module)
            return [one for kind, _ in owners for one in types_of(hints_of(kind).get(attr))]
        case ast.Await(value=awaited):
            return known_of(awaited, given, module)
        case ast.Call(func=ast.Name(id="len" | "int")):
            return [(int, None)]
        case ast.Call(func=ast.Name(id="str")):
            return [(str, None)]
        case ast.Call(func=called) if name_of(called) not in given:
            return types_of(hints_of(found_in(module, called)).get("return"))
        case ast.Name() | ast.Attribute():
            found = found_in(module, node)
            return [(type(found), found)] if isinstance(found, str | int) else []
    return []


def fits(kind: type, value: Any, reader: Reader) -> bool:
    """Whether a handler that reads it so takes it, of the type that its parameter has."""
    taken = int if reader is number else bool if reader is flag else str
    if not issubclass(kind, taken) or (kind is bool) != (taken is bool):
        return False
    try:
        return value is None or reader(sends("", value).removeprefix(":")) is not None
    except StaleButton:
        return False


def fault_of(call: ast.Call, given: Mapping[str, Any], module: Any) -> str | None:
    """What is wrong with a use of `sends`, if anything is."""
    code, *pieces = call.args
    if not isinstance(code, ast.Constant) or code.value not in ROUTES.taps:
        return "no such tap is declared"
    needed, readers, rest = carries(handler_of(code.value))
    if any(isinstance(piece, ast.Starred) for piece in pieces):
        return "how much it carries can't be told"
    if len(pieces) < needed or (rest is None and len(pieces) > len(readers)):
        return f"carries {len(pieces)}, and {needed} to {len(readers)} are taken"
    for piece, reader in zip(pieces, chain(readers, repeat(rest or str)), strict=False):
        for kind, value in known_of(piece, given, module):
            optional = kind is NoneType and piece is pieces[-1] and len(pieces) > needed
            if not optional and not fits(kind, value, reader):
                return f"carries {ast.unparse(piece)}"
    return None


def modules() -> Iterator[tuple[str, ast.Module, Any]]:
    """Every file that builds buttons for the bot to send, with what it is when it is imported."""
    for name, tree in files().items():
        if name != TAPS and any(calls(tree, *BUILT, "sends", "do")):
            yield name, tree, importlib.import_module(f"solbot.{name[:-3].replace('/', '.')}")


def faults() -> Iterator[str]:
    for name, tree, module in modules():
        for part in tree.body:
            found = [call for _, call in calls(part, "sends")]
            given = given_in(part, module) if found else {}
            for call in found:
                if fault := fault_of(call, given, module):
                    yield f"{name}:{call.lineno} {ast.unparse(call)}: {fault}"


def by_hand(tree: ast.AST) -> Iterator[ast.AST]:
    """What stands in a file as it is sent: words that begin with a code, and what is given to a button in words."""
    for node in ast.walk(tree):
        words = node.values[0] if isinstance(node, ast.JoinedStr) and node.values else node
        begins = words.value if isinstance(words, ast.Constant) else None
        if isinstance(begins, str) and ":" in begins and args_of(begins)[0] in SENT:
            yield node
    for name, call in calls(tree, *BUILT):
        if name == "button" and ast.unparse(call.args[0]) == "context":
            continue  # a list as a file (staff/tables), by its name
        for piece in call.args[BUILT[name] :]:
            if isinstance(piece, ast.JoinedStr | ast.BinOp) or (
                isinstance(piece, ast.Constant) and isinstance(piece.value, str)
            ):
                yield piece


def test_what_is_built_by_a_code_is_what_its_handler_takes() -> None:
    assert not list(faults())


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("sends('bcqh', number, True)", True),
        ("sends('bcqh', 3, not number)", True),
        ("sends('bcqh', number or 3, True)", True),
        ("sends('bcqh', unknown, True)", True),
        ("sends('bcqh', number)", False),
        ("sends('bcqh', number, True, 1)", False),
        ("sends('bcqh', number, '1')", False),
        ("sends('bcqh', 'three', True)", False),
        ("sends('bcqh', words, True)", False),
        ("sends('bcqh', f'{number}', True)", False),
        ("sends('bcqh', number if words else None, True)", False),
        ("sends('bcqh', *number)", False),
        ("sends('bcqh_', number, True)", False),
        ("sends(words, number, True)", False),
        ("sends('vk', 'learnt', 3)", False),
        ("sends('an', 3, 1, None)", True),
        ("sends('an', None, 1)", False),
    ],
)
def test_what_does_not_fit_is_found(written: str, right: bool) -> None:
    (found,) = calls(ast.parse(written), "sends")
    assert (fault_of(found[1], {"number": int, "words": str}, None) is None) == right


def test_no_code_is_written_by_hand() -> None:
    found = {name: list(by_hand(tree)) for name, tree in files().items()}
    assert {name for name, there in found.items() if there} == BY_HAND.keys()
    for words in ('"imu:3"', 'f"imu:{number}"', 'context.button("undo", "jg")'):
        assert list(by_hand(ast.parse(words)))


@pytest.mark.parametrize("name", BY_HAND)
def test_what_is_written_by_hand_is_declared(name: str) -> None:
    written = re.findall(r'"([a-z]\w*):', (SOLBOT / name).read_text())
    assert {*written} <= SENT


def test_what_does_as_a_command_names_one() -> None:
    for name, tree, module in modules():
        for _, call in calls(tree, "do") if getattr(module, "do", None) is do else ():
            (of,) = call.args
            named = isinstance(of, ast.Constant) and of.value in COMMANDS
            assert named or name == "bot/help.py", f"{name}: {ast.unparse(call)}"
    assert {one for row in bot_help.OFFERED for one in row} <= COMMANDS


def test_what_turns_pages_takes_a_page_at_its_end() -> None:
    turned = 0
    for _, tree, module in modules():
        for _, call in calls(tree, "turning"):
            match call.args[1]:
                case ast.Call(func=ast.Attribute(value=handler, attr="to"), args=given):
                    taken = carries(found_in(module, handler))[1]
                case ast.Call(func=ast.Name(id="sends"), args=[code, *given]):
                    taken = carries(handler_of(ast.literal_eval(code)))[1]
                case _:
                    continue
            assert len(taken) > len(given), ast.unparse(call)
            turned += 1
    assert turned


def test_what_features_name_is_declared() -> None:
    names = {*ROUTES.taps, *COMMANDS}
    for one in ROUTES.awaited.values():
        assert {*one.taps, *([args_of(one.skip)[0]] if one.skip else [])} <= names
    named = {*ROUTES.loose.taps, *ROUTES.settling_taps, *ROUTES.taps_without_consent}
    assert named <= ROUTES.taps.keys()
    assert {args_of(one)[0] for one in ROUTES.yes} <= ROUTES.taps.keys()
    assert {args_of(one)[0] for one in ROUTES.leads.values()} <= SENT
