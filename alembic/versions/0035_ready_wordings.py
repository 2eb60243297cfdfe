"""a ready answer has wordings in several languages"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    """What there is, is in the language of whoever wrote it last, as far as that is known."""
    op.add_column(
        "ready_answers", sa.Column("language", sa.String(), server_default="en", nullable=False)
    )
    op.add_column("ready_answers", sa.Column("others", sa.JSON(none_as_null=True), nullable=True))
    op.execute(
        "UPDATE ready_answers SET language = COALESCE("
        "(SELECT language FROM members WHERE id = ready_answers.changed_by), language)"
    )


def downgrade() -> None:
    """The first wording stays; the others have no place in the earlier schema, and go."""
    op.drop_column("ready_answers", "others")
    op.drop_column("ready_answers", "language")
