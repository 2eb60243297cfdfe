"""What is packed in a ZIP, read with care: nothing is ever unpacked onto a disk, and nothing more than is wanted."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from typing import Final

from solbot.coaching.imports.rules import MEGABYTE, ImportRefusal, RefusedFile

MEMBERS: Final = 60_000
UNPACKED: Final = 320 * MEGABYTE  # all of it together
TEXT: Final = 64 * MEGABYTE  # one file of words
TIMES: Final = 200  # as much as one of them may shrink when it is packed …
SMALL: Final = 2 * MEGABYTE  # … unless it is small anyway
BEGINNING: Final = 64 * 1024  # bytes
ENCRYPTED: Final = 0x1
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
    RuntimeError, LookupError,
)  # fmt: skip


class Archive:
    """The files in a ZIP, by name."""

    def __init__(self, content: bytes) -> None:
        """Look at the table of contents. Raises RefusedFile."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _BROKEN:
            raise RefusedFile(ImportRefusal.BROKEN) from None
        self.unsafe = 0  # names that lead out of it, and links
        self._there: dict[str, zipfile.ZipInfo] = {}
        self._left = UNPACKED
        found = [one for one in self._zip.infolist() if not one.is_dir()]
        if len(found) > MEMBERS or sum(one.file_size for one in found) > UNPACKED:
            raise RefusedFile(ImportRefusal.UNPACKS)
        for one in found:
            self._note(one)

    def _note(self, one: zipfile.ZipInfo) -> None:
        if one.flag_bits & ENCRYPTED:
            raise RefusedFile(ImportRefusal.PASSWORD)
        if one.file_size > SMALL and one.file_size > TIMES * max(1, one.compress_size):
            raise RefusedFile(ImportRefusal.UNPACKS)
        name = one.filename.replace("\\", "/")
        parts = name.split("/")
        if parts[0] == "__MACOSX" or parts[-1].startswith("."):
            return
        is_link = stat.S_ISLNK(one.external_attr >> 16)
        if is_link or name.startswith("/") or ":" in parts[0] or ".." in parts:
            self.unsafe += 1
        else:
            self._there[name] = one

    @property
    def names(self) -> list[str]:
        """What is in it, in its order."""
        return list(self._there)

    def size(self, name: str) -> int:
        """How many bytes a file in it says it has."""
        return self._there[name].file_size

    def text(self, name: str, most: int = TEXT) -> str:
        """The words of a file in it. Raises RefusedFile."""
        if self.size(name) > most:
            raise RefusedFile(ImportRefusal.UNPACKS)
        content = self.bytes(name, most)
        if content is None:
            raise RefusedFile(ImportRefusal.BROKEN)
        return decoded(content)

    def beginning(self, name: str) -> str:
        """Enough of a file in it to see what stands at its top; nothing of one that can't be read."""
        return self.head(name, BEGINNING).decode("utf-8-sig", "ignore")

    def head(self, name: str, size: int = 16) -> bytes:
        """The first bytes of a file in it; none of one that can't be read."""
        try:
            with self._zip.open(self._there[name]) as file:
                return file.read(size)
        except _BROKEN:
            return b""

    def bytes(self, name: str, most: int) -> bytes | None:
        """The content of a file in it; None where that is damaged or more than `most`. Raises RefusedFile."""
        try:
            with self._zip.open(self._there[name]) as file:
                content = file.read(most + 1)
        except _BROKEN:
            return None
        self._left -= len(content)
        if self._left < 0:
            raise RefusedFile(ImportRefusal.UNPACKS)
        return content if len(content) <= most else None


def decoded(content: bytes) -> str:
    """Words in UTF-8 or UTF-16, without the mark before them. Raises RefusedFile."""
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        return content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise RefusedFile(ImportRefusal.BROKEN) from None
