"""What was answered to the parts of one question where it was written stays one entry here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from solbot.coaching.imports import db
from solbot.coaching.imports.db import NewAnswer
from solbot.coaching.imports.rules import SaidAsking
from solbot.db.states import PromptState
from solbot.db.tables import Prompt
from solbot.unit_of_work import UnitOfWork

NO_READING: Final = "imported"
"""What such a prompt has in the place of a reading: none of the path's."""


async def place(
    work: UnitOfWork, member_id: int, known: dict[str, int], rows: Sequence[NewAnswer]
) -> None:
    """Let rows that answer parts of one question belong together, also with what came in before: `known` has the
    prompts by the keys of their askings, and is added to."""
    there = await db.still_there(work.session, {known[key] for key in _keys(rows) if key in known})
    for row in rows:
        asking = row.pop("asking")
        if asking is None:
            continue
        key = asking["key"]
        if known.get(key) not in there:
            known[key] = await _prompt(work, member_id, row, asking)
            there.add(known[key])
        row["prompt_id"], row["came_with"] = known[key], {**row["came_with"], "asking": key}


def _keys(rows: Sequence[NewAnswer]) -> set[str]:
    return {row["asking"]["key"] for row in rows if row["asking"]}


async def _prompt(work: UnitOfWork, member_id: int, row: NewAnswer, asking: SaidAsking) -> int:
    came = row["came_with"]
    prompt = Prompt(
        member_id=member_id,
        question_id=came.get("question", ""),
        reading_id=NO_READING,
        discipline=came.get("discipline", NO_READING),
        for_date=row["for_date"],
        state=PromptState.IMPORTED,
        parts=[
            {"ask": ask, "kind": kind, "options": [], "low": None, "high": None}
            for ask, kind in asking["asks"]
        ],
        part=len(asking["asks"]),
        from_path=False,
        created_at=row["answered_at"],
    )
    work.session.add(prompt)
    await work.session.flush()
    return prompt.id
