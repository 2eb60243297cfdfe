"""Documentation that cannot fall behind: settings, commands and words are told where people look."""

from __future__ import annotations

import re
from pathlib import Path

import typer.main

from solbot.app import ROUTES
from solbot.cli import command
from solbot.content.catalog import Catalog
from solbot.settings import NAMES, PREFIX
from tests.ways_in import STAFF_COMMANDS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()


def test_every_setting_is_in_the_readme_and_no_other() -> None:
    told = set(re.findall(r"^\| `(SOLBOT_\w+)`", README, re.M))
    assert told == {PREFIX + name.upper() for name in NAMES}


def test_every_command_of_solbot_is_in_the_readme() -> None:
    group = typer.main.get_command(command)
    names = set(group.commands)  # type: ignore[attr-defined]
    told = {line.split()[0] for line in re.findall(r"^\| `(\w+[^`]*)`", README, re.M)}
    assert names <= told


def test_every_make_target_told_is_there() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.M))
    assert set(re.findall(r"`make (\w+)`", README)) <= targets


def test_every_link_of_the_docs_leads_somewhere() -> None:
    for file in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", file.read_text()):
            assert (file.parent / target).exists(), f"{file.name}: {target}"


def test_the_command_menu_lists_exactly_what_works(shipped: Catalog) -> None:
    for code in shipped.languages:
        assert set(shipped.language(code).commands) == set(ROUTES.commands)


def test_every_button_told_to_staff_is_there_with_this_label(shipped: Catalog) -> None:
    text = (ROOT / "docs" / "staff.md").read_text()
    labels = shipped.default.buttons.values()
    known = "|".join(re.sub(r"\\\{\w+\\\}", ".+", re.escape(label)) for label in labels)
    bold = {" ".join(one.split()) for one in re.findall(r"\*\*([^*]+)\*\*", text)}
    told = bold - {"bold", "No role sees a journal"}
    assert not {one for one in told if not re.fullmatch(known, one)}


def test_every_command_of_staff_is_told_to_staff() -> None:
    text = (ROOT / "docs" / "staff.md").read_text()
    assert {f"/{name}" for name in STAFF_COMMANDS} <= set(re.findall(r"/[a-z]+", text))
