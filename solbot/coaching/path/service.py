"""The path: what comes next for a member, an occasion or the next station, and which question it brings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from solbot.coaching.answers import prompts_db
from solbot.coaching.answers.before import OWN
from solbot.coaching.answers.prompts import AskedPrompt, asked_of, today_of
from solbot.coaching.own_questions import asking as own_asking
from solbot.coaching.path import (
    deciding,
    ideas,
    ideas_db,
    outlook,
    prompt_builder,
    quotes,
    steps,
    tries,
    turns,
)
from solbot.coaching.path import rules as path_rules
from solbot.coaching.path.deciding import Next
from solbot.coaching.path.ideas import Idea
from solbot.coaching.path.lengths import CYCLE, chosen, is_short
from solbot.coaching.path.outlook import Outlook
from solbot.coaching.path.prompt_builder import Fit
from solbot.coaching.path.wishes import Wishes
from solbot.content.language import Language
from solbot.content.models import FIRST_WEEK, WEEKLY, Question, Reading
from solbot.db.states import PromptReason, PromptState, ReadingLength
from solbot.db.tables import Member, Prompt
from solbot.errors import NotFound
from solbot.unit_of_work import UnitOfWork


async def next_of_path(work: UnitOfWork, member: Member, day: date) -> AskedPrompt:
    """Bring what comes next: see `deciding.py`."""
    there = await outlook.of(work, member, day)
    coming = await deciding.look(work, member, there)
    await _let_go(work, member, there, coming)
    if coming.ready is not None:
        await _renew(work, member, coming.ready, there, coming.why)
        return asked_of(coming.ready)
    member.wishes = _moved(member, there, coming).kept()
    own = None
    if coming.own is not None:
        own = await own_asking.prepare(work, member, coming.own, day, coming.why)
    if own is not None:
        prompt = own
    elif coming.step is not None:
        prompt = steps.prompt(work, member, coming.step, day)
    elif coming.taken_up is not None:
        prompt = tries.prompt(work, member, coming.taken_up, day)
    else:
        fit = coming.fit or await _to_bring(work, member, coming.reading, new=bool(coming.idea))
        short = await _is_short(work, member, fit.question, there, coming.why)
        prompt = await prompt_builder.prepare(
            work, member, fit, day, from_path=True, why=coming.why, short=short
        )
        prompt.vision_id = coming.vision or prompt.vision_id
    if coming.idea is not None:
        await ideas_db.put(work.session, member.id, ideas.brought(coming.idea))
    await work.session.flush()
    return asked_of(prompt)


async def is_still_to_come(work: UnitOfWork, member: Member, prompt_id: int) -> bool:
    """Whether a prompt that was made ready is there, and nothing that it asks about went since, unless it is answered
    already."""
    prompt = await prompts_db.get(work.session, member.id, prompt_id)
    if prompt is None:
        return False
    today = today_of(work, member)
    return prompt.state == PromptState.ANSWERED or await deciding.is_to_ask(
        work, member, prompt, today
    )


async def coming(work: UnitOfWork, member: Member) -> Next:
    """What comes next, as it looks now; nothing moves."""
    there = await outlook.of(work, member, today_of(work, member))
    return await deciding.look(work, member, there)


async def is_in_first_week(work: UnitOfWork, member: Member) -> bool:
    """Whether the next station of the path is one of the first week."""
    there = await outlook.of(work, member, today_of(work, member))
    return there.station.reading.folder == FIRST_WEEK


async def others(work: UnitOfWork, member: Member, but: Next) -> list[Reading]:
    """Readings that may come in its place."""
    there = await outlook.of(work, member, today_of(work, member))
    read = await prompts_db.times_read(work.session, member.id)
    times = {id: count for id, (count, _) in read.items()}
    met = {id: on for id, (_, on) in read.items()}
    return turns.others(there.way, but.reading, but.folder, times, met, there.day)


def wishes_of(member: Member) -> Wishes:
    """What a member asked for."""
    return Wishes.of(member.wishes)


def choose(member: Member, reading_id: str | None) -> None:
    """Let a reading come next; None: what comes by itself."""
    member.wishes = replace(Wishes.of(member.wishes), chosen=reading_id).kept()


def lean(member: Member, discipline: str, how: str) -> None:
    """Let more of a discipline come, less of it, or as much as before."""
    member.wishes = Wishes.of(member.wishes).leaning(discipline, how).kept()


async def keep_idea(work: UnitOfWork, member: Member, prompt_id: int) -> date | None:
    """Let the idea that a prompt brought back go on to its next gap. Returns when it comes again; None: not by itself.

    Raises NotFound where the prompt brought none.
    """
    idea = await _idea_of(work, member, prompt_id)
    if idea.due_on is None or idea.faded:
        idea = ideas.kept(idea, today_of(work, member))
        await ideas_db.put(work.session, member.id, idea)
    return idea.due_on


async def fade_idea(work: UnitOfWork, member: Member, prompt_id: int) -> None:
    """Let the idea that a prompt brought back come no more. Raises NotFound where the prompt brought none."""
    idea = await _idea_of(work, member, prompt_id)
    await ideas_db.put(work.session, member.id, ideas.faded(idea))


async def _idea_of(work: UnitOfWork, member: Member, prompt_id: int) -> Idea:
    prompt = await prompts_db.get(work.session, member.id, prompt_id)
    brought = prompt is not None and prompt.why == PromptReason.RETURN
    idea = (
        await ideas_db.get(work.session, member.id, prompt.reading_id)
        if prompt and brought
        else None
    )
    if idea is None:
        raise NotFound("no idea came back with this")
    return idea


async def came_before(work: UnitOfWork, member: Member, asked: AskedPrompt) -> date | None:
    """The local date that the reading of a prompt came for before, if it did."""
    return await prompts_db.last_date(work.session, member.id, asked.reading_id, asked.id)


async def _let_go(work: UnitOfWork, member: Member, there: Outlook, coming: Next) -> None:
    """Prompts of an occasion that has passed, or about what is settled or gone, are let go before anybody saw them."""
    now = coming.folder if coming.why is PromptReason.OCCASION else None
    for prompt in there.waiting:
        passed = deciding.timed(prompt) not in (None, now) or not await deciding.is_to_ask(
            work, member, prompt, there.day
        )
        if passed and prompt.message_id is None and prompt is not coming.ready:
            await own_asking.let_go(work, member, prompt)


def _moved(member: Member, there: Outlook, coming: Next) -> Wishes:
    """The member is where they are once this is brought."""
    if coming.found is not None:
        moved = coming.found.cursor
        member.journey_place, member.journey_round = moved.place, moved.round
        return coming.found.wishes
    if coming.why in (PromptReason.CHOSEN, PromptReason.MORE):
        ahead = path_rules.is_ahead(there.way, there.cursor, coming.reading)
        return there.wishes.after(coming.reading, ahead=ahead)
    return there.wishes


async def for_today(work: UnitOfWork, member: Member) -> AskedPrompt:
    """Today's prompt: the one that came today, else what comes next."""
    day = today_of(work, member)
    there = await prompts_db.latest_of_path(work.session, member.id, day)
    if there is not None and there.parts:
        return asked_of(there)
    return await next_of_path(work, member, day)


