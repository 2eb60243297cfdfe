"""The audience of an announcement, put together by taps: conditions, joined by and, or and not.

A button names the state of the audience that it was made for. After it changed, by another tap or another of the
staff, such a button shows the audience as it is now and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from solbot.announcements.audience import choices as crowd
from solbot.announcements.audience import rules as audience
from solbot.announcements.audience import service as audiences
from solbot.announcements.audience.rules import Group, How, Is, Kind, Node, NoPart, Wrong
from solbot.announcements.audience.service import SavedAudience
from solbot.announcements.draft import chat as broadcast
from solbot.announcements.draft import service as drafts
from solbot.announcements.draft.service import Gone
from solbot.bot import pager as pages
from solbot.bot.args import known, one_of
from solbot.bot.context import Turn
from solbot.content.cutting import shortened
from solbot.content.labels import fitted
from solbot.content.lengths import units
from solbot.errors import StaleButton
from solbot.limits import AUDIENCES, NAME_IN_LINE
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.telegram.messages import Button, Keyboard, Message

AWAITED, NAMED = "audience", "audience_name"
INSTEAD = "is"  # beside How: in the place of a condition
MOST_ZONES = 6
Changed = tuple[int, Node | None]
"""A draft's number and its audience."""


async def show(turn: Turn, args: list[str]) -> None:
    """A tap on Who gets it, under a draft."""
    found = await _find(turn, args)
    if found is not None:
        await audit.note(turn.work, turn.me.id, Action.SAW_AUDIENCE, announcement=found[0])
        await _show(turn, *found)


async def back(turn: Turn, args: list[str]) -> None:
    """A tap on Back within it."""
    found = await _find(turn, args)
    if found is not None:
        await turn.rest()
        await _show(turn, *found)


async def open_part(turn: Turn, args: list[str]) -> None:
    """A tap on a number: that part, and what can be done with it."""
    found = await _same(turn, args)
    if found is None:
        return
    draft, tree = found
    number = int(args[2])
    with _named():
        line = audience.part(tree, number)
    if line is None:
        raise StaleButton
    at = f"{draft}:{audience.mark(tree)}:{number}"
    keyboard = Keyboard().row(*_joining(turn, draft, tree, number))
    if isinstance(line.node, Group):
        other = "any_of_them" if line.node.how is How.AND else "all_of_them"
        keyboard.row(turn.button("opposite", f"swt:{at}"), turn.button(other, f"sww:{at}"))
    else:
        keyboard.row(
            turn.button("opposite", f"swt:{at}"), turn.button("instead", f"swj:{at}:{INSTEAD}")
        )
    keyboard.row(turn.button("take_out", f"swr:{at}"))
    keyboard.row(turn.button("back", f"swb:{draft}"))
    turn.put(await _message(turn, tree, keyboard, chosen=number))


async def begin(turn: Turn, args: list[str]) -> None:
    """A tap on And also, Or else, or Something else instead: which kind of condition?"""
    found = await _same(turn, args)
    if found is None:
        return
    draft, tree = found
    number, how = int(args[2]), known(args[3], (*How, INSTEAD))
    with _named():
        audience.part(tree, number)
    data = {"draft": draft, "mark": args[1], "number": number, "how": how}
    await _ask_kind(turn, tree, data)


async def choose_kind(turn: Turn, args: list[str]) -> None:
    """A tap on a kind of condition, or on another page of what there is to choose from."""
    asked = await _asked(turn, args)
    if asked is not None:
        await _ask_value(turn, asked[1], asked[2], one_of(Kind, args[1]), args)


async def choose(turn: Turn, args: list[str]) -> None:
    """A tap on a value."""
    asked = await _asked(turn, args)
    if asked is None:
        return
    kind, value = one_of(Kind, args[1]), ":".join(args[2:])
    known = {str(one): one for _, one in await crowd.choices(turn, kind)}
    await _apply(turn, asked[1], asked[2], kind, known.get(value, value))


async def typed(turn: Turn) -> None:
    """Words while a condition is being chosen."""
    assert turn.waiting is not None  # noqa: S101  (the way here is through it)
    data = dict(turn.waiting.data)
    found = await _find(turn, [str(data["draft"])])
    if found is None:
        return
    draft, tree = found
    if audience.mark(tree) != data["mark"]:
        await _show_changed(turn, draft, tree)
    elif "kind" not in data:
        await _ask_kind(turn, tree, data, unknown=True)
    else:
        kind = Kind(data["kind"])
        value = await crowd.typed(turn, kind)
        if value is None:
            await _ask_value(turn, tree, data, kind, unknown=True)
        else:
            await _apply(turn, tree, data, kind, value)


