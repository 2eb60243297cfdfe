"""Every setting, from the environment or `.env`, checked before anything starts."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable, Mapping
from datetime import time
from difflib import get_close_matches
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values
from dotenv.parser import parse_stream
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from solbot import shipped
from solbot.errors import SettingsError

PREFIX = "SOLBOT_"
TELEGRAM = "https://api.telegram.org"
LARGEST_ID = 2**52  # Telegram's own promise: ids fit into 52 bits
MOST_PORT = 65535
MOST_FREE = 30  # messages a second that Telegram allows for nothing

Role = Literal["intake", "tick", "sender"]
ALL_ROLES: frozenset[Role] = frozenset(get_args(Role))
"""What a process of the bot can do."""


class Settings(BaseModel):
    """What the operator decides. Field names are the setting's name without `SOLBOT_`."""

    model_config = ConfigDict(extra="forbid", validate_default=True, hide_input_in_errors=True)

    token: SecretStr | None = None
    api_url: str = TELEGRAM
    database_url: str = "sqlite+aiosqlite:///data/solbot.db"
    owners: frozenset[int] = frozenset()
    keys: SecretStr | None = None
    key_file: Path = Path("secrets/journal.key")
    backups: Path | None = None
    backups_at: time = time(3)
    backups_kept: int = Field(default=30, ge=1, le=3650)
    backup_keys: SecretStr | None = None
    backup_key_file: Path = Path("secrets/backup.key")
    away_years: int | None = Field(default=None, ge=1, le=50)
    rate: int = Field(default=30, ge=1, le=1000)
    paid_broadcasts: bool = False
    mode: Literal["polling", "webhook"] = "polling"
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    listen: str = "127.0.0.1:8080"
    short_links: str | None = None
    messages: Path = Field(default_factory=shipped.content)
    default_language: str = "en"
    default_zone: str = "UTC"
    metrics: str | None = None
    alert_command: str | None = None
    sentry_dsn: SecretStr | None = None
    log: Literal["debug", "info", "warning", "error"] = "info"

    @property
    def bot_id(self) -> int | None:
        """The number of the bot, which is no secret; None without a token."""
        return int(self.token.get_secret_value().partition(":")[0]) if self.token else None

    @field_validator("backups_at", mode="before")
    @classmethod
    def _hour_and_minute(cls, value: object) -> object:
        if isinstance(value, str):
            if not re.fullmatch("([01]?[0-9]|2[0-3]):[0-5][0-9]", value):
                raise ValueError("should be a time such as 03:00")
            return time.fromisoformat(value.zfill(5))
        return value

    @field_validator("owners", mode="before")
    @classmethod
    def _split_owners(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if not all(re.fullmatch("[0-9]{1,16}", part) and int(part) < LARGEST_ID for part in parts):
            raise ValueError("should be Telegram ids (digits), separated by commas")
        return frozenset(int(part) for part in parts)

    @field_validator("token")
    @classmethod
    def _like_a_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(
            "[0-9]+:[A-Za-z0-9_-]+", value.get_secret_value()
        ):
            raise ValueError(
                "is no bot token: @BotFather gives one, a number, a colon and a long word"
            )
        return value

    @field_validator("api_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        parts = _address(value)
        last = parts.path.rstrip("/").rpartition("/")[2] if parts else ""
        if not parts or parts.query or parts.fragment or re.fullmatch("bot([0-9]+:.*)?", last):
            raise ValueError("should be an http or https address, without /bot…")
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        from sqlalchemy.engine import make_url
        from sqlalchemy.exc import ArgumentError

        if not value.startswith(("sqlite+aiosqlite://", "postgresql+psycopg://")):
            raise ValueError("should begin with sqlite+aiosqlite:// or postgresql+psycopg://")
        try:
            parts = make_url(value)
        except (ArgumentError, ValueError):
            raise ValueError("is no address of a database") from None
        if value.startswith("sqlite") and parts.database in (None, "", ":memory:"):
            raise ValueError("should name a file, as sqlite+aiosqlite:///data/solbot.db does")
        if parts.port is not None and not 0 < parts.port <= MOST_PORT:
            raise ValueError(f"has a port that is not between 1 and {MOST_PORT}")
        if value.startswith("postgresql") and find_spec("psycopg") is None:
            raise ValueError("needs one more package: pip install 'solbot[postgres]'")
        return value

    @field_validator("default_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (
            ZoneInfoNotFoundError,
            ValueError,
            OSError,
        ):  # a name that is none may be a folder's
            raise ValueError("should be an IANA time zone such as Europe/Madrid") from None
        return value

    @field_validator("listen", "metrics")
    @classmethod
    def _host_and_port(cls, value: str | None) -> str | None:
        if value is not None:
            host, _, port = value.rpartition(":")
            if not host or not re.fullmatch("[0-9]{1,5}", port) or int(port) > MOST_PORT:
                raise ValueError(
                    f"should be an address and a port up to {MOST_PORT}, such as 127.0.0.1:8080"
                )
        return value

    @field_validator("sentry_dsn")
    @classmethod
    def _address_of_a_sentry(cls, value: SecretStr | None) -> SecretStr | None:
        parts = _address(value.get_secret_value()) if value is not None else None
        if value is not None and not (parts and parts.username and parts.path.strip("/").isdigit()):
            raise ValueError("should be a DSN, as the settings of a Sentry project show it")
        if value is not None and find_spec("sentry_sdk") is None:
            raise ValueError("needs one more package: pip install 'solbot[sentry]'")
        return value

    @field_validator("alert_command")
    @classmethod
    def _words_of_a_command(cls, value: str | None) -> str | None:
        try:
            words = shlex.split(value) if value is not None else [""]
        except ValueError:
            raise ValueError("has a quote that is not closed") from None
        if not words:
            raise ValueError("names no command")
        return value

    @field_validator("webhook_url")
    @classmethod
    def _https_address(cls, value: str | None) -> str | None:
        parts = _address(value) if value is not None else None
        if value is not None and (parts is None or parts.scheme != "https"):
            raise ValueError("should be a public https address")
        return value

    @field_validator("short_links")
    @classmethod
    def _where_links_begin(cls, value: str | None) -> str | None:
        parts = _address(value) if value is not None else None
        if value is None:
            return None
        if parts is None or parts.scheme != "https" or parts.query or parts.fragment:
            raise ValueError("should be a public https address, such as https://bot.example.org/l")
        if parts.username or parts.password or not re.fullmatch("[A-Za-z0-9/_.~-]*", parts.path):
            raise ValueError("should have letters, digits and / alone behind its name")
        return value.rstrip("/")

    @field_validator("webhook_secret")
    @classmethod
    def _good_secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(
            r"[A-Za-z0-9_-]{16,256}", value.get_secret_value()
        ):
            raise ValueError("should be 16 to 256 letters, digits, _ and -")
        return value


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
    known = {PREFIX + name.upper(): name for name in Settings.model_fields}
    faults += [_unknown(name, list(known)) for name in sorted(found.keys() - known.keys())]
    given: dict[str, Any] = {known[name]: found[name] for name in known if name in found}
    settings, bad = _validated(given)
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


def _validated(given: dict[str, Any]) -> tuple[Settings, dict[str, str]]:
    """The settings, and what is wrong, by name; what is wrong is as if it were not set."""
    try:
        return Settings.model_validate(given), {}
    except ValidationError as error:
        bad = {
            str(fault["loc"][0]): fault["msg"].removeprefix("Value error, ")
            for fault in error.errors(include_input=False, include_url=False)
        }
        return Settings.model_validate({k: v for k, v in given.items() if k not in bad}), bad


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


def _address(value: str) -> SplitResult | None:
    """The parts of a web address; None for anything else."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    good = parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s", value)
    return parts if good and _in_range(parts) else None


def _in_range(parts: SplitResult) -> bool:
    try:
        return parts.port != 0
    except ValueError:
        return False
