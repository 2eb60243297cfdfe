"""announcements that staff compose, their rounds and recipients, taps, and what owners decide"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _drop_letters_of_old()
    op.drop_table("announcements")
    op.create_table(
        "announcements",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("subject", sa.JSON(), nullable=True),
        sa.Column("buttons", sa.JSON(), nullable=False),
        sa.Column("audience", sa.JSON(), nullable=True),
        sa.Column("timing", sa.JSON(), nullable=False),
        sa.Column("number", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("edition", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("tested", sa.JSON(), nullable=True),
        sa.Column("approved", sa.JSON(), nullable=True),
        sa.Column("asked", sa.JSON(), nullable=True),
        sa.Column("corrects_id", sa.BigInteger(), nullable=True),
        sa.Column("series_id", sa.BigInteger(), nullable=True),
        sa.Column("next_at", MOMENT, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.Column("confirmed_by", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcements")),
    )
    op.create_index(op.f("ix_announcements_state"), "announcements", ["state"])
    op.create_index(op.f("ix_announcements_next_at"), "announcements", ["next_at"])
    op.create_table(
        "rounds",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("announcement_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("report_key", sa.String(), nullable=True),
        sa.Column("shown_at", MOMENT, nullable=True),
        sa.Column("figures", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcements.id"],
            name=op.f("fk_rounds_announcement_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
    )
    op.create_index(op.f("ix_rounds_announcement_id"), "rounds", ["announcement_id"])
    op.create_index(op.f("ix_rounds_state"), "rounds", ["state"])
    op.create_table(
        "recipients",
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("round_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("waiting", sa.Boolean(), nullable=False),
        _member("recipients"),
        sa.PrimaryKeyConstraint("member_id", "round_id", name=op.f("pk_recipients")),
    )
    op.create_index(
        "ix_recipients_waiting",
        "recipients",
        ["round_id", "due_at", "member_id"],
        sqlite_where=sa.text("waiting"),
        postgresql_where=sa.text("waiting"),
    )
    op.create_table(
        "taps",
        sa.Column("announcement_id", sa.BigInteger(), nullable=False),
        sa.Column("button", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        _announcement("taps"),
        sa.PrimaryKeyConstraint("announcement_id", "button", "part", name=op.f("pk_taps")),
    )
    op.create_table(
        "interests",
        sa.Column("announcement_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        _announcement("interests"),
        _member("interests"),
        sa.PrimaryKeyConstraint("announcement_id", "member_id", name=op.f("pk_interests")),
    )
    op.create_index(op.f("ix_interests_member_id"), "interests", ["member_id"])
    op.create_table(
        "rules",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_rules")),
    )
    op.add_column("members", sa.Column("announcements_off_at", MOMENT, nullable=True))
    op.add_column("members", sa.Column("announcement_hours", sa.String(), nullable=True))
    with op.batch_alter_table("outbox", schema=None) as table:
        table.add_column(sa.Column("round_id", SERIAL, nullable=True))
        table.add_column(sa.Column("also", sa.JSON(), nullable=True))
        table.create_index(
            "ix_outbox_round",
            ["round_id", "status"],
            sqlite_where=sa.text("round_id IS NOT NULL"),
            postgresql_where=sa.text("round_id IS NOT NULL"),
        )
        table.create_foreign_key(
            op.f("fk_outbox_round_id"), "rounds", ["round_id"], ["id"], ondelete="CASCADE"
        )


def downgrade() -> None:
    op.execute("DELETE FROM outbox WHERE round_id IS NOT NULL")
    with op.batch_alter_table("outbox", schema=None) as table:
        table.drop_constraint(op.f("fk_outbox_round_id"), type_="foreignkey")
        table.drop_index(
            "ix_outbox_round",
            sqlite_where=sa.text("round_id IS NOT NULL"),
            postgresql_where=sa.text("round_id IS NOT NULL"),
        )
        table.drop_column("also")
        table.drop_column("round_id")
    # Not as a batch: that would make the table anew, and everything hangs on it by cascade.
    op.drop_column("members", "announcement_hours")
    op.drop_column("members", "announcements_off_at")
    for name in ("rules", "interests", "taps", "recipients", "rounds", "announcements"):
        op.drop_table(name)
    op.create_table(
        "announcements",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcements")),
    )
    with op.batch_alter_table("outbox", schema=None) as table:
        table.add_column(sa.Column("announcement_id", SERIAL, nullable=True))
        table.create_index(
            "ix_outbox_announcement",
            ["announcement_id", "status"],
            sqlite_where=sa.text("announcement_id IS NOT NULL"),
            postgresql_where=sa.text("announcement_id IS NOT NULL"),
        )
        table.create_foreign_key(
            op.f("fk_outbox_announcement_id"),
            "announcements",
            ["announcement_id"],
            ["id"],
            ondelete="CASCADE",
        )


def _drop_letters_of_old() -> None:
    """No version that people ran could write an announcement in the chat: there is nothing to carry over."""
    op.execute("DELETE FROM outbox WHERE announcement_id IS NOT NULL")
    with op.batch_alter_table("outbox", schema=None) as table:
        table.drop_constraint(op.f("fk_outbox_announcement_id"), type_="foreignkey")
        table.drop_index(
            "ix_outbox_announcement",
            sqlite_where=sa.text("announcement_id IS NOT NULL"),
            postgresql_where=sa.text("announcement_id IS NOT NULL"),
        )
        table.drop_column("announcement_id")


def _member(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["member_id"], ["members.id"], name=op.f(f"fk_{table}_member_id"), ondelete="CASCADE"
    )


def _announcement(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["announcement_id"],
        ["announcements.id"],
        name=op.f(f"fk_{table}_announcement_id"),
        ondelete="CASCADE",
    )
