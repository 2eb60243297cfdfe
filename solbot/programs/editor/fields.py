"""Editing a program: its fields asked one by one, in every language; a photo or PDF becomes the flyer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from solbot.bot.args import known
from solbot.bot.context import Turn
from solbot.content import editions, markdown
from solbot.content.editions import COPY, FACTS, FIELDS, JOINING, MOMENTS, Known, Wrong, WrongValue
from solbot.content.labels import fitted
from solbot.content.lengths import units
from solbot.errors import NotFound, StaleButton
from solbot.limits import TooMany
from solbot.programs import requests
from solbot.programs.editor import chat as programs
from solbot.programs.editor import files, values
from solbot.programs.editor import service as drafts
from solbot.programs.editor.fetching import fetching
from solbot.programs.editor.files import NotTaken
from solbot.programs.editor.service import HANDOUTS, Changed, Draft, Gone
from solbot.staff import moments, zones
from solbot.staff.zones import UnclearPlace
from solbot.telegram.incoming import Kind
from solbot.telegram.messages import Button, Keyboard
from solbot.typed.moments import UnclearMoment

CHOICES: Mapping[str, Sequence[Any]] = {"online": (True, False), "joining": JOINING}
SKIP, EMPTY = "s", "e"
MARKED_UP = ("card", "details", "reserve")
SHOWN = 600
KEPT = 120  # letters of the value before, above the next question
EVERY = "-"  # in a button: the same in every language


async def ask_title(turn: Turn, args: list[str]) -> None:
    """A tap on A new program: it begins with its title."""
    del args
    await turn.expect("program_title")
    turn.show("staff/ask_title", Keyboard().row(turn.button("cancel", "do:cancel")))


async def titled(turn: Turn) -> None:
    """The title of a new program; then its other fields, one by one."""
    title = " ".join(turn.incoming.text.split())
    if not title or units(title) > editions.LONGEST["title"]:
        keyboard = Keyboard().row(turn.button("cancel", "do:cancel"))
        turn.say(
            "staff/wrong_value", keyboard, why=Wrong.TOO_LONG, detail=editions.LONGEST["title"]
        )
        return
    code = turn.language.code
    try:
        draft = await drafts.create(turn.work, turn.me.id, title, code)
    except TooMany as full:
        await turn.rest()
        keyboard = Keyboard().row(turn.button("all_programs", "do:program"))
        turn.say("staff/enough", keyboard, what="programs", most=full.most)
        return
    await _ask(turn, draft, "summary", code, guided=True)


async def overview(turn: Turn, args: list[str]) -> None:
    """A tap on Edit: the facts, and the copy in each language."""
    draft = await programs.find(turn, args)
    if draft is None:
        return
    await turn.rest()
    code = turn.language.code
    keyboard = Keyboard().grid(
        (Button(values.name(turn, one), f"spf:{draft.id}:{_at(one, code)}") for one in FACTS), 2
    )
    for language in turn.work.catalog.by_code.values():
        keyboard.row(
            turn.button("copy_in", f"spk:{draft.id}:{language.code}", language=language.name)
        )
    keyboard.row(turn.button("back", f"spg:{draft.id}"))
    _say_fields(turn, draft, FACTS, code, None, keyboard)


async def copy(turn: Turn, args: list[str]) -> None:
    """A tap on The words in a language."""
    draft = await programs.find(turn, args)
    if draft is None:
        return
    language = turn.work.catalog.by_code[known(args[1], turn.work.catalog.by_code)]
    asked = [one for one in COPY if one in FIELDS]
    keyboard = Keyboard().grid(
        (
            Button(values.name(turn, one), f"spf:{draft.id}:{_at(one, language.code)}")
            for one in asked
        ),
        2,
    )
    keyboard.row(turn.button("back", f"spe:{draft.id}"))
    _say_fields(turn, draft, asked, language.code, language.name, keyboard)


async def ask(turn: Turn, args: list[str]) -> None:
    """A tap on a field: what it is now, and what it should be."""
    draft = await programs.find(turn, args)
    if draft is not None:
        await _ask(turn, draft, args[1], args[2], guided=len(args) > 3)


async def choose(turn: Turn, args: list[str]) -> None:
    """A tap on one of the choices of a field, on Leave it empty, or on Skip."""
    name, code, value, guided = args[1], args[2], args[3], len(args) > 4
    draft = await programs.find(turn, args)
    if draft is None:
        return
    if value == SKIP:
        await _next(turn, draft, name, code, guided)
    elif value == EMPTY:
        await _put(turn, draft.id, name, code, None, guided)
    elif name in MOMENTS:
        await _choose_moment(turn, draft, name, code, value, guided)
    else:
        choices = CHOICES[known(name, CHOICES)]
        chosen = choices[known(int(value), range(len(choices)))]
        await _put(turn, draft.id, name, code, chosen, guided)


async def _choose_moment(
    turn: Turn, draft: Draft, name: str, code: str, stamp: str, guided: bool
) -> None:
    at = moments.of_button(stamp)
    try:
        value = editions.moment(name, at, _known(turn, draft))
    except UnclearMoment as unclear:
        await _ask_moment(turn, draft, unclear, name, code, guided)
        return
    except WrongValue as wrong:
        keyboard = _answers(turn, draft, name, code, guided=guided)
        turn.say("staff/wrong_value", keyboard, why=wrong.why, detail=wrong.detail)
        return
    await _put(turn, draft.id, name, code, value, guided)


async def _ask_moment(
    turn: Turn, draft: Draft, unclear: UnclearMoment, name: str, code: str, guided: bool
) -> None:
    """Ask what is open about it; the day that was said is kept, so that an hour alone completes it."""
    seen = draft.next.get(name, code)
    data = {"program": draft.id, "field": name, "language": code, "guided": guided, "seen": seen}
    await turn.expect("program_field", **data, day=moments.day_of(unclear))
    zone = _event_zone(draft, turn.work.default_zone)
    way, tail = f"spo:{draft.id}:{_at(name, code)}", ":g" if guided else ""
    moments.ask(turn, unclear, zone, way, tail, _answers(turn, draft, name, code, guided=guided))


async def typed(turn: Turn) -> None:
    """Words, or a file, for the field that was asked."""
    assert turn.waiting is not None  # noqa: S101  (the way here is through it)
    data = turn.waiting.data
    try:
        draft = await drafts.find(turn.work, data["program"])
    except Gone:
        turn.toast("program_gone")
        await turn.rest()
        return
    name, code = data["field"], data["language"]
    if turn.incoming.kind in (Kind.DOCUMENT, Kind.PHOTO):
        await _file(turn, draft, name, code, guided=data["guided"])
        return
    try:
        value = await _read(turn, draft, name)
    except UnclearMoment as unclear:
        await _ask_moment(turn, draft, unclear, name, code, data["guided"])
        return
    except UnclearPlace as unclear:
        await turn.expect("program_field", **{**data, zones.OFFERED: unclear.zones})
        others = _answers(turn, draft, name, code, guided=data["guided"])
        zones.ask(turn, unclear, "spz", others)
        return
    except WrongValue as wrong:
        keyboard = _answers(turn, draft, name, code, guided=data["guided"])
        turn.say("staff/wrong_value", keyboard, why=wrong.why, detail=wrong.detail)
        return
    await _take(turn, draft, data, value)


async def choose_place(turn: Turn, args: list[str]) -> None:
    """A tap on one of several places that are called as was typed."""
    zone = zones.chosen(turn, "program_field", args[0])
    assert turn.waiting is not None  # noqa: S101  (the way here is through it)
    draft = await drafts.find(turn.work, turn.waiting.data["program"])
    await _take(turn, draft, turn.waiting.data, zone)


async def _take(turn: Turn, draft: Draft, data: Mapping[str, Any], value: Any) -> None:
    name, code = data["field"], data["language"]
    try:
        await _put(turn, draft.id, name, code, value, data["guided"], seen=data["seen"])
    except Changed:
        await _say_changed(turn, draft, name, code, value)


async def use_mine(turn: Turn, args: list[str]) -> None:
    """A tap on Use mine, after somebody else had changed the field meanwhile."""
    waiting = turn.waiting
    if waiting is None or waiting.awaits != "program_field" or "mine" not in waiting.data:
        raise StaleButton
    data = waiting.data
    await _put(turn, args[0], data["field"], data["language"], data["mine"], data["guided"])


async def _read(turn: Turn, draft: Draft, name: str) -> Any:
    text = turn.incoming.text
    if name == "zone":
        zone = await zones.read(turn)
        if zone is None:
            raise WrongValue(Wrong.NOT_A_PLACE)
        return zone
    if name in CHOICES:
        raise WrongValue(Wrong.NOT_A_CHOICE)
    if name in MARKED_UP and (markdown.convert(text)[1] or markdown.logic(text)):
        raise WrongValue(Wrong.MARKUP)
    return editions.read(name, text, turn.language.vocabulary, _known(turn, draft))


def _known(turn: Turn, draft: Draft) -> Known:
    zone = _event_zone(draft, turn.work.default_zone)
    day = turn.waiting.data.get("day") if turn.waiting else None
    return Known(draft.next, turn.work.now, zone, date.fromisoformat(day) if day else None)


async def _file(turn: Turn, draft: Draft, name: str, code: str, *, guided: bool) -> None:
    incoming = turn.incoming
    fault: NotTaken | None = NotTaken.KIND
    if name in HANDOUTS and incoming.file_id:
        fault = files.refused(incoming.file_name, incoming.file_size)
    if fault is not None:
        turn.say(
            "staff/file_refused",
            _answers(turn, draft, name, code, guided=guided),
            why=fault,
            name=incoming.file_name,
            handout=name in HANDOUTS,
        )
        return
    purpose = {"program": draft.id, "field": name}
    number = await files.note(
        turn.work,
        turn.me.id,
        incoming.file_name,
        incoming.file_size,
        incoming.file_id or "",
        purpose,
    )
    await turn.rest()
    turn.afterwards.append(fetching(number, turn.me.id))
    turn.say("staff/fetching", None, name=incoming.file_name)


async def _put(
    turn: Turn, program_id: str, name: str, code: str, value: Any, guided: bool, *, seen: Any = ...
) -> None:
    out: int | None = None
    if name in HANDOUTS and value is not None:
        draft, out = await drafts.hand_out(
            turn.work, turn.me.id, program_id, name, value, seen=seen
        )
    else:
        draft = await drafts.put(turn.work, program_id, name, code, value, seen=seen)
    await turn.rest()
    await _next(turn, draft, name, code, guided, kept=name, out=out)


async def _next(
    turn: Turn,
    draft: Draft,
    name: str,
    code: str,
    guided: bool,
    *,
    kept: str | None = None,
    out: int | None = None,
) -> None:
    """While a new program is gone through, the next field; else say that it is kept."""
    following = FIELDS[FIELDS.index(name) + 1 :]
    if guided and following:
        await _ask(turn, draft, following[0], code, guided=True, kept=kept)
        return
    await turn.rest()
    keyboard = Keyboard()
    if following:
        after = following[0]
        label = turn.language.button("next_field", field=values.name(turn, after))
        keyboard.row(Button(fitted(label), f"spf:{draft.id}:{_at(after, code)}"))
    keyboard.row(
        turn.button("edit_program", f"spe:{draft.id}"), turn.button("preview", f"spv:{draft.id}")
    )
    if name in COPY:
        language = turn.work.catalog.language(code)
        keyboard.row(turn.button("copy_in", f"spk:{draft.id}:{code}", language=language.name))
    keyboard.row(turn.button("back", f"spg:{draft.id}"))
    turn.show(
        "staff/field_kept",
        keyboard,
        out=out,
        field=values.name(turn, name),
        value=values.shown(turn, name, draft.next.get(name, code), SHOWN),
    )


async def _ask(
    turn: Turn, draft: Draft, name: str, code: str, *, guided: bool, kept: str | None = None
) -> None:
    """Ask for a field. `kept`: the field before, whose value is shown once more."""
    code = turn.language.code if code == EVERY else code
    if name not in FIELDS or code not in turn.work.catalog.by_code:
        raise NotFound("a program has no such field")
    now = draft.next.get(name, code)
    await turn.expect(
        "program_field",
        program=draft.id,
        field=name,
        language=code,
        guided=guided,
        seen=now,
    )
    at_once = name in HANDOUTS and drafts.goes_out_at_once(draft, name)
    asked = (await requests.waiting(turn.work, draft.id)).get(name, 0) if at_once else None
    turn.show(
        "staff/ask_field",
        _answers(turn, draft, name, code, guided=guided),
        title=draft.title(turn.language.code),
        name=name,
        field=values.name(turn, name),
        language=turn.work.catalog.language(code).name if name in COPY else None,
        value=values.shown(turn, name, now, SHOWN),
        zone=str(_event_zone(draft, turn.work.default_zone)),
        most=None if name in (*HANDOUTS, "url") else editions.LONGEST.get(name),
        kept=values.name(turn, kept) if kept else None,
        kept_value=values.shown(turn, kept, draft.next.get(kept, code), KEPT) if kept else None,
        out=asked,
    )


def _answers(turn: Turn, draft: Draft, name: str, code: str, *, guided: bool) -> Keyboard:
    """What can be tapped instead of typing a field's value; the same under a value that could not be read."""
    tail = ":g" if guided else ""
    keyboard = Keyboard()
    this = f"spo:{draft.id}:{_at(name, code)}"
    for number, value in enumerate(CHOICES.get(name, ())):
        key = values.choice_key(name, value)
        keyboard.row(turn.button(key, f"{this}:{number}{tail}"))
    row = []
    if draft.next.get(name, code) is not None:
        row.append(turn.button("empty_field", f"{this}:{EMPTY}{tail}"))
    if guided:
        row.append(turn.button("skip", f"{this}:{SKIP}{tail}"))
        row.append(turn.button("done", f"spg:{draft.id}"))
    else:
        back = f"spk:{draft.id}:{code}" if name in COPY else f"spe:{draft.id}"
        row.append(turn.button("back", back))
    return keyboard.row(*row)


