"""Answering: by words, a tap, a voice message or a photo; later; or not today."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from solbot.bot.args import known
from solbot.bot.context import Turn
from solbot.coaching.answers import prompts, rules
from solbot.coaching.answers import screens as asking
from solbot.coaching.answers import service as answers
from solbot.coaching.answers.bodies import body_in_place, body_of
from solbot.coaching.answers.prompts import Asked
from solbot.coaching.answers.rules import Followed
from solbot.coaching.answers.service import Entry
from solbot.coaching.journal import unfiled as placing
from solbot.coaching.own_questions import edits as own_questions
from solbot.coaching.path import service as path
from solbot.coaching.path import tries
from solbot.coaching.visions import edits as page
from solbot.coaching.visions import feeds, steps_chat
from solbot.coaching.visions import feeds_chat as feeding
from solbot.coaching.visions.rules import Outcome
from solbot.desk import service as inquiries
from solbot.errors import NotFound
from solbot.limits import TooMany
from solbot.telegram.incoming import Incoming, Kind
from solbot.telegram.messages import Keyboard, Message

EDITED_LATELY = 24 * 3600.0  # seconds; Telegram keeps updates no longer
TAPPED = ("scale", "choice", "multi")  # kinds that are answered by a tap on what is offered


async def given(turn: Turn) -> None:
    """Words, a voice message or a photo while an answer is awaited."""
    waiting = turn.waiting
    asked = await prompts.find(turn.work, turn.me, waiting.data["prompt"]) if waiting else None
    if asked is None:
        await turn.rest()
        await placing.loose(turn)
        return
    await give_to(turn, asked)


async def still_open(turn: Turn) -> bool:
    """Whether the words awaited are an answer that is still to be given, and no addition to one."""
    waiting = turn.waiting
    asked = await prompts.find(turn.work, turn.me, waiting.data["prompt"]) if waiting else None
    return asked is not None and asked.state != "answered"


async def give_to(turn: Turn, asked: Asked, part: int | None = None) -> None:
    """Keep this message as the answer to a prompt, or as an addition to a part of it."""
    at = min(asked.part if part is None else part, len(asked.parts) - 1)
    body = body_of(turn, asked.parts[at])
    if body is None:
        turn.say("scale_only")
        return
    await _keep(turn, asked, body, at)


async def answered_by(turn: Turn, message: int) -> tuple[Asked, int] | None:
    """The question that a message of the person's own answered, and the part of it."""
    entry = await answers.edited(turn.work, turn.me, message)
    if entry is None or entry.prompt_id is None or entry.part is None:
        return None
    asked = await prompts.find(turn.work, turn.me, entry.prompt_id)
    return (asked, entry.part) if asked else None


async def scale(turn: Turn, args: list[str]) -> None:
    """A tap on a figure."""
    asked = await _still_asked(turn, args)
    if asked is not None:
        await _keep(turn, asked, rules.scale_body(known(int(args[2]), rules.SCALE)))


async def choice(turn: Turn, args: list[str]) -> None:
    """A tap on one of the options."""
    asked = await _still_asked(turn, args)
    if asked is not None:
        options = asked.current.options
        chosen = known(int(args[2]), range(len(options)))
        body = rules.chosen_body("choice", options, [chosen])
        await _keep(turn, asked, body)


async def tick(turn: Turn, args: list[str]) -> None:
    """A tap on one of several options: ticked or unticked, and safe."""
    asked = await _still_asked(turn, args)
    if asked is None:
        return
    ticked = await prompts.tick_option(turn.work, turn.me, asked.id, int(args[2]))
    if ticked is not None:
        ticked = await path.with_ways(turn.work, turn.me, ticked)
        turn.rebutton(asking.keyboard(asking.language_of(turn.work, turn.me, ticked), ticked))
        if turn.incoming.kind is not Kind.TAP:
            turn.send(asking.question(turn.work, turn.me, ticked, with_reading=False))


async def ticked(turn: Turn, args: list[str]) -> None:
    """A tap on Done under several options."""
    asked = await _still_asked(turn, args)
    if asked is None:
        return
    if not asked.chosen:
        turn.toast("choose_first")
        return
    body = rules.chosen_body("multi", asked.current.options, asked.chosen)
    await _keep(turn, asked, body)


