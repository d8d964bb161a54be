"""Words and marks along a line of a list, whichever way the language runs."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from ui.theme import theme


class Line:
    """Room on a line that is used up from its start and its end, whichever way the language runs."""

    def __init__(self, rect: QRectF, mirrored: bool) -> None:
        self.rect, self._mirrored = QRectF(rect), mirrored

    def halves(self) -> "tuple[Line, Line]":
        """The line above and the line below."""
        top, bottom = QRectF(self.rect), QRectF(self.rect)
        top.setBottom(self.rect.center().y())
        bottom.setTop(self.rect.center().y())
        return Line(top, self._mirrored), Line(bottom, self._mirrored)

    def cut_start(self, width: float) -> QRectF:
        """Take so much of its start."""
        return self._cut(width, left=not self._mirrored)

    def cut_end(self, width: float) -> QRectF:
        """Take so much of its end."""
        return self._cut(width, left=self._mirrored)

    def write(self, painter: QPainter, text: str, font: QFont, color: str) -> None:
        """All of it, from its start; elided where there is no room."""
        self._draw(painter, self.rect, text, font, color, end=False)

    def write_end(self, painter: QPainter, width: float, text: str, font: QFont, color: str) -> None:
        """At its end, in so much room, which is then used up."""
        self._draw(painter, self.cut_end(width), text, font, color, end=True)

    def _cut(self, width: float, *, left: bool) -> QRectF:
        part = QRectF(self.rect)
        part.setWidth(width)
        if left:
            self.rect.setLeft(self.rect.left() + width)
        else:
            part.moveRight(self.rect.right())
            self.rect.setRight(self.rect.right() - width)
        return part

    def _draw(self, painter: QPainter, rect: QRectF, text: str, font: QFont, color: str, *, end: bool) -> None:
        flags = Qt.AlignmentFlag.AlignRight if end != self._mirrored else Qt.AlignmentFlag.AlignLeft
        painter.setFont(font)
        painter.setPen(theme().color(color))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | flags, shown)
