"""docs/security.md names tests that there are, and limits that hold."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from solbot import limits
from solbot.bot import flood
from solbot.settings import Settings
from solbot.telegram import inbox, outbox

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "security.md").read_text()


def written() -> set[str]:
    """The name of every test."""
    return {
        node.name
        for file in (ROOT / "tests").rglob("test_*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def rows(heading: str) -> list[list[str]]:
    """The rows of the first table below a heading, without its head."""
    _, _, rest = TEXT.partition(f"## {heading}\n")
    assert rest, heading
    lines = [line for line in rest.partition("\n## ")[0].splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_every_test_it_names_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", TEXT))
    assert len(named) > 40
    assert named <= written(), named - written()


def test_every_line_names_one() -> None:
    for row in (*rows("Who could want what"), *rows("How much anybody can send")):
        owner = row[0] == "whoever runs the machine"
        assert owner or re.search(r"`test_\w+`", row[-1]), row


def test_the_figures_are_those_that_hold() -> None:
    said = " ".join(" ".join(row) for row in rows("How much anybody can send"))
    for figure in (
        f"{flood.MOST_REPLIES} answers",
        f"{flood.MOST_SEARCHES} lookups",
        f"{len(inbox.RETRY) + 1:d} tries".replace("6 ", "six "),
        f"without a place | {limits.UNPLACED}".replace("| ", ""),
        f"{limits.VISIONS}, {limits.WORDINGS} each",
        f"{limits.NOTES:,}",
        f"{limits.PUT_OFF}, {limits.OWN_QUESTIONS}",
        f"{limits.IMPORTS_A_DAY} a day, {limits.IMPORTED:,} entries",
        f"{limits.SHARE_LINKS}, {limits.SHARED}",
    ):
        assert figure in said, figure
    kept = " ".join(" ".join(row) for row in rows("What is kept for how long"))
    backups = Settings().backups_kept
    for days in (inbox.KEEP.days, outbox.KEEP.days, backups):
        assert f"{days} days" in kept
    assert inbox.KEEP_ASIDE.days == 3 and "three days" in kept
