"""/program: staff look after programs. The list, a program's page, publishing it, closing it, taking changes back."""

from __future__ import annotations

from collections.abc import Sequence

from solbot.announcements.sequences import chat as sequences_chat
from solbot.announcements.sequences import service as sequences
from solbot.bot import pager
from solbot.bot.args import known
from solbot.bot.context import Context
from solbot.bot.taps import do, sends, tap
from solbot.content.editions import FieldChange, changes
from solbot.content.labels import fitted
from solbot.db.states import ProgramState
from solbot.programs import chat as programs_chat
from solbot.programs import requests
from solbot.programs import service as programs
from solbot.programs.alumni import chat as alumni_chat
from solbot.programs.cohorts import staff_chat as cohorts_staff_chat
from solbot.programs.editor import publishing, values
from solbot.programs.editor import service as editor
from solbot.programs.editor.service import DraftChanged, ProgramDraft, ProgramGone
from solbot.programs.seats import service as seats
from solbot.programs.society import staff_chat as society_staff_chat
from solbot.staff import service as staff
from solbot.telegram.messages import Button, Keyboard, Message

CHANGES = 12  # stand on a page
DRAFT = 0  # in a button, where the number of an earlier edition would be
SURE = "yes"  # in a button: it was asked about


async def show(context: Context, named: str = "") -> None:
    """/program, and a tap on an earlier or later page: every program with its state."""
    found = await editor.everyone(context.work)
    page = pager.at(named, len(found))
    here = page.of(found)
    code = context.language.code
    keyboard = Keyboard().row(context.button("new_program", sends("spnew")))
    keyboard.grid((Button(fitted(one.title(code)), open_one.to(one.id)) for one in here), 1)
    keyboard.row(*page.turning(context, sends("spls")))
    keyboard.row(
        context.button("cohorts", cohorts_staff_chat.show.to(cohorts_staff_chat.ALL)),
        context.button("society_page", society_staff_chat.show.to()),
    )
    keyboard.row(context.button("staff_menu", do("staff")))
    listed = [
        {"title": one.title(code), "state": one.state, "changes": len(one.changes)} for one in here
    ]
    context.show(
        "staff/programs",
        keyboard,
        programs=listed,
        page=page.number,
        pages=page.count,
    )


@tap("spg")
async def open_one(context: Context, program_id: str, page: int = 0) -> None:
    """A tap on a program."""
    draft = await find(context, program_id)
    if draft is not None:
        context.put(await overview(context, draft, page))


async def overview(context: Context, draft: ProgramDraft, page: int = 0) -> Message:
    """A program's page for staff, with a page of what is not published."""
    here = pager.at(page, len(draft.changes), CHANGES)
    keyboard = Keyboard().row(*here.turning(context, open_one.to(draft.id)))
    keyboard.row(
        context.button("edit_program", sends("spe", draft.id)),
        context.button("preview", preview.to(draft.id)),
    )
    if draft.changes:
        keyboard.row(
            context.button("publish", ask_publish.to(draft.id)),
            context.button("drop_changes", ask_drop.to(draft.id)),
        )
    keyboard.row(*_states(context, draft))
    keyboard.row(
        context.button("cohorts", cohorts_staff_chat.show.to(draft.id)),
        context.button("alumni_of", alumni_chat.show.to(draft.id)),
    )
    if draft.edition:
        keyboard.row(context.button("earlier_editions", history.to(draft.id)))
    if draft.now is not None:
        keyboard.row(
            context.button("seats", sends("sst", draft.id)),
            context.button("share", programs_chat.share.to(draft.id)),
        )
        keyboard.row(
            context.button("booking_questions", sends("sb", draft.id)),
            context.button("sequences", sequences_chat.show.to(sequences_chat.PROGRAM, draft.id)),
        )
    keyboard.row(
        context.button("all_programs", do("program")), context.button("staff_menu", do("staff"))
    )
    return context.message(
        "staff/program",
        keyboard,
        title=draft.title(context.language.code),
        state=draft.state,
        edition=draft.edition,
        changes=_shown(context, here.of(draft.changes)),
        more=len(draft.changes) - len(here.of(draft.changes)),
        wanted=[
            {"fact": fact, "count": count}
            for fact, count in (await requests.waiting(context.work, draft.id)).items()
        ],
    )


@tap("spv")
async def preview(context: Context, program_id: str) -> None:
    """A tap on Preview: the card as people will see it, in each language that has one."""
    draft = await find(context, program_id)
    if draft is None:
        return
    for code, language in context.work.catalog.by_code.items():
        if not draft.next.copy.get(code, {}).get("title"):
            continue
        program = programs.in_words(context.work, draft.id, draft.next, language)
        html = language.reply("program", **programs_chat.values(context, program, language))
        keyboard = Keyboard()
        if program.flyer is not None:
            keyboard.row(context.button("flyer", flyer.to(draft.id, code)))
        context.send(Message(html, keyboard.built()))
    keyboard = Keyboard()
    if draft.changes:
        keyboard.row(context.button("publish", ask_publish.to(draft.id)))
    keyboard.row(context.button("back", open_one.to(draft.id)))
    context.say("staff/previewed", keyboard, title=draft.title(context.language.code))


