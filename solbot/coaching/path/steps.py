"""A step whose day has passed: what came of it is asked, and what is answered stands on the page of its vision."""

from __future__ import annotations

from datetime import date
from typing import Any

from solbot.coaching.path.choices import Why
from solbot.coaching.path.deciding import STEP
from solbot.content.cutting import one_line
from solbot.content.language import Language
from solbot.db.tables import Member, Prompt, Step
from solbot.limits import QUOTE
from solbot.unit_of_work import Work

OUTCOMES = ("step_done", "step_partly", "step_not_yet", "step_let_go")
"""The buttons, in the order of visions' `Outcome`."""


def prompt(work: Work, member: Member, step: Step, day: date) -> Prompt:
    """The question what came of a step, ready to be asked."""
    language = work.language_of(member)
    asked = Prompt(
        member_id=member.id,
        question_id=STEP,
        reading_id=STEP,
        discipline=STEP,
        for_date=day,
        state="waiting",
        parts=_parts(language, step),
        part=0,
        from_path=True,
        created_at=work.now,
        vision_id=step.vision_id,
        step_id=step.id,
        why=Why.STEP.value,
    )
    work.session.add(asked)
    return asked


def _parts(language: Language, step: Step) -> list[dict[str, Any]]:
    ask = language.toast("what_came_of_step", words=one_line(step.words, QUOTE), due=step.due_on)
    options = [language.button(one) for one in OUTCOMES]
    part = {"language": language.code, "low": None, "high": None}
    return [part | {"ask": ask, "kind": "choice", "options": options}]
