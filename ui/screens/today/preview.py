"""A look at one promise without leaving Today."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from ui.theme import label, theme
from ui.widgets.dialog import Dialog


class PreviewSheet(Dialog):
    """How a time came about, a sentence each. Enter opens the job order, Esc goes back."""

    def __init__(self, parent: QWidget, title: str, sentences: Sequence[str], open_it: Callable[[], object]) -> None:
        super().__init__(parent, title=title, primary=_("Open"))
        column = self.column
        column.setSpacing(theme().px(8))
        for sentence in sentences:
            column.addWidget(label(sentence, wrap=True))
        column.addStretch(1)
        self.cancel.setText(_("Close"))
        self.primary.setDefault(True)
        self.primary.setFocus()

        def opened() -> None:
            self.finish()
            open_it()

        self.accepted_now.connect(opened)
