"""Deep links into the chat: what follows `?start=`. https://core.telegram.org/bots/features#deep-linking"""

from __future__ import annotations

import re

from solbot.bot.context import Context
from solbot.bot.routes import Routes

_PAYLOAD = re.compile(r"([a-z])-[A-Za-z0-9_-]{1,46}")
# With `consent:yes:` before it and `:o` after it, it fits into the 64 bytes of a button.


def known(routes: Routes, payload: str) -> str:
    """The payload if it is one of ours by its form, else nothing: then it is a plain start."""
    form = _PAYLOAD.fullmatch(payload)
    return payload if form and form[1] in routes.links else ""


def origin(routes: Routes, payload: str) -> str | None:
    """What may be kept of the link somebody first came by: which program or cohort, never an invitation."""
    found = known(routes, payload)
    return found if found and routes.links[found[0]].origin else None


def stands_alone(routes: Routes, payload: str) -> bool:
    """Whether nothing else is to be asked of whoever it led somewhere."""
    found = known(routes, payload)
    return bool(found) and routes.links[found[0]].alone


async def follow(context: Context, payload: str) -> bool:
    """Open what a link leads to. False if it leads nowhere, or not without consent: then it is a plain start."""
    found = known(context.routes, payload)
    if not found:
        return False
    link = context.routes.links[found[0]]
    agreed = context.member is not None and context.member.consented_at is not None
    return await link.follow(context, found[2:]) if agreed or not link.consent else False
