"""Every way in: commands, taps, and what words are taken for. In the order they are tried."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from solbot.chat import (
    answering,
    bare,
    coaching,
    helping,
    journal,
    onboarding,
    placing,
    privacy,
    programs,
    rhythms,
    settings,
    visions,
    zones,
)
from solbot.chat.incoming import Kind
from solbot.chat.turn import Handler, Turn
from solbot.domain.answers import plain
from solbot.domain.messages import Keyboard
from solbot.services import dialogs, members, prompts
from solbot.services.members import State

COMMANDS: Mapping[str, Handler] = {
    "start": onboarding.start,
    "help": helping.help_,
    "today": coaching.today,
    "reflect": coaching.reflect,
    "vision": visions.show,
    "journal": journal.show,
    "library": coaching.library,
    "programs": programs.show,
    "settings": settings.show,
    "pause": settings.ask_pause,
    "resume": settings.resume,
    "language": onboarding.ask_language,
    "export": privacy.export,
    "privacy": privacy.show,
    "forget": privacy.ask_forget,
    "stop": settings.stop,
    "cancel": helping.cancel,
}
"""What can be typed after a slash, and tapped as `do:…`."""

BY_TAP_ALONE: Mapping[str, Handler] = {"rhythm": rhythms.ask, "zone": zones.ask}
"""What only the settings offer, as `do:…`."""

TAPS: Mapping[str, Handler] = {
    "consent": onboarding.consent,
    "skip": onboarding.skip,
    "lang": onboarding.choose_language,
    "zc": zones.clock,
    "zp": zones.place,
    "zl": zones.share,
    "rp": rhythms.preset,
    "re": rhythms.edit,
    "rt": rhythms.toggle,
    "rok": rhythms.done,
    "pause": settings.pause,
    "a": answering.answer_now,
    "as": answering.scale,
    "ac": answering.choice,
    "am": answering.tick,
    "ad": answering.ticked,
    "al": answering.later,
    "ab": answering.back,
    "az": answering.snooze,
    "ak": answering.skip,
    "nk": placing.keep_note,
    "na": placing.keep_as_answer,
    "nx": placing.drop_note,
    "nu": placing.unplaced,
    "nw": placing.wait,
    "nka": placing.keep_all,
    "naa": placing.add_all,
    "nxx": placing.drop_all,
    "f": coaching.ask_of_discipline,
    "fr": coaching.ask_of_reading,
    "lb": coaching.shelf,
    "r": coaching.read,
    "v": visions.open_one,
    "vnew": visions.ask_new,
    "vs": visions.ask_closeness,
    "vc": visions.closeness,
    "vc_skip": visions.skip_closeness,
    "va": visions.ask_again,
    "vr": visions.ask_words,
    "vx": visions.ask_release,
    "vxx": visions.release,
    "j": journal.open_entry,
    "jl": journal.page,
    "jp": journal.play,
    "jw": journal.whole,
    "jc": journal.correct,
    "jd": journal.ask_delete,
    "jx": journal.delete,
    "p": programs.card,
    "pd": programs.details,
    "pr": programs.reserve,
    "pf": programs.handout,
    "pu": programs.unknown,
    "pt": programs.tell,
    "pta": programs.tell_all,
    "pn": programs.do_not_tell,
    "ps": programs.society,
}
"""What a button sends before its first colon."""

Typed = Callable[[Turn], Awaitable[None]]

AWAITED: Mapping[str, Typed] = {
    prompts.ANSWER: answering.given,
    "language": onboarding.typed,
    "zone": zones.typed,
    "rhythm": rhythms.typed,
    "vision": visions.typed,
    "vision_words": visions.typed_words,
    "vision_again": visions.typed_again,
    "closeness": visions.typed_closeness,
    "correction": journal.corrected,
    "pause": settings.pause_typed,
    "forget": privacy.forget_typed,
}
"""What a person's next words are taken for."""

CONTINUES: Mapping[str, frozenset[str]] = {
    "language": frozenset({"lang"}),
    "zone": frozenset({"zc", "zp", "zl"}),
    "rhythm": frozenset({"rp", "re", "rt", "rok"}),
    "closeness": frozenset({"vc", "vc_skip"}),
    "pause": frozenset({"pause"}),
    "forget": frozenset({"export"}),
}
"""What continues a conversation. Turning to anything else puts to rest what was awaited, but for an open question."""

TAKES_MEDIA = frozenset({prompts.ANSWER, "correction"})
SETTLING_TAPS = frozenset({"consent", "skip"})  # they see to what is awaited themselves
WITHOUT_CONSENT = frozenset({"start", "help", "privacy", "programs"})
TAPS_WITHOUT_CONSENT = frozenset({"consent", "p", "pd", "pr", "pf", "pu", "pt", "pta", "ps"})
LONGEST_ID = 18  # digits; the databases count no further
WHILE_SETTLING_IN = frozenset({"start", "help", "privacy", "language", "export", "forget", "stop"})


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
    if turn.finished is not None and turn.member is not None:
        await onboarding.after(turn, turn.finished)


