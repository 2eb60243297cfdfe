"""The messages of a sequence: on which day, at which hour, in which words; asked one after the other, or changed."""

from __future__ import annotations

from datetime import time
from typing import Literal, TypedDict

from solbot.announcements.draft.words import content_of
from solbot.announcements.sequences import chat as sequences_chat
from solbot.announcements.sequences import looking
from solbot.announcements.sequences import service as sequences
from solbot.announcements.sequences.rules import MOST_DAYS, Fate, Plan
from solbot.announcements.sequences.service import SequenceChanged, SequenceGone, Unfit
from solbot.bot.args import known
from solbot.bot.context import Context
from solbot.bot.taps import do, tap
from solbot.db.states import Anchor, SequenceState
from solbot.errors import StaleButton
from solbot.limits import TooMany
from solbot.telegram.messages import Button, Keyboard
from solbot.typed.counts import parse_day_count
from solbot.typed.times import parse_clock

WHEN, WORDS = "sequence_when", "sequence_words"
SIDES = {"before": -1, "on": 0, "after": 1}
WAYS = (
    *((anchor, side) for anchor in (Anchor.FIRST, Anchor.LAST) for side in SIDES),
    *((Anchor.JOINED, side) for side in ("on", "after")),
)
DAYS = (1, 2, 3, 7, 14, 30)
HOURS = (8, 9, 10, 12, 15, 18)
NEW = 0
"""In place of a message: one that is to be added."""


class PlanAwaited(TypedDict):
    """What is known of when a message comes; `sign`: -1 before the day, 1 after it."""

    sequence: int
    message: int
    anchor: str
    sign: int
    days: int | None
    at: str | None


class WordsAwaited(TypedDict):
    """Which words of a message are awaited, as of which edition; `refused`: the album that was no message."""

    message: int
    edition: int
    language: str
    refused: str | None


@tap("bqa")
async def add(context: Context, sequence_id: int) -> None:
    """A tap on Add a message: on which day?"""
    row = await sequences_chat.find(context, sequence_id)
    if row is not None:
        _ask_way(context, row.id, NEW, sequences_chat.open_one.to(row.id))


@tap("bqd")
async def ask_when(context: Context, message_id: int) -> None:
    """A tap on When, on a message's page."""
    found = await looking.find(context, message_id)
    if found is not None:
        _ask_way(context, found[0].id, found[1].id, looking.open_one.to(found[1].id))


@tap("bqy")
async def chosen_way(
    context: Context, sequence_id: int, message_id: int, anchor: Anchor, side: str
) -> None:
    """A tap on Before the first day, and so on."""
    row = await sequences_chat.find(context, sequence_id)
    if row is None:
        return
    known((anchor, side), WAYS)
    data: PlanAwaited = {
        "sequence": row.id,
        "message": message_id,
        "anchor": anchor.value,
        "sign": SIDES[side],
        "days": None if SIDES[side] else 0,
        "at": None,
    }
    await _ask_next(context, data)


@tap("bqv")
async def chosen_days(context: Context, days: int) -> None:
    """A tap on a number of days."""
    await _took_days(context, _data(context, "days"), known(days, DAYS))


@tap("bqh")
async def chosen_hour(context: Context, hour: int) -> None:
    """A tap on an hour."""
    await _took_hour(context, _data(context, "at"), time(known(hour, HOURS)))


async def typed_when(context: Context) -> None:
    """A number of days, or a time of day."""
    data, text = _data(context, None), context.incoming.text.strip()
    if data["days"] is None:
        count = parse_day_count(text, context.language.vocabulary)
        if count is not None and 1 <= count <= MOST_DAYS:
            await _took_days(context, data, count)
        else:
            context.say("staff/wrong_sequence", _cancel(context), why="days", most=MOST_DAYS)
        return
    at = parse_clock(text, context.language.vocabulary)
    if at is None:
        context.say("staff/wrong_sequence", _cancel(context), why="hour", most=MOST_DAYS)
    else:
        await _took_hour(context, data, at)


@tap("bqok")
async def confirm_past(context: Context, message_id: int) -> None:
    """A tap on Yes, though it is past for some by then."""
    data = _data(context, None)
    if data["message"] != message_id:
        raise StaleButton
    await _set(context, data, sure=True)


@tap("bqw")
async def ask_words(context: Context, message_id: int, code: str) -> None:
    """A tap on the words in a language."""
    found = await looking.find(context, message_id)
    if found is not None:
        await _ask_words(
            context, found[1].id, found[1].edition, known(code, context.work.catalog.by_code)
        )


async def taken(context: Context) -> None:
    """A message while one is awaited: it is what people will see."""
    data, incoming = context.awaited(WordsAwaited, WORDS), context.incoming
    if incoming.group is not None and incoming.group == data["refused"]:
        return  # an album is one message, and gets one answer
    content = content_of(incoming) if incoming.group is None else None
    if content is None:
        await context.expect(WORDS, **{**data, "refused": incoming.group})
        context.say("staff/wrong_sequence", _cancel(context), why="message", most=MOST_DAYS)
        return
    try:
        found = await sequences.put_content(
            context.work, context.me.id, data["message"], data["language"], content, data["edition"]
        )
    except Unfit:
        context.say("staff/wrong_sequence", _cancel(context), why="unfit", most=MOST_DAYS)
        return
    except (SequenceGone, SequenceChanged) as error:
        await context.rest()
        gone = isinstance(error, SequenceGone)
        context.say("staff/sequence_gone" if gone else "staff/sequence_changed")
        if not gone:
            row, now = await sequences.message(context.work, data["message"])
            context.send(await looking.page(context, row, now))
        return
    await context.rest()
    row, _ = await sequences.message(context.work, found.id)
    context.send(await looking.page(context, row, found))


