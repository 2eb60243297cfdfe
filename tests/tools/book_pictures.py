"""The pictures of the book, of a printed reading and of a year of the journal in docs/pictures/.

`python -m tests.tools.book_pictures`, with `pdftoppm` of poppler-utils.

With `--to FOLDER`, whole books in each language, to be looked at page by page.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import subprocess
import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image

from solbot.books.job import Slice
from solbot.coaching.export.fetching import Fetched
from solbot.coaching.export.making import Order, made
from solbot.coaching.export.service import Copy
from solbot.coaching.journal import days_chat
from solbot.coaching.readings import printing
from solbot.content.catalog import load
from solbot.db.states import ExportKind
from solbot.pictures import year as year_picture
from tests.exports import journals

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
SHOWN = {"en": (1, 2, 3, 5, 6), "es": (5,), "zh": (5,), "he": (5,)}
SPOKEN = {"es": "es"}  # the others are told in English around the person's own words


def fetched(order: Order, contents: Sequence[bytes]) -> Fetched:
    """All that a copy wants, as if it had been fetched: these files, one after the other, over and over."""
    found = Fetched()
    starts: list[int] = []
    for content in contents:
        starts.append(found.size)
        os.pwrite(found.held.fileno(), content, found.size)
        found.size += len(content)
    for place, one in enumerate(order.wanted()):
        content = contents[place % len(contents)]
        there = Slice(starts[place % len(contents)], len(content))
        found.there[place] = (one.name(content[:16]), there)
    return found


async def book(copy: Copy, spoken: str) -> bytes:
    """The book of a copy."""
    language = load(ROOT / "messages").language(spoken)
    order = Order(ExportKind.BOOK, copy, language, ZoneInfo("Europe/Madrid"))
    with (there := fetched(order, [journals.photo(), journals.photo(960, 1_280, 6)])).held:
        async with made(order, there, _told) as ready:
            opened = ready.files[0][1]
            opened.seek(0)
            return opened.read()


async def _told(percent: int) -> None:
    del percent


def pages(content: bytes, folder: Path, name: str, dots: int) -> list[Path]:
    """The pages of a book as pictures."""
    (folder / f"{name}.pdf").write_bytes(content)
    subprocess.run(
        ["pdftoppm", "-r", str(dots), "-png", str(folder / f"{name}.pdf"), str(folder / name)],
        check=True,
    )
    return sorted(folder.glob(f"{name}-*.png"))


def year(code: str) -> bytes:
    """A year of a journal, as the bot draws it."""
    language = load(ROOT / "messages").language(code)
    chance, today = random.Random(2026), date(2026, 11, 29)
    days = (date(2026, 1, 1) + timedelta(days=at) for at in range((today - date(2026, 1, 1)).days))
    there = {day: chance.choice((1, 1, 1, 2, 3)) for day in days if chance.random() < 0.6}
    return year_picture.draw(days_chat.shown(language, 2026, there, today))


def reading(code: str) -> bytes:
    """The first reading, as it is printed."""
    language = load(ROOT / "messages").language(code)
    first = next(iter(language.readings.values()))
    return printing.pages(
        language.reading_html(first, name=""),
        title=language.title_of(first),
        source=language.reply("reading", reading="", sources=list(first.sources)),
        code=code,
    )


def main() -> None:
    """Draw them."""
    parser = argparse.ArgumentParser(prog="python -m tests.tools.book_pictures")
    parser.add_argument("--to", type=Path)
    given = parser.parse_args()
    for code, shown in SHOWN.items():
        content = asyncio.run(book(journals.in_language(code), SPOKEN.get(code, "en")))
        if given.to:
            pages(content, given.to, code, 110)
            continue
        with tempfile.TemporaryDirectory() as folder:
            found = pages(content, Path(folder), code, 80)
            for page in shown:
                picture = Image.open(found[page - 1]).convert("P", palette=Image.Palette.ADAPTIVE)
                picture.save(PICTURES / f"book-{code}-{page}.png", optimize=True)
    for code in ("en", "es"):
        (PICTURES / f"journal-year-{code}.png").write_bytes(year(code))
    with tempfile.TemporaryDirectory() as folder:
        (only,) = pages(reading("en"), Path(folder), "reading", 80)
        Image.open(only).convert("L").save(PICTURES / "reading-en.png", optimize=True)


if __name__ == "__main__":
    main()
