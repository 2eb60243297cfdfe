"""Sequences for staff: those there are, one sequence, started, paused and ended."""

from __future__ import annotations

from solbot.announcements import letters
from solbot.announcements.draft import chat as draft_chat
from solbot.announcements.rules import Content
from solbot.announcements.sequences import service as sequences
from solbot.announcements.sequences.rules import Fate
from solbot.announcements.sequences.service import (
    Moved,
    Sequence,
    SequenceGone,
    SequenceMessage,
    Unfit,
)
from solbot.bot import pager
from solbot.bot.args import known, number
from solbot.bot.context import Context
from solbot.bot.taps import do, sends, tap
from solbot.content.cutting import one_line
from solbot.content.labels import fitted
from solbot.content.telegram_html import plain
from solbot.db.forms import KeptContent
from solbot.db.states import Anchor, CohortState, SequenceState
from solbot.limits import COHORTS_OPEN, TooMany
from solbot.programs import service as programs
from solbot.programs.cohorts import service as cohorts
from solbot.programs.cohorts.service import CohortGone
from solbot.telegram.messages import Button, Keyboard, Message

ALL, COHORT, PROGRAM = "a", "c", "p"
"""In a button: which sequences; and what a new one is for."""
NONE = "-"
"""In a button, in place of a cohort or a program."""

PAGE = 8
FIRST_WORDS = 60
MOVES = 5


@tap("bql")
async def show(context: Context, which: str = ALL, of: str = NONE, page: int = 0) -> None:
    """A tap on Sequences: all there are, or those of a cohort or a program."""
    known(which, (ALL, COHORT, PROGRAM))
    work, cohort = context.work, number(of) if which == COHORT else None
    program = of if which == PROGRAM else None
    count = await sequences.count(work, cohort_id=cohort, program_id=program)
    here = pager.at(page, count)
    found = await sequences.page(work, here.start, here.size, cohort_id=cohort, program_id=program)
    new = choose.to() if which == ALL else begin.to(which, of)
    keyboard, lines = Keyboard().row(context.button("new_sequence", new)), []
    for one in found:
        line = await _line(context, one)
        lines.append({**line, "sequence_state": one.state})
        keyboard.row(Button(fitted(str(line["cohort"] or line["title"])), open_one.to(one.id)))
    keyboard.row(*here.turning(context, show.to(which, of)))
    back = {ALL: do("broadcast"), COHORT: sends("sco", cohort), PROGRAM: sends("spg", of)}[which]
    keyboard.row(context.button("back", back))
    context.show("staff/sequences", keyboard, sequences=lines, page=here.number, pages=here.count)


async def home(context: Context) -> None:
    """All sequences, from a screen that is stale."""
    await show(context)


@tap("bqn")
async def choose(context: Context, page: str = "0") -> None:
    """A tap on A new sequence, or on another page: for whom?"""
    runs = await cohorts.page(context.work, None, 0, COHORTS_OPEN, CohortState.OPEN)
    there = [(begin.to(COHORT, str(one.id)), one.name) for one in runs]
    for program_id, title in await draft_chat.titles(context.work, context.language):
        there.append((begin.to(PROGRAM, program_id), title))
    here = pager.at(page, len(there))
    keyboard = Keyboard().grid((Button(fitted(name), data) for data, name in here.of(there)), 1)
    keyboard.row(*here.turning(context, choose.to()))
    keyboard.row(context.button("back", show.to(ALL, NONE, 0)))
    context.show("staff/choose_sequence_for", keyboard, page=here.number, pages=here.count)


@tap("bqb")
async def begin(context: Context, which: str, of: str) -> None:
    """A tap on A new sequence for these people."""
    program_id, cohort_id = of, None
    if known(which, (COHORT, PROGRAM)) == COHORT:
        try:
            run = await cohorts.find(context.work, number(of))
        except CohortGone:
            context.toast("staff/cohort_gone")
            await show(context)
            return
        program_id, cohort_id = run.program_id, run.id
    elif program_id not in await programs.titles(context.work, context.language):
        context.toast("program_gone")
        await show(context)
        return
    try:
        row = await sequences.begin(context.work, context.me.id, program_id, cohort_id)
    except TooMany as full:
        keyboard = Keyboard().row(context.button("sequences", show.to(ALL, NONE, 0)))
        context.show("staff/enough", keyboard, what="sequences", most=full.most)
        return
    context.put(await page(context, row))


@tap("bqo")
async def open_one(context: Context, sequence_id: int, on_page: int = 0) -> None:
    """A tap on a sequence, or on another page of its messages."""
    row = await find(context, sequence_id)
    if row is not None:
        context.put(await page(context, row, on_page))


async def page(context: Context, row: Sequence, on_page: int = 0) -> Message:
    """A sequence's page, with its messages."""
    there = await sequences.messages(context.work, row)
    here = pager.at(on_page, len(there), PAGE)
    keyboard, lines = Keyboard(), []
    for place, one in enumerate(here.of(there), here.start + 1):
        line = await message_line(context, row, one)
        lines.append({"number": place, **line})
        keyboard.row(Button(fitted(f"{place}. {line['when']}"), sends("bqm", one.id)))
    keyboard.row(*here.turning(context, open_one.to(row.id)))
    keyboard.row(context.button("add_sequence_message", sends("bqa", row.id)))
    if row.state == SequenceState.RUNNING:
        keyboard.row(context.button("pause_sequence", pause.to(row.id)))
    elif await sequences.is_fit(context.work, row):
        keyboard.row(context.button("start_sequence", ask_start.to(row.id)))
    keyboard.row(
        context.button("end_sequence", ask_end.to(row.id)),
        context.button("sequences", show.to(ALL, NONE, 0)),
    )
    tied = await sequences.days(context.work, row)
    return context.message(
        "staff/sequence",
        keyboard,
        **await _line(context, row),
        sequence_state=row.state,
        first_day=tied.first if tied else None,
        last_day=tied.last if tied else None,
        known=tied is not None,
        messages=lines,
    )


