"""Visions: to put one into words, to change it knowingly, to let it go, and to see it as it stands.

What stands beside a vision is in `page.py`.
"""

from __future__ import annotations

from solbot import limits
from solbot.coaching.answers.rules import Followed
from solbot.coaching.visions import db as visions
from solbot.coaching.visions import rules
from solbot.coaching.visions.rules import Change, Standing
from solbot.content.cutting import END, one_line
from solbot.db.tables import Member, Revision, Vision
from solbot.db.types import is_readable
from solbot.limits import QUOTE
from solbot.unit_of_work import Work


async def create(
    work: Work, member: Member, words: str, message_id: int | None, *, answer_id: int | None = None
) -> int:
    """Keep a new vision, with the answer it came from; returns its id. Raises TooMany."""
    await check_room(work, member)
    vision = Vision(member_id=member.id, created_at=work.now)
    work.session.add(vision)
    await work.session.flush()
    _revise(work, vision, "first", words, message_id, answer_id)
    await work.session.flush()
    return vision.id


async def check_room(work: Work, member: Member) -> None:
    """Raise TooMany where a member has no room for one more vision; those let go do not count."""
    limits.check(await visions.count_held(work.session, member.id), limits.VISIONS)


async def revise(
    work: Work,
    member: Member,
    vision_id: int,
    kind: Change,
    words: str,
    message_id: int | None,
    *,
    answer_id: int | None = None,
) -> bool:
    """Add a wording; earlier ones stay. False when there is no such vision (any more). Raises TooMany."""
    vision = await visions.get_held(work.session, member.id, vision_id)
    if vision is None:
        return False
    limits.check(await visions.count(work.session, Revision, vision_id), limits.WORDINGS)
    _revise(work, vision, kind, words, message_id, answer_id)
    return True


async def reword(
    work: Work, member: Member, vision_id: int, words: str, message_id: int | None
) -> bool:
    """Put other words in the place of the latest wording, as an edit does. False when there is none."""
    vision = await visions.get_held(work.session, member.id, vision_id)
    if vision is None:
        return False
    latest = (await visions.revisions(work.session, vision_id))[-1]
    latest.words, latest.message_id = words, message_id
    return True


async def release(work: Work, member: Member, vision_id: int) -> bool:
    """Let a vision go, knowingly; it stays in the history. False when there is none to let go."""
    vision = await visions.get_held(work.session, member.id, vision_id)
    if vision is None:
        return False
    latest = (await visions.revisions(work.session, vision_id))[-1]
    vision.released_at = work.now
    _revise(work, vision, "released", latest.words, None, None)
    return True


async def came_in(work: Work, member: Member, message_id: int) -> bool:
    """Whether a wording came in this message of the member's."""
    return await visions.revision_by_message(work.session, member.id, message_id) is not None


async def follow_edit(work: Work, member: Member, message_id: int, words: str) -> Followed | None:
    """The person edited the message a wording came in: the wording follows. None if it is none."""
    revision = await visions.revision_by_message(work.session, member.id, message_id)
    if revision is None:
        return None
    if not words or revision.words == words:
        return Followed.THE_SAME
    revision.words = words
    return Followed.CHANGED


async def standing(work: Work, member: Member, vision_id: int) -> Standing | None:
    """One vision with its history, or None."""
    vision = await visions.get(work.session, member.id, vision_id)
    return await _standing(work, vision) if vision else None


async def all_of(work: Work, member: Member) -> list[Standing]:
    """The member's visions, oldest first, also those that were let go."""
    return [await _standing(work, one) for one in await visions.of_member(work.session, member.id)]


async def held(work: Work, member: Member) -> list[int]:
    """The ids of the member's visions that were not let go, oldest first."""
    found = await visions.of_member(work.session, member.id)
    return [one.id for one in found if one.released_at is None]


async def words_of(work: Work, member: Member, vision_id: int) -> str | None:
    """The words of a vision that is held; None where it is not, or they can't be read."""
    if await visions.get_held(work.session, member.id, vision_id) is None:
        return None
    return await visions.latest_words(work.session, vision_id) or None


async def to_quote(work: Work, member: Member) -> tuple[int, str] | None:
    """The vision that was spoken of the longest ago, of those whose words can be read, and these; or None."""
    held = await visions.last_visits(work.session, member.id)
    while (found := rules.least_visited(held)) is not None:
        if words := await visions.latest_words(work.session, found):
            return found, words
        held = [one for one in held if one[0] != found]
    return None


async def unquote(work: Work, member_id: int, vision_id: int, words: str) -> None:
    """Words of a vision are erased: questions that quoted them are kept without."""
    quoted = one_line(words, QUOTE).removesuffix(END)
    for prompt in await visions.prompts_about(work.session, member_id, vision_id):
        if quoted and any(
            "without" in part and quoted in part["ask"] for part in prompt.parts or ()
        ):
            prompt.parts = [
                {**part, "ask": part.get("without", part["ask"])} for part in prompt.parts
            ]


async def newest_words(work: Work, member: Member) -> str | None:
    """The wording of the member's newest vision, for questions that quote it."""
    return await visions.newest_words(work.session, member.id) or None


async def to_speak_of(work: Work, member: Member) -> Standing | None:
    """The vision that was spoken of the longest ago, or None where none is held; see `rules.least_visited`."""
    held = await visions.last_visits(work.session, member.id)
    found = rules.least_visited(held)
    return await standing(work, member, found) if found is not None else None


def _revise(
    work: Work,
    vision: Vision,
    kind: str,
    words: str,
    message_id: int | None,
    answer_id: int | None,
) -> None:
    work.session.add(
        Revision(
            vision_id=vision.id,
            member_id=vision.member_id,
            kind=kind,
            words=words,
            at=work.now,
            message_id=message_id,
            answer_id=answer_id,
        )
    )


async def _standing(work: Work, vision: Vision) -> Standing:
    revisions = await visions.revisions(work.session, vision.id)
    figures = await visions.figures(work.session, vision.id)
    return Standing(
        id=vision.id,
        wordings=tuple(rules.Wording(row.kind, row.words or "", row.at) for row in revisions),
        created_at=vision.created_at,
        released_at=vision.released_at,
        facts=tuple(
            rules.Fact(row.id, row.words or "", row.for_date, row.struck_at)
            for row in await visions.facts(work.session, vision.id)
        ),
        figures=tuple(
            rules.Figure(row.kind, row.value, row.for_date, row.at)
            for row in figures
            if is_readable(row.value)
        ),
        steps=tuple(
            rules.Step(
                row.id,
                row.words or "",
                row.due_on,
                row.at,
                row.outcome,
                row.learnt or "",
                row.settled_at,
            )
            for row in await visions.steps(work.session, vision.id)
        ),
        drawing=vision.drawing or None,
        drawn_at=vision.drawn_at,
    )
