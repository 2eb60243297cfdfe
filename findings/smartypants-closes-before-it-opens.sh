#!/bin/sh
# SmartyPants and its kin put “ and ” for the one sign of the keyboard, by what stands beside it. In Spanish a question or a cry
# begins with a sign of its own, which comes first where a quoted word opens it: ¿"Confías" en ellos?, ¡"Basta"! And whoever
# speaks has a dash before it.
#
# Expected: what a quotation opens with is “, and what it closes with ”.
# Found: ¿ and ¡ are taken for the end of a word, and the quotation after it opens with its closing sign, ¿”Confías” en ellos?, by
# smartypants 2.0.2 and Python-Markdown 3.11.3 (`smarty`) in Python, and smartypants 0.2.2, marked-smartypants 1.1.12 and typogr
# 0.6.8 (npm). After a typed — it is so by all of them but Python-Markdown, while after -- all but the first have it right.
# smartquotes 2.3.2 has both right; but where a quotation begins with ¿, or with a letter that is not from A to Z, it opens with
# the sign for inches (″¿Confías?”) or, within a sentence, with ”: each question, and all of Russian. In English all are right, and
# so is "¿Confías?" by the first five, so that tests with those see nothing. markdown-it 15.0.3 and retext-smartypants 6.2.0 have
# all of them right. None of the READMEs speaks of languages, and Python-Markdown's page (extensions/smarty) only of German's own
# signs; https://github.com/kellym/smartquotes.js/issues/43 (2019, "Accented characters") is closed, with a mend of 2021 (pull/55).
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check smartypants==2.0.2 markdown==3.11.3
cd "$work"
npm install --silent --no-audit --no-fund smartypants@0.2.2 marked@18.2.1 marked-smartypants@1.1.12 typogr@0.6.8 \
  smartquotes@2.3.2 markdown-it@15.0.3 retext@9.0.0 retext-smartypants@6.2.0 >/dev/null
cat >said.json <<'JSON'
["¿\"Confías\" en ellos?", "¡\"Basta\"!", "—\"Hola\", dijo.", "--\"Hola\", dijo.", "Pensé \"él no\".", "\"¿Confías?\"", "\"Да\", и \"ещё\".",
 "I said \"no\"."]
JSON
cat >quotes.mjs <<'JS'
import { readFileSync } from "node:fs";
import markdownIt from "markdown-it";
import { Marked } from "marked";
import { markedSmartypants } from "marked-smartypants";
import { retext } from "retext";
import retextSmartypants from "retext-smartypants";
import smartquotes from "smartquotes";
import { smartypants } from "smartypants";
import typogr from "typogr";

const marked = new Marked(markedSmartypants());
const markdown = markdownIt({ typographer: true });
const made = {
  smartypants: (text) => smartypants(text, 1),
  "marked-smartypants": (text) => marked.parse(text),
  typogr: (text) => typogr.smartypants(text),
  smartquotes: (text) => smartquotes(text),
  "markdown-it": (text) => markdown.render(text),
  "retext-smartypants": (text) => String(retext().use(retextSmartypants).processSync(text)),
};
const said = JSON.parse(readFileSync("said.json", "utf8"));
console.log(JSON.stringify(Object.fromEntries(Object.entries(made).map(([name, turn]) => [`npm ${name}`, said.map(turn)]))));
JS
cat >compare.py <<'PYTHON'
import html
import json
import re
import subprocess

import markdown
import smartypants

with open("said.json", encoding="utf-8") as file:
    said = json.load(file)
made = {
    "smartypants": [smartypants.smartypants(text) for text in said],
    "Python-Markdown": [markdown.markdown(text, extensions=["smarty"]) for text in said],
    **json.loads(subprocess.run(["node", "quotes.mjs"], stdout=subprocess.PIPE, text=True, check=True).stdout),
}
found = {}
for name, texts in made.items():
    plain = [html.unescape(re.sub(r"</?p>|\n", "", text)) for text in texts]
    print(name, *plain, sep="\n  ")
    found[name] = ["".join(re.findall('[“”″"]', text)) for text in plain]
kin = ["””", "””", "””", "“”", "“”", "“”", "“”“”", "“”"]
right = ["“”"] * 6 + ["“”“”", "“”"]
assert found == {
    "smartypants": ["””", "””", "””", "””", *kin[4:]],
    "Python-Markdown": ["””", "””", "“”", *kin[3:]],
    "npm smartypants": kin,
    "npm marked-smartypants": kin,
    "npm typogr": [*kin[:6], '“”"”', "“”"],
    "npm smartquotes": ["“”", "“”", "“”", "“”", "””", "″”", "″”””", "“”"],
    "npm markdown-it": right,
    "npm retext-smartypants": right,
}, "this changed"
PYTHON
venv/bin/python compare.py
