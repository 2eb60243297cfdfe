"""Questions of one's own: the list, a new one, and all that can be done to each."""

from __future__ import annotations

from typing import Any

from solbot.bot import pager as pages
from solbot.bot.args import known, one_of
from solbot.bot.context import Turn
from solbot.coaching.answers import chat as answering
from solbot.coaching.answers import prompts
from solbot.coaching.journal import unfiled as placing
from solbot.coaching.own_questions import asking
from solbot.coaching.own_questions import service as own
from solbot.coaching.own_questions.rules import EVERY_DAY, Kind
from solbot.coaching.own_questions.service import Mine
from solbot.coaching.path import service as path
from solbot.coaching.rhythm import service as schedule
from solbot.coaching.visions import screens
from solbot.errors import StaleButton
from solbot.limits import BEFORE, OWN_WORDS, PAGE_LINE, TooMany
from solbot.telegram.incoming import Kind as Came
from solbot.telegram.messages import Button, Keyboard
from solbot.typed.times import parse_days

IN_A_ROW = 5
GONE = "own_gone"


async def show(turn: Turn, args: list[str]) -> None:
    """Questions of one's own, a page at a time."""
    there = await own.everything(turn.work, turn.me)
    here = pages.named(args, 0, len(there))
    numbered = list(enumerate(here.of(there), here.start + 1))
    keyboard = Keyboard().grid(
        (turn.button("open_entry", f"oqo:{one.id}", number=number) for number, one in numbered),
        IN_A_ROW,
    )
    keyboard.row(*here.turning(turn, "oq"))
    keyboard.row(turn.button("own_new", "oqn"))
    keyboard.row(turn.button("see_next", "do:next"), turn.button("settings", "do:settings"))
    turn.show(
        "own_questions",
        keyboard,
        own_questions=[{"number": at, **_said(turn, one, PAGE_LINE)} for at, one in numbered],
        readings_only=turn.me.readings_only,
        page=here.number,
        pages=here.count,
    )


async def ask_new(turn: Turn, args: list[str]) -> None:
    """A tap on A new one: what shall be asked?"""
    del args
    try:
        await own.check_room(turn.work, turn.me)
    except TooMany as full:
        turn.show("enough", _listing(turn), what="own_questions", most=full.most)
        return
    await turn.expect("own_question")
    keyboard = Keyboard().row(turn.button("cancel", "oq"))
    turn.show("ask_own_question", keyboard, words=None)


async def typed(turn: Turn) -> None:
    """The words of a new one: kept at once, to be answered in words and to come in turn."""
    if not await _are_words(turn):
        return
    words, message = turn.incoming.text, turn.incoming.message_id
    try:
        kept = await own.add(turn.work, turn.me, words, message)
    except TooMany as full:
        await screens.full(turn, "own_questions", full, _listing(turn))
        return
    await turn.rest()
    await _show_one(turn, kept, new=True)


async def open_one(turn: Turn, args: list[str]) -> None:
    """One question, and what can be done to it."""
    await _show_one(turn, int(args[0]))


async def ask_words(turn: Turn, args: list[str]) -> None:
    """A tap on Other words."""
    mine = await _find(turn, int(args[0]))
    if mine is None:
        return
    await turn.expect("own_words", question=mine.id)
    keyboard = Keyboard().row(turn.button("cancel", f"oqo:{mine.id}"))
    turn.show("ask_own_question", keyboard, words=screens.said(turn, mine.words, BEFORE))


async def typed_words(turn: Turn) -> None:
    """Other words for a question."""
    if not await _are_words(turn):
        return
    question = screens.waited_for(turn, "question")
    words, message = turn.incoming.text, turn.incoming.message_id
    if not await own.reword(turn.work, turn.me, question, words, message):
        await screens.gone(turn, GONE)
        return
    await turn.rest()
    await _show_one(turn, question)


async def answer_by(turn: Turn, args: list[str]) -> None:
    """A tap on how it is answered."""
    kind, question = one_of(Kind, args[0]), int(args[1])
    await own.answer_by(turn.work, turn.me, question, kind)
    await _show_one(turn, question)


async def ask_days(turn: Turn, args: list[str]) -> None:
    """A tap on On days of my own."""
    mine = await _find(turn, int(args[0]))
    if mine is not None:
        await _ask_days(turn, mine, frozenset(mine.days))


async def toggle(turn: Turn, args: list[str]) -> None:
    """A tap on a weekday: with the days that it leads to."""
    mine = await _find(turn, int(args[0]))
    if mine is not None:
        await _ask_days(turn, mine, _days(args[1]))


async def _ask_days(turn: Turn, mine: Mine, days: frozenset[int], *, unclear: bool = False) -> None:
    """On which days? Each button carries the days as they are once it is tapped."""
    await turn.expect("own_days", question=mine.id)
    keyboard = Keyboard().grid((_weekday(turn, mine, days, day) for day in sorted(EVERY_DAY)), 4)
    done = [turn.button("done", f"oqs:{mine.id}:{_text(days)}")] if days else []
    keyboard.row(*done, turn.button("cancel", f"oqo:{mine.id}"))
    words = screens.said(turn, mine.words, BEFORE)
    turn.show("ask_own_days", keyboard, words=words, unknown=unclear)


def _weekday(turn: Turn, mine: Mine, days: frozenset[int], day: int) -> Button:
    label = turn.language.weekday(day)
    if day in days:
        label = turn.language.button("ticked", label=label)
    return Button(label, f"oqt:{mine.id}:{_text(days ^ {day})}")


