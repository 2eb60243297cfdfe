"""Questions of one's own: the list, a new one, and all that can be done to each."""

from __future__ import annotations

from solbot.bot import pager
from solbot.bot.args import known
from solbot.bot.context import Context
from solbot.bot.taps import do, tap
from solbot.coaching.answers import chat as answers_chat
from solbot.coaching.answers import prompts
from solbot.coaching.journal import unfiled
from solbot.coaching.own_questions import asking
from solbot.coaching.own_questions import service as own
from solbot.coaching.own_questions.rules import EVERY_DAY
from solbot.coaching.own_questions.service import Mine
from solbot.coaching.path import service as path
from solbot.coaching.rhythm import service as schedule
from solbot.coaching.visions import screens
from solbot.db.states import OwnQuestionKind
from solbot.errors import StaleButton
from solbot.limits import BEFORE, OWN_WORDS, PAGE_LINE, TooMany
from solbot.telegram.incoming import UpdateKind as Came
from solbot.telegram.messages import Button, Keyboard
from solbot.typed.times import parse_days

IN_A_ROW = 5
GONE = "own_gone"


@tap("oq")
async def show(context: Context, page: str = "0") -> None:
    """Questions of one's own, a page at a time."""
    there = await own.everything(context.work, context.me)
    here = pager.at(page, len(there))
    numbered = list(enumerate(here.of(there), here.start + 1))
    keyboard = Keyboard().grid(
        (
            context.button("open_entry", open_one.to(one.id), number=number)
            for number, one in numbered
        ),
        IN_A_ROW,
    )
    keyboard.row(*here.turning(context, show.to()))
    keyboard.row(context.button("own_new", ask_new.to()))
    keyboard.row(context.button("see_next", do("next")), context.button("settings", do("settings")))
    context.show(
        "own_questions",
        keyboard,
        own_questions=[{"number": at, **_said(context, one, PAGE_LINE)} for at, one in numbered],
        readings_only=context.me.readings_only,
        page=here.number,
        pages=here.count,
    )


@tap("oqn")
async def ask_new(context: Context) -> None:
    """A tap on A new one: what shall be asked?"""
    try:
        await own.check_room(context.work, context.me)
    except TooMany as full:
        context.show("enough", _listing(context), what="own_questions", most=full.most)
        return
    await context.expect("own_question")
    keyboard = Keyboard().row(context.button("cancel", show.to()))
    context.show("ask_own_question", keyboard, words=None)


async def typed(context: Context) -> None:
    """The words of a new one: kept at once, to be answered in words and to come in turn."""
    if not await _are_words(context):
        return
    words, message = context.incoming.text, context.incoming.message_id
    try:
        kept = await own.add(context.work, context.me, words, message)
    except TooMany as full:
        await screens.full(context, "own_questions", full, _listing(context))
        return
    await context.rest()
    await _show_one(context, kept, new=True)


@tap("oqo")
async def open_one(context: Context, question_id: int) -> None:
    """One question, and what can be done to it."""
    await _show_one(context, question_id)


@tap("oqw")
async def ask_words(context: Context, question_id: int) -> None:
    """A tap on Other words."""
    mine = await _find(context, question_id)
    if mine is None:
        return
    await context.expect("own_words", question=mine.id)
    keyboard = Keyboard().row(context.button("cancel", open_one.to(mine.id)))
    context.show("ask_own_question", keyboard, words=screens.said(context, mine.words, BEFORE))


async def typed_words(context: Context) -> None:
    """Other words for a question."""
    if not await _are_words(context):
        return
    question = screens.waited_for(context, "question")
    words, message = context.incoming.text, context.incoming.message_id
    if not await own.reword(context.work, context.me, question, words, message):
        await screens.gone(context, GONE)
        return
    await context.rest()
    await _show_one(context, question)


@tap("oqk")
async def answer_by(context: Context, kind: OwnQuestionKind, question_id: int) -> None:
    """A tap on how it is answered."""
    await own.answer_by(context.work, context.me, question_id, kind)
    await _show_one(context, question_id)


@tap("oqd")
async def ask_days(context: Context, question_id: int) -> None:
    """A tap on On days of my own."""
    mine = await _find(context, question_id)
    if mine is not None:
        await _ask_days(context, mine, frozenset(mine.days))


@tap("oqt")
async def toggle(context: Context, question_id: int, days: str) -> None:
    """A tap on a weekday: with the days that it leads to."""
    mine = await _find(context, question_id)
    if mine is not None:
        await _ask_days(context, mine, _days(days))


async def _ask_days(
    context: Context, mine: Mine, days: frozenset[int], *, unclear: bool = False
) -> None:
    """On which days? Each button carries the days as they are once it is tapped."""
    await context.expect("own_days", question=mine.id)
    keyboard = Keyboard().grid((_weekday(context, mine, days, day) for day in sorted(EVERY_DAY)), 4)
    done = [context.button("done", come_on.to(mine.id, _text(days)))] if days else []
    keyboard.row(*done, context.button("cancel", open_one.to(mine.id)))
    words = screens.said(context, mine.words, BEFORE)
    context.show("ask_own_days", keyboard, words=words, unknown=unclear)


def _weekday(context: Context, mine: Mine, days: frozenset[int], day: int) -> Button:
    label = context.language.weekday(day)
    if day in days:
        label = context.language.button("ticked", label=label)
    return Button(label, toggle.to(mine.id, _text(days ^ {day})))


