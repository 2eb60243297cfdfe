"""Samples of what is said of a journal that is taken away."""

from __future__ import annotations

from collections.abc import Mapping

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
