"""Transactions. `with store.write() as s:` inside one service method; no session outlives a call."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import get_history
from sqlalchemy.orm.exc import StaleDataError

from desktop.changes import Changes, Notifier
from desktop.errors import ChangedElsewhereError, DatabaseError
from desktop.i18n import _
from desktop.storage import sqlite
from desktop.storage.rows import Base


class Store:
    """Reading and writing transactions on one database. What a write touched is published once, after its commit.

    `session.info["memo"]` outlives sessions: for values dear to make, each beside the revisions it was made of.
    `session.info["touched"]` is for what is written by plain statements, which no session sees.
    """

    def __init__(self, engine: Engine, file: Path, notifier: Notifier) -> None:
        self.file = file
        self._engine = engine
        self._writing = engine.execution_options(writes=True)
        self._notifier = notifier
        self._watch = sqlite.Watch(file)
        self.memo: dict[Any, Any] = {}

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One consistent view. Raises DatabaseError."""
        with self._explained(), Session(self._engine, autoflush=False, info={"memo": self.memo}) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """All or nothing. Raises DatabaseError, also where the file is no longer the one that was opened.

        Raises ChangedElsewhereError, after which every view asks again. Nothing was written then.
        """
        touched: set[tuple[str, UUID]] = set()
        try:
            info = {"memo": self.memo, "touched": touched}
            with self._explained(), Session(self._writing, autoflush=False, info=info) as session, session.begin():
                event.listen(session, "before_flush", lambda s, *_args: touched.update(_touched(s)))
                session.connection()  # waits for its turn: what others commit until then is not taken for ours
                self._watch.look()
                self._check_place()
                yield session
        except ChangedElsewhereError:
            self._notifier.publish(Changes(frozenset(), everything=True))
            raise
        self._watch.ours()
        self._notifier.publish(Changes(frozenset(touched)))

    def changed_elsewhere(self) -> bool:
        """Whether another window or program committed since this was asked last. Raises DatabaseError."""
        with self._explained():
            changed = self._watch.look()
            self._watch.forget()
            return changed

    def backup(self, to: Path) -> None:
        """Copy the database, whole and consistent, to the file `to`, replacing it. Raises DatabaseError."""
        if to.absolute() == self.file.absolute() or (to.exists() and to.samefile(self.file)):
            raise DatabaseError(_("That is the database itself. Choose another name or folder for the copy."))
        self._check_place()
        try:
            sqlite.backup(self.file, to)
        except (OSError, ValueError, sqlite.Error) as error:
            raise DatabaseError(
                _(
                    "The copy could not be written to {file}. Check that its folder is there, is yours to write "
                    "and has space."
                ).format(file=to)
            ) from error

    def close(self) -> None:
        """Give the files back."""
        self._watch.close()
        self._engine.dispose()

    def _check_place(self) -> None:
        """Raises DatabaseError where the file is another than the one that is open, which nobody finds any more."""
        if not self._watch.is_in_place():
            words = _(
                "The database {file} was moved, removed or replaced meanwhile: nothing more is saved. Put it back, then"
                " try again, or start Countersign anew."
            )
            raise DatabaseError(words.format(file=self.file))

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except StaleDataError as error:
            raise ChangedElsewhereError from error
        except (DBAPIError, sqlite.Error) as error:
            if known := sqlite.explain(getattr(error, "orig", error), self.file):
                raise known from error
            raise


def _touched(session: Session) -> Iterator[tuple[str, UUID]]:
    for row in {*session.new, *session.deleted, *session.dirty}:
        if isinstance(row, Base) and (row not in session.dirty or session.is_modified(row)):
            yield row.topic, getattr(row, row.belongs_to)
            for column, topic in row.also.items():
                if get_history(row, column).has_changes():
                    yield topic, getattr(row, row.belongs_to)
