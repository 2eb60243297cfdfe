"""How SIGTERM and SIGINT end a process: at once while it starts, in order while it works, and within five seconds.

Ending at once loses nothing, as being killed loses nothing: what is half done is a transaction that was not committed,
or a file that has not got its name yet.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:  # whoever imports this wants to hear signals before anything takes a while
    from asyncio import AbstractEventLoop

LONGEST = 4.7  # seconds that ending in order may take
SIGNALS = (signal.SIGTERM, signal.SIGINT)
SERVICES = ("run", "playground")


def at_once() -> None:
    """From here on either signal ends the process there and then."""
    for one in SIGNALS:
        signal.signal(one, _end_at_once)


def in_order(loop: AbstractEventLoop, stop: Callable[[], object]) -> None:
    """From here on either signal calls `stop` in the loop; what is still there after `LONGEST` is ended."""

    def stop_soon(*_: object) -> None:
        try:
            loop.call_soon_threadsafe(stop)
        except RuntimeError:  # the loop has ended already
            end(_code())

    _end_in_time()
    for one in SIGNALS:
        signal.signal(one, stop_soon)


def end(code: int) -> NoReturn:
    """End now, whatever threads are still reading or drawing: nobody is there any more to whom it would be of use."""
    for stream in (sys.stdout, sys.stderr):
        # A reader may be gone, and a signal may come in the midst of writing.
        with suppress(OSError, ValueError, RuntimeError):
            stream.flush()
    os._exit(code)


def _end_at_once(*_: object) -> None:
    end(_code())


def _code() -> int:
    """A service has ended well when it was stopped; any other command has not done its work."""
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    return 0 if not words or words[0] in SERVICES else 1


def _end_in_time() -> None:
    """Watch for signals in a thread: the loop, and whatever holds it up, may be what does not end."""
    told, tell = os.pipe()
    os.set_blocking(tell, False)
    signal.set_wakeup_fd(tell, warn_on_full_buffer=False)
    threading.Thread(target=_wait_and_end, args=(told,), daemon=True).start()


def _wait_and_end(told: int) -> None:
    while os.read(told, 1)[0] not in SIGNALS:
        pass
    time.sleep(LONGEST)
    os._exit(_code())
