"""How texts should read: sentences, openings, reading level, banned phrases, concepts, glossary."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from solbot.authoring.style.guide import Guide, phrase_pattern, read_guide
from solbot.authoring.style.level import Formula
from solbot.authoring.style.passages import Passage
from solbot.authoring.style.rules import too_long
from solbot.authoring.style.sentences import opening, paragraphs
from solbot.content.catalog import load
from solbot.content.check import check
from solbot.content.faults import Fault
from tests.content.content_folder import (
    EXPECTED,
    both,
    editing,
    good,
    removing,
    with_german,
)

MESSAGES = Path(__file__).parents[2] / "messages"
R = "en/readings/personal-mastery/01-first.md"
Q1 = "en/questions/personal-mastery/first-1.md"
Q2 = "en/questions/personal-mastery/first-2.md"
STYLE = "en/style.toml"
TERMS = "en/glossary.md"
HELLO = "en/replies/hello.html.j2"

_PLAIN = (
    "A cook tastes the soup. She adds some salt and waits. Then the soup is tasted once more. "
    "On the stove next to it, rice is boiling. Her helper looks at the clock. "
)
_HARD = (
    "Organisational sustainability necessitates institutional experimentation. Interdisciplinary "
    "communication presupposes unconditional accountability. "
)


def guide_of(code: str) -> Guide:
    """A shipped language's guide."""
    faults: list[Fault] = []
    guide = read_guide(MESSAGES / code / "style.toml", faults)
    assert guide is not None and not faults
    return guide


def formula_of(code: str) -> Formula:
    """A shipped language's formula."""
    formula = guide_of(code).formula
    assert formula is not None
    return formula


def plain(root: Path) -> Path:
    """The good folder in real sentences, held to the style of English."""
    folder = good(root)
    shutil.copy(MESSAGES / "en/style.toml", folder / STYLE)
    for number, file in enumerate(sorted((folder / "en/readings").rglob("*.md"))):
        if file.parent.name != "weekly":
            begin = ("Dawn", "Early", "Late", "Night")[number]
            body = f"{begin} on, a kitchen is quiet and fine. " + _PLAIN * 4
            head = file.read_text().split("Dear")[0]
            file.write_text(f"{head}{body}\n\n**Today:** taste something slowly.\n")
    for file in (folder / "en/questions").rglob("*.md"):
        begin = {"1": "What", "2": "Where", "3": "When"}[file.stem[-1]]
        file.write_text(file.read_text().replace("What do", f"{begin} do"))
    for file in (folder / "en").rglob("*.md"):
        file.write_text(
            file.read_text().replace("word word word word word", "One two. Three, four, five.")
        )
    return folder


SPLIT: list[tuple[str, list[str]]] = [
    ("One. Two! Three? Four…", ["One.", "Two!", "Three?", "Four…"]),
    ("“Why?” she asked. He laughed.", ["“Why?” she asked.", "He laughed."]),
    ("He said: “Wait.” Then he left.", ["He said: “Wait.”", "Then he left."]),
    ("It was 3.5 metres, e.g. a door. Fine.", ["It was 3.5 metres, e.g. a door.", "Fine."]),
    ("Donella H. Meadows wrote it. So did I. Well.", [
        "Donella H. Meadows wrote it.", "So did I.", "Well."]),
    ("Dr. Chan waits … and waits. Good.", ["Dr. Chan waits … and waits.", "Good."]),
    ("*Look* at [the map](https://x.y/a.b). **Then** go.", ["Look at the map.", "Then go."]),
    ("{{ name }}, come in. “{{ vision }}” is yours.", ["Word, come in.", "“Word” is yours."]),
    ("It is on {{ day }}. If not, {{ name }}.", ["It is on Word.", "If not, Word."]),
    ("First:\n- one thing\n- another. And more\n\nLast", [
        "First:", "one thing", "another.", "And more", "Last"]),
    ("> Quoted line\n> runs on. Ends.", ["Quoted line runs on.", "Ends."]),
    ("¿Qué ves? ¿Y qué no? Nada.", ["¿Qué ves?", "¿Y qué no?", "Nada."]),
    ("—¿Vienes? —preguntó. Se fue.", ["—¿Vienes? —preguntó.", "Se fue."]),
    ("系统是整体。部分在哪里？看！", ["系统是整体。", "部分在哪里？", "看！"]),
    ("…", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), SPLIT)
