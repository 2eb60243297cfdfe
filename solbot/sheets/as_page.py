"""A table as a page to print: one HTML file that needs nothing else, in whatever script its words are."""

from __future__ import annotations

from html import escape

from solbot.sheets.table import Table, lines

_STYLE = """
:root{color-scheme:light}
body{font:11pt/1.45 "Noto Sans",system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#111}
h1{font-size:16pt;margin:0 0 .3rem}
p{margin:0 0 .2rem;color:#444}
table{border-collapse:collapse;width:100%;margin-top:1rem}
th,td{border-bottom:1px solid #bbb;padding:.3rem .5rem;text-align:start;vertical-align:top;overflow-wrap:anywhere}
th{border-bottom:2px solid #444}
thead{display:table-header-group}
tr{break-inside:avoid}
@page{margin:15mm}
@media print{body{margin:0;max-width:none;padding:0;font-size:10pt}}
"""


def render(table: Table, language: str) -> bytes:
    """The file. Its first column counts the rows."""
    head = "".join(f'<th scope="col" dir="auto">{_words(one)}</th>' for one in table.columns)
    rows = "\n".join(
        f"<tr><td>{number}</td>"
        + "".join(f'<td dir="auto">{_words(one)}</td>' for one in row)
        + "</tr>"
        for number, row in enumerate(table.rows, 1)
    )
    under = "".join(f'<p dir="auto">{_words(one)}</p>' for one in table.lines)
    page = (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(table.title)}</title><style>{_STYLE}</style></head>\n<body>"
        f'<h1 dir="auto">{_words(table.title)}</h1>{under}\n<table><thead><tr><td></td>{head}</tr></thead>'
        f"<tbody>\n{rows}\n</tbody></table></body></html>\n"
    )
    return page.encode("utf-8", "replace")


def _words(words: str) -> str:
    return "<br>".join(escape(line) for line in lines(words.replace("\0", "")))
