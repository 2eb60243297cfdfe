"""drawings of visions that came in with a copy"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    with op.batch_alter_table("sealed_files") as batch:
        batch.add_column(sa.Column("vision_id", sa.BigInteger(), nullable=True))
        batch.create_foreign_key(
            "fk_sealed_files_vision_id", "visions", ["vision_id"], ["id"], ondelete="CASCADE"
        )
    op.create_index("ix_sealed_files_vision_id", "sealed_files", ["vision_id"])


def downgrade() -> None:
    """A drawing that came in has no place in the earlier schema, and goes."""
    op.execute("DELETE FROM sealed_files WHERE vision_id IS NOT NULL")
    op.drop_index("ix_sealed_files_vision_id", "sealed_files")
    with op.batch_alter_table("sealed_files") as batch:
        batch.drop_constraint("fk_sealed_files_vision_id", type_="foreignkey")
        batch.drop_column("vision_id")
