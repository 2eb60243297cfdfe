"""Settling in: consent, language, time zone, rhythm, a first vision. All but consent can be skipped."""

from __future__ import annotations

from dataclasses import replace

from solbot.bot import links
from solbot.bot.args import known
from solbot.bot.context import Context, Replace, Send
from solbot.bot.routes import Settling
from solbot.bot.taps import do, tap
from solbot.coaching import agreement, privacy
from solbot.coaching.journal import unfiled
from solbot.coaching.reminders import service as reminders
from solbot.coaching.rhythm import chat as rhythm_chat
from solbot.coaching.rhythm import service as schedule
from solbot.coaching.silence import settings_chat as silence_settings
from solbot.coaching.visions import service as visions
from solbot.coaching.visions import wordings_chat
from solbot.content.language import Language
from solbot.db.states import MemberState
from solbot.members import chat_settings, zones
from solbot.members import service as members
from solbot.telegram.incoming import UpdateKind
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.typed.plain import plain
from solbot.typed.vocabulary import meant

STEPS = ("language", "zone", "rhythm", "vision")
OPENED = "o"  # after a link in the yes to consent
WITHIN = {"closeness": "vision", "vision_again": "vision"}
"""What is awaited within a step, where it is not called as the step."""


async def start(context: Context, words: str = "") -> None:
    """/start: settle in, go on settling in, come back, or simply say hello; a link leads on (links.py)."""
    payload = links.known(context.routes, words)
    opened = await links.follow(context, payload)
    member = context.member
    if member is None or member.state == MemberState.ASKED:
        await ask_consent(context, payload, opened=opened)
    elif opened and links.stands_alone(context.routes, payload):
        return
    elif member.onboarded_at is None:
        await go_on(context, None)
    elif member.state == MemberState.STOPPED or members.is_paused(member, context.work.now):
        await members.resume(context.work, member)
        await home(context, "welcome_back")
    elif not opened:
        await home(context, "home")


async def home(context: Context, name: str) -> None:
    """Where the member is: their next nudge, and what they can do."""
    at = await schedule.next_nudge(context.work, context.me)
    keyboard = (
        Keyboard()
        .row(context.button("today", do("today")), context.button("reflect", do("reflect")))
        .row(context.button("vision", do("vision")), context.button("journal", do("journal")))
        .row(context.button("programs", do("programs")), context.button("news", do("news")))
        .row(context.button("help", do("help")))
    )
    context.say(name, keyboard, name=context.me.name or "", next=context.local(at) if at else None)


async def ask_consent(context: Context, payload: str = "", *, opened: bool = False) -> None:
    """Ask before anything is kept. The yes carries the link the person came by, as nothing else may.

    A link that was opened already is not opened again by the yes; that they came by it is kept.
    """
    if context.member is None:
        incoming = context.incoming
        context.member = await members.arrive(
            context.work, incoming.person_id, incoming.language_hint
        )
    keyboard = _yes_or_no(context, payload, opened=opened)
    context.say("consent", keyboard, name=context.incoming.first_name)


def _yes_or_no(context: Context, payload: str = "", *, opened: bool = False) -> Keyboard:
    link = (payload, OPENED) if opened else (payload,) if payload else ()
    return (
        Keyboard()
        .row(context.button("consent_yes", consent.to("yes", *link)))
        .row(
            context.button("consent_no", consent.to("no")), context.button("privacy", do("privacy"))
        )
    )


@tap("consent")
async def consent(context: Context, answer: str, payload: str | None = None, *rest: str) -> None:
    """A tap on yes or no. No erases even that somebody pressed Start."""
    if known(answer, ("yes", "no")) == "no":
        if context.member is None or context.member.state == MemberState.ASKED:
            if context.member is not None:
                await members.forget(context.work, context.member)
                context.member = None
            context.show("consent_declined")
        else:
            context.toast("consent_given_already")
        return
    if context.member is not None and context.member.state != MemberState.ASKED:
        context.toast("consent_given_already")
        return
    incoming = context.incoming
    context.member = await members.arrive(context.work, incoming.person_id, incoming.language_hint)
    await members.consent(context.work, context.member, incoming.first_name, incoming.username)
    context.rebutton()
    if payload is not None:
        led = rest == (OPENED,) or await links.follow(context, payload)
        members.note_link(context.member, links.origin(context.routes, payload) if led else None)
        if led and links.stands_alone(context.routes, payload):
            return
    await go_on(context, None)


async def before_consent(context: Context) -> None:
    """Words, or a command that has to wait: a yes or a no is taken as one, all else is asked again. Erasing does not
    wait."""
    if context.incoming.kind is UpdateKind.COMMAND and context.incoming.command == "forget":
        await privacy.ask_forget(context)
    elif context.member is None:
        await ask_consent(context)
    elif answer := _consent_typed(context):
        await consent(context, answer)
    else:
        context.say("consent_again", _yes_or_no(context))


def _consent_typed(context: Context) -> str | None:
    """What typed words stand for, as nothing may be stored yet about the buttons that were offered."""
    text = context.incoming.text if context.incoming.kind is UpdateKind.TEXT else ""
    for answer in ("yes", "no"):
        if context.is_called(f"consent_{answer}", text):
            return answer
    kind = meant(text, context.language.vocabulary, ("yes", "no", "cancel", "stop"))
    return {"cancel": "no", "stop": "no"}.get(kind or "", kind)


async def after(context: Context, step: str) -> None:
    """A step is done: go on with the next one, or back to the settings if all were done before."""
    if context.me.onboarded_at is not None:
        await chat_settings.show(context)
    elif not await _tapped_again(context, step):
        await go_on(context, step)