async def oppose(turn: Turn, args: list[str]) -> None:
    """A tap on The opposite, of a part or of the whole."""
    found = await _same(turn, args)
    if found is not None:
        with _named():
            changed = audience.turned(found[1], int(args[2]))
        await _change(turn, found[0], changed)


async def swap(turn: Turn, args: list[str]) -> None:
    """A tap on One of them is enough, or on All of them."""
    found = await _same(turn, args)
    if found is not None:
        with _named():
            changed = audience.swapped(found[1], int(args[2]))
        await _change(turn, found[0], changed)


async def take_out(turn: Turn, args: list[str]) -> None:
    """A tap on Take it out; of the whole, on Everyone."""
    found = await _same(turn, args)
    if found is not None:
        with _named():
            changed = audience.without(found[1], int(args[2]))
        await _change(turn, found[0], changed)


async def ask_name(turn: Turn, args: list[str]) -> None:
    """A tap on Keep it under a name."""
    found = await _same(turn, args)
    if found is None or found[1] is None:
        return
    await turn.expect(NAMED, draft=found[0], mark=args[1])
    keyboard = Keyboard().row(turn.button("back", f"swb:{found[0]}"))
    turn.put(await _message(turn, found[1], keyboard, step="name"))


async def named(turn: Turn) -> None:
    """The name of an audience."""
    assert turn.waiting is not None  # noqa: S101  (the way here is through it)
    found = await _find(turn, [str(turn.waiting.data["draft"])])
    if found is None:
        return
    draft, tree = found
    name = " ".join(turn.incoming.text.split())
    keyboard = Keyboard().row(turn.button("back", f"swb:{draft}"))
    if tree is None or audience.mark(tree) != turn.waiting.data["mark"]:
        await _show_changed(turn, draft, tree)
    elif not name or units(name) > audiences.LONGEST_NAME:
        turn.put(await _message(turn, tree, keyboard, step="name", trouble="name_too_long"))
    elif not await audiences.save(turn.work, turn.me.id, name, tree):
        turn.put(await _message(turn, tree, keyboard, step="name", trouble="too_many_saved"))
    else:
        await turn.rest()
        await _list(turn, draft)


async def saved(turn: Turn, args: list[str]) -> None:
    """A tap on Kept audiences, or on another page of them."""
    found = await _find(turn, args)
    if found is not None:
        await turn.rest()
        await _list(turn, found[0], args)


async def open_saved(turn: Turn, args: list[str]) -> None:
    """A tap on a kept audience: what it is, how many, and whether to use it here."""
    found = await _find(turn, args)
    if found is None:
        return
    draft = found[0]
    kept = await _kept(turn, draft, args[1])
    if kept is None:
        return
    row, tree = kept
    keyboard = Keyboard().row(turn.button("use_audience", f"swy:{draft}:{row.id}"))
    keyboard.row(turn.button("drop_audience", f"swx:{draft}:{row.id}"))
    keyboard.row(turn.button("back", f"sws:{draft}"))
    turn.put(await _message(turn, tree, keyboard, step="saved", name=row.name, count=True))


async def use(turn: Turn, args: list[str]) -> None:
    """A tap on Use it here."""
    found = await _find(turn, args)
    kept = await _kept(turn, found[0], args[1]) if found is not None else None
    if found is not None and kept is not None:
        await _change(turn, found[0], kept[1])


async def drop(turn: Turn, args: list[str]) -> None:
    """A tap on Keep it no longer; announcements that used it are as they were."""
    found = await _find(turn, args)
    if found is not None and await _kept(turn, found[0], args[1]) is not None:
        await audiences.drop(turn.work, int(args[1]))
        await _list(turn, found[0])


async def _kept(turn: Turn, draft: int, number: str) -> tuple[SavedAudience, Node | None] | None:
    """A kept audience; of one that is gone or can't be used any more, that is said, and those there are shown."""
    try:
        return await audiences.find_saved(turn.work, int(number))
    except (LookupError, Wrong):
        turn.toast("staff/audience_gone")
        await _list(turn, draft)
        return None


