"""Who has been away for years is asked, once, whether everything of theirs is to stay; where no sign comes for sixty
days, it is erased as /forget does. Only where owners want it (`SOLBOT_AWAY_YEARS`).

That somebody was asked is known by the letter, which is kept longer than they have time to answer. Nobody is erased
whom the question did not reach; whoever asked for silence is not asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, time, timedelta

from solbot import local_time
from solbot.bot.context import Context
from solbot.bot.routes import TickJob
from solbot.bot.taps import do, tap
from solbot.db.tables import Member
from solbot.members import away_db, quiet_hours
from solbot.members import service as members
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.telegram import outbox_db
from solbot.telegram.kinds import LetterKind, unasked
from solbot.telegram.letters import ShownToStaff
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.telegram.outbox import Claimed
from solbot.unit_of_work import UnitOfWork

KIND = "away"
ANSWER_WITHIN = timedelta(days=60)
EVERY = 3600  # seconds
BATCH = 200
ASKED_AT = time(10)

_DAY = timedelta(days=1)
_YEAR = timedelta(days=366)  # never too early


async def to_ask(work: UnitOfWork) -> Sequence[int]:
    """Who is to be asked now."""
    before = _before(work)
    if before is None:
        return []
    return await away_db.to_ask(work.session, before, work.now, KIND, BATCH)


async def ask(work: UnitOfWork, member_id: int) -> int:
    """Put the question in the outbox, for a morning of theirs. Returns whether it is needed."""
    member = await members.find(work, member_id)
    if member is None or not is_away(work, member):
        return 0
    zone = work.clock_of(member.zone)
    today = local_time.local_date(work.now, zone)
    at = local_time.moment(today, ASKED_AT, zone)
    if at < work.now:
        at = local_time.moment(today + _DAY, ASKED_AT, zone)
    letter = {
        "key": f"{KIND}:{member.id}:{today}",
        "member_id": member.id,
        "kind": KIND,
        "ref": {},
        "due_at": at,
    }
    await outbox_db.put(work.session, [letter])
    return 1


async def silent(work: UnitOfWork) -> Sequence[int]:
    """Who was asked, and gave no sign since."""
    before = _before(work)
    if before is None:
        return []
    # The last day is theirs to its end, wherever they live.
    asked_before = work.now - ANSWER_WITHIN - 2 * _DAY
    return await away_db.silent(work.session, before, asked_before, KIND, BATCH)


async def erase(work: UnitOfWork, member_id: int) -> int:
    """Erase everything of somebody who gave no sign; the audit says that it was done, and not to whom."""
    member = await members.find(work, member_id)
    if member is None or not is_away(work, member):
        return 0
    await members.forget(work, member)
    await audit.note(work, audit.ITSELF, Action.ERASED_AWAY)
    return 1


def is_away(work: UnitOfWork, member: Member) -> bool:
    """Whether a member was last here longer ago than owners want things kept."""
    before = _before(work)
    if before is None or member.consented_at is None:
        return False
    return (member.seen_on or member.consented_at.astimezone(UTC).date()) < before


def _before(work: UnitOfWork) -> date | None:
    """The day since which nobody is away; None where nobody is ever asked."""
    return (work.now - work.away_years * _YEAR).date() if work.away_years else None


async def _question(
    work: UnitOfWork, member: Member, letter: Claimed, busy: bool
) -> Message | None:
    """None for somebody who was here meanwhile."""
    del letter, busy
    if not is_away(work, member):
        return None
    language = work.language_of(member)
    last = local_time.local_date(work.now + ANSWER_WITHIN, work.clock_of(member.zone))
    keyboard = (
        Keyboard()
        .row(Button(language.button("keep_everything"), keep.to()))
        .row(
            Button(language.button("export"), do("export")),
            Button(language.button("forget"), do("forget")),
        )
    )
    html = language.reply("away", away_years=work.away_years, day=last)
    return Message(html, keyboard.built())


@tap("awk")
async def keep(context: Context) -> None:
    """A tap on Keep everything. Whatever else they do keeps it as well, as they are here then."""
    context.rebutton()
    context.say("away_kept")


LETTERS = {
    KIND: LetterKind(ShownToStaff.NOT, unasked, put_off=quiet_hours.put_off, compose=_question)
}
TICKS = [TickJob("away", EVERY, [(to_ask, ask), (silent, erase)])]
