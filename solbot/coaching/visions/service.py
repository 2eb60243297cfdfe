"""Visions: to put one into words, to change it knowingly, to let it go, and to see it as it stands.

What stands beside a vision is in `page.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from solbot import limits
from solbot.coaching.answers.rules import Followed
from solbot.coaching.visions import db as visions_db
from solbot.coaching.visions import rules
from solbot.coaching.visions.rules import VisionStanding, WordingChange
from solbot.content.cutting import END, one_line
from solbot.db.states import FigureKind, RevisionKind, StepOutcome
from solbot.db.tables import Fact, Member, Revision, Step, Vision
from solbot.db.types import is_readable
from solbot.errors import NotFound
from solbot.limits import QUOTE
from solbot.unit_of_work import UnitOfWork

WHOLE: Final = timedelta(days=400)
"""For how long each figure of a vision is looked at; of older ones, the last of every ten days."""


@dataclass(frozen=True)
class Glance:
    """A vision as one of several: its latest words, without any where they can't be read, and how close it is."""

    words: str
    closeness: int | None
    released_at: datetime | None


async def create(
    work: UnitOfWork,
    member: Member,
    words: str,
    message_id: int | None,
    *,
    answer_id: int | None = None,
    at: datetime | None = None,
) -> int:
    """Keep a new vision, with the answer it came from and when that was given; returns its id. Raises TooMany."""
    await check_room(work, member)
    vision = Vision(member_id=member.id, created_at=at or work.now)
    work.session.add(vision)
    await work.session.flush()
    _revise(work, vision, RevisionKind.FIRST, words, message_id, answer_id, at)
    await work.session.flush()
    return vision.id


async def check_room(work: UnitOfWork, member: Member) -> None:
    """Raise TooMany where a member has no room for one more vision; those let go do not count."""
    limits.check(await visions_db.count_held(work.session, member.id), limits.VISIONS)


async def revise(
    work: UnitOfWork,
    member: Member,
    vision_id: int,
    kind: WordingChange,
    words: str,
    message_id: int | None,
    *,
    answer_id: int | None = None,
    at: datetime | None = None,
) -> int | None:
    """Add a wording, of now or of a moment `at` since the last one; earlier ones stay. Returns its id, or None when
    there is no such vision (any more). Raises TooMany."""
    vision = await visions_db.get_held(work.session, member.id, vision_id)
    if vision is None:
        return None
    limits.check(await visions_db.count(work.session, Revision, vision_id), limits.WORDINGS)
    if at is not None and at < await last_worded_at(work, vision_id):
        at = None  # of the words there are, the newest hold
    revision = _revise(work, vision, RevisionKind(kind), words, message_id, answer_id, at)
    await work.session.flush()
    return revision.id


async def last_worded_at(work: UnitOfWork, vision_id: int) -> datetime:
    """When a vision got the words it has."""
    found = await visions_db.last_worded_at(work.session, vision_id)
    if found is None:
        raise NotFound("no such vision")
    return found


async def name_change(
    work: UnitOfWork, member: Member, revision_id: int, kind: WordingChange
) -> int | None:
    """Say what a wording did to its vision; returns the vision's id. None when there is no such change, as of a first
    wording or a vision that was let go."""
    revision = await visions_db.find(work.session, Revision, member.id, revision_id)
    if revision is None or revision.kind not in rules.CHANGES:
        return None
    if await visions_db.get_held(work.session, member.id, revision.vision_id) is None:
        return None
    revision.kind = RevisionKind(kind)
    return revision.vision_id


async def take_back(work: UnitOfWork, member: Member, revision_id: int) -> int | None:
    """Take the latest wording away, so that the one before it holds again; returns the vision's id. None when it is
    not the latest, or the only one."""
    revision = await visions_db.find(work.session, Revision, member.id, revision_id)
    if revision is None or revision.kind not in rules.CHANGES:
        return None
    if await visions_db.get_held(work.session, member.id, revision.vision_id) is None:
        return None
    if (await visions_db.revisions(work.session, revision.vision_id))[-1] is not revision:
        return None
    work.erases()
    await work.session.delete(revision)
    return revision.vision_id


