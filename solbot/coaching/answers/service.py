"""Answers: keep what a person gives, once, at once, and let them change it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from solbot.body import Body
from solbot.bot import dialog
from solbot.coaching.answers import db as answers_db
from solbot.coaching.answers import erasing, prompts, prompts_db
from solbot.coaching.answers.before import OWN, Last, last_given
from solbot.coaching.answers.outcomes import came_of
from solbot.coaching.answers.prompts import AskedPrompt
from solbot.coaching.answers.rules import Before, Followed
from solbot.coaching.path import orders
from solbot.coaching.visions import feeds
from solbot.coaching.visions.feeds import NOTHING, Fed
from solbot.content.answer_kinds import Photo, Text, kind_of, words_of
from solbot.content.bodies import UNREADABLE, came_in, readable, with_photo, with_text
from solbot.content.models import DISCIPLINES
from solbot.db.forms import CameWith
from solbot.db.states import AnswerState, PromptState, StepOutcome
from solbot.db.tables import Answer, Member, Prompt
from solbot.errors import NotFound
from solbot.unit_of_work import UnitOfWork

PIECE = 50  # entries that are read at once, where all are
NEAR = 20  # entries looked at for the one that came in several messages


@dataclass(frozen=True)
class JournalEntry:
    """One entry of the journal, with what it answers (None for a note)."""

    id: int
    body: Body
    asked: str | None
    discipline: str | None
    question_id: str | None
    prompt_id: int | None
    part: int | None
    for_date: date
    answered_at: datetime
    changed_at: datetime | None
    message_id: int | None
    hidden: bool = False  # never brought back by itself
    own: bool = False  # to a question of the member's own
    vision: int | None = None  # the one its question spoke of

    @property
    def words(self) -> str:
        """The words in it; empty for a bare voice message or photo, and for what can't be read."""
        return words_of(self.body)

    @property
    def is_readable(self) -> bool:
        """Whether what is in it could be opened."""
        return bool(self.body["kind"] != UNREADABLE)


@dataclass(frozen=True)
class GivenAnswer:
    """What giving an answer led to: the entry, the part it was kept with, and the prompt as it is now."""

    entry_id: int
    part: int
    prompt: AskedPrompt
    then: AskedPrompt | None = None  # the question that comes again, now that this is answered
    fed: Fed = NOTHING  # what of it is on the page of a vision, or may be put there
    sets: str | None = None  # the discipline that comes next now
    last: Last | None = None  # what was given to the same the time before
    came: StepOutcome | None = None  # what was chosen as having come of a step, or of a practice
    step: int | None = None  # the step it was asked about
    sent: bool = True  # it is in a message of theirs, and was not tapped

    @property
    def complete(self) -> bool:
        """Whether every part is answered."""
        return self.prompt.state == PromptState.ANSWERED

    @property
    def lacks_figure(self) -> bool:
        """Whether words were kept with a scale that has no figure yet."""
        return not self.complete and self.part == self.prompt.part


async def give(
    work: UnitOfWork,
    member: Member,
    prompt_id: int,
    body: Body,
    message_id: int | None,
    *,
    part: int | None = None,
) -> GivenAnswer:
    """Keep the answer to a part of a prompt, by default the one being asked, and go on to what is still open.

    A part that was answered before takes it as an addition. Raises NotFound for no such prompt, and for one whose
    wording can't be read.
    """
    prompt = await _prompt(work, member, prompt_id)
    entry = new_entry(work, member, body, message_id)
    put_with(entry, prompt, part)
    await answers_db.add(work.session, entry)
    return await went_on(work, member, entry, prompt)


async def _prompt(work: UnitOfWork, member: Member, prompt_id: int) -> Prompt:
    prompt = await prompts_db.get(work.session, member.id, prompt_id)
    if prompt is None or not prompt.parts:
        raise NotFound("no such prompt")
    return prompt


def put_with(entry: Answer, prompt: Prompt, part: int | None) -> None:
    """File an entry under a part of a prompt."""
    wanted = prompt.part if part is None else part
    entry.prompt_id, entry.part = prompt.id, min(wanted, len(prompt.parts) - 1)
    entry.for_date = prompt.filed_on or prompt.for_date
    entry.state, entry.dropped_at = AnswerState.KEPT, None


async def went_on(work: UnitOfWork, member: Member, entry: Answer, prompt: Prompt) -> GivenAnswer:
    """After an entry was filed: to the first part that has no answer yet; or the prompt is answered."""
    await _keep_ticked(work, member, entry, prompt)
    came = await came_of(work, member, entry, prompt)
    added = prompt.state == PromptState.ANSWERED
    if added:
        then = await prompts.answered(work, member, prompt.id, added=True)
    else:
        alone = len(prompt.parts) == 1 and _fulfils(entry, prompt)
        missing = (
            None if alone or came is StepOutcome.NOT_YET else await _first_missing(work, prompt)
        )
        then = await _go_on(work, member, prompt, missing)
    sets = orders.take(member, prompt, entry.part or 0, readable(entry.body))
    only = not added and [kind_of(part["kind"]).is_words for part in prompt.parts] == [True]
    whole = prompt.state == PromptState.ANSWERED
    fed = await feeds.take(work, member, entry, prompt, whole=whole, alone=only)
    part = entry.part or 0
    last = await last_given(work, member, entry, prompt, part)
    return GivenAnswer(
        *(entry.id, part, prompts.asked_of(prompt), then, fed, sets, last),
        came=came,
        step=prompt.step_id,
        sent=entry.message_id is not None,
    )


