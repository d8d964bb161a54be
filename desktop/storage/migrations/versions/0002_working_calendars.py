"""Working calendars: each client has hours, both sides have their own days off.

Revision ID: 0002
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """A client that is there already keeps the hours that its steps were counted by so far: the agency's."""
    op.add_column("agencies", sa.Column("days_off", sa.Text(), server_default="[]", nullable=False))
    op.add_column("clients", sa.Column("hours", sa.Text(), server_default="{}", nullable=False))
    op.add_column("clients", sa.Column("days_off", sa.Text(), server_default="[]", nullable=False))
    week = op.get_bind().scalar(sa.text("SELECT week FROM agencies"))
    if week is not None:
        hours = {name: value for name, value in json.loads(week).items() if name in {"days", "opens", "closes"}}
        update = sa.text("UPDATE clients SET hours = :hours")
        op.get_bind().execute(update, {"hours": json.dumps(hours, separators=(",", ":"))})
