"""The key file: made once, whoever starts first."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from solbot.db import keyring


def test_the_file_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "secrets" / "journal.key"
    ring, created = keyring.load_or_create(file)
    again, created_again = keyring.load_or_create(file)
    assert (created, created_again) == (True, False)
    assert again.open(ring.seal("words")) == "words"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_a_process_that_starts_at_the_same_moment_uses_the_same_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "journal.key"
    first, _ = keyring.load_or_create(file)
    # The other one looked before the file was there.
    looks = iter([None])
    load = keyring.load
    monkeypatch.setattr(keyring, "load", lambda path: next(looks, load(path)))
    other, created = keyring.load_or_create(file)
    assert not created
    assert other.open(first.seal("words")) == "words"
