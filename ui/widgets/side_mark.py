"""Whose it is: agency a blue circle, client a magenta diamond, both the two together. Always with words beside it."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.i18n import N_
from ui.theme import theme

SideName = Literal["agency", "client", "both", ""]
SIDE_COLOR = {"agency": "us", "client": "client", "both": "text", "": "muted"}
SIDE_WORDS = {"agency": N_("Agency"), "client": N_("Client"), "both": N_("Both"), "": ""}
MARK = 10  # pixels wide, beside text of normal size


def side_name(sides: frozenset[str] | set[str]) -> SideName:
    """The name for a set of sides (a `Side` is a str)."""
    if "agency" in sides:
        return "both" if "client" in sides else "agency"
    return "client" if "client" in sides else ""


def paint_mark(painter: QPainter, rect: QRectF, side: str) -> None:
    """Draw the shape for `side` in the middle of `rect`, in its colour."""
    look = theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    middle, half = rect.center(), look.px(MARK) / 2
    shift = half * 0.75 if side == "both" else 0.0
    size = half * 0.72 if side == "both" else half
    if side in {"agency", "both"}:
        painter.setBrush(look.color("us"))
        painter.drawEllipse(middle - QPointF(shift, 0), size * 0.85, size * 0.85)
    if side in {"client", "both"}:
        painter.setBrush(look.color("client"))
        centre = middle + QPointF(shift, 0)
        tips = (QPointF(0, -size), QPointF(size, 0), QPointF(0, size), QPointF(-size, 0))
        painter.drawPolygon(QPolygonF([centre + tip * 1.15 for tip in tips]))
    painter.restore()


class SideMark(QWidget):
    """The shape with its words ("◆ Client HR")."""

    def __init__(self, side: SideName, words: str) -> None:
        super().__init__()
        self._side, self._words = side, words
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        look = theme()
        metrics = QFontMetrics(look.font(weight=500))
        return QSize(look.px(20) + metrics.horizontalAdvance(self._words) + 2, metrics.height() + look.px(2))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        mark, words = QRectF(0, 0, look.px(14), self.height()), QRectF(self.rect()).adjusted(look.px(20), 0, 0, 0)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            mark.moveRight(self.width())
            words.moveRight(self.width() - look.px(20))
        paint_mark(painter, mark, self._side)
        painter.setFont(look.font(weight=500))
        painter.setPen(look.color(SIDE_COLOR[self._side]))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._words)
