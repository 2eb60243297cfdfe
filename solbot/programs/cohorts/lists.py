"""Lists of people, pasted by staff: who is found and who is not is said first; then one tap does it.

For a cohort's people, and for marking and unmarking alumni.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Any

from solbot.bot import dialog as dialogs
from solbot.bot.context import Later, Turn
from solbot.content.catalog import Language
from solbot.content.cutting import shortened
from solbot.limits import NAME_IN_LINE
from solbot.programs import service as programs
from solbot.programs.alumni import service as alumni
from solbot.programs.cohorts import rosters
from solbot.programs.cohorts import service as cohorts
from solbot.programs.cohorts import staff_chat as runs
from solbot.programs.cohorts.rosters import Named
from solbot.programs.cohorts.service import Gone, Over
from solbot.staff import audit, people
from solbot.staff.audit import Action
from solbot.staff.people import Found
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.unit_of_work import Works

AWAITED = "people_list"
COHORT, ALUMNI, FORMER = "cohort", "alumni", "former"
"""What a list is for: to add to a cohort, to mark as alumni, to unmark."""

MOST_SHOWN = 20


async def ask_cohort(turn: Turn, args: list[str]) -> None:
    """A tap on Add people, on a cohort's page."""
    run = await runs.find(turn, args, still_open=True)
    if run is not None:
        await _ask(turn, COHORT, run.id, run.name, f"sco:{run.id}")


async def ask_alumni(turn: Turn, args: list[str]) -> None:
    """A tap on Mark by list."""
    await _ask_of_program(turn, ALUMNI, args[0])


async def ask_former(turn: Turn, args: list[str]) -> None:
    """A tap on Unmark by list."""
    await _ask_of_program(turn, FORMER, args[0])


async def typed(turn: Turn) -> None:
    """The list. Names are looked for after this turn, as that may take a moment."""
    assert turn.waiting is not None  # noqa: S101  (the way here is through it)
    wanted = rosters.read(turn.incoming.text)
    if not any(one.id is not None or one.username for one in wanted):
        turn.say("staff/no_list", Keyboard().row(turn.button("cancel", "do:cancel")))
        return
    data = {**turn.waiting.data, "list": turn.incoming.update_id}
    turn.afterwards.append(Later(partial(_looked_up, turn.me.id, turn.language, data, wanted)))


async def confirm(turn: Turn, args: list[str]) -> None:
    """A tap on Yes under a list that was looked up: this very list, and once."""
    waiting = turn.waiting
    if (
        waiting is None
        or waiting.awaits != AWAITED
        or "found" not in waiting.data
        or waiting.data["list"] != int(args[0])
    ):
        turn.toast("staff/list_gone")
        return
    data = waiting.data
    try:
        new = await _do(turn, data["purpose"], data["of"], data["found"])
    except (Gone, Over) as gone:
        turn.toast("staff/cohort_over" if isinstance(gone, Over) else "staff/cohort_gone")
        return
    await turn.rest()
    turn.show(
        "staff/list_done",
        Keyboard().row(turn.button("back", data["back"])),
        purpose=data["purpose"],
        title=data["title"],
        count=len(data["found"]),
        new_count=len(new),
    )


async def _ask_of_program(turn: Turn, purpose: str, program_id: str) -> None:
    titles = await programs.titles(turn.work, turn.language)
    if program_id not in titles:
        turn.toast("program_gone")
        return
    await _ask(turn, purpose, program_id, titles[program_id], f"sal:{program_id}")


async def _ask(turn: Turn, purpose: str, of: int | str, title: str, back: str) -> None:
    await turn.expect(AWAITED, purpose=purpose, of=of, title=title, back=back)
    turn.show(
        "staff/ask_list",
        Keyboard().row(turn.button("back", back)),
        purpose=purpose,
        title=title,
    )


async def _do(turn: Turn, purpose: str, of: Any, found: Collection[int]) -> list[int]:
    by = turn.me.id
    if purpose == COHORT:
        return await cohorts.add(turn.work, by, of, found)
    if purpose == ALUMNI:
        return await alumni.mark(turn.work, by, of, found)
    return await alumni.unmark(turn.work, by, of, found)


async def _looked_up(
    by: int, language: Language, data: dict[str, Any], wanted: list[Named], works: Works
) -> Message:
    async with works.reading() as work:
        found = await people.resolve(work, wanted)
    ids = [one.id for one in found.people]
    async with works.begin(durable=False) as work:
        await audit.note(work, by, Action.LOOKED_UP_LIST, count=len(ids))
        await dialogs.expect(work, by, AWAITED, **{**data, "found": ids})
    return _said(language, data, found)


def _said(language: Language, data: dict[str, Any], found: Found) -> Message:
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
