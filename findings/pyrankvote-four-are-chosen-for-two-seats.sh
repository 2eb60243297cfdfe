#!/bin/sh
# PyRankVote counts votes in which people rank what they would like: one winner by instant runoff, several by single transferable
# vote or by "preferential block voting", in which each has as many votes as there are seats. A team picks two practices so.
#
# Expected: two seats are filled with two, and half of the votes is no majority ("more than 50%", its README says).
# Found with 2.0.6: `preferential_block_voting` fills two seats with three if three have a majority, as with two votes a head they
# can: eleven people who rank all of three get all three. Whoever names fewer than there are seats, or has no names left, is no
# longer counted, once for each vote, and the majority is half of those who are. With one name a head nobody is, half of nobody is
# nothing, and all four are chosen, the last with 1 vote of 18. And half is enough: by instant runoff 5 of 10 have won at once,
# without the last one's vote, which makes it 5 to 5. At 2 to 2 there is one winner, with no sign of a tie, and another one
# when it is counted again. `single_transferable_vote` keeps to its seats, and so does the other where only two have a majority
# and all rank two or more. The README says that an exhausted ballot is thrown away, and of ties nothing;
# https://github.com/jontingvold/pyrankvote/issues/27 (open) is about them.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pyrankvote==2.0.6
"$work/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

from pyrankvote import Ballot, Candidate, instant_runoff_voting, preferential_block_voting, single_transferable_vote


def chosen(count, ballots, *seats):
    """Whom forty counts of the same ballots choose, each different answer once."""
    names = {name: Candidate(name) for name in sorted({name for ranked in ballots for name in ranked.split()})}
    cast = [Ballot([names[name] for name in ranked.split()]) for ranked, people in ballots.items() for _ in range(people)]
    counts = [count(list(names.values()), cast, *seats).get_winners() for _ in range(40)]
    return sorted({" ".join(sorted(winner.name for winner in winners)) for winners in counts})


all_ranked = {"sit walk write": 4, "sit write walk": 4, "write walk sit": 3}
one_name = {"sit": 9, "walk": 6, "write": 2, "sing": 1}
clear = {"sit walk write": 6, "walk sit write": 4, "write sit walk": 1}
half = {"sit walk sing": 5, "walk sing sit": 4, "sing walk sit": 1}
found = {
    "block, two seats, all ranked": chosen(preferential_block_voting, all_ranked, 2),
    "block, two seats, one name a head": chosen(preferential_block_voting, one_name, 2),
    "block, two seats, clear": chosen(preferential_block_voting, clear, 2),
    "transferable, two seats, all ranked": chosen(single_transferable_vote, all_ranked, 2),
    "transferable, two seats, one name a head": chosen(single_transferable_vote, one_name, 2),
    "runoff, five of ten": chosen(instant_runoff_voting, half),
    "runoff, two to two": chosen(instant_runoff_voting, {"sit": 2, "walk": 2}),
}
print("PyRankVote " + version("pyrankvote"), *found.items(), sep="\n")
assert found == {
    "block, two seats, all ranked": ["sit walk write"],
    "block, two seats, one name a head": ["sing sit walk write"],
    "block, two seats, clear": ["sit walk"],
    "transferable, two seats, all ranked": ["sit write"],
    "transferable, two seats, one name a head": ["sit walk"],
    "runoff, five of ten": ["sit"],
    "runoff, two to two": ["sit", "walk"],
}, "this changed"
PYTHON
