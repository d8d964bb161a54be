"""Promised beside delivered, a row for each step, all to one scale: what was promised is one.

Without colour it reads the same, and as on the check-in page: what was promised is an outline, what was delivered is
solid (the middle one), and a line with an end reaches to what nine of ten did not exceed. The client's is hatched.
"""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from desktop.domain.measures import NOT_ENOUGH, Measure, StepKept
from desktop.domain.roles import Side
from desktop.i18n import _, ngettext
from ui.screens.promises_kept.figure import Figure
from ui.theme import theme
from ui.widgets.measure_words import counted, is_timed, share_words, step_in_full, times_words
from ui.widgets.side_mark import SIDE_COLOR, paint_mark

_FURTHEST = 3.0
"""Bars end at so many times of what was promised; the words beside them say how much it was."""
_ROW, _BAR, _KEY = 46, 12, 24  # pixels, for text of normal size


class StepsChart(Figure):
    """Two lines a step: its name and how often it was in time; its bar and its times."""

    def __init__(self) -> None:
        super().__init__(Measure.TAKEN, _("By step: promised and delivered"), (Measure.ON_TIME,))
        self._steps: tuple[StepKept, ...] = ()
        self._reach = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: tuple[StepKept, ...]) -> None:
        """Draw `steps`."""
        self._steps = steps
        taken = [part for step in steps for part in (step.kept.taken.ninetieth or 0.0, *step.each)]
        self._reach = min(_FURTHEST, max([1.0, *taken]))
        self.say(ngettext("{n} row; T shows it as a table", "{n} rows; T shows them as a table", len(steps)).format(
            n=len(steps)) if steps else _(NOT_ENOUGH))  # fmt: skip
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        look = theme()
        return QSize(look.px(420), look.px(_KEY) + max(len(self._steps), 1) * look.px(_ROW) + look.px(10))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(260), self.sizeHint().height())

    def tip_at(self, point: QPoint) -> str:
        n = (point.y() - theme().px(_KEY + 4)) // theme().px(_ROW)
        return step_in_full(self._steps[n]) if 0 <= n < len(self._steps) else super().tip_at(point)

    def paint(self, painter: QPainter) -> None:
        look, inset = theme(), theme().px(8)
        self._paint_key(painter, QRectF(inset, look.px(4), self.width() - 2 * inset, look.px(_KEY)))
        row = look.px(_ROW)
        for n, step in enumerate(self._steps):
            self._paint_row(painter, step, QRectF(inset, look.px(_KEY + 4) + n * row, self.width() - 2 * inset, row))

    def _paint_key(self, painter: QPainter, rect: QRectF) -> None:
        """What the shapes mean."""
        look, x = theme(), rect.left()
        font, high = look.font(-1), float(look.px(9))
        metrics = QFontMetrics(font)
        ink = look.color("text2")
        for kind, words in (("promised", _("promised")), ("median", _("median")), ("ninetieth", _("nine of ten"))):
            box = self.mirrored(QRectF(x, rect.center().y() - high / 2, look.px(22), high))
            if kind == "promised":
                _outline(painter, box)
            elif kind == "median":
                painter.fillRect(box.adjusted(0, 2, 0, -2), ink)
            else:
                _whisker(painter, box, ink, at_left=self.is_mirrored)
            x += look.px(28)
            width = metrics.horizontalAdvance(words) + 4
            self.write(painter, QRectF(x, rect.top(), width, rect.height()), words, font, "text2")
            x += width + look.px(14)
        said = _("median · nine of ten")
        if x + metrics.horizontalAdvance(said) < rect.right():
            self.write(painter, QRectF(x, rect.top(), rect.right() - x, rect.height()), said, font, "text2", right=True)

    def _paint_row(self, painter: QPainter, step: StepKept, rect: QRectF) -> None:
        look, half = theme(), rect.height() / 2
        top = QRectF(rect.left(), rect.top(), rect.width(), half)
        kept = _("{share}  {count}").format(share=share_words(step.kept.on_time), count=counted(step.kept.on_time))
        strong = look.font(0, 600)
        room = min(QFontMetrics(strong).horizontalAdvance(kept) + look.px(6), rect.width() * 0.5)
        paint_mark(painter, self.mirrored(QRectF(top.left(), top.top(), look.px(12), top.height())), step.side)
        name = top.adjusted(look.px(20), 0, -room - look.px(8), 0)
        self.write(painter, name, step.title, look.font(0, 500), "text")
        enough = step.kept.on_time.share is not None
        self.write(
            painter, QRectF(top.right() - room, top.top(), room, half), kept,
            strong if enough else look.font(-1), "text" if enough else "muted", right=True,
        )  # fmt: skip
        below = QRectF(rect.left() + look.px(20), rect.top() + half - look.px(1), rect.width() - look.px(20), half)
        bars = below.width() * 0.56
        if is_timed(step):
            self._paint_bar(painter, step, QRectF(below.left(), below.top(), bars, half))
        times = QRectF(below.left() + bars + look.px(8), below.top(), below.width() - bars - look.px(8), half)
        self.write(painter, times, times_words(step), look.font(-1), "text2", right=True)

    def _paint_bar(self, painter: QPainter, step: StepKept, room: QRectF) -> None:
        look, one = theme(), room.width() / self._reach
        ink, high = look.color(SIDE_COLOR[step.side]), float(look.px(_BAR))
        top = room.center().y() - high / 2
        _outline(painter, self.mirrored(QRectF(room.left(), top, one, high)))
        for share in step.each:  # while there are fewer than five
            x = room.left() + min(share * one, room.width()) - 1.5
            painter.fillRect(self.mirrored(QRectF(x, top + 2, 3, high - 4)), ink)
        middle, ninetieth = step.kept.taken.median, step.kept.taken.ninetieth
        if middle is None or ninetieth is None:
            return
        solid = QRectF(room.left(), top + 2, max(min(middle * one, room.width()), 2), high - 4)
        fill(painter, self.mirrored(QRectF(solid)), step.side, ink)
        far = QRectF(solid.right(), top - 1, max(min(ninetieth * one, room.width()) - solid.width(), 0), high + 2)
        _whisker(painter, self.mirrored(far), look.color("text"), at_left=self.is_mirrored)


def fill(painter: QPainter, rect: QRectF, side: Side, ink: QColor) -> None:
    """Plain for us; hatched for the client, in a frame."""
    if side == Side.AGENCY:
        painter.fillRect(rect, ink)
        return
    painter.fillRect(rect, theme().tint("client"))
    painter.fillRect(rect, QBrush(ink, Qt.BrushStyle.BDiagPattern))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, 1))
    painter.drawRect(rect)


def _outline(painter: QPainter, rect: QRectF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme().color("control"), 1.2))
    painter.drawRect(rect)


def _whisker(painter: QPainter, rect: QRectF, ink: QColor, *, at_left: bool) -> None:
    """A line along the middle of `rect`, with an end."""
    painter.setPen(QPen(ink, 1.4))
    y, end = rect.center().y(), rect.left() if at_left else rect.right()
    painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
    painter.drawLine(QPointF(end, rect.top() + 1), QPointF(end, rect.bottom() - 1))
