#!/bin/sh
# In XMILE a stock and a flow can be marked <non_negative/>: what is not there cannot flow out, and what flows one way only does
# not flow back.
#
# Expected: a purse of 5 from which 2 a month are spent is empty in the third month, and 5 have been spent then and ever after.
# Found in one file, with three readers and none of them saying a word:
# - PySD 3.14.3 keeps the purse at 0 and lets the spending go on: after six months 12 have come out of a purse of 5. The stock
#   looks right; what it feeds is wrong, and the sum of both has grown. Its documentation says that the mark is read.
# - BPTK-Py 3.2.0 lets the purse go down to -7. Its page of limitations says that it has no such stocks.
# - pysimlin 0.8.5 does that too, and lets a flow of one way run backwards, which the other two stop. Its README says that the
#   mark is dropped, with a warning, when a model is saved for Vensim; of running a model it says nothing.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pysd==3.14.3 "bptk-py[xmile]==3.2.0" pysimlin==0.8.5
cd "$work"
cat >purse.xmile <<'XML'
<?xml version="1.0" encoding="utf-8"?>
<xmile version="1.0" xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0">
  <header><vendor>example</vendor><product version="1.0">example</product><name>purse</name></header>
  <sim_specs method="Euler" time_units="Months"><start>0</start><stop>6</stop><dt>1</dt></sim_specs>
  <model>
    <variables>
      <stock name="purse"><eqn>5</eqn><outflow>spending</outflow><non_negative/></stock>
      <flow name="spending"><eqn>2</eqn><non_negative/></flow>
      <stock name="spent"><eqn>0</eqn><inflow>spending</inflow><non_negative/></stock>
      <flow name="gifts"><eqn>3 - TIME</eqn><non_negative/></flow>
      <stock name="given"><eqn>0</eqn><inflow>gifts</inflow><non_negative/></stock>
    </variables>
  </model>
</xmile>
XML
cat >run.py <<'PYTHON'
import contextlib
import io
import warnings
from importlib.metadata import version

import pysd
import simlin
from BPTK_Py.sdcompiler.compile import compile_xmile

file = "purse.xmile"
with warnings.catch_warnings(record=True) as said:
    warnings.simplefilter("always")
    model = simlin.load(file)
    by_simlin = model.run().results
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    by_pysd = pysd.read_xmile(file).run(progress=False)
    with contextlib.redirect_stdout(io.StringIO()):
        compile_xmile(file, "purse_bptk.py", "py")
        from purse_bptk import simulation_model
        by_bptk = simulation_model()
readers = {
    "PySD " + version("pysd"): lambda name: float(by_pysd[name].loc[6.0]),
    "BPTK-Py " + version("bptk-py"): lambda name: float(by_bptk.equation(name, 6.0)),
    "pysimlin " + version("pysimlin"): lambda name: float(by_simlin[name].loc[6.0]),
}
found = {}
for who, at_the_end in readers.items():
    found[who.split()[0]] = tuple(at_the_end(name) for name in ("purse", "spent", "gifts", "given"))
    print(f"{who}: in the purse, spent, gifts of the last month, given", *found[who.split()[0]])
print("what pysimlin says:", list(model.check()), [str(one.message) for one in said if "negativ" in str(one.message)])
assert found == {"PySD": (0, 12, 0, 6), "BPTK-Py": (-7, 12, 0, 6), "pysimlin": (-7, 12, -3, 3)}, "this changed"
assert not list(model.check()), "this changed"
PYTHON
"$work/venv/bin/python" run.py
