"""The page about the society, for staff: what is not published, what a file says meanwhile, each field of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from solbot.bot import pager
from solbot.bot.args import known
from solbot.bot.context import Context
from solbot.bot.taps import do, tap
from solbot.content.cutting import one_line, shortened
from solbot.content.editions import FieldChange, WrongValue
from solbot.content.society import (
    LONGEST_OF_SOCIETY,
    MOST_LINKS,
    NEEDED_OF_SOCIETY,
    SEVERAL,
    SOCIETY_FIELDS,
    build_society,
    in_lines,
    read_field,
)
from solbot.errors import StaleButton
from solbot.programs.editor import values
from solbot.programs.society import chat as society_chat
from solbot.programs.society import service as society
from solbot.programs.society.service import PageChanged, SocietyPage
from solbot.telegram.messages import Button, Keyboard

AWAITED = "society_field"
CHANGES = 12
SHOWN = 600
FILES_CHANGED = 4  # on the page at once; each has two buttons


@tap("syp")
async def show(context: Context, page: str = "") -> None:
    """A tap on the society's page: what differs from the files, what is not published."""
    await _overview(context, await society.find(context.work), page)


async def _overview(context: Context, page: SocietyPage, turned: str = "") -> None:
    await context.rest()
    here = pager.at(turned, len(page.changes), CHANGES)
    keyboard = Keyboard().row(*here.turning(context, show.to()))
    for one in page.files_changed[:FILES_CHANGED]:
        field = f"{values.name(context, one.name)} ({one.language})"
        where = (one.language, one.name)
        keyboard.row(context.button("society_use_file", use_file.to(*where), field=field))
        keyboard.row(context.button("society_keep", keep.to(*where), field=field))
    for code, language in context.work.catalog.by_code.items():
        keyboard.row(context.button("copy_in", copy.to(code), language=language.name))
    keyboard.row(context.button("preview", preview.to()))
    if page.changes:
        keyboard.row(
            context.button("publish", ask_publish.to()),
            context.button("drop_changes", ask_drop.to()),
        )
    if page.overriding or page.draft:
        keyboard.row(context.button("society_to_files", back_to_files.to(page.number)))
    keyboard.row(
        context.button("all_programs", do("program")), context.button("staff_menu", do("staff"))
    )
    context.show(
        "staff/society",
        keyboard,
        overriding=len(page.overriding),
        files_changed=_shown(context, page.files_changed[:FILES_CHANGED]),
        more_files=len(page.files_changed[FILES_CHANGED:]),
        changes=_shown(context, here.of(page.changes)),
        more=len(page.changes[here.start + here.size :]),
    )


@tap("syk")
async def copy(context: Context, code: str) -> None:
    """A tap on The words in a language: its fields."""
    language = context.work.catalog.by_code[known(code, context.work.catalog.by_code)]
    page = await society.find(context.work)
    await context.rest()
    keyboard = Keyboard().grid(
        (Button(values.name(context, one), ask.to(language.code, one)) for one in SOCIETY_FIELDS),
        2,
    )
    keyboard.row(context.button("back", show.to()))
    context.show(
        "staff/fields",
        keyboard,
        title=page.next(language.code, "title"),
        language=language.name,
        fields=[
            {
                "field": values.name(context, one),
                "value": _cut(page.next(language.code, one), 120),
                "flyers": (),
            }
            for one in SOCIETY_FIELDS
        ],
    )


@tap("syf")
async def ask(context: Context, code: str, name: str) -> None:
    """A tap on a field: what it is now, and what it should be."""
    _check(context, code, name)
    page = await society.find(context.work)
    value = page.next(code, name)
    await context.expect(AWAITED, language=code, field=name, seen=value)
    lines = in_lines(value)
    context.show(
        "staff/ask_society",
        _answers(context, page, code, name),
        name=name,
        field=values.name(context, name),
        language=context.work.catalog.language(code).name,
        value=shortened(lines, SHOWN) if lines else None,
        most=MOST_LINKS if name in SEVERAL else LONGEST_OF_SOCIETY.get(name),
    )


@tap("syo")
async def empty(context: Context, code: str, name: str) -> None:
    """A tap on Leave it empty."""
    _check(context, code, name)
    await _kept(context, await society.put(context.work, code, name, None), code, name)


async def typed(context: Context) -> None:
    """Words for the field that was asked."""
    data = context.awaited(dict[str, str])
    code, name = data["language"], data["field"]
    _check(context, code, name)
    try:
        value = read_field(name, context.incoming.text)
    except WrongValue as wrong:
        buttons = _answers(context, await society.find(context.work), code, name)
        context.say("staff/wrong_value", buttons, why=wrong.why, detail=wrong.detail)
        return
    try:
        page = await society.put(context.work, code, name, value, seen=data["seen"])
    except PageChanged:
        await _say_changed(context, data, code, name, value)
        return
    await _kept(context, page, code, name)


@tap("sym")
async def use_mine(context: Context) -> None:
    """A tap on Use mine, after somebody else had changed the field meanwhile."""
    waiting = context.waiting
    if waiting is None or waiting.awaits != AWAITED or "mine" not in waiting.data:
        raise StaleButton
    code, name = waiting.data["language"], waiting.data["field"]
    _check(context, code, name)
    page = await society.put(context.work, code, name, waiting.data["mine"])
    await _kept(context, page, code, name)