async def typed_days(turn: Turn) -> None:
    """Weekdays, as people type them."""
    mine = await own.find(turn.work, turn.me, screens.waited_for(turn, "question"))
    if mine is None:
        await screens.gone(turn, GONE)
        return
    days = parse_days(turn.incoming.text, turn.language.vocabulary)
    if not days:
        await _ask_days(turn, mine, frozenset(mine.days), unclear=True)
        return
    await _come_on(turn, mine.id, days)


async def come_on(turn: Turn, args: list[str]) -> None:
    """A tap on Done under the weekdays."""
    days = _days(args[1])
    if not days:
        raise StaleButton
    await _come_on(turn, int(args[0]), days)


async def in_turn(turn: Turn, args: list[str]) -> None:
    """A tap on In turn with my path."""
    await _come_on(turn, int(args[0]), frozenset())


async def _come_on(turn: Turn, question: int, days: frozenset[int]) -> None:
    await own.come_on(turn.work, turn.me, question, days)
    await turn.rest()
    await _show_one(turn, question)


async def ask_now(turn: Turn, args: list[str]) -> None:
    """A tap on Ask me now."""
    asked = await asking.now(turn.work, turn.me, int(args[0]))
    if asked is None:
        turn.toast(GONE)
        return
    await prompts.turn_to(turn.work, turn.me, asked.id)
    await answering.ask(turn, asked.id)


async def pause(turn: Turn, args: list[str]) -> None:
    """A tap on Pause it."""
    await own.rest(turn.work, turn.me, int(args[0]), paused=True)
    await _show_one(turn, int(args[0]))


async def go_on(turn: Turn, args: list[str]) -> None:
    """A tap on Ask it again."""
    await own.rest(turn.work, turn.me, int(args[0]), paused=False)
    await _show_one(turn, int(args[0]))


async def ask_erase(turn: Turn, args: list[str]) -> None:
    """Erasing one is asked once: it can't be brought back."""
    mine = await _find(turn, int(args[0]))
    if mine is None:
        return
    keyboard = Keyboard().row(
        turn.button("own_erase_yes", f"oqxx:{mine.id}"), turn.button("back", f"oqo:{mine.id}")
    )
    turn.show("ask_own_erase", keyboard, words=screens.said(turn, mine.words, BEFORE))


async def erase(turn: Turn, args: list[str]) -> None:
    """Yes, erase it."""
    if not await own.erase(turn.work, turn.me, int(args[0])):
        turn.toast(GONE)
        return
    await show(turn, [])


async def _show_one(turn: Turn, question: int, *, new: bool = False) -> None:
    mine = await _find(turn, question)
    if mine is None:
        return
    days, times = await schedule.rhythm_of(turn.work, turn.me)
    turn.show(
        "own_question",
        _ways(turn, mine),
        own_question=_said(turn, mine, BEFORE),
        new=new,
        readings_only=turn.me.readings_only,
        first_week=await path.is_in_first_week(turn.work, turn.me),
        missed=not days & set(mine.days),
        fills=bool(days) and days <= set(mine.days) and len(times) == 1,
    )


def _ways(turn: Turn, mine: Mine) -> Keyboard:
    id = mine.id
    keyboard = Keyboard().row(turn.button("own_now", f"oqa:{id}"))
    others = [one for one in Kind if one != mine.kind]
    keyboard.row(*(turn.button(f"own_{one}", f"oqk:{one}:{id}") for one in others))
    keyboard.row(
        turn.button("own_other_days" if mine.days else "own_days", f"oqd:{id}"),
        *([turn.button("own_in_turn", f"oqi:{id}")] if mine.days else []),
    )
    rest = ("own_again", f"oqu:{id}") if mine.paused else ("own_pause", f"oqz:{id}")
    keyboard.row(turn.button("own_words", f"oqw:{id}"), turn.button(*rest))
    keyboard.row(turn.button("own_erase", f"oqx:{id}"), turn.button("own_all", "oq"))
    return keyboard


def _said(turn: Turn, mine: Mine, most: int) -> dict[str, Any]:
    return {
        "words": screens.said(turn, mine.words, most),
        "kind": mine.kind.value,
        "weekdays": list(mine.days),
        "paused": mine.paused,
        "asked_on": mine.asked_on,
    }


async def _find(turn: Turn, question: int) -> Mine | None:
    mine = await own.find(turn.work, turn.me, question)
    if mine is None:
        turn.toast(GONE)
    return mine


async def _are_words(turn: Turn) -> bool:
    """Whether words came that have room in a question. All else is kept without a place, and words are asked for."""
    if turn.incoming.kind is Came.TEXT:
        return await screens.fits(turn, "question", OWN_WORDS)
    entry = await placing.hold(turn)
    if entry is not None:
        keyboard = Keyboard().row(turn.button("keep_note", f"nk:{entry}"))
        turn.say("own_in_words", keyboard.row(turn.button("cancel", "do:cancel")))
    return False


def _listing(turn: Turn) -> Keyboard:
    return Keyboard().row(turn.button("own_all", "oq"))


def _days(text: str) -> frozenset[int]:
    """The weekdays that a button carries; "0" for none."""
    return frozenset(int(known(day, "01234567")) for day in text) - {0}


def _text(days: frozenset[int]) -> str:
    return "".join(map(str, sorted(days))) or "0"
