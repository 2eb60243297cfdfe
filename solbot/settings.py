"""Every setting, from the environment or `.env`, checked before anything starts."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, Self, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from solbot.errors import SettingsError

PREFIX = "SOLBOT_"
TELEGRAM = "https://api.telegram.org"

Role = Literal["intake", "tick", "sender"]
ALL_ROLES: frozenset[Role] = frozenset(get_args(Role))
"""What a process of the bot can do."""


class Settings(BaseSettings):
    """What the operator decides. Field names are the setting's name without `SOLBOT_`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", hide_input_in_errors=True)

    token: SecretStr | None = None
    api_url: str = TELEGRAM
    database_url: str = "sqlite+aiosqlite:///data/solbot.db"
    owners: Annotated[frozenset[int], NoDecode] = frozenset()
    keys: SecretStr | None = None
    key_file: Path = Path("secrets/journal.key")
    rate: int = Field(default=30, ge=1, le=1000)
    paid_broadcasts: bool = False
    mode: Literal["polling", "webhook"] = "polling"
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    listen: str = "127.0.0.1:8080"
    messages: Path = Path("messages")
    default_language: str = "en"
    default_zone: str = "UTC"
    metrics: str | None = None
    log: Literal["debug", "info", "warning", "error"] = "info"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Values come from `load` alone, so that unknown names are seen before they are dropped."""
        del settings_cls, env_settings, dotenv_settings, file_secret_settings
        return (init_settings,)

    @field_validator("owners", mode="before")
    @classmethod
    def _split_owners(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if not all(part.isdigit() for part in parts):
            raise ValueError("should be Telegram ids (digits), separated by commas")
        return frozenset(int(part) for part in parts)

    @field_validator("api_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("should be an http or https address, without /bot…")
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if not value.startswith(("sqlite+aiosqlite://", "postgresql+psycopg://")):
            raise ValueError("should begin with sqlite+aiosqlite:// or postgresql+psycopg://")
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
            if not host or not port.isdigit() or int(port) > 65535:
                raise ValueError("should be an address and a port, such as 127.0.0.1:8080")
        return value

    @field_validator("webhook_url")
    @classmethod
    def _https_address(cls, value: str | None) -> str | None:
        if value is not None and (
            urlsplit(value).scheme != "https" or not urlsplit(value).hostname
        ):
            raise ValueError("should be a public https address")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _good_secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(
            r"[A-Za-z0-9_-]{16,256}", value.get_secret_value()
        ):
            raise ValueError("should be 16 to 256 letters, digits, _ and -")
        return value

    @model_validator(mode="after")
    def _fit_together(self) -> Self:
        faults = []
        if self.rate > 30 and not self.paid_broadcasts:
            faults.append("SOLBOT_RATE may be over 30 only with SOLBOT_PAID_BROADCASTS=true")
        if self.mode == "webhook" and not (self.webhook_url and self.webhook_secret):
            faults.append("SOLBOT_MODE=webhook needs SOLBOT_WEBHOOK_URL and SOLBOT_WEBHOOK_SECRET")
        if faults:
            raise ValueError("\n  ".join(faults))
        return self


def load(environment: Mapping[str, str] | None = None, env_file: Path = Path(".env")) -> Settings:
    """Read the settings; the environment wins over `.env`, an empty value means unset.

    Raises:
        SettingsError: naming every unknown name and every bad value at once, never a value.
    """
    found: dict[str, str] = {}
    for source in (dotenv_values(env_file), os.environ if environment is None else environment):
        for name, value in source.items():
            if name.upper().startswith(PREFIX) and value:
                found[name.upper()] = value.strip()
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    faults = [f"{name}: there is no such setting" for name in sorted(found.keys() - known)]
    try:
        settings = Settings.model_validate(
            {name.removeprefix(PREFIX).lower(): found[name] for name in found.keys() & known}
        )
    except ValidationError as error:
        raise SettingsError(_report(faults + _faults(error))) from None
    if faults:
        raise SettingsError(_report(faults))
    return settings


def _faults(error: ValidationError) -> list[str]:
    faults = []
    for fault in error.errors(include_input=False, include_url=False):
        text = fault["msg"].removeprefix("Value error, ")
        where = PREFIX + str(fault["loc"][0]).upper() + ": " if fault["loc"] else ""
        faults.append(where + text)
    return faults


def _report(faults: list[str]) -> str:
    return "These settings need mending:\n" + "\n".join(f"  {fault}" for fault in faults)