async def reword(
    work: UnitOfWork, member: Member, vision_id: int, words: str, message_id: int | None
) -> bool:
    """Put other words in the place of the latest wording, as an edit does; one that can't be read stays beside them.
    False when there is none."""
    vision = await visions_db.get_held(work.session, member.id, vision_id)
    if vision is None:
        return False
    latest = (await visions_db.revisions(work.session, vision_id))[-1]
    if is_readable(latest.words):
        latest.words, latest.message_id = words, message_id
    else:
        _revise(work, vision, RevisionKind.CLARIFIED, words, message_id, None)
    return True


async def release(work: UnitOfWork, member: Member, vision_id: int) -> bool:
    """Let a vision go, knowingly, and its open steps with it; it stays in the history. False when there is none to let
    go."""
    vision = await visions_db.get_held(work.session, member.id, vision_id)
    if vision is None:
        return False
    latest = (await visions_db.revisions(work.session, vision_id))[-1]
    vision.released_at = work.now
    _revise(work, vision, RevisionKind.RELEASED, latest.words, None, None)
    for step in await visions_db.steps(work.session, vision_id):
        if step.outcome is None:
            step.outcome, step.settled_at = StepOutcome.LET_GO, work.now
    return True


async def take_up(work: UnitOfWork, member: Member, vision_id: int) -> bool:
    """Hold a vision again that was let go, with the steps that went with it. That it was let go stays in its history,
    unless it was a slip. False when there is none. Raises TooMany."""
    vision = await visions_db.get(work.session, member.id, vision_id)
    if vision is None or vision.released_at is None:
        return False
    await check_room(work, member)
    released, vision.released_at = vision.released_at, None
    for step in await visions_db.steps(work.session, vision_id):
        if step.outcome == StepOutcome.LET_GO and step.settled_at == released:
            step.outcome, step.settled_at = None, None
    latest = (await visions_db.revisions(work.session, vision_id))[-1]
    if latest.kind is RevisionKind.RELEASED and work.now - released < rules.SLIP:
        await work.session.delete(latest)
    return True


async def came_in(work: UnitOfWork, member: Member, message_id: int) -> bool:
    """Whether a wording came in this message of the member's."""
    return await visions_db.revision_by_message(work.session, member.id, message_id) is not None


async def follow_edit(
    work: UnitOfWork, member: Member, message_id: int, words: str
) -> Followed | None:
    """The person edited the message a wording came in: the wording follows. None if it is none."""
    revision = await visions_db.revision_by_message(work.session, member.id, message_id)
    if revision is None or not is_readable(revision.words):
        return None
    if not words or revision.words == words:
        return Followed.THE_SAME
    revision.words = words
    return Followed.CHANGED


async def standing(work: UnitOfWork, member: Member, vision_id: int) -> VisionStanding | None:
    """One vision with its history, or None; of figures from before `WHOLE`, some."""
    vision = await visions_db.get(work.session, member.id, vision_id)
    since = (work.now - WHOLE).date()
    return await _standing(work, vision, since) if vision else None


async def all_of(work: UnitOfWork, member: Member) -> list[VisionStanding]:
    """The member's visions, oldest first, also those that were let go."""
    return [
        await _standing(work, one) for one in await visions_db.of_member(work.session, member.id)
    ]


async def held(work: UnitOfWork, member: Member) -> list[int]:
    """The ids of the member's visions that were not let go, oldest first."""
    return await visions_db.held_ids(work.session, member.id)


async def words_of(work: UnitOfWork, member: Member, vision_id: int) -> str | None:
    """The words of a vision that is held; None where it is not, or they can't be read."""
    if await visions_db.get_held(work.session, member.id, vision_id) is None:
        return None
    return await visions_db.latest_words(work.session, vision_id) or None


async def to_quote(work: UnitOfWork, member: Member) -> tuple[int, str] | None:
    """The vision that was spoken of the longest ago, of those whose words can be read, and these; or None."""
    held = await visions_db.last_visits(work.session, member.id)
    while (found := rules.least_visited(held)) is not None:
        if words := await visions_db.latest_words(work.session, found):
            return found, words
        held = [one for one in held if one[0] != found]
    return None


