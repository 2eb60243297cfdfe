"""two wordings of an announcement"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"

PLAIN = ("announcement_id", "button", "part", "language")


def upgrade() -> None:
    op.add_column("announcements", sa.Column("second", sa.JSON(), nullable=True))
    op.add_column(
        "recipients",
        sa.Column("second", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    _made_anew((*PLAIN, "wording"), "announcement_id, button, part, language, 0, count", "")


def downgrade() -> None:
    """Taps are put together again. Who has the second wording keeps it, and is not told from others any more."""
    taken = "announcement_id, button, part, language, sum(count)"
    _made_anew(PLAIN, taken, " GROUP BY announcement_id, button, part, language")
    op.drop_column("recipients", "second")
    op.drop_column("announcements", "second")


def _made_anew(key: tuple[str, ...], taken: str, which: str) -> None:
    op.execute("ALTER TABLE taps RENAME TO taps_before")
    if op.get_bind().dialect.name == "postgresql":
        for name in ("pk_taps", "fk_taps_announcement_id"):
            op.execute(f"ALTER TABLE taps_before DROP CONSTRAINT {name}")
    columns = [
        sa.Column("announcement_id", sa.BigInteger(), nullable=False),
        sa.Column("button", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("language", sa.String(), server_default="", nullable=False),
    ]
    if "wording" in key:
        columns.append(
            sa.Column(
                "wording",
                sa.Integer(),
                autoincrement=False,
                server_default=sa.text("0"),
                nullable=False,
            )
        )
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
