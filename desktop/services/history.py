"""Undo and redo. An edit knows how to take itself back and come again, both through the service that made it."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.errors import DatabaseError, UserError
from desktop.i18n import N_


class NothingToUndoError(UserError):
    message = N_("There is nothing to undo.")


class NothingToRedoError(UserError):
    message = N_("There is nothing to redo.")


class ChangedSinceError(UserError):
    message = N_("This was changed since, and can't be taken back.")


_MOST = 200  # edits that can be taken back


@dataclass(frozen=True)
class Edit:
    """One user intention. `label` says what it was, in words that follow "Undo"."""

    label: str
    undo: Callable[[], None]
    redo: Callable[[], None]


class UndoStack:
    """The edits of this window, newest last. What can't be taken back any more is dropped, and said.

    Where only the database failed, the edit stays, to be tried again.
    """

    def __init__(self) -> None:
        self._done: list[Edit] = []
        self._undone: list[Edit] = []

    @property
    def newest(self) -> Edit | None:
        """What `undo` would take back."""
        return self._done[-1] if self._done else None

    def record(self, edit: Edit) -> None:
        """Remember an edit that has been committed."""
        self._done = [*self._done[1 - _MOST :], edit]
        self._undone.clear()

    def undo(self) -> str:
        """Take back the newest edit and say which. Raises NothingToUndoError, or why it can't be taken back."""
        if not self._done:
            raise NothingToUndoError
        return _passed_over(self._done, self._undone, lambda edit: edit.undo())

    def redo(self) -> str:
        """Bring back the newest edit taken back and say which. Raises NothingToRedoError, or why it can't come back."""
        if not self._undone:
            raise NothingToRedoError
        return _passed_over(self._undone, self._done, lambda edit: edit.redo())


def _passed_over(source: list[Edit], target: list[Edit], act: Callable[[Edit], None]) -> str:
    """Do `act` with the newest edit of `source`, which then belongs to `target`."""
    edit = source.pop()
    try:
        act(edit)
    except DatabaseError:
        source.append(edit)
        raise
    target.append(edit)
    return edit.label
