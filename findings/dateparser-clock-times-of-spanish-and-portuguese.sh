#!/bin/sh
# dateparser reads dates and times as people type them, in many languages. Spanish and Portuguese write whole hours with
# an h: "hoy a las 20h", "hoje às 20h". It reads French "aujourd'hui à 20h" rightly.
#
# Expected: what it can't read is None, so that one can ask again.
# Found with 1.5.0, on a Sunday at ten: today at eight in the evening is read as yesterday at 14:00, "20h" being taken for
# twenty hours ago; "tomorrow at 9h" is tomorrow at 19:00, nine hours on; and "tomorrow at 9" is tomorrow at ten, which is the
# time now, the nine thrown away, in English too. A reminder is then set for a time nobody said. With minutes (9:00) all are
# right. That an hour alone is not read is known (https://github.com/scrapinghub/dateparser/issues/943, issues/1159).
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check dateparser==1.5.0
"$work/venv/bin/python" - <<'PYTHON'
from datetime import datetime
from importlib.metadata import version

import dateparser

sunday = datetime(2026, 11, 29, 10)
typed = {
    ("fr", "aujourd'hui à 20h"): "Sun 20:00",
    ("es", "hoy a las 20:00"): "Sun 20:00",
    ("es", "hoy a las 20h"): "Sat 14:00",
    ("pt", "hoje às 20h"): "Sat 14:00",
    ("es", "mañana a las 9:00"): "Mon 09:00",
    ("es", "mañana a las 9h"): "Mon 19:00",
    ("pt", "amanhã às 9h"): "Mon 19:00",
    ("es", "mañana a las 9"): "Mon 10:00",
    ("en", "tomorrow at 9"): "Mon 10:00",
}
found = {}
for language, text in typed:
    read = dateparser.parse(text, languages=[language], settings={"RELATIVE_BASE": sunday})
    found[language, text] = f"{read:%a %H:%M}" if read else None
print("dateparser", version("dateparser"), *found.items(), sep="\n")
assert found == typed, "this changed"
PYTHON
