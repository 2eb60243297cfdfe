"""Every setting, from the environment or `.env`, checked before anything starts."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import time
from difflib import get_close_matches
from io import StringIO
from pathlib import Path
from typing import Any, Final, Literal, get_args

from dotenv import dotenv_values
from dotenv.parser import parse_stream

from solbot import setting_values as values
from solbot import shipped
from solbot.errors import SettingsError
from solbot.secret import Secret

PREFIX = "SOLBOT_"
TELEGRAM = "https://api.telegram.org"
MOST_FREE = 30  # messages a second that Telegram allows for nothing

Role = Literal["intake", "tick", "sender"]
ALL_ROLES: frozenset[Role] = frozenset(get_args(Role))
"""What a process of the bot can do."""


@dataclass(frozen=True)
class Settings:
    """What the operator decides. Field names are the setting's name without `SOLBOT_`; values are taken to be right,
    as `load` sees to."""

    token: Secret | None = None
    api_url: str = TELEGRAM
    database_url: str = "sqlite+aiosqlite:///data/solbot.db"
    owners: frozenset[int] = frozenset()
    keys: Secret | None = None
    key_file: Path = Path("secrets/journal.key")
    backups: Path | None = None
    backups_at: time = time(3)
    backups_kept: int = 30
    backup_keys: Secret | None = None
    backup_key_file: Path = Path("secrets/backup.key")
    away_years: int | None = None
    rate: int = 30
    paid_broadcasts: bool = False
    mode: Literal["polling", "webhook"] = "polling"
    webhook_url: str | None = None
    webhook_secret: Secret | None = None
    listen: str = "127.0.0.1:8080"
    short_links: str | None = None
    messages: Path = field(default_factory=shipped.content)
    default_language: str = "en"
    default_zone: str = "UTC"
    metrics: str | None = None
    alert_command: str | None = None
    sentry_dsn: Secret | None = None
    log: Literal["debug", "info", "warning", "error"] = "info"

    @property
    def bot_id(self) -> int | None:
        """The number of the bot, which is no secret; None without a token."""
        return int(self.token.reveal().partition(":")[0]) if self.token else None


NAMES: Final = tuple(one.name for one in fields(Settings))
READERS: Final[Mapping[str, Callable[[str], Any]]] = {
    "token": values.token,
    "api_url": values.bot_api,
    "database_url": values.database,
    "owners": values.people,
    "keys": values.secret,
    "key_file": values.path,
    "backups": values.path,
    "backups_at": values.hour_and_minute,
    "backups_kept": values.number(1, 3650),
    "backup_keys": values.secret,
    "backup_key_file": values.path,
    "away_years": values.number(1, 50),
    "rate": values.number(1, 1000),
    "paid_broadcasts": values.yes_or_no,
    "mode": values.one_of("polling", "webhook"),
    "webhook_url": values.https_address,
    "webhook_secret": values.webhook_secret,
    "listen": values.host_and_port,
    "short_links": values.short_links,
    "messages": values.path,
    "default_language": values.text,
    "default_zone": values.zone,
    "metrics": values.host_and_port,
    "alert_command": values.command,
    "sentry_dsn": values.sentry,
    "log": values.one_of("debug", "info", "warning", "error"),
}
"""How what is written for a setting is read."""


def load(
    environment: Mapping[str, str] | None = None,
    env_file: Path = Path(".env"),
    also: Callable[[Settings], dict[str, str]] = lambda _: {},
) -> Settings:
    """Read the settings; the environment wins over `.env`, an empty value means unset.

    `also` finds more faults, by the name of their setting; it is given what is right so far.

    Raises:
        SettingsError: naming every unknown name and every bad value at once, never a value.
    """
    found, faults = _read(os.environ if environment is None else environment, env_file)
    known = {PREFIX + name.upper(): name for name in NAMES}
    faults += [_unknown(name, list(known)) for name in sorted(found.keys() - known.keys())]
    settings, bad = understood({known[name]: found[name] for name in known if name in found})
    bad = also(settings) | _misfits(settings) | bad
    faults += [f"{PREFIX}{name.upper()}: {text}" for name, text in bad.items()]
    if faults:
        raise SettingsError(
            "These settings need mending:\n" + "\n".join(f"  {fault}" for fault in faults)
        )
    return settings


def _read(environment: Mapping[str, str], env_file: Path) -> tuple[dict[str, str], list[str]]:
    """What is set, by its name, and what is wrong with the file."""
    try:
        text = env_file.read_text(encoding="utf-8") if env_file.exists() else ""
    except (OSError, ValueError):
        text, faults = "", [f"{env_file}: can't be read as a file of text"]
    else:
        faults = [
            f"{env_file}:{one.original.line}: should be NAME=value"
            for one in parse_stream(StringIO(text))
            if one.error
        ]
    found = {
        name.upper(): value.strip()
        for source in (dotenv_values(stream=StringIO(text)), environment)
        for name, value in source.items()
        if name.upper().startswith(PREFIX) and value and value.strip()
    }
    return found, faults


def understood(given: Mapping[str, str]) -> tuple[Settings, dict[str, str]]:
    """Settings as they are written, by their names, and what is wrong; what is wrong is as if it were not set."""
    good: dict[str, Any] = {}
    bad: dict[str, str] = {}
    for name, value in given.items():
        try:
            good[name] = READERS[name](value)
        except ValueError as error:
            bad[name] = str(error)
    return Settings(**good), bad


def _misfits(settings: Settings) -> dict[str, str]:
    """What does not go together."""
    found = {}
    if settings.rate > MOST_FREE and not settings.paid_broadcasts:
        found["rate"] = f"may be over {MOST_FREE} only with SOLBOT_PAID_BROADCASTS=true"
    if settings.mode == "webhook":
        for name in ("webhook_url", "webhook_secret"):
            if getattr(settings, name) is None:
                found[name] = "is needed for SOLBOT_MODE=webhook"
    return found


def _unknown(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1, cutoff=0.8)
    return f"{name}: there is no such setting" + (f"; is it {near[0]}?" if near else "")
