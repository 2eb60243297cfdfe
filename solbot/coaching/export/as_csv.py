"""The journal as a table for a spreadsheet: UTF-8 with a byte order mark, lines ended by CR LF, no cell it can run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from solbot.coaching.answers.rules import words_of
from solbot.coaching.answers.service import JournalEntry
from solbot.coaching.export.as_json import FileNames
from solbot.coaching.export.rules import cell, lines

COLUMNS = ("id", "date", "written", "discipline", "question", "part", "kind", "answer", "files")


def render(answers: Iterable[JournalEntry], files: FileNames) -> bytes:
    """A line for each answer."""
    out = io.StringIO(newline="")
    table = csv.writer(out, dialect="excel", lineterminator="\r\n")
    table.writerow(COLUMNS)
    for one in answers:
        table.writerow(
            (
                one.id,
                one.for_date.isoformat(),
                one.answered_at.isoformat(timespec="seconds"),
                one.discipline or "",
                _text(one.asked or ""),
                "" if one.part is None else one.part,
                one.body["kind"],
                _text(words_of(one.body) if one.is_readable else ""),
                " ".join(files.get(str(one.id), ())),
            )
        )
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _text(words: str) -> str:
    """Words for a cell, with line feeds alone within it, and nothing a table can't hold."""
    plain = "\n".join(lines(words)).replace("\0", "")
    return cell(plain)
