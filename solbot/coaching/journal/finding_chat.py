"""Looking for entries: by words, by what they are, by when they were; typed, or by buttons."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from solbot.bot import dialog, pager
from solbot.bot.args import known
from solbot.bot.context import Context, Later
from solbot.bot.taps import sends, tap
from solbot.coaching.answers import held_words, prompts
from solbot.coaching.answers import service as answers
from solbot.coaching.journal import asking
from solbot.coaching.journal import service as journal
from solbot.coaching.journal.finding import EntryKind, KeptSought, Sought
from solbot.coaching.journal.views import View, typed
from solbot.coaching.visions import service as visions
from solbot.content.cutting import one_line
from solbot.content.models import DISCIPLINES
from solbot.limits import BEGINNING, LOOKED_FOR
from solbot.members import service as members
from solbot.telegram.incoming import UpdateKind
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.typed.past import Period, month_of
from solbot.unit_of_work import UnitsOfWork

SIZE = 5
FOUND = "found"  # in the dialog: what was looked for last
TYPED = "typed"  # … as it was typed, where it was
SO_FAR = "so_far"  # … to which more is added
WHEN = ("this_month", "last_month", "this_year")
MOST_WORDS = 8  # who writes more at the journal writes something to be kept


@dataclass(frozen=True)
class _Look:
    """Something to look for, and what to offer with what is found."""

    sought: Sought
    instead: Sought | None  # the same as nothing but words
    typed: str
    held: tuple[int, Keyboard] | None = None  # words that may be meant to be kept, and where


# --- what is looked for


@tap("jq")
async def ask(context: Context) -> None:
    """A tap on Find: type something, or tap what it is."""
    await _ask(context, Sought())


@tap("jqn")
async def narrow(context: Context) -> None:
    """A tap on Narrow it down: what is looked for stays, and more is added."""
    await _ask(context, _last(context))


async def _ask(context: Context, so_far: Sought) -> None:
    await context.expect("find", **{SO_FAR: so_far.kept()})
    shown = [one for one in EntryKind if one is not EntryKind.IMPORTED]
    keyboard = Keyboard().grid((context.button(f"find_{one}", by_kind.to(one)) for one in shown), 3)
    keyboard.row(context.button("find_imported", by_kind.to(EntryKind.IMPORTED)))
    keyboard.row(
        context.button("find_disciplines", ask_discipline.to()),
        context.button("find_visions", ask_vision.to()),
    )
    keyboard.row(*(context.button(one, by_time.to(one)) for one in WHEN))
    keyboard.row(
        context.button("journal_jump", sends("jg")),
        context.button("back_to_journal", sends("jl", "0")),
    )
    context.show(
        "ask_find", keyboard, filters=await _filters(context, so_far), text=typed(so_far.words)
    )


async def typed_words(context: Context) -> None:
    """What is typed at Find."""
    found = _asked_for(context, context.incoming.text)
    so_far = Sought.of(context.waiting.data.get(SO_FAR, {})) if context.waiting else Sought()
    so_far = so_far.within(found.period or so_far.period)
    together = {name: one for name, one in vars(found).items() if one}
    words = " ".join(filter(None, (so_far.words, found.words)))
    await context.rest()
    await _look(context, replace(so_far, **{**together, "words": words}), context.incoming.text)


async def look_for_words(context: Context, text: str) -> None:
    """What is typed after /journal."""
    await _look(context, _asked_for(context, text), text)


async def look_for_held(context: Context, entry: int, places: Keyboard) -> bool:
    """What is typed at the journal is looked for, and kept meanwhile (`entry`), as it may be meant to be kept. False
    where it surely is."""
    text = context.incoming.text
    offered = context.waiting.offers.values() if context.waiting else ()
    if (
        context.incoming.kind is not UpdateKind.TEXT
        or context.incoming.forwarded
        or ask.to() not in offered
        or "\n" in text.strip()
        or len(text) > LOOKED_FOR
        or len(text.split()) > MOST_WORDS
    ):
        return False
    await _look(context, _asked_for(context, text), text, (entry, places))
    return True


def _asked_for(context: Context, text: str) -> Sought:
    today = prompts.today_of(context.work, context.me)
    return asking.sought_in(text, today, context.language)


@tap("jqk")
async def by_kind(context: Context, kind: EntryKind) -> None:
    """A tap on what entries are."""
    await _look(context, replace(_so_far(context), kind=kind))


@tap("jqds")
async def ask_discipline(context: Context) -> None:
    """A tap on By discipline: by which?"""
    await _stay(context)
    keyboard = Keyboard().grid(
        (context.button(one, by_discipline.to(one)) for one in DISCIPLINES), 2
    )
    context.show("find_which_discipline", keyboard.row(context.button("back", ask.to())))


@tap("jqd")
async def by_discipline(context: Context, discipline: str) -> None:
    """A tap on a discipline."""
    await _look(context, replace(_so_far(context), discipline=known(discipline, DISCIPLINES)))


@tap("jqvs")
async def ask_vision(context: Context, page: str = "0") -> None:
    """A tap on By vision: by which?"""
    await _stay(context)
    held = await visions.held(context.work, context.me)
    here = pager.at(page, len(held))
    keyboard = Keyboard()
    for one in here.of(held):
        words = await visions.words_of(context.work, context.me, one)
        label = one_line(words or context.language.button("unreadable"), BEGINNING)
        keyboard.row(context.button("move_to", by_vision.to(one), beginning=label))
    keyboard.row(*here.turning(context, ask_vision.to())).row(context.button("back", ask.to()))
    context.show("find_which_vision", keyboard, count=len(held))


@tap("jqv")
async def by_vision(context: Context, vision_id: int) -> None:
    """A tap on a vision."""
    if await visions.words_of(context.work, context.me, vision_id) is None:
        context.toast("vision_gone")
        return
    await _look(context, replace(_so_far(context), vision=vision_id))


@tap("jqq")
async def by_question(context: Context, entry_id: int) -> None:
    """A tap on The same question, under an entry: all that was answered to it."""
    entry = await answers.find(context.work, context.me, entry_id)
    if entry is None or entry.question_id is None:
        context.toast("entry_gone")
        return
    await _look(context, Sought(question=entry.question_id))


@tap("jqt")
async def by_time(context: Context, time: str) -> None:
    """A tap on a time that is near."""
    named = known(time, WHEN)
    today = prompts.today_of(context.work, context.me)
    period = month_of(today.year, today.month)
    if named == "last_month":
        before = today.replace(day=1) - timedelta(days=1)
        period = month_of(before.year, before.month)
    elif named == "this_year":
        period = Period(date(today.year, 1, 1), date(today.year, 12, 31))
    await look_within(context, period, _so_far(context))


async def look_within(context: Context, period: Period, so_far: Sought | None = None) -> None:
    """Look for what was written in some days."""
    await _look(context, (so_far or Sought()).within(period))


@tap("jqw")
async def just_words(context: Context) -> None:
    """A tap on Just the words: nothing of them says when or what."""
    text = context.waiting.data.get(TYPED) if context.waiting else None
    if not text:
        context.toast("search_again")
        return
    await _look(context, Sought(text))


@tap("jf")
async def found_page(context: Context, page: str = "0") -> None:
    """A tap on Newer or Older under what was found."""
    sought = _last(context)
    if not sought.is_anything:
        context.toast("search_again")
        return
    text = str(context.waiting.data.get(TYPED, "")) if context.waiting else ""
    await _look(context, sought, text, page=page)


def _last(context: Context) -> Sought:
    """What was looked for last."""
    kept: KeptSought | str = context.waiting.data.get(FOUND, {}) if context.waiting else {}
    return Sought(kept) if isinstance(kept, str) else Sought.of(kept)


def _so_far(context: Context) -> Sought:
    return Sought.of(context.waiting.data.get(SO_FAR, {})) if context.waiting else Sought()


async def _stay(context: Context) -> None:
    """What is looked for already stays so."""
    await context.expect("find", **{SO_FAR: _so_far(context).kept()})


async def _filters(context: Context, sought: Sought) -> list[str]:
    asked = (
        await journal.asked(context.work, context.me, sought.question) if sought.question else None
    )
    vision = (
        await visions.words_of(context.work, context.me, sought.vision) if sought.vision else None
    )
    return View.of(context).sought(sought, asked, vision)


# --- and what is found


async def _look(
    context: Context,
    sought: Sought,
    text: str = "",
    held: tuple[int, Keyboard] | None = None,
    page: str = "0",
) -> None:
    if not context.waiting or context.waiting.awaits in ("find", "jump"):
        await context.rest()
    kept: dict[str, object] = {FOUND: sought.kept(), TYPED: text}
    await dialog.note(context.work, context.me.id, **kept)
    instead = Sought(text) if text and not sought.is_words_alone else None
    look = _Look(sought, instead, text, held)
    filters = await _filters(context, sought)
    find = partial(_found, View.of(context), context.me.id, look, filters, page)
    context.afterwards.append(Later(find))


async def _found(
    view: View, member_id: int, look: _Look, filters: list[str], page: str, works: UnitsOfWork
) -> Message | None:
    async with works.reading() as work:
        member = await members.find(work, member_id)
        if member is None:
            return None
        both = filter(None, (look.sought, look.instead))
        ids, which = await journal.search(work, member, *both)
        in_words = which > 0
        here = pager.at(page, len(ids), SIZE)
        entries = await journal.these(work, member, here.of(ids))
        period = look.sought.period
        around = None
        if not ids and period is not None and period.last is not None:
            around = await journal.count_after(work, member, period.last) // SIZE
    keyboard = view.numbers(entries)
    keyboard.row(*_turning(view, here))
    if look.held is not None and ids:
        async with works.begin() as work:
            if (member := await members.find(work, member_id)) is not None:
                await held_words.delete_held(work, member, look.held[0])
        keyboard.row(_button(view, "keep_note", sends("jn")))
    elif look.held is not None:
        keyboard.rows += look.held[1].rows
    if look.instead is not None and not in_words:
        keyboard.row(_button(view, "just_words", just_words.to()))
    if around is not None:
        keyboard.row(_button(view, "journal_around", sends("jl", around)))
    ways = [
        _button(view, "journal_find", ask.to()),
        _button(view, "back_to_journal", sends("jl", "0")),
    ]
    narrowing = [_button(view, "narrow_down", narrow.to())] if here.count > 1 else []
    keyboard.row(*narrowing, *ways)
    words = look.typed if in_words else look.sought.words
    return Message(
        view.language.reply(
            "journal_found",
            text=typed(words),
            filters=[] if in_words else filters,
            count=len(ids),
            entries=[view.listed(entry) for entry in entries],
            held=look.held is not None and not ids,
            page=here.number,
            pages=here.count,
        ),
        keyboard.built(),
    )


def _button(view: View, key: str, data: str) -> Button:
    return Button(view.language.button(key), data)


def _turning(view: View, here: pager.Page) -> list[Button]:
    newer, older = pager.IN_TIME
    buttons = [_button(view, newer, found_page.to(f"{here.at - 1}"))] if here.at > 0 else []
    return [
        *buttons,
        *(
            [_button(view, older, found_page.to(f"{here.number}"))]
            if here.number < here.count
            else []
        ),
    ]