@tap("syv")
async def preview(context: Context) -> None:
    """A tap on Preview: the page as people will see it, in each language."""
    page = await society.find(context.work)
    for code, language in context.work.catalog.by_code.items():
        about = build_society(page.copy(code, draft=True), language.society.file)
        context.send(society_chat.page(language, about, society_chat.links(about)))
    keyboard = Keyboard()
    if page.changes:
        keyboard.row(context.button("publish", ask_publish.to()))
    title = page.next(context.language.code, "title")
    context.say("staff/previewed", keyboard.row(context.button("back", show.to())), title=title)


@tap("syb")
async def ask_publish(context: Context, page: str = "") -> None:
    """A tap on Publish: what would change, a page of it."""
    await _ask_publish(context, await society.find(context.work), page)


async def _ask_publish(context: Context, page: SocietyPage, turned: str = "") -> None:
    here = pager.at(turned, len(page.changes), CHANGES)
    keyboard = Keyboard().row(*here.turning(context, ask_publish.to()))
    if page.changes:
        keyboard.row(context.button("publish_yes", publish.to(page.number)))
    context.show(
        "staff/ask_publish_society",
        keyboard.row(context.button("back", show.to())),
        changes=_shown(context, here.of(page.changes)),
        more=len(page.changes[here.start + here.size :]),
    )


@tap("sygo")
async def publish(context: Context, number: int) -> None:
    """A tap on Yes, publish: this very draft, and no other."""
    try:
        await society.publish(context.work, context.me.id, number)
    except PageChanged:
        context.toast("staff/draft_changed")
        await ask_publish(context)
        return
    keyboard = Keyboard().row(
        context.button("society", society_chat.show.to()), context.button("back", show.to())
    )
    context.show("staff/society_published", keyboard)


@tap("syx")
async def ask_drop(context: Context) -> None:
    """A tap on Drop the changes: really?"""
    page = await society.find(context.work)
    keyboard = Keyboard().row(
        context.button("drop_changes_yes", drop.to(page.number)), context.button("back", show.to())
    )
    context.show("staff/ask_drop_society", keyboard)


@tap("syxx")
async def drop(context: Context, number: int) -> None:
    """A tap on Yes: the draft is what everybody sees again."""
    try:
        page = await society.drop(context.work, context.me.id, number)
    except PageChanged:
        context.toast("staff/draft_changed")
        page = await society.find(context.work)
    await _overview(context, page)


@tap("syr")
async def back_to_files(context: Context, number: int) -> None:
    """A tap on What the files say: it becomes the draft, to be looked at and published."""
    try:
        page = await society.back_to_files(context.work, context.me.id, number)
    except PageChanged:
        context.toast("staff/draft_changed")
        page = await society.find(context.work)
    await _ask_publish(context, page)


@tap("syu")
async def use_file(context: Context, code: str, name: str) -> None:
    """A tap on Use the file's, where a file says something new: it goes into the draft."""
    _check(context, code, name)
    page = await society.find(context.work)
    await society.put(context.work, code, name, page.files[code].get(name))
    await _ask_publish(context, await society.find(context.work))


@tap("syw")
async def keep(context: Context, code: str, name: str) -> None:
    """A tap on Keep ours, where a file says something new."""
    _check(context, code, name)
    await _overview(context, await society.keep(context.work, context.me.id, code, name))


async def _kept(context: Context, page: SocietyPage, code: str, name: str) -> None:
    """Say that it is kept. What is typed next corrects it."""
    await context.expect(
        AWAITED,
        language=code,
        field=name,
        seen=page.next(code, name),
        corrects_at=context.work.now.isoformat(),
    )
    language = context.work.catalog.language(code).name
    keyboard = Keyboard().row(context.button("copy_in", copy.to(code), language=language))
    keyboard.row(
        context.button("preview", preview.to()), context.button("publish", ask_publish.to())
    )
    context.show(
        "staff/field_kept",
        keyboard.row(context.button("back", show.to())),
        out=None,
        field=values.name(context, name),
        language=None,
        value=_cut(page.next(code, name), 600),
    )


async def _say_changed(
    context: Context, data: Mapping[str, object], code: str, name: str, mine: object
) -> None:
    """Somebody else was faster: both values side by side, and nothing lost."""
    theirs = (await society.find(context.work)).next(code, name)
    await context.expect(AWAITED, **{**data, "mine": mine, "seen": theirs})
    keyboard = Keyboard().row(
        context.button("use_mine", use_mine.to()), context.button("use_theirs", copy.to(code))
    )
    context.say(
        "staff/field_changed",
        keyboard,
        field=values.name(context, name),
        mine=_cut(mine, 600),
        theirs=_cut(theirs, 600),
    )


def _answers(context: Context, page: SocietyPage, code: str, name: str) -> Keyboard:
    row = []
    if name not in NEEDED_OF_SOCIETY and page.next(code, name) is not None:
        row.append(context.button("empty_field", empty.to(code, name)))
    return Keyboard().row(*row, context.button("back", copy.to(code)))


def _check(context: Context, code: str, name: str) -> None:
    """Raises StaleButton where there is no such language, or no such field."""
    known(code, context.work.catalog.by_code)
    known(name, SOCIETY_FIELDS)


def _cut(value: object, most: int) -> str | None:
    lines = in_lines(value)
    return one_line(lines.replace("\n", "; "), most) if lines else None


def _shown(context: Context, found: Sequence[FieldChange]) -> list[dict[str, object]]:
    return [
        {
            "field": values.name(context, one.name),
            "language": context.work.catalog.language(one.language).name,
            "old": _cut(one.old, 60),
            "new": _cut(one.new, 60),
        }
        for one in found
    ]
