"""The audience of an announcement, put together by taps: conditions, joined by and, or and not.

A button names the state of the audience that it was made for. After it changed, by another tap or another of the
staff, such a button shows the audience as it is now and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NotRequired, TypedDict

from solbot.announcements.audience import choices
from solbot.announcements.audience import rules as audience_rules
from solbot.announcements.audience.rules import (
    AudienceFault,
    ConditionKind,
    Group,
    Joined,
    Node,
    NoPart,
)
from solbot.announcements.audience.screens import audience_message, joining_buttons
from solbot.announcements.draft import chat as draft_chat
from solbot.announcements.draft import service as drafts
from solbot.announcements.draft.service import AnnouncementGone
from solbot.bot import pager
from solbot.bot.args import known
from solbot.bot.context import Context
from solbot.bot.taps import do, sends, tap
from solbot.content.labels import fitted
from solbot.errors import StaleButton
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.telegram.messages import Button, Keyboard

AWAITED, NAMED = "audience", "audience_name"
INSTEAD = "is"  # beside How: in the place of a condition
Changed = tuple[int, Node | None]
"""A draft's number and its audience."""


class ConditionAwaited(TypedDict):
    """What is known of the condition that is awaited; `number`: the part of the audience it is joined to."""

    draft: int
    mark: str
    number: int
    how: str
    kind: NotRequired[str]


@tap("sw")
async def show(context: Context, draft_id: int) -> None:
    """A tap on Who gets it, under a draft."""
    found = await find_draft(context, draft_id)
    if found is not None:
        await audit.note(context.work, context.me.id, Action.SAW_AUDIENCE, announcement=found[0])
        await _show(context, *found)


@tap("swb")
async def back(context: Context, draft_id: int) -> None:
    """A tap on Back within it."""
    found = await find_draft(context, draft_id)
    if found is not None:
        await context.rest()
        await _show(context, *found)


@tap("swn")
async def open_part(context: Context, draft_id: int, mark: str, number: int) -> None:
    """A tap on a number: that part, and what can be done with it."""
    found = await same_audience(context, draft_id, mark)
    if found is None:
        return
    draft, tree = found
    with _named():
        line = audience_rules.part(tree, number)
    if line is None:
        raise StaleButton
    keyboard = Keyboard().row(*joining_buttons(context, draft, tree, number))
    if isinstance(line.node, Group):
        other = "any_of_them" if line.node.how is Joined.AND else "all_of_them"
        keyboard.row(
            context.button("opposite", oppose.to(draft, mark, number)),
            context.button(other, swap.to(draft, mark, number)),
        )
    else:
        keyboard.row(
            context.button("opposite", oppose.to(draft, mark, number)),
            context.button("instead", begin.to(draft, mark, number, INSTEAD)),
        )
    keyboard.row(context.button("take_out", take_out.to(draft, mark, number)))
    keyboard.row(context.button("back", back.to(draft)))
    context.put(await audience_message(context, tree, keyboard, chosen=number))


@tap("swj")
async def begin(context: Context, draft_id: int, mark: str, number: int, how: str) -> None:
    """A tap on And also, Or else, or Something else instead: which kind of condition?"""
    found = await same_audience(context, draft_id, mark)
    if found is None:
        return
    draft, tree = found
    known(how, (*Joined, INSTEAD))
    with _named():
        audience_rules.part(tree, number)
    data: ConditionAwaited = {"draft": draft, "mark": mark, "number": number, "how": how}
    await _ask_kind(context, tree, data)


@tap("swk")
async def choose_kind(context: Context, guard: str, kind: ConditionKind, page: int = 0) -> None:
    """A tap on a kind of condition, or on another page of what there is to choose from."""
    asked = await _asked(context, guard)
    if asked is not None:
        await _ask_value(context, asked[1], asked[2], kind, page)


@tap("swv")
async def choose(context: Context, guard: str, kind: ConditionKind, *value: str) -> None:
    """A tap on a value."""
    asked = await _asked(context, guard)
    if asked is None:
        return
    named = ":".join(value)
    known = {str(one): one for _, one in await choices.choices(context, kind)}
    await _apply(context, asked[1], asked[2], kind, known.get(named, named))


