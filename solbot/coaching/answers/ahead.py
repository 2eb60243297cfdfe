"""What the answers of several people will need, read at once: see bot/batches.py."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.bot.dialog import ANSWER, Waiting
from solbot.coaching.answers import db as answers_db
from solbot.coaching.answers import prompts_db
from solbot.coaching.visions import feeds
from solbot.unit_of_work import UnitOfWork


async def read_ahead(work: UnitOfWork, waiting: Mapping[int, Waiting]) -> None:
    """Read the questions that these members' words answer, and what their answers may be put beside."""
    asked = {one.data["prompt"] for one in waiting.values() if one.awaits == ANSWER}
    if len(asked) > 1:  # for one alone it would take longer
        await answers_db.reserve(work.session, len(asked))
        prompts = await prompts_db.read_ahead(work.session, asked)
        await feeds.read_ahead(work, [one for one in prompts if one.member_id in waiting])
