"""What only SQLite has: how a connection is set up, what its errors mean to the user, triggers and backup."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path, PurePath
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import quote
from uuid import uuid4

from desktop.errors import DatabaseError, NotFoundError, UserError
from desktop.i18n import N_, _

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.engine import Connection
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

Error = sqlite3.Error
"""What the driver raises itself, where SQLAlchemy is not asked."""

BUSY_MS = 2500
"""How long a statement waits for another program's lock, in milliseconds: the window may not stand still for longer."""

DAMAGED = N_("The database {file} is damaged. Nothing was written. Put back the newest file of its “backups” folder.")

FROZEN = (
    # Signed is frozen: not even a defect of ours may change what was signed.
    """CREATE TRIGGER frozen_content BEFORE UPDATE OF id, job_order_id, number, content, fingerprint, logo, proposed_at,
    agreed_at, signed_at, effective_from, withdrawn_because ON agreements
    WHEN OLD.state IN ('signed', 'replaced') BEGIN SELECT RAISE(ABORT, 'signed is frozen'); END""",
    """CREATE TRIGGER frozen_end BEFORE UPDATE OF replaced_from ON agreements
    WHEN OLD.state = 'replaced' BEGIN SELECT RAISE(ABORT, 'signed is frozen'); END""",
    """CREATE TRIGGER frozen_state BEFORE UPDATE OF state ON agreements
    WHEN OLD.state = 'replaced' OR (OLD.state = 'signed' AND NEW.state <> 'replaced')
    BEGIN SELECT RAISE(ABORT, 'signed is frozen'); END""",
    """CREATE TRIGGER frozen_agreement BEFORE DELETE ON agreements
    WHEN OLD.state IN ('signed', 'replaced') BEGIN SELECT RAISE(ABORT, 'signed is frozen'); END""",
    """CREATE TRIGGER frozen_sign_off BEFORE DELETE ON sign_offs
    WHEN (SELECT state FROM agreements WHERE id = OLD.agreement_id) IN ('signed', 'replaced')
    BEGIN SELECT RAISE(ABORT, 'signed is frozen'); END""",
    """CREATE TRIGGER frozen_sign_offs BEFORE INSERT ON sign_offs
    WHEN (SELECT state FROM agreements WHERE id = NEW.agreement_id) IN ('signed', 'replaced')
    BEGIN SELECT RAISE(ABORT, 'signed is frozen'); END""",
    """CREATE TRIGGER frozen_signature BEFORE UPDATE ON sign_offs BEGIN SELECT RAISE(ABORT, 'signed is frozen'); END""",
    """CREATE TRIGGER frozen_scan BEFORE UPDATE ON scans BEGIN SELECT RAISE(ABORT, 'signed is frozen'); END""",
    """CREATE TRIGGER kept_scan BEFORE DELETE ON scans
    WHEN (SELECT state FROM agreements WHERE id = OLD.agreement_id) IN ('signed', 'replaced')
    BEGIN SELECT RAISE(ABORT, 'signed is frozen'); END""",
)
"""Triggers that the initial migration makes. A signed version may still become replaced, from a day; nothing else."""


def only_reading(file: Path, wait: int = BUSY_MS) -> sqlite3.Connection:
    """A connection that can't write, so that a foreign file stays as it is. Locked, it waits `wait` milliseconds.

    Raises sqlite3.Error.
    """
    return sqlite3.connect(f"{uri_of(file.absolute())}?mode=ro", uri=True, timeout=wait / 1000)


def uri_of(file: PurePath) -> str:
    """An absolute path as SQLite reads it in a URI: it refuses the host that `as_uri` makes of an office's drive."""
    path = file.as_posix()
    return "file://" + quote(os.fsencode(path if path.startswith("/") else f"/{path}"))


