"""The keys that everything a person wrote is encrypted with.

Fernet (AES-128-CBC with HMAC-SHA256) from the `cryptography` library. The newest key encrypts; every key
of the ring decrypts, so keys can be rotated without a pause.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from solbot.errors import KeyringError

# A token, once it is no base64 any more (https://github.com/fernet/spec): a version and a moment, what it begins with,
# what is sealed, and the proof of all that.
_BLOCK, _HEAD, _PROOF = 16, 9, 32
_VERSION = 0x80
_PLAIN = bytes.maketrans(b"-_", b"+/")


class Keyring:
    """Seals and opens private text. Its representation never shows a key."""

    def __init__(self, keys: list[str]) -> None:
        """Take Fernet keys, newest first. Raises KeyringError for none or a malformed one."""
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
        except (ValueError, TypeError):
            raise KeyringError("A key is malformed: it should be a Fernet key.") from None
        self._openers = [_Opener(key) for key in keys]
        self.secrets = [base64.urlsafe_b64decode(key) for key in keys]
        self.keys = list(keys)

    @property
    def marks(self) -> frozenset[int]:
        """What tells others which keys these are, and nothing else of them: of each that it opens with, and of the one
        it seals with."""
        seals = {seals_with(key) for key in self.keys[:1]}
        return frozenset(seals | {opens_with(key) for key in self.keys})

    def is_newest(self, sealed: bytes) -> bool:
        """Whether it is the newest key that sealed this."""
        token = _token(sealed)
        return bool(token) and self._openers[0].is_signed(token)

    def seal(self, text: str) -> bytes:
        """Encrypt `text` with the newest key."""
        return self._fernet.encrypt(text.encode())

    def open(self, sealed: bytes) -> str:
        """Decrypt what any key of the ring sealed; raises KeyringError when none fits."""
        token = _token(sealed)
        for opener in self._openers if token else ():
            if opener.is_signed(token):
                return next(opener.opened([token])).decode()
        raise KeyringError("none of the journal keys opens this data")

    def open_all(self, sealed: Sequence[bytes]) -> list[bytes | None]:
        """Decrypt many, in less time than one by one; None for what no key of the ring sealed."""
        tokens = [_token(one) for one in sealed]
        found: list[bytes | None] = [None] * len(tokens)
        left = [at for at, token in enumerate(tokens) if token]
        for opener in self._openers:
            fits = [at for at in left if opener.is_signed(tokens[at])]
            for at, text in zip(fits, opener.opened([tokens[at] for at in fits]), strict=True):
                found[at] = text
            left = [at for at in left if found[at] is None]
        return found

    def reseal(self, sealed: bytes) -> bytes:
        """Encrypt anew with the newest key what an older one sealed."""
        try:
            return self._fernet.rotate(sealed)
        except InvalidToken:
            raise KeyringError("none of the journal keys opens this data") from None


def opens_with(key: str) -> int:
    """The mark of a process that opens with this key."""
    return _mark(b"opens", key)


def seals_with(key: str) -> int:
    """The mark of a process that seals with this key."""
    return _mark(b"seals", key)


def _mark(word: bytes, key: str) -> int:
    """Of 31 bits, as PostgreSQL numbers locks."""
    digest = hashlib.sha256(b"solbot key that " + word + base64.urlsafe_b64decode(key)).digest()
    return int.from_bytes(digest[:4], "big") >> 1


class _Opener:
    """Opens what one key sealed. What is the same for every token is done once: that takes four fifths of the time."""

    def __init__(self, key: str) -> None:
        both = base64.urlsafe_b64decode(key)
        self.is_signed = _checking(both[:_BLOCK])
        self._cipher = Cipher(AES(both[_BLOCK:]), CBC(bytes(_BLOCK)))
        self._own = threading.local()  # a decryptor is for one thread

    def opened(self, tokens: Sequence[bytes]) -> Iterator[bytes]:
        """What is in tokens that it signed, all in one row: in CBC a block needs but the one before it, and before the
        first of a text stands what it begins with. So it does not matter what was opened before."""
        try:
            decryptor = self._own.decryptor
        except AttributeError:
            decryptor = self._own.decryptor = self._cipher.decryptor()
        row = decryptor.update(b"".join(token[_HEAD:-_PROOF] for token in tokens))
        end = 0
        for token in tokens:
            begin, end = end + _BLOCK, end + len(token) - _HEAD - _PROOF
            yield row[begin : end - row[end - 1]]


def _token(sealed: bytes) -> bytes:
    """A token in bytes; empty for what is none."""
    try:
        token = binascii.a2b_base64(sealed.translate(_PLAIN))
    except binascii.Error:
        return b""
    inside = len(token) - _HEAD - _BLOCK - _PROOF
    return token if inside > 0 and inside % _BLOCK == 0 and token[0] == _VERSION else b""


def _checking(signing: bytes) -> Callable[[bytes], bool]:
    """Whether a token is signed with a key: HMAC (RFC 2104) with what is the same for every token done once."""
    key = signing.ljust(64, b"\0")
    inside, outside = (hashlib.sha256(bytes(byte ^ pad for byte in key)) for pad in (0x36, 0x5C))

    def is_signed(token: bytes) -> bool:
        inner, outer = inside.copy(), outside.copy()
        inner.update(token[:-_PROOF])
        outer.update(inner.digest())
        return hmac.compare_digest(outer.digest(), token[-_PROOF:])

    return is_signed


class _InUse:
    """The keyring of this process; column types have no other way to reach it."""

    ring: Keyring | None = None
    file: Path | None = None
    seen: tuple[int, ...] | None = None


def use(ring: Keyring, file: Path | None = None) -> None:
    """Make `ring` the one that encrypted columns use in this process; where it is that of a file, it follows the file
    as `look` is called."""
    _InUse.ring, _InUse.file, _InUse.seen = ring, file, None


def current() -> Keyring:
    """The ring in use; raises KeyringError before one was chosen."""
    if _InUse.ring is None:
        raise KeyringError("no journal key was loaded")
    return _InUse.ring


def opened(sealed: bytes) -> str:
    """Open with the ring in use, or with what is in the key file by now. Raises KeyringError."""
    try:
        return current().open(sealed)
    except KeyringError:
        if not look():
            raise
    return current().open(sealed)


def look() -> bool:
    """Take up what the key file holds by now; whether that changed anything.

    What this process opens with it goes on to open with. A file that is gone or broken, or has none of the keys in
    use, changes nothing.
    """
    file, ring = _InUse.file, current()
    if file is None or (seen := _seen(file)) in (None, _InUse.seen):
        return False
    try:
        found = load(file)
    except KeyringError:
        return False
    if found is None or not set(found.keys) & set(ring.keys):
        return False
    _InUse.seen = seen
    keys = [*found.keys, *(key for key in ring.keys if key not in found.keys)]
    if keys == ring.keys:
        return False
    _InUse.ring = Keyring(keys)
    return True


def _seen(file: Path) -> tuple[int, ...] | None:
    """What is another once the file was written anew."""
    try:
        there = file.stat()
    except OSError:
        return None
    return there.st_ino, there.st_size, there.st_mtime_ns


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
        file.write("# Keys, newest first. Keep apart from the data and its backups.\n")
        file.write("\n".join(keys) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return draft
