"""questions that people ask themselves"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "own_questions",
        sa.Column("id", serial, nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("days", sa.String(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("paused", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
            name="fk_own_questions_member_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_own_questions"),
    )
    op.create_index("ix_own_questions_member_id", "own_questions", ["member_id"])


def downgrade() -> None:
    """Questions of people's own have no place in the earlier schema, and go."""
    op.drop_table("own_questions")
    # Or what was asked with them would be of others that get their numbers.
    op.execute(
        "UPDATE prompts SET question_id = 'own', reading_id = 'own' WHERE discipline = 'own'"
    )
