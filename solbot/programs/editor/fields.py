"""Editing a program: its fields asked one by one, in every language; a photo or PDF becomes the flyer."""

from __future__ import annotations

from datetime import date

from solbot.bot.args import known, number
from solbot.bot.context import Context
from solbot.bot.taps import do, tap
from solbot.content import editions, markdown
from solbot.content.editions import (
    COPY,
    FACTS,
    FIELDS,
    MOMENTS,
    OWN_FLYER,
    FieldValue,
    Known,
    ValueFault,
    WrongValue,
)
from solbot.content.lengths import units
from solbot.db.forms import KeptPurpose
from solbot.errors import StaleButton
from solbot.limits import TooMany
from solbot.programs.editor import chat as editor_chat
from solbot.programs.editor import files, publishing, values
from solbot.programs.editor import service as editor
from solbot.programs.editor.fetching import fetching
from solbot.programs.editor.field_screens import (
    CHOICES,
    EMPTY,
    EVERY,
    SKIP,
    FieldAwaited,
    answer_buttons,
    ask_field,
    ask_moment,
    ask_next,
    expect_another,
    field_awaited,
    say_changed,
    say_fields,
    zone_of_event,
)
from solbot.programs.editor.files import FileRefusal
from solbot.programs.editor.service import HANDOUTS, DraftChanged, ProgramDraft, ProgramGone
from solbot.staff import moments, zones
from solbot.staff.zones import UnclearPlace
from solbot.telegram.incoming import UpdateKind
from solbot.telegram.messages import Button, Keyboard
from solbot.typed.moments import UnclearMoment

MARKED_UP = ("card", "details", "reserve")


@tap("spnew")
async def ask_title(context: Context) -> None:
    """A tap on A new program: it begins with its title."""
    await context.expect("program_title")
    context.show("staff/ask_title", Keyboard().row(context.button("cancel", do("cancel"))))


async def titled(context: Context) -> None:
    """The title of a new program; then its other fields, one by one."""
    title = " ".join(context.incoming.text.split())
    if not title or units(title) > editions.LONGEST["title"]:
        keyboard = Keyboard().row(context.button("cancel", do("cancel")))
        context.say(
            "staff/wrong_value", keyboard, why=ValueFault.TOO_LONG, detail=editions.LONGEST["title"]
        )
        return
    code = context.language.code
    try:
        draft = await editor.create(context.work, context.me.id, title, code)
    except TooMany as full:
        await context.rest()
        keyboard = Keyboard().row(context.button("all_programs", do("program")))
        context.say("staff/enough", keyboard, what="programs", most=full.most)
        return
    await ask_field(context, draft, "summary", code, guided=True)


@tap("spe")
async def overview(context: Context, program_id: str) -> None:
    """A tap on Edit: the facts, and the copy in each language."""
    draft = await editor_chat.find(context, program_id)
    if draft is None:
        return
    await context.rest()
    code = context.language.code
    keyboard = Keyboard().grid(
        (Button(values.name(context, one), ask.to(draft.id, one, EVERY)) for one in FACTS),
        2,
    )
    for language in context.work.catalog.by_code.values():
        keyboard.row(
            context.button("copy_in", copy.to(draft.id, language.code), language=language.name)
        )
    keyboard.row(context.button("back", editor_chat.open_one.to(draft.id)))
    say_fields(context, draft, FACTS, code, None, keyboard)


@tap("spk")
async def copy(context: Context, program_id: str, code: str) -> None:
    """A tap on The words in a language."""
    draft = await editor_chat.find(context, program_id)
    if draft is None:
        return
    language = context.work.catalog.by_code[known(code, context.work.catalog.by_code)]
    asked = [one for one in COPY if one in FIELDS and one != OWN_FLYER]
    keyboard = Keyboard().grid(
        (Button(values.name(context, one), ask.to(draft.id, one, language.code)) for one in asked),
        2,
    )
    keyboard.row(context.button("back", overview.to(draft.id)))
    say_fields(context, draft, asked, language.code, language.name, keyboard)


@tap("spf")
async def ask(
    context: Context, program_id: str, name: str, code: str, guided: str | None = None
) -> None:
    """A tap on a field: what it is now, and what it should be."""
    draft = await editor_chat.find(context, program_id)
    if draft is not None:
        await ask_field(context, draft, name, code, guided=guided is not None)


@tap("spo")
async def choose(
    context: Context, program_id: str, name: str, code: str, value: str, guided: str | None = None
) -> None:
    """A tap on one of the choices of a field, on Leave it empty, or on Skip."""
    draft = await editor_chat.find(context, program_id)
    if draft is None:
        return
    goes_on = guided is not None
    if value == SKIP:
        await ask_next(context, draft, name, code, goes_on)
    elif value == EMPTY:
        await _put(context, draft.id, name, code, None, goes_on)
    elif name in MOMENTS:
        await _choose_moment(context, draft, name, code, value, goes_on)
    else:
        choices = CHOICES[known(name, CHOICES)]
        chosen = choices[known(number(value), range(len(choices)))]
        await _put(context, draft.id, name, code, chosen, goes_on)


