"""Promises: candidates and their events, pauses, check-ins; absences; what a job order's grade is derived from.

Job orders that are signed already get their promises as soon as the database is opened (services/keeping_up.py).

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("people", sa.Column("away_from", sa.Date(), nullable=True))
    op.add_column("people", sa.Column("away_until", sa.Date(), nullable=True))
    for name in ("pay_confirmed", "slots_booked", "manager_access"):
        op.add_column("job_orders", sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("job_orders", sa.Column("due_at", sa.DateTime(), nullable=True))
    op.create_table(
        "trackings",
        sa.Column("job_order_id", sa.Uuid(), nullable=False),
        sa.Column("quiet_from", sa.DateTime(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["job_order_id"], ["job_orders.id"]),
        sa.PrimaryKeyConstraint("job_order_id"),
    )
    op.create_index("ix_trackings_quiet_from", "trackings", ["quiet_from"])
    _part(
        "candidates",
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("events", sa.Text(), nullable=False),
    )
    _part(
        "pauses",
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=True),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("holder", sa.String(32), nullable=True),
        sa.Column("promise_id", sa.Uuid(), nullable=True),
    )
    _part(
        "check_ins",
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
    )
    _part(
        "promises",
        sa.Column("step_id", sa.Uuid(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=True),
        sa.Column("round_number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("pattern", sa.String(32), nullable=False),
        sa.Column("side", sa.String(32), nullable=True),
        sa.Column("does", sa.Text(), nullable=False),
        sa.Column("within_limit", sa.Text(), nullable=False),
        sa.Column("began_at", sa.DateTime(), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("counted_at", sa.DateTime(), nullable=False),
        sa.Column("promised_at", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("not_counted", sa.Text(), nullable=False),
        sa.Column("in_part", sa.Text(), nullable=False),
        sa.Column("slid", sa.Text(), nullable=False),
        sa.Column("promised", sa.Integer(), nullable=False),
        sa.Column("paused", sa.Integer(), nullable=False),
        sa.Column("paused_since", sa.DateTime(), nullable=True),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("taken", sa.Integer(), nullable=True),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("marked_by", sa.Text(), nullable=False),
    )
    due = ["state", "due_at", "paused_since", "pattern", "side", "done_at"]
    op.create_index("ix_promises_due", "promises", due)


def _part(table: str, *columns: "sa.Column[object]") -> None:
    """A table of rows that belong to a tracking."""
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("job_order_id", sa.Uuid(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["job_order_id"], ["trackings.job_order_id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(f"ix_{table}_job_order_id", table, ["job_order_id"])
