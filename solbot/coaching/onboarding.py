"""Settling in: consent, language, time zone, rhythm, a first vision. All but consent can be skipped."""

from __future__ import annotations

from dataclasses import replace

from solbot.bot import links
from solbot.bot.args import known
from solbot.bot.context import Replace, Send, Turn
from solbot.coaching.reminders import service as reminders
from solbot.coaching.rhythm import chat as rhythms
from solbot.coaching.rhythm import service as schedule
from solbot.coaching.visions import service as vision_log
from solbot.coaching.visions import wordings_chat as visions
from solbot.content.language import Language
from solbot.members import chat_settings as settings
from solbot.members import service as members
from solbot.members import zones
from solbot.members.service import State
from solbot.telegram.incoming import Kind
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.typed.plain import plain
from solbot.typed.vocabulary import meant

STEPS = ("language", "zone", "rhythm", "vision")
OPENED = "o"  # after a link in the yes to consent
WITHIN = {"closeness": "vision", "vision_again": "vision"}
"""What is awaited within a step, where it is not called as the step."""


async def start(turn: Turn, args: list[str]) -> None:
    """/start: settle in, go on settling in, come back, or simply say hello; a link leads on (links.py)."""
    payload = links.known(args[0] if args else "")
    opened = await links.follow(turn, payload)
    member = turn.member
    if member is None or member.state == State.ASKED:
        await ask_consent(turn, f"{payload}:{OPENED}" if opened else payload)
    elif member.onboarded_at is None:
        await go_on(turn, None)
    elif member.state == State.STOPPED or members.is_paused(member, turn.work.now):
        await members.resume(turn.work, member)
        await home(turn, "welcome_back")
    elif not opened:
        await home(turn, "home")


async def home(turn: Turn, name: str) -> None:
    """Where the member is: their next nudge, and what they can do."""
    at = await schedule.next_nudge(turn.work, turn.me)
    keyboard = (
        Keyboard()
        .row(turn.button("today", "do:today"), turn.button("reflect", "do:reflect"))
        .row(turn.button("vision", "do:vision"), turn.button("journal", "do:journal"))
        .row(turn.button("programs", "do:programs"), turn.button("news", "do:news"))
        .row(turn.button("help", "do:help"))
    )
    turn.say(name, keyboard, name=turn.me.name or "", next=turn.local(at) if at else None)


async def ask_consent(turn: Turn, payload: str = "") -> None:
    """Ask before anything is kept. The yes carries the link the person came by, as nothing else may.

    A link that was opened already is not opened again by the yes; that they came by it is kept.
    """
    if turn.member is None:
        incoming = turn.incoming
        turn.member = await members.arrive(turn.work, incoming.person_id, incoming.language_hint)
    turn.say("consent", _yes_or_no(turn, payload), name=turn.incoming.first_name)


def _yes_or_no(turn: Turn, payload: str = "") -> Keyboard:
    yes = f"consent:yes:{payload}" if payload else "consent:yes"
    return (
        Keyboard()
        .row(turn.button("consent_yes", yes))
        .row(turn.button("consent_no", "consent:no"), turn.button("privacy", "do:privacy"))
    )


async def consent(turn: Turn, args: list[str]) -> None:
    """A tap on yes or no. No erases even that somebody pressed Start."""
    if known(args[0], ("yes", "no")) == "no":
        if turn.member is None or turn.member.state == State.ASKED:
            if turn.member is not None:
                await members.forget(turn.work, turn.member)
                turn.member = None
            turn.show("consent_declined")
        else:
            turn.toast("consent_given_already")
        return
    if turn.member is not None and turn.member.state != State.ASKED:
        turn.toast("consent_given_already")
        return
    incoming = turn.incoming
    turn.member = await members.arrive(turn.work, incoming.person_id, incoming.language_hint)
    await members.consent(turn.work, turn.member, incoming.first_name, incoming.username)
    turn.rebutton()
    if len(args) > 1:
        led = args[2:] == [OPENED] or await links.follow(turn, args[1])
        members.note_link(turn.member, links.origin(args[1]) if led else None)
    await go_on(turn, None)


async def before_consent(turn: Turn) -> None:
    """Words, or a command that has to wait: a yes or a no is taken as one, all else is asked again."""
    if turn.member is None:
        await ask_consent(turn)
    elif answer := _consent_typed(turn):
        await consent(turn, [answer])
    else:
        turn.say("consent_again", _yes_or_no(turn))


def _consent_typed(turn: Turn) -> str | None:
    """What typed words stand for, as nothing may be stored yet about the buttons that were offered."""
    text = turn.incoming.text if turn.incoming.kind is Kind.TEXT else ""
    for answer in ("yes", "no"):
        if turn.is_called(f"consent_{answer}", text):
            return answer
    kind = meant(text, turn.language.vocabulary, ("yes", "no", "cancel", "stop"))
    return {"cancel": "no", "stop": "no"}.get(kind or "", kind)


