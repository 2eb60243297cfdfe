"""Erasing answers, and every quote of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

import orjson

from solbot.coaching.answers import db as answers_db
from solbot.coaching.answers import prompts, prompts_db
from solbot.coaching.visions import feeds
from solbot.db import keyring
from solbot.db.forms import KeptPart
from solbot.db.tables import Answer
from solbot.unit_of_work import UnitOfWork


async def forget_quotes(
    work: UnitOfWork, member_id: int, answers: Collection[int], since: datetime
) -> None:
    """Let nothing that was asked quote these answers any more; what can't be read just now is left alone. `since`: when
    the first of them was given."""
    wanted = set(answers)
    asked = await prompts_db.sealed_since(work.session, member_id, since)
    opened = keyring.current().open_all([parts for _, parts in asked])
    for (prompt_id, _), found in zip(asked, opened, strict=True):
        parts: list[KeptPart] = orjson.loads(found) if found else []
        quoted = {id for part in parts for id in _quoted(part) if id in wanted}
        prompt = await prompts_db.get(work.session, member_id, prompt_id) if quoted else None
        if prompt is None:
            continue
        for id in quoted:
            parts = [prompts.without(part, id) for part in parts]
        work.erases()
        prompt.parts = parts


def _quoted(part: KeptPart) -> set[int | None]:
    """The answers that a part quotes."""
    return {part.get("quotes"), part.get("then", {}).get("answer")}


async def erase(work: UnitOfWork, entries: Sequence[Answer]) -> None:
    """Erase answers of one member, with every quote of them and what came from them."""
    if not entries:
        return
    since = min(one.answered_at for one in entries)
    await forget_quotes(work, entries[0].member_id, [one.id for one in entries], since)
    for one in entries:
        if one.on_page:
            await feeds.leave(work, one)
    work.erases()
    await work.session.flush()
    await answers_db.remove_all(work.session, [one.id for one in entries])
