"""The few errors that cross a layer; everything else stays where it happened."""

from __future__ import annotations

import traceback


class SolbotError(Exception):
    """Something the person at the keyboard can mend; its text says how."""


class SettingsError(SolbotError):
    """One or more settings are wrong; the text names each of them."""


class KeyringError(SolbotError):
    """The encryption key is missing, malformed, or does not fit the data."""


class TokenRefused(SolbotError):
    """Telegram does not know the token."""


class AlreadyDone(Exception):
    """This update was handled before: there is nothing left to do."""


class StoreAway(Exception):
    """The database can't be reached just now; the same work may well succeed later."""


class Untranslated(Exception):
    """A language under way lacks what was to be said: all of it has to be said in another one, `code`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class TooEarly(Exception):
    """Something the same person did before this update is not done yet."""


class NotFound(LookupError):
    """What was asked for is not there, or not any more."""


class StaleButton(Exception):
    """A button of an earlier version, one made by hand, or one whose thing is gone: it means nothing any more."""


def fault_of(error: Exception) -> dict[str, object]:
    """What a log may say of an error: its kind and where, never its words, which may be somebody's."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    return {
        "fault": type(error).__name__,
        "where": [f"{frame.name}:{frame.lineno}" for frame in frames],
    }
