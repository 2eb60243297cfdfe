"""Answering: by words, a tap, a voice message or a photo; later; or not today."""

from __future__ import annotations

from typing import Any

from solbot.chat import asking, placing
from solbot.chat.bodies import body_of
from solbot.chat.incoming import Incoming, Kind
from solbot.chat.turn import Turn
from solbot.domain import answers as rules
from solbot.domain.messages import Keyboard
from solbot.services import answers, inquiries, path, prompts, visions
from solbot.services.prompts import Asked, Part

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


async def give_to(turn: Turn, asked: Asked) -> None:
    """Keep this message as the answer to a prompt."""
    body = body_of(turn, asked.current)
    if body is None:
        turn.say("scale_only")
        return
    await _keep(turn, asked, body)


async def scale(turn: Turn, args: list[str]) -> None:
    """A tap on a figure."""
    asked = await _still_asked(turn, args)
    if asked is not None:
        await _keep(turn, asked, rules.scale_body(int(args[2])))


async def choice(turn: Turn, args: list[str]) -> None:
    """A tap on one of the options."""
    asked = await _still_asked(turn, args)
    if asked is not None:
        body = rules.chosen_body("choice", asked.current.options, [int(args[2])])
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
    await prompts.open_for(turn.work, turn.me, asked.id)
    if asked.state != "answered" and asked.current.kind in TAPPED:
        await ask(turn, asked.id)
        return
    turn.send(asking.listening(turn.work, turn.me, asked))


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
        raise LookupError("no such prompt")
    asked = await path.with_ways(turn.work, turn.me, asked)
    turn.send(asking.question(turn.work, turn.me, asked, with_reading=False))


async def snooze(turn: Turn, args: list[str]) -> None:
    """A tap on a later moment."""
    at = await prompts.snooze(turn.work, turn.me, int(args[0]), args[1])
    if at is None:
        turn.toast("answered_already")
        return
    turn.rebutton()
    turn.say("snoozed", at=turn.local(at), now=turn.local(turn.work.now))


async def skip(turn: Turn, args: list[str]) -> None:
    """A tap on Not today."""
    prompt_id = int(args[0])
    if not await prompts.skip(turn.work, turn.me, prompt_id):
        turn.toast("answered_already")
        return
    turn.rebutton()
    turn.say("skipped", Keyboard().row(turn.button("answer_after_all", f"a:{prompt_id}")))


async def edited(turn: Turn) -> None:
    """The person edited a message of theirs: what was stored from it follows."""
    incoming = turn.incoming
    entry = await answers.edited(turn.work, turn.me, incoming.message_id or 0)
    if entry is not None and not entry.is_readable:
        # What is kept may be read again one day: the new words stand beside it.
        await placing.loose(turn)
    elif entry is not None:
        part = await answers.part_of(turn.work, turn.me, entry.id)
        body = _edited_body(turn, incoming, entry.body, part)
        if body is None:
            turn.say("scale_only")
            return
        await answers.follow_edit(turn.work, turn.me, entry.id, body)
        turn.say("edit_followed")
    elif incoming.text and await _follows_elsewhere(turn, incoming.text):
        turn.say("edit_followed")
    elif incoming.text:
        turn.say("edit_of_nothing")


async def _follows_elsewhere(turn: Turn, words: str) -> bool:
    """Whether the message is a vision's, or part of a question to a person; then that follows."""
    message = turn.incoming.message_id or 0
    return await visions.follow_edit(
        turn.work, turn.me, message, words
    ) or await inquiries.follow_edit(turn.work, turn.me, message, words)


def _edited_body(
    turn: Turn, incoming: Incoming, before: dict[str, Any], part: Part | None
) -> dict[str, Any] | None:
    if "file_id" in before:
        file_id = incoming.file_id or before["file_id"]
        return rules.media_body(before["kind"], file_id, incoming.text or None)
    return body_of(turn, part)


async def _keep(turn: Turn, asked: Asked, body: dict[str, Any]) -> None:
    found = await answers.give(turn.work, turn.me, asked.id, body, _own_message(turn.incoming))
    turn.rebutton()
    placing.say_kept(turn, found)


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