@tap("spl")
async def flyer(context: Context, program_id: str, code: str | None = None) -> None:
    """A tap on Flyer under a preview: the one that readers of it get."""
    draft = await find(context, program_id)
    if draft is None:
        return
    spoken = context.work.catalog.by_code
    language = spoken[known(code, spoken)] if code is not None else context.language
    program = programs.in_words(context.work, draft.id, draft.next, language)
    message = await programs_chat.handed_out(
        context.work, language, program, "flyer", program.flyer
    )
    if message is None:
        context.toast("staff/not_fetched_yet", stands=True)
    else:
        context.send(message)


@tap("spp")
async def ask_publish(context: Context, program_id: str, page: int = 0) -> None:
    """A tap on Publish: what would change, or what is lacking."""
    draft = await find(context, program_id)
    if draft is not None:
        await _ask_publish(context, draft, page)


async def _ask_publish(context: Context, draft: ProgramDraft, page: int = 0) -> None:
    """What is lacking, or would change: a page of it."""
    lacking = await publishing.lacks(context.work, draft)
    code = context.work.catalog.languages[0]
    here = pager.at(page, len(lacking or draft.changes), CHANGES)
    keyboard = Keyboard().row(*here.turning(context, ask_publish.to(draft.id)))
    if lacking:
        for one in here.of(lacking):
            label = context.language.button(f"field_{one.name}")
            keyboard.row(Button(label, sends("spf", draft.id, one.name, one.language)))
    elif draft.changes:
        keyboard.row(context.button("publish_yes", publish.to(draft.id, draft.number)))
        keyboard.row(context.button("all_changes", sends("spd", draft.id, DRAFT)))
    keyboard.row(context.button("back", open_one.to(draft.id)))
    context.show(
        "staff/ask_publish",
        keyboard,
        language=context.work.catalog.language(code).name,
        title=draft.title(context.language.code),
        lacking=[
            {
                "field": values.name(context, one.name),
                "language": context.work.catalog.language(one.language).name,
                "count": one.count,
                "low": one.low,
                "high": one.high,
            }
            for one in here.of(lacking)
        ],
        **await _moves(context, draft),
        changes=_shown(context, here.of(draft.changes)),
        more=len(draft.changes) - len(here.of(draft.changes)),
        untranslated=[
            language.name
            for code, language in context.work.catalog.by_code.items()
            if not programs.is_written(draft.next, code)
        ],
        seated=await _more_than_seats(context, draft),
        seats_then=draft.next.facts.get("seats") or 0,
    )


async def _more_than_seats(context: Context, draft: ProgramDraft) -> int:
    """How many have a seat, where there would be fewer seats than that; else 0."""
    if not any(change.name == "seats" for change in draft.changes):
        return 0
    seated, _ = await seats.people(context.work, draft.id)
    return seated if seated > (draft.next.facts.get("seats") or 0) else 0


async def _moves(context: Context, draft: ProgramDraft) -> dict[str, object]:
    """What becomes of the messages that are tied to its days, should these be others."""
    if draft.now is None:
        return sequences_chat.moved_lines(context, [])
    then = programs.in_words(context.work, draft.id, draft.next, context.language)
    days = sequences.of_program(then.title, then.starts, then.ends)
    found = await sequences.if_moved(context.work, draft.id, None, days)
    return sequences_chat.moved_lines(context, found)


@tap("spgo")
async def publish(context: Context, program_id: str, number: int) -> None:
    """A tap on Yes, publish: this very draft, and no other."""
    try:
        draft = await publishing.publish(context.work, context.me.id, program_id, number)
    except DraftChanged:
        context.toast("staff/draft_changed")
        await ask_publish(context, program_id)
        return
    except ProgramGone:
        context.toast("program_gone")
        return
    keyboard = Keyboard().row(
        context.button("see_program", programs_chat.card.to(draft.id)),
        context.button("back", open_one.to(draft.id)),
    )
    context.show("staff/published", keyboard, title=draft.title(context.language.code))


@tap("spx")
async def ask_drop(context: Context, program_id: str) -> None:
    """A tap on Drop the changes: really?"""
    draft = await find(context, program_id)
    if draft is None:
        return
    keyboard = Keyboard().row(
        context.button("drop_changes_yes", drop.to(draft.id, draft.number)),
        context.button("back", open_one.to(draft.id)),
    )
    context.show("staff/ask_drop_changes", keyboard, title=draft.title(context.language.code))


