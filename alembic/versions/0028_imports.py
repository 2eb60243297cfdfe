"""journals from elsewhere come in, with their photos"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.add_column("answers", sa.Column("import_id", sa.BigInteger(), nullable=True))
    op.add_column("answers", sa.Column("came_with", sa.LargeBinary(), nullable=True))
    op.create_index(
        "ix_answers_of_import",
        "answers",
        ["import_id", "id"],
        sqlite_where=sa.text("import_id IS NOT NULL"),
        postgresql_where=sa.text("import_id IS NOT NULL"),
    )
    serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "imports",
        sa.Column("id", serial, nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("app", sa.String(), nullable=True),
        sa.Column("source", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("total", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("taken", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("worker", sa.String(), nullable=True),
        sa.Column("added", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_imports_member_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_imports"),
    )
    op.create_index("ix_imports_member_id", "imports", ["member_id"])
    op.create_table(
        "sealed_files",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("answer_id", sa.BigInteger(), nullable=True),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_sealed_files_member_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answers.id"], name="fk_sealed_files_answer_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_sealed_files"),
    )
    op.create_index("ix_sealed_files_member_id", "sealed_files", ["member_id"])
    op.create_index("ix_sealed_files_answer_id", "sealed_files", ["answer_id"])
    op.create_table(
        "sealed_parts",
        sa.Column("file_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("file_id", "number", name="pk_sealed_parts"),
    )


def downgrade() -> None:
    """Entries that came in stay as notes; photos that only came in so have no place in the earlier schema, and go."""
    op.drop_table("sealed_parts")
    op.drop_table("sealed_files")
    op.drop_table("imports")
    op.drop_index("ix_answers_of_import", "answers")
    op.drop_column("answers", "came_with")
    op.drop_column("answers", "import_id")
