"""Rich HTML (Bot API 10.1) as far as a bot that lays out readings needs it: blocks, and Telegram's plain HTML in them.

What is no block of these is refused, tables, lists and media too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from solbot.fake_telegram import markup
from solbot.fake_telegram.calls import Call, bad

MOST_TEXT, MOST_BLOCKS = 32_768, 500
_BLOCK = re.compile(r"<(h[1-6]|p|footer|blockquote)>(.*?)</\1>|<hr\s*/?>", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>")
_FIELDS = ("html", "markdown", "blocks")
# How the page shows a block, which knows plain messages alone.
_SHOWN = {"h": "<b>{}</b>", "f": "<i>{}</i>", "b": "<blockquote>{}</blockquote>", "p": "{}"}


def is_rich(call: Call) -> bool:
    """Whether a call brings a rich message."""
    return call.values.get("rich_message") is not None


def read(call: Call) -> tuple[str, list[dict[str, Any]], list[dict[str, Any]]]:
    """The text of a rich message and its entities, as a plain one would have them, and its blocks. Raises Refusal."""
    given = call.values.get("rich_message")
    if not isinstance(given, dict) or sum(given.get(one) is not None for one in _FIELDS) != 1:
        raise bad("exactly one of html, markdown and blocks must be in a rich message")
    if not given.get("html"):
        raise bad("this server reads rich messages in HTML alone")
    try:
        shown = list(_shown(str(given["html"])))
        plain = [markup.parse(html)[0] for _, html in shown]
        text, entities = markup.parse("\n\n".join(html for _, html in shown))
    except markup.MarkupError as error:
        raise bad(f"can't parse rich message: {error}") from None
    if not text.strip():
        raise bad("message text is empty")
    if markup.units(text) > MOST_TEXT or len(shown) > MOST_BLOCKS:
        raise bad("RICH_MESSAGE_TOO_LONG")
    blocks = [_block(name, words) for (name, _), words in zip(shown, plain, strict=True)]
    return *markup.trimmed(text, entities), blocks


def _shown(html: str) -> Iterator[tuple[str, str]]:
    """The name of each block, and what is in it in plain HTML."""
    at = 0
    while at < len(html):
        found = _BLOCK.match(html, at)
        if found is None:
            raise markup.MarkupError(f"unsupported block at byte offset {len(html[:at].encode())}")
        name = found[1] or "hr"
        words = _BREAK.sub("\n", found[2] or "")
        yield name, "———" if name == "hr" else _SHOWN[name[0]].format(words)
        at = found.end()


def _block(name: str, words: str) -> dict[str, Any]:
    """As the Bot API shows a block; how its words look is left out."""
    if name == "hr":
        return {"type": "divider"}
    if name == "blockquote":
        return {"type": "blockquote", "blocks": [{"type": "paragraph", "text": words}]}
    if name == "footer":
        return {"type": "footer", "text": words}
    if name == "p":
        return {"type": "paragraph", "text": words}
    return {"type": "heading", "text": words, "size": int(name[1])}