def test_sentences(text: str, found: list[str]) -> None:
    guide = guide_of("en")
    split = paragraphs(text, 1, guide.abbreviations)
    assert [s.text for paragraph in split for s in paragraph.sentences] == found


def test_sentences_know_their_lines() -> None:
    split = paragraphs("One\nruns on. Two.\n\n- Three.\n- Four\n  runs. Five.", 10)
    assert [[s.line for s in paragraph.sentences] for paragraph in split] == [
        [10, 11], [13], [14, 15],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "count", "begin"),
    [
        ("“The nurse waits.”", 1, "the"),
        ("**Today:** look.", 1, "today"),
        ("It’s late.", 1, "it's"),
        ("¿Qué ves hoy?", 2, "qué ves"),
        ("— So it is", 2, "so it"),
        ("Alone", 2, "alone"),
        ("系统思考是什么", 1, "系统"),
        ("“系统，思考", 2, "系统思考"),
        ("!?", 1, ""),
    ],
)
def test_openings(text: str, count: int, begin: str) -> None:
    assert opening(text, count) == begin


ENGLISH = {
    "a": 1, "the": 1, "cake": 1, "table": 2, "whole": 1, "walked": 1, "wanted": 2, "noticed": 2,
    "changes": 2, "times": 1, "boxes": 2, "rule": 1, "create": 2, "creative": 3, "reality": 4,
    "idea": 3, "people": 2, "something": 2, "every": 2, "everyone": 3, "evening": 2, "society": 4,
    "quiet": 2, "discipline": 3, "seeing": 2, "being": 2, "doing": 2, "careful": 2, "movement": 2,
    "statement": 2, "dialogue": 3, "colleague": 2, "continuous": 4, "usual": 3, "doesn't": 2,
    "learn": 1, "learned": 1, "well-known": 2, "1990": 4, "rhythm": 1, "tension": 2, "vision": 2,
    "questions": 2, "area": 3, "science": 2, "poem": 2, "baker": 2, "settled": 2, "puzzled": 2,
}  # fmt: skip
SPANISH = {
    "y": 1, "la": 1, "ley": 1, "muy": 1, "día": 2, "país": 2, "pie": 1, "río": 2, "baile": 2, "causa": 2,
    "ciudad": 2, "cuidar": 2, "aéreo": 4, "leer": 2, "caos": 2, "poeta": 3, "guerra": 2, "quien": 1,
    "quiero": 2, "siguiente": 3, "pingüino": 3, "averiguar": 4, "limpiáis": 2, "buey": 1, "ahora": 3,
    "búho": 2, "mayo": 2, "yo": 1, "hoy": 1, "construir": 2, "construía": 3, "visión": 2, "tensión": 2,
    "aprendizaje": 5, "sistémico": 4, "realidad": 4, "equipo": 3, "maestría": 4, "oír": 2, "reír": 2,
    "dio": 1, "guion": 1, "bahía": 3, "prohíbe": 3, "lingüística": 4, "1990": 4,
}  # fmt: skip


@pytest.mark.parametrize(("word", "count"), ENGLISH.items())
def test_syllables_of_english(word: str, count: int) -> None:
    assert formula_of("en").syllables.of(word) == count


@pytest.mark.parametrize(("word", "count"), SPANISH.items())
def test_syllables_of_spanish(word: str, count: int) -> None:
    assert formula_of("es").syllables.of(word) == count


def test_the_formulas_are_the_published_ones() -> None:
    # Counted by hand, with the figures of the publications.
    english = formula_of("en").level(["The baker opens early.", "She likes the quiet hour."])
    assert english == pytest.approx(206.835 - 1.015 * 9 / 2 - 84.6 * 13 / 9)
    spanish = formula_of("es").level(["La panadera abre temprano.", "Le gusta la calma."])
    assert spanish == pytest.approx(206.835 - 8 / 2 - 62.3 * 16 / 8)
    assert formula_of("en").level([]) == float("inf")


Change = Callable[[Path], object]

