"""`solbot content status`, and a draft in the check and in the catalog."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from solbot.authoring.status import status, table
from solbot.content.catalog import Catalog, load
from solbot.content.check import check
from solbot.content.draft import Partial
from solbot.errors import Untranslated
from tests.content.content_folder import EXPECTED, edit, removing, with_german

ROOT = Path(__file__).parents[2]
Q1 = "de/questions/personal-mastery/first-1.md"


def half(root: Path) -> Path:
    """English, and a German draft without a reply, a button, a question, a program and a reading."""
    folder = with_german(root)
    edit(folder, "de/language.toml", 'name = "English"', 'name = "Deutsch"\ndraft = true')
    edit(folder, "de/buttons.toml", 'yes = "Yes"\n', "")
    removing(
        *("de/replies/hello.html.j2", Q1, "de/programs/one.md", "de/programs/flyer.pdf"),
        *(f"de/questions/team-learning/last-{n}.md" for n in (1, 2, 3)),
        "de/readings/team-learning/01-last.md",
    )(folder)
    return folder


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return load(half(tmp_path), "en", EXPECTED)


def test_the_table(tmp_path: Path) -> None:
    lines = list(table(status(half(tmp_path), "en", EXPECTED)))
    assert lines[0].split() == ["en", "de", "(draft)"]
    rows = {line.split()[0]: line.split()[1:] for line in lines[1 : lines.index("")]}
    assert rows["readings/personal-mastery"] == ["1", "1"]
    assert rows["readings/team-learning"] == ["1", "0", "of", "1"]
    assert rows["questions/personal-mastery"] == ["3", "2", "of", "3"]
    assert rows["replies"] == ["5", "4", "of", "5"] and rows["buttons"] == ["3", "2", "of", "3"]
    assert rows["programs"] == ["1", "0", "of", "1"]
    assert rows["help"] == ["2", "2"] and rows["glossary"] == ["1", "1"]
    assert lines[lines.index("") + 1 :] == [
        "de lacks",
        "  readings/team-learning: last",
        "  questions/personal-mastery: first-1",
        "  questions/team-learning: last-1, last-2, last-3",
        "  replies: hello",
        "  buttons: yes",
        "  programs: p-one",
    ]


def test_the_command(tmp_path: Path) -> None:
    folder = half(tmp_path)
    short, whole = (
        subprocess.run(
            [sys.executable, "bot.py", "content", "status", *options, str(folder)],
            cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)},
            check=True, capture_output=True, text=True,
        ).stdout
        for options in ([], ["--all"])
    )  # fmt: skip
    assert "  buttons: add_all, " in short and " more\n" in short
    assert "ticked" in whole and " more\n" not in whole


def test_a_draft_may_lack_things_but_have_no_fault(tmp_path: Path) -> None:
    folder = half(tmp_path)
    assert check(folder, "en", EXPECTED) == []
    edit(folder, "de/readings/personal-mastery/01-first.md", "{{ name }}", "{{ nome }}")
    assert [fault.line for fault in check(folder, "en", EXPECTED)] == [12, 12]
    edit(folder, "de/language.toml", "draft = true\n", "")
    found = [str(fault) for fault in check(folder, "en", EXPECTED)]
    for text in (
        "lacks the button yes",
        "hello.html.j2:1: is missing",
        "p-one, which en has",
        "which en has",
    ):
        assert any(text in fault for fault in found), text


def test_the_default_language_is_no_draft(tmp_path: Path) -> None:
    folder = half(tmp_path)
    edit(folder, "en/language.toml", 'name = "English"', 'name = "English"\ndraft = true')
    assert any(
        "draft: is the default language" in one.text for one in check(folder, "en", EXPECTED)
    )


def test_what_a_draft_lacks_is_asked_of_another(catalog: Catalog) -> None:
    german = catalog.language("de")
    assert german.reply("gone", name="A") and german.button("later", n=1)
    for ask in (
        lambda: german.reply("hello", name="A", when=None),
        lambda: german.button("yes"),
        lambda: german.programs.get("p-one"),
        lambda: list(german.programs.values()),
        lambda: german.title_of(german.path[0]),
        lambda: german.reading_html(german.readings["last"], name="A"),
    ):
        with pytest.raises(Untranslated) as caught:
            ask()
        assert caught.value.code == "en"
    with pytest.raises(LookupError):
        german.reply("nothing")


def test_the_path_of_a_draft_is_whole(catalog: Catalog) -> None:
    german, english = catalog.language("de"), catalog.default
    assert [one.id for one in german.path] == [one.id for one in english.path]
    assert german.questions.keys() == english.questions.keys()
    assert german.of_lesson("last") is english


def test_a_draft_is_spoken_to_those_alone_who_chose_it(catalog: Catalog) -> None:
    assert catalog.languages == ("en", "de") and catalog.complete == ("en",)
    assert catalog.best("de") == catalog.best("de-AT") == "en"


def test_who_stands_in_knows_the_labels_and_the_words(catalog: Catalog) -> None:
    german = catalog.language("de")
    stands_in = catalog.default.standing_in(german)
    assert stands_in.code == "en" and stands_in.name == "Deutsch"
    assert stands_in.vocabulary is german.vocabulary
    assert german.names_of("yes") == stands_in.names_of("yes") == {"Yes"}


def test_part_of_a_whole() -> None:
    part = Partial({"a": 1}, ["a", "b"], "en")
    assert part["a"] == 1 and "a" in part and part.get("c") is None
    for ask in (lambda: part["b"], lambda: "b" in part, lambda: list(part), lambda: len(part)):
        with pytest.raises(Untranslated):
            ask()
    assert dict(Partial({"a": 1}, ["a"], "en")) == {"a": 1}
