"""the page of a vision: facts, figures (closeness, pull, strain), steps and a drawing, and which answer
each came from"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("prompts", sa.Column("vision_id", sa.BigInteger(), nullable=True))
    op.add_column("visions", sa.Column("drawing", sa.LargeBinary(), nullable=True))
    op.add_column("visions", sa.Column("drawn_at", MOMENT, nullable=True))
    op.add_column("revisions", sa.Column("answer_id", sa.BigInteger(), nullable=True))
    op.create_index("ix_revisions_answer_id", "revisions", ["answer_id"])
    _beside_a_vision(
        "facts",
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("for_date", sa.Date(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("struck_at", MOMENT, nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("answer_id", sa.BigInteger(), nullable=True),
    )
    _beside_a_vision(
        "figures",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.Column("for_date", sa.Date(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("answer_id", sa.BigInteger(), nullable=True),
    )
    _beside_a_vision(
        "steps",
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("learnt", sa.LargeBinary(), nullable=True),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("answer_id", sa.BigInteger(), nullable=True),
    )
    op.execute(
        "INSERT INTO figures (vision_id, member_id, kind, value, for_date, at)"
        " SELECT vision_id, member_id, 'closeness', closeness, for_date, at FROM realities ORDER BY id"
    )
    op.drop_table("realities")


def downgrade() -> None:
    """Facts, steps, pull and strain have no place in the earlier schema, and go."""
    _beside_a_vision(
        "realities",
        sa.Column("closeness", sa.LargeBinary(), nullable=False),
        sa.Column("for_date", sa.Date(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        by_answer=False,
    )
    op.execute(
        "INSERT INTO realities (vision_id, member_id, closeness, for_date, at)"
        " SELECT vision_id, member_id, value, for_date, at FROM figures"
        " WHERE kind = 'closeness' ORDER BY id"
    )
    for name in ("steps", "figures", "facts"):
        op.drop_table(name)
    op.drop_index("ix_revisions_answer_id", table_name="revisions")
    op.drop_column("revisions", "answer_id")
    op.drop_column("visions", "drawn_at")
    op.drop_column("visions", "drawing")
    op.drop_column("prompts", "vision_id")


def _beside_a_vision(name: str, *columns: sa.Column[object], by_answer: bool = True) -> None:
    op.create_table(
        name,
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("vision_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f(f"fk_{name}_member_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["vision_id"], ["visions.id"], name=op.f(f"fk_{name}_vision_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    of = ("member_id", "vision_id", "answer_id") if by_answer else ("member_id", "vision_id")
    for column in of:
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])
