"""Words that may be meant for several things: what is awaited, a question that came in before them, people, or the bot.
They are kept, all of it is named, and one tap decides."""

from __future__ import annotations

from dataclasses import replace

from solbot.bot import dialog, router
from solbot.bot.context import Context
from solbot.bot.routes import LooseWords
from solbot.bot.taps import tap
from solbot.coaching.answers import chat as answers_chat
from solbot.coaching.answers import held_words, prompts
from solbot.coaching.answers import service as answers
from solbot.coaching.answers.prompts import AskedPrompt
from solbot.coaching.journal import elsewhere, unfiled
from solbot.content.answer_kinds import bare_words
from solbot.content.cutting import one_line, shortened
from solbot.limits import ASKED, NAME_IN_LINE
from solbot.telegram.incoming import UpdateKind
from solbot.telegram.messages import Keyboard
from solbot.typed.about import TOPICS


async def asks_which(context: Context, label: str) -> bool:
    """Whether a question came in before words for what is awaited, or somebody of the society wrote; then it is asked
    which of them the words are for. `label`: of the button that names what is awaited."""
    asked = await prompts.meanwhile(context.work, context.me)
    if asked is None and elsewhere.meant(context) is None:
        return False
    await _ask_which(context, asked, label)
    return True


async def _ask_which(context: Context, asked: AskedPrompt | None, label: str) -> None:
    """Words may be meant for what is awaited, for a question that came in before them, or for people: all of it is
    named, one tap decides."""
    found, waiting = elsewhere.meant(context), context.waiting
    entry = await unfiled.hold(context)
    if entry is None or waiting is None:
        return
    answering = waiting.awaits == dialog.ANSWER
    if answering:
        asked = await prompts.find(context.work, context.me, waiting.data["prompt"])
    keyboard = Keyboard()
    if found is not None and found.inquiry is not None:
        keyboard.row(elsewhere.place(context, found, entry, found.inquiry))
    if asked is not None:
        keyboard.row(context.button("it_answers", unfiled.keep_as_answer.to(entry, asked.id)))
    if not answering:
        keyboard.row(context.button(label, as_awaited.to(entry)))
    keyboard.row(context.button("keep_note", unfiled.keep_note.to(entry)))
    if found is not None:
        keyboard.row(context.button("drop_note", unfiled.drop_note.to(entry)))
    context.carry(unfiled.OURS)
    context.say(
        "which_words",
        keyboard,
        ask=shortened(asked.current.ask, ASKED) if asked else None,
        other=None if answering else context.language.button(label),
        whose=found.whose if found else None,
        number=found.inquiry if found else None,
    )


@tap("nb")
async def as_awaited(context: Context, entry_id: int) -> None:
    """A tap that says words were not meant for the question, but for what was awaited before it came."""
    entry = await answers.find(context.work, context.me, entry_id)
    awaited = context.routes.awaited.get(context.waiting.awaits or "") if context.waiting else None
    if entry is None or awaited is None:
        context.toast("entry_gone")
        return
    await dialog.note_meanwhile(context.work, context.me.id, None)
    context.rebutton()
    if not bare_words(entry.body) or awaited.messages:
        await answers.drop(context.work, context.me, entry.id)
        context.say("send_it_again")  # only a whole message will do there
        return
    await held_words.delete_held(context.work, context.me, entry.id)
    said = replace(
        context.incoming,
        kind=UpdateKind.TEXT,
        text=entry.words,
        message_id=entry.message_id,
        tap_id=None,
    )
    typed = replace(context, incoming=said)
    await awaited.handler(typed)
    context.follow(typed)


async def ask_word(context: Context, kind: str) -> None:
    """Keep the words and ask whether they are an answer, or a command, or a question to the bot."""
    key = "do_ask" if kind in TOPICS else f"do_{kind}"
    entry = await unfiled.hold(context, context.button(key, router.as_command.to(kind, 0)))
    if entry is None:
        return
    waiting, asked = context.waiting, None
    if waiting is not None and waiting.awaits == dialog.ANSWER:
        asked = await prompts.find(context.work, context.me, waiting.data["prompt"])
    keyboard = Keyboard()
    if asked is not None:
        keyboard.row(context.button("it_is_my_answer", unfiled.keep_as_answer.to(entry, asked.id)))
    keyboard.row(context.button(key, router.as_command.to(kind, entry)))
    if asked is None:
        keyboard.row(context.button("keep_note", unfiled.keep_note.to(entry)))
    context.carry(unfiled.OURS)
    context.say(
        "ask_word",
        keyboard,
        word=one_line(context.incoming.text, NAME_IN_LINE),
        answering=asked is not None,
        to_bot=kind in TOPICS,
    )


async def forget(context: Context, entry_id: int) -> None:
    """Words were meant for the bot: they need not be kept."""
    await held_words.delete_held(context.work, context.me, entry_id)


async def stays(context: Context, tapped: str) -> bool:
    """Whether what is awaited stays so beside a tap: the words that it places may be meant for it, or it is an answer
    that is still to be given."""
    if tapped in (*unfiled.OURS, unfiled.undo.code) and (
        elsewhere.meant(context) is not None
        or await prompts.meanwhile(context.work, context.me) is not None
    ):
        return True
    answering = context.waiting is not None and context.waiting.awaits == dialog.ANSWER
    return answering and await answers_chat.still_open(context)


LOOSE_WORDS = LooseWords(
    taps=unfiled.OURS,
    drop=unfiled.drop_note.to,
    wait=unfiled.wait.to(),
    keep_and_ask=elsewhere.keep_and_ask,
    asks_which=asks_which,
    ask_word=ask_word,
    forget=forget,
    for_people=elsewhere.for_people,
    answers_people=elsewhere.said_last,
    let_go=unfiled.under_way,
    stays=stays,
)
