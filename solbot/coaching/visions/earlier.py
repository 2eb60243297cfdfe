"""What people wrote before that belongs on the page of a vision, and of which nothing was said yet: words one by one,
figures of one kind together.

It is there where a question came to feed the page after it was answered, or a vision came after that; and where an
offer was left without a yes or a no.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from solbot.coaching.answers import db as answers_db
from solbot.coaching.visions import feeds
from solbot.coaching.visions import service as visions
from solbot.coaching.visions.rules import PageOffer
from solbot.content.models import FIGURES, WORDS
from solbot.db.states import FigureKind
from solbot.db.tables import Answer, Member, Prompt
from solbot.limits import LOOKED_THROUGH
from solbot.unit_of_work import UnitOfWork

BACK = timedelta(days=365)
"""Words are offered that were written since; figures, however old."""

_SOME, _MANY, _ALL = 20, 100, 4000  # answers that are opened
_LATELY = 400  # entries that are looked at where a page is shown: it is shown often
_EVER = timedelta(days=36_500)

Given = Sequence[tuple[Answer, Prompt]]
"""Answers, each with what it answers."""


@dataclass(frozen=True)
class Words:
    """An answer in words that may be put on the page, with what was asked, and when it was answered."""

    offer: PageOffer
    asked: str
    at: datetime


@dataclass(frozen=True)
class Figures:
    """Figures of one kind that belong on the page of one vision: of which answers, the newest first, and from when to
    when."""

    vision: int
    kind: FigureKind
    entries: tuple[int, ...]
    first: datetime
    last: datetime


async def is_any(work: UnitOfWork, member: Member) -> bool:
    """Whether there is something to look through, as far as the newest answers tell."""
    held = await visions.held(work, member)
    given = await _unsaid(work, member, (*FIGURES, *WORDS), BACK, _SOME, _LATELY)
    return bool(_figures(work, given, held) or await _words(work, given, held))


async def found(
    work: UnitOfWork, member: Member, most: int = LOOKED_THROUGH
) -> list[Words | Figures]:
    """What there is to look through, the newest first, `most` of it at the most."""
    held = await visions.held(work, member)
    together: dict[tuple[int, FigureKind], list[Answer]] = {}
    for vision, kind, entry, _ in _figures(work, await _all_figures(work, member), held):
        together.setdefault((vision, kind), []).append(entry)
    there: list[Words | Figures] = [
        Figures(
            vision,
            kind,
            tuple(one.id for one in given),
            min(one.answered_at for one in given),
            max(one.answered_at for one in given),
        )
        for (vision, kind), given in together.items()
    ]
    words: list[Words] = []
    for limit in (_MANY, _ALL):
        if len(words) < most:
            given = await _unsaid(work, member, WORDS, BACK, limit)
            words = await _words(work, given, held)
    return sorted([*there, *words], key=_newest, reverse=True)[:most]


async def put_figures(work: UnitOfWork, member: Member, vision: int, kind: FigureKind) -> list[int]:
    """Put all earlier figures of a kind on the page of a vision; returns of which answers they are."""
    return [
        entry.id
        for entry, prompt in await _of_kind(work, member, vision, kind)
        if await feeds.put_figure(work, member, entry, prompt, vision)
    ]


async def decline_figures(
    work: UnitOfWork, member: Member, vision: int, kind: FigureKind
) -> list[int]:
    """They stay in the journal alone; returns of which answers they are."""
    given = await _of_kind(work, member, vision, kind)
    return [entry.id for entry, _ in given if await feeds.decline(work, member, entry.id)]


async def take_back(work: UnitOfWork, member: Member, entries: Sequence[int]) -> bool:
    """What was said of these answers last was not meant so. False where that can't be undone of any."""
    return any([await feeds.take_back(work, member, one) for one in entries])


async def _of_kind(
    work: UnitOfWork, member: Member, vision: int, kind: FigureKind
) -> list[tuple[Answer, Prompt]]:
    held = await visions.held(work, member)
    given = await _all_figures(work, member)
    return [
        (entry, prompt)
        for beside, which, entry, prompt in _figures(work, given, held)
        if (beside, which) == (vision, kind)
    ]


def _figures(
    work: UnitOfWork, given: Given, held: Collection[int]
) -> list[tuple[int, FigureKind, Answer, Prompt]]:
    """Figures that belong beside a vision: the one that was spoken of, or the only one there is."""
    alone = next(iter(held)) if len(held) == 1 else None
    there: list[tuple[int, FigureKind, Answer, Prompt]] = []
    for entry, prompt in given:
        noted = feeds.figure_of(work, entry, prompt)
        beside = alone if prompt.vision_id is None else prompt.vision_id
        if noted is not None and beside is not None and beside in held:
            there.append((beside, noted[0], entry, prompt))
    return there


async def _words(work: UnitOfWork, given: Given, held: Collection[int]) -> list[Words]:
    """Words that may be put on the page; new ones for a vision only where it has none that are newer."""
    there: list[Words] = []
    worded: dict[int, datetime] = {}
    for entry, prompt in given:
        offer = feeds.offered(work, entry, prompt, held)
        if offer is None:
            continue
        of = offer.vision if offer.what == "wording" else None
        if of is not None and of not in worded:
            worded[of] = await visions.last_worded_at(work, of)
        if of is None or entry.answered_at >= worded[of]:
            asked = str(prompt.parts[entry.part or 0]["ask"])
            there.append(Words(offer, asked, entry.answered_at))
    return there


async def _all_figures(work: UnitOfWork, member: Member) -> Given:
    return await _unsaid(work, member, FIGURES, _EVER, _ALL)


async def _unsaid(
    work: UnitOfWork,
    member: Member,
    wanted: Collection[str],
    back: timedelta,
    limit: int,
    among: int | None = None,
) -> Given:
    asked = [
        (question.id, at)
        for question in work.catalog.default.questions.values()
        for at, part in enumerate(question.parts)
        if part.feeds in wanted
    ]
    if not asked:
        return ()
    since = work.now - back
    return await answers_db.unsaid(work.session, member.id, asked, since, limit, among)


def _newest(one: Words | Figures) -> tuple[datetime, int]:
    if isinstance(one, Words):
        return one.at, one.offer.entry
    return one.last, one.entries[0]
