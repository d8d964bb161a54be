"""The Undo of a toast: takes back just what the toast speaks of, and nothing that was done since."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.errors import UserError
from desktop.i18n import _
from desktop.services.history import UndoStack
from ui.messages import messages_of


def undo_just(widget: QWidget, undo: UndoStack) -> Callable[[], None]:
    """Call this right after the edit; the result takes that edit back, while it is still the newest one."""
    edit = undo.newest

    def take_back() -> None:
        if undo.newest is not edit:
            messages_of(widget).warn(_("More was done since. Undo goes back step by step."))
            return
        try:
            undo.undo()
        except UserError as error:
            messages_of(widget).error(error)

    return take_back
