"""`column IN (…)` with any number of ids in one parameter: a statement of one shape is compiled only once."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import ARRAY, BigInteger, ColumnElement, any_, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession


def in_ids(session: AsyncSession, column: Any, ids: Collection[int]) -> ColumnElement[bool]:
    """Whether the column is one of these ids."""
    if session.get_bind().dialect.name == "sqlite":
        listed = func.json_each(json.dumps(list(ids))).table_valued("value")
        found: ColumnElement[bool] = column.in_(select(listed.c.value))
        return found
    wanted: ColumnElement[bool] = column == any_(literal(list(ids), ARRAY(BigInteger)))
    return wanted
