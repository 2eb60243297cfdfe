"""What has to be there before anything starts: keys that are keys, files and folders that can be used."""

from __future__ import annotations

import os
import shlex
import shutil
from pathlib import Path

from sqlalchemy.engine import make_url

from solbot.db import keyring
from solbot.errors import KeyringError
from solbot.secret import Secret
from solbot.settings import Settings


def faults(settings: Settings, *, data: bool = True) -> dict[str, str]:
    """What can't be used, by the name of its setting; nothing is changed or created.

    With `data`, the key file and the database's folder as well: only a bot of one's own needs them.
    """
    found = {
        "keys": _keys(settings.keys),
        "backup_keys": _keys(settings.backup_keys),
        "alert_command": _command(settings.alert_command),
    }
    if data and settings.backups is not None:
        found["backups"] = _folder(settings.backups)
    if (
        data
        and (settings.backup_keys is None)
        and (settings.backups is not None or settings.backup_key_file.exists())
    ):
        found["backup_key_file"] = _key_file(settings.backup_key_file)
    if data and settings.keys is None:
        found["key_file"] = _key_file(settings.key_file)
    if data and settings.database_url.startswith("sqlite"):
        found["database_url"] = _database(Path(make_url(settings.database_url).database or ""))
    return {name: text for name, text in found.items() if text}


def _command(command: str | None) -> str:
    if command is None or shutil.which(shlex.split(command)[0]):
        return ""
    return "names a command that is not there, or can't be run"


def _keys(given: Secret | None) -> str:
    return _held(given.reveal()) if given is not None else ""


def _key_file(file: Path) -> str:
    try:
        if not file.exists():
            return _folder(file.parent)
        held = _held(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        return f"{file} can't be read ({_why(error)})"
    return f"{file} {held}" if held else ""


def _held(text: str) -> str:
    keys = keyring.read_keys(text)
    if not keys:
        return "holds no key"
    try:
        keyring.Keyring(keys)
    except KeyringError:
        return "holds something that is no key: the newest comes first, with commas between them"
    return ""


def _database(file: Path) -> str:
    try:
        if file.is_dir():
            return f"{file} is a folder, not a file"
        if file.exists() and not os.access(file, os.R_OK | os.W_OK):
            return f"{file} can't be read and written"
    except OSError as error:
        return f"{file} can't be used ({_why(error)})"
    return _folder(file.parent)


def _folder(folder: Path) -> str:
    """Whether files can be made in it, or the folder itself where it is not there yet."""
    for there in (folder, *folder.absolute().parents):
        try:
            if not there.exists():
                continue
            if not there.is_dir():
                return f"{there} is no folder"
        except OSError as error:
            return f"{folder} can't be used ({_why(error)})"
        return "" if os.access(there, os.W_OK | os.X_OK) else f"nothing can be written in {there}"
    return ""


def _why(error: Exception) -> str:
    return (isinstance(error, OSError) and error.strerror) or "not a file of text"