async def _keep_ticked(work: UnitOfWork, member: Member, entry: Answer, prompt: Prompt) -> None:
    """What is ticked of several options is kept with what is given besides: among the options of that, where it is
    some of the same, else in an entry of its own."""
    part = (prompt.parts or [])[entry.part or 0]
    kind, options = kind_of(part["kind"]), part["options"]
    ticked, given = prompt.chosen, readable(entry.body)
    if not ticked or not kind.several or entry.part != prompt.part:
        return
    prompt.chosen = None
    if given["kind"] == kind.name and set(given["chosen"]) <= set(options):
        entry.body = kind.tapped(options, [*ticked, *map(options.index, given["chosen"])])
        return
    beside = new_entry(work, member, kind.tapped(options, ticked), None)
    put_with(beside, prompt, entry.part)
    await answers_db.add(work.session, beside)


async def _go_on(
    work: UnitOfWork, member: Member, prompt: Prompt, missing: int | None
) -> AskedPrompt | None:
    prompt.asked_at = prompt.asked_at or work.now
    if missing != prompt.part:
        prompt.chosen = None
    if missing is not None:
        prompt.part, prompt.state = missing, PromptState.OPEN
        await prompts.expect_answer(work, member, prompt.id, keep=True)
        return None
    prompt.part, prompt.state = len(prompt.parts), PromptState.ANSWERED
    return await prompts.answered(work, member, prompt.id)


async def leave_rest(work: UnitOfWork, member: Member, prompt_id: int) -> bool:
    """Let a prompt be answered with what was given of it. False where nothing was, or it is answered already."""
    prompt = await prompts_db.get(work.session, member.id, prompt_id)
    if (
        prompt is None
        or not prompt.parts
        or prompt.state == PromptState.ANSWERED
        or prompt.part == 0
    ):
        return False
    await _go_on(work, member, prompt, None)
    return True


async def _first_missing(work: UnitOfWork, prompt: Prompt) -> int | None:
    entries = await answers_db.of_prompt(work.session, prompt.id)
    given = {one.part for one in entries if _fulfils(one, prompt)}
    return next((at for at in range(len(prompt.parts)) if at not in given), None)


def _fulfils(entry: Answer, prompt: Prompt) -> bool:
    """Whether an entry is all that its part of a prompt asks for."""
    return kind_of(prompt.parts[entry.part or 0]["kind"]).fulfilled_by(readable(entry.body))


async def reopen(work: UnitOfWork, member: Member, prompt_id: int | None) -> None:
    """Something was taken from a prompt: it asks what is missing now, of the newest one at once."""
    if prompt_id is None:
        return
    prompt = await prompts_db.get(work.session, member.id, prompt_id)
    if (
        prompt is None
        or not prompt.parts
        or prompt.state in (PromptState.SKIPPED, PromptState.IMPORTED)
    ):
        return
    missing = await _first_missing(work, prompt)
    if missing is None:
        return
    prompt.part, prompt.state = missing, PromptState.OPEN
    newest = await prompts_db.latest(work.session, member.id)
    waiting = await dialog.current(work, member.id)
    if waiting.awaits is None and newest is not None and newest.id == prompt_id:
        await prompts.expect_answer(work, member, prompt_id)


async def drop(work: UnitOfWork, member: Member, entry_id: int) -> list[Before] | None:
    """Take words out of the journal; for a while that can be undone. None if they are gone."""
    entry = await answers_db.get(work.session, member.id, entry_id)
    if entry is None or entry.state == AnswerState.DROPPED:
        return None
    before = as_it_was(entry)
    entry.state, entry.dropped_at = AnswerState.DROPPED, work.now
    await work.session.flush()
    await erasing.forget_quotes(work, member.id, [entry.id], entry.answered_at)
    await reopen(work, member, before.prompt)
    return [before]


async def add_text(
    work: UnitOfWork, member: Member, entry_id: int, message: int, text: str
) -> bool:
    """Words that go on in another message, because the app cut them. False if the entry is gone."""
    entry = await answers_db.get(work.session, member.id, entry_id)
    if entry is None or readable(entry.body)["kind"] != Text.name:
        return False
    entry.body = with_text(entry.body, entry.message_id, message, text)
    await feeds.follow(work, entry)
    return True


async def add_photo(
    work: UnitOfWork,
    member: Member,
    entry_id: int,
    message: int,
    file_id: str,
    caption: str,
    unique_id: str | None,
) -> bool:
    """One more picture of an album. False if the entry is gone."""
    entry = await answers_db.get(work.session, member.id, entry_id)
    if entry is None or readable(entry.body)["kind"] != Photo.name:
        return False
    entry.body = with_photo(entry.body, message, file_id, caption, unique_id)
    return True


