"""What an answer is for on the page of a vision: a figure is put there at once, words when the person says so.

What was put there, or was to stay in the journal alone, is noted with the answer, so that it is asked once.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from solbot import local_time
from solbot.coaching.answers import db as answers_db
from solbot.coaching.answers import prompts_db
from solbot.coaching.answers.meant import meant_for
from solbot.coaching.answers.rules import Followed
from solbot.coaching.visions import db as visions_db
from solbot.coaching.visions import page as vision_page
from solbot.coaching.visions import service as visions
from solbot.coaching.visions.rules import PageOffer, WordingChange, offered_as
from solbot.content.answer_kinds import bare_words, kind_of, words_of
from solbot.content.bodies import readable
from solbot.content.lengths import units
from solbot.db.states import AnswerState, FigureKind, RevisionKind
from solbot.db.tables import Answer, Fact, Figure, Member, Prompt, Revision, Step
from solbot.limits import VISION
from solbot.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Fed:
    """What became of an answer on the page: whether it is there as a figure, which words may be put there."""

    figure: bool = False
    offer: PageOffer | None = None
    too_long: bool = False  # there are words for the page, and more of them than it has room for


NOTHING = Fed()


@dataclass(frozen=True)
class Put:
    """What was put on the page, and beside which vision."""

    what: str
    vision: int
    due_on: date | None = None


async def take(
    work: UnitOfWork,
    member: Member,
    entry: Answer,
    prompt: Prompt,
    *,
    whole: bool,
    alone: bool,
) -> Fed:
    """An answer was kept with a prompt: its figure goes to the page; once the `whole` prompt has its answers, words
    are offered for it. `alone`: it is the only one the prompt has."""
    if not any(_fed_by(work, prompt, part) for part in range(len(prompt.parts or ()))):
        return NOTHING
    # Nothing that is read here was changed in this transaction and not written yet.
    with work.session.no_autoflush:
        figure = await put_figure(work, member, entry, prompt, await _held(work, member, prompt))
    if not whole:
        return Fed(figure)
    entries = [entry] if alone else await answers_db.of_prompt(work.session, prompt.id)
    with work.session.no_autoflush:
        offer = await _first_offer(work, member, prompt, entries)
    return Fed(figure, offer, offer is None and _is_too_long(work, entry, prompt))


async def read_ahead(work: UnitOfWork, prompts: Sequence[Prompt]) -> None:
    """Read at once which visions those have whose answers to these prompts may go to a page."""
    members = {
        prompt.member_id
        for prompt in prompts
        if any(_fed_by(work, prompt, part) for part in range(len(prompt.parts or ())))
    }
    if members:
        await visions_db.read_held_ahead(work.session, members)


async def pending(work: UnitOfWork, member: Member, prompt: Prompt) -> PageOffer | None:
    """The first words of a prompt's answers that are for the page, and of which nothing was said yet."""
    entries = await answers_db.of_prompt(work.session, prompt.id)
    return await _first_offer(work, member, prompt, entries)


async def _first_offer(
    work: UnitOfWork, member: Member, prompt: Prompt, entries: Sequence[Answer]
) -> PageOffer | None:
    held = await visions.held(work, member)
    for entry in sorted(entries, key=_in_order):
        offer = offered(work, entry, prompt, held)
        if offer is not None:
            return offer
    return None


async def offer_of(work: UnitOfWork, member: Member, entry_id: int) -> PageOffer | None:
    """What an answer can be put on the page as; None where that is gone."""
    entry = await answers_db.get(work.session, member.id, entry_id)
    prompt = await _prompt_of(work, member, entry)
    if entry is None or entry.state != AnswerState.KEPT or prompt is None:
        return None
    return offered(work, entry, prompt, await visions.held(work, member), again=True)


async def next_offer(work: UnitOfWork, member: Member, entry_id: int) -> PageOffer | None:
    """What else of the same prompt may be put on the page."""
    prompt = await _prompt_of(work, member, await answers_db.get(work.session, member.id, entry_id))
    return await pending(work, member, prompt) if prompt is not None else None


async def pending_of(work: UnitOfWork, member: Member, prompt_id: int) -> PageOffer | None:
    """The first words for the page among what was given to a prompt."""
    prompt = await prompts_db.get(work.session, member.id, prompt_id)
    return await pending(work, member, prompt) if prompt is not None else None


