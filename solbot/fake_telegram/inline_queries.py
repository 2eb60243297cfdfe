"""Words behind the bot's name in any chat, and what the bot may answer: what Telegram checks is checked.

https://core.telegram.org/bots/api#answerinlinequery; what it refuses it names as the server of Telegram does.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from solbot.fake_telegram.calls import MOST_BYTES, Call, Refusal, bad, check_buttons

MOST_RESULTS = 50
MOST_ID = 64  # bytes
MOST_OFFSET = 64
MOST_TEXT = 4096
ASKED_FOR = 10.0  # seconds in which an answer is taken
_START = re.compile(r"[A-Za-z0-9_-]{1,64}")


def answer_inline_query(call: Call) -> Any:
    """Show what was found to who asked."""
    query = call.world.queries.get(call.text("inline_query_id"))
    if query is None or query.answer is not None or time.monotonic() - query.at > ASKED_FOR:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    results = call.values.get("results")
    if not isinstance(results, list):
        raise bad("can't parse inline query results: expected an Array")
    if len(results) > MOST_RESULTS:
        raise bad("RESULTS_TOO_MUCH")
    if len(call.text("next_offset").encode()) > MOST_OFFSET:
        raise bad("NEXT_OFFSET_INVALID")
    if call.number("cache_time", 300) < 0:
        raise bad("CACHE_TIME_INVALID")
    shown = [_article(call, one) for one in results]
    if len({one["id"] for one in shown}) < len(shown):
        raise bad("RESULT_ID_DUPLICATE")
    query.answer = {
        "results": shown,
        "next_offset": call.text("next_offset"),
        "cache_time": call.number("cache_time", 300),
        "is_personal": bool(call.values.get("is_personal")),
        "button": _button(call.values.get("button")),
    }
    told = {"type": "found", "person_id": query.person_id, "id": call.text("inline_query_id")}
    call.world.announce_of(query.person_id, {**told, "query": query.query, **query.answer})
    return True


def _article(call: Call, result: Mapping[str, Any]) -> dict[str, Any]:
    found = str(result.get("id") or "")
    if not 1 <= len(found.encode()) <= MOST_ID:
        raise bad("RESULT_ID_INVALID")
    if result.get("type") != "article":
        raise bad("RESULT_TYPE_INVALID")
    if not str(result.get("title") or "").strip():
        raise bad("ARTICLE_TITLE_EMPTY")
    content = result.get("input_message_content") or {}
    said = replace(call, values={"text": content.get("message_text"), **content})
    if len(said.text("message_text").encode()) > MOST_BYTES:
        raise bad("text is too long")
    text, entities = said.formatted("message_text", MOST_TEXT, "message")
    if not text:
        raise bad("message text is empty")
    keyboard = (result.get("reply_markup") or {}).get("inline_keyboard")
    if keyboard:
        check_buttons(keyboard)
    return {
        "id": found,
        "title": result["title"],
        "description": result.get("description") or "",
        "text": text,
        "entities": entities,
        "keyboard": keyboard,
    }


def _button(button: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if button is None:
        return None
    if not str(button.get("text") or "").strip():
        raise Refusal(400, "Bad Request: BUTTON_TEXT_INVALID")
    if not _START.fullmatch(str(button.get("start_parameter") or "")):
        raise bad("START_PARAM_INVALID")
    return dict(button)
