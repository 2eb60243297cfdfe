"""The key file: made once, whoever starts first."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from solbot.db import keyring
from solbot.errors import KeyringError


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


@given(st.lists(st.tuples(st.sampled_from("abc"), st.text(max_size=60)), max_size=12))
def test_many_are_opened_as_one_by_one(sealed: list[tuple[str, str]]) -> None:
    keys = dict(zip("abc", (Fernet.generate_key().decode() for _ in range(3)), strict=True))
    ring = keyring.Keyring([keys["a"], keys["b"]])
    tokens = [keyring.Keyring([keys[whose]]).seal(words) for whose, words in sealed]
    wanted = [None if whose == "c" else words.encode() for whose, words in sealed]
    assert ring.open_all(tokens) == wanted


def test_what_is_no_token_or_was_changed_is_none_among_many() -> None:
    ring = keyring.Keyring([Fernet.generate_key().decode()])
    token = ring.seal("words")
    changed = [token[:at] + bytes([token[at] ^ 1]) + token[at + 1 :] for at in (1, 20, 60, 90)]
    odd = [b"", b"x", b"\xff\xfe", b"gAAAA", token[:-8], *changed]
    assert ring.open_all([*odd, token]) == [None] * len(odd) + [b"words"]


@given(st.text(max_size=200), st.booleans())
def test_one_is_opened_as_the_library_does(words: str, newest: bool) -> None:
    keys = [Fernet.generate_key() for _ in range(2)]
    ring = keyring.Keyring([key.decode() for key in keys])
    token = Fernet(keys[0 if newest else 1]).encrypt(words.encode())
    assert ring.open(token) == ring.open(token) == words


def test_several_threads_open_at_once() -> None:
    ring = keyring.Keyring([Fernet.generate_key().decode()])
    texts = [str(number) * 500 for number in range(400)]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(ring.open, map(ring.seal, texts))) == texts


def test_one_that_was_changed_is_opened_by_no_key() -> None:
    ring = keyring.Keyring([Fernet.generate_key().decode()])
    token = ring.seal("words")
    for at in (1, 20, 60, 90):
        with pytest.raises(KeyringError):
            ring.open(token[:at] + bytes([token[at] ^ 1]) + token[at + 1 :])
