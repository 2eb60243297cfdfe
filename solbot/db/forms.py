"""What JSON columns hold, where its keys are known. What is kept of earlier may lack some of them."""

from __future__ import annotations

from typing import Literal, NotRequired, Required, TypedDict

SubjectKind = Literal["card", "flyer"]
ButtonKind = Literal["program", "flyer", "link", "interested", "ask", "option"]
"""What stands under an announcement; an option is one of its vote."""


class KeptFile(TypedDict):
    """A file of an announcement, by its id with Telegram."""

    kind: str
    file_id: str
    message: NotRequired[int]  # it came with


class KeptContent(TypedDict, total=False):
    """What people see in one language: HTML with placeholders, and files."""

    html: str
    media: list[KeptFile]


KeptSubject = TypedDict("KeptSubject", {"program": str, "as": SubjectKind})
"""The program an announcement brings, and as what."""


class KeptButton(TypedDict, total=False):
    """A button under an announcement, or what changes of it; texts are by language."""

    kind: ButtonKind
    n: int
    program: str
    label: dict[str, str]
    url: dict[str, str]


class KeptTiming(TypedDict, total=False):
    """When an announcement leaves."""

    when: str
    on: str
    at: str
    zone: str
    every: str
    local: bool
    hold: bool
    urgent: str


class KeptVote(TypedDict):
    """How a vote went, once it is closed; by the number of the option."""

    closed_at: str
    counts: dict[str, int]


KeptTest = TypedDict("KeptTest", {"edition": int, "try": int, "by": int, "codes": list[str]})
"""Who of the staff had which edition of an announcement sent to themselves, in which languages, and how often yet."""


class KeptApproval(TypedDict):
    """Who of the staff agreed to an announcement, and to which of its changes."""

    by: int
    number: int


class KeptAsking(KeptApproval):
    """Who of the staff was asked whether to send it, and how many it was for then."""

    count: int
    at: str


class KeptPurpose(TypedDict):
    """What a file that staff sent is for: a field of a program; `language`: of one language alone."""

    program: str
    field: str
    language: NotRequired[str]


class KeptQuestion(TypedDict):
    """What whoever reserves a seat is asked, in one language."""

    asked: str
    choices: list[str]


class QuotedThen(TypedDict):
    """What a part quotes of an answer that was given to it before, on which local date."""

    answer: int
    on: str
    words: str


class KeptPart(TypedDict, total=False):
    """One part of a prompt, in the wording it was asked in."""

    ask: Required[str]
    kind: Required[str]
    options: Required[list[str]]
    low: Required[str | None]
    high: Required[str | None]
    language: str
    feeds: str
    quotes: int  # an answer
    without: str  # as it is asked once what it quotes is gone
    then: QuotedThen
    sets: list[str]  # the disciplines that its options stand for
    taught: str  # what is asked next of a practice


class CameWith(TypedDict, total=False):
    """By what an entry of a file is known again, and what it answered where it was written."""

    mark: str
    asked: str
    discipline: str
    question: str
    asking: str  # the key of those that answer the parts of one question


class KeptWishes(TypedDict, total=False):
    """What a person asked for, as far as they did: see coaching/path/wishes.py."""

    chosen: str
    more: list[str]
    less: list[str]
    early: list[str]
    passed: list[str]
