"""What letters refer to, and what lines of the audit and what staff are told say besides. Nothing private."""

from __future__ import annotations

from typing import TypedDict

_Day = TypedDict("_Day", {"for": str}, total=False)  # a word of Python's own


class Ref(_Day, total=False):
    """What letters of all kinds are put into words from; each has what its own needs."""

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


class AuditDetail(TypedDict, total=False):
    """What lines of the audit say besides; each has what its action needs."""

    announcement: int
    cohort: int | None
    count: int
    edition: int
    hours: int
    inquiry: int
    invited_by: int
    itself: bool
    part: str
    payment: str
    program: str | None
    ready: int
    reason: str
    role: str
    rule: str
    seat: int
    state: str
    to: int
    value: int


class HappeningDetail(TypedDict, total=False):
    """What there is besides of something that staff are told."""

    held_until: str
    role: str