async def _say_changed(turn: Turn, draft: Draft, name: str, code: str, mine: Any) -> None:
    """Somebody else was faster: both values side by side, and nothing lost."""
    assert turn.waiting is not None  # noqa: S101
    await turn.expect(
        "program_field", **{**turn.waiting.data, "mine": mine, "seen": draft.next.get(name, code)}
    )
    keyboard = Keyboard().row(
        turn.button("use_mine", f"spm:{draft.id}"), turn.button("use_theirs", f"spe:{draft.id}")
    )
    turn.say(
        "staff/field_changed",
        keyboard,
        field=values.name(turn, name),
        mine=values.shown(turn, name, mine, SHOWN),
        theirs=values.shown(turn, name, draft.next.get(name, code), SHOWN),
    )


def _at(name: str, code: str) -> str:
    """A field, in a language where it has one, as buttons name it."""
    return f"{name}:{EVERY if name in FACTS else code}"


def _event_zone(draft: Draft, default: str) -> ZoneInfo:
    return ZoneInfo(draft.next.facts.get("zone") or default)


def _say_fields(
    turn: Turn, draft: Draft, names: Any, code: str, language: str | None, keyboard: Keyboard
) -> None:
    turn.show(
        "staff/fields",
        keyboard,
        title=draft.title(turn.language.code),
        language=language,
        fields=[
            {
                "field": values.name(turn, one),
                "value": values.shown(turn, one, draft.next.get(one, code), 120),
            }
            for one in names
        ],
    )
