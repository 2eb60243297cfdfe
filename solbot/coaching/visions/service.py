"""Visions: to put one into words, to change it knowingly, to see how close it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from solbot import limits
from solbot.coaching.answers.rules import Followed
from solbot.coaching.visions import db as visions
from solbot.db.tables import Member, Reality, Revision, Vision
from solbot.db.types import is_readable
from solbot.unit_of_work import Work

CHANGES = ("clarified", "raised", "lowered")


@dataclass(frozen=True)
class Wording:
    """One wording of a vision; without words where they can't be read."""

    kind: str
    words: str
    at: datetime


@dataclass(frozen=True)
class Standing:
    """A vision as it stands: its wordings and its snapshots, oldest first."""

    id: int
    wordings: tuple[Wording, ...]
    snapshots: tuple[tuple[datetime, int], ...]
    created_at: datetime
    released_at: datetime | None

    @property
    def words(self) -> str:
        """The latest wording."""
        return self.wordings[-1].words

    @property
    def closeness(self) -> int | None:
        """The latest snapshot, 0 to 10, or None."""
        return self.snapshots[-1][1] if self.snapshots else None


async def create(work: Work, member: Member, words: str, message_id: int | None) -> int:
    """Keep a new vision; returns its id. Raises TooMany."""
    await check_room(work, member)
    vision = Vision(member_id=member.id, created_at=work.now)
    work.session.add(vision)
    await work.session.flush()
    _revise(work, member, vision.id, "first", words, message_id)
    await work.session.flush()
    return vision.id


async def check_room(work: Work, member: Member) -> None:
    """Raise TooMany where a member has no room for one more vision; those let go do not count."""
    limits.check(await visions.count_held(work.session, member.id), limits.VISIONS)


async def revise(
    work: Work, member: Member, vision_id: int, kind: str, words: str, message_id: int | None
) -> bool:
    """Add a wording; earlier ones stay. False when there is no such vision (any more). Raises TooMany."""
    if kind not in CHANGES:
        raise ValueError("a vision is clarified, raised or lowered")
    vision = await visions.get(work.session, member.id, vision_id)
    if vision is None or vision.released_at is not None:
        return False
    limits.check(await visions.count_revisions(work.session, vision_id), limits.WORDINGS)
    _revise(work, member, vision_id, kind, words, message_id)
    return True


async def reword(
    work: Work, member: Member, vision_id: int, words: str, message_id: int | None
) -> bool:
    """Put other words in the place of the latest wording, as an edit does. False when there is none."""
    vision = await visions.get(work.session, member.id, vision_id)
    if vision is None or vision.released_at is not None:
        return False
    latest = (await visions.revisions(work.session, vision_id))[-1]
    latest.words, latest.message_id = words, message_id
    return True


async def release(work: Work, member: Member, vision_id: int) -> bool:
    """Let a vision go, knowingly; it stays in the history. False when there is none to let go."""
    vision = await visions.get(work.session, member.id, vision_id)
    if vision is None or vision.released_at is not None:
        return False
    latest = (await visions.revisions(work.session, vision_id))[-1]
    vision.released_at = work.now
    _revise(work, member, vision_id, "released", latest.words, None)
    return True


async def snapshot(work: Work, member: Member, vision_id: int, closeness: int) -> bool:
    """Note how close a vision is today, 0 to 10. False when there is no such vision."""
    if not 0 <= closeness <= 10:
        raise ValueError("closeness goes from 0 to 10")
    if await visions.get(work.session, member.id, vision_id) is None:
        return False
    today = work.now.astimezone(ZoneInfo(work.zone_of(member))).date()
    work.session.add(
        Reality(
            vision_id=vision_id,
            member_id=member.id,
            closeness=closeness,
            for_date=today,
            at=work.now,
        )
    )
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


async def newest_words(work: Work, member: Member) -> str | None:
    """The wording of the member's newest vision, for questions that quote it."""
    return await visions.newest_words(work.session, member.id) or None


def _revise(
    work: Work, member: Member, vision_id: int, kind: str, words: str, message_id: int | None
) -> None:
    work.session.add(
        Revision(
            vision_id=vision_id,
            member_id=member.id,
            kind=kind,
            words=words,
            at=work.now,
            message_id=message_id,
        )
    )


async def _standing(work: Work, vision: Vision) -> Standing:
    revisions = await visions.revisions(work.session, vision.id)
    realities = await visions.realities(work.session, vision.id)
    return Standing(
        id=vision.id,
        wordings=tuple(Wording(row.kind, row.words or "", row.at) for row in revisions),
        snapshots=tuple((row.at, row.closeness) for row in realities if is_readable(row.closeness)),
        created_at=vision.created_at,
        released_at=vision.released_at,
    )
