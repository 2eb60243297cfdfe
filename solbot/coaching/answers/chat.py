"""Answering: by words, a tap, a voice message or a photo; later; or not today."""

from __future__ import annotations

from dataclasses import replace

from solbot.body import Body
from solbot.bot.args import known
from solbot.bot.context import Context
from solbot.bot.taps import tap
from solbot.coaching.answers import prompts
from solbot.coaching.answers import screens as answer_screens
from solbot.coaching.answers import service as answers
from solbot.coaching.answers.bodies import body_of
from solbot.coaching.answers.prompts import AskedPrompt
from solbot.coaching.journal import unfiled
from solbot.coaching.path import service as path
from solbot.coaching.path import tries
from solbot.coaching.visions import feeds, feeds_chat, steps_chat
from solbot.content.answer_kinds import AnswerKind, Scale, kind_of
from solbot.db.states import PromptState, StepOutcome
from solbot.errors import NotFound
from solbot.limits import TooMany
from solbot.telegram.incoming import UpdateKind
from solbot.telegram.messages import Keyboard, Message


async def given(context: Context) -> None:
    """Words, a voice message or a photo while an answer is awaited."""
    waiting = context.waiting
    asked = (
        await prompts.find(context.work, context.me, waiting.data["prompt"]) if waiting else None
    )
    if asked is None:
        await context.rest()
        await unfiled.keep_and_ask(context)
        return
    await give_to(context, asked)


async def still_open(context: Context) -> bool:
    """Whether the words awaited are an answer that is still to be given, and no addition to one."""
    waiting = context.waiting
    asked = (
        await prompts.find(context.work, context.me, waiting.data["prompt"]) if waiting else None
    )
    return asked is not None and asked.state != PromptState.ANSWERED


async def give_to(context: Context, asked: AskedPrompt, part: int | None = None) -> None:
    """Keep this message as the answer to a prompt, or as an addition to a part of it."""
    at = min(asked.part if part is None else part, len(asked.parts) - 1)
    body = body_of(context, asked.parts[at])
    if body is None:
        context.say("scale_only")
        return
    await _keep(context, asked, body, at)


async def replied(context: Context) -> bool:
    """What replies to a question's message, or to one's own answer, belongs to that question. False: it is no such."""
    message = context.incoming.reply_to
    if message is None:
        return False
    asked = await prompts.by_message(context.work, context.me, message)
    if asked is None:
        asked = await answered_by(context, message)
    if asked is None:
        return False
    await give_to(context, *asked)
    return True


async def answered_by(context: Context, message: int) -> tuple[AskedPrompt, int] | None:
    """The question that a message of the person's own answered, and the part of it."""
    entry = await answers.edited(context.work, context.me, message)
    if entry is None or entry.prompt_id is None or entry.part is None:
        return None
    asked = await prompts.find(context.work, context.me, entry.prompt_id)
    return (asked, entry.part) if asked else None


async def add_piece(context: Context, entry: int) -> bool:
    """One more piece of a message, put with the entry the others are; False where that is gone."""
    incoming, message = context.incoming, context.incoming.message_id or 0
    text, file_id, same = incoming.text, incoming.file_id, incoming.unique_id
    if file_id is None:
        return await answers.add_text(context.work, context.me, entry, message, text)
    return await answers.add_photo(context.work, context.me, entry, message, file_id, text, same)


@tap("as")
async def scale(
    context: Context, prompt_id: int, part: int, figure: int, fingerprint: str | None = None
) -> None:
    """A tap on a figure, be it under a question that asks for another kind of answer by now."""
    await _tapped(context, prompt_id, part, figure, fingerprint, Scale())


@tap("ac")
async def choice(
    context: Context, prompt_id: int, part: int, option: int, fingerprint: str | None = None
) -> None:
    """A tap on one of the options, or on whatever else is offered one by one."""
    await _tapped(context, prompt_id, part, option, fingerprint)