async def _ask_kind(
    turn: Turn, tree: Node | None, data: Mapping[str, Any], *, unknown: bool = False
) -> None:
    asked = {key: value for key, value in data.items() if key != "kind"}
    await turn.expect(AWAITED, **asked)
    keyboard = Keyboard().grid(
        (turn.button(f"audience_{kind}", f"swk:{_guard(data)}:{kind}") for kind in Kind), 2
    )
    keyboard.row(turn.button("back", f"swb:{data['draft']}"))
    trouble = "unknown" if unknown else None
    turn.put(await _message(turn, tree, keyboard, _chosen(data), step="kinds", trouble=trouble))


async def _ask_value(
    turn: Turn,
    tree: Node | None,
    data: Mapping[str, Any],
    kind: Kind,
    args: Sequence[str] = (),
    *,
    unknown: bool = False,
) -> None:
    await turn.expect(AWAITED, **{**data, "kind": kind.value})
    found = await crowd.choices(turn, kind)
    page = pages.named(args, 2, len(found))
    this = f"{_guard(data)}:{kind}"
    keyboard = Keyboard().grid(
        (Button(fitted(label), f"swv:{this}:{value}") for label, value in page.of(found)),
        2 if all(len(label) < 18 for label, _ in found) else 1,
    )
    keyboard.row(*page.turning(turn, f"swk:{this}"))
    keyboard.row(turn.button("back", f"swb:{data['draft']}"))
    trouble = "unknown" if unknown else None if found else "nothing"
    turn.put(await _message(turn, tree, keyboard, _chosen(data), step=kind, trouble=trouble))


async def _apply(
    turn: Turn, tree: Node | None, data: Mapping[str, Any], kind: Kind, value: str | int
) -> None:
    """Take a condition in where it was asked for."""
    number, how, draft = int(data["number"]), data["how"], int(data["draft"])
    try:
        new = audience.condition(kind, value)
        if how == INSTEAD:
            changed = audience.changed(tree, number, new)
        else:
            changed = audience.joined(tree, number, How(how), new)
    except Wrong as wrong:
        if wrong.why == "value":
            raise StaleButton from None
        keyboard = Keyboard().row(turn.button("back", f"swb:{draft}"))
        turn.put(await _message(turn, tree, keyboard, trouble=wrong.why))
        return
    await _change(turn, draft, changed)


async def _change(turn: Turn, draft: int, tree: Node | None) -> None:
    row = await drafts.set_audience(turn.work, draft, audience.written(tree))
    await broadcast.note_change(turn, row, "audience")
    await turn.rest()
    await _show(turn, draft, tree)


async def _show(turn: Turn, draft: int, tree: Node | None) -> None:
    """The audience, how many they are, and everything that can be done with it."""
    at = f"{draft}:{audience.mark(tree)}"
    keyboard = Keyboard().grid(
        (Button(str(line.number), f"swn:{at}:{line.number}") for line in audience.told(tree).lines),
        6,
    )
    keyboard.row(*_joining(turn, draft, tree, 0))
    if tree is not None:
        keyboard.row(turn.button("everyone_but", f"swt:{at}:0"))
        keyboard.row(turn.button("everyone", f"swr:{at}:0"))
        keyboard.row(turn.button("keep_audience", f"swm:{at}"))
    keyboard.row(turn.button("kept_audiences", f"sws:{draft}"))
    keyboard.row(turn.button("back", f"bco:{draft}"))
    turn.put(await _message(turn, tree, keyboard, count=True))


async def _show_changed(turn: Turn, draft: int, tree: Node | None) -> None:
    turn.toast("staff/audience_changed")
    await turn.rest()
    await _show(turn, draft, tree)


async def _list(turn: Turn, draft: int, args: Sequence[str] = ()) -> None:
    found = await audiences.saved(turn.work)
    page = pages.named(args, 1, len(found))
    keyboard = Keyboard().grid(
        (Button(fitted(row.name), f"swu:{draft}:{row.id}") for row in page.of(found)),
        1,
    )
    keyboard.row(*page.turning(turn, f"sws:{draft}"))
    keyboard.row(turn.button("back", f"swb:{draft}"))
    turn.show("staff/audiences", keyboard, kept=[row.name for row in page.of(found)])


