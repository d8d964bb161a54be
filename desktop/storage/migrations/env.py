"""Alembic's entry: runs migrations on the connection that schema.py hands over."""

from alembic import context

from desktop.storage import meeting_rows, tracking_rows  # noqa: F401 - their tables belong to the schema
from desktop.storage.rows import Base

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
