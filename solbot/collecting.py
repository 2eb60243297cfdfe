"""When Python looks for what nobody needs any more. All that a start reads stays, and looking through it over and over
again while it grows would take a fifth of the start."""

from __future__ import annotations

import gc


def later() -> None:
    """From here on it is not looked for."""
    gc.disable()


def from_now_on() -> None:
    """From here on it is looked for again, but not in what is there by now."""
    if gc.isenabled():  # a bot that begins where another ended
        gc.collect()
    gc.freeze()
    gc.enable()
