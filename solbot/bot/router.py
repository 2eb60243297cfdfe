"""What a person did finds its handler: commands, taps, and words. In the order they are tried."""

from __future__ import annotations

from dataclasses import replace

from solbot.bot import about, asking, dialog, heavy, keywords, pieces
from solbot.bot import help as bot_help
from solbot.bot.args import Args, args_of
from solbot.bot.context import Context, Handler
from solbot.bot.routes import Awaited
from solbot.coaching import onboarding, privacy
from solbot.coaching.answers import chat as answers_chat
from solbot.coaching.answers import prompts
from solbot.coaching.answers import service as answers
from solbot.coaching.journal import elsewhere
from solbot.coaching.silence import chat as silence_chat
from solbot.desk import chat as desk_chat
from solbot.errors import NotFound, StaleButton
from solbot.members import service as members
from solbot.members import zones
from solbot.members.service import MemberState
from solbot.programs.editor import unasked_files
from solbot.staff.gate import Guarded
from solbot.telegram.incoming import UpdateKind
from solbot.telegram.messages import Keyboard
from solbot.typed.about import TOPICS

MESSAGES = frozenset(
    {
        UpdateKind.TEXT,
        UpdateKind.PHOTO,
        UpdateKind.DOCUMENT,
        UpdateKind.VIDEO,
        UpdateKind.VOICE,
        UpdateKind.LOCATION,
        UpdateKind.OTHER,
    }
)


async def handle(context: Context) -> None:
    """Find the handler for what the person did, and let it answer."""
    kind = context.incoming.kind
    if kind is UpdateKind.INLINE:
        if context.routes.inline is not None:
            await context.routes.inline(context)
        return
    if kind in (UpdateKind.ELSEWHERE, UpdateKind.ADDED):
        _say_elsewhere(context)
        return
    if kind in (UpdateKind.BLOCKED, UpdateKind.UNBLOCKED, UpdateKind.LEFT):
        await _membership(context)
        return
    if context.member is not None:
        await members.regain(context.work, context.member)
    if context.member is None or context.member.state == MemberState.ASKED:
        await _before_consent(context)
    else:
        context.waiting = await dialog.current(context.work, context.member.id)
        if not await onboarding.agrees_first(context):
            await _from_member(context)
        if context.member is not None:
            await pieces.note(context)
            await silence_chat.meet(context)
    if context.finished is not None and context.member is not None:
        await onboarding.after(context, context.finished)
    heavy.meet(context)


async def _from_member(context: Context) -> None:
    members.see(context.work, context.me, context.incoming.first_name, context.incoming.username)
    if context.incoming.kind is UpdateKind.COMMAND:
        await _command(context)
    elif context.incoming.kind is UpdateKind.TAP:
        await _tap(context)
    else:
        await _words(context)


async def _command(context: Context) -> None:
    name, text = context.incoming.command, context.incoming.text
    if name in context.routes.commands:
        await _run(context, name, context.routes.commands[name], [text] if text else [])
    else:
        await bot_help.unknown_command(context)


async def _run(context: Context, name: str, handler: Handler, args: list[str]) -> None:
    """Run a command, typed or tapped; while somebody settles in, most wait until that is done."""
    if _settling_in(context) and name == "cancel":
        await onboarding.finish(context, [])
    elif _settling_in(context) and name in context.routes.looks:
        await _turn_to(context, name)
        await handler(context, args)
        onboarding.offer_way_on(context)
    elif _settling_in(context) and name not in context.routes.while_settling_in:
        await _settle_first(context)
    else:
        await _turn_to(context, name)
        await handler(context, args)


async def _turn_to(context: Context, name: str) -> None:
    """Close what was awaited, so that the next words are not taken for it, unless this continues it."""
    awaits, routes = context.waiting.awaits if context.waiting else None, context.routes
    await _leave_work(context, name)
    if awaits is None:
        return
    awaited = routes.awaited.get(awaits)
    if awaited is not None and name in awaited.taps:
        return
    looks = name in routes.looks or name not in routes.commands
    if looks and awaited is not None and awaited.stands and _settling_in(context):
        return
    if name in (*elsewhere.OURS, "un") and (
        elsewhere.meant(context) is not None
        or await prompts.meanwhile(context.work, context.me) is not None
    ):
        return  # the words that are being placed may be meant for it
    if awaits != dialog.ANSWER or not await answers_chat.still_open(context):
        await context.rest()


async def _leave_work(context: Context, name: str) -> None:
    """One of the staff turns to something of their own: words are meant for their work no more."""
    handler = context.routes.taps.get(name) or context.routes.commands.get(name)
    at_work = context.waiting is not None and context.waiting.work is not None
    if at_work and name not in elsewhere.OURS and not isinstance(handler, Guarded):
        await dialog.note_work(context.work, context.me.id, at_work=False)


