"""The lists of announcements that staff take out: who is interested, and how often what was tapped."""

from __future__ import annotations

from solbot.announcements import letters as announcement_letters
from solbot.announcements.draft import service as drafts
from solbot.announcements.draft.service import Announcement, AnnouncementGone
from solbot.announcements.links import service as links
from solbot.announcements.report import service as reporting
from solbot.announcements.report.service import NotThere
from solbot.bot.args import number
from solbot.bot.rosters import NotNow
from solbot.bot.tables import Gathered, OutTable, TableReader, TableRow
from solbot.bot.taps import sends
from solbot.db.details import AuditDetail
from solbot.errors import StaleButton
from solbot.programs import service as programs
from solbot.staff.rules import Right
from solbot.staff.tables.chat import at_clock
from solbot.unit_of_work import UnitOfWork


async def _announcement(work: UnitOfWork, of: str) -> Announcement:
    """One of which lists may be seen: not of who answered something."""
    try:
        row = await drafts.find(work, number(of))
    except (AnnouncementGone, StaleButton):
        raise NotNow("staff/announcement_gone") from None
    if row.private:
        raise NotNow("staff/round_not_going")
    return row


async def _interested(work: UnitOfWork, reader: TableReader, of: str) -> Gathered:
    row = await _announcement(work, of)
    try:
        found = await reporting.everyone_interested(work, row.id)
    except NotThere:
        raise NotNow("staff/round_not_going") from None
    rows = [TableRow(person, (at_clock(at, reader.zone),)) for person, at in found]
    title = reader.language.button("table_interested", number=row.id)
    return Gathered(title, ("column_since",), rows)


async def _taps(work: UnitOfWork, reader: TableReader, of: str) -> Gathered:
    row = await _announcement(work, of)
    counts = await reporting.taps(work, row.id)
    rows = []
    for one in row.buttons:
        title = await programs.title_of(work, reader.language, one.get("program"))
        label = announcement_letters.named(one, reader.language, title)
        known = "" if one["kind"] == "link" else str(sum(counts.get(one["n"], {}).values()))
        rows.append(TableRow(None, (label, known)))
    few = reader.language.button("fewer_than_five")
    for led in await links.opened(work, row.id):
        rows.append(TableRow(None, (led.address, few if led.count is None else str(led.count))))
    named = reader.language.button("table_taps", number=row.id)
    return Gathered(named, ("column_button", "column_taps"), rows, of_people=False)


def _about(of: str) -> AuditDetail:
    return {"announcement": int(of)}


TABLES = {
    "interested": OutTable(Right.ANNOUNCEMENTS, _interested, lambda of: sends("bcin", of), _about),
    "taps": OutTable(
        Right.ANNOUNCEMENTS, _taps, lambda of: sends("bco", of), _about, of_people=False
    ),
}
