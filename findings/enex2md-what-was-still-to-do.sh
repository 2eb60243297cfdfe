#!/bin/sh
# enex2md turns Evernote's exports (.enex) into "GitHub Flavored Markdown". Its README has tasks ticked off, as GitHub's task list
# items, and lists.
#
# Expected: what is done has a ticked box, what is still to do an empty one, and what was written under a point stays under it.
# Found with 0.4.2: a task that is not done and says no more is plain text (<en-todo/>, as in Evernote's own example,
# https://gist.github.com/evernotegists/5313749). What somebody still wanted to do is the one thing that is no task any more; with
# checked="false" it keeps its box. No box is a task to GitHub, for none stands in a list, and neighbouring ones are one
# paragraph. A point below a point loses four spaces, and with them its place: it stands beside the one it belonged to, and the
# next point below it, as markdown-it-py 4.3.0 shows. The README warns of "unfortunate side effects", and names none of these.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check enex2md==0.4.2 beautifulsoup4==4.15.0 html2text==2025.4.15 \
    lxml==4.9.4 markdown-it-py==4.3.0
cd "$work"
cat >week.enex <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/evernote-export3.dtd">
<en-export export-date="20261130T090000Z" application="Evernote" version="10">
<note><title>Week</title><content><![CDATA[<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!DOCTYPE en-note SYSTEM "http://xml.evernote.com/pub/enml2.dtd">
<en-note><div><en-todo checked="true"/>Sat still</div><div><en-todo/>Write to Ana</div><div><en-todo checked="false"/>Walk</div>
<ul><li>What I heard<ul><li>Bo is tired</li></ul></li><li>What I said</li></ul></en-note>]]></content>
<created>20261130T080000Z</created></note>
</en-export>
XML
venv/bin/enex2md week.enex >week.txt 2>said
venv/bin/python - <<'PYTHON'
from importlib.metadata import version
from pathlib import Path

from markdown_it import MarkdownIt

text = Path("week.txt").read_text().split("## Note Content\n")[1].split("--- End Note ---")[0].strip()
html = MarkdownIt().render(text)
print("enex2md", version("enex2md"), text, "", html, sep="\n")
lines = text.splitlines()
assert "[x] Sat still" in lines and "Write to Ana" in lines and "[ ] Walk" in lines, "this changed"
assert "  * What I heard" in lines and "* Bo is tired" in lines and "  * What I said" in lines, "this changed"
outer, inner = html.split("Bo is tired")
assert "<ul>" not in outer.split("What I heard")[1], "this changed"
assert "<ul>" in inner.split("What I said")[0], "this changed"
PYTHON
