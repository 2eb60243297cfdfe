"""The journal as a table for a spreadsheet: UTF-8 with a byte order mark, lines ended by CR LF, no cell it can run."""

from __future__ import annotations

from collections.abc import Iterable

from solbot.coaching.answers.service import JournalEntry
from solbot.coaching.export.as_json import FileNames
from solbot.content.answer_kinds import words_of
from solbot.sheets.as_csv import written

COLUMNS = ("id", "date", "written", "discipline", "question", "part", "kind", "answer", "files")


def render(answers: Iterable[JournalEntry], files: FileNames) -> bytes:
    """A line for each answer."""
    rows = [
        (
            one.id,
            one.for_date.isoformat(),
            one.answered_at.isoformat(timespec="seconds"),
            one.discipline or "",
            one.asked or "",
            "" if one.part is None else one.part,
            one.body["kind"],
            words_of(one.body) if one.is_readable else "",
            " ".join(files.get(str(one.id), ())),
        )
        for one in answers
    ]
    return written([COLUMNS, *rows])
