#!/bin/sh
# VADER and its kin put a number on the mood of a text by its words, and turn the number round after "not" or "don't". Phones and
# writing programs put ’ for ', … for three stops, “ ” for quotes and — for two dashes while one types.
#
# Expected: the mood of a sentence is the same, whichever signs were put in for somebody.
# Found: with vaderSentiment 3.3.2 (Python), vader-sentiment 1.1.3, sentiment 5.0.2 and multilang-sentiment 2.0.0 (npm) "I don’t
# trust them" is as glad as "I trust them", and "I don't trust them" sad: one sentence is two moods, by the keyboard. To the first
# and to sentiment a word that touches one of the other signs is unknown, so that “happy” and "happy…" have no mood at all where
# "happy" and "happy..." have one; whoever lets a thought trail off loses it. vader-sentiment has none even for "happy" in straight
# quotes. The README of VADER promises contractions as negations ("wasn't very good") and says nothing of signs;
# https://github.com/cjhutto/vaderSentiment/issues/66 asked for ’ in 2018 and is open. Straight signs, put in before, help.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check vaderSentiment==3.3.2
cd "$work"
npm install --silent --no-audit --no-fund vader-sentiment@1.1.3 sentiment@5.0.2 multilang-sentiment@2.0.0 >/dev/null
cat >mood.cjs <<'JS'
const { SentimentIntensityAnalyzer: vader } = require("vader-sentiment");
const Sentiment = require("sentiment");
const multilang = require("multilang-sentiment");

const texts = JSON.parse(process.argv[2]);
const of = (score) => texts.map((text) => score(text));
console.log(JSON.stringify({
  "vader-sentiment 1.1.3": of((text) => vader.polarity_scores(text).compound),
  "sentiment 5.0.2": of((text) => new Sentiment().analyze(text).score),
  "multilang-sentiment 2.0.0": of((text) => multilang(text, "en").score),
}));
JS
cat >mood.py <<'PYTHON'
import json
import subprocess

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

STRAIGHT = ["I trust them", "I don't trust them", "That isn't good", '"happy" they say', "I was happy...", "Happy -- once"]
TYPED = ["I trust them", "I don’t trust them", "That isn’t good", "“happy” they say", "I was happy…", "Happy—once"]


def moods(texts):
    ran = subprocess.run(["node", "mood.cjs", json.dumps(texts)], capture_output=True, text=True, check=True)
    analyzer = SentimentIntensityAnalyzer()
    return {"vaderSentiment 3.3.2": [analyzer.polarity_scores(text)["compound"] for text in texts], **json.loads(ran.stdout)}


straight, typed = moods(STRAIGHT), moods(TYPED)
for name in straight:
    print(name)
    for pair in zip(TYPED, straight[name], typed[name]):
        print("  {}: {} with straight signs, {} with these".format(*pair))
    trust, no_trust, no_good = straight[name][:3]
    assert no_trust < 0 < trust and no_good < 0, "this changed"
    assert typed[name][1] == trust and typed[name][2] > 0, "this changed"
for name in ("vaderSentiment 3.3.2", "sentiment 5.0.2"):
    assert typed[name][3:] == [0, 0, 0] and min(straight[name][3:]) > 0, "this changed"
assert straight["vader-sentiment 1.1.3"][3] == 0, "this changed"
PYTHON
"$work/venv/bin/python" mood.py
