#!/bin/sh
# inka2 reads flash cards for Anki from notes in Markdown. "Every question starts with number followed by period (e.g. 1., 2. - Markdown
# ordered list syntax) and every line of the answer starts with >", its README says; "question and answer can span multiple lines".
#
# Expected: a card asks and answers what stands there, or is reported as none.
# Found with 3.2.2: a line within a question that begins with a number and a stop begins a card, and what was before it is no card,
# and gone. Where three answers are offered under 1., 2. and 3. the card asks the last of them, and a question that goes on with a
# year ("in / 1990. And who wrote it?") asks its second half. An answer ends at the first line without a >, an empty one too: of two
# paragraphs the second is gone, unless a > stands between them. Nothing is said of any of it, and the number of cards can be
# right all the same. Questions of several lines without numbers, and lists within an answer, are right, so that tests with those
# see nothing. The README warns of --- anywhere else in a note, and of none of these.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps inka2==3.2.2 mistune==3.1.4 requests==2.32.5 \
  urllib3==2.5.0 certifi charset-normalizer idna rich==14.1.0 markdown-it-py==4.0.0 mdurl pygments click==8.1.8
cd "$work"
cat >loops.md <<'MARKDOWN'
# Loops

---
Deck: Practice

1. What does a balancing loop do,
and when is it slow?
> It seeks a goal.

2. What grows without end?
1. a balancing loop
2. a delay
3. a reinforcing loop
> the third

3. Which book came out in
1990. And who wrote it?
> Peter Senge, The Fifth Discipline

4. When does it swing?
> Where the answer comes late.

> And where one pushes harder meanwhile.

5. What are the steps?
> 1. see
>
> 2. hold
---
MARKDOWN
venv/bin/python - <<'PYTHON'
from importlib.metadata import version
from pathlib import Path

from inka2.models.config import Config
from inka2.models.parser import Parser

print("inka2", version("inka2"))
cards = Parser(Config(Path("config.ini")), "loops.md", "Default").collect_notes()
found = [(card.raw_front_md, card.raw_back_md) for card in cards]
print(*found, sep="\n")
assert found == [
    ("What does a balancing loop do,\nand when is it slow?", "It seeks a goal."),
    ("a reinforcing loop", "the third"),
    ("And who wrote it?", "Peter Senge, The Fifth Discipline"),
    ("When does it swing?", "Where the answer comes late."),
    ("What are the steps?", "1. see\n\n2. hold"),
], "this changed"
PYTHON
