"""A small content folder without a fault, and what a program would expect of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from solbot.content.expected import ExpectedContent

WORDS_FILE = Path(__file__).parents[2] / "messages" / "en" / "words.toml"

EXPECTED = ExpectedContent(
    replies={
        "hello": frozenset({"name", "when"}),
        "days": frozenset({"things"}),
        "card_caption": frozenset({"name"}),
        "gone": frozenset({"name"}),
        "journal": frozenset({"name", "things"}),
    },
    buttons=frozenset({"yes", "later", "staff.send"}),
    samples={
        "name": "N" * 64,
        "when": datetime(2026, 9, 30, 20, 30, tzinfo=UTC),
        "things": [{"title": "T" * 60}] * 3,
        "n": 30,
    },
    toasts=frozenset({"gone"}),
    captions=frozenset({"card_caption"}),
)

_LANGUAGE = """\
name = "English"

[profile]
name = "The bot"
description = "What it does."
about = "In short."

[commands]
start = "Begin"
help = "What it can do"
"""
_STYLE = """\
[sentences]
most_words = 200

[openings]
questions = 0

[reading_level]
formula = "none"
"""
_GLOSSARY = """\
---
terms:
  - id: one
    term: term of art
    forms: [fine, terms of art]
    introduced: first
    means: "what is meant"
    source: "A book"
---
Readers are addressed as you.
"""
_READING = """\
---
id: {id}
title: A title
hook: About {id}
discipline: {discipline}
sources:
  - "A book"
recall:
  - "The idea."
  - "What to do with it."
---
Dear {{{{ name }}}}, **bold** and *fine*.
{words}
[here](https://example.org).

**Today:** do it.
"""
_QUESTION = """\
---
id: {id}
reading: {reading}
kind: {kind}
depth: {depth}
{more}---
What do you see?
"""
_OCCASION = """\
---
id: {id}
title: A title
hook: About {id}
occasion: {occasion}
---
{words}
"""
_PROGRAM = """\
---
id: {id}
title: A program
summary: One line
place:
dates:
price: 950
url: https://example.org/p
article:
flyer: flyer.pdf
checked: 2026-11-23
---
{card}

---

{details}

---

Write to us and we answer.
"""
_HELP_LINES = """\
[everywhere]
name = "A directory"
url = "https://example.org"
source = "https://example.org/source"
checked = 2026-11-23

[countries.AR]
emergency = "911"
[[countries.AR.lines]]
name = "A line"
phone = "135"
source = "https://example.org/source"
checked = 2026-11-23
"""
_SOCIETY = """\
---
title: The society
address: A street
regions:
  - North
blog:
  name: The blog
  about: Short pieces
  url:
store: https://example.org/store
journal:
partners: []
---
{words}
"""


def words(count: int) -> str:
    """A text of so many words."""
    return " ".join(["word"] * count)


def good(root: Path) -> Path:
    """Write a folder without a fault, in one language, and return it."""
    folder = root / "messages"
    _put(folder / "help_lines.toml", _HELP_LINES)
    _put(folder / "en/language.toml", _LANGUAGE)
    _put(folder / "en/style.toml", _STYLE)
    _put(folder / "en/glossary.md", _GLOSSARY)
    _put(folder / "en/words.toml", WORDS_FILE.read_text("utf-8"))
    _put(folder / "en/about.toml", WORDS_FILE.with_name("about.toml").read_text("utf-8"))
    _put(
        folder / "en/buttons.toml",
        'yes = "Yes"\nlater = "In {n} days"\n\n[staff]\nsend = "Send"\n',
    )
    _put(folder / "en/replies/hello.html.j2", "Hello <b>{{ name }}</b>,\n\n\n\n{{ when|date }}.\n")
    _put(
        folder / "en/replies/days.html.j2",
        "{% for thing in things %}\n• {{ thing.title }}\n{% else %}\nNothing.\n{% endfor %}\n",
    )
    _put(folder / "en/replies/card_caption.html.j2", "For {{ name }}")
    _put(folder / "en/replies/gone.html.j2", "{{ name }}, it is gone")
    _put(
        folder / "en/replies/journal.md.j2",
        "# {{ name }} < all\n{{ [name, name]|list }}\n{% for t in things %}{{ t.title * 99 }}{% endfor %}",
    )
    _lessons(folder / "en", "personal-mastery", "first")
    _lessons(folder / "en", "team-learning", "last")
    _occasion(folder / "en", "weekly", "week")
    program = _PROGRAM.format(id="p-one", card=words(60), details=words(80))
    _put(folder / "en/programs/one.md", program)
    (folder / "en/programs/flyer.pdf").write_bytes(b"%PDF-\xff")
    _put(folder / "en/society.md", _SOCIETY.format(words=words(50)))
    return folder


def with_german(root: Path) -> Path:
    """A folder without a fault, in English and (so it says) German."""
    folder = good(root)
    shutil.copytree(folder / "en", folder / "de")
    return folder


def edit(folder: Path, file: str, old: str, new: str) -> None:
    """Replace the first `old` in a file; an error when it is not there."""
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text, f"{old!r} is not in {file}"
    _put(path, text.replace(old, new, 1))


def editing(file: str, old: str, new: str) -> Callable[[Path], None]:
    """An edit to be done later."""
    return lambda folder: edit(folder, file, old, new)


def writing(file: str, text: str | bytes) -> Callable[[Path], None]:
    """A file to be written later."""
    raw = text.encode() if isinstance(text, str) else text

    def write(folder: Path) -> None:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(raw)

    return write


def both(one: Callable[[Path], None], other: Callable[[Path], None]) -> Callable[[Path], None]:
    """Two changes to be made later."""

    def change(folder: Path) -> None:
        one(folder)
        other(folder)

    return change


def removing(*files: str) -> Callable[[Path], None]:
    """Files to be removed later."""

    def remove(folder: Path) -> None:
        for file in files:
            (folder / file).unlink()

    return remove


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _lessons(folder: Path, discipline: str, reading: str) -> None:
    text = _READING.format(id=reading, discipline=discipline, words=words(140))
    _put(folder / "readings" / discipline / f"01-{reading}.md", text)
    questions = folder / "questions" / discipline
    scale = 'low: "none"\nhigh: "all"\nthen:\n  - "And then, {{ name }}?"\n'
    choice = "needs: vision\noptions: [no, Yes]\nthen:\n  - ask: You saw {{ vision }}. Why?\n    kind: text\n"
    for number, (kind, depth, more) in enumerate(
        (("scale", "short", scale), ("choice", "deeper", choice), ("text", "deeper", "")), 1
    ):
        text = _QUESTION.format(
            id=f"{reading}-{number}", reading=reading, kind=kind, depth=depth, more=more
        )
        _put(questions / f"{reading}-{number}.md", text)


def _occasion(folder: Path, occasion: str, reading: str) -> None:
    text = _OCCASION.format(id=reading, occasion=occasion, words=words(60))
    _put(folder / "readings" / occasion / f"01-{reading}.md", text)
    for number, depth in enumerate(("short", "deeper"), 1):
        text = _QUESTION.format(
            id=f"{reading}-{number}", reading=reading, kind="text", depth=depth, more=""
        )
        _put(folder / "questions" / occasion / f"{reading}-{number}.md", text)
