"""What of sequences is due is put in the outbox; when it is claimed, it is looked at once more, and put into words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence as Several
from datetime import datetime, timedelta

from solbot.announcements import letters as announcement_letters
from solbot.announcements import rules as announcement_rules
from solbot.announcements.draft import settings_service
from solbot.announcements.rules import Content
from solbot.announcements.send import rounds_db
from solbot.announcements.send.composing import stops
from solbot.announcements.sequences import db as sequences_db
from solbot.announcements.sequences import rules
from solbot.announcements.sequences import service as sequences
from solbot.announcements.sequences.rules import Fate
from solbot.announcements.sequences.service import Days, SequenceGone
from solbot.bot import notices
from solbot.bot.routes import TickJob
from solbot.bot.taps import sends
from solbot.content.catalog import Language
from solbot.db.details import Ref
from solbot.db.states import Anchor, SequenceState
from solbot.db.tables import Member, Sequence, SequenceMessage
from solbot.members import quiet_hours
from solbot.programs import service as programs
from solbot.telegram import outbox_db
from solbot.telegram.kinds import LetterKind, asked_for
from solbot.telegram.letters import Priority, ShownToStaff
from solbot.telegram.messages import Button, Message
from solbot.telegram.outbox import Claimed, Sending
from solbot.unit_of_work import UnitOfWork

KIND, TEST = "sequence", "sequence_test"
REFUSED = "sequence_refused"
EVERY = 20  # seconds between looks at what is due
NO_ANNOUNCEMENT = 0
"""What the quiet button under a message of a sequence names in place of an announcement."""


async def near(work: UnitOfWork) -> list[int]:
    """Messages that may be due for somebody about now."""
    found: list[int] = []
    days: dict[int, Days | None] = {}
    for row, one in await sequences_db.running(work.session):
        if row.id not in days:
            days[row.id] = await sequences.days(work, row)
        tied, plan = days[row.id], sequences.plan_of(one)
        if tied is not None and rules.may_be_due(plan, tied.of(plan.anchor), work.now):
            found.append(one.id)
    return found


async def hand_over(work: UnitOfWork, message_id: int) -> int:
    """Put a message in the outbox for everybody to whom it is due and who has not got it. Returns how many."""
    found = await sequences_db.message(work.session, message_id)
    row = await sequences_db.get(work.session, found.sequence_id) if found else None
    if row is None or found is None or row.state != SequenceState.RUNNING:
        return 0
    plan = sequences.plan_of(found)
    recent = work.now - timedelta(days=plan.days) - rules.NEAR
    joined_after = recent if plan.anchor is Anchor.JOINED else None
    due = {
        one.member_id: one.at
        for one in await sequences.planned(work, row, found, joined_after=joined_after)
        if one.fate is Fate.DUE and not one.taken and one.at is not None
    }
    new = await sequences_db.take(work.session, found.id, due)
    await outbox_db.put(
        work.session, [_letter(found.id, member, due[member]) for member in sorted(new)]
    )
    return len(new)


def _letter(message_id: int, member_id: int, at: datetime) -> dict[str, object]:
    return {
        "key": f"{KIND}:{message_id}:{member_id}:{int(at.timestamp())}",
        "member_id": member_id,
        "kind": KIND,
        "priority": Priority.ANNOUNCEMENT.value,
        "ref": {"message": message_id},
        "due_at": at,
        "not_after": at + rules.LATE,
    }


async def test(work: UnitOfWork, by: int, found: SequenceMessage, key: int) -> int:
    """Send a message to whoever asks, in each of its languages, the way its readers will get it. Returns how many."""
    await outbox_db.put(
        work.session,
        [
            {
                "key": f"{TEST}:{found.id}:{code}:{key}",
                "member_id": by,
                "kind": TEST,
                "ref": {"message": found.id, "edition": found.edition, "language": code},
                "due_at": work.now,
            }
            for code in found.content
        ],
    )
    return len(found.content)


async def in_words(
    work: UnitOfWork,
    row: Sequence,
    found: SequenceMessage,
    language: Language,
    name: str | None,
    *,
    rehearsed: bool,
) -> Message | None:
    """A message as somebody reads it; None where it has no words."""
    code = announcement_rules.best(found.content, language.code, work.catalog.languages[0])
    if code is None:
        return None
    content = Content.of(found.content[code])
    title = await programs.title_of(work, language, row.program_id) or ""
    tried = announcement_letters.REHEARSED if rehearsed else None
    off = Button(language.button("announcements_off"), sends("no", NO_ANNOUNCEMENT, tried))
    html = announcement_rules.filled(content.html, name, title)
    return announcement_letters.with_files(Message(html, ((off,),)), content)


async def _compose(work: UnitOfWork, member: Member, letter: Claimed, _: bool) -> Message | None:
    """The message, if it is still to come now: not where they left, it was paused, or its day moved meanwhile."""
    try:
        row, found = await sequences.message(work, letter.ref["message"])
    except SequenceGone:
        return None
    who = await sequences_db.participant(work.session, row, member.id)
    tied = await sequences.days(work, row)
    if who is None or tied is None or row.state != SequenceState.RUNNING:
        return None
    plan = sequences.plan_of(found)
    at = rules.moment_of(plan, tied.of(plan.anchor), who.joined_at, sequences.clock_of(work, who))
    what = rules.fate(at, who.joined_at, found.since, work.now)
    if what is Fate.COMING:
        await sequences_db.release(work.session, found.id, member.id)
    if what is not Fate.DUE:
        return None
    language = work.language_of(member)
    return await in_words(work, row, found, language, member.name, rehearsed=False)


async def _rehearse(work: UnitOfWork, member: Member, letter: Claimed, _: bool) -> Message | None:
    try:
        row, found = await sequences.message(work, letter.ref["message"])
    except SequenceGone:
        return None
    if found.edition != letter.ref["edition"]:
        return None
    language = work.catalog.language(letter.ref["language"])
    return await in_words(work, row, found, language, member.name, rehearsed=True)


async def _put_off(work: UnitOfWork, member: Member, letter: Claimed) -> datetime | None:
    """Until after the quiet hours, and not in the middle of something; later than it may be, it is skipped."""
    del letter
    over = quiet_hours.until(work, member)
    if over is not None:
        return over
    gap = (await settings_service.current(work)).quiet
    busy = await rounds_db.busy_since(work.session, [member.id], work.now - gap, work.now)
    return busy[member.id] + gap if member.id in busy else None


async def _arrived(work: UnitOfWork, found: Several[tuple[Claimed, int]]) -> None:
    by: defaultdict[int, list[int]] = defaultdict(list)
    for letter, _ in found:
        by[letter.ref["message"]].append(letter.member_id)
    for message_id, members in by.items():
        await sequences_db.arrived(work.session, message_id, members, work.now)


async def _tell_refused(work: UnitOfWork, sending: Sending) -> None:
    """A test that Telegram refused: whoever asked for it learns why."""
    letter, why = sending.letter, (sending.reason or "")[:120]
    about = Ref(message=letter.ref["message"], language=letter.ref["language"], why=why)
    await notices.tell(work, [letter.member_id], REFUSED, str(letter.id), **about)


LETTERS = {
    KIND: LetterKind(
        ShownToStaff.NAMED,
        stops,
        put_off=_put_off,
        compose=_compose,
        arrived=_arrived,
        repeatable=False,
        whole=True,
    ),
    TEST: LetterKind(
        ShownToStaff.NAMED, asked_for, compose=_rehearse, failed=_tell_refused, whole=True
    ),
}

TICKS = [TickJob("sequences", EVERY, [(near, hand_over)])]
