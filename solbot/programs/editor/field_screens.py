"""How a program's fields are asked for, one by one, and shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NotRequired, TypedDict
from zoneinfo import ZoneInfo

from solbot.bot import dialog
from solbot.bot.context import Context
from solbot.bot.taps import sends
from solbot.content import editions
from solbot.content.editions import (
    COPY,
    FACTS,
    FIELDS,
    JOINING,
    OWN_FLYER,
    FieldValue,
)
from solbot.content.labels import fitted
from solbot.errors import NotFound
from solbot.programs.editor import chat as editor_chat
from solbot.programs.editor import publishing, values
from solbot.programs.editor.service import HANDOUTS, ProgramDraft
from solbot.staff import moments
from solbot.telegram.messages import Button, Keyboard
from solbot.typed.moments import UnclearMoment
from solbot.unit_of_work import UnitOfWork

CHOICES: Mapping[str, Sequence[str | bool]] = {"online": (True, False), "joining": JOINING}
AWAITED = "program_field"


class FieldAwaited(TypedDict):
    """What is known of the field of a program that is awaited; `guided`: as the program is begun."""

    program: str
    field: str
    language: str
    guided: bool
    seen: FieldValue | None
    mine: NotRequired[FieldValue | None]


SKIP, EMPTY = "s", "e"
SHOWN = 600
KEPT = 120  # letters of the value before, above the next question
EVERY = "-"  # in a button: the same in every language


def field_awaited(context: Context) -> FieldAwaited:
    """Raises StaleButton where no field is awaited."""
    return context.awaited(FieldAwaited, AWAITED)


async def ask_moment(
    context: Context,
    draft: ProgramDraft,
    unclear: UnclearMoment,
    name: str,
    code: str,
    guided: bool,
) -> None:
    """Ask what is open about it; the day that was said is kept, so that an hour alone completes it."""
    seen = draft.next.get(name, code)
    data = {"program": draft.id, "field": name, "language": code, "guided": guided, "seen": seen}
    await context.expect(AWAITED, **data, day=moments.day_of(unclear))
    zone = zone_of_event(draft, context.work.default_zone)
    moments.ask(
        context,
        unclear,
        zone,
        lambda at: _chosen(draft, name, code, at, guided),
        answer_buttons(context, draft, name, code, guided=guided),
    )


async def ask_next(
    context: Context,
    draft: ProgramDraft,
    name: str,
    code: str,
    guided: bool,
    *,
    kept: str | None = None,
    out: int | None = None,
) -> None:
    """While a new program is gone through, the next field; else say that it is kept. What is typed next corrects it."""
    following = [one for one in FIELDS[FIELDS.index(name) + 1 :] if one != OWN_FLYER]
    if guided and following:
        await ask_field(context, draft, following[0], code, guided=True, kept=kept)
        return
    await context.expect(AWAITED, **_corrected(context, draft, name, code))
    keyboard = Keyboard()
    if following:
        after = following[0]
        label = context.language.button("next_field", field=values.name(context, after))
        keyboard.row(Button(fitted(label), sends("spf", draft.id, after, _written_in(after, code))))
    keyboard.row(
        context.button("edit_program", sends("spe", draft.id)),
        context.button("preview", editor_chat.preview.to(draft.id)),
    )
    if name in ("flyer", OWN_FLYER):
        keyboard.grid(_flyers_of(context, draft, name, code), 2)
    elif name in COPY:
        language = context.work.catalog.language(code)
        keyboard.row(
            context.button("copy_in", sends("spk", draft.id, code), language=language.name)
        )
    keyboard.row(context.button("back", editor_chat.open_one.to(draft.id)))
    context.show(
        "staff/field_kept",
        keyboard,
        out=out,
        field=values.name(context, name),
        language=context.work.catalog.language(code).name if name == OWN_FLYER else None,
        value=values.shown(context, name, draft.next.get(name, code), SHOWN),
    )


async def expect_another(context: Context, draft: ProgramDraft, name: str, code: str) -> None:
    """While a file is fetched for a field, and a while after: what comes next takes its place."""
    data = _corrected(context, draft, name, code)
    await dialog.expect(context.work, context.me.id, AWAITED, **data)


async def know(work: UnitOfWork, person: int, program_id: str, name: str, value: object) -> None:
    """What somebody sent for a field has arrived: whatever they send in its place, they have seen that it is here."""
    waiting = await dialog.current(work, person)
    if waiting.awaits == AWAITED and (waiting.data["program"], waiting.data["field"]) == (
        program_id,
        name,
    ):
        await dialog.note(work, person, seen=value)


def _corrected(context: Context, draft: ProgramDraft, name: str, code: str) -> dict[str, object]:
    return {
        **{"program": draft.id, "field": name, "language": code, "guided": False},
        "seen": draft.next.get(name, code),
        "corrects_at": context.work.now.isoformat(),  # until what is typed is one's own again
    }


async def ask_field(
    context: Context,
    draft: ProgramDraft,
    name: str,
    code: str,
    *,
    guided: bool,
    kept: str | None = None,
) -> None:
    """Ask for a field. `kept`: the field before, whose value is shown once more."""
    code = context.language.code if code == EVERY else code
    if name not in FIELDS or code not in context.work.catalog.by_code:
        raise NotFound("a program has no such field")
    now = draft.next.get(name, code)
    await context.expect(
        AWAITED,
        program=draft.id,
        field=name,
        language=code,
        guided=guided,
        seen=now,
    )
    at_once = name in HANDOUTS and publishing.goes_out_at_once(draft, name, code)
    asked = await publishing.asked_for(context.work, draft.id, name, code) if at_once else None
    context.show(
        "staff/ask_field",
        answer_buttons(context, draft, name, code, guided=guided),
        title=draft.title(context.language.code),
        name=name,
        field=values.name(context, name),
        language=context.work.catalog.language(code).name if name in COPY else None,
        value=values.shown(context, name, now, SHOWN),
        zone=str(zone_of_event(draft, context.work.default_zone)),
        most=None if name in (*HANDOUTS, "url") else editions.LONGEST.get(name),
        kept=values.name(context, kept) if kept else None,
        kept_value=values.shown(context, kept, draft.next.get(kept, code), KEPT) if kept else None,
        out=asked,
        flyers=flyers(context, draft) if name == "flyer" else [],
    )


def answer_buttons(
    context: Context, draft: ProgramDraft, name: str, code: str, *, guided: bool
) -> Keyboard:
    """What can be tapped instead of typing a field's value; the same under a value that could not be read."""
    keyboard = Keyboard()
    for number, value in enumerate(CHOICES.get(name, ())):
        key = values.choice_key(name, value)
        keyboard.row(context.button(key, _chosen(draft, name, code, str(number), guided)))
    if name == "flyer":
        keyboard.grid(_flyers_of(context, draft, name, code), 2)
    row = []
    if draft.next.get(name, code) is not None:
        row.append(context.button("empty_field", _chosen(draft, name, code, EMPTY, guided)))
    if guided:
        row.append(context.button("skip", _chosen(draft, name, code, SKIP, guided)))
        row.append(context.button("done", editor_chat.open_one.to(draft.id)))
    else:
        back = sends("spk", draft.id, code) if name in COPY else sends("spe", draft.id)
        if name == OWN_FLYER:
            back = sends("spf", draft.id, "flyer", _written_in("flyer", code))
        row.append(context.button("back", back))
    return keyboard.row(*row)


