"""the journal is in the order of its days; an entry can be hidden and moved, and keeps its earlier wordings"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"

KEPT = sa.text("state = 'kept'")


def upgrade() -> None:
    op.add_column(
        "answers", sa.Column("hidden", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("prompts", sa.Column("filed_on", sa.Date(), nullable=True))
    op.add_column(
        "members",
        sa.Column("day_begins", sa.Integer(), server_default=sa.text("0"), nullable=False),
    )
    op.create_index(
        "ix_answers_journal",
        "answers",
        ["member_id", "for_date", "answered_at", "id"],
        sqlite_where=KEPT,
        postgresql_where=KEPT,
    )
    op.create_table(
        "earlier_wordings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("answer_id", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
            name="fk_earlier_wordings_member_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["answers.id"],
            name="fk_earlier_wordings_answer_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_earlier_wordings"),
    )
    op.create_index("ix_earlier_wordings_member_id", "earlier_wordings", ["member_id"])
    op.create_index("ix_earlier_wordings_answer_id", "earlier_wordings", ["answer_id"])


def downgrade() -> None:
    op.drop_table("earlier_wordings")
    op.drop_index("ix_answers_journal", "answers", sqlite_where=KEPT, postgresql_where=KEPT)
    op.drop_column("members", "day_begins")
    op.drop_column("prompts", "filed_on")
    op.drop_column("answers", "hidden")