@tap("spxx")
async def drop(context: Context, program_id: str, number: int | None = None) -> None:
    """A tap on Yes: what everybody sees takes the place of this very draft. A button of an earlier version does not say
    which it was."""
    try:
        await editor.drop(context.work, context.me.id, program_id, number)
    except DraftChanged:
        context.toast("staff/draft_changed")
        await open_one(context, program_id)
    except ProgramGone:
        context.toast("program_gone")
    else:
        await show(context)


@tap("sps")
async def set_state(context: Context, program_id: str, state: ProgramState, sure: str = "") -> None:
    """A tap on Close, Open again, Archive or Bring back. Archiving is asked about while people have seats."""
    draft = await find(context, program_id)
    if draft is None:
        return
    if state is ProgramState.ARCHIVED and sure != SURE and await _ask_archive(context, draft):
        return
    changed = await editor.set_state(context.work, context.me.id, draft.id, state)
    context.put(await overview(context, changed))


async def _ask_archive(context: Context, draft: ProgramDraft) -> bool:
    """Ask before people with a seat lose their program from sight; False where there are none."""
    seated, waiting = await seats.people(context.work, draft.id)
    if not seated and not waiting:
        return False
    keyboard = Keyboard().row(
        context.button("archive_yes", set_state.to(draft.id, ProgramState.ARCHIVED, SURE)),
        context.button("back", open_one.to(draft.id)),
    )
    title = draft.title(context.language.code)
    context.show("staff/ask_archive", keyboard, title=title, seated=seated, waiting=waiting)
    return True


@tap("sph")
async def history(context: Context, program_id: str, page: int = 0) -> None:
    """A tap on Earlier editions."""
    draft = await find(context, program_id)
    if draft is None:
        return
    found = await publishing.history(context.work, draft.id)
    shown = pager.at(page, len(found))
    here = shown.of(found)
    names = await staff.names(context.work, {one.by for one in here})
    keyboard = Keyboard().grid(
        (
            context.button("edition", compare.to(draft.id, one.number), number=one.number)
            for one in here
        ),
        3,
    )
    keyboard.row(*shown.turning(context, history.to(draft.id)))
    keyboard.row(context.button("back", open_one.to(draft.id)))
    context.show(
        "staff/editions",
        keyboard,
        title=draft.title(context.language.code),
        editions=[
            {
                "number": one.number,
                "at": context.local(one.at),
                "by": names.get(one.by, ""),
                "of_files": one.by == publishing.BY_FILES,
                "in_force": one.number == draft.edition,
            }
            for one in here
        ],
    )


@tap("spc")
async def compare(context: Context, program_id: str, number: int, page: int = 0) -> None:
    """A tap on an edition: how it differs from the one in force."""
    draft = await find(context, program_id)
    found = await publishing.history(context.work, draft.id) if draft else []
    edition = next((one for one in found if one.number == number), None)
    if draft is None or edition is None:
        context.toast("program_gone")
        return
    differing = changes(draft.now or edition.edition, edition.edition)
    here = pager.at(page, len(differing), CHANGES)
    keyboard = Keyboard().row(*here.turning(context, compare.to(draft.id, edition.number)))
    if differing:
        keyboard.row(context.button("take_back", take_back.to(draft.id, edition.number)))
        keyboard.row(context.button("all_changes", sends("spd", draft.id, edition.number)))
    keyboard.row(context.button("back", history.to(draft.id)))
    context.show(
        "staff/compared",
        keyboard,
        title=draft.title(context.language.code),
        number=edition.number,
        at=context.local(edition.at),
        changes=_shown(context, here.of(differing)),
        more=len(differing) - len(here.of(differing)),
    )


@tap("spb")
async def take_back(context: Context, program_id: str, number: int) -> None:
    """A tap on Go back to this one: it becomes the draft, to be looked at and published."""
    try:
        draft = await publishing.take_back(context.work, context.me.id, program_id, number)
    except ProgramGone:
        context.toast("program_gone")
        return
    await _ask_publish(context, draft)


async def find(context: Context, program_id: str) -> ProgramDraft | None:
    """The program a button is about; None, said kindly, when there is none."""
    try:
        return await editor.find(context.work, program_id)
    except ProgramGone:
        context.toast("program_gone")
        return None


def _states(context: Context, draft: ProgramDraft) -> list[Button]:
    to = {
        ProgramState.OPEN: (ProgramState.CLOSED, ProgramState.ARCHIVED),
        ProgramState.CLOSED: (ProgramState.OPEN, ProgramState.ARCHIVED),
        ProgramState.DRAFT: (ProgramState.ARCHIVED,),
        ProgramState.ARCHIVED: (ProgramState.OPEN,),
    }[draft.state]
    return [context.button(f"make_{state}", set_state.to(draft.id, state)) for state in to]


def _shown(context: Context, found: Sequence[FieldChange]) -> list[dict[str, object]]:
    return [
        {
            "field": values.name(context, one.name),
            "language": context.work.catalog.language(one.language).name if one.language else None,
            "old": values.shown(context, one.name, one.old, 60),
            "new": values.shown(context, one.name, one.new, 60),
        }
        for one in found
    ]
