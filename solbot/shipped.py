"""What comes along with the code: the content and the migrations, packed into the wheel or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_CODE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """Where `messages` or `alembic` is."""
    packed = _CODE / "packed" / name
    return packed if packed.is_dir() else _CODE.parent / name


def default_language() -> Path:
    """The folder of the language that says which replies and buttons every language has (`content/expected.py`)."""
    return folder("messages") / "en"


def content() -> Path:
    """The content folder of who names none: `messages` where one is, else what came along."""
    own = Path("messages")
    return own if own.is_dir() else folder("messages")
