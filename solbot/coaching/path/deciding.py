"""What comes next for somebody, and why: looked at, and nothing changed by looking."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from solbot import local_time
from solbot.coaching.answers import prompts_db
from solbot.coaching.answers.before import OWN
from solbot.coaching.answers.prompts import asked_of
from solbot.coaching.own_questions import asking as own_asking
from solbot.coaching.own_questions import rules as own_rules
from solbot.coaching.own_questions.rules import Brought, Kept
from solbot.coaching.path import (
    check_ins,
    choices,
    ideas,
    ideas_db,
    occasions,
    outlook,
    prompt_builder,
    steps_db,
    tries,
    turns,
)
from solbot.coaching.path import rules as path_rules
from solbot.coaching.path.choices import UNSPOKEN_OF, Facts
from solbot.coaching.path.experiments import LATEST, NEXT_DAY
from solbot.coaching.path.ideas import Idea
from solbot.coaching.path.outlook import Outlook
from solbot.coaching.path.prompt_builder import Fit
from solbot.coaching.path.rules import NextStation
from solbot.coaching.visions import db as visions_db
from solbot.content.models import CLOSING, DISCIPLINES, FIRST_WEEK, OCCASIONS, RETURNING, Reading
from solbot.db.states import PromptReason
from solbot.db.tables import Member, Prompt, Step, Try
from solbot.db.types import is_readable
from solbot.unit_of_work import UnitOfWork

STEP: Final = "step"
"""What a question about a step is called, where others have the id of a reading."""


@dataclass(frozen=True)
class Next:
    """What comes next, why, and what follows from bringing it."""

    why: PromptReason
    reading: str
    folder: str
    ready: Prompt | None = None  # it was made ready, and never arrived
    fit: Fit | None = None  # the question, where that is known already
    found: NextStation[Reading] | None = None  # the station of the path
    idea: Idea | None = None
    vision: int | None = None
    step: Step | None = None
    taken_up: Try | None = None  # the practice to ask about
    own: int | None = None  # the id of a question of their own


async def look(work: UnitOfWork, member: Member, there: Outlook) -> Next:
    """What comes next, by the rules of `choices.py`."""
    folder = there.station.reading.folder
    found = await _taken_up(work, member, there)
    if not found:
        found = await _on_the_date(work, member, there)
        if not found or there.wishes.chosen:
            found |= await _by_wish(work, member, there)
    under_way = folder not in (FIRST_WEEK, CLOSING)
    found |= await _own(work, member, there, in_turn=under_way and not found)
    if under_way and not found:
        found |= await _by_themselves(work, member, there)
    found |= _of_the_path(there)
    facts = Facts(
        found,
        first_week=folder == FIRST_WEEK,
        closing=folder == CLOSING,
        after_own=bool(there.brought) and there.brought[-1].folder == OWN,
        returning=PromptReason.OCCASION in found
        and found[PromptReason.OCCASION].folder == RETURNING,
    )
    return found[choices.decide(facts)]


async def _taken_up(work: UnitOfWork, member: Member, there: Outlook) -> dict[PromptReason, Next]:
    """A practice that the person took up, once its day has passed."""
    found = await tries.due(work, member, there.day)
    if found is None:
        return {}
    folder = work.language_of(member).readings[found.reading_id].folder
    return {PromptReason.TRY: Next(PromptReason.TRY, found.reading_id, folder, taken_up=found)}


async def _on_the_date(
    work: UnitOfWork, member: Member, there: Outlook
) -> dict[PromptReason, Next]:
    """An occasion of the date, or what was made ready and never arrived."""
    occasion = await outlook.occasion(work, member, there)
    ready = await _ready(work, member, there, occasion)
    if ready is not None:
        kept = ready.why or PromptReason.PATH
        why = PromptReason.OCCASION if occasion else PromptReason.WAITS
        return {why: Next(kept, ready.reading_id, ready.discipline, ready=ready)}
    if occasion is None:
        return {}
    reading = await _in_turn(work, member, there, occasion)
    return {PromptReason.OCCASION: Next(PromptReason.OCCASION, reading.id, occasion)}


async def _by_wish(work: UnitOfWork, member: Member, there: Outlook) -> dict[PromptReason, Next]:
    """A step whose day has come, what came of an experiment, and what the person chose."""
    found: dict[PromptReason, Next] = {}
    first, last = there.day - LATEST - NEXT_DAY, there.day - NEXT_DAY
    step = await steps_db.due(work.session, member.id, first, last)
    if step is not None and is_readable(step.words) and not member.readings_only:
        found[PromptReason.STEP] = Next(PromptReason.STEP, STEP, STEP, step=step)
    fit = await check_ins.due(work, member, there.day, there.lately)
    if fit is not None:
        found[PromptReason.CHECK_IN] = _asking(PromptReason.CHECK_IN, fit)
    chosen = work.language_of(member).readings.get(there.wishes.chosen or "")
    if chosen is not None:
        found[PromptReason.CHOSEN] = Next(PromptReason.CHOSEN, chosen.id, chosen.folder)
    return found


async def _by_themselves(
    work: UnitOfWork, member: Member, there: Outlook
) -> dict[PromptReason, Next]:
    """What comes between two stations of the path."""
    found: dict[PromptReason, Next] = {}
    more = _more(there)
    if more is not None:
        return {PromptReason.MORE: Next(PromptReason.MORE, more.id, more.folder)}
    idea = await _idea(work, member, there)
    if idea is not None:
        folder = work.language_of(member).readings[idea.reading].folder
        return {PromptReason.RETURN: Next(PromptReason.RETURN, idea.reading, folder, idea=idea)}
    spoken_of = await _vision(work, member, there)
    if spoken_of is not None:
        vision, fit = spoken_of
        found[PromptReason.VISION] = replace(_asking(PromptReason.VISION, fit), vision=vision)
    return found


async def _own(
    work: UnitOfWork, member: Member, there: Outlook, *, in_turn: bool
) -> dict[PromptReason, Next]:
    """A question of their own, on a day of its own or `in_turn` with the path."""
    kept = await own_asking.may_come(work, member)
    if not kept:
        return {}
    brought = [
        Brought(one.for_date, one.folder == OWN, one.why == PromptReason.OWN_TURN)
        for one in there.brought
    ]
    its_day = own_rules.on_its_day(there.day, kept, brought)
    if its_day is not None:
        return {PromptReason.OWN_DAY: _asks_own(PromptReason.OWN_DAY, its_day)}
    its_turn = own_rules.in_turn(there.day, kept, brought) if in_turn else None
    return {PromptReason.OWN_TURN: _asks_own(PromptReason.OWN_TURN, its_turn)} if its_turn else {}


def _asks_own(why: PromptReason, one: Kept) -> Next:
    return Next(why, own_asking.name_of(one.id), OWN, own=one.id)


def _of_the_path(there: Outlook) -> dict[PromptReason, Next]:
    station = there.station
    by_folder = {FIRST_WEEK: PromptReason.FIRST_WEEK, CLOSING: PromptReason.CLOSING}
    why = by_folder.get(
        station.reading.folder, PromptReason.LATE if station.late else PromptReason.PATH
    )
    return {why: Next(why, station.reading.id, station.reading.folder, found=station)}


def _asking(why: PromptReason, fit: Fit) -> Next:
    return Next(why, fit.question.reading, fit.question.folder, fit=fit)


async def _in_turn(work: UnitOfWork, member: Member, there: Outlook, occasion: str) -> Reading:
    """The reading of an occasion whose turn it is."""
    last = next((one.reading_id for one in reversed(there.lately) if one.folder == occasion), None)
    last = last or await prompts_db.last_of(work.session, member.id, occasion)
    return path_rules.after_in_turn(work.language_of(member).occasions[occasion], last)


def _more(there: Outlook) -> Reading | None:
    """The next reading of a discipline that there is to be more of, if it is time for one."""
    more = there.wishes.more
    brought = [(one.folder, one.why == PromptReason.MORE) for one in there.brought]
    if not more or there.station.reading.folder in more or not turns.wants_more(brought, more):
        return None
    return turns.more_of(there.way, there.cursor, there.wishes, there.met, there.day)


async def _idea(work: UnitOfWork, member: Member, there: Outlook) -> Idea | None:
    """The idea that is due to come back, if there is room for one today."""
    days = sorted({one.for_date for one in there.brought})
    last = max(
        (one.for_date for one in there.brought if one.why == PromptReason.RETURN), default=None
    )
    today = [one.folder for one in there.brought if one.for_date == there.day]
    if not ideas.has_room(there.day, days, last) or any(one in OCCASIONS for one in today):
        return None
    readings = work.language_of(member).readings
    answered = [
        (one.reading_id, one.for_date)
        for one in there.brought
        if one.answered and one.folder in DISCIPLINES and one.why != PromptReason.RETURN
        and one.reading_id in readings and readings[one.reading_id].recall
    ]  # fmt: skip
    lately = [(id, on) for id, on in answered if there.day - on <= ideas.LATEST]
    returned = {
        one.reading_id: one.for_date
        for one in there.brought
        if one.why == PromptReason.RETURN and one.answered
    }
    wanted = {id for id, _ in lately} | returned.keys()
    known = await ideas_db.under_way(work.session, member.id, there.day, wanted)
    known = {id: ideas.standing(one, returned.get(id)) for id, one in known.items()}
    there_still = {id: one for id, one in known.items() if id in readings}
    return ideas.due(there.day, there_still, lately)


async def _vision(work: UnitOfWork, member: Member, there: Outlook) -> tuple[int, Fit] | None:
    """The vision that no question spoke of for long, and a question that does, of a reading that came before."""
    spoken = [one for one in there.lately if one.vision_id is not None]
    if any(
        there.day - one.for_date < UNSPOKEN_OF for one in spoken if one.why == PromptReason.VISION
    ):
        return None
    held = [
        one for one in await visions_db.of_member(work.session, member.id) if not one.released_at
    ]
    zone = ZoneInfo(work.zone_of(member))
    visits = {one.vision_id: one.for_date for one in spoken}
    since = {
        one.id: max(local_time.local_date(one.created_at, zone), visits.get(one.id, date.min))
        for one in held
    }
    least = min(since, key=lambda id: (since[id], id), default=None)
    if least is None or there.day - since[least] < UNSPOKEN_OF:
        return None
    return await _question_of_vision(work, member, there, least)


async def _question_of_vision(
    work: UnitOfWork, member: Member, there: Outlook, vision: int
) -> tuple[int, Fit] | None:
    language = work.language_of(member)
    times = await prompts_db.times_asked(work.session, member.id)
    met = [
        one.reading
        for one in there.way
        if one.reading.discipline
        and (there.cursor.round or not path_rules.is_ahead([one], there.cursor, one.reading.id))
        and there.day - there.met.get(one.reading.id, date.min) >= turns.REST
    ]
    questions = [
        question
        for reading in met
        for question in language.questions_of(reading.id)
        if question.speaks_of_vision and not question.check_in
    ]
    fit = await prompt_builder.first(work, member, path_rules.by_turns(questions, times))
    return (vision, fit) if fit else None


async def _ready(
    work: UnitOfWork, member: Member, there: Outlook, occasion: str | None
) -> Prompt | None:
    """The prompt that waits for what comes now. One that was begun and can't be read is passed over, and so is one
    that has nothing to ask about any more."""
    for prompt in there.waiting:
        unread = not prompt.parts and not asked_of(prompt).untouched
        if unread or timed(prompt) != occasion:
            continue
        if await is_to_ask(work, member, prompt, there.day):
            return prompt
    return None


async def is_to_ask(work: UnitOfWork, member: Member, prompt: Prompt, day: date) -> bool:
    """Whether what a prompt that waits would ask about is still there: a step that is open, a practice that is taken
    up, a question of their own that is neither erased nor paused. Who has readings alone is asked none of them."""
    if prompt.why == PromptReason.TRY:
        return await tries.stands(work, member, prompt, day)
    if prompt.step_id is None:
        return await own_asking.comes(work, member, prompt)
    is_open = await steps_db.is_open(work.session, member.id, prompt.step_id)
    return is_open and not member.readings_only


def timed(prompt: Prompt) -> str | None:
    """The occasion that a prompt belongs to, if a date decides it."""
    return prompt.discipline if prompt.discipline in occasions.TIMED else None