async def answer_now(turn: Turn, args: list[str]) -> None:
    """A tap on Answer: from here on the person's words answer this question."""
    asked = await prompts.find(turn.work, turn.me, int(args[0]))
    if asked is None:
        turn.toast("question_gone")
        return
    await prompts.turn_to(turn.work, turn.me, asked.id)
    if asked.state != "answered" and asked.current.kind in TAPPED:
        await ask(turn, asked.id)
        return
    turn.send(asking.listening(turn.work, turn.me, asked))


async def ask_me(turn: Turn, args: list[str]) -> None:
    """A tap on Ask me about it, under a reading that came alone."""
    asked = await prompts.find(turn.work, turn.me, int(args[0]))
    if asked is None:
        turn.toast("question_gone")
        return
    if asked.state == "answered":
        turn.toast("answered_already")
        return
    await prompts.turn_to(turn.work, turn.me, asked.id)
    turn.rebutton()
    await ask(turn, asked.id)


async def later(turn: Turn, args: list[str]) -> None:
    """A tap on Later: when?"""
    asked = await _unanswered(turn, args)
    if asked is None:
        return
    if turn.incoming.kind is Kind.TAP:
        turn.rebutton(asking.later(asking.language_of(turn.work, turn.me, asked), asked))
    else:
        turn.send(asking.ask_later(turn.work, turn.me, asked))


async def back(turn: Turn, args: list[str]) -> None:
    """Back from Later to the answers."""
    asked = await _unanswered(turn, args)
    if asked is None:
        return
    if turn.incoming.kind is Kind.TAP:
        asked = await path.with_ways(turn.work, turn.me, asked)
        turn.rebutton(asking.keyboard(asking.language_of(turn.work, turn.me, asked), asked))
    else:
        await ask(turn, asked.id)


async def other_depth(turn: Turn, args: list[str]) -> None:
    """A tap on A deeper one, or on A shorter one: another question of the reading takes this one's place."""
    asked = await _unanswered(turn, args)
    if asked is None:
        return
    if not await path.change_depth(turn.work, turn.me, asked.id, args[1]):
        turn.toast("depth_stays")
        return
    await prompts.open_for(turn.work, turn.me, asked.id)
    turn.rebutton()
    await ask(turn, asked.id)


async def whole(turn: Turn, args: list[str]) -> None:
    """A tap on Read it whole, under a reading that was recalled in two lines, or a question asked alone."""
    asked = await _unanswered(turn, args)
    if asked is not None:
        asked = await path.with_ways(turn.work, turn.me, asked)
        turn.put(asking.question(turn.work, turn.me, asked, with_reading=True, whole=True))


async def ask(turn: Turn, prompt_id: int) -> None:
    """Say what a prompt asks now, in a message of its own."""
    asked = await prompts.find(turn.work, turn.me, prompt_id)
    if asked is None:
        raise NotFound("no such prompt")
    asked = await path.with_ways(turn.work, turn.me, asked)
    turn.send(asking.question(turn.work, turn.me, asked, with_reading=False))


async def snooze(turn: Turn, args: list[str]) -> None:
    """A tap on a later moment."""
    try:
        at = await prompts.snooze(turn.work, turn.me, int(args[0]), args[1])
    except TooMany as full:
        turn.toast("put_off_enough", most=full.most)
        return
    if at is None:
        turn.toast("answered_already")
        return
    await _done_with(turn, int(args[0]))
    turn.say("snoozed", at=turn.local(at), now=turn.local(turn.work.now))


async def skip(turn: Turn, args: list[str]) -> None:
    """A tap on Not today."""
    prompt_id = int(args[0])
    if not await prompts.skip(turn.work, turn.me, prompt_id):
        turn.toast("answered_already")
        return
    await _done_with(turn, prompt_id)
    turn.say("skipped", Keyboard().row(turn.button("answer_after_all", f"a:{prompt_id}")))
    offer = await feeds.pending_of(turn.work, turn.me, prompt_id)
    if offer is not None:
        await feeding.say_offer(turn, offer)


