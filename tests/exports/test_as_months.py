"""The journal in Markdown, a file a month, with front matter that other programs read."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import yaml
from markdown_it import MarkdownIt

from solbot.coaching.export import as_months
from solbot.coaching.export.entries import written
from solbot.content.catalog import Catalog
from tests.exports.journals import entry, in_language
from tests.exports.test_markdown_words import ODD, shown, tags

MADRID = ZoneInfo("Europe/Madrid")


def test_front_matter(catalog: Catalog) -> None:
    copy = in_language("en", months=3)
    files = dict(as_months.render(written(copy.answers, MADRID), {}, catalog.language("en")))
    assert list(files) == [
        "journal/2026-03.md",
        "journal/2026-04.md",
        "journal/2026-05.md",
    ]
    _, matter, body = files["journal/2026-03.md"].decode().split("---\n", 2)
    assert yaml.safe_load(matter) == {
        "title": "March 2026",
        "date": date(2026, 3, 1),
        "first": date(2026, 3, 2),
        "last": date(2026, 3, 27),
        "entries": 6,
        "tags": ["personal-mastery"],
    }
    assert body.lstrip().startswith("# March 2026\n")


def test_odd_words_break_nothing(catalog: Catalog) -> None:
    answers = [
        entry(number, {"kind": "text", "text": words}, words, date(2026, 3, 2))
        for number, words in enumerate(ODD, 1)
    ]
    ((_, content),) = as_months.render(written(answers, MADRID), {}, catalog.language("en"))
    page = MarkdownIt("commonmark").enable("table").render(content.decode().split("---\n", 2)[2])
    assert tags(page) <= {"h1", "h2", "h3", "p", "br", "blockquote"}
    assert page.count("<h3>") == len(ODD)
    text = shown(page)
    for words in ODD:
        assert text.count(" ".join(words.split())) >= 2, words


def test_parts_of_one_question_are_one_entry(catalog: Catalog) -> None:
    first = entry(1, {"kind": "text", "text": "One"}, "What?", date(2026, 3, 2))
    more = entry(1, {"kind": "text", "text": "Two"}, "What?", date(2026, 3, 2))
    ((_, content),) = as_months.render(written([first, more], MADRID), {}, catalog.language("en"))
    text = content.decode()
    assert text.count("### ") == 1 and text.count("> What?") == 1
    assert text.index("One") < text.index("Two")
