"""to which privacy text a member agreed; the audit is looked through by its time"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"


def upgrade() -> None:
    op.add_column("members", sa.Column("privacy_agreed", sa.Date(), nullable=True))
    op.create_index("ix_audit_at", "audit", ["at"])


def downgrade() -> None:
    op.drop_index("ix_audit_at", "audit")
    op.drop_column("members", "privacy_agreed")
