"""/program: staff look after programs. The list, a program's page, publishing it, closing it, taking changes back."""

from __future__ import annotations

from collections.abc import Sequence

from solbot.bot import pager as pages
from solbot.bot.args import one_of
from solbot.bot.context import Turn
from solbot.content.editions import Change, changes
from solbot.content.labels import fitted
from solbot.programs import chat as seen
from solbot.programs import requests
from solbot.programs import service as programs
from solbot.programs.editor import service as drafts
from solbot.programs.editor import values
from solbot.programs.editor.service import Changed, Draft, Gone
from solbot.programs.seats import service as seats
from solbot.programs.service import State
from solbot.staff import service as staff
from solbot.telegram.messages import Button, Keyboard, Message

CHANGES = 12
"""How many of them stand on a page."""


async def show(turn: Turn, args: list[str]) -> None:
    """/program, and a tap on an earlier or later page: every program with its state."""
    found = await drafts.everyone(turn.work)
    page = pages.named(args, 0, len(found))
    here = page.of(found)
    code = turn.language.code
    keyboard = Keyboard().row(turn.button("new_program", "spnew"))
    keyboard.grid((Button(fitted(one.title(code)), f"spg:{one.id}") for one in here), 1)
    keyboard.row(*page.turning(turn, "spls"))
    keyboard.row(turn.button("cohorts", "scl:-"), turn.button("staff_menu", "do:staff"))
    listed = [
        {"title": one.title(code), "state": one.state, "changes": len(one.changes)} for one in here
    ]
    turn.show(
        "staff/programs",
        keyboard,
        programs=listed,
        page=page.number,
        pages=page.count,
    )


async def open_one(turn: Turn, args: list[str]) -> None:
    """A tap on a program."""
    draft = await find(turn, args)
    if draft is not None:
        turn.put(await overview(turn, draft, args))


async def overview(turn: Turn, draft: Draft, args: Sequence[str] = ()) -> Message:
    """A program's page for staff, with a page of what is not published: `program, page`."""
    here = pages.named(args, 1, len(draft.changes), CHANGES)
    keyboard = Keyboard().row(*here.turning(turn, f"spg:{draft.id}"))
    keyboard.row(
        turn.button("edit_program", f"spe:{draft.id}"), turn.button("preview", f"spv:{draft.id}")
    )
    if draft.changes:
        keyboard.row(
            turn.button("publish", f"spp:{draft.id}"),
            turn.button("drop_changes", f"spx:{draft.id}"),
        )
    keyboard.row(*_states(turn, draft))
    keyboard.row(
        turn.button("cohorts", f"scl:{draft.id}"), turn.button("alumni_of", f"sal:{draft.id}")
    )
    if draft.edition:
        keyboard.row(turn.button("earlier_editions", f"sph:{draft.id}"))
    if draft.now is not None:
        keyboard.row(
            turn.button("seats", f"sst:{draft.id}"), turn.button("share", f"pq:{draft.id}")
        )
    keyboard.row(turn.button("all_programs", "do:program"), turn.button("staff_menu", "do:staff"))
    return turn.message(
        "staff/program",
        keyboard,
        title=draft.title(turn.language.code),
        state=draft.state,
        edition=draft.edition,
        changes=_shown(turn, here.of(draft.changes)),
        more=len(draft.changes) - len(here.of(draft.changes)),
        wanted=[
            {"fact": fact, "count": count}
            for fact, count in (await requests.waiting(turn.work, draft.id)).items()
        ],
    )


async def preview(turn: Turn, args: list[str]) -> None:
    """A tap on Preview: the card as people will see it, in each language that has one."""
    draft = await find(turn, args)
    if draft is None:
        return
    for code, language in turn.work.catalog.by_code.items():
        if not draft.next.copy.get(code, {}).get("title"):
            continue
        program = programs.in_words(turn.work, draft.id, draft.next, language)
        html = language.reply("program", **seen.values(turn, program, language))
        keyboard = Keyboard()
        if program.flyer is not None:
            keyboard.row(turn.button("flyer", f"spl:{draft.id}"))
        turn.send(Message(html, keyboard.built()))
    keyboard = Keyboard()
    if draft.changes:
        keyboard.row(turn.button("publish", f"spp:{draft.id}"))
    keyboard.row(turn.button("back", f"spg:{draft.id}"))
    turn.say("staff/previewed", keyboard, title=draft.title(turn.language.code))


