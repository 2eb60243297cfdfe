"""The folder and the files of a SQLite database are their owner's alone."""

from __future__ import annotations

import glob
import os
import stat
from contextlib import suppress
from pathlib import Path

OWN_FOLDER = "data"
"""A folder of this name is the bot's own. Any other that was there already may be others', too, and stays as it is."""
_IN_USE, _TELLING = "-in-use", "-telling"
BESIDE = ("", "-wal", "-shm", _IN_USE, _TELLING)
"""What the files of one database end in."""
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def prepare(file: Path) -> None:
    """Make folder and file where they are missing, and shut both to everybody else. Raises OSError."""
    make_folder(file.parent)
    if not file.exists():
        # Only a new file may be opened here: closing one that is in use would drop SQLite's locks on it.
        _made(file)
    for one in files(file):
        _shut(one)


def make_folder(folder: Path) -> None:
    """Make a folder if it is missing; one that is the bot's own is shut to everybody else. Raises OSError."""
    for missing in [one for one in [*reversed(folder.parents), folder] if not one.exists()]:
        missing.mkdir(mode=0o700, exist_ok=True)
    if folder.name == OWN_FOLDER:
        _shut(folder)


def in_use(file: Path) -> Path:
    """The file beside a database that says who uses it; see db/presence.py."""
    return file.with_name(file.name + _IN_USE)


def telling(file: Path) -> Path:
    """The file beside a database that says who tells what is wrong; see db/presence.py."""
    return file.with_name(file.name + _TELLING)


def paper(file: Path, number: int) -> Path:
    """The file beside a database that is of one process alone; see db/presence.py."""
    return file.with_name(f"{file.name}{_IN_USE}-{number}")


def papers(file: Path) -> list[Path]:
    """All of those that are there."""
    return sorted(file.parent.glob(f"{glob.escape(file.name)}{_IN_USE}-*"))


def files(file: Path) -> list[Path]:
    """The files of a database that are there; SQLite gives those beside the first one its mode."""
    names = [file.with_name(file.name + ending) for ending in BESIDE]
    return [one for one in names if one.exists()]


def open_to_others(file: Path) -> list[Path]:
    """Those files of a database that somebody else could read or write, where its folder lets them in."""
    if not file.parent.stat().st_mode & _OTHERS:
        return []
    return [one for one in files(file) if one.stat().st_mode & _OTHERS]


def _made(file: Path) -> None:
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return


def _shut(path: Path) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & _OTHERS:
        with suppress(PermissionError):  # of what is somebody else's: `doctor` tells of it
            path.chmod(mode & ~_OTHERS)
