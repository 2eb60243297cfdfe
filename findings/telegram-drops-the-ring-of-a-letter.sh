#!/bin/sh
# TDLib, Telegram's own library, on which the Bot API server is built, cleans texts on their way to Telegram. It can be asked how
# without an account.
#
# Expected: letters arrive as they were written, whichever of Unicode's two canonical forms they are in.
# Found with TDLib 1.8.69: the combining ring (U+030A) is taken out, as are U+0333 and U+033F. "Åsa" as macOS and some notes
# apps keep it, in two code points, arrives as "Asa", "år" (year) as "ar"; é, ñ and ö come through, so that tests with those
# see nothing. U+2028, which notes apps put between lines, goes without leaving a space, and so glues two words together.
# The Bot API's documentation does not mention it. `unicodedata.normalize("NFC", text)` and a real line break avoid it.
# Others have met it while typing: https://github.com/telegramdesktop/tdesktop/issues/6362
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check tdjson==1.8.69
"$work/venv/bin/python" - <<'PYTHON'
import json
import unicodedata
from importlib.metadata import version

import tdjson


def asked(**request):
    return json.loads(tdjson.td_execute(json.dumps(request).encode()))


def cleaned(text):
    """The text as TDLib passes it on; `parseMarkdown` is one of the few ways through its cleaning without an account."""
    return asked(**{"@type": "parseMarkdown", "text": {"@type": "formattedText", "text": text, "entities": []}})["text"]


asked(**{"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})
found = {name: cleaned(unicodedata.normalize(form, name)) for form, name in (("NFC", "Åsa"), ("NFD", "Åse"), ("NFD", "José"))}
found["two\u2028lines"] = cleaned("two\u2028lines")
print("TDLib", version("tdjson"), {name: ascii(text) for name, text in found.items()})
assert found == {
    "Åsa": "Åsa",
    "Åse": "Ase",
    "José": unicodedata.normalize("NFD", "José"),
    "two\u2028lines": "twolines",
}, "this changed"
PYTHON