async def after(turn: Turn, step: str) -> None:
    """A step is done: go on with the next one, or back to the settings if all were done before."""
    if turn.me.onboarded_at is not None:
        await settings.show(turn, [])
    elif not await _tapped_again(turn, step):
        await go_on(turn, step)


def offer_way_on(turn: Turn) -> None:
    """Under what was looked at in between: back to settling in."""
    said = turn.said[-1] if turn.said else None
    if isinstance(said, Send | Replace):
        row = (turn.button("go_on_settling", "do:start"),)
        message = replace(said.message, buttons=(*said.message.buttons, row))
        turn.said[-1] = replace(said, message=message)


async def _tapped_again(turn: Turn, step: str) -> bool:
    """Whether a later step was asked before this tap; then that question stands, and is not asked twice."""
    waiting = turn.waiting
    now_at = WITHIN.get(waiting.awaits or "", waiting.awaits) if waiting else None
    if waiting is None or now_at not in STEPS or STEPS.index(now_at) <= STEPS.index(step):
        return False
    await turn.expect(waiting.awaits or "", **waiting.data)
    return True


async def go_on(turn: Turn, done: str | None) -> None:
    """Ask for the step after `done`, or from the first one that is open."""
    left = STEPS[STEPS.index(done) + 1 :] if done else STEPS
    for step in left:
        if await _needed(turn, step):
            await _ask(turn, step)
            return
    await finish(turn, [])


async def skip(turn: Turn, args: list[str]) -> None:
    """A tap on Skip: that step keeps its default."""
    if turn.me.onboarded_at is not None:
        turn.toast("settled_already")
        return
    step = known(args[0], STEPS)
    turn.rebutton()
    if await _tapped_again(turn, step):
        return
    await go_on(turn, step)


async def finish(turn: Turn, args: list[str]) -> None:
    """The last message says when the first nudge comes."""
    del args
    first = turn.me.onboarded_at is None
    at = await members.finish_onboarding(turn.work, turn.me)
    await turn.rest()
    if not first:
        await home(turn, "home")
        return
    keyboard = (
        Keyboard()
        .row(turn.button("begin_now", "do:today"))
        .row(turn.button("settings", "do:settings"), turn.button("help", "do:help"))
    )
    reminds = await reminders.offered(turn.work, turn.me)
    if reminds:
        keyboard.row(turn.button("no_reminders", "rmo"))
    turn.say(
        "ready",
        keyboard,
        name=turn.me.name or "",
        next=turn.local(at) if at else None,
        zone=turn.work.zone_of(turn.me),
        reminders=reminds,
    )


async def typed(turn: Turn) -> None:
    """Words while a language is being chosen: the name of one, else the question with what there is."""
    await _choose_typed(turn, turn.incoming.text)


async def ask_language(turn: Turn, args: list[str]) -> None:
    """/language: which one the bot speaks; a name after the command answers at once."""
    if args and args[0]:
        await _choose_typed(turn, args[0])
    else:
        await _ask_language(turn)


async def _choose_typed(turn: Turn, text: str) -> None:
    for code in turn.work.catalog.languages:
        name = turn.work.catalog.language(code).name
        if plain(text) in (plain(name), plain(code)):
            await choose_language(turn, [code])
            return
    await _ask_language(turn, unknown=True)


async def _ask_language(turn: Turn, *, unknown: bool = False) -> None:
    await turn.expect("language")
    catalog = turn.work.catalog
    there = [catalog.language(code) for code in catalog.languages]
    keyboard = Keyboard().grid((_language_button(turn, one) for one in there), 2)
    keyboard.rows += turn.way_out("language").rows
    language, languages = turn.language.name, [one.name for one in there]
    turn.put(
        turn.message(
            "ask_language", keyboard, language=language, languages=languages, unknown=unknown
        )
    )


def _language_button(turn: Turn, language: Language) -> Button:
    data = f"lang:{language.code}"
    if language.draft:
        return turn.button("language_draft", data, language=language.name)
    return Button(language.name, data)


async def choose_language(turn: Turn, args: list[str]) -> None:
    """A tap on a language."""
    await members.set_language(turn.work, turn.me, args[0])
    turn.language = turn.work.language_of(turn.me)
    await turn.rest()
    own = turn.work.own_language_of(turn.me)
    if own.draft:
        main = turn.work.catalog.default.name
        spoken = own.having("draft_chosen")
        html = spoken.reply("draft_chosen", language=main)
        turn.said.append(Send(Message(html), own=spoken is own))
    turn.finished = "language"


async def _needed(turn: Turn, step: str) -> bool:
    if step == "language":
        return len(turn.work.catalog.complete) > 1 and turn.me.language is None
    if step == "zone":
        return turn.me.zone is None
    if step == "rhythm":
        return not (await schedule.rhythm_of(turn.work, turn.me))[1]
    return await vision_log.newest_words(turn.work, turn.me) is None


async def _ask(turn: Turn, step: str) -> None:
    if step == "language":
        await ask_language(turn, [])
    elif step == "zone":
        await zones.ask(turn, [])
    elif step == "rhythm":
        await rhythms.ask(turn, [])
    else:
        await visions.ask_first(turn)