async def _choose_moment(
    context: Context, draft: ProgramDraft, name: str, code: str, stamp: str, guided: bool
) -> None:
    at = moments.of_button(stamp)
    try:
        value = editions.moment(name, at, _known(context, draft))
    except UnclearMoment as unclear:
        await ask_moment(context, draft, unclear, name, code, guided)
        return
    except WrongValue as wrong:
        keyboard = answer_buttons(context, draft, name, code, guided=guided)
        context.say("staff/wrong_value", keyboard, why=wrong.why, detail=wrong.detail)
        return
    await _put(context, draft.id, name, code, value, guided)


async def typed(context: Context) -> None:
    """Words, or a file, for the field that was asked."""
    data = field_awaited(context)
    try:
        draft = await editor.find(context.work, data["program"])
    except ProgramGone:
        context.toast("program_gone")
        await context.rest()
        return
    name, code = data["field"], data["language"]
    if context.incoming.kind is not UpdateKind.TEXT:
        await _file(context, draft, name, code, guided=data["guided"])
        return
    try:
        value = await _read(context, draft, name)
    except UnclearMoment as unclear:
        await ask_moment(context, draft, unclear, name, code, data["guided"])
        return
    except UnclearPlace as unclear:
        await context.expect("program_field", **{**data, zones.OFFERED: unclear.zones})
        others = answer_buttons(context, draft, name, code, guided=data["guided"])
        zones.ask(context, unclear, choose_place.to, others)
        return
    except WrongValue as wrong:
        keyboard = answer_buttons(context, draft, name, code, guided=data["guided"])
        context.say("staff/wrong_value", keyboard, why=wrong.why, detail=wrong.detail)
        return
    await _take(context, draft, data, value)


@tap("spz")
async def choose_place(context: Context, place: str) -> None:
    """A tap on one of several places that are called as was typed."""
    zone = zones.chosen(context, "program_field", place)
    data = field_awaited(context)
    await _take(context, await editor.find(context.work, data["program"]), data, zone)


def way_back(data: FieldAwaited) -> str:
    """The tap that leads to where a field was asked for."""
    if data["guided"]:  # from one field to the next, as a program is begun
        return editor_chat.open_one.to(data["program"])
    if data["field"] == editions.OWN_FLYER:
        return ask.to(data["program"], "flyer", EVERY)
    if data["field"] in editions.COPY:
        return copy.to(data["program"], data["language"])
    return overview.to(data["program"])


async def _take(
    context: Context, draft: ProgramDraft, data: FieldAwaited, value: FieldValue | None
) -> None:
    name, code = data["field"], data["language"]
    try:
        await _put(context, draft.id, name, code, value, data["guided"], seen=data["seen"])
    except DraftChanged:
        await say_changed(context, draft, name, code, value)


@tap("spm")
async def use_mine(context: Context, program_id: str) -> None:
    """A tap on Use mine, after somebody else had changed the field meanwhile."""
    data = field_awaited(context)
    if "mine" not in data:
        raise StaleButton
    await _put(context, program_id, data["field"], data["language"], data["mine"], data["guided"])


async def _read(context: Context, draft: ProgramDraft, name: str) -> FieldValue:
    text = context.incoming.text
    if name == "zone":
        zone = zones.read(context)
        if zone is None:
            raise WrongValue(ValueFault.NOT_A_PLACE)
        return zone
    if name in CHOICES:
        raise WrongValue(ValueFault.NOT_A_CHOICE)
    if name in MARKED_UP and (markdown.convert(text)[1] or markdown.logic(text)):
        raise WrongValue(ValueFault.MARKUP)
    return editions.read(name, text, context.language.vocabulary, _known(context, draft))


def _known(context: Context, draft: ProgramDraft) -> Known:
    zone = zone_of_event(draft, context.work.default_zone)
    day = context.waiting.data.get("day") if context.waiting else None
    return Known(draft.next, context.work.now, zone, date.fromisoformat(day) if day else None)


async def _file(
    context: Context, draft: ProgramDraft, name: str, code: str, *, guided: bool
) -> None:
    incoming = context.incoming
    fault: FileRefusal | None = FileRefusal.KIND
    if name in HANDOUTS and incoming.file_id:
        fault = files.refused(incoming.file_name, incoming.file_size)
    if fault is not None:
        context.say(
            "staff/file_refused",
            answer_buttons(context, draft, name, code, guided=guided),
            why=fault,
            name=incoming.file_name,
            handout=name in HANDOUTS,
        )
        return
    of = code if name in COPY else ""
    purpose: KeptPurpose = {"program": draft.id, "field": name, "language": of}
    number = await files.note(
        context.work,
        context.me.id,
        incoming.file_name,
        incoming.file_size,
        incoming.file_id or "",
        purpose,
    )
    await expect_another(context, draft, name, code)
    context.afterwards.append(fetching(number, context.me.id))
    context.say("staff/fetching", None, name=incoming.file_name)


async def _put(
    context: Context,
    program_id: str,
    name: str,
    code: str,
    value: FieldValue | None,
    guided: bool,
    *,
    seen: object = ...,
) -> None:
    out: int | None = None
    if name in HANDOUTS and value is not None:
        draft, out = await publishing.hand_out(
            context.work, context.me.id, program_id, name, code, value, seen=seen
        )
    else:
        draft = await editor.put(context.work, program_id, name, code, value, seen=seen)
    await context.rest()
    await ask_next(context, draft, name, code, guided, kept=name, out=out)
