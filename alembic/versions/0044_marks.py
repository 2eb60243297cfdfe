"""tags and notes of staff beside people"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"


def upgrade() -> None:
    serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "tags",
        sa.Column("id", serial, nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("made_by", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tags"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "tagged",
        sa.Column("tag_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tag_id"], ["tags.id"], name="fk_tagged_tag_id", ondelete="CASCADE"
        ),
        _goes_with("tagged"),
        sa.PrimaryKeyConstraint("tag_id", "member_id", name="pk_tagged"),
    )
    op.create_table(
        "staff_notes",
        sa.Column("id", serial, nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        _goes_with("staff_notes"),
        sa.PrimaryKeyConstraint("id", name="pk_staff_notes"),
        sqlite_autoincrement=True,
    )
    for table in ("tagged", "staff_notes"):
        for column in ("member_id", "until"):
            op.create_index(f"ix_{table}_{column}", table, [column])


def _goes_with(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["member_id"], ["members.id"], name=f"fk_{table}_member_id", ondelete="CASCADE"
    )


def downgrade() -> None:
    """Nothing of it has a place in the earlier schema, and goes."""
    for table in ("staff_notes", "tagged", "tags"):
        op.drop_table(table)