async def typed(context: Context) -> None:
    """Words while a condition is being chosen."""
    data = context.awaited(ConditionAwaited, AWAITED)
    found = await find_draft(context, data["draft"])
    if found is None:
        return
    draft, tree = found
    if audience_rules.mark(tree) != data["mark"]:
        await show_changed(context, draft, tree)
    elif "kind" not in data:
        await _ask_kind(context, tree, data, unknown=True)
    else:
        kind = ConditionKind(data["kind"])
        value = await choices.typed(context, kind)
        if value is None:
            await _ask_value(context, tree, data, kind, unknown=True)
        else:
            await _apply(context, tree, data, kind, value)


@tap("swt")
async def oppose(context: Context, draft_id: int, mark: str, number: int) -> None:
    """A tap on The opposite, of a part or of the whole."""
    found = await same_audience(context, draft_id, mark)
    if found is not None:
        with _named():
            changed = audience_rules.turned(found[1], number)
        await change_audience(context, found[0], changed)


@tap("sww")
async def swap(context: Context, draft_id: int, mark: str, number: int) -> None:
    """A tap on One of them is enough, or on All of them."""
    found = await same_audience(context, draft_id, mark)
    if found is not None:
        with _named():
            changed = audience_rules.swapped(found[1], number)
        await change_audience(context, found[0], changed)


@tap("swr")
async def take_out(context: Context, draft_id: int, mark: str, number: int) -> None:
    """A tap on Take it out; of the whole, on Everyone."""
    found = await same_audience(context, draft_id, mark)
    if found is not None:
        with _named():
            changed = audience_rules.without(found[1], number)
        await change_audience(context, found[0], changed)


@tap("swe")
async def ask_everyone(context: Context, draft_id: int, mark: str) -> None:
    """A tap on Everyone, after all: really? The conditions go."""
    found = await same_audience(context, draft_id, mark)
    if found is None:
        return
    draft, tree = found
    keyboard = Keyboard().row(
        context.button("everyone_yes", take_out.to(draft, mark, 0)),
        context.button("back", back.to(draft)),
    )
    context.show("staff/ask_everyone", keyboard, count=len(audience_rules.told(tree).lines))


def way_back(data: ConditionAwaited) -> str:
    """The tap that leads to the audience, or to all drafts."""
    return back.to(data["draft"]) if data["draft"] else do("broadcast")


async def _ask_kind(
    context: Context, tree: Node | None, data: ConditionAwaited, *, unknown: bool = False
) -> None:
    asked = {key: value for key, value in data.items() if key != "kind"}
    await context.expect(AWAITED, **asked)
    keyboard = Keyboard().grid(
        (
            context.button(f"audience_{kind}", choose_kind.to(_guard(data), kind))
            for kind in ConditionKind
        ),
        2,
    )
    keyboard.row(context.button("back", back.to(data["draft"])))
    trouble = "unknown" if unknown else None
    context.put(
        await audience_message(
            context, tree, keyboard, _chosen(data), step="kinds", trouble=trouble
        )
    )


async def _ask_value(
    context: Context,
    tree: Node | None,
    data: ConditionAwaited,
    kind: ConditionKind,
    on_page: int = 0,
    *,
    unknown: bool = False,
) -> None:
    await context.expect(AWAITED, **{**data, "kind": kind.value})
    found = await choices.choices(context, kind)
    page = pager.at(on_page, len(found))
    guard = _guard(data)
    keyboard = Keyboard().grid(
        (
            Button(fitted(label), choose.to(guard, kind, str(value)))
            for label, value in page.of(found)
        ),
        2 if all(len(label) < 18 for label, _ in found) else 1,
    )
    keyboard.row(*page.turning(context, choose_kind.to(guard, kind)))
    keyboard.row(context.button("back", back.to(data["draft"])))
    trouble = "unknown" if unknown else None if found else "nothing"
    context.put(
        await audience_message(context, tree, keyboard, _chosen(data), step=kind, trouble=trouble)
    )


