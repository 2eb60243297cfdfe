"""The path: what comes next for a member, an occasion or the next station, and which question it brings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from solbot import local_time
from solbot.coaching.answers import db as answers
from solbot.coaching.answers import prompts_db as rows
from solbot.coaching.answers.prompts import Asked, asked_of, today_of
from solbot.coaching.path import check_ins, occasions, quotes, wishes
from solbot.coaching.path import prompt_builder as fitting
from solbot.coaching.path import rules as journey
from solbot.coaching.path.occasions import CLOSING, FIRST_WEEK, Brought, Past
from solbot.coaching.path.prompt_builder import Fit
from solbot.coaching.path.rules import Cursor
from solbot.coaching.rhythm import db as slots
from solbot.coaching.rhythm import service as schedule
from solbot.content.language import Language
from solbot.content.models import DISCIPLINES, OCCASIONS, Question, Reading
from solbot.db.tables import Member, Prompt
from solbot.programs.alumni import service as alumni
from solbot.unit_of_work import Work

# Askings that are looked at: a quarter of a year for who is nudged most, and as costly on every later day.
REMEMBERED = 600


async def next_of_path(work: Work, member: Member, day: date) -> Asked:
    """What comes next: an occasion that is due, a prompt that is ready and never arrived, what came of an
    experiment, or the next station."""
    lately = await rows.lately(work.session, member.id, REMEMBERED)
    waiting = await rows.waiting(work.session, member.id)
    way = _way(work.language_of(member))
    occasion = await _occasion(work, member, day, lately, waiting, way)
    ready = await _ready(work, waiting, occasion)
    if ready is not None:
        await _renew(work, member, ready, lately, day)
        return asked_of(ready)
    if occasion is not None:
        there = work.language_of(member).occasions[occasion]
        last = next((one.reading_id for one in reversed(lately) if one.folder == occasion), None)
        reading = journey.after_in_turn(there, last)
        fit = await _to_bring(work, member, reading.id, lately)
    else:
        fit = await check_ins.due(work, member, day, lately) or await _ahead(
            work, member, way, lately
        )
    return asked_of(await fitting.prepare(work, member, fit, day, from_path=True))


async def _ahead(
    work: Work,
    member: Member,
    way: Sequence[journey.Station[Reading]],
    lately: Sequence[rows.Asked],
) -> Fit:
    """What the next station brings; the member is there from now on."""
    reading, moved = journey.ahead(way, _cursor(member), 1)[0]
    member.journey_place, member.journey_round = moved.place, moved.round
    return await _to_bring(work, member, reading.id, lately)


async def for_today(work: Work, member: Member) -> Asked:
    """Today's prompt: the one that came today, else what comes next."""
    day = today_of(work, member)
    there = await rows.latest_of_path(work.session, member.id, day)
    if there is not None and there.parts:
        return asked_of(there)
    return await next_of_path(work, member, day)


async def to_reflect(
    work: Work, member: Member, *, discipline: str | None = None, reading: str | None = None
) -> Asked | None:
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
    times = await rows.times_asked(work.session, member.id)
    found = await fitting.first(work, member, journey.by_turns(questions, times))
    if found is None:
        return None
    day = today_of(work, member)
    return asked_of(await fitting.prepare(work, member, found, day, from_path=False))


async def with_ways(work: Work, member: Member, asked: Asked) -> Asked:
    """The prompt with what else may be done with it: to take another depth, to read all of a reading
    that is recalled."""
    language = work.language_of(member)
    reading = language.readings.get(asked.reading_id)
    question = language.questions.get(asked.question_id)
    back = member.journey_round > 0 or (question is not None and question.check_in)
    recalling = reading is not None and bool(reading.recall) and back
    if not recalling and not _may_change(language, asked):
        return asked
    before = await rows.of_reading(work.session, member.id, asked.reading_id)
    others = await _others(work, member, asked, {question for _, question, _ in before})
    recalled = recalling and any(by_path and id < asked.id for id, _, by_path in before)
    return replace(asked, recalled=recalled, other_depth=others[0].depth if others else None)


async def change_depth(work: Work, member: Member, prompt_id: int, depth: str) -> bool:
    """Put a question of that depth in the place of the prompt's own, of which nothing was given.

    False where it cannot be: something was given, it has that depth already, or there is no such question.
    """
    prompt = await rows.get(work.session, member.id, prompt_id)
    if prompt is None or not asked_of(prompt).untouched:
        return False
    before = await rows.of_reading(work.session, member.id, prompt.reading_id)
    others = await _others(work, member, asked_of(prompt), {question for _, question, _ in before})
    found = await fitting.first(work, member, [one for one in others if one.depth == depth])
    if found is None:
        return False
    await fitting.put(work, member, prompt, found)
    return True


