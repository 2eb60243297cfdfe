#!/bin/sh
# agreement says how far several people who rate the same things agree; with a kernel, one step apart is nearer than four ("dist(5,
# 4) < dist(5, 1)", its README). `ordinal_kernel` is for "non-numeric ordinal values" that one can rank, its docstring says.
#
# Expected: a scale of words has the order that it is given in, and 10 comes after 9, whatever the people are called.
# Found with 0.1.2: text is put in the order of the alphabet: always, never, often, seldom, sometimes. Where one says never the
# other says always: -0.651 by the numbers of their words, and 0.865 by the words, high agreement. Two who are never more than one
# step apart have 0.777, and -0.179 by the words. The list of words in their order, `values` of `pivot_table_frequency`, changes
# nothing, since it is sorted as well. And where a person is a name, an array of question, person and answer, as in the README, is
# all text: from 1 to 10 that is 1, 10, 2, 3, and 0.937 is 0.153. From 1 to 5 all is right, so that tests with those see
# nothing. Points that nobody gave are no distance either: without a 3 and a 4, 5 stands next to 2; there `values` does help, as
# its docstring says. krippendorff 0.9.0 has the scale's own distances, by numbers. The README mentions none of this.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check agreement==0.1.2 krippendorff==0.9.0
"$work/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import krippendorff
import numpy as np
from agreement.metrics import krippendorffs_alpha
from agreement.utils.kernels import quadratic_kernel
from agreement.utils.transform import pivot_table_frequency


def alpha(people, answers, values=None):
    """As the README has it: rows of question, person and answer, a table of these, and the metric with a kernel."""
    dataset = np.array([[at, who, said] for who, row in zip(people, answers) for at, said in enumerate(row)])
    if values is not None:
        values = np.array(values, dtype=dataset.dtype)
    table = pivot_table_frequency(dataset[:, 0], dataset[:, 2], values)
    return round(float(krippendorffs_alpha(table, weights_kernel=quadratic_kernel)), 3)


ten = [[1, 2, 9, 10, 5, 7, 3, 8], [2, 3, 10, 9, 6, 8, 2, 9]]
opposite = [[1, 5, 1, 5, 3, 2, 4], [5, 1, 5, 1, 3, 2, 4]]
near = [[1, 4, 5, 2, 3, 5], [2, 5, 4, 1, 4, 4]]
gap = [[1, 1, 5, 5, 1, 5], [1, 2, 5, 5, 1, 5]]
scale = ["never", "seldom", "sometimes", "often", "always"]
numbers, names = (1, 2), ("Ana", "Bo")


def in_words(answers):
    return [[scale[said - 1] for said in row] for row in answers]


found = {
    "opposite": alpha(numbers, opposite),
    "opposite, in words": alpha(numbers, in_words(opposite)),
    "opposite, in words, with the scale": alpha(numbers, in_words(opposite), scale),
    "near": alpha(numbers, near),
    "near, in words": alpha(numbers, in_words(near)),
    "near, by name": alpha(names, near),
    "1 to 10": alpha(numbers, ten),
    "1 to 10, by name": alpha(names, ten),
    "nobody says 3 or 4": alpha(numbers, gap),
    "nobody says 3 or 4, with the scale": alpha(numbers, gap, range(1, 6)),
}
right = [round(float(krippendorff.alpha(rows, level_of_measurement="interval")), 3) for rows in (opposite, near, ten, gap)]
print("agreement " + version("agreement"), *found.items(), sep="\n  ")
print("krippendorff", version("krippendorff"), right)
assert right == [-0.651, 0.777, 0.953, 0.98]
assert found == {
    "opposite": -0.651,
    "opposite, in words": 0.865,
    "opposite, in words, with the scale": 0.865,
    "near": 0.777,
    "near, in words": -0.179,
    "near, by name": 0.777,
    "1 to 10": 0.937,
    "1 to 10, by name": 0.153,
    "nobody says 3 or 4": 0.916,
    "nobody says 3 or 4, with the scale": 0.98,
}, "this changed"
PYTHON
