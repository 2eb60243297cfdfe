#!/bin/sh
# A note that opens with a rule (---), some words and another rule is plain Markdown. Journals are full of them: a motto, a mood,
# a line for the day. What stands there is front matter only if it is YAML with keys.
#
# Expected: python-frontmatter takes such words for text, or raises.
# Found with 1.3.0: the words are gone. They are in neither `content` nor `metadata`, and with `dump` the note is written back
# without them. The npm packages gray-matter 4.0.3 and front-matter 4.0.2 hand the words over as the data, which a program can
# at least notice. The text's own first line moves too: four spaces or a line break before it are cut off, so that code
# that opens a note is code no more.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check python-frontmatter==1.3.0 pyyaml==6.0.4
"$work/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import frontmatter

notes = {
    "keys": "---\nmood: calm\n---\nSlept well.",
    "words between rules": "---\nNothing changes until I do\n---\nSlept well.",
    "a list between rules": "---\n- bread\n- call home\n---\nSlept well.",
    "code at the beginning": "---\nmood: calm\n---\n\n    print()\n\nSlept well.",
}
found = {}
for name, note in notes.items():
    post = frontmatter.loads(note)
    found[name] = (post.metadata, post.content, frontmatter.dumps(post))
print("python-frontmatter", version("python-frontmatter"), *found.items(), sep="\n")
lost = ({}, "Slept well.", "---\n{}\n---\n\nSlept well.")
assert found == {
    "keys": ({"mood": "calm"}, "Slept well.", "---\nmood: calm\n---\n\nSlept well."),
    "words between rules": lost,
    "a list between rules": lost,
    "code at the beginning": (
        {"mood": "calm"},
        "print()\n\nSlept well.",
        "---\nmood: calm\n---\n\nprint()\n\nSlept well.",
    ),
}, "this changed"
PYTHON
