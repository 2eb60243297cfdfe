"""There is no way from staff to what people wrote: a walk along the imports of everything staff use."""

from __future__ import annotations

import ast
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOLBOT = ROOT / "solbot"

JOURNAL = frozenset(
    f"solbot.coaching.{name}"
    for name in (
        *(
            "answers.service",
            "answers.held_words",
            "answers.prompts",
            "visions.service",
            "export.service",
        ),
        *("answers.db", "answers.prompts_db", "visions.db", "own_questions.db"),
        *("own_questions.service", "own_questions.asking", "own_questions.chat"),
        *("answers.chat", "answers.screens", "screens", "journal.chat", "journal.unfiled"),
        *("journal.elsewhere", "journal.which"),
        *("sharing.db", "sharing.service", "sharing.chat", "sharing.received_chat"),
        *("readings.db", "readings.service", "readings.chat", "readings.inline"),
        *("privacy", "visions.chat", "export.as_json", "export.as_markdown"),
        *("imports.db", "imports.service", "imports.running", "imports.looking", "imports.chat"),
        *("journal.sealed_db", "journal.sealed_files", "journal.sealed_photos"),
    )
)
"""Where answers, notes, visions and copies of them are read."""

SEAMS = frozenset(
    {
        # Words of somebody who is no staff any more are taken as their own.
        ("solbot.staff.gate", "solbot.coaching.journal.unfiled"),
        # Words that are no piece of an announcement being written are their own, too.
        ("solbot.announcements.draft.words", "solbot.coaching.journal.unfiled"),
        # What follows an answer from the society may be meant for the journal.
        ("solbot.desk.chat", "solbot.coaching.journal.unfiled"),
        # What a member asks the society is kept as the words of an answer are.
        ("solbot.desk.chat", "solbot.coaching.answers.bodies"),
        # A person who erases themself gets a receipt of how much there was.
        ("solbot.members.service", "solbot.coaching.answers.db"),
        ("solbot.members.service", "solbot.coaching.visions.db"),
    }
)
"""The only imports that lead there, each for the person whose words they are."""

BEHIND_THE_WALL = frozenset({"announcements", "desk", "programs", "staff"})
"""The features whose every module is looked at."""

PRIVATE_TABLES = frozenset(
    {
        "Answer",
        "Prompt",
        "Vision",
        "Revision",
        "Fact",
        "Figure",
        "Step",
        "Dialog",
        "Inbox",
        "OwnQuestion",
        "KeptReading",
        "SharedEntry",
        "Relocation",
        "EarlierWording",
        "ExportErrand",
        "Import",
        "SealedFile",
        "SealedPart",
    }
)
COUNTED = frozenset(
    {
        *("Answer.member_id", "Answer.answered_at", "Answer.state", "Answer.prompt_id"),
        *("Prompt.member_id", "Prompt.asked_at", "Prompt.state"),
        *("Prompt.discipline", "Prompt.reading_id"),
    }
)
"""All that figures may look at of prompts and answers: whose, when, and about what."""

WHEN_BUSY = frozenset({"Dialog.member_id", "Dialog.awaits", "Dialog.since"})
"""All that announcements may look at of conversations: who is in one, and since when."""

OWN_DIALOG = frozenset({"solbot.bot.dialog_db"})
"""What the bot waits for from the very person whose turn it is."""


def file_of(module: str) -> Path | None:
    path = ROOT / Path(*module.split("."))
    for file in (path.with_suffix(".py"), path / "__init__.py"):
        if file.exists():
            return file
    return None


@lru_cache(None)
def imports(module: str) -> frozenset[str]:
    """The modules of solbot that a module imports, wherever in it."""
    file = file_of(module)
    assert file is not None, module
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(name for name in found if name.startswith("solbot.") and file_of(name))


def starts() -> set[str]:
    files = (file for feature in BEHIND_THE_WALL for file in (SOLBOT / feature).rglob("*.py"))
    parts = (file.relative_to(ROOT).with_suffix("").parts for file in files)
    return {".".join(one) for one in parts if one[-1] != "__init__"}


def walk(seams: frozenset[tuple[str, str]] = SEAMS) -> dict[str, str]:
    """Every module that staff reach, with the one that led there."""
    reached = dict.fromkeys(starts(), "")
    waiting = list(reached)
    while waiting:
        module = waiting.pop()
        for name in imports(module):
            if name not in reached and (module, name) not in seams:
                reached[name] = module
                waiting.append(name)
    return reached


def path_to(module: str, reached: dict[str, str]) -> str:
    steps = [module]
    while reached[steps[-1]]:
        steps.append(reached[steps[-1]])
    return " ← ".join(steps)


def test_no_journal_is_reached_from_staff() -> None:
    reached = walk()
    assert len(reached) > 50
    for module in sorted(JOURNAL & reached.keys()):
        raise AssertionError(path_to(module, reached))


def test_every_seam_is_there_and_every_journal_module_too() -> None:
    for module, name in SEAMS:
        assert name in imports(module), (module, name)
    for module in JOURNAL:
        assert file_of(module), module
    # And the walk would find a way: without the seams there is one.
    assert walk(frozenset()).keys() & JOURNAL


def test_nothing_that_staff_reach_touches_a_private_table_but_to_count() -> None:
    for module in sorted(walk()):
        file = file_of(module)
        assert file is not None
        tree = ast.parse(file.read_text())
        tables = {
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            and (node.module or "").startswith("solbot.db.tables")
            and not module.startswith("solbot.db.tables")
            for alias in node.names
        }
        private = tables & PRIVATE_TABLES
        if module in OWN_DIALOG:
            assert private == {"Dialog"}
        elif module == "solbot.staff.figures_db":
            assert private == {"Answer", "Prompt"}
            assert columns(tree, private) <= COUNTED
            assert bare(tree, private) == set()
        elif module == "solbot.announcements.send.rounds_db":
            # Whoever is in the middle of something gets an announcement afterwards: when, not what.
            assert private == {"Dialog"}
            assert columns(tree, private) <= WHEN_BUSY
            assert bare(tree, private) == set()
        elif module == "solbot.telegram.inbox_db":
            # Erasing a person takes their waiting updates along; nothing of them is returned to staff.
            assert private == {"Inbox"}
        else:
            assert not private, module


def columns(tree: ast.AST, tables: set[str]) -> set[str]:
    """What is taken of these tables: `Answer.body` and the like."""
    return {
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in tables
    }


def bare(tree: ast.AST, tables: set[str]) -> set[str]:
    """These tables named as a whole, so that a whole row could be read."""
    within = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    return {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id in tables and id(node) not in within
    }