async def decline(work: UnitOfWork, member: Member, entry_id: int) -> bool:
    """Only in the journal. False where it is on the page, or gone."""
    entry = await answers_db.get(work.session, member.id, entry_id)
    if entry is None or entry.on_page:
        return False
    entry.on_page = False
    return True


async def is_on_page(work: UnitOfWork, member: Member, entry_id: int) -> bool:
    """Whether something of an answer stands on the page."""
    entry = await answers_db.get(work.session, member.id, entry_id)
    return entry is not None and bool(entry.on_page)


async def put(
    work: UnitOfWork,
    member: Member,
    offer: PageOffer,
    vision: int | None,
    change: WordingChange | None = None,
) -> Put | None:
    """Put an answer's words on the page, beside a vision, as new words for it where a `change` is said, or as a new
    vision. None where the answer is gone, or is there already, or the vision is not held. Raises TooMany."""
    entry = await answers_db.get(work.session, member.id, offer.entry)
    if entry is None or entry.on_page:
        return None
    found = await _put(work, member, entry, offer.what, vision, change)
    entry.on_page = True if found is not None else entry.on_page
    return found


async def follow(work: UnitOfWork, entry: Answer) -> Followed:
    """An answer was changed: what it put on the page says the same, as long as that has room there."""
    if not entry.on_page:
        return Followed.CHANGED
    body = readable(entry.body)
    words, figure = words_of(body), kind_of(body["kind"]).figure(body)
    if not words.strip() or units(words) > VISION:
        return Followed.PAGE_STAYS
    followed = await vision_page.follow_answer(work, entry.id, words, figure)
    return Followed.ON_PAGE if followed else Followed.CHANGED


async def unquote(work: UnitOfWork, member_id: int, entry_id: int) -> None:
    """What an answer put on the page as words of a vision is quoted nowhere any more."""
    for wording in await visions_db.from_answer(work.session, Revision, entry_id):
        await visions.unquote(work, member_id, wording.vision_id, wording.words or "")


async def leave(work: UnitOfWork, entry: Answer) -> bool:
    """An answer goes: what it put on the page goes too, and is quoted nowhere. Whether there was anything."""
    await unquote(work, entry.member_id, entry.id)
    entry.on_page = None
    return await vision_page.leave_with_answer(work, entry.id)


async def take_back(work: UnitOfWork, member: Member, entry_id: int) -> bool:
    """It was not meant so: what an answer put on the page goes, or a no is none; it can be offered again. False where
    the answer is gone, or something came of what it put there."""
    entry = await answers_db.get(work.session, member.id, entry_id)
    if entry is None or entry.state != AnswerState.KEPT or entry.on_page is None:
        return False
    if entry.on_page and not await _stands_alone(work, member, entry.id):
        return False
    work.erases()
    await leave(work, entry)
    return True


async def put_figure(
    work: UnitOfWork, member: Member, entry: Answer, prompt: Prompt, vision: int | None
) -> bool:
    """Put an answer's figure on the page of a vision, as of when it was given. False where it is none, or something
    was said of it already."""
    noted = figure_of(work, entry, prompt)
    if vision is None or noted is None or entry.on_page is not None:
        return False
    kind, value = noted
    await vision_page.note_figure(
        work, member, vision, kind, value, answer_id=entry.id, at=entry.answered_at
    )
    entry.on_page = True
    return True


def figure_of(work: UnitOfWork, entry: Answer, prompt: Prompt) -> tuple[FigureKind, int] | None:
    """What figure an answer is for the page; None where it is none."""
    kind, body = _feeds(work, entry, prompt), readable(entry.body)
    figure = kind_of(body["kind"]).figure(body)
    if kind not in list(FigureKind) or figure is None:
        return None
    return FigureKind(kind), figure


def offered(
    work: UnitOfWork, entry: Answer, prompt: Prompt, held: Collection[int], *, again: bool = False
) -> PageOffer | None:
    """What the words of an answer can be put on the page as, beside one of the visions that are `held`. `again`: also
    where that was declined."""
    feeds, words = _feeds(work, entry, prompt), _words(entry)
    open_to_it = entry.on_page is None or (again and not entry.on_page)
    if not open_to_it or not words or units(words) > VISION:
        return None
    offer = offered_as(
        entry.id,
        feeds,
        spoken_of=prompt.vision_id if prompt.vision_id in held else None,
        lost=prompt.vision_id is not None,
        held=held,
    )
    return replace(offer, words=words) if offer else None


