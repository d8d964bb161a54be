"""Who held the ball, and for how long: one bar in parts. Ours is plain, the client's hatched, on hold is empty."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from desktop.domain.measures import BallDays, Measure
from desktop.domain.roles import Side
from desktop.i18n import _
from ui.screens.promises_kept.figure import Figure
from ui.screens.promises_kept.steps_chart import fill
from ui.theme import theme
from ui.widgets.measure_words import ball_words, days_words, percent, side_words
from ui.widgets.side_mark import SIDE_COLOR, paint_mark


class BallChart(Figure):
    """The bar, and below it whose the parts are, with their days."""

    def __init__(self) -> None:
        super().__init__(Measure.BALL)
        self._ball = BallDays()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_ball(self, ball: BallDays) -> None:
        """Draw `ball`."""
        self._ball = ball
        self.say(ball_words(ball))

    def sizeHint(self) -> QSize:
        look = theme()
        return QSize(look.px(360), look.px(38) + 3 * self._line())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(200), self.sizeHint().height())

    def paint(self, painter: QPainter) -> None:
        look, inset = theme(), theme().px(8)
        parts = self._parts()
        total = sum(days for _side, _words, days in parts)
        bar = QRectF(inset, look.px(8), self.width() - 2 * inset, look.px(16))
        if total > 0:
            x = bar.left()
            for side, _words, days in parts:
                width = bar.width() * days / total
                if width >= 1:
                    self._paint_part(painter, self.mirrored(QRectF(x, bar.top(), width, bar.height())), side)
                x += width
        top, line = bar.bottom() + look.px(6), self._line()
        for n, (side, words, days) in enumerate(parts):
            row = QRectF(inset, top + n * line, bar.width(), line)
            self._paint_name(painter, row, side, words, days / total if total else 0.0, days)

    def _paint_part(self, painter: QPainter, rect: QRectF, side: Side | None) -> None:
        if side is not None:
            fill(painter, rect, side, theme().color(SIDE_COLOR[side]))
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme().color("control"), 1.2, Qt.PenStyle.DotLine))
        painter.drawRect(rect)

    def _paint_name(
        self, painter: QPainter, row: QRectF, side: Side | None, words: str, share: float, days: float
    ) -> None:
        look, mark = theme(), QRectF(row.left(), row.top(), theme().px(12), row.height())
        if side is not None:
            paint_mark(painter, self.mirrored(mark), side)
        else:
            box = QRectF(mark.left() + 1, mark.center().y() - look.px(4), look.px(10), look.px(8))
            self._paint_part(painter, self.mirrored(box), None)
        value = _("{days}  {share}").format(days=days_words(days), share=percent(share))
        width = QFontMetrics(look.font(0, 600)).horizontalAdvance(value) + 4
        name = row.adjusted(look.px(20), 0, -width - look.px(8), 0)
        self.write(painter, name, words, look.font(0, 500), SIDE_COLOR[side] if side else "text2")
        end = QRectF(row.right() - width, row.top(), width, row.height())
        self.write(painter, end, value, look.font(0, 600), "text", right=True)

    def _parts(self) -> tuple[tuple[Side | None, str, float], ...]:
        ball = self._ball
        return (
            (Side.AGENCY, side_words(Side.AGENCY), ball.agency),
            (Side.CLIENT, side_words(Side.CLIENT), ball.client),
            (None, _("On hold"), ball.hold),
        )

    def _line(self) -> int:
        return QFontMetrics(theme().font(0, 600)).height() + theme().px(5)
