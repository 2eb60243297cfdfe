#!/bin/sh
# fpdf2 orders lines of mixed scripts by Unicode's bidirectional algorithm when shaping is on
# (https://py-pdf.github.io/fpdf2/TextShaping.html).
#
# Expected: an English line with a Hebrew name and a number behind it is drawn as browsers, phones and python-bidi order it:
# the number goes with the name, and stands at its left: "met 12:30 SARA there", SARA being the name as it is drawn.
# Found with fpdf2 2.8.9 and uharfbuzz 0.57.0: the number stays at the right, glued to the name, with the space between them
# moved to the other side: "met  SARA12:30 there". So it is with telephone numbers, counts and commas, and with Arabic. Lines
# that begin in Hebrew, numbers ahead of the name, and names with a word behind them are right, and so most tests pass. A
# left-to-right mark (U+200E) before the number keeps the space, with the number at the right.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check fpdf2==2.8.9 uharfbuzz==0.57.0 python-bidi==0.6.12 pdfminer.six==20260107
cd "$work"
npm install --silent --no-audit --no-fund dejavu-fonts-ttf@2.37.3 >/dev/null
"$work/venv/bin/python" - <<'PYTHON'
import io
from importlib.metadata import version

import fpdf
from bidi import get_display
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar


def drawn(text):
    """The letters on the page, from left to right."""
    page = fpdf.FPDF()
    page.add_font("sans", fname="node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf")
    page.set_font("sans", size=14)
    page.set_text_shaping(True)
    page.add_page()
    page.multi_cell(0, 10, text)
    letters = []

    def walk(items):
        for item in items:
            if isinstance(item, LTChar):
                letters.append((item.bbox[0], item.get_text()))
            elif hasattr(item, "__iter__"):
                walk(item)

    walk(extract_pages(io.BytesIO(bytes(page.output())), laparams=None))
    return "".join(letter for _, letter in sorted(letters, key=lambda one: one[0]))


sara, aras = "\u05e9\u05e8\u05d4", "\u05d4\u05e8\u05e9"  # a name in three letters, as written and as drawn
cases = {
    f"met {sara} 12:30 there": f"met  {aras}12:30 there",
    f"call {sara} 054-123": f"call  {aras}054-123",
    f"met {sara}, 12:30": f"met  ,{aras}12:30",
    f"met 12:30 {sara} there": f"met 12:30 {aras} there",
    f"met {sara} there": f"met {aras} there",
    f"{sara} 12:30 there": f"there 12:30 {aras}",
}
found = {text: drawn(text) for text in cases}
print({name: version(name) for name in ("fpdf2", "uharfbuzz", "python-bidi")})
for text, line in found.items():
    print(*(part.replace(sara, "sara").replace(aras, "SARA") for part in (text, "| drawn:", line, "| by the algorithm:", get_display(text))))
assert found == cases, "this changed"
assert [get_display(text) == line for text, line in cases.items()] == [False, False, False, True, True, True]
PYTHON