async def _tap(context: Context) -> None:
    name, args = args_of(context.incoming.data)
    if name == "do":
        name, args = ":".join(args[:1]), Args()
        handler = context.routes.commands.get(name) or context.routes.tapped_commands.get(name)
        if handler is not None:
            await _run(context, name, handler, [])
            return
    await _run_tap(context, name, args)


async def _run_tap(context: Context, name: str, args: list[str]) -> None:
    """Run what a button does. Raises StaleButton for one whose thing is gone, or that was made by hand."""
    handler = {"bw": _as_command, "nb": _as_awaited}.get(name) or context.routes.taps.get(name)
    if handler is None or (context.stale and not isinstance(handler, Guarded)):
        await bot_help.old_button(context)
        return
    if name not in context.routes.settling_taps:
        await _turn_to(context, name)
    try:
        await handler(context, args)
    except NotFound:
        raise StaleButton from None


async def _words(context: Context) -> None:
    kind, waiting = context.incoming.kind, context.waiting
    awaits = waiting.awaits if waiting else None
    awaited = context.routes.awaited.get(awaits) if awaits else None
    if kind is UpdateKind.EDIT:
        await answers_chat.edited(context)
    elif context.incoming.via and context.incoming.via == context.bot_name:
        context.say("made_by_me")  # what it says is the bot's own, and no answer
    elif await pieces.join(context):
        return
    elif kind is UpdateKind.LOCATION and awaits == "zone":
        await zones.located(context)
    elif awaited and awaited.messages and kind in MESSAGES and not await _leaves(context):
        await _take(context, awaited)
    elif kind in (UpdateKind.DOCUMENT, UpdateKind.VIDEO, UpdateKind.LOCATION, UpdateKind.OTHER):
        await _file(context, awaited)
    elif context.incoming.forwarded:
        await elsewhere.keep_and_ask(context)
    elif (
        (kind is UpdateKind.TEXT and await _typed_button(context))
        or await _reply(context)
        or (
            kind is UpdateKind.TEXT and (await _bare_word(context) or await _about_the_bot(context))
        )
    ):
        return
    elif awaited and (kind is UpdateKind.TEXT or awaited.media or awaited.files):
        await _take(context, awaited)
    elif _settling_in(context):
        await _settle_first(context, held=await elsewhere.hold(context) is not None)
    elif (
        kind is not UpdateKind.TEXT
        or elsewhere.said_last(context)
        or not (await _nearly_a_button(context) or await zones.stray_journey(context))
    ):
        await elsewhere.keep_and_ask(context)


async def _take(context: Context, awaited: Awaited) -> None:
    """Take a message for what is awaited; where a question came in meanwhile, or somebody of the society wrote, ask
    which of the two it is for."""
    asked = await prompts.meanwhile(context.work, context.me)
    if asked is None and elsewhere.meant(context) is None:
        await awaited.handler(context)
    else:
        await elsewhere.which(context, asked, awaited.named)


async def _leaves(context: Context) -> bool:
    """Where a whole message is awaited, only the words of its own buttons are none."""
    return context.incoming.kind is UpdateKind.TEXT and await _typed_button(context)


async def _file(context: Context, awaited: Awaited | None) -> None:
    """A file where one is awaited; else only the words beside it can be kept."""
    if awaited is not None and (awaited.refuses or _is_for_file(context, awaited)):
        await awaited.handler(context)
    elif context.incoming.text:
        context.incoming = replace(context.incoming, kind=UpdateKind.TEXT)
        await _words(context)
    elif context.incoming.kind is not UpdateKind.DOCUMENT or not await _offered(context):
        await bot_help.words_please(context)


def _is_for_file(context: Context, awaited: Awaited) -> bool:
    return awaited.files and context.incoming.kind is UpdateKind.DOCUMENT


async def _offered(context: Context) -> bool:
    """Whether a feature has something to offer for a document that nobody asked for."""
    for offer in (unasked_files.offer, *context.routes.unasked):
        if await offer(context):
            return True
    return False


async def _typed_button(context: Context) -> bool:
    """Whatever a button does, words do too."""
    data = dialog.tapped(context.waiting, context.incoming.text) if context.waiting else None
    if data is None:
        return False
    await _as_tap(context, data)
    return True


async def _nearly_a_button(context: Context) -> bool:
    """A button by its number or the beginning of its label, while nothing is awaited."""
    counted = elsewhere.OURS if elsewhere.under_way(context.waiting) else ("",)
    data = dialog.nearly(context.waiting, context.incoming.text, counted)
    if data is not None:
        await _as_tap(context, data)
    return data is not None


async def _as_tap(context: Context, data: str) -> None:
    typed = context.typed_as_tap(data)
    await _tap(typed)
    context.member, context.finished = typed.member, typed.finished
    context.language = typed.language


async def _bare_word(context: Context) -> bool:
    """A word such as "cancel" or "stop" does what it means where it is said."""
    kind = keywords.kind_of(context)
    if kind is None or (kind in ("yes", "no") and elsewhere.meant(context) is not None):
        return False
    if kind in keywords.CALLING_OFF and await bot_help.call_off(context):
        return True
    if data := keywords.tap_for(context, kind):
        await _as_tap(context, data)
    elif keywords.doubtful(context, kind):
        await keywords.ask(context, kind)
    else:
        return False
    return True


