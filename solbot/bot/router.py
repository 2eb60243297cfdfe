"""What a person did finds its handler: commands, taps, and words. In the order they are tried.

Who stands at which place, features say in their `feature.py`; what places there are: routes.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from solbot.bot import about, asking, dialog, heavy, keywords, pieces
from solbot.bot import help as bot_help
from solbot.bot.args import args_of, known
from solbot.bot.context import Context, Handler
from solbot.bot.routes import Awaited, ForStaff, Takes
from solbot.bot.taps import call, tap
from solbot.db.states import MemberState
from solbot.errors import NotFound, StaleButton
from solbot.telegram.incoming import UpdateKind

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
    kind, routes = context.incoming.kind, context.routes
    if kind is UpdateKind.INLINE:
        if routes.inline is not None:
            await routes.inline(context)
        return
    if kind in (UpdateKind.ELSEWHERE, UpdateKind.ADDED):
        _say_elsewhere(context)
        return
    if kind in (UpdateKind.BLOCKED, UpdateKind.UNBLOCKED, UpdateKind.LEFT):
        await _membership(context)
        return
    if context.member is not None:
        for returned in routes.returned:
            await returned(context.work, context.member)
    if context.member is None or context.member.state == MemberState.ASKED:
        await _before_consent(context)
    else:
        context.waiting = await dialog.current(context.work, context.member.id)
        if not await routes.settling.agrees_first(context):
            await _from_member(context)
        if context.member is not None:
            await pieces.note(context)
            for meet in routes.meets:
                await meet(context)
    if context.finished is not None and context.member is not None:
        await routes.settling.after(context, context.finished)
    heavy.meet(context)


async def _from_member(context: Context) -> None:
    incoming = context.incoming
    for seen in context.routes.seen:
        seen(context.work, context.me, incoming.first_name, incoming.username)
    if incoming.kind is UpdateKind.COMMAND:
        await _command(context)
    elif incoming.kind is UpdateKind.TAP:
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
    routes = context.routes
    settles = _settling_in(context) and name not in routes.while_settling_in
    if settles and name == "cancel":
        await routes.settling.finish(context)
    elif settles and name not in routes.looks:
        await routes.settling.not_yet(context)
    else:
        await _turn_to(context, name)
        await call(handler, context, args)
        if settles:
            routes.settling.way_on(context)


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
    if not await routes.loose.stays(context, name):
        await context.rest()


async def _leave_work(context: Context, name: str) -> None:
    """One of the staff turns to something of their own: words are meant for their work no more."""
    handler = context.routes.taps.get(name) or context.routes.commands.get(name)
    at_work = context.waiting is not None and context.waiting.work is not None
    if at_work and name not in context.routes.loose.taps and not isinstance(handler, ForStaff):
        await dialog.note_work(context.work, context.me.id, at_work=False)


async def _tap(context: Context) -> None:
    name, args = args_of(context.incoming.data)
    if name == "do":
        name, args = ":".join(args[:1]), []
        handler = context.routes.commands.get(name) or context.routes.tapped_commands.get(name)
        if handler is not None:
            await _run(context, name, handler, [])
            return
    await _run_tap(context, name, args)


async def _run_tap(context: Context, name: str, args: list[str]) -> None:
    """Run what a button does. Raises StaleButton for one whose thing is gone, or that was made by hand."""
    handler = context.routes.taps.get(name)
    if handler is None or (context.stale and not isinstance(handler, ForStaff)):
        await bot_help.old_button(context)
        return
    if name not in context.routes.settling_taps:
        await _turn_to(context, name)
    try:
        await call(handler, context, args)
    except NotFound:
        raise StaleButton from None


async def _words(context: Context) -> None:
    """Who takes a message that is no command and no tap: the first that does, in this order."""
    incoming, waiting, routes = context.incoming, context.waiting, context.routes
    kind, is_text = incoming.kind, incoming.kind is UpdateKind.TEXT
    awaited = routes.awaited.get(waiting.awaits or "") if waiting else None
    if kind is UpdateKind.EDIT:
        await routes.edited(context)
    elif incoming.via and incoming.via == context.bot_name:
        context.say("made_by_me")  # what it says is the bot's own, and no answer
    elif await pieces.join(context):
        return
    elif kind is UpdateKind.LOCATION and awaited and awaited.located:
        await awaited.located(context)
    elif awaited and awaited.messages and kind in MESSAGES and not await _leaves(context):
        await _take(context, awaited)
    elif kind in (UpdateKind.DOCUMENT, UpdateKind.VIDEO, UpdateKind.LOCATION, UpdateKind.OTHER):
        await _file(context, awaited)
    elif incoming.forwarded:
        await routes.loose.keep_and_ask(context)
    elif (
        (is_text and await _typed_button(context))
        or (incoming.reply_to is not None and await _reply(context))
        or (is_text and (await _bare_word(context) or await _about_the_bot(context)))
    ):
        return
    elif awaited and (is_text or awaited.media or awaited.files):
        await _take(context, awaited)
    elif _settling_in(context):
        await routes.settling.words_not_yet(context)
    elif (
        not is_text
        or routes.loose.answers_people(context)
        or not (await _nearly_a_button(context) or await _any(routes.stray, context))
    ):
        await routes.loose.keep_and_ask(context)


async def _take(context: Context, awaited: Awaited) -> None:
    """Take a message for what is awaited, unless it may be meant for something else as well."""
    if not await context.routes.loose.asks_which(context, awaited.named):
        await awaited.handler(context)


async def _any(handlers: Sequence[Takes], context: Context) -> bool:
    """Whether one of them took it."""
    for handler in handlers:
        if await handler(context):
            return True
    return False


async def _leaves(context: Context) -> bool:
    """Where a whole message is awaited, only the words of its own buttons are none."""
    return context.incoming.kind is UpdateKind.TEXT and await _typed_button(context)


async def _file(context: Context, awaited: Awaited | None) -> None:
    """A file where one is awaited; else only the words beside it can be kept."""
    if awaited is not None and (awaited.refuses or _is_for_file(context, awaited)):
        await awaited.handler(context)
    elif context.incoming.text:
        context.say("only_words")
        context.incoming = replace(
            context.incoming, kind=UpdateKind.TEXT, file_id=None, unique_id=None
        )
        await _words(context)
    elif context.incoming.kind is not UpdateKind.DOCUMENT or not await _any(
        context.routes.unasked, context
    ):
        await bot_help.words_please(context)


def _is_for_file(context: Context, awaited: Awaited) -> bool:
    return awaited.files and context.incoming.kind is UpdateKind.DOCUMENT


async def _typed_button(context: Context) -> bool:
    """Whatever a button does, words do too."""
    data = dialog.tapped(context.waiting, context.incoming.text) if context.waiting else None
    if data is None:
        return False
    await _as_tap(context, data)
    return True


async def _nearly_a_button(context: Context) -> bool:
    """A button by its number or the beginning of its label, while nothing is awaited."""
    loose = context.routes.loose
    counted = loose.taps if loose.let_go(context.waiting) else None
    data = dialog.nearly(context.waiting, context.incoming.text, counted)
    if data is not None:
        await _as_tap(context, data)
    return data is not None


async def _as_tap(context: Context, data: str) -> None:
    typed = context.typed_as_tap(data)
    await _tap(typed)
    context.follow(typed)


async def _bare_word(context: Context) -> bool:
    """A word such as "cancel" or "stop" does what it means where it is said."""
    kind = keywords.kind_of(context)
    if kind is None or (kind in ("yes", "no") and context.routes.loose.for_people(context)):
        return False
    if kind in keywords.CALLING_OFF and await bot_help.call_off(context):
        return True
    if data := keywords.tap_for(context, kind):
        await _as_tap(context, data)
    elif keywords.doubtful(context, kind):
        await context.routes.loose.ask_word(context, kind)
    else:
        return False
    return True


async def _about_the_bot(context: Context) -> bool:
    """A question about the bot itself; where it may be an answer, it is asked which of the two it is."""
    topic = about.topic_of(context)
    if topic is None or context.routes.loose.for_people(context):
        return False
    if said_again := keywords.again(context, topic):
        await _as_tap(context, said_again)
    elif context.waiting is not None and context.waiting.awaits == dialog.ANSWER:
        await context.routes.loose.ask_word(context, topic)
    else:
        await _answer_about(context, topic)
    return True


async def _answer_about(context: Context, topic: str) -> None:
    if lead := context.routes.leads.get(topic):
        await _as_tap(context, lead)
    else:
        await about.answer(context, topic)


@tap("bw")
async def as_command(context: Context, word: str, entry: int) -> None:
    """A tap that says words were meant as a command, or as a question to the bot, and not as an answer."""
    name = known(word, (*keywords.COMMANDS, *about.BUTTONS, *context.routes.leads))
    await context.routes.loose.forget(context, entry)
    if name in keywords.COMMANDS:
        await _run(context, name, context.routes.commands[name], [])
    else:
        await _answer_about(context, name)


async def _reply(context: Context) -> bool:
    """A reply goes where the message belongs that it replies to; one to what asked for words is just these words."""
    return not asking.replies_to_it(context) and await _any(context.routes.replied, context)


async def _before_consent(context: Context) -> None:
    """Nothing is kept of what comes before consent; the programs and the privacy text are for all."""
    incoming = context.incoming
    name, args = args_of(incoming.data)
    command = keywords.command_before_consent(context)
    if command is not None:
        words = [incoming.text] if incoming.kind is UpdateKind.COMMAND and incoming.text else []
        await call(context.routes.commands[command], context, words)
    elif incoming.kind is UpdateKind.TAP and name in context.routes.taps_without_consent:
        await _run_tap(context, name, args)
    elif incoming.kind is UpdateKind.TEXT and (topic := about.asks_before_consent(context)):
        await about.answer(context, topic)
    elif incoming.kind is not UpdateKind.EDIT:
        await context.routes.settling.before_consent(context)


def _settling_in(context: Context) -> bool:
    return context.me.onboarded_at is None


def _say_elsewhere(context: Context) -> None:
    """In a group the bot answers only when it is spoken to, and says where to find it."""
    if context.incoming.kind is UpdateKind.ADDED or context.incoming.command:
        context.say("not_in_groups")
    elif context.incoming.kind is UpdateKind.ELSEWHERE and context.incoming.tap_id is not None:
        context.toast("not_in_groups")


async def _membership(context: Context) -> None:
    kind, routes = context.incoming.kind, context.routes
    told = {UpdateKind.BLOCKED: routes.letters.blocked, UpdateKind.UNBLOCKED: routes.returned}
    if context.member is not None:
        for one in told.get(kind, ()):
            await one(context.work, context.member)
