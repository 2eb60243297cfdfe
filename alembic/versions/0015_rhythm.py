"""how often somebody is written to who does not answer, reminders in the evening, quiet hours, windows,
days off, and journeys with an end"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
NUMBERS = ("unheard", "slowed", "reminders_ignored")
SWITCHES = ("keeps_pace", "readings_only", "reminders")
MORE = {
    "unheard_on": sa.Date(),
    "slowed_at": MOMENT,
    "remind_at": MOMENT,
    "remind_of": sa.BigInteger(),
    "reminded_at": MOMENT,
    "quiet_hours": sa.String(),
    "home_zone": sa.String(),
    "home_at": MOMENT,
}


def upgrade() -> None:
    for name in NUMBERS:
        op.add_column("members", sa.Column(name, sa.Integer(), server_default="0", nullable=False))
    for name in SWITCHES:
        op.add_column(
            "members", sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    for name, kind in MORE.items():
        op.add_column("members", sa.Column(name, kind, nullable=True))
    op.add_column("slots", sa.Column("until", sa.Time(), nullable=True))
    op.create_table(
        "days_off",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
            name=op.f("fk_days_off_member_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_days_off")),
    )
    op.create_index(op.f("ix_days_off_member_id"), "days_off", ["member_id"])
    for name in ("remind_at", "home_at"):
        op.create_index(f"ix_members_{name}", "members", [name])


def downgrade() -> None:
    op.drop_table("days_off")
    op.drop_column("slots", "until")
    for name in ("home_at", "remind_at"):
        op.drop_index(f"ix_members_{name}", table_name="members")
    for name in (*MORE, *SWITCHES, *NUMBERS):
        op.drop_column("members", name)
