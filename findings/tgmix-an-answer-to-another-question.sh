#!/bin/sh
# tgmix turns Telegram Desktop's JSON of a chat into one text for a language model. "Message Stitching: Automatically combines
# messages sent by the same user in quick succession into a single, coherent entry", its README says; what one replied to, polls
# and buttons are in its entries.
#
# Expected: what was asked is in the text, and an answer stands under what it answers.
# Found with 0.9.1: what has one sender and one second is joined, and of all but the first only words, media and reactions are
# kept. A bot that asks two things in the morning sends both polls within a second: the second is gone, and "bad", which Ana
# replied to it, is a reply to the first, of how she slept. Of two replies to two people the second is one to the first person.
# The second message's buttons are gone, and that it was changed later. A second apart all are there, and so tests with those see
# nothing. "Total messages: 9 -> 6" is what the summary says, as it does where words were joined. The README has "redundant
# metadata" left out, and none of this; no thread was found.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check tgmix==0.9.1 python-toon==0.2.0
cd "$work"
mkdir together apart
cat >export.py <<'PYTHON'
import json
import sys
from datetime import datetime, timedelta, timezone

folder, gap = sys.argv[1], timedelta(seconds=int(sys.argv[2]))
NINE = datetime(2026, 11, 30, 9, tzinfo=timezone.utc)
PEOPLE = {"Bot": "user1", "Ana": "user2", "Ben": "user3"}
messages = []


def say(moment, who, text="", **more):
    messages.append({
        "id": len(messages) + 1, "type": "message", "date": f"{moment:%Y-%m-%dT%H:%M:%S}",
        "date_unixtime": str(int(moment.timestamp())), "from": who, "from_id": PEOPLE[who], "text": text,
        "text_entities": [{"type": "plain", "text": text}] if text else [], **more,
    })  # fmt: skip


def poll(question):
    answers = [{"text": text, "voters": 0, "chosen": False} for text in ("good", "bad")]
    return {"poll": {"question": question, "closed": False, "total_voters": 0, "answers": answers}}


def button(text):
    return [[{"type": "callback", "text": text, "data": text}]]


say(NINE, "Bot", **poll("How was the night?"))
say(NINE + gap, "Bot", **poll("How is your mood?"))
say(NINE + timedelta(minutes=1), "Ana", "bad", reply_to_message_id=2)
say(NINE + timedelta(minutes=2), "Ana", "What drains me?")
say(NINE + timedelta(minutes=3), "Ben", "When shall we meet?")
say(NINE + timedelta(minutes=4), "Bot", "Little sleep.", reply_to_message_id=4)
say(NINE + timedelta(minutes=4) + gap, "Bot", "On Friday.", reply_to_message_id=5)
say(NINE + timedelta(minutes=5), "Bot", "This week's idea", inline_bot_buttons=button("Read"))
changed = {"edited": "2026-11-30T12:00:00", "edited_unixtime": "1796040000"}
say(NINE + timedelta(minutes=5) + gap, "Bot", "Are you with us on Friday?", inline_bot_buttons=button("Yes"), **changed)
with open(f"{folder}/result.json", "w") as file:
    json.dump({"name": "Circle", "type": "private_group", "id": 1, "messages": messages}, file)
PYTHON
cat >compare.py <<'PYTHON'
from importlib.metadata import version

from toon import decode


def read(folder):
    with open(f"{folder}/tgmix_output.toon.txt") as file:
        messages = {message["id"]: message for message in decode(file.read())["messages"]}
    entries = []
    for message in messages.values():
        to = messages.get(message.get("reply_to_message_id"), {})
        entries.append((
            words(message), words(to), [button["text"] for button in message.get("inline_buttons", [])], "edited_time" in message,
        ))  # fmt: skip
    return entries


def words(message):
    return message.get("text") or message.get("poll", {}).get("question")


print("tgmix", version("tgmix"))
together, apart = read("together"), read("apart")
for name, entries in (("of one second", together), ("a second apart", apart)):
    print(name, *entries, sep="\n  ")
assert together == [
    ("How was the night?", None, [], False),
    ("bad", "How was the night?", [], False),
    ("What drains me?", None, [], False),
    ("When shall we meet?", None, [], False),
    ("Little sleep.\n\nOn Friday.", "What drains me?", [], False),
    ("This week's idea\n\nAre you with us on Friday?", None, ["Read"], False),
], "this changed"
assert apart == [
    ("How was the night?", None, [], False),
    ("How is your mood?", None, [], False),
    ("bad", "How is your mood?", [], False),
    ("What drains me?", None, [], False),
    ("When shall we meet?", None, [], False),
    ("Little sleep.", "What drains me?", [], False),
    ("On Friday.", "When shall we meet?", [], False),
    ("This week's idea", None, ["Read"], False),
    ("Are you with us on Friday?", None, ["Yes"], True),
], "this changed"
PYTHON
for folder in together apart; do
    gap=0
    [ $folder = together ] || gap=1
    venv/bin/python export.py $folder $gap
    venv/bin/tgmix $folder --no-mark-media 2>/dev/null | grep -- "->" | head -1
done
venv/bin/python compare.py
