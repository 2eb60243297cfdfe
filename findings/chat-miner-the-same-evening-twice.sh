#!/bin/sh
# chat-miner reads what chat apps export into one kind of table, for counts by day, by hour and by word. Telegram's JSON has each
# message's `date`, by the clock of whoever exported it, and `date_unixtime`; a text in which something is bold, or a tag, comes
# in pieces. WhatsApp's text file has the clock alone, and stars for bold.
#
# Expected: the same words, said at the same minute, are in the same row of both tables.
# Found with 0.6.0: Telegram's rows are in Greenwich's time, and WhatsApp's by the clock. Half past midnight in Madrid is the
# evening before in the one and not in the other, and a team in Los Angeles that met at five in the evening met after
# midnight, on the next day. Between pieces a space is put in: "unlearned" with two bold letters is two words, and a tag has
# lost its full stop, so that lines and words are counted wrongly. `date` is not read. The README shows both ways of
# counting, says that all parsers follow one pattern, and mentions no zone.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check chat-miner==0.6.0
cd "$work"
cat >telegram.json <<'JSON'
{"name": "Circle", "type": "private_group", "id": 1, "messages": [
  {"id": 1, "type": "message", "date": "2026-11-30T00:30:00", "date_unixtime": "1795995000", "from": "Ana", "from_id": "user1",
   "text": "I slept.", "text_entities": [{"type": "plain", "text": "I slept."}]},
  {"id": 2, "type": "message", "date": "2026-11-30T09:01:00", "date_unixtime": "1796025660", "from": "Ana", "from_id": "user1",
   "text": ["I ", {"type": "bold", "text": "un"}, "learned. See ", {"type": "hashtag", "text": "#loops"}, "."],
   "text_entities": []}
]}
JSON
cat >whatsapp.txt <<'TEXT'
[30.11.26, 00:30:00] Ana: I slept.
[30.11.26, 09:01:00] Ana: I *un*learned. See #loops.
TEXT
TZ=Europe/Madrid venv/bin/python - 2>said <<'PYTHON' || { cat said; exit 1; }
from importlib.metadata import version

from chatminer.chatparsers import TelegramJsonParser, WhatsAppParser

print("chat-miner", version("chat-miner"))
found = {}
for parser in (TelegramJsonParser("telegram.json"), WhatsAppParser("whatsapp.txt")):
    parser.parse_file()
    table = parser.parsed_messages.get_df(as_pandas=True).sort_values("timestamp")
    found[type(parser).__name__] = [(f"{row.timestamp:%d %b %H:%M}", row.message) for row in table.itertuples()]
print(*found.items(), sep="\n")
assert found == {
    "TelegramJsonParser": [("29 Nov 23:30", "I slept."), ("30 Nov 08:01", "I  un learned. See  #loops .")],
    "WhatsAppParser": [("30 Nov 00:30", "I slept."), ("30 Nov 09:01", "I *un*learned. See #loops.")],
}, "this changed"
PYTHON
