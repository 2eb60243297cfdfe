#!/bin/sh
# Babel writes times by a language's own rules (`format_time`), and reads them (`parse_time`, which takes a locale and the same
# names of formats).
#
# Expected: what Babel wrote for a language Babel reads in that language, or refuses.
# Found with 2.19.0: `parse_time` looks for the letters "pm" and for nothing else. The afternoon of Mexico ("3:30 p.m."),
# Colombia, Korea, Taiwan and Egypt, which Babel itself wrote a line before, is read as the small hours, with no error:
# somebody who sets a reminder for half past three in the afternoon is woken at night. Spain and the USA come out right.
# https://github.com/python-babel/babel/pull/1338 mends noon and midnight, in English.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check babel==2.19.0
"$work/venv/bin/python" - <<'PYTHON'
from datetime import time
from importlib.metadata import version

from babel.dates import format_time, parse_time

found = {}
for locale in ("es_ES", "en_US", "es_MX", "es_CO", "ko_KR", "zh_TW", "ar_EG"):
    written = format_time(time(15, 30), "short", locale=locale)
    found[locale] = (written, parse_time(written, locale=locale, format="short").isoformat("minutes"))
print("Babel", version("babel"), *(f"{locale} {ascii(written)} {read}" for locale, (written, read) in found.items()), sep="\n")
assert {locale: read for locale, (_, read) in found.items()} == {
    "es_ES": "15:30",
    "en_US": "15:30",
    "es_MX": "03:30",
    "es_CO": "03:30",
    "ko_KR": "03:30",
    "zh_TW": "03:30",
    "ar_EG": "03:30",
}, "this changed"
PYTHON
