"""When the database cannot be opened: what happened, what to do, and nothing overwritten."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.i18n import _
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState


class NotOpened(QWidget):
    """`reason` is the sentence of the DatabaseError."""

    def __init__(
        self,
        reason: str,
        folder: Path,
        try_again: Callable[[], object],
        choose: Callable[[], object],
        leave: Callable[[], object],
    ) -> None:
        super().__init__()
        self.again = Button(_("Try again"), primary=True)
        self.other, self.leave = Button(_("Choose another data folder…")), Button(_("Quit"))
        for button, act in ((self.again, try_again), (self.other, choose), (self.leave, leave)):
            button.clicked.connect(act)
        column = QVBoxLayout(self)
        column.addWidget(
            EmptyState(
                "triangle-alert",
                _("The database could not be opened"),
                reason,
                (self.again, self.other, self.leave),
                _("Data folder: {folder}. Nothing in it was changed.").format(folder=folder),
            )
        )
        self.setFocusProxy(self.again)
