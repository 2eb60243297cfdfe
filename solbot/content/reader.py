"""The process that reads and checks a content folder for a start: see cache.py. Which one comes in; its faults, or all
of its words, packed, go out."""

from __future__ import annotations

import gc
import pickle
import sys

from solbot import stopping
from solbot.content.cache import packed_catalog
from solbot.content.catalog import load
from solbot.content.faults import ContentError, Fault


def main() -> None:
    """Read it."""
    stopping.at_once()
    gc.disable()  # all of it stays until this ends
    folder, default_language = pickle.load(sys.stdin.buffer)  # noqa: S301  (of whoever started this)
    faults: tuple[Fault, ...] = ()
    packed = b""
    try:
        packed = packed_catalog(load(folder, default_language))
    except ContentError as error:
        faults = error.faults
    sys.stdout.buffer.writelines((pickle.dumps(faults), packed))


if __name__ == "__main__":
    main()
