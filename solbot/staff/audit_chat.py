"""/audit: who of the staff did what."""

from __future__ import annotations

from solbot.bot.context import Context
from solbot.content.cutting import shortened
from solbot.limits import NAME_IN_LINE
from solbot.programs import service as programs
from solbot.programs.editor.labels import role_name
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.telegram.messages import Keyboard


async def show(context: Context, args: list[str]) -> None:
    """/audit, and a tap on Older: ten lines, newest first. Looking is itself written down."""
    before = int(args[0]) if args and args[0].isdecimal() else None
    entries, older = await audit.page(context.work, before)
    titles = await programs.titles(context.work, context.language)
    if before is None:
        await audit.note(context.work, context.incoming.person_id, Action.READ_AUDIT)
    keyboard = Keyboard()
    if older is not None:
        keyboard.row(context.button("older", f"saudit:{older}"))
    keyboard.row(context.button("staff_menu", "do:staff"))
    lines = [
        {
            "at": context.local(entry.at),
            "actor": shortened(entry.actor, NAME_IN_LINE),
            "action": entry.action,
            "about": shortened(entry.about, NAME_IN_LINE) if entry.about else None,
            "program": titles.get(entry.detail.get("program", ""), entry.detail.get("program")),
            "announcement": entry.detail.get("announcement"),
            "role": role_name(context.language, entry.detail["role"])
            if "role" in entry.detail
            else None,
            "inquiry": entry.detail.get("inquiry"),
            "count": entry.detail.get("count"),
            "part": entry.detail.get("part"),
            "payment": entry.detail.get("payment"),
        }
        for entry in entries
    ]
    context.show("staff/audit", keyboard, lines=lines)