async def to_reflect(
    work: UnitOfWork, member: Member, *, discipline: str | None = None, reading: str | None = None
) -> AskedPrompt | None:
    """A question beyond the path: of a reading, a discipline, or any; the least asked first."""
    language = work.language_of(member)
    if reading is not None:
        wanted: Iterable[str] = (reading,)
    else:
        wanted = (one.id for one in language.path if discipline in (None, one.discipline))
    # What came of an experiment is asked on its own day.
    questions = [
        question
        for one in wanted
        for question in language.questions_of(one)
        if not question.check_in
    ]
    times = await prompts_db.times_asked(work.session, member.id)
    found = await prompt_builder.first(work, member, path_rules.by_turns(questions, times))
    if found is None:
        return None
    day = today_of(work, member)
    return asked_of(
        await prompt_builder.prepare(
            work, member, found, day, from_path=False, why=PromptReason.ASKED
        )
    )


async def with_ways(work: UnitOfWork, member: Member, asked: AskedPrompt) -> AskedPrompt:
    """The prompt with what else may be done with it: to take another depth, or the practice of its reading; and, of an
    idea that came back, the line that recalls it."""
    can_try = tries.can_take_up(work.language_of(member), member, asked)
    asked = replace(asked, can_try=can_try)
    returned = asked.why == PromptReason.RETURN
    if not returned and not _may_change(work.language_of(member), asked):
        return asked
    before = await prompts_db.of_reading(work.session, member.id, asked.reading_id)
    others = await _others(work, member, asked, {one.question_id for one in before})
    came = sum(one.from_path and one.id < asked.id for one in before)
    return replace(
        asked,
        other_depth=others[0].depth if others else None,
        line=came - 1 if came and returned else None,
    )


