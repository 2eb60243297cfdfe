"""Deep links into the chat: what follows `?start=`. https://core.telegram.org/bots/features#deep-linking"""

from __future__ import annotations

import re

from solbot.bot.context import Turn
from solbot.programs import chat as programs
from solbot.programs.cohorts import chat as cohorts
from solbot.staff import invitations

_PAYLOAD = re.compile(r"[pci]-[A-Za-z0-9_-]{1,46}")
# With `consent:yes:` before it and `:o` after it, it fits into the 64 bytes of a button.


def known(payload: str) -> str:
    """The payload if it is one of ours by its form, else nothing: then it is a plain start."""
    return payload if _PAYLOAD.fullmatch(payload) else ""


def origin(payload: str) -> str | None:
    """What may be kept of the link somebody first came by: which program or cohort, never an invitation."""
    return known(payload) if payload.startswith(("p-", "c-")) else None


async def follow(turn: Turn, payload: str) -> bool:
    """Open what a link leads to; for members. False if it leads nowhere: then it is a plain start."""
    kind, _, rest = known(payload).partition("-")
    if kind == "p":
        return await programs.open_link(turn, rest)
    if kind == "c" and turn.member is not None and turn.member.consented_at is not None:
        await cohorts.join(turn, rest)
        return True
    if kind == "i" and turn.member is not None and turn.member.consented_at is not None:
        await invitations.accept(turn, rest)
        return True
    return False