async def _from_member(turn: Turn) -> None:
    if turn.incoming.kind is Kind.COMMAND:
        await _command(turn)
    elif turn.incoming.kind is Kind.TAP:
        await _tap(turn)
    else:
        await _words(turn)


async def _command(turn: Turn) -> None:
    name, text = turn.incoming.command, turn.incoming.text
    if name in COMMANDS:
        await _run(turn, name, COMMANDS[name], [text] if text else [])
    else:
        await helping.unknown_command(turn)


async def _run(turn: Turn, name: str, handler: Handler, args: list[str]) -> None:
    """Run a command, typed or tapped; while somebody settles in, most wait until that is done."""
    if _settling_in(turn) and name == "cancel":
        await onboarding.finish(turn, [])
    elif _settling_in(turn) and name not in WHILE_SETTLING_IN:
        await _settle_first(turn)
    else:
        await _turn_to(turn, name)
        await handler(turn, args)


async def _turn_to(turn: Turn, name: str) -> None:
    """Close what was awaited, so that the next words are not taken for it, unless this continues it."""
    awaits = turn.waiting.awaits if turn.waiting else None
    if awaits is None or name in CONTINUES.get(awaits, ()):
        return
    if awaits != prompts.ANSWER or not await answering.still_open(turn):
        await turn.rest()


async def _tap(turn: Turn) -> None:
    name, *args = turn.incoming.data.split(":")
    if name == "do":
        name, args = (args or [""])[0], []
        handler = COMMANDS.get(name) or BY_TAP_ALONE.get(name)
        if handler is not None:
            await _run(turn, name, handler, [])
            return
    await _run_tap(turn, name, args)


async def _run_tap(turn: Turn, name: str, args: list[str]) -> None:
    """A button of an earlier version, or one made by hand, is answered and changes nothing."""
    handler = _as_command if name == "bw" else TAPS.get(name)
    if handler is None or any(len(arg) > LONGEST_ID and arg.isdecimal() for arg in args):
        await helping.old_button(turn)
        return
    if name not in SETTLING_TAPS:
        await _turn_to(turn, name)
    try:
        await handler(turn, args)
    except (LookupError, ValueError):
        if turn.said:
            raise
        await helping.old_button(turn)


async def _words(turn: Turn) -> None:
    kind, waiting = turn.incoming.kind, turn.waiting
    awaits = waiting.awaits if waiting else None
    if kind is Kind.EDIT:
        await answering.edited(turn)
    elif kind is Kind.LOCATION:
        await (zones.located(turn) if awaits == "zone" else helping.words_please(turn))
    elif kind is Kind.OTHER:
        await helping.words_please(turn)
    elif turn.incoming.forwarded:
        await placing.loose(turn)
    elif (
        (kind is Kind.TEXT and await _typed_button(turn))
        or await _reply_to_question(turn)
        or (kind is Kind.TEXT and await _bare_word(turn))
    ):
        return
    elif awaits is not None and awaits in AWAITED and (kind is Kind.TEXT or awaits in TAKES_MEDIA):
        await AWAITED[awaits](turn)
    elif _settling_in(turn):
        await placing.hold(turn)
        await _settle_first(turn, held=True)
    elif kind is not Kind.TEXT or not await _nearly_a_button(turn):
        await placing.loose(turn)


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


async def _as_command(turn: Turn, args: list[str]) -> None:
    """A tap that says a bare word was meant as a command."""
    name, entry = args
    if name not in bare.COMMANDS:
        raise LookupError("this is no word that was asked about")
    await bare.forget(turn, int(entry))
    await _run(turn, name, COMMANDS[name], [])


async def _reply_to_question(turn: Turn) -> bool:
    """An answer given as a reply to a question's message belongs to that question."""
    if turn.incoming.reply_to is None:
        return False
    asked = await prompts.by_message(turn.work, turn.me, turn.incoming.reply_to)
    if asked is None:
        return False
    await answering.give_to(turn, asked)
    return True


async def _before_consent(turn: Turn) -> None:
    """Nothing is kept of what comes before consent; the programs and the privacy text are for all."""
    incoming = turn.incoming
    name, *args = incoming.data.split(":")
    command = _command_before_consent(turn)
    if command is not None:
        words = [incoming.text] if incoming.kind is Kind.COMMAND and incoming.text else []
        await COMMANDS[command](turn, words)
    elif incoming.kind is Kind.TAP and name in TAPS_WITHOUT_CONSENT:
        await _run_tap(turn, name, args)
    elif incoming.kind is Kind.COMMAND and incoming.command == "forget":
        await privacy.ask_forget(turn, [])
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
        labels = {plain(turn.language.button(name)): name for name in ("privacy", "programs")}
        typed = plain(incoming.text)
        found = labels.get(typed) or bare.kind_of(turn) or ""
    else:
        return None
    return found if found in WITHOUT_CONSENT else None


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