def choose_length(member: Member, length: ReadingLength) -> None:
    """How much of a reading comes from now on."""
    member.reading_length = length


async def change_depth(work: UnitOfWork, member: Member, prompt_id: int, depth: str) -> bool:
    """Put a question of that depth in the place of the prompt's own, of which nothing was given.

    False where it cannot be: something was given, it has that depth already, or there is no such question.
    """
    prompt = await prompts_db.get(work.session, member.id, prompt_id)
    if prompt is None or not asked_of(prompt).untouched:
        return False
    before = await prompts_db.of_reading(work.session, member.id, prompt.reading_id)
    others = await _others(work, member, asked_of(prompt), {one.question_id for one in before})
    found = await prompt_builder.first(work, member, [one for one in others if one.depth == depth])
    if found is None:
        return False
    await prompt_builder.put(work, member, prompt, found)
    return True


def _may_change(language: Language, asked: AskedPrompt) -> bool:
    """Whether the reading has questions of another depth, and nothing is given to this one."""
    now = language.questions.get(asked.question_id)
    there = language.questions_of(asked.reading_id)
    return now is not None and asked.untouched and any(one.depth != now.depth for one in there)


async def _others(
    work: UnitOfWork, member: Member, asked: AskedPrompt, before: Collection[str]
) -> Sequence[Question]:
    """The reading's questions of the other depth that fit and were never asked of this member."""
    language = work.language_of(member)
    if not _may_change(language, asked):
        return ()
    there, now = language.questions_of(asked.reading_id), language.questions[asked.question_id]
    new = path_rules.of_other_depth(there, now, before)
    return [fit.question async for fit in prompt_builder.those_that_fit(work, member, new)]


async def _renew(
    work: UnitOfWork, member: Member, prompt: Prompt, there: Outlook, why: PromptReason
) -> None:
    """Word a prompt that waited anew: the language, a vision or an earlier answer may be another now."""
    prompt.for_date = there.day
    if prompt.discipline == OWN:
        await own_asking.renew(work, member, prompt)
        return
    language = work.language_of(member)
    if not asked_of(prompt).untouched or prompt.reading_id not in language.readings:
        return
    if prompt.why == PromptReason.TRY:
        await tries.renew(work, member, prompt)
        return
    same = language.questions.get(prompt.question_id)
    found = await prompt_builder.first(work, member, [same]) if same else None
    found = found or await _to_bring(work, member, prompt.reading_id)
    await prompt_builder.put(work, member, prompt, found)
    prompt.short = await _is_short(work, member, found.question, there, why)


async def _is_short(
    work: UnitOfWork, member: Member, question: Question, there: Outlook, why: PromptReason
) -> bool:
    """Whether two lines of a question's reading come with it. What came of an experiment, and an idea that comes back,
    are always asked so; who has readings alone is brought the whole of them."""
    reading = work.language_of(member).readings[question.reading]
    if not reading.recall or member.readings_only:
        return False
    if question.check_in or why is PromptReason.RETURN:
        return True
    before = await prompts_db.of_reading(work.session, member.id, reading.id)
    return is_short(
        chosen(member.reading_length),
        [one.short for one in there.brought[1 - CYCLE :]],
        introduces=reading.place == 0,
        known=any(one.from_path and not one.short for one in before),
    )


async def _to_bring(work: UnitOfWork, member: Member, reading_id: str, *, new: bool = False) -> Fit:
    """The question a reading brings now: the one asked least often, a short one first. `new`: none that asks what
    came of an experiment."""
    asked = await prompts_db.of_reading(work.session, member.id, reading_id)
    times = Counter(one.question_id for one in asked)
    questions: Sequence[Question] = work.language_of(member).questions_of(reading_id)
    if new:
        questions = [one for one in questions if not one.check_in]
    for question in questions:
        if question.folder == WEEKLY and question.parts[0].feeds == "closeness":
            del times[question.id]  # the same question every week
    found = await quotes.choose(work, member, path_rules.short_first(questions, times), times)
    if found is None:
        raise LookupError("no question of this reading fits")
    return found
