#!/bin/sh
# five-factor-e scores the IPIP-NEO, a free personality questionnaire: each trait gets a percentile, and the word low, average or
# high. The program that it adapts, as its README says, has the words by T scores, where 50 is the middle and 45 to 55 is average;
# its report, Johnson's (https://github.com/kholia/IPIP-NEO-PI, app/views/results.html), tells people that average is the middle
# 40% and high the highest 30%.
#
# Expected: who is higher in a trait than 36% of the others, or than 65%, is average in it.
# Found with 1.13.1: 36.5 is low and 64.6 is high. The same 45 and 55 are laid on the percentiles, so that ten people in a hundred
# are average where forty were, in the thirty traits as in the five: whoever answers "neither" to all 120 questions is high in
# neuroticism, at 60.8, and low in extraversion, at 34.1. 1.11.1 has the thirty right, by T scores, and the five wrong as well.
# The scores are the same in both. The list of releases says "Fix (low, average, high) scales" of 1.12.0; the README
# explains the words nowhere, and the whole result that it links as an example has 57.9 as average, as 1.11.1 does.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/score.py" <<'PYTHON'
import sys
from importlib.metadata import version

from ipipneo import IpipNeo


def scored(anxiety):
    """The percentiles and words of the five and of the first trait, for a man of forty; its four questions are each thirty apart."""
    answers = [{"id_question": question, "id_select": 3} for question in range(1, 121)]
    for place in range(4):
        answers[place * 30]["id_select"] = anxiety // 4 + (place < anxiety % 4)
    result = IpipNeo(question=120).compute(sex="M", age=40, answers={"answers": answers})
    five = {name: of for one in result["person"]["result"]["personalities"] for name, of in one.items()}
    trait = five["neuroticism"]["traits"][0]
    words = {name: (round(of[name[0].upper()], 1), of["score"]) for name, of in five.items()}
    return words, (round(trait["anxiety"], 1), trait["score"])


traits = dict(scored(anxiety)[1] for anxiety in range(4, 21))
five = scored(12)[0]
print("five-factor-e", version("five-factor-e"))
print("  all neither:", five)
print("  anxiety:", traits)
average = {score for score, word in traits.items() if word == "average"}
middle = {score for score in traits if 30 <= score <= 70}
assert middle == {36.5, 45.8, 55.3, 64.6}, "this changed"
assert five["neuroticism"] == (60.8, "high") and five["extraversion"] == (34.1, "low"), "this changed"
assert average == (middle if version("five-factor-e") == "1.11.1" else {45.8, 55.3}), "this changed"
assert (traits[36.5], traits[64.6]) == (("average", "average") if average == middle else ("low", "high")), "this changed"
PYTHON
for version in 1.11.1 1.13.1; do
	python3 -m venv "$work/$version"
	"$work/$version/bin/pip" install --quiet --disable-pip-version-check "five-factor-e==$version"
	"$work/$version/bin/python" "$work/score.py"
done
