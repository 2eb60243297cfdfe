"""every message that asked a part of a question, words that can be brought back, and when somebody wrote"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

MOMENT = sa.DateTime(timezone=True)
DROPPED = sa.text("dropped_at IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "askings",
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("prompt_id", sa.BigInteger(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
            name=op.f("fk_askings_member_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["prompt_id"],
            ["prompts.id"],
            name=op.f("fk_askings_prompt_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("member_id", "message_id", name=op.f("pk_askings")),
    )
    op.create_index(op.f("ix_askings_prompt_id"), "askings", ["prompt_id"])
    # Of two prompts that claim one message, the newer is right.
    op.execute(
        "INSERT INTO askings (member_id, message_id, prompt_id, part) "
        "SELECT member_id, message_id, max(id), 0 FROM prompts "
        "WHERE message_id IS NOT NULL GROUP BY member_id, message_id"
    )
    op.execute(
        "UPDATE askings SET part = (SELECT part FROM prompts WHERE prompts.id = askings.prompt_id)"
    )
    # What arrived while something else was under way was not counted as asked, and was sent anew.
    op.execute(
        "UPDATE prompts SET state = 'open', asked_at = created_at "
        "WHERE state = 'waiting' AND message_id IS NOT NULL"
    )
    op.add_column("answers", sa.Column("dropped_at", MOMENT, nullable=True))
    op.create_index(
        "ix_answers_dropped",
        "answers",
        ["dropped_at"],
        sqlite_where=DROPPED,
        postgresql_where=DROPPED,
    )
    op.add_column("dialogs", sa.Column("wrote_at", MOMENT, nullable=True))
    op.add_column("dialogs", sa.Column("aside", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("dialogs", "aside")
    op.drop_column("dialogs", "wrote_at")
    # Nobody else knows this state: what was dropped is gone.
    op.execute("DELETE FROM answers WHERE state = 'dropped'")
    op.drop_index("ix_answers_dropped", "answers", sqlite_where=DROPPED, postgresql_where=DROPPED)
    op.drop_column("answers", "dropped_at")
    op.drop_table("askings")