async def _tapped(
    context: Context,
    prompt_id: int,
    part: int,
    value: int,
    fingerprint: str | None,
    kind: AnswerKind | None = None,
) -> None:
    asked = await _still_asked(context, prompt_id, part, fingerprint)
    if asked is not None:
        kind, options = kind or kind_of(asked.current.kind), asked.current.options
        known(value, [at for _, at in kind.offered(options)])
        await _keep(context, asked, kind.tapped(options, [value]))


@tap("am")
async def tick(
    context: Context, prompt_id: int, part: int, option: int, fingerprint: str | None = None
) -> None:
    """A tap on one of several options: ticked or unticked, and safe."""
    asked = await _still_asked(context, prompt_id, part, fingerprint)
    if asked is None:
        return
    ticked = await prompts.tick_option(context.work, context.me, asked.id, option)
    if ticked is not None:
        ticked = await path.with_ways(context.work, context.me, ticked)
        context.rebutton(
            answer_screens.keyboard(
                answer_screens.language_of(context.work, context.me, ticked), ticked
            )
        )
        if context.incoming.kind is not UpdateKind.TAP:
            context.send(
                answer_screens.question(context.work, context.me, ticked, with_reading=False)
            )


@tap("ad")
async def ticked(
    context: Context, prompt_id: int, part: int, fingerprint: str | None = None
) -> None:
    """A tap on Done under several options."""
    asked = await _still_asked(context, prompt_id, part, fingerprint)
    if asked is None:
        return
    kind = kind_of(asked.current.kind)
    if not asked.chosen or not kind.several:
        context.toast("choose_first")
        return
    await _keep(context, asked, kind.tapped(asked.current.options, asked.chosen))


@tap("a")
async def answer_now(context: Context, prompt_id: int) -> None:
    """A tap on Answer: from here on the person's words answer this question."""
    asked = await prompts.find(context.work, context.me, prompt_id)
    if asked is None:
        context.toast("question_gone")
        return
    await prompts.turn_to(context.work, context.me, asked.id)
    if asked.state != PromptState.ANSWERED and kind_of(asked.current.kind).offered(
        asked.current.options
    ):
        await ask(context, asked.id)
        return
    context.send(answer_screens.listening(context.work, context.me, asked))


@tap("aq")
async def ask_me(context: Context, prompt_id: int) -> None:
    """A tap on Ask me about it, under a reading that came alone."""
    asked = await prompts.find(context.work, context.me, prompt_id)
    if asked is None:
        context.toast("question_gone")
        return
    if asked.state == PromptState.ANSWERED:
        context.toast("answered_already")
        return
    await prompts.turn_to(context.work, context.me, asked.id)
    context.rebutton()
    await ask(context, asked.id)


@tap("al")
async def later(context: Context, prompt_id: int) -> None:
    """A tap on Later: when?"""
    asked = await _unanswered(context, prompt_id)
    if asked is None:
        return
    if context.incoming.kind is UpdateKind.TAP:
        context.rebutton(
            answer_screens.later(answer_screens.language_of(context.work, context.me, asked), asked)
        )
    else:
        context.send(answer_screens.ask_later(context.work, context.me, asked))


@tap("ab")
async def back(context: Context, prompt_id: int) -> None:
    """Back from Later to the answers."""
    asked = await _unanswered(context, prompt_id)
    if asked is None:
        return
    if context.incoming.kind is UpdateKind.TAP:
        asked = await path.with_ways(context.work, context.me, asked)
        context.rebutton(
            answer_screens.keyboard(
                answer_screens.language_of(context.work, context.me, asked), asked
            )
        )
    else:
        await ask(context, asked.id)


@tap("aw")
async def other_depth(context: Context, prompt_id: int, depth: str) -> None:
    """A tap on A deeper one, or on A shorter one: another question of the reading takes this one's place."""
    asked = await _unanswered(context, prompt_id)
    if asked is None:
        return
    if not await path.change_depth(context.work, context.me, asked.id, depth):
        context.toast("depth_stays")
        return
    await prompts.open_for(context.work, context.me, asked.id)
    context.rebutton()
    await ask(context, asked.id)


