"""What lists of people are for among announcements: who is interested."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from solbot.announcements.draft import service as drafts
from solbot.announcements.draft.service import Announcement, AnnouncementGone
from solbot.announcements.report import after as report_after
from solbot.announcements.report import service as reporting
from solbot.announcements.report.service import NotThere
from solbot.bot.args import number
from solbot.bot.rosters import NotNow, RosterPurpose
from solbot.content.language import Language
from solbot.errors import StaleButton
from solbot.staff.rules import Right
from solbot.unit_of_work import UnitOfWork


async def _title(work: UnitOfWork, language: Language, of: str) -> str:
    row = await _announcement(work, of)
    return language.button("table_interested", number=row.id)


async def _announcement(work: UnitOfWork, of: str) -> Announcement:
    """One of which it may be seen who is interested."""
    try:
        row = await drafts.find(work, number(of))
    except (AnnouncementGone, StaleButton):
        raise NotNow("staff/announcement_gone") from None
    if row.private or not any(one["kind"] == "interested" for one in row.buttons):
        raise NotNow("staff/round_not_going")
    return row


async def _add(work: UnitOfWork, by: int, of: str, people: Sequence[int]) -> list[int]:
    try:
        return await reporting.list_interested(work, by, int(of), people)
    except NotThere:
        raise NotNow("staff/round_not_going") from None


async def _take_off(work: UnitOfWork, by: int, of: str, people: Collection[int]) -> list[int]:
    return await reporting.unlist_interested(work, by, int(of), people)


async def _there(work: UnitOfWork, of: str) -> Collection[int]:
    try:
        return [one for one, _ in await reporting.everyone_interested(work, int(of))]
    except NotThere:
        return ()


PURPOSES = {
    "interested": RosterPurpose(
        Right.ANNOUNCEMENTS,
        _title,
        _add,
        _take_off,
        _there,
        lambda of: report_after.interested.to(number(of)),
    )
}
