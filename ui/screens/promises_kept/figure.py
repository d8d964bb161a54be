"""A figure one can stand on: its value and what it means are told by keys and to a screen reader."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.domain.measures import Measure
from desktop.domain.roles import Side
from desktop.i18n import _
from ui.theme import theme, tip
from ui.widgets.popover import asks, popover_of
from ui.widgets.side_mark import SIDE_COLOR, paint_mark

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


def definitions(measure: Measure, *also: Measure) -> list[str]:
    """What `measure` means, then what the others do, each with its name."""
    named = _("{title}: {value}")
    others = [named.format(title=_(other.label), value=_(other.definition)) for other in also]
    return [_(measure.definition), *others]


class Figure(QWidget):
    """Whatever shows a measure. Space, Enter, F1, ? or a click tell its definition; arrows go to its neighbours.

    Draw in `paint`; `say` what it shows in words whenever that changes.
    """

    moved = Signal(int)

    def __init__(self, measure: Measure, title: str = "", also: tuple[Measure, ...] = ()) -> None:
        """`also`: what else is shown in it, and explained."""
        super().__init__()
        self.measure, self._title, self._also, self.said = measure, title or _(measure.label), also, ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme().changed.connect(self.updateGeometry)
        self.say("")

    @property
    def title(self) -> str:
        """What it is called."""
        return self._title

    def say(self, words: str) -> None:
        """Its value in words, for whoever does not see it."""
        self.said = words
        self.setAccessibleName(_("{title}: {value}").format(title=self._title, value=words) if words else self._title)
        self.setAccessibleDescription(" ".join(self._definitions()))
        self.update()

    def explain(self) -> None:
        """Tell, or take back, what it means."""
        popover_of(self).turn(self, self._title, [*([self.said] if self.said else []), *self._definitions()])

    def _definitions(self) -> list[str]:
        return definitions(self.measure, *self._also)

    def paint(self, painter: QPainter) -> None:
        """Draw it. Override."""

    def tip_at(self, point: QPoint) -> str:
        """What to say where the mouse stays; its definition where nothing else is. Override."""
        return "\n".join(self._definitions())

    @property
    def is_mirrored(self) -> bool:
        """Whether it is read from right to left."""
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def mirrored(self, rect: QRectF) -> QRectF:
        """`rect`, given as read from left to right, where it stands here."""
        if self.is_mirrored:
            rect.moveLeft(self.width() - rect.right())
        return rect

    def write(
        self, painter: QPainter, rect: QRectF, words: str, font: QFont, token: str, *, right: bool = False
    ) -> None:
        """One line of `words` in `rect` (as read from left to right), elided where it must be; `right`: at its end."""
        painter.setFont(font)
        painter.setPen(theme().color(token))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(rect.width()))
        end = right != self.is_mirrored
        side = Qt.AlignmentFlag.AlignRight if end else Qt.AlignmentFlag.AlignLeft
        painter.drawText(
            self.mirrored(QRectF(rect)), side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, shown
        )

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and asks(event):
            event.accept()
            return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), tip(self.tip_at(event.pos())), self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if asks(event):
            self.explain()
        elif step:
            sideways = event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}
            self.moved.emit(-step if sideways and self.is_mirrored else step)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.explain()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme().px(8), theme().px(8))


class Tile(Figure):
    """A figure as a number: its name above, what stands beside it below. `side` adds the shape."""

    def __init__(
        self, measure: Measure, title: str = "", side: Side | None = None, also: tuple[Measure, ...] = ()
    ) -> None:
        super().__init__(measure, title, also)
        self._side, self._value, self._below, self._quiet = side, "", "", True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def value(self) -> str:
        """The number, in words."""
        return self._value

    def show_value(self, value: str, below: str = "", *, said: str = "", quiet: bool = False) -> None:
        """`below` stands in small letters; `said` is all of it for whoever does not see it; `quiet`: not enough."""
        self._value, self._below, self._quiet = value, below, quiet
        self.say(said or value)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(190), sum(self._heights()) + theme().px(22))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), self.sizeHint().height())

    def paint(self, painter: QPainter) -> None:
        look = theme()
        painter.setPen(QPen(look.color("border"), 1))
        painter.setBrush(look.color("raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.px(8), look.px(8))
        left, top, width = look.px(14), float(look.px(10)), self.width() - look.px(26)
        heights = self._heights()
        shift = self._paint_mark(painter, QRectF(left, top, look.px(12), heights[0]))
        name, token = (look.font(0, 600), SIDE_COLOR[self._side]) if self._side else (look.font(-1), "text2")
        self.write(painter, QRectF(left + shift, top, width - shift, heights[0]), self.title, name, token)
        top += heights[0]
        number = QRectF(left, top, width, heights[1])
        self.write(painter, number, self._value, self._number_font(), "muted" if self._quiet else "text")
        self.write(painter, QRectF(left, top + heights[1], width, heights[2]), self._below, look.font(-1), "text2")

    def _paint_mark(self, painter: QPainter, rect: QRectF) -> int:
        """The shape of its side; how much room it takes."""
        if self._side is None:
            return 0
        paint_mark(painter, self.mirrored(rect), self._side)
        return theme().px(18)

    def _number_font(self) -> QFont:
        """Words instead of a number are not shouted."""
        return theme().font(0, 500) if self._quiet else theme().font(6 if self._side else 2, 600)

    def _heights(self) -> tuple[int, int, int]:
        look = theme()
        number = QFontMetrics(look.font(6 if self._side else 2, 600)).height() + look.px(4)
        return QFontMetrics(look.font(0, 600)).height(), number, QFontMetrics(look.font(-1)).height()