FAULTS: list[tuple[str, Change, str, int, str]] = [
    ("long sentence", editing(R, "She adds", "She " + "so " * 30 + "adds"), R, 12,
     "a sentence of 36 words; 30 are allowed"),
    ("long sentence in a question", editing(Q1, "What do you see?", "What " * 31 + "is it?"), Q1, 11,
     "a sentence of 33 words"),
    ("long sentence in a further part", editing(Q1, "And then,", "And " + "so " * 31 + ","), Q1, 9,
     "a sentence of 33 words"),
    ("long sentence in a reply", editing(HELLO, "{{ when|date }}", "{{ when|date }} " + "so " * 30), HELLO,
     5, "a sentence of 31 words"),
    ("long sentence in a command", editing("en/language.toml", "Begin", "so " * 31), "en/language.toml", 9,
     "a sentence of 31 words"),
    ("long sentence in a summary", editing("en/programs/one.md", "One line", "a " * 31), "en/programs/one.md", 4,
     "a sentence of 31 words"),
    ("long sentence about a link", editing("en/society.md", "Short pieces", "so " * 31), "en/society.md", 8,
     "a sentence of 31 words"),
    ("same first word of sentences", editing(R, "Then the soup", "She sees that the soup"), R, 12,
     "two sentences in a row that begin with “she”"),
    ("same first word of paragraphs", editing(R, "\n\n**Today:**", "\n\nDawn is over.\n\n**Today:**"),
     R, 14, "two paragraphs in a row that begin with “dawn”"),
    ("readings begin alike", lambda f: (f / R.replace("01-first", "02-second")).write_text(
        (f / R).read_text().replace("id: first", "id: second")), R.replace("01-first", "02-second"), 12,
     "begins with “dawn on”, as first before it does"),
    ("questions begin alike", editing(Q2, "Where do you", "What do you"), Q2, 12,
     "begins with “what do”, as first-1 does"),
    ("no practice", editing(R, "**Today:**", "**Now:**"), R, 14, "begins with Today:"),
    ("hard words", editing(R, "A cook tastes the soup.", _HARD * 6), R, 12, "60 is wanted"),
    ("filler", editing(R, "A cook", "Basically a cook"), R, 12, "says “Basically”: filler"),
    ("over a line's end", editing(R, "A cook tastes", "At the end\nof the day a cook tastes"), R, 12,
     "“At the end of the day”: filler"),
    ("hype in a button", editing("en/buttons.toml", '"Yes"', '"Unleash it"'), "en/buttons.toml", 1, "hype"),
    ("guilt in a reply", editing(HELLO, "Hello", "You’ve missed two,"), HELLO, 1, "guilt"),
    ("guilt in a branch", editing(HELLO, "Hello", "{% if when %}You missed it{% endif %}"), HELLO, 1, "guilt"),
    ("praise in an option", editing(Q2, "[no, Yes]", "[Well done, Yes]"), Q2, 7, "praise"),
    ("cliché in a title", editing(R, "title: A title", "title: Leave your comfort zone"), R, 3, "cliché"),
    ("medical claim", editing("en/society.md", "One", "Clinically proven"), "en/society.md", 14, "medical"),
    ("shouting", editing(HELLO, "Hello", "Hello!!"), HELLO, 1, "exclamation"),
    ("emoji", editing(HELLO, "Hello", "🙂 Hello 🎉"), HELLO, 1, "more than one emoji"),
    ("term too early", editing(TERMS, "introduced: first", "introduced: last"), R, 12,
     "uses “fine” before last introduces it"),
    ("term in an early question", both(editing(TERMS, "introduced: first", "introduced: last"),
     editing(Q2, "[no, Yes]", "[terms of art, Yes]")), Q2, 7, "uses “terms of art” before last"),
    ("term nobody introduces", editing(TERMS, "introduced: first", "introduced: fist"), TERMS, 3,
     "there is no reading fist"),
    ("term not in its reading", editing(TERMS, "[fine, terms", "[finer, terms"), TERMS, 3,
     "has none of its forms"),
    ("term without a source", editing(TERMS, '    source: "A book"\n', ""), TERMS, 3, "source: is missing"),
    ("form of two terms", editing(TERMS, "---\nReaders", "  - id: two\n    term: fine\n    introduced: first\n"
     "    means: m\n    source: s\n---\nReaders"), TERMS, 9, "“fine” is a form of one, too"),
    ("term twice", editing(TERMS, "---\nReaders", "  - id: one\n    term: x\n    introduced: first\n"
     "    means: m\n    source: s\n---\nReaders"), TERMS, 9, "one: is there twice"),
    ("no word on address", editing(TERMS, "Readers are addressed as you.", ""), TERMS, 10, "has no body"),
    ("glossary missing", removing(TERMS), TERMS, 1, "is missing"),
    ("style missing", removing(STYLE), STYLE, 1, "is missing"),
    ("style misspelt", editing(STYLE, "most_words", "most_wards"), STYLE, 5, "most_words"),
    ("no such kind", editing(STYLE, "filler = [", "fillers = ["), STYLE, 49, "banned.fillers"),
    ("a figure missing", editing(STYLE, "constant = 206.835\n", ""), STYLE, 19, "constant: is missing"),
    ("figures of no formula", editing(STYLE, 'formula = "Flesch', 'formula = "none"\n# "'), STYLE, 19,
     "a formula of none has no figures"),
    ("no pattern", editing(STYLE, "'[aeiouy]+'", "'[aeiouy+'"), STYLE, 27, "is no pattern"),
]  # fmt: skip


