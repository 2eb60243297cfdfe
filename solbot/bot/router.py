"""What a person did finds its handler: commands, taps, and words. In the order they are tried."""

from __future__ import annotations

from dataclasses import replace

from solbot.bot import about, heavy, pieces
from solbot.bot import dialog as dialogs
from solbot.bot import help as helping
from solbot.bot import keywords as bare
from solbot.bot.args import Args, args_of
from solbot.bot.context import Handler, Turn
from solbot.bot.routes import Awaited
from solbot.coaching import onboarding, privacy
from solbot.coaching.answers import chat as answering
from solbot.coaching.answers import prompts
from solbot.coaching.answers import service as answers
from solbot.coaching.journal import unfiled as placing
from solbot.coaching.silence import chat as silences
from solbot.desk import chat as inquiries
from solbot.errors import NotFound, StaleButton
from solbot.members import service as members
from solbot.members import zones
from solbot.members.service import State
from solbot.programs.editor import loose_files
from solbot.staff.gate import Guarded
from solbot.telegram.incoming import Kind
from solbot.telegram.messages import Keyboard
from solbot.typed.about import TOPICS

MESSAGES = frozenset({Kind.TEXT, Kind.PHOTO, Kind.DOCUMENT, Kind.VIDEO, Kind.VOICE, Kind.OTHER})


async def handle(turn: Turn) -> None:
    """Find the handler for what the person did, and let it answer."""
    kind = turn.incoming.kind
    if kind in (Kind.ELSEWHERE, Kind.ADDED):
        _say_elsewhere(turn)
        return
    if kind in (Kind.BLOCKED, Kind.UNBLOCKED, Kind.LEFT):
        await _membership(turn)
        return
    if turn.member is not None:
        await members.regain(turn.work, turn.member)
    if turn.member is None or turn.member.state == State.ASKED:
        await _before_consent(turn)
    else:
        turn.waiting = await dialogs.current(turn.work, turn.member.id)
        await _from_member(turn)
        if turn.member is not None:
            await pieces.note(turn)
            await silences.meet(turn)
    if turn.finished is not None and turn.member is not None:
        await onboarding.after(turn, turn.finished)
    heavy.meet(turn)


async def _from_member(turn: Turn) -> None:
    members.see(turn.work, turn.me, turn.incoming.first_name, turn.incoming.username)
    if turn.incoming.kind is Kind.COMMAND:
        await _command(turn)
    elif turn.incoming.kind is Kind.TAP:
        await _tap(turn)
    else:
        await _words(turn)


async def _command(turn: Turn) -> None:
    name, text = turn.incoming.command, turn.incoming.text
    if name in turn.routes.commands:
        await _run(turn, name, turn.routes.commands[name], [text] if text else [])
    else:
        await helping.unknown_command(turn)


async def _run(turn: Turn, name: str, handler: Handler, args: list[str]) -> None:
    """Run a command, typed or tapped; while somebody settles in, most wait until that is done."""
    if _settling_in(turn) and name == "cancel":
        await onboarding.finish(turn, [])
    elif _settling_in(turn) and name in turn.routes.looks:
        await _turn_to(turn, name)
        await handler(turn, args)
        onboarding.offer_way_on(turn)
    elif _settling_in(turn) and name not in turn.routes.while_settling_in:
        await _settle_first(turn)
    else:
        await _turn_to(turn, name)
        await handler(turn, args)


async def _turn_to(turn: Turn, name: str) -> None:
    """Close what was awaited, so that the next words are not taken for it, unless this continues it."""
    awaits, routes = turn.waiting.awaits if turn.waiting else None, turn.routes
    if awaits is None:
        return
    awaited = routes.awaited.get(awaits)
    if awaited is not None and name in awaited.taps:
        return
    looks = name in routes.looks or name not in routes.commands
    if looks and awaited is not None and awaited.stands and _settling_in(turn):
        return
    if name in (*placing.OURS, "un") and await prompts.meanwhile(turn.work, turn.me) is not None:
        return  # the words that are being placed may be meant for it
    if awaits != dialogs.ANSWER or not await answering.still_open(turn):
        await turn.rest()


async def _tap(turn: Turn) -> None:
    name, args = args_of(turn.incoming.data)
    if name == "do":
        name, args = ":".join(args[:1]), Args()
        handler = turn.routes.commands.get(name) or turn.routes.tapped_commands.get(name)
        if handler is not None:
            await _run(turn, name, handler, [])
            return
    await _run_tap(turn, name, args)


