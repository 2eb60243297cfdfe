"""A file that is sealed as it is written and opened as it is read, however large, with nothing of it held in memory.

It begins with a word, a salt, and a proof of the key, which is derived for this one file (HKDF). Then come pieces of
64 KiB, each sealed with AES-256-GCM; its nonce counts them and says which is the last, so that pieces that are missing,
repeated or in another order do not open (the STREAM construction, https://eprint.iacr.org/2015/189).
"""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from typing import IO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

WORD: Final = b"solbot-sealed-1\n"
SALT: Final = 32
PIECE: Final = 64 * 1024
PROOF: Final = 16


class Damaged(ValueError):
    """What was read is not all that was written, or not as it was."""


class OtherKey(ValueError):
    """None of the keys opens the file."""


def is_sealed(beginning: bytes) -> bool:
    """Whether a file that begins so is one of these, or what is left of one."""
    return bool(beginning) and beginning[: len(WORD)] == WORD[: len(beginning)]


class Sealer(io.RawIOBase):
    """Seals what is written, and writes it to `out`, which stays open. Nothing is whole before `close`."""

    def __init__(self, out: IO[bytes], secret: bytes) -> None:
        """Seal with a key made of this secret."""
        self._out = out
        self._left = bytearray()
        self._count = 0
        salt = os.urandom(SALT)
        self._key = _key(secret, salt)
        out.write(WORD + salt + _proof(self._key))

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, more: object, /) -> int:
        """Take it; it is written a piece at a time."""
        given = bytes(memoryview(more))  # type: ignore[arg-type]
        self._left += given
        while len(self._left) > PIECE:
            self._put(bytes(self._left[:PIECE]), last=False)
            del self._left[:PIECE]
        return len(given)

    def finish(self) -> None:
        """Write the last piece: without it the file does not open to its end."""
        self._put(bytes(self._left), last=True)

    def _put(self, piece: bytes, *, last: bool) -> None:
        self._out.write(self._key.encrypt(_nonce(self._count, last=last), piece, None))
        self._count += 1


class Opener(io.RawIOBase):
    """Opens what a Sealer wrote to `source`. Raises OtherKey, or Damaged, as what is wrong is met."""

    def __init__(self, source: IO[bytes], secrets: Sequence[bytes]) -> None:
        """Open with whichever of these secrets sealed it."""
        self._source = source
        word, salt, proof = (source.read(size) for size in (len(WORD), SALT, PROOF))
        if word != WORD or len(salt) < SALT or len(proof) < PROOF:
            raise Damaged
        self._key = _fitting([_key(secret, salt) for secret in secrets], proof)
        self._ahead = source.read(PIECE + PROOF)
        self._count = 0
        self._open = bytearray()
        self._ended = False

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, room: object, /) -> int:
        """Fill as much of the room as there is to fill it with."""
        view = memoryview(room)  # type: ignore[arg-type]
        if not self._open and not self._ended:
            self._open += self._next()
        count = min(len(view), len(self._open))
        view[:count] = self._open[:count]
        del self._open[:count]
        return count

    def _next(self) -> bytes:
        piece, self._ahead = self._ahead, self._source.read(PIECE + PROOF)
        self._ended = not self._ahead
        try:
            opened = self._key.decrypt(_nonce(self._count, last=self._ended), piece, None)
        except InvalidTag:
            raise Damaged from None
        self._count += 1
        return opened


def _key(secret: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt, WORD).derive(secret))


def _fitting(keys: Sequence[AESGCM], proof: bytes) -> AESGCM:
    for key in keys:
        if _proof(key) == proof:
            return key
    raise OtherKey


def _proof(key: AESGCM) -> bytes:
    """What only this key makes; no piece ever has its nonce."""
    return key.encrypt(b"\xff" * 12, b"", None)


def _nonce(count: int, *, last: bool) -> bytes:
    return count.to_bytes(11, "big") + bytes([last])
