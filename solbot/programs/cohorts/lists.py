"""Lists of people, pasted by staff: who is found and who is not is said first; then one tap does it.

For a cohort's people, and for marking and unmarking alumni.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Any

from solbot.bot import dialog
from solbot.bot.context import Context, Later
from solbot.content.catalog import Language
from solbot.content.cutting import shortened
from solbot.limits import NAME_IN_LINE
from solbot.programs import service as programs
from solbot.programs.alumni import service as alumni
from solbot.programs.cohorts import rosters
from solbot.programs.cohorts import service as cohorts
from solbot.programs.cohorts import staff_chat as cohorts_staff_chat
from solbot.programs.cohorts.rosters import Named
from solbot.programs.cohorts.service import CohortGone, Over
from solbot.staff import audit, people
from solbot.staff.audit import Action
from solbot.staff.people import FoundPeople
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.unit_of_work import UnitsOfWork

AWAITED = "people_list"
COHORT, ALUMNI, FORMER = "cohort", "alumni", "former"
"""What a list is for: to add to a cohort, to mark as alumni, to unmark."""

MOST_SHOWN = 20


async def ask_cohort(context: Context, args: list[str]) -> None:
    """A tap on Add people, on a cohort's page."""
    run = await cohorts_staff_chat.find(context, args, still_open=True)
    if run is not None:
        await _ask(context, COHORT, run.id, run.name, f"sco:{run.id}")


async def ask_alumni(context: Context, args: list[str]) -> None:
    """A tap on Mark by list."""
    await _ask_of_program(context, ALUMNI, args[0])


async def ask_former(context: Context, args: list[str]) -> None:
    """A tap on Unmark by list."""
    await _ask_of_program(context, FORMER, args[0])


async def typed(context: Context) -> None:
    """The list. Names are looked for after this turn, as that may take a moment."""
    assert context.waiting is not None  # noqa: S101  (the way here is through it)
    wanted = rosters.read(context.incoming.text)
    if not any(one.id is not None or one.username for one in wanted):
        context.say("staff/no_list", Keyboard().row(context.button("cancel", "do:cancel")))
        return
    data = {**context.waiting.data, "list": context.incoming.update_id}
    context.afterwards.append(
        Later(partial(_looked_up, context.me.id, context.language, data, wanted))
    )


async def confirm(context: Context, args: list[str]) -> None:
    """A tap on Yes under a list that was looked up: this very list, and once."""
    waiting = context.waiting
    if (
        waiting is None
        or waiting.awaits != AWAITED
        or "found" not in waiting.data
        or waiting.data["list"] != int(args[0])
    ):
        context.toast("staff/list_gone")
        return
    data = waiting.data
    try:
        new = await _do(context, data["purpose"], data["of"], data["found"])
    except (CohortGone, Over) as gone:
        context.toast("staff/cohort_over" if isinstance(gone, Over) else "staff/cohort_gone")
        return
    await context.rest()
    context.show(
        "staff/list_done",
        Keyboard().row(context.button("back", data["back"])),
        purpose=data["purpose"],
        title=data["title"],
        count=len(data["found"]),
        new_count=len(new),
    )


async def _ask_of_program(context: Context, purpose: str, program_id: str) -> None:
    titles = await programs.titles(context.work, context.language)
    if program_id not in titles:
        context.toast("program_gone")
        return
    await _ask(context, purpose, program_id, titles[program_id], f"sal:{program_id}")


async def _ask(context: Context, purpose: str, of: int | str, title: str, back: str) -> None:
    await context.expect(AWAITED, purpose=purpose, of=of, title=title, back=back)
    context.show(
        "staff/ask_list",
        Keyboard().row(context.button("back", back)),
        purpose=purpose,
        title=title,
    )


async def _do(context: Context, purpose: str, of: Any, found: Collection[int]) -> list[int]:
    by = context.me.id
    if purpose == COHORT:
        return await cohorts.add(context.work, by, of, found)
    if purpose == ALUMNI:
        return await alumni.mark(context.work, by, of, found)
    return await alumni.unmark(context.work, by, of, found)


async def _looked_up(
    by: int, language: Language, data: dict[str, Any], wanted: list[Named], works: UnitsOfWork
) -> Message:
    async with works.reading() as work:
        found = await people.resolve(work, wanted)
    ids = [one.id for one in found.people]
    async with works.begin(durable=False) as work:
        await audit.note(work, by, Action.LOOKED_UP_LIST, count=len(ids))
        await dialog.expect(work, by, AWAITED, **{**data, "found": ids})
    return _said(language, data, found)


def _said(language: Language, data: dict[str, Any], found: FoundPeople) -> Message:
    count = len(found.people)
    keyboard = Keyboard()
    if count:
        label = f"list_yes_{data['purpose']}"
        keyboard.row(Button(language.button(label, count=count), f"sly:{data['list']}"))
    keyboard.row(Button(language.button("back"), data["back"]))
    html = language.reply(
        "staff/list_found",
        purpose=data["purpose"],
        title=data["title"],
        count=count,
        names=[shortened(people.called(one), NAME_IN_LINE) for one in found.people[:MOST_SHOWN]],
        more=max(0, count - MOST_SHOWN),
        missing=[shortened(line, NAME_IN_LINE) for line in found.missing[:MOST_SHOWN]],
        more_missing=max(0, len(found.missing) - MOST_SHOWN),
        unclear=[shortened(line, NAME_IN_LINE) for line in found.unclear[:MOST_SHOWN]],
    )
    return Message(html, keyboard.built())