async def unquote(work: UnitOfWork, member_id: int, vision_id: int, words: str) -> None:
    """Words of a vision are erased: questions that quoted them are kept without."""
    quoted = one_line(words, QUOTE).removesuffix(END)
    for prompt in await visions_db.prompts_about(work.session, member_id, vision_id):
        if quoted and any(
            "without" in part and quoted in part["ask"] for part in prompt.parts or ()
        ):
            prompt.parts = [
                {**part, "ask": part.get("without", part["ask"])} for part in prompt.parts
            ]


async def count(work: UnitOfWork, member: Member) -> int:
    """How many visions the member has, with those that were let go."""
    return len(await visions_db.of_member(work.session, member.id))


async def let_go(work: UnitOfWork, member: Member) -> list[int]:
    """The ids of the member's visions that were let go, the last one first."""
    found = [
        one
        for one in await visions_db.of_member(work.session, member.id)
        if one.released_at is not None
    ]
    found.sort(key=lambda one: (one.released_at or work.now, one.id), reverse=True)
    return [one.id for one in found]


async def glance(work: UnitOfWork, member: Member, vision_id: int) -> Glance:
    """A vision as one of several. Raises NotFound."""
    vision = await visions_db.get(work.session, member.id, vision_id)
    if vision is None:
        raise NotFound("no such vision")
    words = await visions_db.latest_words(work.session, vision_id)
    value = await visions_db.latest_figure(work.session, vision_id, FigureKind.CLOSENESS)
    return Glance(words or "", value if is_readable(value) else None, vision.released_at)


async def newest_words(work: UnitOfWork, member: Member) -> str | None:
    """The wording of the member's newest vision, for questions that quote it."""
    return await visions_db.newest_words(work.session, member.id) or None


async def to_speak_of(work: UnitOfWork, member: Member) -> VisionStanding | None:
    """The vision that was spoken of the longest ago, or None where none is held; see `rules.least_visited`."""
    held = await visions_db.last_visits(work.session, member.id)
    found = rules.least_visited(held)
    return await standing(work, member, found) if found is not None else None


def _revise(
    work: UnitOfWork,
    vision: Vision,
    kind: RevisionKind,
    words: str,
    message_id: int | None,
    answer_id: int | None,
    at: datetime | None = None,
) -> Revision:
    revision = Revision(
        vision_id=vision.id,
        member_id=vision.member_id,
        kind=kind,
        words=words,
        at=at or work.now,
        message_id=message_id,
        answer_id=answer_id,
    )
    work.session.add(revision)
    return revision


def fact_of(row: Fact) -> rules.Fact:
    """A fact as it is kept."""
    return rules.Fact(row.id, row.words or "", row.for_date, row.at, row.struck_at)


def step_of(row: Step) -> rules.Step:
    """A step as it is kept."""
    return rules.Step(
        row.id,
        row.words or "",
        row.due_on,
        row.at,
        row.outcome,
        row.learnt or "",
        row.settled_at,
    )


async def _standing(
    work: UnitOfWork, vision: Vision, whole_since: date | None = None
) -> VisionStanding:
    revisions = await visions_db.revisions(work.session, vision.id)
    figures = await visions_db.figures(work.session, vision.id, whole_since)
    return VisionStanding(
        id=vision.id,
        wordings=tuple(rules.Wording(row.kind, row.words or "", row.at) for row in revisions),
        created_at=vision.created_at,
        released_at=vision.released_at,
        facts=tuple(fact_of(row) for row in await visions_db.facts(work.session, vision.id)),
        figures=tuple(
            rules.Figure(row.kind, row.value, row.for_date, row.at)
            for row in figures
            if is_readable(row.value)
        ),
        steps=tuple(step_of(row) for row in await visions_db.steps(work.session, vision.id)),
        drawing=vision.drawing or None,
        drawn_at=vision.drawn_at,
    )
