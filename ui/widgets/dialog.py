"""The one kind of dialog: title, body, an error in place, Cancel and one thing to do."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desktop.i18n import _
from ui.commands import key_text
from ui.messages import MessageBar
from ui.theme import label, theme
from ui.widgets.buttons import Button

_ONE_LINE = (QLineEdit, QComboBox, QAbstractSpinBox, QAbstractButton)  # buttons mostly take their Enter themselves
_FRAME = 48
"""Pixels left to the frame that the system draws around a dialog."""


class Dialog(QDialog):
    """Fill `column`, connect `accepted_now`, call `finish()` when it worked or `fail(sentence)` when it did not.

    What is higher than the screen scrolls; title and buttons stay in sight.
    Ctrl+Enter accepts; where `by_enter`, so does Enter in what has one line, and on a button that does nothing by it.
    Esc closes; where `changed()` is true it asks first, in the dialog, and Esc again takes the question back.
    """

    accepted_now = Signal()
    by_enter = False

    def __init__(
        self, parent: QWidget, *, title: str, primary: str, text: str = "", cancel: bool = True, icon: str = ""
    ) -> None:
        super().__init__(parent)
        look = theme()
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._asked_at: QWidget | None = None
        self.body = QWidget()
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look.px(10))
        self._area = _Area(self.body, title)
        self.bar = MessageBar()
        self.primary = Button(primary, icon, primary=True)
        self.primary.setAutoDefault(False)
        self.primary.setToolTip(key_text("Ctrl+Return"))
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
        column.addWidget(self._area, stretch=1)
        column.addLayout(self.buttons)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._accept)
        self.setMinimumWidth(look.px(440))
        QApplication.instance().focusChanged.connect(self._keep_in_sight)  # type: ignore[union-attr] # there is one

    def changed(self) -> bool:
        """Whether closing would lose something. Override."""
        return False

    def fail(self, sentence: str | Exception) -> None:
        """Say why it could not be done; the dialog stays, with all that was typed."""
        self._asked_at = None
        self.bar.say(str(sentence), "late")
        self._grow()

    def finish(self) -> None:
        """It worked: close."""
        self.accept()

    def reject(self) -> None:
        if not self.changed():
            super().reject()
            return
        if self._asked_at is not None and self.bar.isVisible():
            self.bar.hide()
            self._asked_at.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._asked_at = self.focusWidget() or self
        self.bar.say(_("Close without keeping what you entered?"), "soon", ((_("Discard it"), super().reject),))
        self._grow()
        self.bar.focus_action()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(self.focusWidget(), _ONE_LINE)
        if self.by_enter and is_enter:
            self._accept()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the body, and go from there to the buttons (which were made first)."""
        self._grow()  # before Qt puts it in the middle
        super().showEvent(event)
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

    def _grow(self) -> None:
        """Make room for all of it: Qt does not ask how high wrapped lines are at the width that the dialog has."""
        self._column.activate()
        screen = self.screen().availableGeometry()
        most, margins = screen.height() - _FRAME, self._column.contentsMargins()
        width = max(self.width(), self._column.totalMinimumSize().width())
        self._area.want(width - margins.left() - margins.right())
        wanted = max(self._column.totalHeightForWidth(width), self._column.totalSizeHint().height())
        if wanted > most and not self._area.scrolls:  # once for all: the bar's room is not given and taken in turn
            self._area.scrolls = True
            self._area.updateGeometry()
            width = max(width, self._column.totalMinimumSize().width())
        self.resize(width, min(max(self.height(), wanted), most))
        if self.isVisible() and self.geometry().bottom() > screen.bottom():
            self.move(self.x(), self.y() - self.geometry().bottom() + screen.bottom())

    def _keep_in_sight(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.body.isAncestorOf(now):
            self._area.ensureWidgetVisible(now)

    def _accept(self) -> None:
        if self.primary.isEnabled():
            focused = self.focusWidget()
            self.primary.setFocus(Qt.FocusReason.ShortcutFocusReason)  # lets the field being typed in finish first
            self.accepted_now.emit()
            if not isValid(self) or not self.isVisible():
                return  # it worked
            if focused is not None and self.focusWidget() is self.primary:  # else it is in error
                focused.setFocus(Qt.FocusReason.OtherFocusReason)


class _Area(QScrollArea):
    """Holds the body, and asks for all the room that it needs; a little is enough."""

    def __init__(self, body: QWidget, name: str) -> None:
        super().__init__()
        self._body, self._height, self.scrolls = body, 0, False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.setWidget(body)

    def want(self, width: int) -> None:
        """As high as the body is at `width`."""
        layout = self._body.layout()
        height = layout.totalHeightForWidth(width) if layout is not None and layout.hasHeightForWidth() else 0
        height = max(height, self._body.sizeHint().height(), self._body.minimumSizeHint().height())
        if height != self._height:
            self._height = height
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._body.sizeHint().width(), self._height)

    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width() if self.scrolls else 0
        return QSize(self._body.minimumSizeHint().width() + bar, min(self._height, theme().px(60)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


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
