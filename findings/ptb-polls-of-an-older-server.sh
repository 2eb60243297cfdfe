#!/bin/sh
# A Bot API server of one's own may be older than the library. python-telegram-bot then does not read a poll as that
# server sends it, and `get_updates` gives up the whole batch, with every other person's messages in it.
#
# Expected: fields that came with a later Bot API are absent, and the rest is read, as with all optional fields.
# Found with 22.8: TypeError for the fields that Bot API 9.6 and 10.0 added to polls and their options
# (https://core.telegram.org/bots/api-changelog); the text in the same batch is never returned, nor acknowledged.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check python-telegram-bot==22.8 httpx==0.28.1
"$work/venv/bin/python" - <<'PYTHON'
import asyncio
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import telegram

user = {"id": 1, "is_bot": False, "first_name": "A"}
chat = {"id": 1, "type": "private", "first_name": "A"}
message = {"message_id": 5, "date": 1795424400, "chat": chat, "from": user}
poll = {
    "id": "1", "question": "Tea?", "options": [{"text": "yes", "voter_count": 0}, {"text": "no", "voter_count": 0}],
    "total_voter_count": 0, "is_closed": False, "is_anonymous": True, "type": "regular", "allows_multiple_answers": False,
}
text, asked = {**message, "text": "hello"}, {**message, "message_id": 6, "poll": poll}


class Server(BaseHTTPRequestHandler):
    batch = []

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"] or 0))
        answer = json.dumps({"ok": True, "result": self.batch}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()


async def fetched(*messages):
    Server.batch = [{"update_id": number, "message": one} for number, one in enumerate(messages, 1)]
    bot = telegram.Bot("1:x", f"http://127.0.0.1:{server.server_port}/bot")
    try:
        return [update.update_id for update in await bot.get_updates()]
    except TypeError as error:
        return f"TypeError: {error}"


found = {
    "version": telegram.__version__,
    "a text": asyncio.run(fetched(text)),
    "a text and a poll of Bot API 9.5": asyncio.run(fetched(text, asked)),
}
print(found)
assert found == {
    "version": "22.8",
    "a text": [1],
    "a text and a poll of Bot API 9.5": "TypeError: `persistent_id` is a required argument since Bot API 9.6",
}, "this changed"
PYTHON
