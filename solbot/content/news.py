"""Two days that are the same for all languages. `news.toml`: of when the news is that everybody who was here before it
hears once, in the reply `whats_new`. `privacy.toml`: since when the privacy text says what it says; who agreed to an
earlier one is asked anew, with the reply `privacy_changed`. A folder without such a file has no news, and asks nobody.
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
PRIVACY = "privacy.toml"


def read_news(folder: Path, faults: list[Fault]) -> date | None:
    """The date of the latest news of a content folder; None where there is none, or with its faults."""
    return _read_day(folder / FILE, faults)


def read_privacy(folder: Path, faults: list[Fault]) -> date | None:
    """Since when the privacy text is as it is; None where that is not told, or with its faults."""
    return _read_day(folder / PRIVACY, faults)


def _read_day(file: Path, faults: list[Fault]) -> date | None:
    if not file.exists():
        return None
    found = read_toml(file, faults)
    if found is None:
        return None
    head = validated(_Head, MarkdownDocument(file, found[0], found[1], "", 1), faults)
    return head.on if head is not None else None


class _Head(Head):
    on: Annotated[date, BeforeValidator(a_day)]
