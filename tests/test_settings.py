"""Settings: all faults at once, never a value."""

from __future__ import annotations

from pathlib import Path

import pytest

from solbot.errors import SettingsError
from solbot.settings import load

NOWHERE = Path("there-is-no-such-file")


def test_defaults_are_those_of_the_readme() -> None:
    settings = load({}, NOWHERE)
    assert settings.token is None and settings.rate == 30
    assert settings.database_url == "sqlite+aiosqlite:///data/solbot.db"
    assert settings.key_file == Path("secrets/journal.key")


def test_every_fault_is_named_at_once_and_no_value_shown() -> None:
    with pytest.raises(SettingsError) as raised:
        load(
            {
                "SOLBOT_TOKN": "1:topsecret",
                "SOLBOT_RATE": "many-secret",
                "SOLBOT_OWNERS": "12,me-secret",
                "SOLBOT_DEFAULT_ZONE": "Mars/secret",
                "SOLBOT_DATABASE_URL": "mysql://user:secret@host/x",
                "SOLBOT_API_URL": "secret",
                "SOLBOT_LISTEN": "secret",
                "SOLBOT_WEBHOOK_URL": "http://secret",
                "SOLBOT_WEBHOOK_SECRET": "short secret",
            },
            NOWHERE,
        )
    text = str(raised.value)
    assert text.count("\n") == 9 and "topsecret" not in text and "user:" not in text
    for name in ("TOKN", "RATE", "OWNERS", "DEFAULT_ZONE", "DATABASE_URL", "API_URL", "LISTEN"):
        assert f"SOLBOT_{name}: " in text


def test_settings_that_do_not_fit_together() -> None:
    with pytest.raises(SettingsError) as raised:
        load({"SOLBOT_RATE": "500", "SOLBOT_MODE": "webhook"}, NOWHERE)
    assert "SOLBOT_PAID_BROADCASTS" in str(raised.value)
    assert "SOLBOT_WEBHOOK_SECRET" in str(raised.value)
    assert load({"SOLBOT_RATE": "500", "SOLBOT_PAID_BROADCASTS": "true"}, NOWHERE).rate == 500


def test_the_environment_wins_over_the_file_and_empty_means_unset(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text('SOLBOT_TOKEN="1:from-file"\nSOLBOT_RATE=20\nOTHER=1\nSOLBOT_METRICS=\n')
    settings = load({"SOLBOT_RATE": "10", "SOLBOT_TOKEN": "", "UNRELATED": "x"}, file)
    assert settings.rate == 10 and settings.metrics is None
    assert settings.token is not None and settings.token.get_secret_value() == "1:from-file"
    assert "from-file" not in repr(settings)


def test_owners_are_numbers() -> None:
    assert load({"SOLBOT_OWNERS": " 1, 22 ,"}, NOWHERE).owners == {1, 22}
