#!/bin/sh
# Makes .venv hold exactly what requirements.lock names; `make setup` calls it, and so does all that needs it.
# What is half made, made by too old a Python, or has moved with its folder is made anew; a failure leaves no .venv.
set -eu
cd "$(dirname "$0")"
HERE=$(pwd -P)
PYTHON=${PYTHON:-python3}
READY=.venv/.ready # what it was made from, the folder first; not there while it is being made

recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

stop() {
  echo "$*" >&2
  exit 1
}

named() {
  found=$("$PYTHON" -c 'import sys; print(sys.version.split()[0])' 2>/dev/null) && is="is Python $found" || is="does not run here"
  for other in python3.14 python3.13 python3.12 python3.11 /path/to/python3.11; do
    recent "$other" && break
  done
  stop "solbot needs Python 3.11 or newer, and $PYTHON $is: try make setup PYTHON=$other"
}

made_from="$HERE
$(cksum requirements.lock pyproject.toml)"
found=$(cat $READY 2>/dev/null || true)
whole=no
if [ "${found%%
*}" = "$HERE" ] && recent .venv/bin/python; then
  [ "$found" != "$made_from" ] || exit 0
  whole=yes
fi
[ $whole = yes ] || recent "$PYTHON" || named
[ -w . ] || stop "Nothing can be written in $HERE: solbot is set up in its own folder."

trap 'rm -rf .venv' EXIT
trap 'exit 130' INT TERM HUP
rm -f $READY
if [ $whole = no ]; then
  rm -rf .venv
  "$PYTHON" -m venv .venv
fi
.venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
.venv/bin/python -m compileall -q solbot bot.py # also for who lets Python write no bytecode
echo "$made_from" >$READY
trap - EXIT
