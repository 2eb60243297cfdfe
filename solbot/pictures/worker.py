"""The process that draws one picture and ends: see bot/drawing.py. What to draw comes in, the picture goes out."""

from __future__ import annotations

import os
import pickle
import sys


def main() -> None:
    """Draw it."""
    draw, given = pickle.load(sys.stdin.buffer)  # noqa: S301  (of whoever started this)
    sys.stdout.buffer.write(draw(*given))
    sys.stdout.flush()
    os._exit(0)  # whoever waits for the picture need not wait until all of this is tidied up


if __name__ == "__main__":
    main()
