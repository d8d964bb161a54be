"""Transactions. `with store.write() as s:` inside one service method; no session outlives a call."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from desktop.changes import Changes, Notifier
from desktop.errors import ChangedElsewhereError
from desktop.storage import sqlite
from desktop.storage.rows import Base


class Store:
    """Reading and writing transactions on one database. What a write touched is published once, after its commit."""

    def __init__(self, engine: Engine, file: Path, notifier: Notifier) -> None:
        self.file = file
        self._engine = engine
        self._writing = engine.execution_options(writes=True)
        self._notifier = notifier

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One consistent view. Raises DatabaseError."""
        with self._explained(), Session(self._engine, autoflush=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """All or nothing. Raises DatabaseError, ChangedElsewhereError; then nothing was written and nobody is told."""
        touched: set[tuple[str, UUID]] = set()
        with self._explained(), Session(self._writing, autoflush=False) as session, session.begin():
            event.listen(session, "before_flush", lambda s, *_: touched.update(_touched(s)))
            yield session
        self._notifier.publish(Changes(frozenset(touched)))

    def close(self) -> None:
        """Give the files back."""
        self._engine.dispose()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except StaleDataError as error:
            raise ChangedElsewhereError from error
        except DBAPIError as error:
            if error.orig and (known := sqlite.explain(error.orig, self.file)):
                raise known from error
            raise


def _touched(session: Session) -> Iterator[tuple[str, UUID]]:
    for row in {*session.new, *session.deleted, *session.dirty}:
        if isinstance(row, Base) and (row not in session.dirty or session.is_modified(row)):
            yield row.kind, getattr(row, row.owner)
