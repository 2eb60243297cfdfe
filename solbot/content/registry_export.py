"""What the code expects of every language for a journal that is taken away."""

from __future__ import annotations

from collections.abc import Mapping

REPLIES = {
    "export": "answer_count vision_count",
    "export_markdown": "name at visions own_questions entries unplaced tries inquiries kept_titles shared_lines",
    "export_month": "title book_days",
    "export_readme": "name at answer_count vision_count data_file unfetched",
    "book_missing": "",
    "book_spoken": "",
    "export_progress": "export_kind stage fetched to_fetch percent",
    "export_done": "export_kind pages files lost",
    "export_running": "export_kind",
    "export_called_off": "",
    "export_failed": "export_kind",
}

TOASTS: frozenset[str] = frozenset()

BUTTONS = """
    export_book export_zip export_stop export_again
    book_title book_contents book_visions book_journal book_voices book_entries book_made book_since book_let_go
    book_wordings book_facts book_struck book_steps book_due book_note book_scale book_voice_here book_empty
"""

SAMPLES: Mapping[str, object] = {
    "book_days": [],
    "data_file": "solbot-2026-09-30.json",
    "export_kind": "zip",
    "fetched": 12_345,
    "files": 12,
    "kept_titles": [],
    "lost": 12_345,
    "shared_lines": [],
    "unfetched": [],
    "percent": 100,
    "stage": "fetching",
    "to_fetch": 12_345,
}
