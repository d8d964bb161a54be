"""What a figure means, beside the figure: opened and closed by a key, gone when one goes on."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.messages import announce
from ui.theme import label, theme

WIDTH = 380  # pixels, for text of normal size


def asks(event: QEvent) -> bool:
    """Whether a key asks what something means: Space, Enter, F1 or a question mark.

    A widget that explains itself also accepts the ShortcutOverride of these: elsewhere F1 and ? list all keys.
    """
    if not isinstance(event, QKeyEvent) or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return False
    return event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F1, Qt.Key.Key_Question}


class Popover(QFrame):
    """There is one for each window that wants it. It takes no focus: that stays on what it explains."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("role", "toast")
        self._window = window
        self._owner: QWidget | None = None
        self._column = QVBoxLayout(self)
        self.hide()

    @property
    def text(self) -> str:
        """All that it says; empty while hidden."""
        return "" if self.isHidden() else self.accessibleName()

    def turn(self, owner: QWidget, title: str, lines: Sequence[str]) -> None:
        """Explain `owner`, or no longer where it is explained already."""
        if self.isVisible() and self._owner is owner:
            self.dismiss()
            return
        self.dismiss()
        self._owner = owner
        self._fill(title, lines)
        self._place(owner)
        self.show()
        self.raise_()
        owner.installEventFilter(self)
        announce(owner, self.accessibleName())

    def dismiss(self) -> None:
        """Explain nothing."""
        self.hide()
        if self._owner is not None and isValid(self._owner):
            self._owner.removeEventFilter(self)
        self._owner = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride} and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                if kind == QEvent.Type.KeyPress:
                    self.dismiss()
                return True
        elif kind in {QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.Move, QEvent.Type.Resize}:
            self.dismiss()
        return False

    def _fill(self, title: str, lines: Sequence[str]) -> None:
        look = theme()
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._column.setContentsMargins(look.px(14), look.px(10), look.px(14), look.px(12))
        self._column.setSpacing(look.px(4))
        width = min(look.px(WIDTH), self._window.width() - look.px(32))
        for part in (label(title, "strong", wrap=True), *(label(line, "text2", wrap=True) for line in lines)):
            part.ensurePolished()
            part.setFixedWidth(width)
            part.setFixedHeight(part.heightForWidth(width))
            self._column.addWidget(part)
        self.setAccessibleName(" ".join((title, *lines)))

    def _place(self, owner: QWidget) -> None:
        """Below its owner where there is room, otherwise above; always inside the window."""
        self.adjustSize()
        window, gap = self._window, theme().px(6)
        top_left = owner.mapTo(window, QPoint(0, 0))
        below = top_left.y() + owner.height() + gap
        above = top_left.y() - self.height() - gap
        fits = below + self.height() <= window.height() - gap
        x = top_left.x()
        if owner.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            x += owner.width() - self.width()
        y = below if fits else max(above, gap) if above >= gap else window.height() - self.height() - gap
        self.move(min(max(x, gap), window.width() - self.width() - gap), y)


def popover_of(widget: QWidget) -> Popover:
    """The one of the window that `widget` is in."""
    window = widget.window()
    found: Popover | None = window.findChild(Popover)
    return found or Popover(window)
