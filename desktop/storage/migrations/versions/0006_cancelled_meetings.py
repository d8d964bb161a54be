"""A meeting that is not held.

Revision ID: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("meetings", sa.Column("cancelled_at", sa.DateTime(), nullable=True))
