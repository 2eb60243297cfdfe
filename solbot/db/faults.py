"""What a database or a disk says when something is wrong with it, as one sentence that says what to do."""

from __future__ import annotations

from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    InterfaceError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as NoConnectionFree

ANY = (SQLAlchemyError, OSError)
"""What a database or a disk raises."""

READ_ONLY = "25006"  # what PostgreSQL says while it only follows another, or is set to

_SQLITE = {
    "FULL": "The disk with the database is full: make room, then start again.",
    "IOERR": "The disk with the database can't be read or written: see whether it is full or broken.",
    "READONLY": "The database can't be written: see to the rights of its file and folder, and of the disk.",
    "PERM": "The database can't be opened: see to the rights of its file and folder.",
    "CANTOPEN": "The database can't be opened: see to the rights of its file and folder.",
    "CORRUPT": "The database is damaged: put it aside, and restore the last backup.",
    "NOTADB": "The database file is no database, or damaged: put it aside, and restore the last backup.",
    "BUSY": "Another program holds the database: end it, then try again.",
    "LOCKED": "Another program holds the database: end it, then try again.",
}
_POSTGRES = {
    READ_ONLY: "PostgreSQL takes nothing in just now: it is read-only.",
    "28": "PostgreSQL does not let us in: see to user and password in SOLBOT_DATABASE_URL.",
    "3D": "PostgreSQL has no such database: make it, or see to its name in SOLBOT_DATABASE_URL.",
    "42501": "PostgreSQL does not allow that to this user: see to its rights.",
    "53100": "The disk of PostgreSQL is full: make room, then start again.",
    "53": "PostgreSQL has no room for us just now: see to its memory and connections.",
    "XX": "The data in PostgreSQL are damaged: restore the last backup into a new database.",
}


def is_away(error: SQLAlchemyError) -> bool:
    """Whether the same work may well succeed later."""
    if isinstance(error, OperationalError | InterfaceError | NoConnectionFree):
        return True
    return getattr(getattr(error, "orig", None), "sqlstate", None) == READ_ONLY


def sentence(error: BaseException) -> str:
    """What is wrong, for the person at the keyboard; nothing private is in it."""
    if isinstance(error, DBAPIError):
        return of_database(error.orig)
    if isinstance(error, NoConnectionFree):
        return "The database has no connection free: see what keeps it busy."
    if isinstance(error, ArgumentError):
        return "SOLBOT_DATABASE_URL can't be read as an address."
    if isinstance(error, ModuleNotFoundError) and error.name == "psycopg":
        return "PostgreSQL needs one more package: install solbot[postgres]."
    if isinstance(error, OSError):
        return f"{error.filename or 'The disk'}: {error.strerror or type(error).__name__}."
    return str(error)


def of_database(said: BaseException | None) -> str:
    """The same, of what SQLite or PostgreSQL itself says."""
    name = getattr(said, "sqlite_errorname", None)
    if name is not None:
        kind = name.removeprefix("SQLITE_").split("_")[0]
        return _SQLITE.get(kind, f"The database refuses ({name}).")
    state = getattr(said, "sqlstate", None)
    if state is None:
        # Of a connection that fails; the address is in it, the password is not.
        first = (str(said).splitlines() or [""])[0]
        return f"The database can't be reached: {first}"
    for known in (state, state[:2]):
        if known in _POSTGRES:
            return _POSTGRES[known]
    return f"The database refuses ({state})."
