#!/bin/sh
# Somebody's plain words go into a Markdown file with each sign of Markdown escaped: by a backslash, as CommonMark has it for all
# 32 signs of ASCII, or by a number (&#124; for |).
#
# Expected: one of the two ways is shown as the plain sign by all that read Markdown today.
# Found with eight libraries of PyPI: neither is. Python-Markdown 3.11.3, which MkDocs and Pelican use, and markdown2 2.5.5 show
# the backslash before 16 and 15 of the signs: a date "29\/11", a time "12\:30", a price "\$5". mistune 3.4.0 shows numbers as
# they are typed (a&#124;b) where its reader is made by `create_markdown()`, and as signs by `mistune.html`. By a backslash these
# are right for all eight: \ ` * _ { } [ ] ( ) # + - . ! and they are all that begin something in plain CommonMark, but for
# < > & ~ and the = under a heading, where the number is right for the first two. So escape these few alone, not all that may be.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check Markdown==3.11.3 markdown2==2.5.5 mistune==3.4.0 markdown-it-py==4.3.0 \
    mistletoe==1.6.0 marko==2.2.4 commonmark==0.9.2 pyromark==0.10.3
"$work/venv/bin/python" - <<'PYTHON'
import html
import re
import string

import commonmark
import markdown
import markdown2
import markdown_it
import marko
import mistletoe
import mistune
import pyromark

readers = {
    "Python-Markdown": markdown.markdown,
    "markdown2": markdown2.markdown,
    "mistune.create_markdown": mistune.create_markdown(),
    "mistune.html": mistune.html,
    "markdown-it-py": markdown_it.MarkdownIt().render,
    "mistletoe": mistletoe.markdown,
    "marko": marko.convert,
    "commonmark": commonmark.commonmark,
    "pyromark": pyromark.html,
}


def shown(page):
    return html.unescape(re.sub("<[^>]*>", "", str(page))).strip()


def wrong(read, escape):
    """The signs that are not shown as themselves between two letters."""
    return "".join(sign for sign in string.punctuation if shown(read(f"a{escape(sign)}b")) != f"a{sign}b")


found = {
    name: (wrong(read, lambda sign: f"\\{sign}"), wrong(read, lambda sign: f"&#{ord(sign)};")) for name, read in readers.items()
}
print(*(f"{name}: by backslash {one or 'none'}, by number {two or 'none'}" for name, (one, two) in found.items()), sep="\n")
assert found == {name: ("", "") for name in readers} | {
    "Python-Markdown": ("\"$%&',/:;<=?@^|~", ""),
    "markdown2": ("\"$%&',/:;=?@^|~", ""),
    "mistune.create_markdown": ("", string.punctuation),
}, "this changed"
PYTHON
