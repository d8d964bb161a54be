"""A box to sign in, by mouse, pen or finger."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.agreement import BOX, Stroke
from desktop.i18n import _
from ui.theme import theme

_FINEST = 3  # box units: points nearer to each other than that say nothing more about a line


class SignaturePad(QWidget):
    """Keeps what is drawn as the domain's strokes, whatever its size on the screen.

    Only mouse events are handled: Qt makes them from pen and finger for a widget that wants no others.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._strokes: list[Stroke] = []
        self._drawing: list[tuple[int, int]] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(_("Signature box"))
        self.setAccessibleDescription(_("Drawn with mouse, pen or finger."))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        """What was drawn, pen down to pen up, in the domain's box."""
        return tuple(self._strokes)

    def clear(self) -> None:
        """Wipe the box."""
        self._strokes, self._drawing = [], []
        self.update()
        self.changed.emit()

    def sizeHint(self) -> QSize:
        width = min(theme().px(532), 540)  # large text must leave room for it
        return QSize(width, width * BOX[1] // BOX[0])

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() * 0.6

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._drawing = [self._place(event.position())]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._drawing:
            return
        place, last = self._place(event.position()), self._drawing[-1]
        if abs(place[0] - last[0]) + abs(place[1] - last[1]) >= _FINEST:
            self._drawing.append(place)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self._drawing:
            return
        if len(self._drawing) == 1:  # a dot, as on an i
            x, y = self._drawing[0]
            self._drawing.append((x + 1 if x < BOX[0] else x - 1, y))
        self._strokes.append(tuple(self._drawing))
        self._drawing = []
        self.update()
        self.changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, box = theme(), QPainter(self), self._box()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.GlobalColor.white)  # paper, in the dark too
        painter.setPen(QPen(look.color("focus" if self.hasFocus() else "control"), 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(box, look.px(6), look.px(6))
        painter.setPen(QPen(Qt.GlobalColor.lightGray, 1))
        line = box.top() + box.height() * 0.78
        painter.drawLine(QPointF(box.left() + look.px(16), line), QPointF(box.right() - look.px(16), line))
        ink = QPen(Qt.GlobalColor.black, max(1.5, box.width() / 250))
        ink.setCapStyle(Qt.PenCapStyle.RoundCap)
        ink.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(ink)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in (*self._strokes, tuple(self._drawing)):
            painter.drawPath(self._path(stroke, box))

    def _box(self) -> QRectF:
        """The largest box of the domain's proportions that fits."""
        whole = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        scale = min(whole.width() / BOX[0], whole.height() / BOX[1])
        box = QRectF(0, 0, BOX[0] * scale, BOX[1] * scale)
        box.moveCenter(whole.center())
        return box

    def _place(self, position: QPointF) -> tuple[int, int]:
        box = self._box()
        x = round((position.x() - box.left()) / box.width() * BOX[0])
        y = round((position.y() - box.top()) / box.height() * BOX[1])
        return min(max(x, 0), BOX[0]), min(max(y, 0), BOX[1])

    def _path(self, stroke: Stroke, box: QRectF) -> QPainterPath:
        path, scale = QPainterPath(), box.width() / BOX[0]
        for number, (x, y) in enumerate(stroke):
            point = QPointF(box.left() + x * scale, box.top() + y * scale)
            if number:
                path.lineTo(point)
            else:
                path.moveTo(point)
        return path