def engine(file: Path) -> "Engine":
    """An engine on `file`: foreign keys on, WAL, synchronous FULL, transactions begun by us."""
    from sqlalchemy import create_engine, event  # what is shown first is read without it
    from sqlalchemy.engine import URL

    made = create_engine(URL.create("sqlite", database=str(file)), connect_args={"timeout": BUSY_MS / 1000})

    @event.listens_for(made, "connect")
    def set_up(connection: "DBAPIConnection", _entry: "ConnectionPoolEntry") -> None:
        connection.isolation_level = None  # pysqlite begins too late; we send BEGIN
        cursor = connection.cursor()
        for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(made, "begin")
    def begin(connection: "Connection") -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return made


def freeze(connection: "Connection") -> None:
    """Make the triggers that keep what is signed."""
    for trigger in FROZEN:
        connection.exec_driver_sql(trigger)


def explain(error: BaseException, file: Path) -> UserError | None:
    """What a driver's error means to the user and what to do; None where it is a defect of ours."""
    if not isinstance(error, sqlite3.Error):
        return None
    if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return NotFoundError()  # another window removed what this names
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    sentences = {
        sqlite3.SQLITE_BUSY: _("The database {file} is locked by another program. Close it there, then try again."),
        sqlite3.SQLITE_LOCKED: _("The database {file} is locked by another program. Close it there, then try again."),
        sqlite3.SQLITE_READONLY: _(
            "The database {file} is read-only. Make the file and its folder writable, then try again."
        ),
        sqlite3.SQLITE_PERM: _(
            "You may not open the database {file}. Ask for the right to, or choose another data folder."
        ),
        sqlite3.SQLITE_CANTOPEN: _(
            "The database {file} can't be opened. Check that its folder is there and yours to write."
        ),
        sqlite3.SQLITE_FULL: _("The disk is full. Free some space, then try again: what was saved before is safe."),
        sqlite3.SQLITE_IOERR: _("The disk does not answer. Check that it is connected and has space, then try again."),
        sqlite3.SQLITE_CORRUPT: _(DAMAGED),
        sqlite3.SQLITE_NOTADB: _(
            "{file} is not a Countersign database. Nothing was written. Choose another data folder."
        ),
    }
    sentence = sentences.get(code)
    return DatabaseError(sentence.format(file=file)) if sentence else None


def backup(file: Path, to: Path) -> None:
    """Copy the database, whole and consistent even while it is used, to a new file.

    Raises sqlite3.Error, OSError, ValueError.
    """
    to.parent.mkdir(parents=True, exist_ok=True)
    unfinished = to.parent / f".countersign-{uuid4().hex}.part"  # no file of anybody's
    try:
        with closing(only_reading(file)) as source, closing(sqlite3.connect(unfinished)) as target:
            source.backup(target)
        unfinished.replace(to)
    finally:
        unfinished.unlink(missing_ok=True)


class Watch:
    """Notices commits that were not ours: another window's, or another program's; and another file in the place."""

    def __init__(self, file: Path) -> None:
        # Kept open: data_version only tells of commits since this very connection looked last.
        self._db = sqlite3.connect(file, check_same_thread=False, timeout=BUSY_MS / 1000)
        self._file, self._opened = file, file.stat().st_ino
        self._lock = Lock()
        self._seen, self._changed = self._version(), False

    def look(self) -> bool:
        """Whether anything was committed since the last `ours` or `forget`."""
        with self._lock:
            seen = self._version()
            self._changed, self._seen = self._changed or seen != self._seen, seen
            return self._changed

    def ours(self) -> None:
        """What was committed last was our own."""
        with self._lock:
            self._seen = self._version()

    def forget(self) -> None:
        """It was noticed."""
        with self._lock:
            self._changed = False

    def is_in_place(self) -> bool:
        """Whether the file is the one that was opened: one that was moved away takes along what is written."""
        try:
            return self._file.stat().st_ino == self._opened
        except OSError:
            return False

    def close(self) -> None:
        """Give the file back."""
        self._db.close()

    def _version(self) -> int:
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])