@tap("ar")
async def whole(context: Context, prompt_id: int) -> None:
    """A tap on Read it whole, under a reading that was recalled in two lines, or a question asked alone."""
    asked = await _unanswered(context, prompt_id)
    if asked is not None:
        asked = await path.with_ways(context.work, context.me, asked)
        context.put(
            answer_screens.question(context.work, context.me, asked, with_reading=True, whole=True)
        )


async def ask(context: Context, prompt_id: int) -> None:
    """Say what a prompt asks now, in a message of its own."""
    asked = await prompts.find(context.work, context.me, prompt_id)
    if asked is None:
        raise NotFound("no such prompt")
    asked = await path.with_ways(context.work, context.me, asked)
    context.send(answer_screens.question(context.work, context.me, asked, with_reading=False))


@tap("az")
async def snooze(context: Context, prompt_id: int, when: str) -> None:
    """A tap on a later moment."""
    try:
        at = await prompts.snooze(context.work, context.me, prompt_id, when)
    except TooMany as full:
        context.toast("put_off_enough", most=full.most)
        return
    if at is None:
        context.toast("answered_already")
        return
    _done_with(context, await prompts.find(context.work, context.me, prompt_id))
    context.say("snoozed", at=context.local(at), now=context.local(context.work.now))


@tap("ak")
async def skip(context: Context, prompt_id: int) -> None:
    """A tap on Not today."""
    if not await prompts.skip(context.work, context.me, prompt_id):
        context.toast("answered_already")
        return
    _done_with(context, await prompts.find(context.work, context.me, prompt_id))
    context.say(
        "skipped", Keyboard().row(context.button("answer_after_all", answer_now.to(prompt_id)))
    )
    offer = await feeds.pending_of(context.work, context.me, prompt_id)
    if offer is not None:
        await feeds_chat.say_offer(context, offer)


async def _keep(context: Context, asked: AskedPrompt, body: Body, part: int | None = None) -> None:
    # A tapped message is the bot's, and none of the person's own.
    is_tap = context.incoming.kind is UpdateKind.TAP
    message = None if is_tap else context.incoming.message_id
    found = await answers.give(context.work, context.me, asked.id, body, message, part=part)
    _done_with(context, found.prompt)
    unfiled.say_kept(context, found)
    told = found.came in (StepOutcome.DONE, StepOutcome.PARTLY)
    if found.step is not None and told and found.then is None:
        await steps_chat.ask_learnt(context, found.step)


def _done_with(context: Context, asked: AskedPrompt | None) -> None:
    """Nothing more is tapped under a question; but the practice of the reading above it can still be taken up, by its
    name as well."""
    own = context.work.language_of(context.me)
    if asked is None or not tries.can_take_up(own, context.me, asked):
        context.rebutton()
        return
    asked = replace(asked, can_try=True)
    language = answer_screens.language_of(context.work, context.me, asked)
    keyboard = answer_screens.done_with(language, asked)
    if context.waiting:
        button = answer_screens.practice(language, asked)
        if button.data in context.waiting.offers.values():
            keyboard = Keyboard().row(button)
    context.rebutton(keyboard)
    context.carried.update(Message("", keyboard.built()).offers())


async def _still_asked(
    context: Context, prompt_id: int, part: int, fingerprint: str | None
) -> AskedPrompt | None:
    """The prompt if the tapped part is still the one being asked; otherwise says what became of it, or asks what is
    asked in its place. `fingerprint`: see AskedPrompt; a button of an earlier version says nothing of it."""
    asked = await _unanswered(context, prompt_id)
    if asked is not None and asked.part != part:
        context.toast("kept_already")
        return None
    if asked is not None and fingerprint not in (None, asked.fingerprint):
        context.rebutton()
        await ask(context, asked.id)
        return None
    return asked


async def _unanswered(context: Context, prompt_id: int) -> AskedPrompt | None:
    asked = await prompts.find(context.work, context.me, prompt_id)
    if asked is None:
        context.toast("question_gone")
        return None
    if asked.state == PromptState.ANSWERED:
        context.rebutton()
        context.toast("answered_already")
        return None
    return asked
