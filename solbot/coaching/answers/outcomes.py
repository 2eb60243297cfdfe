"""What came of a step or of a practice, as an answer says it."""

from __future__ import annotations

from solbot.coaching.path import tries
from solbot.coaching.visions import page as vision_page
from solbot.content.answer_kinds import kind_of
from solbot.content.bodies import readable
from solbot.db.states import PromptReason, PromptState, StepOutcome
from solbot.db.tables import Answer, Member, Prompt
from solbot.unit_of_work import UnitOfWork


async def came_of(
    work: UnitOfWork, member: Member, entry: Answer, prompt: Prompt
) -> StepOutcome | None:
    """What was chosen as having come of a step, which is so on the page then, or of a practice; other words say nothing
    of either."""
    body, options = readable(entry.body), prompt.parts[0]["options"]
    chosen = kind_of(body["kind"]).chosen(body)
    if chosen not in options:
        return None
    if prompt.step_id is not None:
        outcome: StepOutcome = list(StepOutcome)[options.index(chosen)]
        await vision_page.settle_step(work, member, prompt.step_id, outcome)
        return outcome
    if prompt.why == PromptReason.TRY and prompt.state != PromptState.ANSWERED:
        return tries.came_of(prompt, chosen)
    return None
