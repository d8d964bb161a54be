"""The one kind of dialog: title, body, an error in place, Cancel and one thing to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.i18n import _
from ui.messages import MessageBar
from ui.theme import label, theme
from ui.widgets.buttons import Button


class Dialog(QDialog):
    """Fill `body`, connect `accepted_now`, call `finish()` when it worked or `fail(sentence)` when it did not.

    Ctrl+Enter accepts. Esc closes; where `changed()` is true it asks first, in the dialog.
    """

    accepted_now = Signal()

    def __init__(
        self, parent: QWidget, *, title: str, primary: str, text: str = "", cancel: bool = True, icon: str = ""
    ) -> None:
        super().__init__(parent)
        look = theme()
        self.setWindowTitle(title)
        self.setModal(True)
        self.body = QWidget()
        self.bar = MessageBar()
        self.primary = Button(primary, icon, primary=True)
        self.primary.setAutoDefault(False)
        self.primary.setToolTip(QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText))
        self.primary.clicked.connect(self.accepted_now)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(look.px(8))
        self.buttons.addStretch(1)
        if cancel:
            self._cancel = Button(_("Cancel"))
            self._cancel.setAutoDefault(False)
            self._cancel.clicked.connect(self.reject)
            self.buttons.addWidget(self._cancel)
        self.buttons.addWidget(self.primary)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[look.px(24)] * 4)
        column.setSpacing(look.px(12))
        column.addWidget(label(title, "title", wrap=True))
        if text:
            column.addWidget(label(text, "text2", wrap=True))
        column.addWidget(self.bar)
        column.addWidget(self.body, stretch=1)
        column.addLayout(self.buttons)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._accept)
        self.setMinimumWidth(look.px(440))

    def changed(self) -> bool:
        """Whether closing would lose something. Override."""
        return False

    def fail(self, sentence: str | Exception) -> None:
        """Say why it could not be done; the dialog stays, with all that was typed."""
        self.bar.say(str(sentence), "late")

    def finish(self) -> None:
        """It worked: close."""
        self.accept()

    def reject(self) -> None:
        if not self.changed():
            super().reject()
            return
        self.bar.say(_("Close without keeping what you entered?"), "soon", ((_("Discard it"), super().reject),))

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()

    def _accept(self) -> None:
        if self.primary.isEnabled():
            focused = self.focusWidget()
            self.primary.setFocus(Qt.FocusReason.ShortcutFocusReason)  # lets the field being typed in finish first
            self.accepted_now.emit()
            if focused is not None and self.isVisible():
                focused.setFocus(Qt.FocusReason.OtherFocusReason)
