#!/bin/sh
# python-telegram-bot (`Message.text_markdown_v2`) and aiogram (`Message.md_text`) write a message that somebody formatted as
# MarkdownV2, for sending it again. TDLib holds the parser that the Bot API server reads it with, and needs no account for it.
#
# Expected: what a phone lets people write can be said back as it was.
# Found with python-telegram-bot 22.8, aiogram 3.31.0 and TDLib 1.8.69:
#   - words in italics and underlined: python-telegram-bot's are refused, for it omits the separator that the Bot API
#     documents (https://core.telegram.org/bots/api#markdownv2-style);
#   - a quote with a word in italics: aiogram breaks the quote's line in two places. The separator it puts in, \r, is then
#     taken for a line's end by its own `splitlines`;
#   - a link whose address holds a closing bracket, as Wikipedia's do: aiogram's is refused, the bracket is not escaped;
#   - a collapsed quote above another quote: both are refused, for quotes need a separator too.
# A bot that copies somebody's words this way fails for that person alone, and each time. Their HTML is read back in all four.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check python-telegram-bot==22.8 httpx==0.28.1 aiogram==3.31.0 tdjson==1.8.69
"$work/venv/bin/python" - <<'PYTHON'
import json
from importlib.metadata import version

import aiogram.types
import tdjson
import telegram


def asked(**request):
    return json.loads(tdjson.td_execute(json.dumps(request).encode()))


def read(text, mode):
    """What becomes of the text: the words as they are shown, or why they are refused."""
    parsed = asked(**{"@type": "parseTextEntities", "text": text, "parse_mode": mode})
    if parsed["@type"] == "error":
        return parsed["message"].removeprefix("Can't parse entities: ")
    return asked(**{"@type": "parseMarkdown", "text": parsed})["text"]


asked(**{"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})
MARKDOWN = {"@type": "textParseModeMarkdown", "version": 2}
HTML = {"@type": "textParseModeHTML"}
url = "https://en.wikipedia.org/wiki/Calm_(song)"
messages = {
    "in italics and underlined": ("so tired", [("italic", 0, 8, {}), ("underline", 0, 8, {})]),
    "a quote with italics": ("a quiet day", [("blockquote", 0, 11, {}), ("italic", 2, 5, {})]),
    "a link to Wikipedia": ("Calm", [("text_link", 0, 4, {"url": url})]),
    "a collapsed quote and another": ("one\ntwo", [("expandable_blockquote", 0, 3, {}), ("blockquote", 4, 3, {})]),
}
found = {}
for name, (text, entities) in messages.items():
    entities = [{"type": kind, "offset": offset, "length": length, **more} for kind, offset, length, more in entities]
    raw = {"message_id": 1, "date": 1795424400, "chat": {"id": 1, "type": "private"}, "text": text, "entities": entities}
    by_ptb, by_aiogram = telegram.Message.de_json(raw, None), aiogram.types.Message.model_validate(raw)
    assert read(by_ptb.text_html, HTML) == read(by_aiogram.html_text, HTML) == text
    found[name] = (read(by_ptb.text_markdown_v2, MARKDOWN), read(by_aiogram.md_text, MARKDOWN))
print({name: version(name) for name in ("python-telegram-bot", "aiogram", "tdjson")}, *found.items(), sep="\n")
spoiler = "Can't find end of Spoiler entity at byte offset 4"
assert found == {
    "in italics and underlined": ("Can't find end of Italic entity at byte offset 13", "so tired"),
    "a quote with italics": ("a quiet day", "a \nquiet\n day"),
    "a link to Wikipedia": ("Calm", "Character ')' is reserved and must be escaped with the preceding '\\'"),
    "a collapsed quote and another": (spoiler, spoiler),
}, "this changed"
PYTHON
