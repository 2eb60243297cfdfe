"""`python -m solbot.books.worker FILES OUT…`: makes a book, or a ZIP with it, in a process of its own.

The job comes on the standard input; FILES and each OUT are open files, by their numbers. What is done of how much is
said on the standard output, a line each, and at last what was made.
"""

from __future__ import annotations

import json
import os
import pickle
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from threading import Lock
from typing import Any, BinaryIO

from solbot.books.book import Picture
from solbot.books.job import BookJob, Made
from solbot.books.packing import pack
from solbot.books.setting import PICTURE_DOTS, Setter

EVERY = 0.2  # seconds between two lines
PLENTY = 34 * 1024 * 1024  # bytes of pictures that go in as they came
DOTS = {500: 960, 900: 640, 1_500: 480}
"""How many dots pictures may have each way where there are more bytes of them: by how many there are."""
LEAST_DOTS = 280
SHARE = 70  # of a hundred, that the book is of all there is to do


def main(given: Sequence[str]) -> None:
    """Do the job."""
    # Made by the process that starts this one, and read by nobody else in between.
    job: BookJob = pickle.load(sys.stdin.buffer)  # noqa: S301
    files, *outs = (int(number) for number in given)
    work = _Work(job, files, [os.fdopen(number, "w+b") for number in outs])
    _say(made=[asdict(one) for one in work.made()], pages=work.pages)


class _Work:
    def __init__(self, job: BookJob, files: int, outs: Sequence[BinaryIO]) -> None:
        self._job, self._files, self._outs = job, files, outs
        self._said = 0.0
        self._drawing = Lock()  # pictures are fetched side by side, and drawn one after the other
        self.pages = 0

    def made(self) -> list[Made]:
        job = self._job
        if job.packed is None:
            (out, *_) = self._outs
            self._set(out, 100)
            return [Made(0, f"{job.name}.pdf", out.tell())]
        with tempfile.TemporaryFile() as held:
            self._set(held, SHARE)
            held.seek(0)
            book = held.read()
        packing = pack(job, job.packed, book, self._outs, self._file, self._packed)
        return list(packing)

    def _set(self, out: BinaryIO, share: int) -> None:
        def told(done: int, total: int) -> None:
            self._tell(share * done // total)

        setter = Setter(out, self._picture, told, dots=self._dots())
        self.pages = setter.set(self._job.book)
        out.flush()

    def _dots(self) -> int:
        chapters = self._job.book.chapters
        blocks = [block for chapter in chapters for block in chapter.blocks]
        shown = [block.file for block in blocks if isinstance(block, Picture) and not block.drawn]
        if sum(self._job.files[place].size for place in shown) <= PLENTY:
            return PICTURE_DOTS
        return next((dots for most, dots in DOTS.items() if len(shown) <= most), LEAST_DOTS)

    def _file(self, place: int) -> bytes:
        there = self._job.files[place]
        return os.pread(self._files, there.size, there.start)

    def _picture(self, picture: Picture) -> bytes | None:
        if not picture.drawn:
            return self._file(picture.file)
        # Here, for most books have none.
        from babel.dates import format_skeleton

        from solbot.pictures import tension

        with self._drawing:
            return tension.draw(
                self._job.drawings[picture.file],
                lambda day, grain: format_skeleton(grain, day, locale=self._job.locale),
            )

    def _packed(self, done: int, total: int) -> None:
        self._tell(SHARE + (100 - SHARE) * done // total)

    def _tell(self, percent: int) -> None:
        now = time.monotonic()
        if now - self._said >= EVERY:
            self._said = now
            _say(percent=percent)


def _say(**said: Any) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
