"""Members: arriving, consenting, choosing, leaving, being erased."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from solbot.coaching.answers import db as answers_db
from solbot.coaching.letter_kinds import NUDGE, QUESTION
from solbot.coaching.reminders import evenings
from solbot.coaching.rhythm import service as schedule
from solbot.coaching.silence import service as silence
from solbot.coaching.silence.rules import Frequency
from solbot.coaching.visions import db as visions_db
from solbot.db.members import Reader, is_paused
from solbot.db.states import AnswerState, MemberState
from solbot.db.tables import Member
from solbot.desk import db as desk_db
from solbot.errors import NotFound
from solbot.members import db as members_db
from solbot.programs import requests_db
from solbot.programs.requests import FACT
from solbot.staff import audit_db
from solbot.telegram import inbox_db, outbox_db
from solbot.unit_of_work import UnitOfWork

__all__ = ["Erased", "Member", "Reader", "is_paused"]

AHEAD = timedelta(days=2)  # by which a date may lie ahead of another zone's
UNASKED = (NUDGE, QUESTION, FACT, silence.KIND, evenings.KIND)


@dataclass(frozen=True)
class Erased:
    """The receipt of an erasure: how much there was, and when it went."""

    answers: int
    visions: int
    requests: int
    inquiries: int
    at: datetime
    gone_by: datetime | None  # see UnitOfWork


async def find(work: UnitOfWork, member_id: int) -> Member | None:
    """The member, held until this piece of work is over, so that one person is served in order."""
    return await members_db.get(work.session, member_id)


async def arrive(work: UnitOfWork, member_id: int, language_hint: str | None) -> Member:
    """The member, added in the state `asked` when they are new."""
    member = await members_db.get(work.session, member_id)
    if member is None:
        member = Member(
            id=member_id,
            state=MemberState.ASKED,
            language_hint=language_hint,
            created_at=work.now,
            journey_round=0,
        )
        work.session.add(member)
        await work.session.flush()
    return member


async def consent(work: UnitOfWork, member: Member, name: str, username: str | None = None) -> None:
    """From here on the bot may keep what this person gives it."""
    member.state = MemberState.ACTIVE
    agree(work, member)
    if member.consented_at is None:
        member.consented_at, member.news_heard = work.now, work.catalog.news
    member.name = name
    see(work, member, name, username)


def agree(work: UnitOfWork, member: Member) -> None:
    """To the privacy text as it is now."""
    member.privacy_agreed = work.catalog.privacy


def note_link(member: Member, link: str | None) -> None:
    """Keep the link a member first came by; None: by none that leads anywhere."""
    member.joined_via = link


def see(work: UnitOfWork, member: Member, name: str, username: str | None) -> None:
    """Note that the person is here today, and what they are called now; most times this changes nothing."""
    silence.heard(member)
    evenings.heard(member)
    if name and name != member.name:
        member.name = name
    if username != member.username:
        member.username = username
    today = work.now.astimezone(ZoneInfo(work.zone_of(member))).date()
    if member.seen_on is None or member.seen_on < today or member.seen_on > today + AHEAD:
        member.seen_on = today


async def finish_onboarding(work: UnitOfWork, member: Member) -> datetime | None:
    """Set what was skipped to its default and begin; returns the first nudge's moment."""
    if member.onboarded_at is None:
        member.onboarded_at, member.reminders = work.now, True
    member.zone = member.zone or work.default_zone
    await schedule.ensure(work, member)
    return await schedule.next_nudge(work, member)


async def set_language(work: UnitOfWork, member: Member, code: str) -> None:
    """Speak this language from now on. Raises NotFound for one that is not there."""
    if code not in work.catalog.languages:
        raise NotFound("there is no such language")
    member.language = code


def write_times(member: Member, *, twelve: bool) -> None:
    """Times are written as 7:30 PM from now on, or as 19:30, wherever they live."""
    member.twelve_hours = twelve


async def set_zone(work: UnitOfWork, member: Member, zone: str) -> None:
    """Live by this zone's clock from now on, for good; nobody is nudged twice on one date for it.

    Raises NotFound for a zone there is not.
    """
    try:
        ZoneInfo(zone)  # before anything of it is kept
    except (LookupError, ValueError, OSError):  # OSError: a folder of zones
        raise NotFound("there is no such zone") from None
    before = ZoneInfo(work.zone_of(member))
    member.zone, member.home_zone, member.home_at = zone, None, None
    evenings.move(work, member, before)
    await schedule.reschedule(work, member)


async def put_back_zone(work: UnitOfWork, member: Member, zone: str | None) -> None:
    """A zone was set by mistake: this one holds, or none is chosen yet. Raises NotFound for a zone there is not."""
    if zone is not None:
        await set_zone(work, member, zone)
    else:
        member.zone = None
        await schedule.reschedule(work, member)


async def pause(work: UnitOfWork, member: Member, until: datetime | None) -> None:
    """No nudges until that moment (None: until the member resumes)."""
    member.paused_at = work.now
    member.paused_until = until
    await outbox_db.cancel(work.session, member.id, work.now, "paused", UNASKED)
    await schedule.reschedule(work, member)


async def resume(work: UnitOfWork, member: Member) -> None:
    """Nudges again, from where the path stopped and as often as they were set. When the pause ended stays known."""
    if is_paused(member, work.now):
        member.paused_until = work.now
    member.state, member.left_at = MemberState.ACTIVE, None
    await silence.go_at(work, member, Frequency.OWN)


async def stop(work: UnitOfWork, member: Member) -> None:
    """Silence, with everything kept."""
    member.state, member.left_at = MemberState.STOPPED, work.now
    await outbox_db.cancel(work.session, member.id, work.now, "stopped", UNASKED)
    await schedule.reschedule(work, member)


async def lose(work: UnitOfWork, member: Member) -> None:
    """The person blocked the bot: their slots rest until they are back."""
    if member.state == MemberState.ACTIVE:
        member.state, member.left_at = MemberState.UNREACHABLE, work.now
        await schedule.reschedule(work, member)


async def regain(work: UnitOfWork, member: Member) -> None:
    """A person who had blocked the bot is heard again."""
    if member.state == MemberState.UNREACHABLE:
        member.state, member.left_at = MemberState.ACTIVE, None
        await schedule.reschedule(work, member)


async def forget(work: UnitOfWork, member: Member) -> Erased:
    """Erase everything there is of a member and return the receipt."""
    receipt = Erased(
        answers=await answers_db.count(work.session, member.id)
        + await answers_db.count(work.session, member.id, AnswerState.DRAFT),
        visions=len(await visions_db.of_member(work.session, member.id)),
        requests=len(await requests_db.of_member(work.session, member.id)),
        inquiries=len(await desk_db.of_member(work.session, member.id)),
        at=work.now,
        gone_by=work.gone_by,
    )
    work.erases()
    await members_db.erase(work.session, member.id)
    await audit_db.forget_person(work.session, member.id)
    await inbox_db.forget_person(work.session, member.id, work.now)
    members_db.put_away(work.session, [member.id])
    return receipt
