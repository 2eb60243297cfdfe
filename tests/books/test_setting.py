"""A book is a PDF that other programs read: its words, its contents, its pictures."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image

from solbot.books.book import Block, Book, Chapter, Paragraphs, Picture, Style
from solbot.books.pictures import ready
from solbot.books.setting import Setter
from tests.exports.journals import WORDS, photo

MISSING = "A photo that could not be fetched."


def made(blocks: Sequence[Block], pictures: Sequence[bytes] = ()) -> bytes:
    """A book with one chapter."""
    out = io.BytesIO()
    book = Book("My journal", ["Ana"], "Contents", [Chapter("March", 1, blocks)], missing=MISSING)
    told: list[tuple[int, int]] = []
    setter = Setter(
        out,
        lambda one: pictures[one.file],
        lambda done, total: told.append((done, total)),
    )
    assert setter.set(book) == out.getvalue().count(b"/Type /Page ")
    assert told[-1] == (1, 1)
    return out.getvalue()


def read(content: bytes, folder: Path) -> str:
    """The words another program finds in it."""
    if shutil.which("pdftotext") is None:
        pytest.skip("NO PDFTOTEXT (poppler-utils): what is in the book was not read")
    (folder / "book.pdf").write_bytes(content)
    found = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(folder / "book.pdf"), "-"],
        check=True,
        capture_output=True,
    )
    assert found.stderr == b""
    return found.stdout.decode()


@pytest.mark.parametrize("code", ["en", "es", "zh"])
def test_the_words_are_in_it(code: str, tmp_path: Path) -> None:
    asked, words, wanted = WORDS[code]
    blocks = [Paragraphs(Style.ASKED, asked), Paragraphs(Style.WORDS, words)]
    text = _solid(read(made([*blocks, Paragraphs(Style.ITEM, wanted, "2 March")]), tmp_path))
    for one in (asked, *words.split("\n"), wanted, "Contents", "My journal"):
        assert _solid(one) in text, one


def test_hebrew_words_are_in_it(tmp_path: Path) -> None:
    text = read(made([Paragraphs(Style.WORDS, WORDS["he"][1])]), tmp_path)
    for word in ("מחכה", "שאני", "דיברתי", "Thank", "8:30"):
        assert word in text or word[::-1] in text


def _solid(text: str) -> str:
    return re.sub(r"[\s\ufe0f]", "", text)


def test_any_line_end_and_what_no_page_shows(tmp_path: Path) -> None:
    text = read(
        made([Paragraphs(Style.WORDS, "one\u2028two\x0bthree\x85four\rfive\x00six\ud800")]),
        tmp_path,
    )
    assert re.search(r"one\n+two\n+three\n+four\n+fivesix", text)


def test_pictures_are_upright_and_what_is_none_is_said(tmp_path: Path) -> None:
    lying = photo(1_280, 960, orientation=6)
    upright = ready(lying, 2_560)
    assert upright is not None and upright.size == (960, 1_280)
    content = made([Picture(0), Picture(1), Picture(2)], [lying, lying[:5_000], b"no picture"])
    assert content.count(b"/DCTDecode") == 1 and _solid(MISSING) in _solid(read(content, tmp_path))
    assert read(content, tmp_path).count(MISSING) == 2


def test_a_picture_that_is_small_enough_stays_as_it_came() -> None:
    plain = photo(640, 480)
    assert ready(plain, 960) is not None
    assert ready(plain, 960).content == plain  # type: ignore[union-attr]
    smaller = ready(photo(1_280, 960), 960)
    assert smaller is not None and max(smaller.size) <= 960


def test_a_picture_that_claims_to_be_huge_is_not_opened() -> None:
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "png")
    assert ready(out.getvalue(), 960) is None


def test_what_lets_through_is_on_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(out, "png")
    found = ready(out.getvalue(), 960)
    assert found is not None
    assert Image.open(io.BytesIO(found.content)).getpixel((25, 25)) == (255, 255, 255)


def test_other_programs_find_nothing_wrong(tmp_path: Path) -> None:
    if shutil.which("pdftoppm") is None:
        pytest.skip("NO PDFTOPPM (poppler-utils): the pages were not drawn")
    blocks = [Paragraphs(Style.WORDS, words) for _, words, _ in WORDS.values()]
    (tmp_path / "book.pdf").write_bytes(made([*blocks, Picture(0)], [photo()]))
    drawn = subprocess.run(
        ["pdftoppm", "-r", "40", "-png", "book.pdf", "page"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert drawn.stderr == b"" and len([*tmp_path.glob("page*.png")]) >= 3


def test_nobody_is_asked_for_more_than_a_page_holds() -> None:
    long = "word " * 20_000
    assert made([Paragraphs(Style.WORDS, long)]).count(b"/Type /Page ") > 40
