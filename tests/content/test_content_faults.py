"""Every kind of fault is found, in its file and on its line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from babel import Locale

from solbot.content import catalog
from solbot.content.check import check
from solbot.content.filters import Filters
from solbot.content.labels import too_long
from solbot.content.longest import variants
from solbot.content.models import Formats
from tests.content.content_folder import (
    EXPECTED,
    both,
    edit,
    editing,
    good,
    removing,
    with_german,
    words,
    writing,
)

R = "en/readings/personal-mastery/01-first.md"
Q1 = "en/questions/personal-mastery/first-1.md"
Q2 = "en/questions/personal-mastery/first-2.md"
Q3 = "en/questions/personal-mastery/first-3.md"
W = "en/readings/weekly/01-week.md"
P = "en/programs/one.md"
HELLO = "en/replies/hello.html.j2"
LANG = "en/language.toml"
SOC = "en/society.md"

Change = Callable[[Path], object]

FAULTS: list[tuple[str, Change, str, int, str]] = [
    ("reading without title", editing(R, "title: A title\n", ""), R, 1, "title: is missing"),
    ("unknown field", editing(R, "title:", "colour: red\ntitle:"), R, 3, "colour: is not a field"),
    ("wrong type", editing(R, "title: A title", "title: [a]"), R, 3, "title: should be text"),
    ("empty sources", editing(R, '\n  - "A book"', ""), R, 6, "sources"),
    ("field twice", editing(R, "title:", "id: other\ntitle:"), R, 3, "the field id twice"),
    ("malformed id", editing(R, "id: first", "id: First One"), R, 2, "lower-case"),
    ("other discipline", editing(R, ": personal-", ": impersonal-"), R, 5, "the file is in"),
    ("yaml", editing(R, "title: A title", "title: [a"), R, 4, "not YAML"),
    ("no front matter", writing(R, "Hello"), R, 1, "front matter"),
    ("open front matter", writing(R, "---\nid: x\n"), R, 1, "without a closing"),
    ("alias", editing(R, "title: A title", "title: &a [*a]"), R, 3, "alias"),
    ("unknown variable", editing(R, "{{ name }}", "{{ nome }}"), R, 12, "unknown variable nome"),
    ("logic", editing(R, "{{ name }}", "{% if x %}"), R, 12, "braces"),
    ("heading", editing(R, "**Today:**", "# Today"), R, 16, "heading"),
    ("image", editing(R, "[here]", "![here]"), R, 14, "image"),
    ("html", editing(R, "[here]", "<b>[here]</b>"), R, 14, "HTML"),
    ("table", editing(R, "**Today:**", "|a|\n|-|\n|b|\n\n"), R, 16, "table"),
    ("relative link", editing(R, "https://example.org", "other.md"), R, 14, "link to other.md"),
    ("link without host", editing(R, "https://example.org", "https://"), R, 14, "link to https://"),
    ("too short", editing(R, words(140), words(20)), R, 12, "words; 120 to 220"),
    ("too long", editing(R, words(140), words(240)), R, 12, "words; 120 to 220"),
    ("not utf-8", writing(R, b"---\nid: \xff\n---\n"), R, 2, "UTF-8"),
    ("file name", writing("en/readings/team-learning/x.md", "---\nid: x\n---\n"),
     "en/readings/team-learning/x.md", 1, "NN-slug.md"),
    ("no such discipline", writing("en/readings/wit/01-x.md", "x"), "en/readings/wit", 1,
     "is no discipline and no occasion"),
    ("reading id twice",
     editing("en/readings/team-learning/01-last.md", "id: last", "id: first"),
     "en/readings/team-learning/01-last.md", 2, "is taken by"),
    ("same place", lambda f: writing(
        R.replace("first", "other"), (f / R).read_text().replace("id: first", "id: other"))(f),
     R.replace("first", "other"), 1, "the same place"),
    ("orphan question", editing(Q1, "reading: first", "reading: fist"), Q1, 3, "no reading fist"),
    ("question elsewhere", editing(Q1, "reading: first", "reading: last"), Q1, 3,
     "last is in team-learning"),
    ("question id twice", editing(Q2, "id: first-2", "id: first-1"), Q2, 2, "is taken by"),
    ("two questions", removing(Q2), R, 1, "has 2 of the three"),
    ("all need", both(editing(Q1, "kind:", "needs: vision\nkind:"),
                      editing(Q3, "kind:", "needs: vision\nkind:")), R, 1, "needs nothing"),
    ("nothing of one's own", both(editing(Q2, "needs: vision\n", ""),
                                  editing(Q2, "{{ vision }}", "it")), R, 1, "person's own"),
    ("nothing deeper", both(editing(Q2, "deeper", "short"), editing(Q3, "deeper", "short")),
     R, 1, "no question of the depth deeper"),
    ("nothing short", editing(Q1, "depth: short", "depth: deeper"), R, 1, "of the depth short"),
    ("no depth", editing(Q1, "depth: short\n", ""), Q1, 1, "depth: is missing"),
    ("unknown depth", editing(Q1, "depth: short", "depth: abyss"), Q1, 5, "depth"),
    ("no recall", editing(R, 'recall:\n  - "The idea."\n  - "What to do with it."\n', ""), R, 1,
     "recall: is missing"),
    ("one line of recall", editing(R, '  - "The idea."\n', ""), R, 8, "recall: should be two lines"),
    ("long recall", editing(R, "The idea.", "i" * 111), R, 9, "at most 110"),
    ("no hook", editing(R, "hook: About first\n", ""), R, 1, "hook: is missing"),
    ("no hook of an occasion", editing(W, "hook: About week\n", ""), W, 1, "hook: is missing"),
    ("long hook", editing(R, "About first", "i" * 61), R, 4, "hook: should have at most 60"),
    ("long in its own count", editing(R, "About first", "👍" * 31), R, 4, "hook: should have at most 60"),
    ("marks in a hook", editing(R, "About first", "About **it**"), R, 4, "hook: is shown as it is written"),
    ("variable in a hook", editing(R, "About first", "'{{ name }}, look'"), R, 4, "hook: is shown as it is"),
    ("braces in a hook", editing(R, "About first", "'{name}, look'"), R, 4, "hook: should have no braces"),
    ("hook of two lines", editing(R, "About first", '"Two\\nlines"'), R, 4, "hook: should be a single line"),
    ("hook like its title", editing(R, "About first", "a Title"), R, 4, "hook: is the title once more"),
    ("hook of another reading", editing(R, "About first", "about Last"), "en/readings/team-learning/01-last.md", 4,
     "hook: is that of"),
    ("introduction elsewhere", lambda f: (f / R).rename(f / R.replace("01-first", "00-first")),
     R.replace("01-first", "00-first"), 1, "whose id is personal-mastery-introduction"),
    ("introduction by its id alone", editing(R, "id: first", "id: personal-mastery-introduction"),
     R, 1, "00 is the place"),
    ("quotes nothing", editing(Q3, "depth:", "earlier: nope\ndepth:"), Q3, 5, "no question nope"),
    ("quotes itself", editing(Q3, "depth:", "earlier: first-3\ndepth:"), Q3, 5, "itself"),
    ("quotes a figure", editing(Q3, "depth:", "earlier: first-1\ndepth:"), Q3, 5,
     "asks for scale first"),
    ("quotes what comes later", editing(Q3, "depth:", "earlier: last-3\ndepth:"), Q3, 5,
     "last-3 is asked later"),
    ("quotes and needs", editing(Q2, "depth:", "earlier: first-3\ndepth:"), Q2, 5,
     "beside needs"),
    ("checks on nothing", editing(Q3, "depth:", "check_in: yes\ndepth:"), Q3, 1, "check_in: wants earlier"),
    ("checks on another reading", editing(Q3, "depth:", "earlier: last-3\ncheck_in: yes\ndepth:"), Q3, 5,
     "check_in: wants earlier"),
    ("fed by a choice", editing(Q2, "depth:", "feeds: fact\ndepth:"), Q2, 5,
     "feeds: fact is words; it comes from text, not from choice"),
    ("fed by a voice", editing(Q2, "    kind: text\n", "    kind: voice\n    feeds: step\n"), Q2, 11,
     "it comes from text, not from voice"),
    ("a figure from words", editing(Q2, "    kind: text\n", "    kind: text\n    feeds: pull\n"), Q2, 11,
     "pull is a figure; it comes from scale"),
    ("a figure of no vision", editing(Q1, "depth:", "feeds: strain\ndepth:"), Q1, 5,
     "strain is of one vision; about: vision says of which"),
    ("feeds what there is not", editing(Q3, "depth:", "feeds: hope\ndepth:"), Q3, 5, "feeds: "),
    ("about what there is not", editing(Q3, "depth:", "about: hope\ndepth:"), Q3, 5, "about: "),
    ("a condition unasked", editing(Q3, "What do", "{% if vision %}What{% endif %} do"), Q3, 7, "has braces"),
    ("a condition left open", editing(Q3, "kind: text\ndepth: deeper\n---\nWhat do",
     "kind: text\ndepth: deeper\nabout: vision\n---\n{% if vision %}\nWhat do"), Q3, 8,
     "opens or closes nothing"),
    ("a vision quoted where none is", editing(Q3, "depth: deeper\n---\nWhat do",
     "depth: deeper\nabout: vision\n---\n{% if vision %}\nOne\n{% endif %}\n*{{ vision }}* What do"), Q3, 11,
     "uses vision where there is none"),
    ("nothing said without", editing(Q3, "depth: deeper\n---\nWhat do you see?",
     "depth: deeper\nabout: vision\n---\n{% if vision %}What do you see?{% endif %}"), Q3, 8, "asks nothing"),
    ("other conditions", editing(Q3, "depth: deeper\n---\nWhat do",
     "depth: deeper\nabout: vision\n---\n{% if name %}What{% endif %} do"), Q3, 8, "opens or closes nothing"),
    ("a fault of one branch", editing(Q3, "depth: deeper\n---\nWhat do",
     "depth: deeper\nabout: vision\n---\n{% if vision %}\nOne\n{% else %}\n# Two\n{% endif %}\nWhat do"),
     Q3, 11, "heading"),
    ("quote without earlier", editing(Q3, "What do", "{{ earlier }} What do"), Q3, 7,
     "unknown variable earlier"),
    ("occasion of another folder", editing(W, "occasion: weekly", "occasion: daily"), W, 5,
     "the file is in weekly"),
    ("discipline on an occasion", editing(W, "occasion: weekly", "discipline: weekly"), W, 5,
     "discipline: is not a field"),
    ("short occasion", editing(W, words(60), words(59)), W, 7, "60 to 220"),
    ("one question of an occasion", removing("en/questions/weekly/week-2.md"), W, 1,
     "has 1 of the two"),
    ("unknown need", editing(Q2, "needs: vision", "needs: luck"), Q2, 6, "needs"),
    ("unknown kind", editing(Q1, "kind: scale", "kind: guess"), Q1, 4, "kind"),
    ("vision unneeded", editing(Q1, "What do", "{{ vision }} What do"), Q1, 11,
     "unknown variable vision"),
    ("options missing", editing(Q2, "options: [no, Yes]", "options: []"), Q2, 7, "2 to 8 options"),
    ("option too long", editing(Q2, "[no, Yes]", f"[no, {'y' * 61}]"), Q2, 7, "at most 60"),
    ("options alike", editing(Q2, "[no, Yes]", "[yes, Yes]"), Q2, 7, "the same"),
    ("scale end too long", editing(Q1, '"none"', f'"{"n" * 41}"'), Q1, 6, "at most 40"),
    ("ends of a choice", editing(Q2, "needs: vision", "low: few"), Q2, 6, "low: choice has no ends"),
    ("long question", editing(Q1, "What do you see?", "see " * 101), Q1, 11, "400 are allowed"),
    ("long further part", editing(Q1, "And then", "and " * 101), Q1, 9, "400 are allowed"),
    ("five further parts", editing(Q1, "then:", "then:" + '\n  - "more?"' * 4), Q1, 8, "then"),
    ("empty question", editing(Q1, "What do you see?", ""), Q1, 11, "asks nothing"),
    ("price left out is fine, a bad date is not", editing(P, "2026-11-23", "November"), P, 11,
     "checked: should be a day"),
    ("no such day", editing(P, "2026-11-23", "2026-11-31"), P, 11, "checked"),
    ("missing flyer", editing(P, "flyer.pdf", "flier.pdf"), P, 10, "no file flier.pdf"),
    ("file outside", editing(P, "flyer.pdf", "../../../key"), P, 10, "outside the content"),
    ("bad url", editing(P, "https://example.org/p", "example.org/p"), P, 8, "web address"),
    ("url without host", editing(P, "https://example.org/p", "https:///p"), P, 8, "web address"),
    ("bad article", editing(P, "article:", "article: ftp://x.org/a"), P, 9, "web address"),
    ("summary too long", editing(P, "One line", "x" * 121), P, 4, "at most 120"),
    ("two texts only", editing(P, "\n\n---\n\nWrite", "\n\nWrite"), P, 13, "three texts"),
    ("short details", editing(P, words(80), words(3)), P, 17, "the details has 3 words"),
    ("society without title", editing(SOC, "title: The society\n", ""), SOC, 1,
     "title: is missing"),
    ("society's link", editing(SOC, "  url:", "  url: nowhere"), SOC, 9, "blog.url"),
    ("society missing", removing(SOC), SOC, 1, "is missing"),
    ("reply syntax", editing(HELLO, "{{ when|date }}", "{% if %}"), HELLO, 5, "not a Jinja"),
    ("reply variable", editing(HELLO, "{{ when|date }}", "{{ wen }}"), HELLO, 5,
     "unknown variable wen"),
    ("no safe", editing(HELLO, "{{ name }}", "{{ name|safe }}"), HELLO, 1, "safe"),
    ("no safe in a branch", writing(HELLO, "a\n{% if not when %}\n{{ name|safe }}{% endif %}"),
     HELLO, 3, "safe"),
    ("unknown test", writing(HELLO, "a{% if when is nice %}b{% endif %}"), HELLO, 1, "nice"),
    ("no include", editing(HELLO, "{{ name }}", "{% include 'x' %}"), HELLO, 1, "include"),
    ("no autoescape off", editing(HELLO, "{{ name }}",
     "{% autoescape false %}{{ name }}{% endautoescape %}"), HELLO, 1, "autoescape"),
    ("reply tag unclosed", editing(HELLO, "</b>", ""), HELLO, 1, "does not close"),
    ("reply tag unknown", editing(HELLO, "{{ when", "<br>{{ when"), HELLO, 5, "<br>"),
    ("reply stray <", editing(HELLO, "{{ when", "1 < 2 {{ when"), HELLO, 5, "&lt;"),
    ("unclosed in one branch", writing(HELLO, "{{ name }}\n{% if when %}\nx\n{% else %}\n"
     "<b>{{ when|date }}\n{% endif %}\n"), HELLO, 5, "does not close"),
    ("reply fails", editing(HELLO, "when|date", "name|date"), HELLO, 5, "cannot be rendered"),
    ("reply attribute fails", writing("en/replies/days.html.j2", "x\n{{ things[0].nothing }}"),
     "en/replies/days.html.j2", 2, "cannot be rendered"),
    ("reply too long", editing(HELLO, "Hello", "Hello" * 1000), HELLO, 1, "4096 are allowed"),
    ("caption too long", editing("en/replies/card_caption.html.j2", "For", "For" * 330),
     "en/replies/card_caption.html.j2", 1, "1024 are allowed"),
    ("toast too long", editing("en/replies/gone.html.j2", "it", "it" * 99),
     "en/replies/gone.html.j2", 1, "200 are allowed"),
    ("toast with markup", editing("en/replies/gone.html.j2", "it", "<b>it</b>"),
     "en/replies/gone.html.j2", 1, "which shows none"),
    ("two of a reply", writing("en/replies/hello.md.j2", "x"), "en/replies/hello.md.j2", 1,
     "two of it"),
    ("reply missing", removing(HELLO), HELLO, 1, "is missing"),
    ("reply unknown", writing("en/replies/hallo.html.j2", "x"), "en/replies/hallo.html.j2", 1,
     "no reply is called so"),
    ("reply empty", writing(HELLO, " "), HELLO, 1, "is empty"),
    ("button missing", editing("en/buttons.toml", 'yes = "Yes"\n', ""), "en/buttons.toml", 1,
     "lacks the button yes"),
    ("button unknown", editing("en/buttons.toml", "send =", 'sent = "x"\nsend ='),
     "en/buttons.toml", 5, "staff.sent"),
    ("button too long", editing("en/buttons.toml", '"Send"', f'"{"🙂" * 21}"'),
     "en/buttons.toml", 5, "has 42 characters"),
    ("button variable", editing("en/buttons.toml", "{n}", "{m}"), "en/buttons.toml", 2,
     "unknown variable m"),
    ("button brace", editing("en/buttons.toml", "{n}", "{n"), "en/buttons.toml", 2, "brace"),
    ("button no text", editing("en/buttons.toml", '"Yes"', "1"), "en/buttons.toml", 1,
     "should be text"),
    ("toml", editing("en/buttons.toml", '"Send"', '"Send'), "en/buttons.toml", 5, "not TOML"),
    ("language without profile name", editing(LANG, 'name = "The bot"\n', ""), LANG, 3,
     "profile.name: is missing"),
    ("description too long", editing(LANG, "What it does.", "x" * 513), LANG, 5, "at most 512"),
    ("about too long", editing(LANG, "In short.", "x" * 121), LANG, 6, "at most 120"),
    ("command too long", editing(LANG, "Begin", "x" * 257), LANG, 9, "at most 256"),
    ("command name", editing(LANG, "start =", "Start ="), LANG, 9, "commands"),
    ("bad pattern", editing(LANG, "[commands]", '[formats]\ntime = "QQQQQQQQ"\n[commands]'), LANG,
     1, "formats"),
    ("unknown topic", lambda f: (f / "en/about.toml").write_text(
        'weather = ["is it raining"]\n' + (f / "en/about.toml").read_text("utf-8"), "utf-8"),
     "en/about.toml", 1, "weather"),
    ("a topic's open bracket", editing("en/about.toml", '"are you real"', '"are you [real"'),
     "en/about.toml", 24, "belongs to no choice"),
    ("unknown word", lambda f: (f / "en/words.toml").write_text(
        'colour = "red"\n' + (f / "en/words.toml").read_text("utf-8"), "utf-8"),
     "en/words.toml", 1, "colour"),
    ("placeholder", editing(R, "do it.", "Text to be\nentered."), R, 16, "placeholder copy"),
    ("latin", editing(P, "Write to us", "Lorem Ipsum"), P, 21, "placeholder copy"),
    ("todo", editing(LANG, "Begin", "todo: begin"), LANG, 9, "placeholder copy: todo"),
    ("tbd", editing(HELLO, "Hello", "Hello {# TBD #}"), HELLO, 1, "placeholder copy: TBD"),
    ("placeholder with marks", editing(R, "do it.", "*Text* to be **entered**"), R, 16, "placeholder copy"),
    ("tba", editing(P, "place:", "place: t.b.a."), P, 5, "placeholder copy: t.b.a"),
    ("to-do with a tail", editing(R, "do it.", "do it. TODO_later"), R, 16, "placeholder copy: TODO"),
    ("two words", editing(R, "do it.", "TO DO"), R, 16, "placeholder copy: TO DO"),
    ("placeholder in Spanish", editing(SOC, "word", "Texto por introducir"), SOC, 14, "placeholder copy"),
    ("placeholder in an option", editing(Q2, "[no, Yes]", "[no, Tbd]"), Q2, 7, "placeholder copy: Tbd"),
    ("strong and not closed", editing(R, "**Today:**", "**Today:"), R, 16, "** that opens or closes nothing"),
    ("emphasis not closed", editing(Q1, "What do you", "What *do you"), Q1, 11, "has * that opens"),
    ("underscore not closed", editing(Q1, "What do you", "What do_ you"), Q1, 11, "has _ that opens"),
    ("code not closed", editing(Q1, "What do you", "What `do you"), Q1, 11, "has ` that opens"),
    ("link not closed", editing(R, "[here](https://example.org)", "[here](https://example.org"), R, 14,
     "has ]( that opens"),
    ("link to nowhere", editing(R, "[here](https://example.org)", "[here][there]"), R, 14, "has ][ that opens"),
    ("struck out in a further part", editing(Q1, "And then", "~~And then"), Q1, 9, "has ~~ that opens"),
    ("fence not closed", editing(P, "Write to us", "Write\n\n```\nto us"), P, 23, "opens ``` and does not close"),
    ("tag in an option", editing(Q2, "[no, Yes]", "[no, <b>Yes]"), Q2, 7, "shown as it is written; <b>"),
    ("variable in an option", editing(Q2, "[no, Yes]", "[no, \"{{ name }}\"]"), Q2, 7, "as it is written; {{"),
    ("marks in recall", editing(R, "The idea.", "The **idea**."), R, 9, "as it is written; **"),
    ("variable in a title", editing(R, "A title", "'{{ name }}'"), R, 3, "title: is shown as it is written"),
    ("tag in a button", editing("en/buttons.toml", '"Yes"', '"<b>Yes</b>"'), "en/buttons.toml", 1, "as it is written"),
    ("variable in the profile", editing(LANG, "In short.", "{{ name }}"), LANG, 6, "as it is written"),
    ("control character", editing(R, "do it.", "do\x07 it."), R, 16, "control character U+0007"),
    ("front matter without a bottom", editing(R, "title: A title", f"title: {'[' * 900}{']' * 900}"), R, 1,
     "too deep"),
    ("buttons without a bottom", editing("en/buttons.toml", '"Yes"', "[" * 3000), "en/buttons.toml", 1, "too deep"),
    ("reply without a bottom", editing(HELLO, "{{ name }}", "{% if name %}" * 900 + "{% endif %}" * 900), HELLO, 1,
     "too deep"),
    ("reply that calls itself", editing(HELLO, "{{ name }}", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"),
     HELLO, 1, "cannot be rendered"),
    ("flyer no file can be", editing(P, "flyer.pdf", '"a\\0b.pdf"'), P, 10, "can be no file"),
    ("flyer with too long a name", editing(P, "flyer.pdf", "f" * 5000), P, 10, "can be no file"),
    ("flyer in a circle", both(editing(P, "flyer.pdf", "round.pdf"),
                               lambda f: (f / "en/programs/round.pdf").symlink_to("round.pdf")), P, 10, "no file"),
    ("empty flyer", writing("en/programs/flyer.pdf", ""), P, 10, "flyer.pdf is empty"),
    ("stray file", writing("en/notes.txt", "x"), "en/notes.txt", 1, "read by nobody"),
    ("stray flyer", writing("en/programs/old.pdf", b"%PDF"), "en/programs/old.pdf", 1,
     "read by nobody"),
    ("stray folder", writing("en/readings/team-learning/deep/01-x.md", "x"),
     "en/readings/team-learning/deep/01-x.md", 1, "read by nobody"),
    ("file on top", writing("hello.md", "x"), "hello.md", 1, "read by nobody"),
    ("no language code", writing("English/x.md", "x"), "English", 1, "no language code"),
]  # fmt: skip

ACROSS: list[tuple[str, Change, str, int, str]] = [
    ("reading", removing(*(f"de/{kind}/team-learning/{name}.md" for kind, name in (
        ("readings", "01-last"), ("questions", "last-1"), ("questions", "last-2"),
        ("questions", "last-3")))),
     "de/readings/team-learning/01-last.md", 1, "which en has"),
    ("question", lambda f: (f / "en" / Q1[3:]).write_text(
        (f / Q1).read_text().replace("first-1", "first-4")),
     "de/questions/personal-mastery/first-1.md", 1, "first-4, which en has"),
    ("question the default lacks", editing("de/questions/team-learning/last-1.md", "last-1", "z"),
     "en/questions/team-learning/last-1.md", 1, "z, which de has"),
    ("program", removing("de/programs/one.md", "de/programs/flyer.pdf"), "de/programs/one.md", 1,
     "p-one, which en has"),
    ("command", editing("de/language.toml", "help =", "hilfe ="), "de/language.toml", 1,
     "commands.help: is missing"),
    ("reply", removing("de/replies/hello.html.j2"), "de/replies/hello.html.j2", 1, "is missing"),
    ("button", editing("de/buttons.toml", 'yes = "Yes"\n', ""), "de/buttons.toml", 1, "yes"),
    ("placeholder of a button", editing("de/buttons.toml", "Yes", "{n} mal ja"),
     "de/buttons.toml", 1, "other placeholders than in en: n"),
    ("options", editing("de/questions/team-learning/last-2.md", "[no, Yes]", "[a, b, c]"),
     "de/questions/team-learning/last-2.md", 7, "other options than in en"),
    ("kind", editing("de/questions/weekly/week-1.md", "kind: text", "kind: voice"),
     "de/questions/weekly/week-1.md", 4, "other kinds than in en"),
    ("depth", editing("de/questions/team-learning/last-3.md", "deeper", "short"),
     "de/questions/team-learning/last-3.md", 5, "other depth than in en"),
    ("variables of a question",
     editing("de/questions/team-learning/last-1.md", "What do you see?", "{{ name }}?"),
     "de/questions/team-learning/last-1.md", 11, "other variables than in en"),
    ("ends", editing("de/questions/team-learning/last-1.md", 'high: "all"\n', ""),
     "de/questions/team-learning/last-1.md", 6, "other ends than in en"),
    ("options of a part", editing("de/questions/team-learning/last-2.md", "kind: text",
     "kind: choice\n    options: [a, b]"), "de/questions/team-learning/last-2.md", 9, "other options than in en"),
    ("variables of a part", editing("de/questions/team-learning/last-1.md", ", {{ name }}", ""),
     "de/questions/team-learning/last-1.md", 9, "other variables than in en"),
    ("variables of a reply", editing("de/replies/gone.html.j2", "{{ name }}", "Du"),
     "de/replies/gone.html.j2", 1, "other variables than in en: name"),
    ("a placeholder that a button lacks", editing("de/buttons.toml", "In {n} days", "Bald"),
     "de/buttons.toml", 2, "other placeholders than in en: n"),
    ("facts of a program", editing("de/programs/one.md", "place:", "seats: 12\nplace:"),
     "de/programs/one.md", 5, "seats: is another than in en"),
    ("recall", editing("de/readings/weekly/01-week.md", "---\nword", "recall:\n  - a\n  - b\n---\nword"),
     "de/readings/weekly/01-week.md", 1, "recall: is there"),
    ("variables of a reading", editing("de/readings/team-learning/01-last.md", "{{ name }}", "x"),
     "de/readings/team-learning/01-last.md", 12, "other variables than in en"),
    ("file name", lambda f: (f / "de/readings/weekly/01-week.md").rename(
        f / "de/readings/weekly/01-woche.md"),
     "de/readings/weekly/01-woche.md", 1, "is called 01-week.md in en"),
    ("place", lambda f: (f / "de/readings/team-learning/01-last.md").rename(
        f / "de/readings/team-learning/02-last.md"),
     "de/readings/team-learning/02-last.md", 1, "elsewhere on the path"),
]  # fmt: skip


def _found(folder: Path, file: str, line: int, text: str) -> None:
    faults = check(folder, "en", EXPECTED)
    assert any(
        fault.file == folder / file and fault.line == line and text in fault.text
        for fault in faults
    ), "\n".join(map(str, faults)) or "no fault was found"


def test_a_good_folder_has_no_fault(tmp_path: Path) -> None:
    assert check(good(tmp_path), "en", EXPECTED) == []


@pytest.mark.parametrize(
    ("change", "file", "line", "text"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS]
)
def test_fault(tmp_path: Path, change: Change, file: str, line: int, text: str) -> None:
    folder = good(tmp_path)
    change(folder)
    _found(folder, file, line, text)


@pytest.mark.parametrize(
    ("change", "file", "line", "text"), [row[1:] for row in ACROSS], ids=[row[0] for row in ACROSS]
)
def test_languages_have_the_same(
    tmp_path: Path, change: Change, file: str, line: int, text: str
) -> None:
    folder = with_german(tmp_path)
    assert check(folder, "en", EXPECTED) == []
    change(folder)
    _found(folder, file, line, text)


def test_a_missing_and_an_empty_folder_are_faults(tmp_path: Path) -> None:
    missing, empty, file = tmp_path / "missing", tmp_path / "empty", tmp_path / "file"
    empty.mkdir()
    file.write_text("x")
    assert [str(fault) for fault in check(missing, "en", EXPECTED)] == [
        f"{missing}:1: does not exist"
    ]
    assert "no language" in str(check(empty, "en", EXPECTED)[0])
    assert "not a folder" in str(check(file, "en", EXPECTED)[0])


def test_the_default_language_has_to_be_there(tmp_path: Path) -> None:
    folder = good(tmp_path)
    assert [fault.file for fault in check(folder, "fr", EXPECTED)] == [folder / "fr"]


def test_all_faults_come_in_one_error(tmp_path: Path) -> None:
    folder = good(tmp_path)
    edit(folder, R, "title: A title\n", "")
    edit(folder, HELLO, "</b>", "")
    edit(folder, "en/buttons.toml", "{n}", "{m}")
    with pytest.raises(catalog.ContentError) as caught:
        catalog.load(folder, "en", EXPECTED)
    assert [fault.file.name for fault in caught.value.faults] == [
        "buttons.toml", "01-first.md", "hello.html.j2",
    ]  # fmt: skip
    assert str(caught.value).startswith(f"{folder}/en/buttons.toml:2: later: ")


def test_todo_is_a_word_in_spanish(tmp_path: Path) -> None:
    folder = good(tmp_path)
    (folder / "en").rename(folder / "es")
    edit(folder, "es/society.md", "word", "Todo")
    assert check(folder, "es", EXPECTED) == []
    edit(folder, "es/society.md", "word", "TODO")
    assert "TODO" in str(check(folder, "es", EXPECTED)[0])


def test_a_text_may_outgrow_its_room_in_one_plural_form(tmp_path: Path) -> None:
    folder = with_german(tmp_path)
    text = "{{ things|length }}{{ n|plural(one='x' * 4097, other='days') }}"
    (folder / "de/replies/days.html.j2").write_text(text)
    expected = replace(EXPECTED, replies={**EXPECTED.replies, "days": frozenset({"things", "n"})})
    found = [one for one in check(folder, "en", expected) if one.file.name == "days.html.j2"]
    assert [one.file for one in found if "4096 are allowed" in one.text] == [
        folder / "de/replies/days.html.j2"
    ]


def test_samples_are_as_long_as_a_language_makes_them(tmp_path: Path) -> None:
    file = tmp_path / "buttons.toml"
    file.write_text('late = "{time}"\n[staff]\nsend = "until {when}"\n')
    filters = Filters(Locale("ru"), Formats("EEEE d MMMM y", "h:mm a"))
    found = list(variants({"when": datetime(2026, 1, 1), "n": 30, "on": True}, filters))  # noqa: DTZ001
    assert [one["n"] for one in found] == [30, 0, 1, 2]  # as it is, and many, one, few
    assert all(one["on"] is True for one in found)
    when = found[0]["when"]
    assert isinstance(when, datetime)
    assert filters.on(when) == "воскресенье 13 сентября 2026"
    assert found[0]["time"] == "12:00 AM"
    labels = {"late": "{time}" * 6, "staff.send": "x", "odd": "{unknown}"}
    assert [str(one) for one in too_long(labels, file, found[0])] == [
        f"{file}:1: late: has 48 characters with the longest samples; 40 are allowed"
    ]
