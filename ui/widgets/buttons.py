"""Buttons that show their icon and their key: "Mark done  D"."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy

from ui.icons import SIZE, paint_icon
from ui.theme import Weight, theme

HOVERED = 105
"""How much lighter a filled button is under the mouse, in percent: its words stay readable."""
_LTR = "\u200e"  # around a key: "Ctrl+." stays as it is among words that run from right to left


def is_pressed(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Whether Enter pressed `button`, which has the focus: Qt leaves all but Space to dialogs."""
    is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
    if is_enter and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        button.click()
        return True
    return False


class Button(QPushButton):
    """A push button; `primary` for the one thing to do next, `quiet` without a frame."""

    def __init__(
        self,
        text: str,
        icon: str = "",
        key: str = "",
        *,
        primary: bool = False,
        quiet: bool = False,
    ) -> None:
        super().__init__(text)
        self._icon, self._key, self._primary, self._quiet = icon, key, primary, quiet
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleDescription(key)
        theme().changed.connect(self.updateGeometry)

    def set_primary(self, primary: bool) -> None:
        """Make it the one thing to do next, or not."""
        self._primary = primary
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = sum(part for _kind, part in self._parts()) + 2 * theme().px(11 if self.text() else 7)
        return QSize(width, max(theme().px(30), QFontMetrics(self._font()).height() + theme().px(10)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not is_pressed(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._paint_frame(painter)
        painter.setFont(self._font())
        parts = self._parts_with_room()
        x = (self.width() - sum(width for _kind, width in parts)) // 2
        for kind, width in parts:
            rect = QRect(x, 0, width, self.height())
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                rect.moveLeft(self.width() - x - width)
            x += width
            if kind == "icon":
                side = theme().px(SIZE)
                paint_icon(painter, self._icon, QRect(rect.left(), (self.height() - side) // 2, side, side), ink.name())
            elif kind in {"text", "key"}:
                painter.setPen(ink)
                text = self.text() if kind == "text" else f"{_LTR}{self._key}{_LTR}"
                flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextShowMnemonic.value
                painter.drawText(rect, flags, text)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.EnabledChange}:
            self.updateGeometry()
        super().changeEvent(event)

    def _weight(self) -> Weight:
        return 600 if self._primary else 400

    def _font(self) -> QFont:
        return theme().font(weight=self._weight())

    def _parts(self) -> list[tuple[str, int]]:
        look, weight = theme(), self._weight()
        parts: list[tuple[str, int]] = []
        if self._icon:
            parts.append(("icon", look.px(SIZE)))
        if self.text():
            parts += [("gap", look.px(5))] if parts else []
            plain = self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
            parts.append(("text", look.width(plain, 0, weight) + 2))
        if self._key:
            parts += [("gap", look.px(9)), ("key", look.width(self._key, 0, weight) + 2)]
        return parts

    def _parts_with_room(self) -> list[tuple[str, int]]:
        """All of them; in a button that is squeezed the key goes first, then the icon, and the words stay whole."""
        parts, room = self._parts(), self.width() - 2 * theme().px(4)
        if self._key and self.text() and sum(width for _kind, width in parts) > room:
            parts = parts[:-2]
        if self._icon and self.text() and sum(width for _kind, width in parts) > room:
            parts = parts[2:]
        return parts

    def _paint_frame(self, painter: QPainter) -> QColor:
        """Fill, frame and focus ring; gives back the ink for what stands on it."""
        look, enabled = theme(), self.isEnabled()
        filled = self._primary and enabled
        fill = look.color("accent_fill" if filled else "raised")
        if self.underMouse() and enabled:
            fill = fill.lighter(HOVERED) if filled else look.color("hover")
        if self.isDown():
            fill = fill.darker(108)
        hidden = self._quiet and not self.underMouse() and not self.isDown()
        painter.setBrush(Qt.BrushStyle.NoBrush if hidden else fill)
        edge = QColor(Qt.GlobalColor.transparent) if self._quiet or filled else look.color("control")
        painter.setPen(QPen(edge if enabled else look.color("border"), 1))
        rect, radius = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), look.px(6)
        painter.drawRoundedRect(rect, radius, radius)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
            if filled:
                painter.setPen(QPen(look.color("on_fill"), 1))
                painter.drawRoundedRect(rect.adjusted(2.5, 2.5, -2.5, -2.5), radius - 2, radius - 2)
        if not enabled:
            return look.color("muted")
        return look.color("on_fill" if filled else "text")
