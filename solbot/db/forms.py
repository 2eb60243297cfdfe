"""What JSON columns hold, where its keys are known. What is kept of earlier may lack some of them."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class KeptFile(TypedDict):
    """A file of an announcement, by its id with Telegram."""

    kind: str
    file_id: str
    message: NotRequired[int]  # it came with


class KeptContent(TypedDict, total=False):
    """What people see in one language: HTML with placeholders, and files."""

    html: str
    media: list[KeptFile]


KeptSubject = TypedDict("KeptSubject", {"program": str, "as": str})
"""The program an announcement brings, as "card" or "flyer"."""


class KeptButton(TypedDict, total=False):
    """A button under an announcement, or what changes of it; texts are by language."""

    kind: str
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


class KeptHandout(TypedDict):
    """An article or flyer of a program that staff sent as a file."""

    file: int
    name: str


class KeptQuestion(TypedDict):
    """What whoever reserves a seat is asked, in one language."""

    asked: str
    choices: list[str]
