"""Tags and notes on a person's page, for who may look at people."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.bot import pager
from solbot.bot.context import Context
from solbot.bot.routes import PersonSection
from solbot.bot.taps import tap
from solbot.content.labels import fitted
from solbot.limits import TooMany
from solbot.staff import audit_chat, people, people_chat
from solbot.staff.gate import allowed
from solbot.staff.marks import rules
from solbot.staff.marks import service as marks
from solbot.staff.marks.rules import MarkFault
from solbot.staff.marks.service import MarkGone
from solbot.staff.rules import Right
from solbot.telegram.messages import Keyboard

TAG, NOTE = "person_tag", "person_note"
MOST_SHOWN = 20  # tags of one person


async def section(context: Context, person_id: int) -> PersonSection:
    """What staff add to a person's page: their tags, the ways to them and to the notes, and the way to the audit."""
    mine, record = await _marks(context, person_id), await audit_chat.section(context, person_id)
    return PersonSection(mine.html, (*mine.rows, *record.rows))


async def _marks(context: Context, person_id: int) -> PersonSection:
    if not await allowed(context, Right.PEOPLE):
        return PersonSection()
    tags = await marks.tags_of(context.work, person_id)
    keyboard = Keyboard().row(
        context.button("person_tags", show_tags.to(person_id)),
        context.button("person_notes", show_notes.to(person_id)),
    )
    names = [one.name for one in tags[:MOST_SHOWN]]
    html = context.language.reply("staff/person_tags", tags=names) if names else ""
    return PersonSection(html, keyboard.built())


@tap("smt")
async def show_tags(context: Context, person_id: int, page: int = 0) -> None:
    """A tap on Tags: those of the person, and all there are to give; a new one is typed."""
    await _show_tags(context, person_id, page)


@tap("smtt")
async def turn_tag(context: Context, person_id: int, page: int, tag_id: int) -> None:
    """A tap on a tag gives it, or takes it away."""
    try:
        await marks.turn_tag(context.work, context.me.id, person_id, tag_id)
    except MarkGone:
        context.toast("staff/mark_gone")
    await _show_tags(context, person_id, page)


async def tag_typed(context: Context) -> None:
    """A tag, new or known, by its name."""
    person_id, trouble = int(context.awaited(dict[str, int])["person"]), None
    try:
        name = rules.tag_of(context.incoming.text)
        await marks.tag_person(context.work, context.me.id, person_id, name)
    except MarkFault as wrong:
        trouble = wrong.why
    except TooMany:
        trouble = "too_many"
    except MarkGone:
        await _gone(context)
        return
    await _show_tags(context, person_id, trouble=trouble)


async def _show_tags(
    context: Context, person_id: int, page: int = 0, trouble: str | None = None
) -> None:
    name = await people.name_of(context.work, person_id)
    if name is None:
        await _gone(context)
        return
    await context.expect(TAG, person=person_id)
    mine = await marks.tags_of(context.work, person_id)
    every = list((await marks.tag_names(context.work)).items())
    here = pager.at(page, len(every))
    has = {one.id for one in mine}
    keyboard = Keyboard()
    for tag_id, tag in here.of(every):
        key = "tag_take_off" if tag_id in has else "tag_put_on"
        data = turn_tag.to(person_id, here.at, tag_id)
        keyboard.row(context.button(key, data, short=fitted(tag, 28)))
    keyboard.row(*here.turning(context, show_tags.to(person_id)))
    keyboard.row(context.button("back", people_chat.open_one.to(person_id)))
    context.show(
        "staff/tags",
        keyboard,
        name=name,
        person_tags=[
            {"tag": one.name, "until": context.local(one.until)} for one in mine[:MOST_SHOWN]
        ],
        trouble=trouble,
        most=rules.LONGEST_TAG,
    )


@tap("smn")
async def show_notes(context: Context, person_id: int) -> None:
    """A tap on Staff notes: what is there; another is typed."""
    await _show_notes(context, person_id)


@tap("smnx")
async def drop_note(context: Context, person_id: int, note_id: int) -> None:
    """A tap on Erase, beside a note."""
    try:
        await marks.drop_note(context.work, context.me.id, note_id)
    except MarkGone:
        context.toast("staff/mark_gone")
    await _show_notes(context, person_id)


async def note_typed(context: Context) -> None:
    """A note."""
    person_id, trouble = int(context.awaited(dict[str, int])["person"]), None
    try:
        words = rules.note_of(context.incoming.text)
        await marks.write_note(context.work, context.me.id, person_id, words)
    except MarkFault as wrong:
        trouble = wrong.why
    except TooMany:
        trouble = "too_many"
    except MarkGone:
        await _gone(context)
        return
    await _show_notes(context, person_id, trouble)


async def _show_notes(context: Context, person_id: int, trouble: str | None = None) -> None:
    name = await people.name_of(context.work, person_id)
    if name is None:
        await _gone(context)
        return
    await context.expect(NOTE, person=person_id)
    found = await marks.read_notes(context.work, context.me.id, person_id)
    keyboard = Keyboard().grid(
        (
            context.button("note_erase", drop_note.to(person_id, one.id), number=number)
            for number, one in enumerate(found, 1)
        ),
        2,
    )
    keyboard.row(context.button("back", people_chat.open_one.to(person_id)))
    context.show(
        "staff/notes",
        keyboard,
        name=name,
        notes=[
            {
                "words": one.words,
                "by": one.by,
                "at": context.local(one.at),
                "until": context.local(one.until),
            }
            for one in found
        ],
        trouble=trouble,
        most=rules.LONGEST_NOTE,
    )


def way_back(data: Mapping[str, int]) -> str:
    """The tap that leads to the person's page."""
    return people_chat.open_one.to(data["person"])


async def _gone(context: Context) -> None:
    context.toast("staff/member_gone")
    await people_chat.show(context)
