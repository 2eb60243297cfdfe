"""Deep links into the chat: what follows `?start=`. https://core.telegram.org/bots/features#deep-linking"""

from __future__ import annotations

import re

from solbot.bot.context import Context
from solbot.programs import chat as programs_chat
from solbot.programs.cohorts import chat as cohorts_chat
from solbot.staff import invitations

_PAYLOAD = re.compile(r"[pci]-[A-Za-z0-9_-]{1,46}")
# With `consent:yes:` before it and `:o` after it, it fits into the 64 bytes of a button.


def known(payload: str) -> str:
    """The payload if it is one of ours by its form, else nothing: then it is a plain start."""
    return payload if _PAYLOAD.fullmatch(payload) else ""


def origin(payload: str) -> str | None:
    """What may be kept of the link somebody first came by: which program or cohort, never an invitation."""
    return known(payload) if payload.startswith(("p-", "c-")) else None


async def follow(context: Context, payload: str) -> bool:
    """Open what a link leads to; for members. False if it leads nowhere: then it is a plain start."""
    kind, _, rest = known(payload).partition("-")
    if kind == "p":
        return await programs_chat.open_link(context, rest)
    if kind == "c" and context.member is not None and context.member.consented_at is not None:
        await cohorts_chat.join(context, rest)
        return True
    if kind == "i" and context.member is not None and context.member.consented_at is not None:
        await invitations.accept(context, rest)
        return True
    return False