def flyers(context: Context, draft: ProgramDraft) -> list[dict[str, object]]:
    """Each language with the flyer of its own, where it has one; nothing of a bot that speaks one alone."""
    spoken = context.work.catalog.by_code.items()
    return [
        {
            "language": language.name,
            "value": values.shown(context, OWN_FLYER, draft.next.get(OWN_FLYER, code), KEPT),
        }
        for code, language in spoken
        if len(spoken) > 1
    ]


def _flyers_of(context: Context, draft: ProgramDraft, name: str, code: str) -> list[Button]:
    """The other flyers a program can have beside this one: those of the languages, and the one for all."""
    spoken = context.work.catalog.by_code.items()
    of_all = context.button(
        "flyer_for_all", sends("spf", draft.id, "flyer", _written_in("flyer", code))
    )
    return [
        *([of_all] if name == OWN_FLYER else []),
        *(
            context.button(
                "flyer_in",
                sends("spf", draft.id, OWN_FLYER, _written_in(OWN_FLYER, one)),
                language=language.name,
            )
            for one, language in spoken
            if len(spoken) > 1 and (name, code) != (OWN_FLYER, one)
        ),
    ]


async def say_changed(
    context: Context, draft: ProgramDraft, name: str, code: str, mine: object
) -> None:
    """Somebody else was faster: both values side by side, and nothing lost."""
    seen = draft.next.get(name, code)
    await context.expect(AWAITED, **{**field_awaited(context), "mine": mine, "seen": seen})
    keyboard = Keyboard().row(
        context.button("use_mine", sends("spm", draft.id)),
        context.button("use_theirs", sends("spe", draft.id)),
    )
    context.say(
        "staff/field_changed",
        keyboard,
        field=values.name(context, name),
        mine=values.shown(context, name, mine, SHOWN),
        theirs=values.shown(context, name, draft.next.get(name, code), SHOWN),
    )


def _chosen(draft: ProgramDraft, name: str, code: str, value: str, guided: bool) -> str:
    """What a button with one of the choices of a field sends."""
    return sends("spo", draft.id, name, _written_in(name, code), value, "g" if guided else None)


def _written_in(name: str, code: str) -> str:
    """The language of a field, where it has one, as buttons name it."""
    return EVERY if name in FACTS else code


def zone_of_event(draft: ProgramDraft, default: str) -> ZoneInfo:
    """The zone its times are in."""
    return ZoneInfo(draft.next.facts.get("zone") or default)


def say_fields(
    context: Context,
    draft: ProgramDraft,
    names: Iterable[str],
    code: str,
    language: str | None,
    keyboard: Keyboard,
) -> None:
    """Show these fields with their values, shortened."""
    context.show(
        "staff/fields",
        keyboard,
        title=draft.title(context.language.code),
        language=language,
        fields=[
            {
                "field": values.name(context, one),
                "value": values.shown(context, one, draft.next.get(one, code), 120),
                "flyers": flyers(context, draft) if one == "flyer" else [],
            }
            for one in names
        ],
    )
