"""The copy for machines. `schema_version` changes when a field changes its meaning or goes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime

from solbot.coaching.answers.service import JournalEntry
from solbot.coaching.export.service import Copy
from solbot.coaching.journal.service import Wording
from solbot.coaching.own_questions.service import Mine
from solbot.coaching.visions.rules import VisionStanding
from solbot.content.answer_kinds import exported
from solbot.db.states import FigureKind
from solbot.desk.service import Own, SaidRemark

SCHEMA_VERSION = 2

FileNames = Mapping[str, Sequence[str]]
"""The names of the files beside a copy, in a ZIP, by what they belong to: see `rules.Attached.owner`."""


def render(copy: Copy, files: FileNames | None = None) -> bytes:
    """UTF-8 JSON; moments in ISO 8601 with their offset, dates local to the member.

    `files` are beside it, by what they belong to.
    """
    beside = files or {}
    earlier: dict[int, list[Wording]] = {}
    for one in copy.wordings:
        earlier.setdefault(one.answer, []).append(one)
    document = {
        "schema_version": SCHEMA_VERSION,
        "exported_at": copy.at,
        "member": asdict(copy.member),
        "visions": [_vision(vision, beside) for vision in copy.visions],
        "own_questions": [_question(one) for one in copy.own_questions],
        "answers": [_answer(entry, beside, earlier.get(entry.id, ())) for entry in copy.answers],
        "unplaced": [_answer(entry, beside) for entry in copy.unplaced],
        "requests": [asdict(wish) for wish in copy.requests],
        "inquiries": [_inquiry(inquiry) for inquiry in copy.inquiries],
        "seats": [asdict(one) for one in copy.seats],
        "bookings": [asdict(one) for one in copy.bookings],
        "cohorts": [asdict(run) for run in copy.cohorts],
        "alumni": [asdict(one) for one in copy.alumni],
        "interests": [asdict(one) for one in copy.interests],
        "votes": [asdict(one) for one in copy.votes],
        "returns": [asdict(one) for one in copy.returns],
        "tries": [asdict(one) for one in copy.tries],
        "kept_readings": [asdict(one) for one in copy.kept_readings],
        "shared_by_me": [asdict(one) for one in copy.shared_by_me],
        "shared_with_me": [asdict(one) for one in copy.shared_with_me],
        "imports": [asdict(one) for one in copy.imports],
        "tags": [asdict(one) for one in copy.tags],
        "staff_notes": [asdict(one) for one in copy.staff_notes],
    }
    return json.dumps(document, ensure_ascii=False, indent=2, default=_moment).encode()


def _answer(
    entry: JournalEntry, files: FileNames, wordings: Sequence[Wording] = ()
) -> dict[str, object]:
    return {
        "id": entry.id,
        "asked": entry.asked,
        "asking": entry.prompt_id,
        "part": entry.part,
        "answer": exported(entry.body),
        "kind": entry.body["kind"],
        "discipline": entry.discipline,
        "question": entry.question_id,
        "for_date": entry.for_date,
        "answered_at": entry.answered_at,
        "changed_at": entry.changed_at,
        "hidden": entry.hidden,
        "earlier": [
            {"answer": exported(one.body), "kind": one.body["kind"], "until": one.until}
            for one in wordings
        ],
        "files": list(files.get(str(entry.id), ())),
    }


def _vision(vision: VisionStanding, files: FileNames) -> dict[str, object]:
    return {
        "id": vision.id,
        "words": vision.words,
        "created_at": vision.created_at,
        "released_at": vision.released_at,
        "revisions": [asdict(one) for one in vision.wordings],
        "facts": [
            {"words": one.words, "for_date": one.on, "struck_at": one.struck_at}
            for one in vision.facts
        ],
        **{
            kind: [
                {"value": one.value, "for_date": one.on, "at": one.at}
                for one in vision.of_kind(kind)
            ]
            for kind in FigureKind
        },
        "steps": [
            {
                "words": one.words,
                "due_on": one.due_on,
                "at": one.at,
                "outcome": one.outcome,
                "learnt": one.learnt or None,
                "settled_at": one.settled_at,
            }
            for one in vision.steps
        ],
        "drawing": exported(vision.drawing) if vision.drawing else None,
        "drawn_at": vision.drawn_at,
        "files": list(files.get(f"vision-{vision.id}", ())),
    }


def _question(mine: Mine) -> dict[str, object]:
    return {
        "words": mine.words,
        "kind": mine.kind,
        "days": mine.days or None,
        "paused": mine.paused,
        "asked_on": mine.asked_on,
        "created_at": mine.created_at,
    }


def _inquiry(inquiry: Own) -> dict[str, object]:
    return {
        "number": inquiry.number,
        "program": inquiry.program,
        "state": inquiry.stands,
        "asked_at": inquiry.asked_at,
        "said": [_said(one) for one in inquiry.said],
    }


def _said(said: SaidRemark) -> dict[str, object]:
    return {
        "by": "member" if said.mine else "society",
        "words": exported(said.body),
        "kind": said.body["kind"],
        "at": said.at,
    }


def _moment(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in an export")