async def _apply(
    context: Context,
    tree: Node | None,
    data: ConditionAwaited,
    kind: ConditionKind,
    value: str | int,
) -> None:
    """Take a condition in where it was asked for."""
    number, how, draft = int(data["number"]), data["how"], int(data["draft"])
    try:
        new = audience_rules.condition(kind, value)
        if how == INSTEAD:
            changed = audience_rules.changed(tree, number, new)
        else:
            changed = audience_rules.joined(tree, number, Joined(how), new)
    except AudienceFault as wrong:
        if wrong.why == "value":
            raise StaleButton from None
        keyboard = Keyboard().row(context.button("back", back.to(draft)))
        context.put(await audience_message(context, tree, keyboard, trouble=wrong.why))
        return
    await change_audience(context, draft, changed)


async def change_audience(context: Context, draft: int, tree: Node | None) -> None:
    """Give the draft this audience, and show it."""
    row = await drafts.set_audience(context.work, draft, audience_rules.written(tree))
    await draft_chat.note_change(context, row, "audience")
    await context.rest()
    await _show(context, draft, tree)


async def _show(context: Context, draft: int, tree: Node | None) -> None:
    """The audience, how many they are, and everything that can be done with it."""
    mark = audience_rules.mark(tree)
    keyboard = Keyboard().grid(
        (
            Button(str(line.number), open_part.to(draft, mark, line.number))
            for line in audience_rules.told(tree).lines
        ),
        6,
    )
    keyboard.row(*joining_buttons(context, draft, tree, 0))
    if tree is not None:
        keyboard.row(context.button("everyone_but", oppose.to(draft, mark, 0)))
        keyboard.row(context.button("everyone", ask_everyone.to(draft, mark)))
        keyboard.row(context.button("keep_audience", sends("swm", draft, mark)))
    keyboard.row(context.button("kept_audiences", sends("sws", draft)))
    keyboard.row(context.button("back", draft_chat.open_one.to(draft)))
    context.put(await audience_message(context, tree, keyboard, count=True))


async def show_changed(context: Context, draft: int, tree: Node | None) -> None:
    """Say that the audience was changed meanwhile, and show it as it is."""
    context.toast("staff/audience_changed")
    await context.rest()
    await _show(context, draft, tree)


@contextmanager
def _named() -> Iterator[None]:
    """What a button names is there, and can be done: else it is of another state of the audience."""
    try:
        yield
    except (NoPart, AudienceFault):
        raise StaleButton from None


def _guard(data: ConditionAwaited) -> str:
    """What ties a choice to the question it answers."""
    return f"{data['mark']}{data['how']}{data['number']}"


def _chosen(data: ConditionAwaited) -> int | None:
    return int(data["number"]) or None


async def _asked(context: Context, guard: str) -> tuple[int, Node | None, ConditionAwaited] | None:
    """What a choice answers, if that was asked last and the audience is as it was."""
    data = context.awaited(ConditionAwaited, AWAITED)
    if _guard(data) != guard:
        raise StaleButton
    found = await find_draft(context, data["draft"])
    if found is None:
        return None
    draft, tree = found
    if audience_rules.mark(tree) != data["mark"]:
        await show_changed(context, draft, tree)
        return None
    return draft, tree, data


async def same_audience(context: Context, draft_id: int, mark: str) -> Changed | None:
    """The draft a button is about and its audience, if that is as it was when the button was made."""
    found = await find_draft(context, draft_id)
    if found is not None and audience_rules.mark(found[1]) != mark:
        await show_changed(context, *found)
        return None
    return found


async def find_draft(context: Context, draft_id: int) -> Changed | None:
    """The draft a button is about and its audience; None, said kindly, when it is no draft any more."""
    try:
        row = await drafts.editable(context.work, draft_id)
    except AnnouncementGone:
        context.toast("staff/announcement_no_draft")
        with suppress(AnnouncementGone):
            sent = await drafts.find(context.work, draft_id)
            context.put(await draft_chat.page(context, sent))
        return None
    return row.id, audience_rules.read(row.audience)
