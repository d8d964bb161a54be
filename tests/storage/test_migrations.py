"""A new schema and a migrated one are the same, and both are what the rows say."""

import re
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from desktop.storage import schema, sqlite
from desktop.storage.rows import Base


def described(engine: Engine) -> dict[str, list[str]]:
    """Each table's, index's and trigger's SQL as its clauses; their order and the white space say nothing."""
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE name <> 'alembic_version'").all()
    return {
        name: sorted(" ".join(re.sub(r"[\s()]+", " ", sql).split()).replace(" ,", ",").split(", "))
        for name, sql in rows
        if sql
    }


def migrated(file: Path) -> Engine:
    """An empty database brought to the newest schema by all migrations in turn."""
    engine = sqlite.engine(file)
    with engine.execution_options(writes=True).begin() as connection:
        schema.run_migrations(connection)
    return engine


def test_a_migrated_database_equals_a_new_one(tmp_path: Path) -> None:
    new, old = schema.open_database(tmp_path / "new.sqlite"), migrated(tmp_path / "old.sqlite")
    assert described(old) == described(new)
    new.dispose()
    old.dispose()


def test_the_migrations_make_what_the_rows_say(tmp_path: Path) -> None:
    engine = migrated(tmp_path / "old.sqlite")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()


def test_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == schema.HEAD
