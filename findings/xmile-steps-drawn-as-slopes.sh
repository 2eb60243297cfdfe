#!/bin/sh
# "How trust changes what people say" has no formula, so modellers draw it: a graphical function, <gf>, in XMILE. Its type says
# what lies between the points and beyond them (3.1.4): continuous is a line that stays level beyond its ends, extrapolate goes
# on as it went, discrete is a stair.
#
# Expected: the type is heeded, wherever the graph stands in the file.
# Found: in a variable, the usual place, the type is not heeded by PySD 3.14.3, BPTK-Py 3.2.0 and pysimlin 0.8.5, and none of
# them says so: the stair is a slope, and what should go on stays level. The same two graphs with names of their own, called as
# stair(x) and line(x), are right in PySD; BPTK-Py answers 0 for all of them, with a line in its log, and pysimlin refuses the
# file. PySD's documentation (structure/xmile_translation) says that both types are there, untested; pysimlin's README says
# only that a stair is dropped, with a warning, when a model is saved for Vensim.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pysd==3.14.3 "bptk-py[xmile]==3.2.0" pysimlin==0.8.5
cd "$work"
cat >run.py <<'PYTHON'
import contextlib
import importlib
import io
import warnings
from importlib.metadata import version
from pathlib import Path

warnings.simplefilter("ignore")
import pysd
import simlin
from BPTK_Py.sdcompiler.compile import compile_xmile

FILE = """<?xml version="1.0" encoding="utf-8"?>
<xmile version="1.0" xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0">
  <header><vendor>example</vendor><product version="1.0">example</product><name>graphs</name></header>
  <sim_specs method="Euler" time_units="Months"><start>0</start><stop>6</stop><dt>1</dt></sim_specs>
  <model><variables>%s</variables></model>
</xmile>"""
STAIR, LINE = "<xpts>0,2,4,6</xpts><ypts>0,10,20,20</ypts>", "<xpts>0,2,4</xpts><ypts>0,10,20</ypts>"
INSIDE = (
    f'<aux name="steps"><eqn>TIME</eqn><gf type="discrete">{STAIR}</gf></aux>'
    f'<aux name="onward"><eqn>TIME</eqn><gf type="extrapolate">{LINE}</gf></aux>'
)
NAMED = (
    f'<gf name="stair" type="discrete">{STAIR}</gf><aux name="steps"><eqn>stair(TIME)</eqn></aux>'
    f'<gf name="line" type="extrapolate">{LINE}</gf><aux name="onward"><eqn>line(TIME)</eqn></aux>'
)


def by_pysd(file):
    result = pysd.read_xmile(file).run(progress=False)
    return {name: [float(value) for value in result[name]] for name in ("steps", "onward")}


def by_bptk(file):
    with contextlib.redirect_stdout(io.StringIO()):
        compile_xmile(file, file.replace(".xmile", "_bptk.py"), "py")
        model = importlib.import_module(file.replace(".xmile", "_bptk")).simulation_model()
    return {name: [float(model.equation(name, float(at))) for at in range(7)] for name in ("steps", "onward")}


def by_simlin(file):
    try:
        result = simlin.load(file).run().results
    except simlin.SimlinRuntimeError:
        return "refused"
    return {name: [float(value) for value in result[name]] for name in ("steps", "onward")}


right = {"steps": [0, 0, 10, 10, 20, 20, 20], "onward": [0, 5, 10, 15, 20, 25, 30]}
level = {"steps": [0, 5, 10, 15, 20, 20, 20], "onward": [0, 5, 10, 15, 20, 20, 20]}
nothing = {"steps": [0] * 7, "onward": [0] * 7}
print("right", right)
found = {}
for where, variables in (("inside", INSIDE), ("named", NAMED)):
    Path(f"{where}.xmile").write_text(FILE % variables)
    for package, read in (("pysd", by_pysd), ("bptk-py", by_bptk), ("pysimlin", by_simlin)):
        found[where, package] = read(f"{where}.xmile")
        print(where, package, version(package), found[where, package])
assert all(found["inside", package] == level for package in ("pysd", "bptk-py", "pysimlin")), "this changed"
assert found["named", "pysd"] == right, "this changed"
assert (found["named", "bptk-py"], found["named", "pysimlin"]) == (nothing, "refused"), "this changed"
PYTHON
"$work/venv/bin/python" run.py
