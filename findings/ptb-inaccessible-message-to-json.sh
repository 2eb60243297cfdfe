#!/bin/sh
# python-telegram-bot reads an update whose pinned message can't be accessed any more (date 0, as the Bot API documents
# it: https://core.telegram.org/bots/api#inaccessiblemessage), and then can't write that very update as JSON.
#
# Expected: `Update.to_json()` of an update that `Update.de_json()` has read gives JSON.
# Found with 22.8: TypeError, as the date of an InaccessibleMessage stays a datetime in `to_dict()`. Whoever stores
# updates by `to_json()` before acknowledging them fetches the same batch for ever. Storing the raw JSON avoids it.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check python-telegram-bot==22.8 httpx==0.28.1
"$work/venv/bin/python" - <<'PYTHON'
import telegram

user = {"id": 1, "is_bot": False, "first_name": "A"}
chat = {"id": 1, "type": "private", "first_name": "A"}
message = {"message_id": 5, "date": 1795424400, "chat": chat, "from": user}
pin = {"message_id": 3, "date": 0, "chat": chat}


def written(message):
    update = telegram.Update.de_json({"update_id": 1, "message": message}, None)
    try:
        return type(update.to_json()).__name__
    except TypeError as error:
        return f"TypeError: {error}"


found = {
    "version": telegram.__version__,
    "a pinned message that is there": written({**message, "pinned_message": {**message, "message_id": 3}}),
    "one that can't be accessed": written({**message, "pinned_message": pin}),
}
print(found)
assert found == {
    "version": "22.8",
    "a pinned message that is there": "str",
    "one that can't be accessed": "TypeError: Object of type datetime is not JSON serializable",
}, "this changed"
PYTHON