def test_a_plain_folder_has_no_fault(tmp_path: Path) -> None:
    assert check(plain(tmp_path), "en", EXPECTED) == []


@pytest.mark.parametrize(
    ("change", "file", "line", "text"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS]
)
def test_fault(tmp_path: Path, change: Change, file: str, line: int, text: str) -> None:
    folder = plain(tmp_path)
    change(folder)
    faults = check(folder, "en", EXPECTED)
    found = [one for one in faults if one.file == folder / file and text in one.text]
    assert found, "\n".join(map(str, faults)) or "no fault was found"
    assert line in [one.line for one in found], "\n".join(map(str, found))


def test_style_keeps_nobody_from_starting(tmp_path: Path) -> None:
    folder = plain(tmp_path)
    editing(R, "A cook", "Basically a cook")(folder)
    assert check(folder, "en", EXPECTED)
    assert load(folder, "en", EXPECTED).default.readings["first"]


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (editing("de/glossary.md", "id: one", "id: two"), "lacks the term one, which en has"),
        (
            editing("de/glossary.md", "introduced: first", "introduced: last"),
            "introduced elsewhere than in en",
        ),
    ],
)
def test_languages_have_the_same_terms(tmp_path: Path, change: Change, text: str) -> None:
    folder = with_german(tmp_path)
    assert check(folder, "en", EXPECTED) == []
    change(folder)
    assert any(text in fault.text for fault in check(folder, "en", EXPECTED))


def test_a_script_without_spaces_is_counted_in_characters() -> None:
    guide = replace(guide_of("en"), most_words=10, formula=None)
    source = "系统思考看整体，不只看部分。" + "看" * 21 + "。"
    faults = list(too_long(Passage(Path("x.md"), 7, source), guide))
    assert [(one.line, one.text.split(";")[0]) for one in faults] == [
        (7, "has a sentence of 11 words")
    ]
    assert phrase_pattern("最好的自己").search("成为最好的自己吧")
    assert not phrase_pattern("cure").search("a secure place")


def test_the_styles_told_to_authors_can_be_used(tmp_path: Path) -> None:
    told = (MESSAGES.parent / "docs/authors.md").read_text()
    found = re.findall(r"```toml\n(practice.*?)```", told, re.DOTALL)
    guides = []
    for number, text in enumerate(found):
        faults: list[Fault] = []
        (tmp_path / f"{number}.toml").write_text(text)
        guides.append(read_guide(tmp_path / f"{number}.toml", faults))
        assert not faults
    portuguese, chinese = guides
    assert portuguese and portuguese.formula and chinese and chinese.formula is None
    syllables = portuguese.formula.syllables
    counted = {
        "visão": 2,
        "saúde": 3,
        "aprender": 3,
        "país": 2,
        "história": 3,
        "alegria": 4,
        "piada": 3,
    }
    assert {word: syllables.of(word) for word in counted} == counted
    faults = list(too_long(Passage(Path("x.md"), 1, "看" * 51 + "。"), chinese))
    assert "26 words; 25 are allowed" in faults[0].text
