"""A table for a spreadsheet: UTF-8 with a byte order mark, lines ended by CR LF, no cell it can run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from solbot.sheets.table import Table, text


def render(table: Table) -> bytes:
    """The file."""
    return written([table.columns, *table.rows])


def written(rows: Iterable[Sequence[object]]) -> bytes:
    """Rows as they are; words among them become cells that run nothing."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, dialect="excel", lineterminator="\r\n")
    for row in rows:
        writer.writerow([text(one) if isinstance(one, str) else one for one in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")
