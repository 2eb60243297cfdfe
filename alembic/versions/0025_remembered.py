"""what is remembered of somebody is found as soon after ten years as after a month"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

WAITING = sa.text("state = 'waiting'")
SPOKEN = sa.text("vision_id IS NOT NULL")


def upgrade() -> None:
    op.drop_index("ix_prompts_member_id_reading_id", table_name="prompts")
    op.create_index(
        "ix_prompts_of_reading",
        "prompts",
        ["member_id", "reading_id", "for_date", "from_path", "asked_at"],
    )
    op.create_index("ix_prompts_member_id_for_date_id", "prompts", ["member_id", "for_date", "id"])
    op.create_index(
        "ix_prompts_waiting",
        "prompts",
        ["member_id"],
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    op.create_index(
        "ix_prompts_of_vision",
        "prompts",
        ["member_id", "vision_id", "created_at"],
        sqlite_where=SPOKEN,
        postgresql_where=SPOKEN,
    )


def downgrade() -> None:
    op.drop_index("ix_prompts_of_vision", "prompts", sqlite_where=SPOKEN, postgresql_where=SPOKEN)
    op.drop_index("ix_prompts_waiting", "prompts", sqlite_where=WAITING, postgresql_where=WAITING)
    op.drop_index("ix_prompts_member_id_for_date_id", table_name="prompts")
    op.drop_index("ix_prompts_of_reading", table_name="prompts")
    op.create_index("ix_prompts_member_id_reading_id", "prompts", ["member_id", "reading_id"])
