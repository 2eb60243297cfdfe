"""Photos and voice that came in with a file, kept until they are shown for the first time, and after that.

Each is sealed with a key of its own, in pieces; that key is sealed with the journal's, in a row that goes with its
entry. So an entry that is erased takes its photos along at once: what is left of them is noise, and swept away. A new
journal key is a new seal around small keys.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from solbot.coaching.journal import sealed_db
from solbot.db.tables import SealedFile
from solbot.db.types import is_readable
from solbot.unit_of_work import UnitOfWork

PART: Final = 256 * 1024  # bytes: a small write holds nobody up
UNFINISHED: Final = timedelta(hours=1)
SWEPT: Final = 16  # pieces at a time
NONCE: Final = 12


@dataclass(frozen=True)
class SealedContent:
    """A file as it is kept."""

    id: str
    key: str
    size: int
    parts: Sequence[bytes]


def seal(content: bytes) -> SealedContent:
    """Seal a file with a new key. It takes a while: not on the loop."""
    key = AESGCM.generate_key(256)
    cipher, id = AESGCM(key), secrets.token_hex(16)
    parts = [
        cipher.encrypt(_nonce(number), content[start : start + PART], id.encode())
        for number, start in enumerate(range(0, len(content), PART))
    ]
    return SealedContent(id, base64.b64encode(key).decode(), len(content), parts)


async def begin(work: UnitOfWork, member_id: int, sealed: SealedContent) -> None:
    """Keep all of a file but its pieces."""
    work.session.add(
        SealedFile(
            id=sealed.id,
            member_id=member_id,
            key=sealed.key,
            size=sealed.size,
            created_at=work.now,
        )
    )
    await work.session.flush()


async def read(work: UnitOfWork, member_id: int, media_id: str) -> bytes | None:
    """What is in a member's file; None where it is gone, or can't be opened just now."""
    row = await sealed_db.get(work.session, member_id, media_id)
    if row is None or not is_readable(row.key):
        return None
    cipher = AESGCM(base64.b64decode(row.key))
    parts = await sealed_db.parts(work.session, media_id)
    try:
        content = b"".join(
            cipher.decrypt(_nonce(number), bytes(part), media_id.encode())
            for number, part in enumerate(parts)
        )
    except InvalidTag:
        return None
    return content if len(content) == row.size else None


async def sweep(work: UnitOfWork) -> bool:
    """Delete some pieces of files that are gone; whether there may be more."""
    await sealed_db.drop_unfinished(work.session, work.now - UNFINISHED)
    return await sealed_db.drop_loose_parts(work.session, SWEPT) == SWEPT


def _nonce(number: int) -> bytes:
    """A key is used for one file alone, so that its pieces may be counted."""
    return number.to_bytes(NONCE)
