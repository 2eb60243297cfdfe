"""What a copy from here brings back beside its entries: visions with all that stands beside them, own questions, kept
readings.

Each comes only where it is not there already. Whatever is not as a copy says it should be is left out alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TypeVar

from solbot import limits
from solbot.body import Body
from solbot.coaching.imports import db
from solbot.coaching.imports.day_one import list_of
from solbot.coaching.imports.rules import ReadDrawing, day, moment
from solbot.coaching.journal import sealed_db
from solbot.coaching.own_questions import service as own_questions
from solbot.coaching.visions import db as visions_db
from solbot.coaching.visions import service as visions
from solbot.content.answer_kinds import Photo
from solbot.content.bodies import as_kept
from solbot.db import members
from solbot.db.details import Ref
from solbot.db.states import FigureKind, OwnQuestionKind, RevisionKind, StepOutcome, Word
from solbot.db.tables import (
    Fact,
    Figure,
    Import,
    KeptReading,
    Member,
    OwnQuestion,
    Revision,
    Step,
    Vision,
)
from solbot.unit_of_work import UnitOfWork

Fields = Mapping[str, object]
T = TypeVar("T")
Known = TypeVar("Known", bound=Word)


@dataclass(frozen=True)
class NewOnPages:
    """What of a copy is not here yet, as far as there is room."""

    visions: list[Fields]
    questions: list[Fields]
    readings: list[Fields]


async def new_of(work: UnitOfWork, member: Member, content: Fields) -> NewOnPages:
    """What of a copy is not here yet."""
    there = {(one.created_at, one.wordings[0].words) for one in await visions.all_of(work, member)}
    held = await visions_db.held_ids(work.session, member.id)
    new = [one for one in list_of(content.get("visions")) if _is_new(one, there)]
    mine = await own_questions.everything(work, member)
    asked = {one.words for one in mine}
    questions = [
        one
        for one in list_of(content.get("own_questions"))
        if _words(one, limits.OWN_WORDS) and _words(one, limits.OWN_WORDS) not in asked
    ]
    return NewOnPages(
        new[: max(0, limits.VISIONS - len(held))],
        questions[: max(0, limits.OWN_QUESTIONS - len(mine))],
        await _new_readings(work, member, content),
    )


async def _new_readings(work: UnitOfWork, member: Member, content: Fields) -> list[Fields]:
    """The readings a copy keeps that there are, and that are not kept here."""
    kept = await db.kept_readings(work.session, member.id)
    there = work.language_of(member).readings.keys() - kept
    found = {
        one["reading"]: one
        for one in list_of(content.get("kept_readings"))
        if isinstance(one, dict) and one.get("reading") in there and moment(one.get("at"))
    }
    return list(found.values())


def _is_new(one: object, there: set[tuple[datetime, str]]) -> bool:
    """Whether it is a vision, and not here: that is, none that began at that moment with these words."""
    if not isinstance(one, dict):
        return False
    at, wordings = moment(one.get("created_at")), _each(one, "revisions", _revision)
    return at is not None and bool(wordings) and (at, wordings[0].words) not in there


async def put(work: UnitOfWork, row: Import, member: Member, content: Fields) -> Ref:
    """Bring back what is not here; returns how many visions, questions and kept readings."""
    new = await new_of(work, member, content)
    _note(row, "visions", [await _vision(work, member, one) for one in new.visions])
    _note(row, "own_questions", [await _question(work, member, one) for one in new.questions])
    _note(row, "kept_readings", [str(one["reading"]) for one in new.readings])
    work.session.add_all(
        KeptReading(member_id=member.id, reading_id=one["reading"], at=moment(one["at"]))
        for one in new.readings
    )
    await work.session.flush()
    added = row.added or {}
    return {
        "visions": len(added["visions"]),
        "questions": len(added["own_questions"]),
        "readings": len(added["kept_readings"]),
    }


def _note(row: Import, name: str, more: Sequence[int | str]) -> None:
    """Note what came with an import, so that it can be undone; what a process that died put there already stays."""
    added = row.added or {}
    row.added = {**added, name: [*added.get(name, ()), *more]}


async def lacks(work: UnitOfWork, person: int, drawing: ReadDrawing) -> bool:
    """Whether a vision of the copy is here and has no drawing yet."""
    since = moment(drawing.since)
    there = since and await db.vision_begun(work.session, person, since, drawing.words)
    return bool(there)


async def draw(work: UnitOfWork, row: Import, drawing: ReadDrawing, sealed: str) -> bool:
    """Let a photo be the drawing of a vision of the copy. False where that is not here, or has one."""
    since = moment(drawing.since)
    vision = (
        await db.vision_begun(work.session, row.member_id, since, drawing.words) if since else None
    )
    if vision is None:
        return False
    body: Body = {"kind": Photo.name}
    if drawing.caption:
        body["text"] = drawing.caption
    vision.drawing = {**body, "sealed": [sealed]}
    vision.drawn_at = moment(drawing.drawn_at) or vision.created_at
    await sealed_db.belong_to_vision(work.session, sealed, vision.id)
    _note(row, "drawings", [vision.id])
    return True


async def take_off(work: UnitOfWork, row: Import) -> None:
    """Undo that: the visions go with all that stands beside them."""
    added = row.added or {}
    await db.take_off_drawings(work.session, row.member_id, added.get("drawings", ()))
    await db.remove_visions(work.session, row.member_id, added.get("visions", ()))
    await db.keep_no_more(work.session, row.member_id, added.get("kept_readings", ()))
    member = await members.get(work.session, row.member_id)
    if member is not None:
        for number in added.get("own_questions", ()):
            await own_questions.erase(work, member, number)


async def _vision(work: UnitOfWork, member: Member, one: Fields) -> int:
    begun, drawing = moment(one.get("created_at")), _drawing(one)
    vision = Vision(
        member_id=member.id,
        created_at=begun,
        released_at=moment(one.get("released_at")),
        drawing=drawing,
        drawn_at=(moment(one.get("drawn_at")) or begun) if drawing else None,
    )
    work.session.add(vision)
    await work.session.flush()
    rows: list[Revision | Fact | Figure | Step] = [
        *_each(one, "revisions", _revision)[: limits.WORDINGS],
        *_each(one, "facts", _fact)[: limits.FACTS],
        *_each(one, "steps", _step)[: limits.STEPS],
    ]
    for kind in FigureKind:
        rows += _each(one, kind, partial(_figure, kind))
    for row in rows:
        row.vision_id, row.member_id = vision.id, member.id
    work.session.add_all(rows)
    await work.session.flush()
    return vision.id


def _drawing(one: Fields) -> Body | None:
    """A drawing of which there is only the name that Telegram gave it."""
    drawing = one.get("drawing")
    photo = drawing.get("photo") if isinstance(drawing, dict) else None
    if not isinstance(photo, str) or not photo or list_of(one.get("files")):
        return None
    caption = drawing.get("caption") if isinstance(drawing, dict) else None
    body: Body = {"kind": Photo.name, "file_id": photo[:200]}
    if isinstance(caption, str):
        body["text"] = as_kept(caption)
    return body


def _each(one: Fields, name: str, read: Callable[[Fields], T | None]) -> list[T]:
    found = (read(each) for each in list_of(one.get(name)) if isinstance(each, dict))
    return [each for each in found if each is not None]


def _revision(one: Fields) -> Revision | None:
    words, at = _words(one, limits.VISION_PAGE), moment(one.get("at"))
    kind = _one_of(RevisionKind, one.get("kind"))
    if at is None or kind is None or (not words and kind is not RevisionKind.RELEASED):
        return None
    return Revision(kind=kind, words=words, at=at)


def _fact(one: Fields) -> Fact | None:
    words, on = _words(one, limits.FACT_WORDS), day(one.get("for_date"))
    if not words or on is None:
        return None
    return Fact(words=words, for_date=on, at=_noon(on), struck_at=moment(one.get("struck_at")))


def _figure(kind: FigureKind, one: Fields) -> Figure | None:
    value, on, at = one.get("value"), day(one.get("for_date")), moment(one.get("at"))
    if value not in range(11) or isinstance(value, bool) or on is None or at is None:
        return None
    return Figure(kind=kind, value=value, for_date=on, at=at)


def _step(one: Fields) -> Step | None:
    words, at, said = _words(one, limits.STEP_WORDS), moment(one.get("at")), one.get("outcome")
    outcome = _one_of(StepOutcome, said)
    if not words or at is None or (said is not None and outcome is None):
        return None
    return Step(
        words=words,
        due_on=day(one.get("due_on")),
        at=at,
        outcome=outcome,
        learnt=_words({"words": one.get("learnt")}, limits.LEARNT) or None,
        settled_at=moment(one.get("settled_at")),
    )


async def _question(work: UnitOfWork, member: Member, one: Fields) -> int:
    days = [n for n in list_of(one.get("days")) if n in range(1, 8)]
    question = OwnQuestion(
        member_id=member.id,
        words=_words(one, limits.OWN_WORDS),
        kind=_one_of(OwnQuestionKind, one.get("kind")) or OwnQuestionKind.TEXT,
        days="".join(map(str, sorted(set(days)))) or None,
        since=work.now.astimezone(work.clock_of(member.zone)).date(),
        paused=one.get("paused") is True,
        asked_on=day(one.get("asked_on")),
        created_at=moment(one.get("created_at")) or work.now,
    )
    work.session.add(question)
    await work.session.flush()
    return question.id


def _one_of(words: type[Known], said: object) -> Known | None:
    """The member of a set that a copy names, if it does."""
    return next((one for one in words if one == said), None)


def _words(one: Fields, most: int) -> str:
    words = one.get("words")
    return as_kept(words) if isinstance(words, str) and len(words) <= most else ""


def _noon(on: date) -> datetime:
    found = moment(f"{on.isoformat()}T12:00:00+00:00")
    assert found is not None  # noqa: S101  (it is one)
    return found
