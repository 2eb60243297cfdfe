"""What every table shares."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import (
    BigInteger,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    TextClause,
    Time,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from solbot.db.states import Word
from solbot.db.types import OneOf, UTCDateTime

# SQLite counts rows up only in a column that is exactly INTEGER.
Serial = BigInteger().with_variant(Integer, "sqlite")


class Table(DeclarativeBase):
    """What every table shares: the naming of constraints, so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012  (SQLAlchemy reads it from the class)
        datetime: UTCDateTime,
        date: Date,
        time: Time,
        str: String,
        **{words: OneOf(words) for words in Word.__subclasses__()},
    }


def partial_index(name: str, *columns: str, where: TextClause, unique: bool = False) -> Index:
    """An index of the rows for which something is so.

    SQLAlchemy asks each database it is told of for what an index can have, and reads all of that database's code for
    it. On PostgreSQL only migrations make indexes, and they name it.
    """
    return Index(name, *columns, unique=unique, sqlite_where=where)


def member_key(**more: Any) -> Mapped[int]:
    """The member whose it is; it goes with them."""
    return mapped_column(BigInteger, ForeignKey("members.id", ondelete="CASCADE"), **more)


def staff_key() -> Mapped[int | None]:
    """One of the staff; what they did stays when they are erased."""
    return mapped_column(BigInteger, ForeignKey("members.id", ondelete="SET NULL"), index=True)


def vision_key() -> Mapped[int]:
    """The vision it stands beside; it goes with it."""
    return mapped_column(BigInteger, ForeignKey("visions.id", ondelete="CASCADE"), index=True)


def answer_key() -> Mapped[int | None]:
    """The answer it came from, if it did; what is on the page follows that one."""
    return mapped_column(BigInteger, index=True)
