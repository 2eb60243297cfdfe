#!/bin/sh
# word2number-es reads Spanish number words: what somebody dictates of a habit, say, "treinta y un minutos". In Spanish one and the
# hundreds go with the noun: "uno" is "un" before minutes, and pages are "una", "doscientas", "trescientas".
#
# Expected: the number that was said, or, as its README shows for words that are none, an error.
# Found with 1.0.1: words that it does not know are passed over, and the rest is the number. "Treinta y un minutos" is 30 and
# "trescientas veinte páginas" 20, "mil quinientas" 1000, "ciento un" 100; "uno coma cinco", one and a half as it is said in
# Spain, is 6, the sum of both. Nothing is raised as long as one word is known; "una hora" alone raises. Without a noun, or before
# pesos, which is the README's example, all are right: 31, 320, 1500, and so is "uno punto cinco", as in Mexico. text2num 3.1.0
# reads all of these. The README says that it works up to 999,999,999,999, and of nouns nothing.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check word2number-es==1.0.1 text2num==3.1.0
"$work/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

from text_to_num import alpha2digit
from word2number_es import w2n

said = {
    "treinta y un minutos": (30, "31 minutos"),
    "treinta y una horas": (30, "31 horas"),
    "ciento un pasos": (100, "101 pasos"),
    "trescientas veinte páginas": (20, "320 páginas"),
    "mil quinientas palabras": (1000, "1500 palabras"),
    "uno coma cinco": (6, "1,5"),
    "treinta y uno": (31, "31"),
    "trescientos veinte": (320, "320"),
    "mil quinientos pesos": (1500, "1500 pesos"),
    "uno punto cinco": (1.5, "1.5"),
}
print("word2number-es", version("word2number-es"), "text2num", version("text2num"))
for words, expected in said.items():
    found = w2n.word_to_num(words), alpha2digit(words, "es")
    print(f"  {words}: {found[0]}, by text2num {found[1]}")
    assert found == expected, "this changed"
try:
    raise AssertionError(w2n.word_to_num("una hora"))
except ValueError as error:
    print("  una hora:", error)
sentence = w2n.numwords_in_sentence("leí trescientas veinte páginas en treinta y un minutos")
print(" ", sentence)
assert sentence == "leí trescientas 20 páginas en 30 un minutos", "this changed"
PYTHON
