"""How a question looks: its words, and what can be tapped under it."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from solbot.bot.taps import do, sends
from solbot.bot.untranslated import noted
from solbot.coaching.answers.before import OWN, Last
from solbot.coaching.answers.prompts import AskedPrompt
from solbot.content.answer_kinds import AnswerKind, Scale, kind_of
from solbot.content.catalog import Language
from solbot.db.states import PromptReason, PromptState
from solbot.members.service import Member
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.unit_of_work import UnitOfWork

CLOSING = "closing"
"""The folder of what closes a discipline, or the path: see coaching/path/occasions.py."""


def language_of(work: UnitOfWork, member: Member, asked: AskedPrompt) -> Language:
    """The language a prompt is worded in: whatever goes with it in one message is said in that one, too."""
    own = work.language_of(member)
    if asked.language in (None, own.code) or asked.language not in work.catalog.languages:
        return own
    other = work.catalog.language(asked.language or "").of_lesson(asked.reading_id)
    return work.timed(other, member)


def question(
    work: UnitOfWork,
    member: Member,
    asked: AskedPrompt,
    *,
    with_reading: bool,
    whole: bool = False,
    unasked: bool = False,
    busy: bool = False,
    kept_as: str | None = None,
    kept_ask: str | None = None,
    on_page: bool = False,
    last: Last | None = None,
    opening: Markup | None = None,
    picture_of: int | None = None,
) -> Message:
    """The part being asked, with the reading before it if wanted: two lines of it where it is to be
    short, unless it is to be `whole`. `unasked`: it begins with what it is about, and nobody's own words are in its
    first line. `busy`: something else is under way. `kept_as`: what was just kept under
    `kept_ask`, a `part` of the question, or words `with` a scale that lacks its figure; `on_page`: as a figure on the
    page of a vision, too; beside what was given `last`. `opening`: what comes in the place of the reading, which is a
    tap away then; and the picture of the vision `picture_of`."""
    language, part = language_of(work, member, asked), asked.current
    if opening is not None:
        asked = replace(asked, recalled=True)
    if not with_reading:
        asked = replace(asked, can_try=False)
    if whole:
        asked = replace(asked, recalled=False, alone=False)
    html = language.reply(
        "question",
        reading=opening or (_reading(language, member, asked) if with_reading else None),
        unasked=unasked,
        own=asked.discipline == OWN,
        hook=_hook(language, asked) if unasked else None,
        ask=language.asked(asked.question_id, part.ask),
        kind=part.kind,
        low=part.low,
        high=part.high,
        part=min(asked.part, len(asked.parts) - 1) + 1,
        parts=len(asked.parts),
        busy=busy,
        kept_as=kept_as,
        kept_ask=kept_ask,
        on_page=on_page,
        last=last._asdict() if last else None,
        then_on=part.then.on if part.then else None,
        then_words=part.then.words if part.then else None,
    )
    buttons = keyboard(language, asked)
    if picture_of is not None:
        buttons.row(Button(language.button("picture"), sends("vp", picture_of)))
    rich = with_reading and member.rich_readings
    message = Message(html, buttons.built(), prompt_id=asked.id, rich=rich)
    return _said(work, member, language, message)


def reading_alone(work: UnitOfWork, member: Member, asked: AskedPrompt) -> Message:
    """The reading without its question, which is one tap away."""
    language = language_of(work, member, asked)
    whole = replace(asked, recalled=False)
    html = language.reply("reading_alone", reading=_reading(language, member, whole))
    keyboard = Keyboard().row(Button(language.button("ask_me"), sends("aq", asked.id)))
    keyboard.row(_why(language, asked))
    message = Message(html, keyboard.built(), prompt_id=asked.id, rich=member.rich_readings)
    return _said(work, member, language, message)


def reminder(work: UnitOfWork, member: Member, asked: AskedPrompt, *, last: bool) -> Message:
    """The question of the day once more, with the way to be reminded no more."""
    language = language_of(work, member, asked)
    ask = language.asked(asked.question_id, asked.current.ask)
    html = language.reply("reminder", ask=ask, final=last)
    buttons = keyboard(language, asked)
    buttons.row(Button(language.button("no_reminders"), sends("rmo")))
    message = Message(html, buttons.built(), prompt_id=asked.id)
    return _said(work, member, language, message)


def listening(work: UnitOfWork, member: Member, asked: AskedPrompt) -> Message:
    """The word that what comes next is the answer, or is added to one."""
    language, part = language_of(work, member, asked), asked.current
    html = language.reply(
        "listening", ask=part.ask, kind=part.kind, added=asked.state == PromptState.ANSWERED
    )
    cancel = Button(language.button("cancel"), do("cancel"))
    return _said(work, member, language, Message(html, ((cancel,),)))


def ask_later(work: UnitOfWork, member: Member, asked: AskedPrompt) -> Message:
    """The question when to ask again."""
    language = language_of(work, member, asked)
    message = Message(language.reply("ask_later"), later(language, asked).built())
    return _said(work, member, language, message)


def keyboard(language: Language, asked: AskedPrompt) -> Keyboard:
    """What can be tapped: the answers themselves, or the way to give one; later; not today."""
    built = _offered(language, asked)
    answer = Button(language.button("answer"), sends("a", asked.id))
    if asked.why is PromptReason.TRY and asked.part > 0:
        return built.row(answer, Button(language.button("skip"), sends("tys", asked.id)))
    built.row(
        answer,
        Button(language.button("later"), sends("al", asked.id)),
        Button(language.button("not_today"), sends("ak", asked.id)),
    )
    if asked.other_depth:
        deeper = asked.other_depth == "deeper"
        label = language.button("deeper_one") if deeper else language.button("shorter_one")
        built.row(Button(label, sends("aw", asked.id, asked.other_depth)))
    if asked.recalled or (asked.alone and asked.discipline != OWN):
        built.row(Button(language.button("read_whole"), sends("ar", asked.id)))
    if asked.why is PromptReason.RETURN:
        built.row(
            Button(language.button("idea_keep"), sends("ik", asked.id)),
            Button(language.button("idea_fade"), sends("if", asked.id)),
        )
    if not asked.alone and asked.part == 0:
        built.row(*_try(language, asked), _why(language, asked))
    if asked.discipline == OWN or _ends_the_path(language, asked):
        built.row(Button(language.button("own_questions"), sends("oq")))
    return built


def _offered(language: Language, asked: AskedPrompt) -> Keyboard:
    """The answers themselves, as far as they can be tapped."""
    kind = kind_of(asked.current.kind)
    offered = kind.offered(asked.current.options)
    ticked = asked.chosen if kind.several else ()
    built = Keyboard().grid(
        (
            Button(_ticked(language, label, value in ticked), _answers(asked, kind, value))
            for label, value in offered
        ),
        len(offered) if asked.why is PromptReason.TRY and offered else kind.in_a_row,
    )
    if kind.several:
        built.row(
            Button(language.button("done"), sends("ad", asked.id, asked.part, asked.fingerprint))
        )
    return built


def _answers(asked: AskedPrompt, kind: AnswerKind, value: int) -> str:
    """What the button of an answer sends."""
    fingerprint = asked.fingerprint
    if kind.several:
        return sends("am", asked.id, asked.part, value, fingerprint)
    if kind.name == Scale.name:
        return sends("as", asked.id, asked.part, value, fingerprint)
    return sends("ac", asked.id, asked.part, value, fingerprint)


def _try(language: Language, asked: AskedPrompt) -> list[Button]:
    """The way to take up the practice, where the whole reading stands above."""
    whole = asked.can_try and not (asked.recalled or asked.alone)
    return [practice(language, asked)] if whole else []


def practice(language: Language, asked: AskedPrompt) -> Button:
    """The way to take up the practice of a prompt's reading."""
    return Button(language.button("try_it"), sends("ty", asked.reading_id))


