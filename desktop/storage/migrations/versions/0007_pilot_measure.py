"""What a pilot is measured by.

Revision ID: 0007
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """A pilot that is there already is measured by what is usual: the limit that it tries, where there is one."""
    op.add_column("pilots", sa.Column("measure", sa.String(32), server_default="on_time", nullable=False))
    pilots = op.get_bind().execute(sa.text("SELECT id, limit_after FROM pilots WHERE limit_after IS NOT NULL")).all()
    update = sa.text("UPDATE pilots SET measure = 'within' WHERE id = :id")
    for id, limit in pilots:
        if json.loads(limit)["unit"] in {"working_hours", "working_days", "calendar_days"}:
            op.get_bind().execute(update, {"id": id})
