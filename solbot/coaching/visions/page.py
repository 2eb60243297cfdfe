"""What stands beside a vision: facts of current reality, figures, steps, a drawing; and where it came from.

What came from an answer follows it: edited with it, and gone with it.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from solbot import limits, local_time
from solbot.body import Body
from solbot.coaching.answers.rules import Followed
from solbot.coaching.journal import sealed_db
from solbot.coaching.visions import db as visions_db
from solbot.coaching.visions.rules import FIGURES
from solbot.db.states import FigureKind, StepOutcome
from solbot.db.tables import Fact, Figure, Member, Revision, Step
from solbot.db.types import is_readable
from solbot.unit_of_work import UnitOfWork


async def add_fact(
    work: UnitOfWork,
    member: Member,
    vision_id: int,
    words: str,
    message_id: int | None,
    *,
    answer_id: int | None = None,
    at: datetime | None = None,
) -> int | None:
    """Something that is so today, or was at a moment; returns its id, or None when the vision is not held. Raises
    TooMany."""
    if await visions_db.get_held(work.session, member.id, vision_id) is None:
        return None
    limits.check(await visions_db.count(work.session, Fact, vision_id), limits.FACTS)
    fact = Fact(
        vision_id=vision_id,
        member_id=member.id,
        words=words,
        for_date=_day(work, member, at),
        at=at or work.now,
        message_id=message_id,
        answer_id=answer_id,
    )
    work.session.add(fact)
    await work.session.flush()
    return fact.id


async def strike_fact(work: UnitOfWork, member: Member, fact_id: int, *, struck: bool) -> bool:
    """It is no longer so; or, not `struck`, it is so after all. False when there is no such fact."""
    fact = await visions_db.find(work.session, Fact, member.id, fact_id)
    if fact is None:
        return False
    fact.struck_at = (fact.struck_at or work.now) if struck else None
    return True


async def reword_fact(
    work: UnitOfWork, member: Member, fact_id: int, words: str, message_id: int | None
) -> bool:
    """Put other words in the place of a fact's. False when there is no such fact, or it can't be read."""
    fact = await visions_db.find(work.session, Fact, member.id, fact_id)
    return _reword(work, fact, words, message_id)


async def erase_fact(work: UnitOfWork, member: Member, fact_id: int) -> bool:
    """Take a fact off the page as if it had never stood there. False when there is none."""
    return await _erase(work, await visions_db.find(work.session, Fact, member.id, fact_id))


async def note_figure(
    work: UnitOfWork,
    member: Member,
    vision_id: int,
    kind: FigureKind,
    value: int,
    *,
    answer_id: int | None = None,
    at: datetime | None = None,
) -> int | None:
    """Note a figure of today or of a moment, 0 to 10; returns its id, or None when there is no such vision.

    The same one once more on a day is the one that was noted.

    Raises:
        ValueError: the figure is off the scale.
    """
    if value not in FIGURES:
        raise ValueError("a figure goes from 0 to 10")
    if await visions_db.get(work.session, member.id, vision_id) is None:
        return None
    if answer_id is None and (there := await _noted_today(work, member, vision_id, kind, value)):
        return there
    figure = Figure(
        vision_id=vision_id,
        member_id=member.id,
        kind=kind,
        value=value,
        for_date=_day(work, member, at),
        at=at or work.now,
        answer_id=answer_id,
    )
    work.session.add(figure)
    await work.session.flush()
    return figure.id


async def erase_figure(work: UnitOfWork, member: Member, figure_id: int) -> bool:
    """Take back a figure. False when there is none."""
    return await _erase(work, await visions_db.find(work.session, Figure, member.id, figure_id))


async def add_step(
    work: UnitOfWork,
    member: Member,
    vision_id: int,
    words: str,
    message_id: int | None,
    *,
    due_on: date | None = None,
    answer_id: int | None = None,
    at: datetime | None = None,
) -> int | None:
    """A next step, meant for a local date or for none; returns its id, or None when the vision is not held. `at`: when
    it was said, if not now.

    Raises TooMany.
    """
    if await visions_db.get_held(work.session, member.id, vision_id) is None:
        return None
    limits.check(await visions_db.count(work.session, Step, vision_id), limits.STEPS)
    step = Step(
        vision_id=vision_id,
        member_id=member.id,
        words=words,
        due_on=due_on,
        at=at or work.now,
        message_id=message_id,
        answer_id=answer_id,
    )
    work.session.add(step)
    await work.session.flush()
    return step.id


async def plan_step(work: UnitOfWork, member: Member, step_id: int, due_on: date | None) -> bool:
    """Mean an open step for another date, or for none. False when there is no such step, or it is settled."""
    step = await visions_db.find(work.session, Step, member.id, step_id)
    if step is None or step.outcome is not None:
        return False
    step.due_on = due_on
    return True


async def settle_step(
    work: UnitOfWork, member: Member, step_id: int, outcome: StepOutcome | None
) -> bool:
    """Say what came of a step; None opens it again. False when there is no such step."""
    step = await visions_db.find(work.session, Step, member.id, step_id)
    if step is None:
        return False
    if step.outcome == outcome:
        return True
    step.outcome, step.settled_at = outcome, work.now if outcome is not None else None
    return True


async def learn_from_step(work: UnitOfWork, member: Member, step_id: int, words: str) -> bool:
    """Keep what a step taught, in the place of what was kept before. False when there is no such step, or what was
    kept can't be read."""
    step = await visions_db.find(work.session, Step, member.id, step_id)
    if step is None or not is_readable(step.learnt):
        return False
    work.erases()
    step.learnt = words
    return True


