"""Files that staff send: noted at once by their id with Telegram, then fetched and kept by content as well.

A file id is worth something to one bot alone; with the content a new bot has the file, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from solbot.db.forms import KeptPurpose
from solbot.db.tables import File
from solbot.programs.editor import files_db
from solbot.unit_of_work import UnitOfWork

LARGEST = 20 * 1024 * 1024
"""Bytes; bots can't fetch larger files: https://core.telegram.org/bots/api#getfile"""

_SIGNATURES = {b"%PDF-": ".pdf", b"\x89PNG\r\n\x1a\n": ".png", b"\xff\xd8\xff": ".jpg"}
_ENDINGS = {".pdf": ".pdf", ".png": ".png", ".jpg": ".jpg", ".jpeg": ".jpg"}


class FileRefusal(StrEnum):
    """Why a file is not taken."""

    TOO_LARGE = "too_large"
    KIND = "kind"  # by its name
    NOT_WHAT_IT_SAYS = "not_what_it_says"  # by its content
    EMPTY = "empty"


@dataclass(frozen=True)
class Wanted:
    """A file that is still to be fetched."""

    id: int
    file_id: str
    sent_by: int


def refused(name: str, size: int) -> FileRefusal | None:
    """Why a file can't be taken by what Telegram says of it; None when it may be fetched."""
    if size > LARGEST:
        return FileRefusal.TOO_LARGE
    return None if _ending(name) in _ENDINGS else FileRefusal.KIND


async def note(
    work: UnitOfWork, by: int, name: str, size: int, file_id: str, purpose: KeptPurpose | None
) -> int:
    """Note a file that is to be fetched, and what waits for it; with None, not before it is wanted.

    Returns its number.
    """
    row = File(
        name=name[-80:], size=size, file_id=file_id, purpose=purpose, sent_by=by, sent_at=work.now
    )
    work.session.add(row)
    await work.session.flush()
    return row.id


async def noted(work: UnitOfWork, by: int, number: int) -> str | None:
    """The name of a file that was noted and is not wanted yet; None where it is not this person's, or is wanted."""
    row = await files_db.get(work.session, number)
    if row is None or row.sent_by != by or row.purpose is not None:
        return None
    return row.name if await files_db.content(work.session, number) is None else None


async def want(work: UnitOfWork, by: int, number: int, purpose: KeptPurpose) -> str | None:
    """From now on a file that was noted is to be fetched for this. Returns its name; None as `noted`."""
    name = await noted(work, by, number)
    row = await files_db.get(work.session, number)
    if name is None or row is None:
        return None
    row.purpose = purpose
    return name


async def keep(work: UnitOfWork, by: int, name: str, content: bytes) -> int:
    """Keep a file whose content is at hand. Returns its number."""
    row = File(name=name[-80:], size=len(content), file_id="", sent_by=by, sent_at=work.now)
    row.content, row.purpose = content, None
    work.session.add(row)
    await work.session.flush()
    return row.id


async def same(work: UnitOfWork, name: str, content: bytes) -> int | None:
    """The number of a file kept before with this name and content; None where there is none."""
    for number in await files_db.called(work.session, name[-80:], len(content)):
        if await files_db.content(work.session, number) == content:
            return number
    return None


async def unfetched(work: UnitOfWork) -> list[int]:
    """The numbers of the files that are still to be fetched."""
    return list(await files_db.unfetched(work.session))


async def wanted(work: UnitOfWork, number: int) -> Wanted | None:
    """What is needed to fetch a file; None when that is done, or given up."""
    row = await files_db.get(work.session, number)
    if row is None or row.purpose is None:
        return None
    return Wanted(row.id, row.file_id, row.sent_by)


async def arrived(
    work: UnitOfWork, number: int, content: bytes
) -> tuple[File, KeptPurpose, FileRefusal | None] | None:
    """Take in a file's content. Returns the file, what waited for it, and why it is not taken, if so.

    None when another process was faster. A file that is not what it says is not kept.
    """
    row = await files_db.get(work.session, number)
    if row is None or row.purpose is None:
        return None
    purpose, row.purpose = row.purpose, None
    fault = _fault(row.name, content)
    if fault is None:
        row.content, row.size = content, len(content)
    return row, purpose, fault


async def content(work: UnitOfWork, number: int) -> bytes | None:
    """What is in a file."""
    return await files_db.content(work.session, number)


def _fault(name: str, content: bytes) -> FileRefusal | None:
    if not content:
        return FileRefusal.EMPTY
    if len(content) > LARGEST:
        return FileRefusal.TOO_LARGE
    kind = next((kind for start, kind in _SIGNATURES.items() if content.startswith(start)), None)
    return None if kind == _ENDINGS.get(_ending(name)) else FileRefusal.NOT_WHAT_IT_SAYS


def _ending(name: str) -> str:
    return ("." + name.rpartition(".")[2]).casefold()