async def not_yet(context: Context, *, held: bool = False) -> None:
    """A few questions are still open: ask the next one again, with the way to skip them all."""
    keyboard = Keyboard().row(context.button("skip_all", do("cancel")))
    context.say("settle_first", keyboard, held=held)
    await go_on(context, None)


async def words_not_yet(context: Context) -> None:
    """The same of words that are no answer to what is open: they are kept."""
    await not_yet(context, held=await unfiled.hold(context) is not None)


def skips(awaits: str) -> str:
    """The tap that skips the step in which this is awaited."""
    return skip.to(WITHIN.get(awaits, awaits))


def offer_way_on(context: Context) -> None:
    """Under what was looked at in between: back to settling in."""
    said = context.said[-1] if context.said else None
    if isinstance(said, Send | Replace):
        row = (context.button("go_on_settling", do("start")),)
        message = replace(said.message, buttons=(*said.message.buttons, row))
        context.said[-1] = replace(said, message=message)


async def _tapped_again(context: Context, step: str) -> bool:
    """Whether a later step was asked before this tap; then that question stands, and is not asked twice."""
    waiting = context.waiting
    now_at = WITHIN.get(waiting.awaits or "", waiting.awaits) if waiting else None
    if waiting is None or now_at not in STEPS or STEPS.index(now_at) <= STEPS.index(step):
        return False
    await context.expect(waiting.awaits or "", **waiting.data)
    return True


async def go_on(context: Context, done: str | None) -> None:
    """Ask for the step after `done`, or from the first one that is open."""
    left = STEPS[STEPS.index(done) + 1 :] if done else STEPS
    for step in left:
        if await _needed(context, step):
            await _ask(context, step)
            return
    await finish(context)


@tap("skip")
async def skip(context: Context, step: str) -> None:
    """A tap on Skip: that step keeps its default."""
    if context.me.onboarded_at is not None:
        context.toast("settled_already")
        return
    known(step, STEPS)
    context.rebutton()
    if await _tapped_again(context, step):
        return
    await go_on(context, step)


async def finish(context: Context) -> None:
    """The last message says when the first nudge comes."""
    first = context.me.onboarded_at is None
    at = await members.finish_onboarding(context.work, context.me)
    await context.rest()
    if not first:
        await home(context, "home")
        return
    keyboard = (
        Keyboard()
        .row(context.button("begin_now", do("today")))
        .row(context.button("settings", do("settings")), context.button("help", do("help")))
    )
    reminds = await reminders.offered(context.work, context.me)
    if reminds:
        keyboard.row(context.button("no_reminders", silence_settings.no_reminders.to()))
    context.say(
        "ready",
        keyboard,
        name=context.me.name or "",
        next=context.local(at) if at else None,
        zone=context.work.zone_of(context.me),
        reminders=reminds,
    )


async def typed(context: Context) -> None:
    """Words while a language is being chosen: the name of one, else the question with what there is."""
    await _choose_typed(context, context.incoming.text)


async def ask_language(context: Context, words: str = "") -> None:
    """/language: which one the bot speaks; a name after the command answers at once."""
    if words:
        await _choose_typed(context, words)
    else:
        await _ask_language(context)


async def _choose_typed(context: Context, text: str) -> None:
    for code in context.work.catalog.languages:
        name = context.work.catalog.language(code).name
        if plain(text) in (plain(name), plain(code)):
            await choose_language(context, code)
            return
    await _ask_language(context, unknown=True)


async def _ask_language(context: Context, *, unknown: bool = False) -> None:
    await context.expect("language")
    catalog = context.work.catalog
    there = [catalog.language(code) for code in catalog.languages]
    keyboard = Keyboard().grid((_language_button(context, one) for one in there), 2)
    keyboard.rows += context.way_out("language").rows
    language, languages = context.language.name, [one.name for one in there]
    context.put(
        context.message(
            "ask_language", keyboard, language=language, languages=languages, unknown=unknown
        )
    )


def _language_button(context: Context, language: Language) -> Button:
    data = choose_language.to(language.code)
    if language.draft:
        return context.button("language_draft", data, language=language.name)
    return Button(language.name, data)


@tap("lang")
async def choose_language(context: Context, code: str) -> None:
    """A tap on a language."""
    await members.set_language(context.work, context.me, code)
    context.language = context.work.language_of(context.me)
    await context.rest()
    own = context.work.own_language_of(context.me)
    if own.draft:
        main = context.work.catalog.default.name
        spoken = own.having("draft_chosen")
        html = spoken.reply("draft_chosen", language=main)
        context.said.append(Send(Message(html), own=spoken is own))
    context.finished = "language"


async def _needed(context: Context, step: str) -> bool:
    if step == "language":
        return len(context.work.catalog.complete) > 1 and context.me.language is None
    if step == "zone":
        return context.me.zone is None
    if step == "rhythm":
        return not (await schedule.rhythm_of(context.work, context.me))[1]
    return await visions.newest_words(context.work, context.me) is None


async def _ask(context: Context, step: str) -> None:
    if step == "language":
        await ask_language(context)
    elif step == "zone":
        await zones.ask(context)
    elif step == "rhythm":
        await rhythm_chat.ask(context)
    else:
        await wordings_chat.ask_first(context)


SETTLING = Settling(
    before_consent=before_consent,
    agrees_first=agreement.met,
    not_yet=not_yet,
    words_not_yet=words_not_yet,
    way_on=offer_way_on,
    skip=skips,
    finish=finish,
    after=after,
)
