"""Puts a book and what goes with it into a ZIP, or into several, each whole by itself."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import BinaryIO

from solbot.books.job import BookJob, Made, Packed

LARGEST_FILE = 48 * 1024 * 1024
"""Bytes; bots can send 50 MB: https://core.telegram.org/bots/api#senddocument. The rest is for what lists them."""
LARGEST_BACK = 19 * 1024 * 1024
"""Bytes of a part that can be brought back; bots can fetch 20 MB: https://core.telegram.org/bots/api#getfile."""

_OWN = 0o600 << 16  # for nobody else to read, once it is taken out
_LISTED = 300  # bytes that a file takes up beside its own


def in_parts(sizes: Sequence[int], owners: Sequence[str], room: int, most: int) -> list[list[int]]:
    """Which files go into which part, by their places and in their order.

    Those of one owner stay together. A part is over `room` only where one owner's are, and never over `most` where
    that can be helped: then they are shared out, too.
    """
    parts: list[list[int]] = []
    used = 0
    for some in _together(sizes, owners, most):
        size = sum(sizes[place] for place in some)
        if not parts or used + size > room:
            parts.append([])
            used = 0
        parts[-1] += some
        used += size
    return parts


def _together(sizes: Sequence[int], owners: Sequence[str], most: int) -> Iterator[list[int]]:
    for _, places in groupby(range(len(sizes)), key=owners.__getitem__):
        some = list(places)
        if sum(sizes[place] for place in some) <= most:
            yield some
        else:
            yield from ([place] for place in some)


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
    """Write the parts, each into one of the open files. Where there are several, the first is for reading, and the
    others can be brought back.

    Raises ValueError where there are more parts than files.
    """
    parts = _shared_out(job, packed, book)
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


def _shared_out(job: BookJob, packed: Packed, book: bytes) -> list[list[int]]:
    """The files of each part."""
    everywhere = sum(len(zlib.compress(content, 6)) + _LISTED for _, content in packed.everywhere)
    read = len(book) + sum(len(content) + _LISTED for _, content in packed.texts)
    sizes = [job.files[place].size + _LISTED for _, place in packed.files]
    if not sizes or everywhere + read + sum(sizes) <= packed.back:
        return [list(range(len(sizes)))]
    room = max(packed.back - everywhere, packed.back // 2)
    return [[], *in_parts(sizes, packed.owners, room, LARGEST_FILE - everywhere)]


def _entry(packed: Packed, name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, packed.at)
    entry.external_attr = _OWN
    return entry
