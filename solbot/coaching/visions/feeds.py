"""What an answer is for on the page of a vision: a figure is put there at once, words when the person says so.

What was put there, or was to stay in the journal alone, is noted with the answer, so that it is asked once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from solbot import local_time
from solbot.coaching.answers import db as answers
from solbot.coaching.answers import prompts_db as prompts
from solbot.coaching.answers.meant import meant_for
from solbot.coaching.answers.rules import Followed, readable, words_of
from solbot.coaching.visions import db as rows
from solbot.coaching.visions import page
from solbot.coaching.visions import service as visions
from solbot.coaching.visions.rules import Change, FigureKind, Offer, offered_as
from solbot.content.lengths import units
from solbot.db.tables import Answer, Member, Prompt, Revision
from solbot.limits import VISION
from solbot.unit_of_work import Work


@dataclass(frozen=True)
class Fed:
    """What became of an answer on the page: whether it is there as a figure, which words may be put there."""

    figure: bool = False
    offer: Offer | None = None
    too_long: bool = False  # there are words for the page, and more of them than it has room for


NOTHING = Fed()


@dataclass(frozen=True)
class Put:
    """What was put on the page, and beside which vision."""

    what: str
    vision: int
    due_on: date | None = None


async def take(work: Work, member: Member, entry: Answer, prompt: Prompt, *, whole: bool) -> Fed:
    """An answer was kept with a prompt: its figure goes to the page; once the `whole` prompt has its answers, words
    are offered for it."""
    figure = await _figure(work, member, entry, prompt)
    if not whole:
        return Fed(figure)
    offer = await pending(work, member, prompt)
    return Fed(figure, offer, offer is None and _is_too_long(entry, prompt))


async def pending(work: Work, member: Member, prompt: Prompt) -> Offer | None:
    """The first words of a prompt's answers that are for the page, and of which nothing was said yet."""
    for entry in sorted(await answers.of_prompt(work.session, prompt.id), key=_in_order):
        offer = await _offer(work, member, entry, prompt)
        if offer is not None:
            return offer
    return None


async def offer_of(work: Work, member: Member, entry_id: int) -> Offer | None:
    """What an answer can be put on the page as; None where that is gone."""
    entry = await answers.get(work.session, member.id, entry_id)
    prompt = await _prompt_of(work, member, entry)
    if entry is None or entry.state != "kept" or prompt is None:
        return None
    return await _offer(work, member, entry, prompt, again=True)


async def next_offer(work: Work, member: Member, entry_id: int) -> Offer | None:
    """What else of the same prompt may be put on the page."""
    prompt = await _prompt_of(work, member, await answers.get(work.session, member.id, entry_id))
    return await pending(work, member, prompt) if prompt is not None else None


async def pending_of(work: Work, member: Member, prompt_id: int) -> Offer | None:
    """The first words for the page among what was given to a prompt."""
    prompt = await prompts.get(work.session, member.id, prompt_id)
    return await pending(work, member, prompt) if prompt is not None else None


async def decline(work: Work, member: Member, entry_id: int) -> bool:
    """Only in the journal. False where it is on the page, or gone."""
    entry = await answers.get(work.session, member.id, entry_id)
    if entry is None or entry.on_page:
        return False
    entry.on_page = False
    return True


async def is_on_page(work: Work, member: Member, entry_id: int) -> bool:
    """Whether something of an answer stands on the page."""
    entry = await answers.get(work.session, member.id, entry_id)
    return entry is not None and bool(entry.on_page)


async def put(
    work: Work, member: Member, offer: Offer, vision: int | None, change: Change | None = None
) -> Put | None:
    """Put an answer's words on the page, beside a vision, as new words for it where a `change` is said, or as a new
    vision. None where the answer is gone, or is there already, or the vision is not held. Raises TooMany."""
    entry = await answers.get(work.session, member.id, offer.entry)
    if entry is None or entry.on_page:
        return None
    found = await _put(work, member, entry, offer.what, vision, change)
    entry.on_page = True if found is not None else entry.on_page
    return found


