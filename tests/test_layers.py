"""Imports point one way, as docs/architecture.md says: features above, what knows no feature below."""

from __future__ import annotations

import ast
import sys
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import pytest

SOLBOT = Path(__file__).parents[1] / "solbot"
FEATURES = frozenset({"members", "coaching", "programs", "announcements", "desk", "staff"})

_LOWEST = frozenset(
    {"body", "counters", "errors", "json_text", "limits", "local_time", "shipped", "zone_files"}
)
_STORE = _LOWEST | {"db"}
_WORDS = _LOWEST | {"typed", "content"}
_WORK = _STORE | _WORDS | {"unit_of_work", "steadiness"}
_WIRE = _WORK | {"telegram"}
_CORE = _WIRE | {"bot", "pictures", "books", "sheets"}

ALLOWED = {
    **dict.fromkeys(
        (
            "body",
            "counters",
            "errors",
            "shipped",
            "json_text",
            "limits",
            "local_time",
            "leaving_out",
            "stopping",
            "collecting",
            "secret",
        ),
        frozenset[str](),
    ),
    "setting_values": frozenset({"secret"}),
    "settings": frozenset({"errors", "shipped", "secret", "setting_values"}),
    "zone_files": frozenset({"errors"}),
    "steadiness": _STORE,
    "db": _LOWEST,
    "typed": _LOWEST,
    "pictures": _LOWEST,
    "books": _LOWEST | {"pictures"},
    "sheets": _LOWEST,
    "content": _LOWEST | {"typed", "authoring", "stopping"},
    "authoring": _WORDS,
    "unit_of_work": _STORE | _WORDS | {"steadiness"},
    "telegram": _WORK,
    "bot": _WIRE | {"pictures"},
    **dict.fromkeys(FEATURES, _CORE | FEATURES),
    "ops": _CORE | FEATURES | {"settings", "setting_values", "secret"},
    "fake_telegram": _LOWEST | {"typed", "content"},
}
"""What each part may import of solbot; everything else is refused."""

REFUSED = {
    "content": {"telegram", "sqlalchemy", "apscheduler", "asyncio"},
    "typed": {"telegram", "sqlalchemy", "apscheduler", "asyncio"},
    "pictures": {"telegram", "apscheduler", "sqlalchemy", "asyncio"},
    "books": {"telegram", "apscheduler", "sqlalchemy", "asyncio"},
    "sheets": {"telegram", "apscheduler", "sqlalchemy", "asyncio"},
    "db": {"telegram", "apscheduler"},
    "telegram": {"apscheduler"},
    "bot": {"apscheduler"},
    **{feature: {"apscheduler"} for feature in FEATURES},
    "playground": {"telegram", "sqlalchemy"},
    "fake_telegram": {"telegram", "sqlalchemy"},
}
"""Libraries a part must not touch."""

MAY_SPEAK_SQL = ("db.py", "_db.py")
"""Outside of `db/` and the units of work, how a file is called that may."""

ALSO_USED = {
    "solbot.announcements.audience.service": {"sqlalchemy"},  # its condition is one of a statement
    "solbot.announcements.draft.service": {"sqlalchemy"},
    "solbot.typed.gazetteer": {"babel"},
    "solbot.typed.places": {"babel", "tzfpy"},
}
"""Who else may use a library, by module."""


def modules() -> dict[str, Path]:
    files = sorted(SOLBOT.rglob("*.py"))
    names = (file.relative_to(SOLBOT.parent).with_suffix("").parts for file in files)
    return {
        ".".join(parts).removesuffix(".__init__"): file
        for parts, file in zip(names, files, strict=True)
    }


MODULES = modules()


def is_for_types_alone(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


@lru_cache(None)
def imported(name: str, *, running: bool = False) -> frozenset[str]:
    """What a module imports; only what it does while it is `running`, and not for its types alone, if asked so."""
    found: set[str] = set()
    tree = ast.parse(MODULES[name].read_text())
    if running:
        tree.body = [node for node in tree.body if not is_for_types_alone(node)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{name}: imports are absolute"
            within = {f"{node.module}.{alias.name}" for alias in node.names}
            # A package is meant only where something of its own is taken.
            found |= (within & MODULES.keys()) or {node.module}
    return frozenset(found)


def part_of(name: str) -> str:
    return (*name.split("."), "")[1]


def against_the_grain(allowed: Mapping[str, frozenset[str]] = ALLOWED) -> set[str]:
    return {
        f"{name} → {other}".replace("solbot.", "")
        for name in MODULES
        if part_of(name) in allowed
        for other in imported(name) & MODULES.keys()
        if part_of(other) not in allowed[part_of(name)] | {part_of(name), ""}
    }


def test_imports_point_one_way() -> None:
    assert not against_the_grain()
    # And one that does not would be found.
    found = against_the_grain({**ALLOWED, "bot": _STORE | {"content"}})
    assert "bot.router → telegram.incoming" in found


@pytest.mark.parametrize("name", MODULES)
def test_each_library_is_used_where_it_belongs(name: str) -> None:
    part, file = part_of(name), MODULES[name]
    libraries = {one.split(".")[0] for one in imported(name)}
    assert not libraries & REFUSED.get(part, set())
    beside = ALSO_USED.get(name, set())
    if part in FEATURES | {"telegram", "bot"} and not file.name.endswith(MAY_SPEAK_SQL):
        assert "sqlalchemy" not in libraries - beside
    if file.name == "rules.py" or part == "typed":
        assert libraries - {"solbot"} <= {*sys.stdlib_module_names} | beside


def test_no_import_goes_round_in_a_circle() -> None:
    """A module that needs itself through others can only be imported by luck of the order."""
    done: set[str] = set()

    def follow(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " → ".join((*way[way.index(name) :], name))
        if name not in done:
            for other in sorted(imported(name, running=True) & MODULES.keys()):
                follow(other, (*way, name))
            done.add(name)

    for name in MODULES:
        follow(name, ())


def test_every_part_with_rules_is_there() -> None:
    assert {part_of(name) for name in MODULES} >= ALLOWED.keys()
