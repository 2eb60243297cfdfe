"""Where the playground's data are, and whether they are kept."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from pathlib import Path

from solbot.db import keyring, private
from solbot.errors import SolbotError

USUAL = Path("data/playground")
LOCK = "in-use"
FLEETING = "to-be-thrown-away"
"""A folder with this file in it is thrown away at the end, or at the next start if there was no proper end. Nothing
else is ever deleted."""


class Folder:
    """A folder of data that one playground uses at a time."""

    def __init__(self, path: Path, lock: int) -> None:
        """Use `opened` instead."""
        self.path = path
        self._lock = lock

    @property
    def kept(self) -> bool:
        """Whether the data stay when the playground ends."""
        return not (self.path / FLEETING).exists()

    @property
    def chats(self) -> Path:
        """The file of people and chats."""
        return self.path / "chats.json"

    @property
    def database_url(self) -> str:
        """The database of the playground's own."""
        return f"sqlite+aiosqlite:///{self.path / 'solbot.db'}"

    @property
    def key_file(self) -> Path:
        """The key of the playground's journals; never that of real ones."""
        return self.path / "journal.key"

    def keep(self, keep: bool) -> None:
        """Decide whether the data stay."""
        if keep:
            (self.path / FLEETING).unlink(missing_ok=True)
        else:
            (self.path / FLEETING).touch()
            self.chats.unlink(missing_ok=True)

    def make_key(self) -> None:
        """Have a key there before the bot looks: it comes and goes with the data, so nobody need be told to keep it."""
        keyring.load_or_create(self.key_file)

    def empty(self) -> None:
        """Throw away everything in it now."""
        for entry in self.path.iterdir():
            if entry.name in (LOCK, FLEETING):
                continue
            if entry.is_dir():
                shutil.rmtree(entry)
            else:
                entry.unlink()

    def close(self) -> None:
        """Let it go; what is not kept is gone."""
        if not self.kept:
            shutil.rmtree(self.path)
        os.close(self._lock)


def opened(path: Path | None = None, *, keep: bool = False) -> Folder:
    """The named folder, whose data are kept; else the usual one, or one of its own while that is in use.

    What was kept there before is kept on. Where the usual one can't be written in, it is one of its own, too.

    Raises:
        SolbotError: another playground uses the named folder, or nothing can be written there.
    """
    wanted = path or USUAL
    try:
        private.make_folder(wanted.parent)
        private.make_folder(wanted)
        lock = _locked(wanted)
    except OSError as error:
        if path is not None or keep:
            raise SolbotError(f"Nothing can be kept in {wanted} ({error.strerror}).") from None
        lock = None
    else:
        if lock is None and (path is not None or keep):
            raise SolbotError(f"Another playground is using {wanted}.")
    if lock is None:
        wanted = Path(tempfile.mkdtemp(prefix="solbot-playground-"))
        lock = _locked(wanted)
        assert lock is not None  # noqa: S101  (nobody else knows of it)
    folder = Folder(wanted, lock)
    if not folder.kept:
        folder.empty()
    if path is not None or keep:
        folder.keep(True)
    elif not [entry for entry in wanted.iterdir() if entry.name != LOCK]:
        folder.keep(False)
    folder.make_key()
    return folder


def _locked(path: Path) -> int | None:
    descriptor = os.open(path / LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor
