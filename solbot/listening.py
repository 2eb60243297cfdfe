"""Listening at an address that a setting names."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

from solbot.errors import SolbotError


@contextlib.contextmanager
def listening(setting: str, address: str) -> Iterator[None]:
    """An address nobody can listen at is one sentence. Raises SolbotError."""
    try:
        yield
    except OSError as error:
        # A name that leads nowhere has a number of another kind.
        why = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
        raise SolbotError(f"{setting}: nothing can listen at {address} ({why}).") from None
