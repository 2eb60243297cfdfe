"""Staff write to a person, or to a few they pick: the words, how each will see them, and sending them once."""

from __future__ import annotations

from solbot import limits
from solbot.body import Body
from solbot.bot import pager
from solbot.bot.args import known
from solbot.bot.context import Context
from solbot.bot.routes import PersonSection
from solbot.bot.taps import do, sends, tap
from solbot.content.cutting import shortened
from solbot.content.labels import fitted
from solbot.db import members as members_db
from solbot.desk import notices as desk_notices
from solbot.desk import picking, threads, writing
from solbot.desk import staff_chat as desk_staff_chat
from solbot.desk.answers import NotFit, WrittenAnswer
from solbot.desk.writing import Addressee, DraftMessage, MessageGone, SentAlready
from solbot.errors import StaleButton
from solbot.limits import LABEL, TooMany
from solbot.programs import service as programs
from solbot.staff.gate import allowed
from solbot.staff.service import Right
from solbot.telegram.messages import Button, Keyboard

AWAITED = "desk_message"
LANGUAGES = 3  # named in one sentence
ON_LABEL = 36
PREVIEWS = 4  # of a message to people who read different languages


async def person_section(context: Context, person_id: int) -> PersonSection:
    """Under a person's page: writing to them."""
    if not await allowed(context, Right.WRITE):
        return PersonSection()
    return PersonSection(rows=[(context.button("write_to_person", to_person.to(person_id)),)])


@tap("dwp")
async def to_person(context: Context, person_id: int, program: str | None = None) -> None:
    """A tap on Write to them; and what program it is about, if it is about one."""
    if program is not None:
        known(program, await programs.titles(context.work, context.language))
    try:
        draft = await writing.begin(context.work, context.me.id, [person_id], program)
    except MessageGone:
        context.toast("staff/member_gone")
        return
    await _ask(context, draft)


@tap("dwc")
async def choose(context: Context, source: str) -> None:
    """A tap on Write to some of them."""
    program = await picking.program_of(context.work, source)
    draft = await writing.begin(context.work, context.me.id, (), program, source)
    await _show_list(context, draft)


@tap("dwl")
async def listed(context: Context, message_id: int, page: int = 0) -> None:
    """Another page of those to pick from."""
    draft = await _found(context, message_id)
    if draft is not None:
        await _show_list(context, draft, page)


@tap("dwt")
async def pick(context: Context, message_id: int, page: int, person_id: int) -> None:
    """A tap on a person: in, or out again."""
    try:
        draft = await writing.pick(context.work, context.me.id, message_id, person_id)
    except TooMany as full:
        context.toast("staff/picked_enough", most=full.most, stands=True)
        return
    except (MessageGone, SentAlready):
        context.toast("staff/message_gone")
        return
    await _show_list(context, draft, page)


@tap("dwa")
async def ask(context: Context, message_id: int) -> None:
    """A tap on Write to these, or on Write it anew."""
    draft = await _found(context, message_id)
    if draft is not None and draft.people:
        await _ask(context, draft)
    elif draft is not None:
        context.toast("staff/nobody_picked", stands=True)


@tap("dwo")
async def open_one(context: Context, message_id: int) -> None:
    """Back to a message that is not sent."""
    draft = await _found(context, message_id)
    if draft is not None and draft.body:
        await preview(context, draft)
    elif draft is not None and draft.people:
        await _ask(context, draft)
    elif draft is not None:
        await _show_list(context, draft)


async def worded(context: Context) -> None:
    """The words or the file of a message: shown as its readers will see it."""
    message_id = context.awaited(dict[str, int])["message"]
    body = threads.said_body(context)
    if body is None:
        _say_unfit(context, message_id, "kind", "")
    else:
        await prepare(context, message_id, body)


async def prepare(context: Context, message_id: int, body: Body) -> None:
    """Keep what a message says, and show it."""
    try:
        draft = await writing.word(context.work, context.me.id, message_id, body)
    except NotFit as unfit:
        _say_unfit(context, message_id, unfit.why, unfit.detail)
        return
    except (MessageGone, SentAlready):
        await context.rest()
        context.say("staff/message_gone")
        return
    await context.rest()
    await preview(context, draft)


async def preview(context: Context, draft: DraftMessage, *, meanwhile: bool = False) -> None:
    """The message as it will be seen, once in each language, without its buttons; then what can be done with it."""
    seen: set[str] = set()
    for one in draft.reached or draft.people:
        if one.language in seen or len(seen) == PREVIEWS:
            continue
        seen.add(one.language)
        member = await members_db.get(context.work.session, one.id)
        if member is not None and draft.body:
            said = await writing.said_to(context.work, member, draft.body, draft.program)
            written = WrittenAnswer(0, draft.program, None, said, by_society=True)
            language = context.work.language_of(member)
            message = await desk_notices.as_message(context.work, language, written)
            context.send(message.without_buttons())
    keyboard = Keyboard()
    if draft.reached:
        keyboard.row(
            context.button("desk_send", send.to(draft.id, draft.mark)),
            context.button("desk_rewrite", ask.to(draft.id)),
        )
    questions = [one.question for one in draft.people if one.question is not None]
    keyboard.grid(
        (
            context.button("desk_open", desk_staff_chat.open_one.to(one), number=one)
            for one in questions
        ),
        3,
    )
    keyboard.row(context.button("desk_drop", drop.to(draft.id)))
    context.say(
        "staff/message_preview",
        keyboard,
        addressees=[_shown(context, one) for one in draft.people],
        count=len(draft.reached),
        meanwhile=meanwhile,
        unwritten_in=_lacking(context, draft),
        instead_in=_written_in(context, draft),
    )


