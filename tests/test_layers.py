"""Imports point one way, as docs/decisions.md says."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

SOLBOT = Path(__file__).parents[1] / "solbot"

# What each part may import of solbot; everything else is refused.
ALLOWED = {
    "domain": set(),
    "content": {"domain", "errors"},
    "store": {"domain", "errors", "shipped"},
    "services": {"store", "content", "domain", "errors"},
    "exports": {"services", "content", "domain", "errors"},
    "pictures": {"domain", "errors"},
    "delivery": {"services", "content", "domain", "errors"},
    "chat": {"delivery", "exports", "pictures", "services", "content", "domain", "errors"},
    "tick": {"services", "content", "domain", "errors"},
    "settings": {"errors", "shipped"},
    "shipped": set(),
}
# Libraries a part must not touch.
REFUSED = {
    "content": {"telegram", "sqlalchemy", "apscheduler", "asyncio"},
    "store": {"telegram", "apscheduler"},
    "services": {"telegram", "apscheduler"},
    "exports": {"telegram", "apscheduler", "sqlalchemy"},
    "pictures": {"telegram", "apscheduler", "sqlalchemy", "asyncio"},
    "delivery": {"apscheduler", "sqlalchemy"},
    "chat": {"apscheduler", "sqlalchemy"},
    "tick": {"telegram", "sqlalchemy"},
    "playground": {"telegram", "sqlalchemy"},
}


def modules() -> list[Path]:
    return sorted(SOLBOT.rglob("*.py"))


def imported(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{file}: imports are absolute"
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return found


def part_of(file: Path) -> str:
    return file.relative_to(SOLBOT).parts[0].removesuffix(".py")


@pytest.mark.parametrize("file", modules(), ids=lambda file: str(file.relative_to(SOLBOT)))
def test_imports_point_one_way(file: Path) -> None:
    part, names = part_of(file), imported(file)
    if part in ALLOWED:
        parts = {name.split(".")[1] for name in names if name.startswith("solbot.")}
        assert parts - {part} <= ALLOWED[part]
    libraries = {name.split(".")[0] for name in names}
    assert not libraries & REFUSED.get(part, set())
    if part == "domain":
        assert libraries - {"solbot"} <= set(sys.stdlib_module_names)


def test_every_part_with_rules_is_there() -> None:
    parts = {part_of(file) for file in modules()}
    assert parts >= ALLOWED.keys()
