"""Sharing an entry of one's own: what that means, its link, with whom, and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from solbot import limits
from solbot.bot import pager
from solbot.bot.context import Context
from solbot.bot.taps import sends, tap
from solbot.coaching.answers import service as answers
from solbot.coaching.answers.service import JournalEntry
from solbot.coaching.sharing import service as sharing
from solbot.coaching.sharing.service import Given, Received
from solbot.content.cutting import one_line, shortened
from solbot.limits import IN_LINE, NAME_IN_LINE, TooMany
from solbot.telegram.messages import Button, Keyboard

LINK = "s-"
"""What the payload of a link to an entry begins with."""

LETTER = LINK[0]
GONE = "share_gone"
IN_A_ROW = 5


@tap("es")
async def ask(context: Context, entry_id: int) -> None:
    """A tap on Share…: what that means, and with whom it is shared already."""
    entry = await answers.find(context.work, context.me, entry_id)
    if entry is None:
        context.toast("entry_gone")
        return
    mine = await sharing.given_of(context.work, context.me, entry)
    keyboard = Keyboard().row(context.button("share_make", make.to(entry.id)))
    if mine:
        keyboard.row(context.button("shared_by_me", given.to()))
    keyboard.row(context.button("back", sends("j", entry.id)))
    context.show(
        "share_entry",
        keyboard,
        name=context.me.name or "",
        sharers=[_view(context, one) for one in mine[: pager.SIZE]],
    )


@tap("esm")
async def make(context: Context, entry_id: int) -> None:
    """A tap on Make a link."""
    try:
        made = await sharing.make(context.work, context.me, entry_id)
    except TooMany as full:
        keyboard = Keyboard().row(context.button("shared_by_me", given.to()))
        few = full.most < limits.SHARED
        context.show("share_enough", keyboard, most=full.most, of_links=few)
        return
    link = context.link(LINK + made.secret)
    to_a_chat = f"https://t.me/share/url?{urlencode({'url': link})}"
    keyboard = Keyboard().row(Button(context.language.button("reading_to_chat"), url=to_a_chat))
    keyboard.row(context.copying(link))
    keyboard.row(context.button("share_take_back", take_back.to(made.id)))
    # A message of its own: nothing is to take the place of a link that is never shown again.
    context.say("share_link", keyboard, link=link, until=context.local(made.lapses_at))


@tap("eg")
async def given(context: Context, page: str = "0") -> None:
    """What I share: with whom, a page at a time."""
    there = await sharing.given(context.work, context.me)
    rest = Keyboard().row(*([context.button("share_take_all_back", ask_all.to())] if there else []))
    kind = SharedList("shared_by_me", given.to(), open_given.to, _view)
    show_list(context, page, kind, there, rest)


V = TypeVar("V", bound="Given | Received")


@dataclass(frozen=True)
class SharedList(Generic[V]):
    """A list of what is shared, either way: its reply, what turns its pages, what opens one of them, and how it is
    shown."""

    reply: str
    turns: str
    opens: Callable[[int], str]
    view: Callable[[Context, V], dict[str, object]]


def show_list(
    context: Context, page: str, kind: SharedList[V], there: Sequence[V], rest: Keyboard
) -> None:
    """A page of it; `rest`: what else can be done with all of it."""
    here = pager.at(page, len(there))
    numbered = list(enumerate(here.of(there), here.start + 1))
    keyboard = Keyboard().grid(
        (
            context.button("open_entry", kind.opens(one.id), number=number)
            for number, one in numbered
        ),
        IN_A_ROW,
    )
    keyboard.row(*here.turning(context, kind.turns))
    keyboard.rows += rest.rows
    keyboard.row(context.button("back_to_journal", sends("jl", "0")))
    context.show(
        kind.reply,
        keyboard,
        sharers=[{"number": number, **kind.view(context, one)} for number, one in numbered],
        page=here.number,
        pages=here.count,
    )


@tap("ego")
async def open_given(context: Context, share_id: int) -> None:
    """One that I share."""
    one = await sharing.find_given(context.work, context.me, share_id)
    if one is None:
        context.toast(GONE)
        return
    keyboard = Keyboard().row(
        context.button("share_take_back", take_back.to(one.id)),
        context.button("see_entry", sends("j", one.said[0].id)),
    )
    keyboard.row(context.button("back", given.to()))
    context.show("shared_one", keyboard, sharers=[_view(context, one)])


@tap("egx")
async def take_back(context: Context, share_id: int) -> None:
    """A tap on Take it back: at once, whoever has it."""
    if not await sharing.take_back(context.work, context.me, share_id):
        context.toast(GONE)
        return
    context.show("share_taken_back", _on(context), count=1)


@tap("ega")
async def ask_all(context: Context) -> None:
    """Taking all back is asked once: links can't be given again as they were."""
    there = await sharing.given(context.work, context.me)
    keyboard = Keyboard().row(
        context.button("share_take_all_yes", take_all_back.to()), context.button("back", given.to())
    )
    context.show("ask_take_all_back", keyboard, count=len(there))


@tap("egaa")
async def take_all_back(context: Context) -> None:
    """Yes, all of them."""
    count = await sharing.take_all_back(context.work, context.me)
    context.show("share_taken_back", _on(context), count=count)


async def ways(context: Context) -> list[Button]:
    """Under the journal: what is shared, either way, where there is any."""
    mine, theirs = await sharing.counts(context.work, context.me)
    buttons = [context.button("shared_with_me", sends("er"))] if theirs else []
    return [*buttons, context.button("shared_by_me", given.to())] if mine else buttons


def asked_of(context: Context, said: Sequence[JournalEntry]) -> str:
    """What an entry answers, in a line; of a note, its first words."""
    first = said[0]
    return one_line(first.asked or context.language.said(first.body), IN_LINE)


def _view(context: Context, one: Given) -> dict[str, object]:
    return {
        "asked": asked_of(context, one.said),
        "on": sharing.on(one.said),
        "opened": one.with_whom is not None,
        "name": shortened(one.with_whom or "", NAME_IN_LINE),
        "since": context.local(one.accepted_at) if one.accepted_at else None,
        "until": context.local(one.lapses_at),
    }


def _on(context: Context) -> Keyboard:
    return Keyboard().row(
        context.button("shared_by_me", given.to()),
        context.button("back_to_journal", sends("jl", "0")),
    )
