"""Writes a PDF file, object by object, as ISO 32000 has it; what is written need not be held any longer."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import BinaryIO

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def ref(number: int) -> str:
    """How one object names another."""
    return f"{number} 0 R"


def dictionary(entries: Mapping[str, str]) -> str:
    """A dictionary; its values are written as they are."""
    return f"<<{' '.join(f'/{name} {value}' for name, value in entries.items())}>>"


def words(text: str) -> str:
    """A text that is none of a page's, such as a title."""
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


class PdfWriter:
    """Puts objects into a file, and says at its end where each is."""

    def __init__(self, out: BinaryIO) -> None:
        """Begin the file."""
        self._out = out
        self._at = 0
        self._places: dict[int, int] = {}
        self._last = 0
        self._put(HEADER)

    def reserve(self) -> int:
        """A number for an object that is written later."""
        self._last += 1
        return self._last

    def add(self, value: str, number: int | None = None) -> int:
        """Write an object; returns its number."""
        return self._object(value.encode(), number)

    def stream(
        self,
        data: bytes,
        entries: Mapping[str, str],
        number: int | None = None,
        *,
        packed: bool = False,
    ) -> int:
        """Write a stream, compressed unless it is `packed` already; returns its number."""
        if not packed:
            data = zlib.compress(data, 6)
            entries = {**entries, "Filter": "/FlateDecode"}
        head = dictionary({**entries, "Length": str(len(data))}).encode()
        return self._object(b"%b\nstream\n%b\nendstream" % (head, data), number)

    def end(self, root: int, info: int) -> None:
        """Write where everything is."""
        begins = self._at
        lines = [f"xref\n0 {self._last + 1}\n0000000000 65535 f \n"]
        lines += [f"{self._places[number]:010d} 00000 n \n" for number in range(1, self._last + 1)]
        trailer = dictionary({"Size": str(self._last + 1), "Root": ref(root), "Info": ref(info)})
        self._put(f"{''.join(lines)}trailer\n{trailer}\nstartxref\n{begins}\n%%EOF\n".encode())

    def _object(self, value: bytes, number: int | None) -> int:
        number = self.reserve() if number is None else number
        self._places[number] = self._at
        self._put(b"%d 0 obj\n%b\nendobj\n" % (number, value))
        return number

    def _put(self, data: bytes) -> None:
        self._out.write(data)
        self._at += len(data)


def array(values: Sequence[object]) -> str:
    """An array; its values are written as they are."""
    return f"[{' '.join(map(str, values))}]"
