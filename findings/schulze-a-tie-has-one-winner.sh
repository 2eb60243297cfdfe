#!/bin/sh
# Schulze's method counts votes in which people rank what they would like. One option beats another if the strongest chain of
# majorities from it is stronger than the one back. What nothing beats has won, and that may be more than one: then a team must
# know, and break the tie as it likes (https://en.wikipedia.org/wiki/Schulze_method, to which two of these packages send one).
#
# Expected: two want A, then B, then C, and two B, then C, then A. Both A and C, and A and B, stand two to two, and B beats C. Nothing
# beats A, nothing beats B, and so both have won.
# Found with schulze 0.1, schulze-voting 0.1.1 and votelib 0.4.0: B alone has won. They rank by how many others each beats, and A
# beats none; the first two put A level with C, which all four people have below B. votelib has a Tie for such cases elsewhere. So
# it is in 324 of the 1296 ways in which four people can rank three options, a quarter, and in none with three people, who can't
# stand two to two: tests with an odd number, as the 45 voters of that article, see nothing. schulze-condorcet 2.0.1 and
# py-vote-core 2.0.0 name both. By their docstrings schulze "Returns the candidates ranked by the Schulze method", the first of
# schulze-voting are "ranked highest" and votelib's "the candidates with strongest such paths"; of ties none of them speaks.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check schulze==0.1 votelib==0.4.0 schulze-condorcet==2.0.1 \
  py-vote-core==2.0.0
"$work/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps schulze-voting==0.1.1
"$work/venv/bin/python" - <<'PYTHON'
from collections import Counter
from importlib.metadata import version
from itertools import permutations, product

import schulze
from py3votecore.schulze_method import SchulzeMethod
from schulze_condorcet import schulze_evaluate
from schulze_voting.schulze_voting import SchulzeVote, evaluate_schulze
from votelib.convert import RankedToCondorcetVotes
from votelib.evaluate.condorcet import Schulze

OPTIONS = "ABC"


def by_schulze(votes):
    return schulze.compute_ranks(OPTIONS, [([[option] for option in vote], 1) for vote in votes])


def by_schulze_voting(votes):
    found = evaluate_schulze([SchulzeVote([vote.index(option) for option in OPTIONS]) for vote in votes], len(OPTIONS))
    return [[OPTIONS[at] for at in level] for level in found.candidate_wins]


def by_votelib(votes):
    return Schulze().evaluate(RankedToCondorcetVotes().convert(Counter(map(tuple, votes))), 1)


def by_schulze_condorcet(votes):
    return [level.split("=") for level in schulze_evaluate([">".join(vote) for vote in votes], list(OPTIONS)).split(">")]


def by_py_vote_core(votes):
    ballots = [{"count": 1, "ballot": [[option] for option in vote]} for vote in votes]
    result = SchulzeMethod(ballots, ballot_notation=SchulzeMethod.BALLOT_NOTATION_GROUPING).as_dict()
    return sorted(result.get("tied_winners", [result["winner"]]))


def differ(people):
    every = list(product(permutations(OPTIONS), repeat=people))
    return sum(sorted(by_schulze(votes)[0]) != sorted(by_schulze_condorcet(votes)[0]) for votes in every), len(every)


votes = ["ABC", "ABC", "BCA", "BCA"]
found = {
    "schulze": by_schulze(votes),
    "schulze-voting": by_schulze_voting(votes),
    "votelib": by_votelib(votes),
    "schulze-condorcet": by_schulze_condorcet(votes),
    "py-vote-core": by_py_vote_core(votes),
}
for name, result in found.items():
    print(f"{name} {version(name)}: {result}")
three, four = differ(3), differ(4)
print("another winner, with three people and with four:", three, four)
assert found == {
    "schulze": [["B"], ["A", "C"]],
    "schulze-voting": [["B"], ["A", "C"]],
    "votelib": ["B"],
    "schulze-condorcet": [["A", "B"], ["C"]],
    "py-vote-core": ["A", "B"],
}, "this changed"
assert (three, four) == ((0, 216), (324, 1296)), "this changed"
PYTHON