async def edited(turn: Turn) -> None:
    """The person edited a message of theirs: what was stored from it follows.

    A reaction brings an edit as well, of which nothing is different: that is met with silence.
    """
    incoming = turn.incoming
    entry = await answers.edited(turn.work, turn.me, incoming.message_id or 0)
    if entry is not None and not entry.is_readable:
        # What is kept may be read again one day: the new words stand beside it.
        await placing.loose(turn)
        return
    if entry is not None:
        followed = await _follow(turn, entry)
    elif incoming.text:
        followed = await _follow_elsewhere(turn, incoming.text)
    else:
        return
    if turn.said:  # the new words have no room
        return
    if followed is None and entry is not None:
        turn.say("figure_stays")
    elif followed is None and _is_new(turn):
        turn.say("edit_of_nothing")
    elif followed not in (None, Followed.THE_SAME):
        turn.say("edit_followed", followed=followed)


async def _follow(turn: Turn, entry: Entry) -> Followed | None:
    """None where a figure was edited into something that is none."""
    incoming = turn.incoming
    body = rules.with_piece_edited(
        entry.body, incoming.message_id or 0, incoming.text, *incoming.new_file
    )
    if body is None:
        part = await answers.part_of(turn.work, turn.me, entry.id)
        body = body_in_place(turn, entry.body, part)
    return None if body is None else await answers.follow_edit(turn.work, turn.me, entry.id, body)


async def _follow_elsewhere(turn: Turn, words: str) -> Followed | None:
    """The message may be on the page of a vision, a question of their own, or part of one to a person; None where it is
    none of these."""
    message = turn.incoming.message_id or 0
    if words.startswith("/"):
        words = words.partition(" ")[2].strip()  # what came after the command is what was kept
    return (
        await page.follow(turn, message, words)
        or await own_questions.follow(turn, message, words)
        or await inquiries.follow_edit(turn.work, turn.me, message, words)
    )


def _is_new(turn: Turn) -> bool:
    """Whether somebody edited this just now; Telegram shows when it was really edited."""
    at = turn.incoming.edited_at
    return bool(at) and abs(turn.work.now.timestamp() - at) < EDITED_LATELY


async def _keep(turn: Turn, asked: Asked, body: dict[str, Any], part: int | None = None) -> None:
    message = _own_message(turn.incoming)
    found = await answers.give(turn.work, turn.me, asked.id, body, message, part=part)
    await _done_with(turn, asked.id)
    placing.say_kept(turn, found)
    told = found.came in (Outcome.DONE, Outcome.PARTLY)
    if found.step is not None and told and found.then is None:
        await steps_chat.ask_learnt(turn, [str(found.step)])


async def _done_with(turn: Turn, prompt_id: int) -> None:
    """Nothing more is tapped under a question; but the practice of the reading above it can still be taken up, by its
    name as well."""
    asked = await prompts.find(turn.work, turn.me, prompt_id)
    if asked is None:
        turn.rebutton()
        return
    can_try = tries.can_take_up(turn.work.language_of(turn.me), turn.me, asked)
    asked = replace(asked, can_try=can_try)
    language = asking.language_of(turn.work, turn.me, asked)
    button, keyboard = asking.practice(language, asked), asking.done_with(language, asked)
    if can_try and turn.waiting and button.data in turn.waiting.offers.values():
        keyboard = Keyboard().row(button)
    turn.rebutton(keyboard)
    turn.carried.update(Message("", keyboard.built()).offers())


def _own_message(incoming: Incoming) -> int | None:
    """The person's own message; a tapped message is the bot's."""
    return None if incoming.kind is Kind.TAP else incoming.message_id


async def _still_asked(turn: Turn, args: list[str]) -> Asked | None:
    """The prompt if the tapped part is still the one being asked; otherwise says what became of it."""
    asked = await _unanswered(turn, args)
    if asked is not None and asked.part != int(args[1]):
        turn.toast("kept_already")
        return None
    return asked


async def _unanswered(turn: Turn, args: list[str]) -> Asked | None:
    asked = await prompts.find(turn.work, turn.me, int(args[0]))
    if asked is None:
        turn.toast("question_gone")
        return None
    if asked.state == "answered":
        turn.rebutton()
        turn.toast("answered_already")
        return None
    return asked
