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
