"""Why the Bot API can't be used, in one sentence for whoever set the bot up."""

from __future__ import annotations

from urllib.parse import urlsplit

from telegram.error import BadRequest, InvalidToken, TelegramError, TimedOut

from solbot.telegram.transport import NoBotApi, NotSent

NO_SENSE = (TypeError, AttributeError, KeyError, ValueError)
"""What python-telegram-bot raises for an answer that has the Bot API's form and makes no sense."""


def is_lasting(error: Exception) -> bool:
    """Whether waiting would not help: the token, an address, or what was asked for is wrong."""
    return isinstance(error, (InvalidToken, BadRequest, NoBotApi, *NO_SENSE))


def sentence(error: Exception, api_url: str) -> str:
    """What is wrong, and what to look at; without the token, and without what an address holds of secrets."""
    where = _where(api_url)
    if isinstance(error, InvalidToken):
        return f"The Bot API at {where} does not know this SOLBOT_TOKEN."
    if isinstance(error, (NoBotApi, *NO_SENSE)):
        return f"What answers at {where} is not the Bot API: check SOLBOT_API_URL."
    if isinstance(error, NotSent):
        return f"No connection to {where}: check the network, and SOLBOT_API_URL."
    if isinstance(error, TimedOut):
        return f"No answer from {where}: check the network, and SOLBOT_API_URL."
    if isinstance(error, BadRequest):
        return f"The Bot API at {where} refuses what it was asked: {error.message}"
    if isinstance(error, TelegramError):
        return f"The Bot API at {where} fails just now ({type(error).__name__})."
    raise error


def _where(api_url: str) -> str:
    parts = urlsplit(api_url)
    host = parts.hostname or ""
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + (f":{parts.port}" if parts.port else "")
