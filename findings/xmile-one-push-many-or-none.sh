#!/bin/sh
# PULSE is how a model is pushed in XMILE (3.5.4): PULSE(10, 3) puts 10 into a stock at 3, once, and PULSE(10, 3, 1) puts 10
# into it at 3, 4, 5 and so on. "What happens after one kind word?" is asked so.
#
# Expected: by 6 there are 10 in the one stock and 30 in the other, whatever the length of the model's steps, and a push that
# falls between two steps comes with one of them.
# Found with BPTK-Py 3.2.0: without a third number the push comes at every step from 3 on, 300 by 6 with steps of a tenth. With
# one it comes only where the time, a sum of tenths, is exactly what is wanted: never, with the same steps. PySD 3.14.3
# leaves out a push that lies nearer to the step before it than to the next: PULSE(10, 2.1) with steps of a quarter brings
# nothing, without a word. pysimlin 0.8.5 brings all of them. The standard says that a push without a third number comes once;
# BPTK-Py's documentation names PULSE as supported and says of numbers left out that they mean what they do in XMILE.
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
  <header><vendor>example</vendor><product version="1.0">example</product><name>push</name></header>
  <sim_specs method="Euler" time_units="Weeks"><start>0</start><stop>6</stop><dt>%s</dt></sim_specs>
  <model>
    <variables>
      <stock name="trust"><eqn>0</eqn><inflow>push</inflow></stock>
      <flow name="push"><eqn>%s</eqn></flow>
    </variables>
  </model>
</xmile>"""


def by_pysd(name):
    return pysd.read_xmile(f"{name}.xmile").run(progress=False)["trust"].iloc[-1]


def by_bptk(name):
    with contextlib.redirect_stdout(io.StringIO()):
        compile_xmile(f"{name}.xmile", f"{name}_bptk.py", "py")
        return importlib.import_module(f"{name}_bptk").simulation_model().equation("trust", 6.0)


def by_simlin(name):
    return simlin.load(f"{name}.xmile").run().results["trust"].iloc[-1]


print(*(f"{package} {version(package)}" for package in ("pysd", "bptk-py", "pysimlin")))
found = {}
for number, (step, push) in enumerate([("0.1", "PULSE(10, 3)"), ("0.1", "PULSE(10, 3, 1)"), ("0.25", "PULSE(10, 2.1)")]):
    Path(f"push{number}.xmile").write_text(FILE % (step, push))
    found[push] = tuple(round(float(read(f"push{number}"))) for read in (by_pysd, by_bptk, by_simlin))
    print(f"{push} with steps of {step}: PySD {found[push][0]}, BPTK-Py {found[push][1]}, pysimlin {found[push][2]}")
assert found == {
    "PULSE(10, 3)": (10, 300, 10),
    "PULSE(10, 3, 1)": (30, 0, 30),
    "PULSE(10, 2.1)": (0, 150, 10),
}, "this changed"
PYTHON
"$work/venv/bin/python" run.py