@tap("bqs")
async def ask_start(context: Context, sequence_id: int) -> None:
    """A tap on Start: what comes when, and what is past and skipped; then one more tap."""
    row = await find(context, sequence_id)
    if row is None:
        return
    if not await sequences.is_fit(context.work, row):
        await _unfit(context, row)
        return
    there = await sequences.messages(context.work, row)
    lines = [await message_line(context, row, one) for one in there[:PAGE]]
    keyboard = Keyboard().row(
        context.button("start_sequence_yes", start.to(row.id)),
        context.button("back", open_one.to(row.id)),
    )
    context.show(
        "staff/ask_start_sequence",
        keyboard,
        **await _line(context, row),
        messages=lines,
        more_messages=len(there) - len(lines),
    )


@tap("bqsy")
async def start(context: Context, sequence_id: int) -> None:
    """A tap on Yes, start it."""
    row = await find(context, sequence_id)
    if row is None:
        return
    try:
        row = await sequences.start(context.work, context.me.id, row.id)
    except Unfit:
        await _unfit(context, row)
    else:
        context.put(await page(context, row))


@tap("bqz")
async def pause(context: Context, sequence_id: int) -> None:
    """A tap on Pause."""
    row = await find(context, sequence_id)
    if row is not None:
        row = await sequences.pause(context.work, context.me.id, row.id)
        context.put(await page(context, row))


@tap("bqx")
async def ask_end(context: Context, sequence_id: int) -> None:
    """A tap on End it: really?"""
    row = await find(context, sequence_id)
    if row is not None:
        keyboard = Keyboard().row(
            context.button("end_sequence_yes", end.to(row.id)),
            context.button("back", open_one.to(row.id)),
        )
        context.show("staff/ask_end_sequence", keyboard, **await _line(context, row))


@tap("bqxx")
async def end(context: Context, sequence_id: int) -> None:
    """A tap on Yes, end it."""
    row = await find(context, sequence_id)
    if row is not None:
        await sequences.end(context.work, context.me.id, row.id)
        await show(context)


async def find(context: Context, sequence_id: int) -> Sequence | None:
    """The sequence a button is about; else that is said kindly, and None."""
    try:
        return await sequences.find(context.work, sequence_id)
    except SequenceGone:
        context.toast("staff/sequence_gone")
        await show(context)
        return None


def when(context: Context, found: SequenceMessage) -> str:
    """When a message comes, in words."""
    html = context.language.reply(
        "staff/sequence_when", anchor=found.anchor, away=found.days, clock=found.at
    )
    return plain(html).strip()


async def message_line(context: Context, row: Sequence, one: SequenceMessage) -> dict[str, object]:
    """A message in a list: when it comes, how it begins, and how many get it or have it."""
    there = await sequences.planned(context.work, row, one)
    coming = [each for each in there if each.fate is Fate.COMING and not each.taken]
    moments = sorted(each.at for each in coming if each.at is not None)
    tied = await sequences.days(context.work, row)
    anchor = one.anchor
    return {
        "when": when(context, one),
        "words": first_words(context, one),
        "coming": len(coming),
        "first": context.local(moments[0]) if moments else None,
        "sent": sum(each.sent_at is not None for each in there),
        "past": sum(
            each.fate in (Fate.SKIPPED, Fate.LATE, Fate.DUE) and not each.taken for each in there
        ),
        "undated": anchor is not Anchor.JOINED and (tied is None or tied.of(anchor) is None),
    }


def moved_lines(context: Context, found: list[Moved]) -> dict[str, object]:
    """What becomes of messages whose date moves, for a template: those first that some do not get any more."""
    shown = sorted(found, key=lambda one: -one.skipped)[:MOVES]
    lines = [
        {
            "when": when(context, one.message),
            "at": context.local(one.at) if one.at else None,
            "coming": one.coming,
            "skipped": one.skipped,
        }
        for one in shown
    ]
    return {"moves": lines, "more_moves": len(found) - len(shown)}


def first_words(context: Context, one: SequenceMessage) -> str:
    """How a message begins, to tell it from others."""
    language = context.language
    content = Content.of(
        one.content.get(language.code) or next(iter(one.content.values()), KeptContent())
    )
    return one_line(plain(content.html) or letters.kind_of(content, language), FIRST_WORDS)


async def _unfit(context: Context, row: Sequence) -> None:
    context.toast("staff/sequence_unfit")
    context.put(await page(context, row))


async def _line(context: Context, row: Sequence) -> dict[str, object]:
    title = await programs.title_of(context.work, context.language, row.program_id)
    cohort = None
    if row.cohort_id is not None:
        try:
            cohort = (await cohorts.find(context.work, row.cohort_id)).name
        except CohortGone:
            cohort = str(row.cohort_id)
    return {"title": title, "cohort": cohort}
