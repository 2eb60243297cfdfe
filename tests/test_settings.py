"""Settings: all faults at once, never a value."""

from __future__ import annotations

from pathlib import Path

import pytest

from solbot.errors import SettingsError
from solbot.ops import preflight
from solbot.settings import Settings, load

NOWHERE = Path("there-is-no-such-file")
NO_FOLDER = Path("/dev/null/folder")  # can't be made, not even by root


def faults_of(environment: dict[str, str], env_file: Path = NOWHERE) -> list[str]:
    """What the one message names, a line each; it holds no value that was given."""
    with pytest.raises(SettingsError) as raised:
        load(environment, env_file, also=preflight.faults)
    head, *lines = str(raised.value).splitlines()
    assert head == "These settings need mending:"
    assert "secret" not in str(raised.value)
    return [line.strip() for line in lines]


def test_defaults_are_those_of_the_readme() -> None:
    settings = load({}, NOWHERE)
    assert settings.token is None and settings.rate == 30
    assert settings.database_url == "sqlite+aiosqlite:///data/solbot.db"
    assert settings.key_file == Path("secrets/journal.key")


def test_every_fault_is_named_at_once_and_no_value_shown() -> None:
    wrong = {
        "SOLBOT_TOKN": "1:topsecret",
        "SOLBOT_TOKEN": "secret",
        "SOLBOT_KEYS": "secret",
        "SOLBOT_RATE": "many-secret",
        "SOLBOT_OWNERS": "12,me-secret",
        "SOLBOT_DEFAULT_ZONE": "Mars/secret",
        "SOLBOT_DATABASE_URL": "mysql://user:secret@host/x",
        "SOLBOT_API_URL": "secret",
        "SOLBOT_LISTEN": "secret",
        "SOLBOT_METRICS": "127.0.0.1:99999",
        "SOLBOT_MODE": "webhook",
        "SOLBOT_WEBHOOK_URL": "http://secret",
        "SOLBOT_PAID_BROADCASTS": "secret",
    }
    lines = faults_of(wrong)
    named = [line.partition(":")[0] for line in lines]
    assert sorted(named) == sorted([*wrong.keys() - {"SOLBOT_MODE"}, "SOLBOT_WEBHOOK_SECRET"])
    assert "SOLBOT_TOKN: there is no such setting; is it SOLBOT_TOKEN?" in lines
    assert "SOLBOT_WEBHOOK_SECRET: is needed for SOLBOT_MODE=webhook" in lines


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("TOKEN", "abc", "is no bot token"),
        ("TOKEN", "bot123:abc", "is no bot token"),
        ("KEYS", "abc", "that is no key"),
        ("KEYS", ",", "holds no key"),
        ("KEY_FILE", str(NO_FOLDER / "key"), "/dev/null is no folder"),
        ("KEY_FILE", "/dev/null", "holds no key"),
        ("KEY_FILE", "/", "can't be read (Is a directory)"),
        ("DATABASE_URL", f"sqlite+aiosqlite:///{NO_FOLDER}/x.db", "/dev/null is no folder"),
        ("DATABASE_URL", "sqlite+aiosqlite:////", "is a folder"),
        ("DATABASE_URL", "sqlite+aiosqlite://", "should name a file"),
        ("DATABASE_URL", "sqlite+aiosqlite:///:memory:", "should name a file"),
        ("DATABASE_URL", "postgresql+psycopg://me@here:99999/x", "has a port that is not"),
        ("DATABASE_URL", "postgresql+psycopg://me@here:secret/x", "is no address of a database"),
        ("API_URL", "https://127.0.0.1:65536", "should be an http or https address"),
        ("API_URL", "https://api.telegram.org/bot", "without /bot…"),
        ("API_URL", "https://api.telegram.org/bot1:secret/", "without /bot…"),
        ("API_URL", "https://a b", "should be an http or https address"),
        ("LISTEN", "127.0.0.1:65536", "a port up to 65535"),
        ("LISTEN", "127.0.0.1:²", "a port up to 65535"),
        ("METRICS", ":80", "should be an address and a port"),
        ("WEBHOOK_URL", "https://here:70000/x", "should be a public https address"),
        ("SHORT_LINKS", "http://bot.example.org/l", "should be a public https address"),
        ("SHORT_LINKS", "https://bot.example.org/l?to=", "should be a public https address"),
        ("SHORT_LINKS", "https://me:word@bot.example.org/l", "letters, digits and / alone"),
        ("SHORT_LINKS", "https://bot.example.org/{code}", "letters, digits and / alone"),
        ("OWNERS", "²", "should be Telegram ids"),
        ("OWNERS", "9" * 30, "should be Telegram ids"),
        ("DEFAULT_ZONE", "/etc/passwd", "should be an IANA time zone"),
        ("ALERT_COMMAND", "/no/such/secret now", "is not there"),
        ("ALERT_COMMAND", "echo 'secret", "has a quote that is not closed"),
        ("ALERT_COMMAND", "''", "is not there"),
        ("RATE", "0", "should be a whole number from 1 to 1000"),
        ("RATE", "1.5", "should be a whole number"),
        ("RATE", "²", "should be a whole number"),
        ("PAID_BROADCASTS", "perhaps", "should be true or false"),
        ("MODE", "both", "should be polling or webhook"),
        ("LOG", "loud", "should be debug, info, warning or error"),
        ("BACKUPS", "/proc/version/backups", "no folder"),
        ("BACKUPS_AT", "25:00", "should be a time such as 03:00"),
        ("BACKUPS_KEPT", "0", "from 1 to 3650"),
        ("AWAY_YEARS", "0", "from 1 to 50"),
        ("AWAY_YEARS", "51", "from 1 to 50"),
        ("BACKUP_KEYS", "a word", "that is no key"),
    ],
)
def test_each_wrong_value_is_one_line(name: str, value: str, words: str) -> None:
    (line,) = faults_of({f"SOLBOT_{name}": value})
    assert line.startswith(f"SOLBOT_{name}: ") and words in line


