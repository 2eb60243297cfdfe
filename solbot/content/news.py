"""`news.toml`: of when the news is that everybody who was here before it hears once; the same for all languages.

Its words are the reply `whats_new`. A content folder without the file has no news.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator

from solbot.content.faults import Fault
from solbot.content.heads import Head, a_day, validated
from solbot.content.source import MarkdownDocument, read_toml

FILE = "news.toml"


def read_news(folder: Path, faults: list[Fault]) -> date | None:
    """The date of the latest news of a content folder; None where there is none, or with its faults."""
    file = folder / FILE
    if not file.exists():
        return None
    found = read_toml(file, faults)
    if found is None:
        return None
    head = validated(_Head, MarkdownDocument(file, found[0], found[1], "", 1), faults)
    return head.on if head is not None else None


class _Head(Head):
    on: Annotated[date, BeforeValidator(a_day)]
