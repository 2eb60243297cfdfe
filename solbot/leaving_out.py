"""Libraries that others take along only where they are there, and that a start does without."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def libraries(*names: str) -> Iterator[None]:
    """Whoever tries to import one of these within finds none, unless it is there already; afterwards it can be had.

    None in `sys.modules` is how the import system is told so:
    https://docs.python.org/3/reference/import.html#the-module-cache
    """
    left_out = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(left_out))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in left_out:
            del sys.modules[name]
