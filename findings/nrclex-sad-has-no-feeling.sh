#!/bin/sh
# NRCLex says which feelings are in a text, by its words: "approximately 27,000 words", its README says, of the NRC Emotion Lexicon and
# WordNet's synonyms. `NRCLex(lexicon_file)` takes another list instead, that of one's own language.
#
# Expected: sad is sad, a word is the same at the beginning of a sentence, and a list that isn't there raises.
# Found with 4.1.0: there are 6,468 words. "Happy" has four feelings, and "sad", "scared" and "stressed" none, so that bad days show
# less than good ones; "loved" has none either, where "love" has two. In a list of words (`load_token_list`) one with a capital is
# unknown, and in a journal the feeling comes first ("Grief came back today."). A lexicon whose path is relative and wrong is the
# English one, without a word, while a wrong absolute one raises: Spanish "sin miedo", without fear, is then the English sin, with
# anger, fear and sadness. Where nothing is found, `top_emotions` names all ten, from fear to joy. Words in small letters that are
# in the lexicon are right, and so the package's tests are, which bring one of their own, with "sad" in it.
# https://github.com/DemetersSon83/NRCLex/issues/12 (2022, open) asked for the missing words ("Issue has been corrected", its
# author says there). The README says that the package's lexicon is the default, and of the rest nothing.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check nrclex==4.1.0 textblob==0.20.1
cd "$work"
venv/bin/python - <<'PYTHON'
import json
from importlib.metadata import version
from importlib.resources import files

from nrclex import NRCLex


def feelings(words, lexicon=None):
    text = NRCLex(lexicon)
    text.load_token_list(words.split())
    return sorted(text.raw_emotion_scores)


words = json.loads(files("nrclex.data").joinpath("nrc_en.json").read_text(encoding="utf-8"))
print("nrclex", version("nrclex"), "with", len(words), "words")
found = {said: feelings(said) for said in ("happy", "sad", "scared", "stressed", "love", "loved")}
found |= {said: feelings(said) for said in ("grief came back today .", "Grief came back today .")}
found["sin miedo"] = feelings("sin miedo", "lexicons/nrc_es.json")
print(*found.items(), sep="\n  ")
nothing = NRCLex()
nothing.load_token_list(["the", "table"])
print("  the table:", [name for name, _ in nothing.top_emotions])
try:
    raise AssertionError(NRCLex("/lexicons/nrc_es.json"))
except FileNotFoundError as error:
    print(" ", error)
assert len(words) == 6468 and len(nothing.top_emotions) == 10, "this changed"
assert found == {
    "happy": ["anticipation", "joy", "positive", "trust"],
    "sad": [],
    "scared": [],
    "stressed": [],
    "love": ["joy", "positive"],
    "loved": [],
    "grief came back today .": ["negative", "sadness"],
    "Grief came back today .": [],
    "sin miedo": ["anger", "disgust", "fear", "negative", "sadness"],
}, "this changed"
PYTHON
