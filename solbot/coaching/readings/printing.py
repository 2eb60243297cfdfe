"""A reading as a page to print: one HTML file that needs nothing beside it, and runs nothing."""

from __future__ import annotations

import re
from html import escape

_GAP = re.compile(r"\n{2,}")
_PAGE = """<!doctype html>
<html lang="{code}" dir="auto">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
@page {{ margin: 22mm 20mm }}
body {{ font: 12pt/1.55 Georgia, "Noto Serif", serif; color: #111; background: #fff; max-width: 34em;
  margin: 3em auto; padding: 0 1.5em }}
p {{ margin: 0 0 .9em; orphans: 3; widows: 3 }}
p:first-child {{ font-size: 1.5em; line-height: 1.25; margin-bottom: .8em }}
@media print {{ body {{ margin: 0; max-width: none; padding: 0 }} }}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def page(html: str, *, title: str, code: str) -> bytes:
    """What was rendered for Telegram as a page of its own, in UTF-8; its first paragraph is its head."""
    paragraphs = [part for part in _GAP.split(html.strip()) if part]
    body = "\n".join("<p>" + part.replace("\n", "<br>\n") + "</p>" for part in paragraphs)
    return _PAGE.format(code=escape(code), title=escape(title), body=body).encode()
