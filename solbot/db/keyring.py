"""The keys that everything a person wrote is encrypted with.

Fernet (AES-128-CBC with HMAC-SHA256) from the `cryptography` library. The newest key encrypts; every key
of the ring decrypts, so keys can be rotated without a pause.
"""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from solbot.errors import KeyringError


class Keyring:
    """Seals and opens private text. Its representation never shows a key."""

    def __init__(self, keys: list[str]) -> None:
        """Take Fernet keys, newest first. Raises KeyringError for none or a malformed one."""
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
        except (ValueError, TypeError):
            raise KeyringError("A journal key is malformed: it should be a Fernet key.") from None

    def seal(self, text: str) -> bytes:
        """Encrypt `text` with the newest key."""
        return self._fernet.encrypt(text.encode())

    def open(self, sealed: bytes) -> str:
        """Decrypt what any key of the ring sealed; raises KeyringError when none fits."""
        try:
            return self._fernet.decrypt(sealed).decode()
        except InvalidToken:
            raise KeyringError("none of the journal keys opens this data") from None

    def reseal(self, sealed: bytes) -> bytes:
        """Encrypt anew with the newest key what an older one sealed."""
        try:
            return self._fernet.rotate(sealed)
        except InvalidToken:
            raise KeyringError("none of the journal keys opens this data") from None


class _InUse:
    """The keyring of this process; column types have no other way to reach it."""

    ring: Keyring | None = None


def use(ring: Keyring) -> None:
    """Make `ring` the one that encrypted columns use in this process."""
    _InUse.ring = ring


def current() -> Keyring:
    """The ring in use; raises KeyringError before one was chosen."""
    if _InUse.ring is None:
        raise KeyringError("no journal key was loaded")
    return _InUse.ring


def read_keys(text: str) -> list[str]:
    """Keys, newest first, separated by commas or white space; lines that begin with # are notes."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    return " ".join(lines).replace(",", " ").split()


def load(path: Path) -> Keyring | None:
    """The ring of a key file; None when there is no such file.

    Raises KeyringError for one that can't be read, holds no key, or a malformed one.
    """
    try:
        keys = read_keys(path.read_text())
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is no text"
        raise KeyringError(f"The key file {path} can't be read: {why}.") from None
    if not keys:
        raise KeyringError(f"The key file {path} holds no key.")
    return Keyring(keys)


def load_or_create(path: Path) -> tuple[Keyring, bool]:
    """The ring of the key file, and whether it had to be created (mode 0600) just now.

    Of several processes that start at the same moment one creates it, and all use it.
    """
    ring, created = load(path), False
    if ring is None:
        created = _created(path)
        ring = load(path)
    if ring is None:
        raise KeyringError(f"The key file {path} is gone again.")
    return ring, created


def write_keys(path: Path, keys: list[str]) -> None:
    """Write a key file, newest key first, readable by its owner alone, in one step. Raises KeyringError."""
    try:
        _draft(path, keys).replace(path)
    except OSError as error:
        raise KeyringError(f"The key file {path} can't be written: {error.strerror}.") from None


def _created(path: Path) -> bool:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = _draft(path, [Fernet.generate_key().decode()])
        try:
            # Unlike a rename, a link never takes the place of a key that is there by now.
            os.link(draft, path)
        finally:
            draft.unlink()
    except FileExistsError:
        return False
    except OSError as error:
        raise KeyringError(f"The key file {path} can't be made: {error.strerror}.") from None
    return True


def _draft(path: Path, keys: list[str]) -> Path:
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write("# Journal keys, newest first. Keep apart from the data and its backups.\n")
        file.write("\n".join(keys) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return draft
