"""The list of what staff did, as it is taken out: the newest first."""

from __future__ import annotations

from solbot.bot.tables import Gathered, OutTable, TableReader, TableRow
from solbot.bot.taps import do
from solbot.staff import audit
from solbot.staff.rules import Right
from solbot.staff.tables.chat import at_clock, named
from solbot.unit_of_work import UnitOfWork

MOST = 50_000  # lines
COLUMNS = ("column_at", "column_by", "column_did", "column_about", "column_detail")


async def _audit(work: UnitOfWork, reader: TableReader, of: str) -> Gathered:
    del of
    found = await audit.newest(work, MOST)
    who = {one.actor_id for one in found} | {one.about_id for one in found if one.about_id}
    names = await named(work, sorted(who))

    def name(person: int | None) -> str:
        there = names.get(person) if person is not None else None
        return there.name if there and there.name else str(person or "")

    told = {action: audit.told(reader.language, action) for action in {one.action for one in found}}
    rows = [
        TableRow(
            None,
            (
                at_clock(one.at, reader.zone),
                name(one.actor_id),
                told[one.action],
                name(one.about_id),
                ", ".join(f"{key}: {value}" for key, value in sorted(one.detail.items())),
            ),
        )
        for one in found
    ]
    return Gathered(reader.language.button("staff_audit"), COLUMNS, rows, of_people=False)


TABLES = {"audit": OutTable(Right.AUDIT, _audit, lambda _: do("audit"), of_people=False)}