async def _message(
    turn: Turn,
    tree: Node | None,
    keyboard: Keyboard,
    chosen: int | None = None,
    *,
    step: str | None = None,
    trouble: str | None = None,
    name: str | None = None,
    count: bool = False,
) -> Message:
    return turn.message(
        "staff/audience",
        keyboard,
        who=await _who(turn, tree),
        crowd=await _counted(turn, tree) if count else None,
        chosen=chosen,
        step=step,
        trouble=trouble,
        kept_name=name,
        most=AUDIENCES,
    )


async def _who(turn: Turn, tree: Node | None) -> dict[str, Any]:
    """An audience in words, line by line, for a template."""
    told = audience.told(tree)
    known = await crowd.names(turn, {one.kind for one in audience.conditions(tree)})
    lines = [
        {
            "number": line.number,
            "depth": line.depth,
            "link": line.link,
            "no": line.no,
            "kind": line.node.kind if isinstance(line.node, Is) else line.node.how,
            "value": line.node.value if isinstance(line.node, Is) else None,
            "name": crowd.name(turn, line.node.kind, line.node.value, known)
            if isinstance(line.node, Is)
            else None,
        }
        for line in told.lines
    ]
    return {"no": told.no, "lines": lines}


async def _counted(turn: Turn, tree: Node | None) -> dict[str, Any]:
    """How many they are, how they split, who is left out, and when they get it."""
    work, catalog = turn.work, turn.work.catalog
    seen = await audiences.look(work, tree, work.now)
    expected = await audiences.expected(work, seen.count)
    return {
        "count": seen.count,
        "private": seen.private,
        "can_be_told": seen.can_be_told,
        "names": [
            shortened(name, NAME_IN_LINE) for name in await audiences.names(work, tree, work.now)
        ],
        "languages": [
            {"name": catalog.language(code).name, "count": count} for code, count in seen.languages
        ],
        "zones": [
            {"name": crowd.zone_name(turn, zone), "count": count}
            for zone, count in seen.zones[:MOST_ZONES]
        ],
        "more_zones": max(0, len(seen.zones) - MOST_ZONES),
        "elsewhere": sum(count for _, count in seen.zones[MOST_ZONES:]),
        "left_out": [{"why": why, "count": count} for why, count in seen.left_out],
        "first": turn.local(expected.first),
        "last": turn.local(expected.last),
    }


def _joining(turn: Turn, draft: int, tree: Node | None, number: int) -> list[Button]:
    at = f"swj:{draft}:{audience.mark(tree)}:{number}"
    if tree is None:
        return [turn.button("only_those", f"{at}:and")]
    return [turn.button("and_also", f"{at}:and"), turn.button("or_else", f"{at}:or")]


@contextmanager
def _named() -> Iterator[None]:
    """What a button names is there, and can be done: else it is of another state of the audience."""
    try:
        yield
    except (NoPart, Wrong):
        raise StaleButton from None


def _guard(data: Mapping[str, Any]) -> str:
    """What ties a choice to the question it answers."""
    return f"{data['mark']}{data['how']}{data['number']}"


def _chosen(data: Mapping[str, Any]) -> int | None:
    return int(data["number"]) or None


async def _asked(turn: Turn, args: list[str]) -> tuple[int, Node | None, Mapping[str, Any]] | None:
    """What a choice answers, if that was asked last and the audience is as it was."""
    waiting = turn.waiting
    if waiting is None or waiting.awaits != AWAITED or _guard(waiting.data) != args[0]:
        raise StaleButton
    found = await _find(turn, [str(waiting.data["draft"])])
    if found is None:
        return None
    draft, tree = found
    if audience.mark(tree) != waiting.data["mark"]:
        await _show_changed(turn, draft, tree)
        return None
    return draft, tree, waiting.data


async def _same(turn: Turn, args: list[str]) -> Changed | None:
    """The draft a button is about and its audience, if that is as it was when the button was made."""
    found = await _find(turn, args)
    if found is not None and audience.mark(found[1]) != args[1]:
        await _show_changed(turn, *found)
        return None
    return found


async def _find(turn: Turn, args: list[str]) -> Changed | None:
    """The draft a button is about and its audience; None, said kindly, when it is no draft any more."""
    try:
        row = await drafts.editable(turn.work, int(args[0]))
    except Gone:
        turn.toast("staff/announcement_no_draft")
        with suppress(Gone):
            sent = await drafts.find(turn.work, int(args[0]))
            turn.put(await broadcast.page(turn, sent))
        return None
    return row.id, audience.read(row.audience)