def test_a_password_may_hold_any_sign() -> None:
    url = "postgresql+psycopg://me:p#[/?ss@127.0.0.1:5432/x"
    assert load({"SOLBOT_DATABASE_URL": url}, NOWHERE).database_url == url


def test_a_key_file_that_holds_no_key_is_named(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("# only a note\n")
    assert faults_of({"SOLBOT_KEY_FILE": str(file)}) == [f"SOLBOT_KEY_FILE: {file} holds no key"]
    file.write_text("a word\n")
    assert "that is no key" in faults_of({"SOLBOT_KEY_FILE": str(file)})[0]
    file.write_bytes(b"\xff\xfe")
    assert "can't be read" in faults_of({"SOLBOT_KEY_FILE": str(file)})[0]


def test_looking_creates_nothing_and_the_playground_needs_no_place_for_data(tmp_path: Path) -> None:
    settings = Settings(
        database_url=f"sqlite+aiosqlite:///{tmp_path}/a/b.db", key_file=tmp_path / "c/d.key"
    )
    assert preflight.faults(settings) == {} and not list(tmp_path.iterdir())
    nowhere = Settings(
        database_url=f"sqlite+aiosqlite:///{NO_FOLDER}/x.db", key_file=NO_FOLDER / "k"
    )
    assert preflight.faults(nowhere, data=False) == {}


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
    assert settings.token is not None and settings.token.reveal() == "1:from-file"
    assert "from-file" not in repr(settings)


def test_a_line_of_the_file_that_sets_nothing_is_named(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("# mine\nSOLBOT_RATE=20\nSOLBOT_TOKEN 1:secret\n")
    assert faults_of({}, file) == [f"{file}:3: should be NAME=value"]
    file.write_bytes(b"SOLBOT_RATE=\xff\xfe")
    assert faults_of({}, file) == [f"{file}: can't be read as a file of text"]
    assert faults_of({}, tmp_path) == [f"{tmp_path}: can't be read as a file of text"]


def test_owners_are_numbers() -> None:
    assert load({"SOLBOT_OWNERS": " 1, 22 ,"}, NOWHERE).owners == {1, 22}
