"""readings that are kept, entries that are shared, and moves to another account"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "kept_readings",
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reading_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _goes_with("kept_readings", "member_id", "members"),
        sa.PrimaryKeyConstraint("member_id", "reading_id", name="pk_kept_readings"),
    )
    op.create_table(
        "shared_entries",
        sa.Column("id", serial, nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("prompt_id", sa.BigInteger(), nullable=True),
        sa.Column("answer_id", sa.BigInteger(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lapses_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("receiver_id", sa.BigInteger(), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        _goes_with("shared_entries", "member_id", "members"),
        _goes_with("shared_entries", "prompt_id", "prompts"),
        _goes_with("shared_entries", "answer_id", "answers"),
        _goes_with("shared_entries", "receiver_id", "members"),
        sa.PrimaryKeyConstraint("id", name="pk_shared_entries"),
        sa.UniqueConstraint("digest", name="uq_shared_entries_digest"),
        sqlite_autoincrement=True,
    )
    for columns in (["member_id", "id"], ["receiver_id", "id"], ["prompt_id"], ["answer_id"]):
        op.create_index(f"ix_shared_entries_{'_'.join(columns)}", "shared_entries", columns)
    op.create_table(
        "relocations",
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("lapses_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wanted_by", sa.BigInteger(), nullable=True),
        _goes_with("relocations", "member_id", "members"),
        _goes_with("relocations", "wanted_by", "members"),
        sa.PrimaryKeyConstraint("member_id", name="pk_relocations"),
        sa.UniqueConstraint("digest", name="uq_relocations_digest"),
    )
    op.create_index("ix_relocations_wanted_by", "relocations", ["wanted_by"])
    op.create_table(
        "wrong_codes",
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        _goes_with("wrong_codes", "member_id", "members"),
        sa.PrimaryKeyConstraint("member_id", name="pk_wrong_codes"),
    )


def _goes_with(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=f"fk_{table}_{column}", ondelete="CASCADE"
    )


def downgrade() -> None:
    """Nothing of all this has a place in the earlier schema, and goes."""
    for table in ("wrong_codes", "relocations", "shared_entries", "kept_readings"):
        op.drop_table(table)
