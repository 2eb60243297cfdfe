"""`make setup`: what it refuses, and what it leaves behind. Python and pip are stand-ins, the script is real."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OLD = """#!/bin/sh
case "$2" in *exit*) exit 1;; *) echo 3.9.18;; esac
"""
# Makes an environment whose pip writes down what it was called for, and does what a file named `pip` says.
NEW = """#!/bin/sh
[ "$1" = -c ] && exit 0
[ "$2" = compileall ] && exit 0
[ "$2" = venv ] && mkdir -p "$3/bin" && cp "$0" "$3/bin/python" && echo venv >> made && exit 0
echo pip >> made
[ ! -e pip ] || . ./pip
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with what `make setup` reads, and two Pythons beside it."""
    here = tmp_path / "a folder"
    here.mkdir()
    for name in ("Makefile", "setup.sh", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, here)
    for name, text in (("old", OLD), ("new", NEW)):
        (tmp_path / name).write_text(text)
        (tmp_path / name).chmod(0o755)
    return here


def make(place: Path, python: str = "new", target: str = "setup") -> subprocess.Popen[str]:
    return subprocess.Popen(
        ["make", target, f"PYTHON=../{python}"],
        cwd=place,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        env={"PATH": os.environ["PATH"]},
        # A suite that runs in a shell's background ignores SIGINT, and so would all that it starts.
        preexec_fn=_hears_interrupts,
    )


def _hears_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def made(place: Path, python: str = "new") -> list[str]:
    """Set up, and tell what that took since last time."""
    told, _ = (process := make(place, python)).communicate(timeout=60)
    assert process.returncode == 0, told
    assert (place / ".venv" / ".ready").exists()
    file = place / "made"
    lines = file.read_text().split() if file.exists() else []
    file.unlink(missing_ok=True)
    return lines


@pytest.mark.parametrize("target", ["setup", "run", "test", "check"])
def test_an_old_python_is_named_at_once_and_leaves_nothing(place: Path, target: str) -> None:
    told, _ = (process := make(place, "old", target)).communicate(timeout=60)
    assert process.returncode != 0
    assert told.startswith("solbot needs Python 3.11 or newer, and ../old is Python 3.9.18: try ")
    assert "make setup PYTHON=" in told and "Traceback" not in told
    assert not (place / ".venv").exists()


def test_a_python_that_is_not_there_is_named(place: Path) -> None:
    told, _ = make(place, "none").communicate(timeout=60)
    assert told.startswith("solbot needs Python 3.11 or newer, and ../none does not run here")


def test_it_is_made_once_and_brought_up_to_date_where_the_lock_changed(place: Path) -> None:
    assert made(place) == ["venv", "pip", "pip"]
    assert made(place) == []
    assert made(place, "old") == []  # which Python makes it matters only while it is made
    os.utime(place / "requirements.lock")
    assert made(place) == []
    (place / "requirements.lock").write_text("another==1\n")
    assert made(place) == ["pip", "pip"]


def test_what_moved_with_its_folder_is_made_anew(place: Path) -> None:
    made(place)
    there = place.rename(place.with_name("elsewhere"))
    assert made(there) == ["venv", "pip", "pip"]


def test_what_an_old_python_made_is_made_anew(place: Path) -> None:
    made(place)
    shutil.copy(place.parent / "old", place / ".venv" / "bin" / "python")
    assert made(place) == ["venv", "pip", "pip"]
    (place / ".venv" / "bin" / "python").unlink()  # as when that Python is gone from the machine
    assert made(place) == ["venv", "pip", "pip"]


def test_a_failure_leaves_nothing_and_the_next_try_begins_afresh(place: Path) -> None:
    (place / "pip").write_text("exit 1")
    process = make(place)
    process.communicate(timeout=60)
    assert process.returncode != 0 and not (place / ".venv").exists()
    (place / "pip").unlink()
    (place / "made").unlink()
    assert made(place) == ["venv", "pip", "pip"]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_one_does_not_spoil_the_next(place: Path, how: signal.Signals) -> None:
    (place / "pip").write_text("sleep 30 & wait")
    process = make(place)
    deadline = time.monotonic() + 30
    while not (place / "made").exists() or "pip" not in (place / "made").read_text():
        assert time.monotonic() < deadline
        time.sleep(0.02)
    os.killpg(process.pid, how)
    process.communicate(timeout=60)
    assert process.returncode != 0
    (place / "pip").unlink()
    (place / "made").unlink()
    assert made(place) == ["venv", "pip", "pip"]
