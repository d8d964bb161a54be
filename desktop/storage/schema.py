"""Bringing a database file to the schema that this program knows, never touching one it does not."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.errors import DatabaseError
from desktop.i18n import _
from desktop.storage import sqlite

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection, Engine

DATABASE = "countersign.sqlite"
"""The file, in a data folder."""
HEAD = "0007"
"""The newest migration; a test holds it against the migrations themselves."""
MIGRATIONS = Path(__file__).parent / "migrations"


def open_database(file: Path) -> "Engine":
    """An engine on `file`, made if it is not there, migrated (after a backup) if it is behind.

    Raises DatabaseError, in words, where the file is locked, read-only, damaged, foreign or made by a newer version;
    then it was not touched.
    """
    from sqlalchemy.exc import DBAPIError  # SQLAlchemy takes as long to import as all that the window shows first

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        revision = _revision(file)
        engine = sqlite.engine(file)
        if revision is None:
            _create(engine)
        elif revision != HEAD:
            _migrate(engine, file, revision)
            engine.update_execution_options(migrated=True)
        else:
            with engine.connect():  # an unwritable folder fails here, not at the first edit
                pass
    except OSError as error:
        raise DatabaseError(
            _("The data folder {folder} can't be used: {reason}. Choose another with --data.").format(
                folder=file.parent, reason=error.strerror
            )
        ) from error
    except (DBAPIError, sqlite.Error) as error:
        if known := sqlite.explain(getattr(error, "orig", error), file):
            raise known from error
        raise
    return engine


def is_migrated(engine: "Engine") -> bool:
    """Whether the database was of an older schema when it was opened."""
    return bool(engine.get_execution_options().get("migrated"))


def _revision(file: Path) -> str | None:
    """The schema's version; None for a new file."""
    if not file.exists() or file.stat().st_size == 0:
        return None
    with closing(sqlite.only_reading(file)) as db:
        if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise DatabaseError(_(sqlite.DAMAGED).format(file=file))
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "alembic_version" not in tables:
            if not tables:
                return None
            raise DatabaseError(
                _("{file} is not a Countersign database. Nothing was written. Choose another data folder.").format(
                    file=file
                )
            )
        row = db.execute("SELECT version_num FROM alembic_version").fetchone()
        if row is None:
            raise DatabaseError(_(sqlite.DAMAGED).format(file=file))
        return str(row[0])


def _create(engine: "Engine") -> None:
    """A new schema in one transaction: what all migrations make, without loading Alembic (a test compares)."""
    from desktop.storage import meeting_rows, tracking_rows  # noqa: F401 - their tables belong to the schema
    from desktop.storage.rows import Base

    with engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.has_table(connection, "alembic_version"):
            return  # another window was started at the same moment, and first
        Base.metadata.create_all(connection)
        sqlite.freeze(connection)
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (HEAD,))


def _migrate(engine: "Engine", file: Path, revision: str) -> None:
    if revision not in _known_revisions():
        newer = _("The database {file} was made by a newer version of Countersign. Install that version to open it.")
        raise DatabaseError(newer.format(file=file))
    sqlite.backup(file, file.parent / "backups" / f"{file.stem}-{revision}-{datetime.now(UTC):%Y%m%dT%H%M%S}.sqlite")
    with engine.execution_options(writes=True).begin() as connection:
        run_migrations(connection)


def run_migrations(connection: "Connection", to: str = "head") -> None:
    """Bring the database of `connection` to the schema `to`, the newest, in its transaction."""
    from alembic import command

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _known_revisions() -> set[str]:
    from alembic.script import ScriptDirectory

    return {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def _config() -> "Config":
    from alembic.config import Config  # Alembic takes 0.35 s to import and is needed once a release

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
