"""What announcements have sent: themselves, what is changed of them, tests, and how a round goes."""

from __future__ import annotations

from solbot.announcements import letters as announcement_letters
from solbot.announcements.draft import service as drafts
from solbot.announcements.report import chat as report_chat
from solbot.announcements.rules import PROGRESS, REHEARSAL
from solbot.announcements.send import composing, rounds
from solbot.bot import notices
from solbot.db.details import Ref
from solbot.db.states import RoundKind
from solbot.db.tables import Member
from solbot.telegram.kinds import LetterKind, Rounds, asked_for
from solbot.telegram.letters import ShownToStaff
from solbot.telegram.messages import Message
from solbot.telegram.outbox import Claimed, Sending
from solbot.unit_of_work import UnitOfWork


async def _rehearsal(work: UnitOfWork, member: Member, letter: Claimed, _: bool) -> Message | None:
    """An announcement as readers of one of its languages will get it; None when it was changed meanwhile."""
    row = await drafts.find(work, letter.ref["announcement"])
    if row.edition != letter.ref["edition"]:
        return None
    language = work.catalog.language(letter.ref["language"])
    written = await announcement_letters.prepare(
        work, row, language, rehearsed=True, second=bool(letter.ref.get("second"))
    )
    return written(member.name) if written is not None else None


async def _tell_refused(work: UnitOfWork, sending: Sending) -> None:
    """A test that Telegram refused: whoever asked for it learns why."""
    letter, why = sending.letter, (sending.reason or "")[:120]
    about = Ref(announcement=letter.ref["announcement"], language=letter.ref["language"], why=why)
    await notices.tell(work, [letter.member_id], "test_refused", str(letter.id), **about)


LETTERS = {
    # Staff have to know that an announcement's file is refused; anybody else, that theirs is.
    RoundKind.SENDING.value: LetterKind(
        ShownToStaff.NAMED, composing.stops, repeatable=False, whole=True, paid=True
    ),
    RoundKind.CORRECTION.value: LetterKind(ShownToStaff.NAMED, asked_for),
    RoundKind.WITHDRAWAL.value: LetterKind(ShownToStaff.NAMED, asked_for),
    REHEARSAL: LetterKind(
        ShownToStaff.NAMED, asked_for, compose=_rehearsal, failed=_tell_refused, whole=True
    ),
    PROGRESS: LetterKind(ShownToStaff.NAMED, asked_for, compose=report_chat.compose),
}

ROUNDS = Rounds(
    feed=rounds.feed,
    running=rounds.running,
    feed_one=rounds.feed_one,
    stop=rounds.stop_for_fault,
    compose=composing.compose,
    fail=composing.fail,
)
