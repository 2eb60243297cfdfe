"""The content as it was read and checked at an earlier start, so that the next one need not do it again.

It is taken up only where it is this bot's own, and of these very files, code and libraries; anything else is as if
there were none. For what is in it is code: whoever could slip one in could do whatever the bot can. So it is signed
with a secret of the bot's, and nothing of it is unpacked before that is proved.

What has to be read anew is read by a process of its own: all that reading and checking need, and what they worked in,
would stay with the bot, 45 MB of it.
"""

from __future__ import annotations

import hmac
import io
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from types import MappingProxyType
from typing import Any

from solbot import shipped
from solbot.content.catalog import Catalog, load
from solbot.content.faults import ContentError

_CODE = Path(__file__).parents[1]
_PURPOSE = b"solbot: the content as it was read"
_SIGNATURE = sha256().digest_size
_READER = "solbot.content.reader"


class CatalogCache:
    """The catalog of a folder, and the file it is kept in between two starts."""

    def __init__(self, file: Path, folder: Path, default_language: str) -> None:
        """Nothing is read yet."""
        self._file = file
        self._folder = folder
        self._default = default_language
        self._origin = b""
        self._new = b""

    def load(self, secret: bytes | None) -> Catalog:
        """The catalog: as it was kept under this secret, or else read anew. Raises ContentError."""
        self._origin = self._inputs()
        kept = self._kept(secret) if secret is not None else None
        if kept is not None:
            return kept
        self._new = read(self._folder, self._default)
        catalog: Catalog = pickle.loads(self._new)  # noqa: S301 - packed by ourselves
        return catalog

    def keep(self, secret: bytes) -> None:
        """Keep what was read anew for the next start; where that can't be, the next one reads it anew."""
        new, self._new = self._new, b""
        if not new or self._inputs() != self._origin:
            return
        with suppress(OSError):
            _write(self._file, self._signature(secret, new), new)

    def _kept(self, secret: bytes) -> Catalog | None:
        try:
            found = memoryview(self._file.read_bytes())
        except OSError:
            return None
        # Five megabytes are not copied: what copies leave free lies scattered, and stays.
        signature, packed = bytes(found[:_SIGNATURE]), found[_SIGNATURE:]
        if not hmac.compare_digest(signature, self._signature(secret, packed)):
            return None
        catalog: Catalog = pickle.loads(packed)  # noqa: S301 - just proved to be what `keep` wrote
        return catalog

    def _signature(self, secret: bytes, packed: bytes | memoryview) -> bytes:
        """Proof that this was kept under the secret, and made of the very things there are now."""
        key = hmac.digest(secret, _PURPOSE, "sha256")
        signing = hmac.new(key, self._origin, "sha256")
        signing.update(packed)
        return signing.digest()

    def _inputs(self) -> bytes:
        """One word for all that a catalog is made of."""
        found = sha256(repr((self._folder, self._default, sys.version)).encode())
        try:
            for file in _files(self._folder):
                with open(file, "rb") as opened:  # noqa: PTH123 - a path for each of two thousand takes its time
                    found.update(repr(file).encode() + sha256(opened.read()).digest())
            code = [file for file in _files(_CODE) if file.endswith(".py")]
            for file in (*code, *self._measure()):
                now = os.stat(file)  # noqa: PTH116
                found.update(repr((file, now.st_size, now.st_mtime_ns)).encode())
            found.update(repr(_libraries()).encode())
        except OSError:
            return os.urandom(
                _SIGNATURE
            )  # like no other; what is wrong is said by whoever reads the content
        return found.digest()

    def _measure(self) -> Iterator[str]:
        """What another folder than the one that ships is measured by: see expected.py."""
        default = shipped.default_language()
        if self._folder.resolve() != default.parent:
            yield from _files(default / "replies")
            yield str(default / "buttons.toml")


def read(folder: Path, default_language: str) -> bytes:
    """A content folder, read and packed. Raises ContentError."""
    given = pickle.dumps((folder, default_language))
    path = (str(_CODE.parent), *filter(None, sys.path))
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("SOLBOT_")},
        "PYTHONPATH": os.pathsep.join(path),
    }
    with suppress(OSError), TemporaryFile() as out:
        done = subprocess.run(  # noqa: S603  (all of it is ours)
            [sys.executable, "-m", _READER],
            input=given,
            stdout=out,
            stderr=subprocess.DEVNULL,
            env=environment,
            check=False,
        )
        if done.returncode == 0:
            out.seek(0)
            faults = pickle.load(out)  # noqa: S301 - of a process of ours
            if faults:
                raise ContentError(faults)
            return out.read()
    # Where no such process can be, or it came to an end, all is done here: this may tell why.
    return packed_catalog(load(folder, default_language))


def packed_catalog(catalog: Catalog) -> bytes:
    """A catalog in bytes."""
    packed = io.BytesIO()
    _Pickler(packed, pickle.HIGHEST_PROTOCOL).dump(catalog)
    return packed.getvalue()


class _Pickler(pickle.Pickler):
    """Packs read-only views, too."""

    def reducer_override(self, value: Any) -> Any:
        """A read-only view is packed as what it shows."""
        return (_view, (dict(value),)) if isinstance(value, MappingProxyType) else NotImplemented


def _view(of: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(of)


def _files(folder: str | Path) -> Iterator[str]:
    """All files below a folder, in order, but what is hidden."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                yield from _files(entry.path)
            elif entry.is_file():
                yield entry.path


def _libraries() -> list[str]:
    """What is installed, each with its version."""
    folders = {Path(path) for path in sys.path}
    there = (one for folder in folders if folder.is_dir() for one in folder.glob("*.dist-info"))
    return sorted(one.name for one in there)


def _write(file: Path, *parts: bytes) -> None:
    """Write a file in one step, for its owner alone."""
    draft = file.with_name(f"{file.name}.{os.getpid()}.new")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.writelines(parts)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
