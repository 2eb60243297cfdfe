"""What came of a step or of a practice, as an answer says it."""

from __future__ import annotations

from solbot.coaching.answers.rules import readable
from solbot.coaching.path import tries
from solbot.coaching.path.choices import Why
from solbot.coaching.visions import page as beside
from solbot.coaching.visions.rules import Outcome
from solbot.db.tables import Answer, Member, Prompt
from solbot.unit_of_work import Work


async def came_of(work: Work, member: Member, entry: Answer, prompt: Prompt) -> Outcome | None:
    """What was chosen as having come of a step, which is so on the page then, or of a practice; other words say nothing
    of either."""
    body, options = readable(entry.body), prompt.parts[0]["options"]
    if body["kind"] != "choice" or body["chosen"][0] not in options:
        return None
    if prompt.step_id is not None:
        outcome: Outcome = list(Outcome)[options.index(body["chosen"][0])]
        await beside.settle_step(work, member, prompt.step_id, outcome)
        return outcome
    if prompt.why == Why.TRY and prompt.state != "answered":
        return tries.came_of(prompt, body["chosen"][0])
    return None
