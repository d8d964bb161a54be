"""The one kind of dialog: title, body, an error in place, Cancel and one thing to do."""

from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
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
            self.cancel = Button(_("Cancel"))
            self.cancel.setAutoDefault(False)
            self.cancel.clicked.connect(self.reject)
            self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.primary)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(look.px(24), look.px(18), look.px(24), look.px(18))
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
        self._grow()

    def finish(self) -> None:
        """It worked: close."""
        self.accept()

    def reject(self) -> None:
        if not self.changed():
            super().reject()
            return
        self.bar.say(_("Close without keeping what you entered?"), "soon", ((_("Discard it"), super().reject),))
        self._grow()
        self.bar.focus_action()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the body, and go from there to the buttons (which were made first)."""
        super().showEvent(event)
        self._grow()
        fields = _focusable(self.body)
        buttons = [item.widget() for n in range(self.buttons.count()) if (item := self.buttons.itemAt(n))]
        chain = [*fields, *(button for button in buttons if button is not None)]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
        if fields and not self.body.isAncestorOf(self.focusWidget() or self):
            fields[0].setFocus(Qt.FocusReason.TabFocusReason)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._grow()
        return handled

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()

    def _grow(self) -> None:
        """Make room for all of it: Qt does not ask how high wrapped lines are at the width that the dialog has."""
        self._column.activate()
        width = max(self.width(), self._column.totalMinimumSize().width())
        wanted = max(self._column.totalHeightForWidth(width), self._column.totalSizeHint().height())
        self.resize(width, max(self.height(), wanted))

    def _accept(self) -> None:
        if self.primary.isEnabled():
            focused = self.focusWidget()
            self.primary.setFocus(Qt.FocusReason.ShortcutFocusReason)  # lets the field being typed in finish first
            self.accepted_now.emit()
            if focused is not None and self.isVisible():
                focused.setFocus(Qt.FocusReason.OtherFocusReason)


def _focusable(body: QWidget) -> list[QWidget]:
    """What takes the Tab key in `body`, in the order it was put there.

    Not by `nextInFocusChain`: PySide takes what that returns for a child of what it was asked of, and so lets go of the
    dialog while it is open.
    """
    return [
        widget
        for widget in body.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.focusProxy()
        and not widget.isHidden()
        and widget.window() is body.window()  # the list of a combo box is a window of its own
    ]
