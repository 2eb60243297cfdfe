#!/bin/sh
# Causal loop diagrams are drawn in DOT: an arrow's label is its sign. Where all arrows of a cluster have one sign, it is said
# once, by `edge [label="-"]` within the cluster, and holds there (https://graphviz.org/doc/info/lang.html, "Subgraphs and Clusters").
#
# Expected: a reader has the arrows and signs that Graphviz draws, here by @viz-js/viz 3.31.0, which is Graphviz 16.1.0 itself.
# Found with three readers, without a word from any of them:
# - graphlib-dot 0.6.4 (npm) takes the cluster's sign out of it: each arrow after it that has no sign of its own gets a minus, and
#   is written so. Of a loop that nobody had judged yet every arrow is a minus now. @dagrejs/graphlib-dot 1.0.2 is right.
# - ngraph.fromdot 7.1.0 (npm) knows no sign that is said once, so that the cluster's arrow has none; and of two arrows from trust
#   to talk, a plus and a minus, it keeps the last.
# - networkx 3.6.1 with pydot 4.0.1 leaves out the arrows of a cluster altogether, and the signs keep their quotes ('"+"').
# The READMEs of the first two say that they parse and load DOT, with no limits; networkx's documentation of `read_dot` says that of
# several graphs in a file the first is read, and a maintainer in https://github.com/networkx/networkx/issues/3196 that clusters
# are not made use of.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check networkx==3.6.1 pydot==4.0.1
cd "$work"
npm install --silent --no-audit --no-fund \
	@viz-js/viz@3.31.0 graphlib-dot@0.6.4 @dagrejs/graphlib-dot@1.0.2 ngraph.fromdot@7.1.0 >/dev/null
cat >loop.dot <<'DOT'
digraph loop {
  trust -> talk [label="+"];
  trust -> talk [label="-"];
  subgraph cluster_fear {
    edge [label="-"];
    silence -> talk;
  }
  fear -> silence;
  silence -> fear;
}
DOT
cat >read.cjs <<'JS'
const { readFileSync } = require("node:fs");

const text = readFileSync("loop.dot", "utf8");
const byGraphlib = (name) => {
  const graph = require(name).read(text);
  return graph.edges().map((edge) => [edge.v, edge.w, graph.edge(edge).label ?? ""]);
};
const byNgraph = () => {
  const arrows = [];
  require("ngraph.fromdot")(text).forEachLink(({ fromId, toId, data }) => {
    arrows.push([fromId, toId, data?.label ?? ""]);
  });
  return arrows;
};
const byGraphviz = async () => {
  const { objects, edges } = (await (await require("@viz-js/viz").instance()).renderJSON(text));
  return edges.map(({ tail, head, label }) => [objects[tail].name, objects[head].name, label ?? ""]);
};
byGraphviz().then((graphviz) => {
  const found = { Graphviz: graphviz, "ngraph.fromdot": byNgraph() };
  for (const name of ["graphlib-dot", "@dagrejs/graphlib-dot"]) found[name] = byGraphlib(name);
  console.log(JSON.stringify(found));
});
JS
cat >compare.py <<'PYTHON'
import json
import subprocess

import networkx

found = json.loads(subprocess.run(["node", "read.cjs"], capture_output=True, text=True, check=True).stdout)
graph = networkx.nx_pydot.read_dot("loop.dot")
found["networkx"] = [[source, target, of.get("label", "")] for source, target, of in graph.edges(data=True)]
arrows = {}
for name, read in found.items():
    arrows[name] = sorted(f"{source} -> {target} {sign}".strip() for source, target, sign in read)
    print(f"{name}: {', '.join(arrows[name])}")
drawn = ["fear -> silence", "silence -> fear", "silence -> talk -", "trust -> talk +", "trust -> talk -"]
assert arrows["Graphviz"] == arrows["@dagrejs/graphlib-dot"] == drawn
assert arrows["graphlib-dot"] == ["fear -> silence -", "silence -> fear -", *drawn[2:]], "this changed"
assert arrows["ngraph.fromdot"] == ["fear -> silence", "silence -> fear", "silence -> talk", "trust -> talk -"], "this changed"
assert arrows["networkx"] == ["fear -> silence", "silence -> fear", 'trust -> talk "+"', 'trust -> talk "-"'], "this changed"
PYTHON
"$work/venv/bin/python" compare.py