async def _put(
    work: UnitOfWork,
    member: Member,
    entry: Answer,
    what: str,
    vision: int | None,
    change: WordingChange | None,
) -> Put | None:
    words, mine, at = _words(entry), entry.id, entry.answered_at
    due: date | None = None
    if what == "vision":
        vision = await visions.create(work, member, words, None, answer_id=mine, at=at)
        return Put(what, vision)
    if vision is None:
        return None
    done: int | bool | None
    if what == "fact":
        done = await vision_page.add_fact(work, member, vision, words, None, answer_id=mine, at=at)
    elif what == "step":
        due = await _due(work, member, entry)
        done = await vision_page.add_step(
            work, member, vision, words, None, due_on=due, answer_id=mine, at=at
        )
    elif change is None:
        return None
    else:
        done = await visions.revise(
            work, member, vision, change, words, None, answer_id=mine, at=at
        )
    return Put(what, vision, due) if done else None


async def _due(work: UnitOfWork, member: Member, entry: Answer) -> date | None:
    answered = local_time.day_of(
        entry.answered_at, ZoneInfo(work.zone_of(member)), member.day_begins
    )
    meant = await meant_for(work, member, entry, answered)
    return meant if meant is not None and meant >= answered else None


async def _held(work: UnitOfWork, member: Member, prompt: Prompt) -> int | None:
    """The vision a prompt speaks of, if it is still held."""
    if prompt.vision_id is None:
        return None
    held = await visions_db.get_held(work.session, member.id, prompt.vision_id)
    return held.id if held else None


async def _prompt_of(work: UnitOfWork, member: Member, entry: Answer | None) -> Prompt | None:
    if entry is None or entry.prompt_id is None:
        return None
    return await prompts_db.get(work.session, member.id, entry.prompt_id)


def _in_order(entry: Answer) -> tuple[int, int]:
    return entry.part or 0, entry.id


def _feeds(work: UnitOfWork, entry: Answer, prompt: Prompt) -> str | None:
    """What an answer is for."""
    at = entry.part or 0
    return _fed_by(work, prompt, at) if at < len(prompt.parts or ()) else None


def _fed_by(work: UnitOfWork, prompt: Prompt, part: int) -> str | None:
    """What answers to a part are for: as it was asked, else as its question says by now."""
    asked = prompt.parts[part]
    question = work.catalog.default.questions.get(prompt.question_id)
    now = question.parts[part] if question is not None and part < len(question.parts) else None
    since = now.feeds if now is not None and now.kind == asked["kind"] else None
    return asked.get("feeds") or since


async def _stands_alone(work: UnitOfWork, member: Member, entry_id: int) -> bool:
    """Whether nothing came of what an answer put on the page: no fact of it is struck and no step settled, its words
    are the latest of their vision, and a vision that began with them has nothing beside it."""
    session = work.session
    if any(step.outcome for step in await visions_db.from_answer(session, Step, entry_id)):
        return False
    if any(fact.struck_at for fact in await visions_db.from_answer(session, Fact, entry_id)):
        return False
    for wording in await visions_db.from_answer(session, Revision, entry_id):
        vision = await visions_db.get_held(session, member.id, wording.vision_id)
        if vision is None or (await visions_db.revisions(session, vision.id))[-1] is not wording:
            return False
        beside = (
            await visions_db.count(session, Fact, vision.id)
            + await visions_db.count(session, Figure, vision.id)
            + await visions_db.count(session, Step, vision.id)
        )
        if wording.kind is RevisionKind.FIRST and (beside or vision.drawing is not None):
            return False
    return True


def _words(entry: Answer) -> str:
    """The words of an answer that is nothing else; a voice message or a picture has its own place."""
    return bare_words(readable(entry.body)).strip()


def _is_too_long(work: UnitOfWork, entry: Answer, prompt: Prompt) -> bool:
    fed = _feeds(work, entry, prompt) in ("vision", "fact", "step")
    return fed and entry.on_page is None and units(_words(entry)) > VISION