@tap("dws")
async def send(context: Context, message_id: int, mark: int) -> None:
    """A tap on Send: once; unless somebody spoke to one of them meanwhile."""
    try:
        sent = await writing.send(context.work, context.me.id, message_id, mark)
    except (MessageGone, NotFit):
        context.toast("staff/message_gone")
        return
    except SentAlready:
        context.rebutton()
        context.toast("staff/sent_already", stands=True)
        return
    if isinstance(sent, DraftMessage):
        await preview(context, sent, meanwhile=True)
        return
    numbers = list(sent.numbers.values())
    keyboard = Keyboard().grid(
        (
            context.button("desk_open", desk_staff_chat.open_one.to(one), number=one)
            for one in numbers
        ),
        3,
    )
    keyboard.row(context.button("desk_back", do("desk")))
    context.show(
        "staff/message_sent",
        keyboard,
        addressees=[_shown(context, one, sent.numbers.get(one.id)) for one in sent.people],
        count=len(numbers),
    )


@tap("dwx")
async def drop(context: Context, message_id: int) -> None:
    """A tap on Drop it."""
    try:
        await writing.drop(context.work, context.me.id, message_id)
    except (MessageGone, SentAlready):
        context.toast("staff/message_gone")
        return
    keyboard = Keyboard().row(
        context.button("desk_back", do("desk")), context.button("staff_people", do("people"))
    )
    context.show("staff/message_dropped", keyboard)


async def _ask(context: Context, draft: DraftMessage) -> None:
    await context.expect(AWAITED, message=draft.id)
    keyboard = Keyboard()
    if draft.source is not None:
        keyboard.row(context.button("back", listed.to(draft.id, 0)))
    keyboard.row(
        context.button("desk_ready", sends("dwr", draft.id, 0)),
        context.button("cancel", do("cancel")),
    )
    context.say(
        "staff/ask_message",
        keyboard,
        addressees=[_shown(context, one) for one in draft.people],
        title=await programs.title_of(context.work, context.language, draft.program),
        reply=context.language.said(draft.body) if draft.body else None,
    )


async def _show_list(context: Context, draft: DraftMessage, page: int = 0) -> None:
    """Those to pick from, a page of them; who is picked bears a mark."""
    if draft.source is None:  # it is for one person
        raise StaleButton
    size, start = pager.SIZE, pager.near(page).start
    found, total = await picking.page(context.work, draft.source, start, size)
    here = pager.at(page, total)
    if here.start != start:
        found, total = await picking.page(context.work, draft.source, here.start, size)
    picked = {one.id for one in draft.people}
    keyboard = Keyboard()
    for one in found:
        data = pick.to(draft.id, here.at, one.id)
        name = fitted(one.name, ON_LABEL)
        label = context.language.button("ticked", label=name) if one.id in picked else name
        keyboard.row(Button(label, data))
    keyboard.row(*here.turning(context, listed.to(draft.id)))
    if picked:
        keyboard.row(context.button("write_to_picked", ask.to(draft.id), number=len(picked)))
    keyboard.row(context.button("desk_drop", drop.to(draft.id)))
    context.show(
        "staff/pick_people",
        keyboard,
        count=total,
        picked=len(picked),
        most=limits.WRITTEN_TO,
        page=here.number,
        pages=here.count,
    )


def _lacking(context: Context, draft: DraftMessage) -> list[str]:
    """The languages that some read, and a ready answer is not written in."""
    wordings = draft.body.get("wordings") if draft.body else None
    if wordings is None:
        return []
    have = {one.name for code, one in context.work.catalog.by_code.items() if code in wordings}
    return sorted({one.language for one in draft.reached} - have)[:LANGUAGES]


def _written_in(context: Context, draft: DraftMessage) -> str | None:
    code = draft.body.get("language") if draft.body else None
    language = context.work.catalog.by_code.get(code) if code else None
    return language.name if language else code


def _say_unfit(context: Context, message_id: int, why: str, detail: str) -> None:
    keyboard = Keyboard().row(context.button("back", open_one.to(message_id)))
    context.say("staff/answer_unfit", keyboard, why=why, detail=detail)


def _shown(context: Context, one: Addressee, number: int | None = None) -> dict[str, object]:
    return {
        "name": shortened(one.name, LABEL),
        "language": one.language,
        "why_not": one.why_not,
        "paused": one.paused,
        "quiet_until": context.local(one.quiet_until) if one.quiet_until else None,
        "question": one.question,
        "by": shortened(one.by, LABEL) if one.by is not None else None,
        "at": context.local(one.at) if one.at else None,
        "number": number,
    }


async def _found(context: Context, message_id: int) -> DraftMessage | None:
    try:
        return await writing.find(context.work, context.me.id, message_id)
    except (MessageGone, SentAlready):
        context.toast("staff/message_gone")
        return None
