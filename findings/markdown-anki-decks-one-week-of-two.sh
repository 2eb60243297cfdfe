#!/bin/sh
# markdown-anki-decks (mdankideck) makes decks for Anki of "all markdown files in an input directory", its README says: a heading
# is the deck's name, those below it are the questions, and what stands under them the answers. Deck names must be unique.
# Formulas need two backslashes, "\\(\sqrt{x}\\)", and "most commonly used markdown features should work without any issues".
#
# Expected: of two files there are two decks, and a formula is the one that was written.
# Found with 1.1.1: folders within the folder are read, but a deck is written under its file's name alone. Of week1/ideas.md and
# week2/ideas.md, with deck names and questions of their own, one is left, whichever comes later in the folder, and "Created apkg
# for deck" is said of both. With other file names both are there, and so tests in one folder see nothing. And a formula's stars
# are Markdown's: \\(a*b*c\\) is written as a, b in italics, and c. With one star, or spaces beside them, it is right; in the
# README's formulas there are none. The README asks that pictures have names of their own "even if they are stored in different
# folders", and of files nothing. No thread was found.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check \
    markdown-anki-decks==1.1.1 click==8.0.4 Markdown==3.7 beautifulsoup4==4.12.3 genanki==0.13.1 setuptools==75.8.0
cd "$work"
mkdir -p folders/week1 folders/week2 folder of-folders of-folder
cat >folders/week1/ideas.md <<'MD'
# Week 1

## What is a stock?

What has gathered.
MD
cat >folders/week2/ideas.md <<'MD'
# Week 2

## How much flows in?

\\(a*b*c\\)

## And out?

\\(a*b\\), \\(a * b * c\\)
MD
cp folders/week1/ideas.md folder/ideas1.md
cp folders/week2/ideas.md folder/ideas2.md
venv/bin/mdankideck folders of-folders | sort >said
cat said
venv/bin/mdankideck folder of-folder >/dev/null
cat >read.py <<'PYTHON'
import re
import sqlite3
import zipfile
from importlib.metadata import version
from pathlib import Path


def decks(folder):
    """Each file, with its questions and their answers, in Anki's HTML without paragraphs."""
    found = {}
    for package in sorted(Path(folder).glob("*.apkg")):
        Path("collection.anki2").write_bytes(zipfile.ZipFile(package).read("collection.anki2"))
        notes = [row[0].split("\x1f") for row in sqlite3.connect("collection.anki2").execute("SELECT flds FROM notes")]
        found[package.name] = {plain(question): plain(answer) for question, answer, _ in notes}
    return found


def plain(html):
    return re.sub(r"</?(section|p|h2)>|\n", "", html)


print("markdown-anki-decks", version("markdown-anki-decks"))
WEEKS = {"What is a stock?": "What has gathered."}, {
    "How much flows in?": r"\(a<em>b</em>c\)",
    "And out?": r"\(a*b\), \(a * b * c\)",
}
print("of two folders", decks("of-folders"))
print("of one folder", decks("of-folder"))
assert Path("said").read_text().splitlines() == ["Created apkg for deck Week 1", "Created apkg for deck Week 2"], "this changed"
assert decks("of-folders") in ({"ideas.apkg": WEEKS[0]}, {"ideas.apkg": WEEKS[1]}), "this changed"
assert decks("of-folder") == {"ideas1.apkg": WEEKS[0], "ideas2.apkg": WEEKS[1]}, "this changed"
PYTHON
venv/bin/python read.py
