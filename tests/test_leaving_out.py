"""What a start does without, it does not read."""

from __future__ import annotations

import subprocess
import sys

import pytest

from solbot import leaving_out

SELDOM = {
    *("alembic", "apscheduler", "fpdf", "icalendar", "markdown_it", "matplotlib"),
    *("http.server", "prometheus_client"),
    *("openpyxl", "PIL", "psycopg", "pydantic", "rich", "segno", "yaml"),
    *("sqlalchemy.dialects.postgresql", "statistics", "typer", "xml"),
}
"""Libraries for rare acts, for what comes after the first poll, or for nothing."""


def test_a_start_reads_nothing_that_only_rare_acts_need() -> None:
    script = "import sys, solbot.serving, solbot.app; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120
    )
    read = set(done.stdout.split())
    assert "structlog" in read
    assert not read & SELDOM


def test_what_is_left_out_can_be_had_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with leaving_out.libraries("colorsys", "json"):
        import json  # is there already, and stays

        with pytest.raises(ModuleNotFoundError):
            import colorsys
    import colorsys

    assert json.loads("1") == colorsys.ONE_THIRD * 3