async def flyer(turn: Turn, args: list[str]) -> None:
    """A tap on Flyer under a preview."""
    draft = await find(turn, args)
    if draft is None:
        return
    program = programs.in_words(turn.work, draft.id, draft.next, turn.language)
    message = await seen.handed_out(turn.work, turn.language, program, "flyer", program.flyer)
    if message is None:
        turn.toast("staff/not_fetched_yet", stands=True)
    else:
        turn.send(message)


async def ask_publish(turn: Turn, args: list[str]) -> None:
    """A tap on Publish: what would change, or what is lacking."""
    draft = await find(turn, args)
    if draft is not None:
        await _ask_publish(turn, draft, args)


async def _ask_publish(turn: Turn, draft: Draft, args: Sequence[str] = ()) -> None:
    """What is lacking, or would change: a page of it."""
    lacking = await drafts.lacks(turn.work, draft)
    code = turn.work.catalog.languages[0]
    here = pages.named(args, 1, len(lacking or draft.changes), CHANGES)
    keyboard = Keyboard().row(*here.turning(turn, f"spp:{draft.id}"))
    if lacking:
        for one in here.of(lacking):
            label = turn.language.button(f"field_{one.name}")
            keyboard.row(Button(label, f"spf:{draft.id}:{one.name}:{one.language}"))
    elif draft.changes:
        keyboard.row(turn.button("publish_yes", f"spgo:{draft.id}:{draft.number}"))
    keyboard.row(turn.button("back", f"spg:{draft.id}"))
    turn.show(
        "staff/ask_publish",
        keyboard,
        language=turn.work.catalog.language(code).name,
        title=draft.title(turn.language.code),
        lacking=[
            {
                "field": values.name(turn, one.name),
                "language": turn.work.catalog.language(one.language).name,
                "count": one.count,
                "low": one.low,
                "high": one.high,
            }
            for one in here.of(lacking)
        ],
        changes=_shown(turn, here.of(draft.changes)),
        more=len(draft.changes) - len(here.of(draft.changes)),
        untranslated=[
            language.name
            for code, language in turn.work.catalog.by_code.items()
            if not programs.is_written(draft.next, code)
        ],
    )


async def publish(turn: Turn, args: list[str]) -> None:
    """A tap on Yes, publish: this very draft, and no other."""
    try:
        draft = await drafts.publish(turn.work, turn.me.id, args[0], int(args[1]))
    except Changed:
        turn.toast("staff/draft_changed")
        await ask_publish(turn, args[:1])
        return
    except Gone:
        turn.toast("program_gone")
        return
    keyboard = Keyboard().row(
        turn.button("see_program", f"p:{draft.id}"), turn.button("back", f"spg:{draft.id}")
    )
    turn.show("staff/published", keyboard, title=draft.title(turn.language.code))


async def ask_drop(turn: Turn, args: list[str]) -> None:
    """A tap on Drop the changes: really?"""
    draft = await find(turn, args)
    if draft is None:
        return
    keyboard = Keyboard().row(
        turn.button("drop_changes_yes", f"spxx:{draft.id}"),
        turn.button("back", f"spg:{draft.id}"),
    )
    turn.show("staff/ask_drop_changes", keyboard, title=draft.title(turn.language.code))


async def drop(turn: Turn, args: list[str]) -> None:
    """A tap on Yes: the draft is what everybody sees again."""
    if await find(turn, args) is not None:
        await drafts.drop(turn.work, turn.me.id, args[0])
        await show(turn, [])


async def set_state(turn: Turn, args: list[str]) -> None:
    """A tap on Close, Open again, Archive or Bring back. Archiving is asked about while people have seats."""
    draft = await find(turn, args)
    if draft is None:
        return
    state, sure = one_of(State, args[1]), args[2:] == ["yes"]
    if state is State.ARCHIVED and not sure and await _ask_archive(turn, draft):
        return
    changed = await drafts.set_state(turn.work, turn.me.id, draft.id, state)
    turn.put(await overview(turn, changed))