def way_back(data: PlanAwaited) -> str:
    """The tap that leads to the message that was being written, or to its sequence. Where words are awaited, it is a
    message that there is."""
    if data["message"] != NEW:
        return looking.open_one.to(data["message"])
    return sequences_chat.open_one.to(data["sequence"])


def _ask_way(context: Context, sequence_id: int, message_id: int, back: str) -> None:
    keyboard = Keyboard().grid(
        (
            context.button(
                f"sequence_{side}_{anchor}", chosen_way.to(sequence_id, message_id, anchor, side)
            )
            for anchor, side in WAYS
        ),
        1,
    )
    context.show("staff/ask_sequence_day", keyboard.row(context.button("back", back)))


async def _ask_next(context: Context, data: PlanAwaited) -> None:
    await context.expect(WHEN, **data)
    keyboard = Keyboard()
    if data["days"] is None:
        keyboard.grid((Button(str(one), chosen_days.to(one)) for one in DAYS), 3)
    else:
        clock = context.language.clock
        keyboard.grid((Button(clock(time(one)), chosen_hour.to(one)) for one in HOURS), 3)
    keyboard.row(context.button("cancel", way_back(data)))
    context.show(
        "staff/ask_sequence_when",
        keyboard,
        for_hour=data["days"] is not None,
        most=MOST_DAYS,
    )


async def _took_days(context: Context, data: PlanAwaited, number: int) -> None:
    await _ask_next(context, {**data, "days": number * data["sign"]})


async def _took_hour(context: Context, data: PlanAwaited, at: time) -> None:
    await _set(context, {**data, "at": at.isoformat("minutes")}, sure=False)


async def _set(context: Context, data: PlanAwaited, *, sure: bool) -> None:
    """Add the message, or have it come then. Where some would not get it any more, that is asked about first."""
    if data["days"] is None or data["at"] is None:
        raise StaleButton
    plan = Plan(Anchor(data["anchor"]), data["days"], time.fromisoformat(data["at"]))
    try:
        if data["message"] == NEW:
            await _add(context, data["sequence"], plan)
            return
        row, found = await sequences.message(context.work, data["message"])
        past = await _past(context, data["message"], plan)
        if past and not sure:
            await _ask_past(context, data, past)
            return
        found = await sequences.set_plan(context.work, context.me.id, found.id, plan)
    except SequenceGone:
        await context.rest()
        context.toast("staff/sequence_gone")
        await sequences_chat.show(context)
        return
    await context.rest()
    context.put(await looking.page(context, row, found))


async def _add(context: Context, sequence_id: int, plan: Plan) -> None:
    try:
        found = await sequences.add_message(context.work, context.me.id, sequence_id, plan)
    except TooMany as full:
        await context.rest()
        keyboard = Keyboard().row(context.button("back", sequences_chat.open_one.to(sequence_id)))
        context.show("staff/enough", keyboard, what="sequence_messages", most=full.most)
    else:
        await _ask_words(context, found.id, found.edition, context.language.code)


async def _past(context: Context, message_id: int, plan: Plan) -> int:
    """How many would have got a message that runs, and would not any more at that moment."""
    row, found = await sequences.message(context.work, message_id)
    if row.state == SequenceState.DRAFT:
        return 0
    waiting = {
        one.member_id
        for one in await sequences.planned(context.work, row, found)
        if one.fate is Fate.COMING and not one.taken
    }
    then = await sequences.planned(context.work, row, found, plan=plan)
    return sum(one.member_id in waiting and one.fate is not Fate.COMING for one in then)


async def _ask_past(context: Context, data: PlanAwaited, past: int) -> None:
    await context.expect(WHEN, **data)
    keyboard = Keyboard().row(
        context.button("set_it_so", confirm_past.to(data["message"])),
        context.button("cancel", way_back(data)),
    )
    context.show("staff/ask_sequence_past", keyboard, skipped=past)


async def _ask_words(context: Context, message_id: int, edition: int, code: str) -> None:
    await context.expect(WORDS, message=message_id, edition=edition, language=code, refused=None)
    context.show(
        "staff/ask_sequence_words",
        Keyboard().row(context.button("cancel", looking.open_one.to(message_id))),
        language=context.work.catalog.language(code).name,
        several=len(context.work.catalog.by_code) > 1,
    )


def _data(context: Context, lacking: Literal["days", "at"] | None) -> PlanAwaited:
    """What is being asked, if it still lacks this. Raises StaleButton."""
    data = context.awaited(PlanAwaited, WHEN)
    if lacking is not None and data[lacking] is not None:
        raise StaleButton
    return data


def _cancel(context: Context) -> Keyboard:
    return Keyboard().row(context.button("cancel", do("cancel")))