def done_with(language: Language, asked: AskedPrompt) -> Keyboard:
    """What can be tapped under a question that has its answer, or is left."""
    return Keyboard().row(*_try(language, asked))


def _ends_the_path(language: Language, asked: AskedPrompt) -> bool:
    """Whether the whole path closes with it; the last of the closings does that."""
    closings = language.occasions[CLOSING]
    return asked.discipline == CLOSING and asked.reading_id == closings[-1].id


def _why(language: Language, asked: AskedPrompt) -> Button:
    return Button(language.button("why_this"), sends("wy", asked.id))


def later(language: Language, asked: AskedPrompt) -> Keyboard:
    """When to ask again."""
    return (
        Keyboard()
        .row(
            Button(language.button("in_an_hour"), sends("az", asked.id, "hour")),
            Button(language.button("this_evening"), sends("az", asked.id, "evening")),
            Button(language.button("tomorrow"), sends("az", asked.id, "tomorrow")),
        )
        .row(Button(language.button("back"), sends("ab", asked.id)))
    )


def _said(work: UnitOfWork, member: Member, language: Language, message: Message) -> Message:
    own = work.own_language_of(member)
    if not own.draft or language.code == own.code:
        return message
    return noted(message, language, own)


def _reading(language: Language, member: Member, asked: AskedPrompt) -> Markup | None:
    reading = language.readings.get(asked.reading_id)
    if reading is None or (asked.recalled and asked.why is PromptReason.TRY):
        return None
    if asked.recalled and asked.line is not None:
        reading = replace(reading, recall=(reading.recall[asked.line % len(reading.recall)],))
    if asked.recalled:
        return language.recall_html(reading)
    return language.nudge_html(reading, name=member.name or "")


def _hook(language: Language, asked: AskedPrompt) -> str | None:
    if asked.why is PromptReason.TRY:
        return language.toast("try_hook")
    reading = language.readings.get(asked.reading_id)
    return language.hook_of(reading) if reading else None


def _ticked(language: Language, label: str, on: bool) -> str:
    return language.button("ticked", label=label) if on else label
