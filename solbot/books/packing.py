"""Puts a book and what goes with it into a ZIP, or into several, each whole by itself."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from solbot.books.job import BookJob, Made, Packed

LARGEST_FILE = 48 * 1024 * 1024
"""Bytes; bots can send 50 MB: https://core.telegram.org/bots/api#senddocument. The rest is for what lists them."""

_OWN = 0o600 << 16  # for nobody else to read, once it is taken out
_LISTED = 300  # bytes that a file takes up beside its own


def in_parts(sizes: Sequence[int], first: int, each: int, most: int) -> list[list[int]]:
    """Which files go into which part, by their places and in their order, so that no part is over `most`.

    `first` is what the first part holds beside them, `each` what every other does. A file that is too large for any
    part is in none.
    """
    parts: list[list[int]] = [[]]
    used = first
    for place, size in enumerate(sizes):
        if size + each > most:
            continue
        if used + size > most:
            parts.append([])
            used = each
        parts[-1].append(place)
        used += size
    return parts


def part_name(name: str, part: int, of: int) -> str:
    """What a part is called."""
    return f"{name}-{part}-of-{of}.zip" if of > 1 else f"{name}.zip"


def pack(
    job: BookJob,
    packed: Packed,
    book: bytes,
    outs: Sequence[BinaryIO],
    found: Callable[[int], bytes],
    told: Callable[[int, int], None],
) -> Iterator[Made]:
    """Write the parts, each into one of the open files.

    Raises ValueError where there are more parts than files.
    """
    everywhere = sum(len(content) for _, content in packed.everywhere)
    first = everywhere + len(book) + sum(len(content) for _, content in packed.texts)
    sizes = [job.files[place].size + _LISTED for _, place in packed.files]
    parts = in_parts(
        sizes, first + _LISTED * (len(packed.texts) + 8), everywhere + _LISTED * 8, packed.most
    )
    done = 0
    for number, (places, out) in enumerate(zip(parts, outs[: len(parts)], strict=True), 1):
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            texts = (*packed.everywhere, *(packed.texts if number == 1 else ()))
            for name, content in texts:
                archive.writestr(_entry(packed, name), content, zipfile.ZIP_DEFLATED, 6)
            if number == 1:
                archive.writestr(_entry(packed, packed.book), book, zipfile.ZIP_STORED)
            for place in places:
                name, file = packed.files[place]
                archive.writestr(_entry(packed, name), found(file), zipfile.ZIP_STORED)
                done += 1
                told(done, len(packed.files))
        yield Made(number - 1, part_name(job.name, number, len(parts)), out.tell())


def _entry(packed: Packed, name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, packed.at)
    entry.external_attr = _OWN
    return entry