async def _ask_archive(turn: Turn, draft: Draft) -> bool:
    """Ask before people with a seat lose their program from sight; False where there are none."""
    seated, waiting = await seats.people(turn.work, draft.id)
    if not seated and not waiting:
        return False
    keyboard = Keyboard().row(
        turn.button("archive_yes", f"sps:{draft.id}:{State.ARCHIVED}:yes"),
        turn.button("back", f"spg:{draft.id}"),
    )
    title = draft.title(turn.language.code)
    turn.show("staff/ask_archive", keyboard, title=title, seated=seated, waiting=waiting)
    return True


async def history(turn: Turn, args: list[str]) -> None:
    """A tap on Earlier editions."""
    draft = await find(turn, args)
    if draft is None:
        return
    found = await drafts.history(turn.work, draft.id)
    page = pages.named(args, 1, len(found))
    here = page.of(found)
    names = await staff.names(turn.work, {one.by for one in here})
    keyboard = Keyboard().grid(
        (turn.button("edition", f"spc:{draft.id}:{one.number}", number=one.number) for one in here),
        3,
    )
    keyboard.row(*page.turning(turn, f"sph:{draft.id}"))
    keyboard.row(turn.button("back", f"spg:{draft.id}"))
    turn.show(
        "staff/editions",
        keyboard,
        title=draft.title(turn.language.code),
        editions=[
            {
                "number": one.number,
                "at": turn.local(one.at),
                "by": names.get(one.by, ""),
                "of_files": one.by == drafts.BY_FILES,
                "in_force": one.number == draft.edition,
            }
            for one in here
        ],
    )


async def compare(turn: Turn, args: list[str]) -> None:
    """A tap on an edition: how it differs from the one in force."""
    draft = await find(turn, args)
    found = await drafts.history(turn.work, draft.id) if draft else []
    edition = next((one for one in found if one.number == int(args[1])), None)
    if draft is None or edition is None:
        turn.toast("program_gone")
        return
    differing = changes(draft.now or edition.edition, edition.edition)
    here = pages.named(args, 2, len(differing), CHANGES)
    keyboard = Keyboard().row(*here.turning(turn, f"spc:{draft.id}:{edition.number}"))
    if differing:
        keyboard.row(turn.button("take_back", f"spb:{draft.id}:{edition.number}"))
    keyboard.row(turn.button("back", f"sph:{draft.id}"))
    turn.show(
        "staff/compared",
        keyboard,
        title=draft.title(turn.language.code),
        number=edition.number,
        at=turn.local(edition.at),
        changes=_shown(turn, here.of(differing)),
        more=len(differing) - len(here.of(differing)),
    )


async def take_back(turn: Turn, args: list[str]) -> None:
    """A tap on Go back to this one: it becomes the draft, to be looked at and published."""
    try:
        draft = await drafts.take_back(turn.work, turn.me.id, args[0], int(args[1]))
    except Gone:
        turn.toast("program_gone")
        return
    await _ask_publish(turn, draft)


async def find(turn: Turn, args: list[str]) -> Draft | None:
    """The program a button is about; None, said kindly, when there is none."""
    try:
        return await drafts.find(turn.work, args[0])
    except Gone:
        turn.toast("program_gone")
        return None


def _states(turn: Turn, draft: Draft) -> list[Button]:
    to = {
        State.OPEN: (State.CLOSED, State.ARCHIVED),
        State.CLOSED: (State.OPEN, State.ARCHIVED),
        State.DRAFT: (State.ARCHIVED,),
        State.ARCHIVED: (State.OPEN,),
    }[draft.state]
    return [turn.button(f"make_{state}", f"sps:{draft.id}:{state}") for state in to]


def _shown(turn: Turn, found: Sequence[Change]) -> list[dict[str, object]]:
    return [
        {
            "field": values.name(turn, one.name),
            "language": turn.work.catalog.language(one.language).name if one.language else None,
            "old": values.shown(turn, one.name, one.old, 60),
            "new": values.shown(turn, one.name, one.new, 60),
        }
        for one in found
    ]