async def _run_tap(turn: Turn, name: str, args: list[str]) -> None:
    """Run what a button does. Raises StaleButton for one whose thing is gone, or that was made by hand."""
    handler = {"bw": _as_command, "nb": _as_awaited}.get(name) or turn.routes.taps.get(name)
    if handler is None or (turn.stale and not isinstance(handler, Guarded)):
        await helping.old_button(turn)
        return
    if name not in turn.routes.settling_taps:
        await _turn_to(turn, name)
    try:
        await handler(turn, args)
    except NotFound:
        raise StaleButton from None


async def _words(turn: Turn) -> None:
    kind, waiting = turn.incoming.kind, turn.waiting
    awaits = waiting.awaits if waiting else None
    awaited = turn.routes.awaited.get(awaits) if awaits else None
    if kind is Kind.EDIT:
        await answering.edited(turn)
    elif await pieces.join(turn):
        return
    elif kind is Kind.LOCATION:
        await (zones.located(turn) if awaits == "zone" else helping.words_please(turn))
    elif awaited and awaited.messages and kind in MESSAGES and not await _leaves(turn):
        await _take(turn, awaited)
    elif kind in (Kind.DOCUMENT, Kind.VIDEO, Kind.OTHER):
        await _file(turn, awaited)
    elif turn.incoming.forwarded:
        await placing.loose(turn)
    elif (
        (kind is Kind.TEXT and await _typed_button(turn))
        or await _reply_to_question(turn)
        or await inquiries.replied(turn)
        or (kind is Kind.TEXT and (await _bare_word(turn) or await _about_the_bot(turn)))
    ):
        return
    elif awaited and (kind is Kind.TEXT or awaited.media or awaited.files):
        await _take(turn, awaited)
    elif _settling_in(turn):
        await _settle_first(turn, held=await placing.hold(turn) is not None)
    elif kind is not Kind.TEXT or not (
        await _nearly_a_button(turn) or await zones.stray_journey(turn)
    ):
        await placing.loose(turn)


async def _take(turn: Turn, awaited: Awaited) -> None:
    """Take a message for what is awaited; where a question came in meanwhile, ask which of the two it is for."""
    asked = await prompts.meanwhile(turn.work, turn.me)
    if asked is None:
        await awaited.handler(turn)
    else:
        await placing.which(turn, asked, awaited.named)


async def _leaves(turn: Turn) -> bool:
    """Where a whole message is awaited, only the words of its own buttons are none."""
    return turn.incoming.kind is Kind.TEXT and await _typed_button(turn)


async def _file(turn: Turn, awaited: Awaited | None) -> None:
    """A file where one is awaited; else only the words beside it can be kept."""
    if awaited is not None and awaited.files and turn.incoming.kind is Kind.DOCUMENT:
        await awaited.handler(turn)
    elif turn.incoming.text:
        turn.incoming = replace(turn.incoming, kind=Kind.TEXT)
        await _words(turn)
    elif turn.incoming.kind is not Kind.DOCUMENT or not await loose_files.offer(turn):
        await helping.words_please(turn)


async def _typed_button(turn: Turn) -> bool:
    """Whatever a button does, words do too."""
    data = dialogs.tapped(turn.waiting, turn.incoming.text) if turn.waiting else None
    if data is None:
        return False
    await _as_tap(turn, data)
    return True


async def _nearly_a_button(turn: Turn) -> bool:
    """A button by its number or the beginning of its label, while nothing is awaited."""
    counted = placing.OURS if placing.under_way(turn.waiting) else ("",)
    data = dialogs.nearly(turn.waiting, turn.incoming.text, counted)
    if data is not None:
        await _as_tap(turn, data)
    return data is not None


async def _as_tap(turn: Turn, data: str) -> None:
    typed = turn.typed_as_tap(data)
    await _tap(typed)
    turn.member, turn.finished = typed.member, typed.finished
    turn.language = typed.language


async def _bare_word(turn: Turn) -> bool:
    """A word such as "cancel" or "stop" does what it means where it is said."""
    kind = bare.kind_of(turn)
    if kind is None:
        return False
    if data := bare.tap_for(turn, kind):
        await _as_tap(turn, data)
    elif bare.doubtful(turn, kind):
        await bare.ask(turn, kind)
    else:
        return False
    return True


async def _about_the_bot(turn: Turn) -> bool:
    """A question about the bot itself; where it may be an answer, it is asked which of the two it is."""
    topic = about.topic_of(turn)
    if topic is None:
        return False
    if said_again := bare.again(turn, topic):
        await _as_tap(turn, said_again)
    elif turn.waiting is not None and turn.waiting.awaits == dialogs.ANSWER:
        await bare.ask(turn, topic)
    else:
        await _answer_about(turn, topic)
    return True


