"""taps by language"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"

PLAIN = ("announcement_id", "button", "part")


def upgrade() -> None:
    _made_anew((*PLAIN, "language"), "announcement_id, button, part, '', count", "")


def downgrade() -> None:
    """Taps are put together again; those on the quiet button go."""
    taken = "announcement_id, button, part, sum(count)"
    _made_anew(PLAIN, taken, " WHERE button > 0 GROUP BY announcement_id, button, part")


def _made_anew(key: tuple[str, ...], taken: str, which: str) -> None:
    op.execute("ALTER TABLE taps RENAME TO taps_before")
    if op.get_bind().dialect.name == "postgresql":
        for name in ("pk_taps", "fk_taps_announcement_id"):
            op.execute(f"ALTER TABLE taps_before DROP CONSTRAINT {name}")
    columns = [
        sa.Column("announcement_id", sa.BigInteger(), nullable=False),
        sa.Column("button", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
    ]
    if "language" in key:
        columns.append(sa.Column("language", sa.String(), server_default="", nullable=False))
    op.create_table(
        "taps",
        *columns,
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcements.id"],
            name="fk_taps_announcement_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(*key, name="pk_taps"),
    )
    names = ", ".join((*key, "count"))
    op.execute(f"INSERT INTO taps ({names}) SELECT {taken} FROM taps_before{which}")  # noqa: S608
    op.drop_table("taps_before")