async def _about_the_bot(context: Context) -> bool:
    """A question about the bot itself; where it may be an answer, it is asked which of the two it is."""
    topic = about.topic_of(context)
    if topic is None or elsewhere.meant(context) is not None:
        return False
    if said_again := keywords.again(context, topic):
        await _as_tap(context, said_again)
    elif context.waiting is not None and context.waiting.awaits == dialog.ANSWER:
        await keywords.ask(context, topic)
    else:
        await _answer_about(context, topic)
    return True


async def _answer_about(context: Context, topic: str) -> None:
    if topic in about.LEADS:
        await _as_tap(context, about.LEADS[topic])
    else:
        await about.answer(context, topic)


async def _as_command(context: Context, args: list[str]) -> None:
    """A tap that says words were meant as a command, or as a question to the bot, and not as an answer."""
    name, entry = args[0], int(args[1])
    if name not in (*keywords.COMMANDS, *TOPICS):
        raise StaleButton
    await keywords.forget(context, entry)
    if name in TOPICS:
        await _answer_about(context, name)
    else:
        await _run(context, name, context.routes.commands[name], [])


async def _as_awaited(context: Context, args: list[str]) -> None:
    """A tap that says words were not meant for the question, but for what was awaited before it came."""
    entry = await answers.find(context.work, context.me, int(args[0]))
    awaited = context.routes.awaited.get(context.waiting.awaits or "") if context.waiting else None
    if entry is None or awaited is None:
        context.toast("entry_gone")
        return
    await dialog.note_meanwhile(context.work, context.me.id, None)
    context.rebutton()
    if entry.body["kind"] != "text" or awaited.messages:
        await answers.drop(context.work, context.me, entry.id)
        context.say("send_it_again")  # only a whole message will do there
        return
    await answers.delete_held(context.work, context.me, entry.id)
    said = replace(
        context.incoming,
        kind=UpdateKind.TEXT,
        text=entry.words,
        message_id=entry.message_id,
        tap_id=None,
    )
    typed = replace(context, incoming=said)
    await awaited.handler(typed)
    context.member, context.finished = typed.member, typed.finished
    context.language = typed.language


async def _reply(context: Context) -> bool:
    """A reply goes where the message belongs that it replies to."""
    if context.incoming.reply_to is None or asking.replies_to_it(context):
        return False
    return await _reply_to_question(context, context.incoming.reply_to) or await desk_chat.replied(
        context
    )


async def _reply_to_question(context: Context, message: int) -> bool:
    """What replies to a question's message, or to one's own answer, belongs to that question."""
    asked = await prompts.by_message(context.work, context.me, message)
    if asked is None:
        asked = await answers_chat.answered_by(context, message)
    if asked is None:
        return False
    await answers_chat.give_to(context, *asked)
    return True


async def _before_consent(context: Context) -> None:
    """Nothing is kept of what comes before consent; the programs and the privacy text are for all."""
    incoming = context.incoming
    name, args = args_of(incoming.data)
    command = keywords.command_before_consent(context)
    if command is not None:
        words = [incoming.text] if incoming.kind is UpdateKind.COMMAND and incoming.text else []
        await context.routes.commands[command](context, words)
    elif incoming.kind is UpdateKind.TAP and name in context.routes.taps_without_consent:
        await _run_tap(context, name, args)
    elif incoming.kind is UpdateKind.COMMAND and incoming.command == "forget":
        await privacy.ask_forget(context, [])
    elif incoming.kind is UpdateKind.TEXT and (topic := about.asks_before_consent(context)):
        await about.answer(context, topic)
    elif incoming.kind is not UpdateKind.EDIT:
        await onboarding.before_consent(context)


async def _settle_first(context: Context, *, held: bool = False) -> None:
    """A few questions are still open: ask the next one again, with the way to skip them all."""
    context.say("settle_first", Keyboard().row(context.button("skip_all", "do:cancel")), held=held)
    await onboarding.go_on(context, None)


def _settling_in(context: Context) -> bool:
    return context.me.onboarded_at is None


def _say_elsewhere(context: Context) -> None:
    """In a group the bot answers only when it is spoken to, and says where to find it."""
    if context.incoming.kind is UpdateKind.ADDED or context.incoming.command:
        context.say("not_in_groups")
    elif context.incoming.kind is UpdateKind.ELSEWHERE and context.incoming.tap_id is not None:
        context.toast("not_in_groups")


async def _membership(context: Context) -> None:
    if context.member is None:
        return
    if context.incoming.kind is UpdateKind.BLOCKED:
        await members.lose(context.work, context.member)
    elif context.incoming.kind is UpdateKind.UNBLOCKED:
        await members.regain(context.work, context.member)
