#!/bin/sh
# mindmapconverter turns mind maps of FreeMind and Freeplane (.mm) into PlantUML and Markdown, and back. There a node's words are
# in its TEXT or, where one of them is bold, in <richcontent TYPE="NODE">; its note is <richcontent TYPE="NOTE">, and its link LINK
# (freemind.xsd, the format's own schema).
#
# Expected: each node has its words, and its link ("Hyperlink support across all formats", the README says).
# Found with 0.1.3: a node with one word in bold is an empty point, and what hangs below it hangs from nothing. Notes are left
# out, and so is each link: it is looked for in a hook, and written there too, so that its own files come back whole and tests
# with those see nothing. From Markdown, all headings but the first are left out, and their points stand below the first: what
# somebody put under "In a year" is beside what is for today. Nothing is said of any of it. The README says that the first
# heading becomes the root; of further ones, of notes and of bold words it says nothing.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check mindmapconverter==0.1.3
cd "$work"
cat >map.mm <<'XML'
<map version="1.0.1">
<node TEXT="Trust">
<node><richcontent TYPE="NODE"><html><head/><body><p>What I <b>want</b></p></body></html></richcontent>
<node TEXT="to listen"/>
</node>
<node TEXT="A book" LINK="https://example.org/book"/>
<node TEXT="Monday"><richcontent TYPE="NOTE"><html><head/><body><p>I was afraid.</p></body></html></richcontent></node>
</node>
</map>
XML
cat >list.md <<'MD'
# Today
- listen
## In a year
- speak
MD
cat >expected.md <<'MD'
# Trust
- 
  - to listen
- A book
- Monday
MD
convert() {
	"$work/venv/bin/mindmapconverter" "$@"
}
"$work/venv/bin/pip" list --disable-pip-version-check 2>/dev/null | grep mindmapconverter
convert map.mm --to-md | tee map.md
diff -B expected.md map.md
convert map.mm | tee map.puml
if grep -qE "want|afraid|example.org" map.md map.puml; then
	echo "this changed"
	exit 1
fi
convert list.md --from-md | tee list.mm
test "$(grep -o 'TEXT="[^"]*"' list.mm | tr '\n' ' ')" = 'TEXT="Today" TEXT="listen" TEXT="speak" '
