"""A journey with an end: another zone's clock holds for a while, and then the one of home again, by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from solbot import local_time
from solbot.bot import notices
from solbot.bot.notices import Notice
from solbot.bot.taps import do
from solbot.content.catalog import Language
from solbot.db.details import Ref
from solbot.db.tables import Member
from solbot.members import db as members_db
from solbot.members import quiet_hours
from solbot.members import service as members
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.unit_of_work import Piece, UnitOfWork

NOTICE = "home_again"
BATCH = 200
TOLD_AT = time(8)


async def go(work: UnitOfWork, member: Member, zone: str, last: date) -> None:
    """Live by this zone's clock until the end of a day there, then by the present one again.

    Whoever travels on still goes home in the end. Raises NotFound for a zone there is not.
    """
    home = member.home_zone or work.zone_of(member)
    await members.set_zone(work, member, zone)
    if zone != home:
        ends = local_time.moment(last + timedelta(days=1), time(), ZoneInfo(zone))
        member.home_zone, member.home_at = home, ends


async def extend(work: UnitOfWork, member: Member, last: date, home: str) -> None:
    """The clock that holds already does so until the end of a day, then the one of `home` again."""
    member.home_zone = home
    await go(work, member, work.zone_of(member), last)


async def due(work: UnitOfWork) -> Sequence[int]:
    """Whose journey is over."""
    return await members_db.home_by(work.session, work.now, BATCH)


async def end(work: UnitOfWork, member_id: int) -> int:
    """Live by the clock of home again, and be told so in the morning. Returns whether that was so."""
    member = await members_db.get(work.session, member_id)
    if member is None or member.home_at is None or member.home_at > work.now:
        return 0
    over, zone = member.home_at, work.clock_of(member.home_zone)
    await members.set_zone(work, member, zone.key)
    morning = local_time.moment(local_time.local_date(work.now, zone), TOLD_AT, zone)
    await notices.tell(
        work,
        [member.id],
        NOTICE,
        f"{over:%Y%m%d%H%M}",
        due_at=max(work.now, morning),
        not_after=max(work.now, morning) + timedelta(days=1),
        zone=zone.key,
    )
    return 1


async def _home_again(
    work: UnitOfWork, member: Member, language: Language, ref: Ref
) -> Message | None:
    zone = work.zone_of(member)
    if zone != ref["zone"]:
        return None  # they are elsewhere already
    keyboard = Keyboard().row(Button(language.button("still_away"), do("zone")))
    now = work.now.astimezone(ZoneInfo(zone))
    return Message(language.reply("home_again", zone=zone, now=now), keyboard.built())


ENDING: Piece = (due, end)

NOTICES = {NOTICE: Notice(_home_again, put_off=quiet_hours.put_off)}