async def _answer_about(turn: Turn, topic: str) -> None:
    if topic in about.LEADS:
        await _as_tap(turn, about.LEADS[topic])
    else:
        await about.answer(turn, topic)


async def _as_command(turn: Turn, args: list[str]) -> None:
    """A tap that says words were meant as a command, or as a question to the bot, and not as an answer."""
    name, entry = args[0], int(args[1])
    if name not in (*bare.COMMANDS, *TOPICS):
        raise StaleButton
    await bare.forget(turn, entry)
    if name in TOPICS:
        await _answer_about(turn, name)
    else:
        await _run(turn, name, turn.routes.commands[name], [])


async def _as_awaited(turn: Turn, args: list[str]) -> None:
    """A tap that says words were not meant for the question, but for what was awaited before it came."""
    entry = await answers.find(turn.work, turn.me, int(args[0]))
    awaited = turn.routes.awaited.get(turn.waiting.awaits or "") if turn.waiting else None
    if entry is None or awaited is None:
        turn.toast("entry_gone")
        return
    await dialogs.note_meanwhile(turn.work, turn.me.id, None)
    turn.rebutton()
    if entry.body["kind"] != "text" or awaited.messages:
        await answers.drop(turn.work, turn.me, entry.id)
        turn.say("send_it_again")  # only a whole message will do there
        return
    await answers.delete_held(turn.work, turn.me, entry.id)
    said = replace(
        turn.incoming, kind=Kind.TEXT, text=entry.words, message_id=entry.message_id, tap_id=None
    )
    typed = replace(turn, incoming=said)
    await awaited.handler(typed)
    turn.member, turn.finished = typed.member, typed.finished
    turn.language = typed.language


async def _reply_to_question(turn: Turn) -> bool:
    """What replies to a question's message, or to one's own answer, belongs to that question."""
    if turn.incoming.reply_to is None:
        return False
    asked = await prompts.by_message(turn.work, turn.me, turn.incoming.reply_to)
    if asked is None:
        asked = await answering.answered_by(turn, turn.incoming.reply_to)
    if asked is None:
        return False
    await answering.give_to(turn, *asked)
    return True


async def _before_consent(turn: Turn) -> None:
    """Nothing is kept of what comes before consent; the programs and the privacy text are for all."""
    incoming = turn.incoming
    name, args = args_of(incoming.data)
    command = _command_before_consent(turn)
    if command is not None:
        words = [incoming.text] if incoming.kind is Kind.COMMAND and incoming.text else []
        await turn.routes.commands[command](turn, words)
    elif incoming.kind is Kind.TAP and name in turn.routes.taps_without_consent:
        await _run_tap(turn, name, args)
    elif incoming.kind is Kind.COMMAND and incoming.command == "forget":
        await privacy.ask_forget(turn, [])
    elif incoming.kind is Kind.TEXT and (topic := about.asks_before_consent(turn)):
        await about.answer(turn, topic)
    elif incoming.kind is not Kind.EDIT:
        await onboarding.before_consent(turn)


def _command_before_consent(turn: Turn) -> str | None:
    """The command a person may use without consent: sent, tapped, or typed as a bare word."""
    incoming = turn.incoming
    if incoming.kind is Kind.COMMAND:
        found = incoming.command
    elif incoming.kind is Kind.TAP:
        found = incoming.data.removeprefix("do:") if incoming.data.startswith("do:") else ""
    elif incoming.kind is Kind.TEXT and turn.member is not None:
        named = (one for one in ("privacy", "programs") if turn.is_called(one, incoming.text))
        found = next(named, None) or bare.kind_of(turn) or ""
    else:
        return None
    return found if found in turn.routes.commands_without_consent else None


async def _settle_first(turn: Turn, *, held: bool = False) -> None:
    """A few questions are still open: ask the next one again, with the way to skip them all."""
    turn.say("settle_first", Keyboard().row(turn.button("skip_all", "do:cancel")), held=held)
    await onboarding.go_on(turn, None)


def _settling_in(turn: Turn) -> bool:
    return turn.me.onboarded_at is None


def _say_elsewhere(turn: Turn) -> None:
    """In a group the bot answers only when it is spoken to, and says where to find it."""
    if turn.incoming.kind is Kind.ADDED or turn.incoming.command:
        turn.say("not_in_groups")
    elif turn.incoming.kind is Kind.ELSEWHERE and turn.incoming.tap_id is not None:
        turn.toast("not_in_groups")


async def _membership(turn: Turn) -> None:
    if turn.member is None:
        return
    if turn.incoming.kind is Kind.BLOCKED:
        await members.lose(turn.work, turn.member)
    elif turn.incoming.kind is Kind.UNBLOCKED:
        await members.regain(turn.work, turn.member)
