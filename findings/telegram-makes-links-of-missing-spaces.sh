#!/bin/sh
# Telegram marks web addresses in plain text as links by itself, and shows a preview of the first one.
#
# Expected: what is no address (no scheme, no www, nothing after it) stays plain words.
# Found with TDLib 1.8.69, which holds that code: a full stop without a space before a short word makes a link, where that
# word is also a country's domain: .so, .it, .my, .no, .me, .es, .la, .de. People who write in lower case and in a hurry do this
# all day. A bot that says their words back ("you wrote: …") shows them a stranger's page under their own sentence, and tells
# Telegram's preview fetcher to go there. With a capital after the stop there is no link, and so none in tidy examples.
# LinkPreviewOptions(is_disabled=True) ends the preview, not the link; a word joiner (U+2060) after the stop ends both.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check tdjson==1.8.69
"$work/venv/bin/python" - <<'PYTHON'
import json
from importlib.metadata import version

import tdjson


def asked(**request):
    return json.loads(tdjson.td_execute(json.dumps(request).encode()))


def links(text):
    entities = asked(**{"@type": "getTextEntities", "text": text})["entities"]
    return [text[one["offset"] : one["offset"] + one["length"]] for one in entities if one["type"]["@type"] == "textEntityTypeUrl"]


asked(**{"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})
texts = {
    "i was tired.so i slept": ["tired.so"],
    "a day of rest.it was good": ["rest.it"],
    "dormí mal.me fui": ["mal.me"],
    "hoy fue bien.no sé": ["bien.no"],
    "fui a ver a mamá.la abracé": ["mamá.la"],
    "i was tired.So i slept": [],
    "i was tired.then i slept": [],
    "i was tired.\u2060so i slept": [],
}
found = {text: links(text) for text in texts}
print("TDLib", version("tdjson"), *found.items(), sep="\n")
assert found == texts, "this changed"
PYTHON