async def reword_step(
    work: UnitOfWork, member: Member, step_id: int, words: str, message_id: int | None
) -> bool:
    """Put other words in the place of a step's. False when there is no such step, or it can't be read."""
    step = await visions_db.find(work.session, Step, member.id, step_id)
    return _reword(work, step, words, message_id)


async def erase_step(work: UnitOfWork, member: Member, step_id: int) -> bool:
    """Take a step off the page as if it had never stood there. False when there is none."""
    return await _erase(work, await visions_db.find(work.session, Step, member.id, step_id))


async def draw(work: UnitOfWork, member: Member, vision_id: int, drawing: Body | None) -> bool:
    """Keep a drawing of a vision, as the body of a photo, in the place of an earlier one; None takes it away.

    False when the vision is not held.
    """
    vision = await visions_db.get_held(work.session, member.id, vision_id)
    if vision is None:
        return False
    work.erases()
    await sealed_db.drop_drawing(work.session, vision.id)
    vision.drawing, vision.drawn_at = drawing, work.now if drawing else None
    return True


async def follow_edit(
    work: UnitOfWork, member: Member, message_id: int, words: str
) -> Followed | None:
    """The person edited the message a fact or a step came in: it follows. None if it is none."""
    row = await visions_db.by_message(work.session, member.id, message_id)
    if row is None or not is_readable(row.words):
        return None
    if not words or row.words == words:
        return Followed.THE_SAME
    work.erases()
    row.words = words
    return Followed.CHANGED


async def follow_answer(work: UnitOfWork, answer_id: int, words: str, figure: int | None) -> bool:
    """An answer was changed: what it put on the page says the same. Whether it had put anything there.

    Where an answer is no figure any more, the one it gave goes.
    """
    worded: list[Revision | Fact | Step] = [
        *await visions_db.from_answer(work.session, Revision, answer_id),
        *await visions_db.from_answer(work.session, Fact, answer_id),
        *await visions_db.from_answer(work.session, Step, answer_id),
    ]
    for row in worded:
        row.words = words
    figures = await visions_db.from_answer(work.session, Figure, answer_id)
    for one in figures:
        if figure is None:
            await work.session.delete(one)
        else:
            one.value = figure
    return bool(worded or figures)


async def leave_with_answer(work: UnitOfWork, answer_id: int) -> bool:
    """An answer is erased: what it put on the page goes with it. Whether it had put anything there.

    A vision goes whole when the only wording it has came from that answer.
    """
    beside: list[Fact | Figure | Step] = [
        *await visions_db.from_answer(work.session, Fact, answer_id),
        *await visions_db.from_answer(work.session, Figure, answer_id),
        *await visions_db.from_answer(work.session, Step, answer_id),
    ]
    for row in beside:
        await _remove(work, row)
    wordings = await visions_db.from_answer(work.session, Revision, answer_id)
    for wording in wordings:
        await work.session.delete(wording)
        await work.session.flush()
        if not await visions_db.count(work.session, Revision, wording.vision_id):
            await visions_db.remove(work.session, wording.vision_id)
    return bool(beside or wordings)


async def _noted_today(
    work: UnitOfWork, member: Member, vision_id: int, kind: FigureKind, value: int
) -> int | None:
    there = await visions_db.noted(work.session, vision_id, kind)
    if there is None or there.answer_id is not None or there.for_date != _day(work, member):
        return None
    return there.id if there.value == value else None


def _day(work: UnitOfWork, member: Member, at: datetime | None = None) -> date:
    """The day of a moment, or of now, as the member's days begin."""
    return local_time.day_of(at or work.now, ZoneInfo(work.zone_of(member)), member.day_begins)


def _reword(work: UnitOfWork, row: Fact | Step | None, words: str, message_id: int | None) -> bool:
    if row is None or not is_readable(row.words):
        return False
    work.erases()
    row.words, row.message_id = words, message_id
    return True


async def _erase(work: UnitOfWork, row: Fact | Figure | Step | None) -> bool:
    if row is None:
        return False
    work.erases()
    await _remove(work, row)
    return True


async def _remove(work: UnitOfWork, row: Fact | Figure | Step) -> None:
    """Delete a row; what was asked about a step is kept without its words."""
    if isinstance(row, Step):
        for prompt in await visions_db.prompts_of_step(work.session, row.member_id, row.id):
            prompt.parts = [
                {**part, "ask": part.get("without", part["ask"])} for part in prompt.parts or ()
            ]
    await work.session.delete(row)