async def follow(work: Work, entry: Answer) -> Followed:
    """An answer was changed: what it put on the page says the same, as long as that has room there."""
    if not entry.on_page:
        return Followed.CHANGED
    body = readable(entry.body)
    figure = int(body["value"]) if body["kind"] == "scale" else None
    words = words_of(body)
    if not words.strip() or units(words) > VISION:
        return Followed.PAGE_STAYS
    followed = await page.follow_answer(work, entry.id, words, figure)
    return Followed.ON_PAGE if followed else Followed.CHANGED


async def leave(work: Work, entry: Answer) -> bool:
    """An answer goes: what it put on the page goes too, and is quoted nowhere. Whether there was anything."""
    for wording in await rows.from_answer(work.session, Revision, entry.id):
        await visions.unquote(work, entry.member_id, wording.vision_id, wording.words or "")
    entry.on_page = None
    return await page.leave_with_answer(work, entry.id)


async def _figure(work: Work, member: Member, entry: Answer, prompt: Prompt) -> bool:
    kind, body = _feeds(entry, prompt), readable(entry.body)
    if kind not in list(FigureKind) or body["kind"] != "scale" or entry.on_page is not None:
        return False
    held = await _held(work, member, prompt)
    if held is None:
        return False
    value = int(body["value"])
    await page.note_figure(work, member, held, FigureKind(kind), value, answer_id=entry.id)
    entry.on_page = True
    return True


async def _offer(
    work: Work, member: Member, entry: Answer, prompt: Prompt, *, again: bool = False
) -> Offer | None:
    feeds, words = _feeds(entry, prompt), _words(entry)
    open_to_it = entry.on_page is None or (again and not entry.on_page)
    if not open_to_it or not words or units(words) > VISION:
        return None
    offer = offered_as(
        entry.id,
        feeds,
        spoken_of=await _held(work, member, prompt),
        lost=prompt.vision_id is not None,
        held=await visions.held(work, member),
    )
    return replace(offer, words=words) if offer else None


async def _put(
    work: Work, member: Member, entry: Answer, what: str, vision: int | None, change: Change | None
) -> Put | None:
    words, mine = _words(entry), {"answer_id": entry.id}
    due: date | None = None
    if what == "vision":
        vision = await visions.create(work, member, words, None, **mine)
        return Put(what, vision)
    if vision is None:
        return None
    done: int | bool | None
    if what == "fact":
        done = await page.add_fact(work, member, vision, words, None, **mine)
    elif what == "step":
        due = await _due(work, member, entry)
        done = await page.add_step(work, member, vision, words, None, due_on=due, **mine)
    elif change is None:
        return None
    else:
        done = await visions.revise(work, member, vision, change, words, None, **mine)
    return Put(what, vision, due) if done else None


async def _due(work: Work, member: Member, entry: Answer) -> date | None:
    answered = local_time.local_date(entry.answered_at, ZoneInfo(work.zone_of(member)))
    meant = await meant_for(work, member, entry, answered)
    return meant if meant is not None and meant >= answered else None


async def _held(work: Work, member: Member, prompt: Prompt) -> int | None:
    """The vision a prompt speaks of, if it is still held."""
    if prompt.vision_id is None:
        return None
    held = await rows.get_held(work.session, member.id, prompt.vision_id)
    return held.id if held else None


async def _prompt_of(work: Work, member: Member, entry: Answer | None) -> Prompt | None:
    if entry is None or entry.prompt_id is None:
        return None
    return await prompts.get(work.session, member.id, entry.prompt_id)


def _in_order(entry: Answer) -> tuple[int, int]:
    return entry.part or 0, entry.id


def _feeds(entry: Answer, prompt: Prompt) -> str | None:
    parts = prompt.parts or []
    at = entry.part or 0
    return parts[at].get("feeds") if at < len(parts) else None


def _words(entry: Answer) -> str:
    """The words of an answer that is nothing else; a voice message or a picture has its own place."""
    body = readable(entry.body)
    return words_of(body).strip() if body["kind"] == "text" else ""


def _is_too_long(entry: Answer, prompt: Prompt) -> bool:
    fed = _feeds(entry, prompt) in ("vision", "fact", "step")
    return fed and entry.on_page is None and units(_words(entry)) > VISION
