"""What the path brings, as a message: a question with its reading, or with a look back in the place of it."""

from __future__ import annotations

from markupsafe import Markup

from solbot.coaching.answers.prompts import AskedPrompt
from solbot.coaching.answers.screens import language_of, question
from solbot.coaching.path import service as path
from solbot.coaching.reviews import service as reviews
from solbot.coaching.reviews.rules import Changes
from solbot.coaching.reviews.service import Review
from solbot.content.cutting import one_line, shortened
from solbot.content.sourced import files_of, sourced_markup
from solbot.limits import IN_LIST, WORDING
from solbot.members.service import Member
from solbot.telegram.messages import Message
from solbot.unit_of_work import UnitOfWork


async def brought(
    work: UnitOfWork,
    member: Member,
    asked: AskedPrompt,
    *,
    unasked: bool = False,
    busy: bool = False,
) -> Message:
    """A prompt as it comes: with its reading, or with what a look back opens with; under a page of then and now, its
    picture is a tap away. See `screens.question`."""
    asked = await path.with_ways(work, member, asked)
    found = await reviews.review_of(work, member, asked)
    opening = _opening(work, member, asked, found) if found else None
    moved = found.changes.now if found and found.changes and opening else None
    return question(
        *(work, member, asked),
        with_reading=True,
        unasked=unasked,
        busy=busy,
        opening=opening,
        picture_of=moved.id if moved and moved.figures else None,
    )


def _opening(work: UnitOfWork, member: Member, asked: AskedPrompt, found: Review) -> Markup | None:
    """What a prompt of a look back opens with in the place of its reading; None where that stays."""
    language = language_of(work, member, asked)
    reading = language.readings.get(asked.reading_id)
    if reading is None:
        return None
    words = found.vision.words if found.vision is not None else ""
    if words and words.strip().splitlines()[0] in asked.current.ask:
        words = ""  # the question below quotes it
    html = language.reply(
        "review",
        kind=found.kind,
        hook=language.hook_of(reading),
        own_words=[{"on": one.on, "words": one_line(one.words, WORDING)} for one in found.said],
        vision_words=shortened(words, IN_LIST),
        then_now=_told(found.changes) if found.changes is not None else None,
    )
    return sourced_markup(html, *files_of(html), reading.file)


def _told(changes: Changes) -> dict[str, object]:
    then, now = changes.then, changes.now
    return {
        "since": changes.since,
        "words": shortened(then.words, IN_LIST) if then.words != now.words else "",
        "closeness": (then.closeness, now.closeness),
        "new": [one_line(one.words, WORDING) for one in changes.new if one.words],
        "gone": [one_line(one.words, WORDING) for one in changes.gone if one.words],
        "steps": [
            {"words": one_line(one.words, WORDING), "outcome": one.outcome}
            for one in changes.settled
            if one.words
        ],
    }
