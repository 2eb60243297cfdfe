"""A step whose day has passed: what came of it is asked, and what is answered stands on the page of its vision."""

from __future__ import annotations

from datetime import date

from solbot.coaching.path.deciding import STEP
from solbot.coaching.path.prompt_builder import LEFT_OUT
from solbot.content.answer_kinds import Choice
from solbot.content.cutting import one_line
from solbot.content.language import Language
from solbot.db.forms import KeptPart
from solbot.db.states import PromptReason, PromptState, StepOutcome
from solbot.db.tables import Member, Prompt, Step
from solbot.limits import QUOTE
from solbot.unit_of_work import UnitOfWork


def prompt(work: UnitOfWork, member: Member, step: Step, day: date) -> Prompt:
    """The question what came of a step, ready to be asked."""
    language = work.language_of(member)
    asked = Prompt(
        member_id=member.id,
        question_id=STEP,
        reading_id=STEP,
        discipline=STEP,
        for_date=day,
        state=PromptState.WAITING,
        parts=_parts(language, step),
        part=0,
        from_path=True,
        created_at=work.now,
        vision_id=step.vision_id,
        step_id=step.id,
        why=PromptReason.STEP,
    )
    work.session.add(asked)
    return asked


def _parts(language: Language, step: Step) -> list[KeptPart]:
    """The one part; also without the words, for the day on which the step is taken off the page."""

    def ask(words: str) -> str:
        return language.toast("what_came_of_step", words=words, due=step.due_on)

    return [
        {
            "ask": ask(one_line(step.words, QUOTE)),
            "without": ask(LEFT_OUT),
            "language": language.code,
            "kind": Choice.name,
            "options": [language.button(f"step_{one}") for one in StepOutcome],
            "low": None,
            "high": None,
        }
    ]
