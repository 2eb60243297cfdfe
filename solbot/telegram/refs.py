"""What a letter refers to: what its kind, or its notice, is put into words from."""

from __future__ import annotations

from typing import TypedDict

_Day = TypedDict("_Day", {"for": str}, total=False)  # a word of Python's own


class Ref(_Day, total=False):
    """What letters of all kinds refer to; each has what its own needs. Nothing private."""

    notice: str
    prompt: int
    last: bool
    pace: int
    new: bool
    news: str
    before: str | None
    did: str
    refusal: str
    number: int
    stayed: int
    taken: int
    without: int
    photos: int
    visions: int
    questions: int
    readings: int
    drawings: int
    inquiry: int
    remark: int
    stage: int
    by: int
    role: str
    zone: str
    announcement: int
    edition: int
    language: str
    second: bool
    urgent: bool
    why: str
    round: int
    first: bool
    message: int
    program: str
    fact: str
    fields: list[str]
    field: str
    name: str
    fault: str | None
    out: int | None
    cohort: int
    seat: int
    starts: str
    was: str
    given: bool
    unanswered: bool