def _may_change(language: Language, asked: Asked) -> bool:
    """Whether the reading has questions of another depth, and nothing is given to this one."""
    now = language.questions.get(asked.question_id)
    there = language.questions_of(asked.reading_id)
    return now is not None and asked.untouched and any(one.depth != now.depth for one in there)


async def _others(
    work: Work, member: Member, asked: Asked, before: Collection[str]
) -> Sequence[Question]:
    """The reading's questions of the other depth that fit and were never asked of this member."""
    language = work.language_of(member)
    if not _may_change(language, asked):
        return ()
    there, now = language.questions_of(asked.reading_id), language.questions[asked.question_id]
    new = journey.of_other_depth(there, now, before)
    return [one for one in new if await fitting.first(work, member, [one])]


async def _occasion(
    work: Work,
    member: Member,
    day: date,
    lately: Sequence[rows.Asked],
    waiting: Sequence[Prompt],
    way: Sequence[journey.Station[Reading]],
) -> str | None:
    brought = [one for one in lately if one.from_path]
    if not brought:
        return None
    zone = ZoneInfo(work.zone_of(member))
    heard = await answers.last_at(work.session, member.id)
    past = Past(
        [Brought(one.for_date, one.folder if one.folder in OCCASIONS else None) for one in brought],
        answered=local_time.local_date(heard, zone) if heard else None,
        paused=await _has_paused(work, member),
    )
    there = work.language_of(member).occasions
    coming = [one.discipline for one in waiting if one.discipline not in occasions.TIMED]
    coming += [one.folder for one, _ in journey.ahead(way, _cursor(member), schedule.MOST_TIMES)]
    if CLOSING in coming:
        coming = coming[: max(1, len(await slots.of_member(work.session, member.id)))]
    return occasions.due(
        day,
        past,
        [one for one, readings in there.items() if readings],
        alumni=await alumni.is_alumnus(work, member.id),
        first_week=coming[0] == FIRST_WEEK,
        closing=CLOSING in coming,
    )


async def _has_paused(work: Work, member: Member) -> bool:
    """Whether a pause ended since the path last reached the member."""
    until = member.paused_until
    if until is None or until > work.now:
        return False
    last = await rows.last_brought_at(work.session, member.id)
    return last is not None and last < until


async def _ready(work: Work, waiting: Sequence[Prompt], occasion: str | None) -> Prompt | None:
    """The prompt that waits for what comes now; those of an occasion that has passed are let go. One that was begun
    and can't be read is passed over."""
    ready = None
    for prompt in waiting:
        if not prompt.parts and not asked_of(prompt).untouched:
            continue
        timed = prompt.discipline if prompt.discipline in occasions.TIMED else None
        if timed == occasion:
            ready = ready or prompt
        elif timed and prompt.message_id is None:
            await rows.remove(work.session, prompt)
    return ready


async def _renew(
    work: Work, member: Member, prompt: Prompt, lately: Sequence[rows.Asked], day: date
) -> None:
    """Word a prompt that waited anew: the language, a vision or an earlier answer may be another now."""
    prompt.for_date = day
    language = work.language_of(member)
    if not asked_of(prompt).untouched or prompt.reading_id not in language.readings:
        return
    same = language.questions.get(prompt.question_id)
    found = await fitting.first(work, member, [same]) if same else None
    found = found or await _to_bring(work, member, prompt.reading_id, lately)
    await fitting.put(work, member, prompt, found)


async def _to_bring(
    work: Work, member: Member, reading_id: str, lately: Sequence[rows.Asked]
) -> Fit:
    """The question a reading brings now."""
    times = Counter(one.question_id for one in lately if one.reading_id == reading_id)
    questions = work.language_of(member).questions_of(reading_id)
    for question in questions:
        if question.folder == occasions.WEEKLY and question.parts[0].feeds == "closeness":
            del times[question.id]  # the same question every week
    found = await quotes.choose(work, member, journey.by_turns(questions, times), times)
    if found is None:
        raise LookupError("no question of this reading fits")
    return found


def _way(language: Language) -> tuple[journey.Station[Reading], ...]:
    return journey.stations(
        language.path, DISCIPLINES, language.occasions[FIRST_WEEK], language.occasions[CLOSING]
    )


def _cursor(member: Member) -> Cursor:
    return Cursor(member.journey_place, member.journey_round, wishes.order_of(member))