async def correct(
    work: UnitOfWork, member: Member, entry_id: int, body: Body, message_id: int
) -> Followed | None:
    """Replace what an entry says; what it said is kept with it. None if there is no such entry, or it can't be read:
    then it stays as it is."""
    entry = await answers_db.get(work.session, member.id, entry_id)
    if entry is None or not entry.body or entry.state == AnswerState.DROPPED:
        return None
    work.erases()
    await answers_db.keep_wording(work.session, entry, work.now)
    entry.body, entry.changed_at, entry.message_id = body, work.now, message_id
    return await feeds.follow(work, entry)


async def put_beside(
    work: UnitOfWork, member: Member, entry_id: int, body: Body, message_id: int | None
) -> int | None:
    """Keep something under the same part of a question as an entry, which stays as it is, and so does the question;
    returns its id. None where that entry answers none."""
    found = await answers_db.get(work.session, member.id, entry_id)
    if found is None or found.prompt_id is None:
        return None
    prompt = await _prompt(work, member, found.prompt_id)
    entry = new_entry(work, member, body, message_id)
    put_with(entry, prompt, found.part)
    await answers_db.add(work.session, entry)
    return entry.id


async def edited(work: UnitOfWork, member: Member, message_id: int) -> JournalEntry | None:
    """The entry that came in this message of the person's, or in several of which it is one; or None."""
    for entry in await answers_db.before_message(work.session, member.id, message_id, NEAR):
        if came_in(readable(entry.body), entry.message_id, message_id):
            return await find(work, member, entry.id)
    return None


async def follow_edit(work: UnitOfWork, member: Member, entry_id: int, body: Body) -> Followed:
    """The person edited the message an entry came in: the entry follows, if it can be read."""
    entry = await answers_db.get(work.session, member.id, entry_id)
    if entry is None or not entry.body or entry.body == body:
        return Followed.THE_SAME
    work.erases()
    await answers_db.keep_wording(work.session, entry, work.now)
    entry.body, entry.changed_at = body, work.now
    return await feeds.follow(work, entry)


async def find(work: UnitOfWork, member: Member, entry_id: int) -> JournalEntry | None:
    """One entry of this member's, or None."""
    entry = await answers_db.get(work.session, member.id, entry_id)
    if entry is None or entry.state == AnswerState.DROPPED:
        return None
    prompt = (
        await prompts_db.get(work.session, member.id, entry.prompt_id) if entry.prompt_id else None
    )
    return view_of(entry, prompt)


async def part_of(work: UnitOfWork, member: Member, entry_id: int) -> prompts.PromptPart | None:
    """The part of a question an entry answers, to read a correction the same way; None for notes."""
    entry = await answers_db.get(work.session, member.id, entry_id)
    if entry is None or entry.prompt_id is None or entry.part is None:
        return None
    asked = await prompts.find(work, member, entry.prompt_id)
    return asked.parts[entry.part] if asked else None


async def everything(
    work: UnitOfWork, member: Member, state: AnswerState = AnswerState.KEPT
) -> list[JournalEntry]:
    """Every entry in that state, in the order of the journal. Read in pieces, so that others are served meanwhile."""
    found: list[JournalEntry] = []
    last = 0
    while rows := await answers_db.after(work.session, member.id, state, last, PIECE):
        found += [view_of(entry, prompt) for entry, prompt in rows]
        last = rows[-1][0].id
    return sorted(found, key=lambda one: (one.for_date, one.answered_at, one.id))


def new_entry(
    work: UnitOfWork,
    member: Member,
    body: Body,
    message_id: int | None,
    *,
    state: AnswerState = AnswerState.KEPT,
) -> Answer:
    """A new entry, dated by the member's own day; it is in the journal once `answers_db.add` wrote it."""
    return Answer(
        member_id=member.id,
        body=body,
        state=state,
        for_date=prompts.today_of(work, member),
        answered_at=work.now,
        message_id=message_id,
        hidden=False,
    )


def as_it_was(entry: Answer) -> Before:
    """Where an entry is, so that it can be put back there."""
    return Before(entry.id, entry.state, entry.prompt_id, entry.part, entry.for_date.isoformat())


def view_of(entry: Answer, prompt: Prompt | None) -> JournalEntry:
    """An answer as the journal shows it, with what it answers."""
    # What came in says itself what it answered where it was written.
    came: CameWith = (entry.came_with or {}) if prompt is None else {}
    discipline = prompt.discipline if prompt else came.get("discipline")
    return JournalEntry(
        id=entry.id,
        body=readable(entry.body),
        asked=prompt.parts[entry.part or 0]["ask"]
        if prompt and prompt.parts
        else came.get("asked"),
        discipline=discipline if discipline in DISCIPLINES else None,
        question_id=prompt.question_id if prompt else came.get("question"),
        prompt_id=entry.prompt_id,
        part=entry.part,
        for_date=entry.for_date,
        answered_at=entry.answered_at,
        changed_at=entry.changed_at,
        message_id=entry.message_id,
        hidden=entry.hidden,
        own=prompt is not None and prompt.discipline == OWN,
        vision=prompt.vision_id if prompt else None,
    )