async def typed_days(context: Context) -> None:
    """Weekdays, as people type them."""
    mine = await own.find(context.work, context.me, screens.waited_for(context, "question"))
    if mine is None:
        await screens.gone(context, GONE)
        return
    days = parse_days(context.incoming.text, context.language.vocabulary)
    if not days:
        await _ask_days(context, mine, frozenset(mine.days), unclear=True)
        return
    await _come_on(context, mine.id, days)


@tap("oqs")
async def come_on(context: Context, question_id: int, days: str) -> None:
    """A tap on Done under the weekdays."""
    weekdays = _days(days)
    if not weekdays:
        raise StaleButton
    await _come_on(context, question_id, weekdays)


@tap("oqi")
async def in_turn(context: Context, question_id: int) -> None:
    """A tap on In turn with my path."""
    await _come_on(context, question_id, frozenset())


async def _come_on(context: Context, question: int, days: frozenset[int]) -> None:
    await own.come_on(context.work, context.me, question, days)
    await context.rest()
    await _show_one(context, question)


@tap("oqa")
async def ask_now(context: Context, question_id: int) -> None:
    """A tap on Ask me now."""
    asked = await asking.now(context.work, context.me, question_id)
    if asked is None:
        context.toast(GONE)
        return
    await prompts.turn_to(context.work, context.me, asked.id)
    await answers_chat.ask(context, asked.id)


@tap("oqz")
async def pause(context: Context, question_id: int) -> None:
    """A tap on Pause it."""
    await own.rest(context.work, context.me, question_id, paused=True)
    await _show_one(context, question_id)


@tap("oqu")
async def go_on(context: Context, question_id: int) -> None:
    """A tap on Ask it again."""
    await own.rest(context.work, context.me, question_id, paused=False)
    await _show_one(context, question_id)


@tap("oqx")
async def ask_erase(context: Context, question_id: int) -> None:
    """Erasing one is asked once: it can't be brought back."""
    mine = await _find(context, question_id)
    if mine is None:
        return
    keyboard = Keyboard().row(
        context.button("own_erase_yes", erase.to(mine.id)),
        context.button("back", open_one.to(mine.id)),
    )
    context.show("ask_own_erase", keyboard, words=screens.said(context, mine.words, BEFORE))


@tap("oqxx")
async def erase(context: Context, question_id: int) -> None:
    """Yes, erase it."""
    if not await own.erase(context.work, context.me, question_id):
        context.toast(GONE)
        return
    await show(context)


async def _show_one(context: Context, question: int, *, new: bool = False) -> None:
    mine = await _find(context, question)
    if mine is None:
        return
    days, times = await schedule.rhythm_of(context.work, context.me)
    context.show(
        "own_question",
        _ways(context, mine),
        own_question=_said(context, mine, BEFORE),
        new=new,
        readings_only=context.me.readings_only,
        first_week=await path.is_in_first_week(context.work, context.me),
        missed=not days & set(mine.days),
        fills=bool(days) and days <= set(mine.days) and len(times) == 1,
    )


def _ways(context: Context, mine: Mine) -> Keyboard:
    id = mine.id
    keyboard = Keyboard().row(context.button("own_now", ask_now.to(id)))
    others = [one for one in OwnQuestionKind if one != mine.kind]
    keyboard.row(*(context.button(f"own_{one}", answer_by.to(one, id)) for one in others))
    keyboard.row(
        context.button("own_other_days" if mine.days else "own_days", ask_days.to(id)),
        *([context.button("own_in_turn", in_turn.to(id))] if mine.days else []),
    )
    key, data = ("own_again", go_on.to(id)) if mine.paused else ("own_pause", pause.to(id))
    keyboard.row(context.button("own_words", ask_words.to(id)), context.button(key, data))
    keyboard.row(
        context.button("own_erase", ask_erase.to(id)), context.button("own_all", show.to())
    )
    return keyboard


def _said(context: Context, mine: Mine, most: int) -> dict[str, object]:
    return {
        "words": screens.said(context, mine.words, most),
        "kind": mine.kind.value,
        "weekdays": list(mine.days),
        "paused": mine.paused,
        "asked_on": mine.asked_on,
    }


async def _find(context: Context, question: int) -> Mine | None:
    mine = await own.find(context.work, context.me, question)
    if mine is None:
        context.toast(GONE)
    return mine


async def _are_words(context: Context) -> bool:
    """Whether words came that have room in a question. All else is kept without a place, and words are asked for."""
    if context.incoming.kind is Came.TEXT:
        return await screens.fits(context, "question", OWN_WORDS)
    entry = await unfiled.hold(context)
    if entry is not None:
        keyboard = Keyboard().row(context.button("keep_note", unfiled.keep_note.to(entry)))
        context.say("own_in_words", keyboard.row(context.button("cancel", do("cancel"))))
    return False


def _listing(context: Context) -> Keyboard:
    return Keyboard().row(context.button("own_all", show.to()))


def _days(text: str) -> frozenset[int]:
    """The weekdays that a button carries; "0" for none."""
    return frozenset(int(known(day, "01234567")) for day in text) - {0}


def _text(days: frozenset[int]) -> str:
    return "".join(map(str, sorted(days))) or "0"
