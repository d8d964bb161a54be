"""Kept on time by month: a line for each side, ours plain with circles, theirs dashed with diamonds."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from desktop.domain.measures import NOT_ENOUGH, Measure, Month, Ratio
from desktop.domain.roles import Side
from desktop.formats import format_month
from desktop.i18n import _
from ui.screens.promises_kept.figure import Figure
from ui.theme import theme
from ui.widgets.measure_words import percent, share_words, side_words
from ui.widgets.side_mark import SIDE_COLOR, paint_mark

_HEIGHT, _AXIS = 168, 22  # pixels, for text of normal size


class TrendChart(Figure):
    """Months with fewer than five say nothing: the line goes on from the next that has enough."""

    def __init__(self) -> None:
        super().__init__(Measure.TREND)
        self._months: tuple[Month, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_months(self, months: tuple[Month, ...]) -> None:
        """Draw `months`, which follow each other."""
        self._months = months
        self.say("; ".join(_spoken(months)) or _(NOT_ENOUGH))

    def sizeHint(self) -> QSize:
        return QSize(theme().px(360), theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(240), theme().px(_HEIGHT))

    def paint(self, painter: QPainter) -> None:
        look = theme()
        small = look.font(-1)
        scale = QFontMetrics(small).horizontalAdvance(percent(1)) + look.px(8)
        names = max(QFontMetrics(look.font(-1, 600)).horizontalAdvance(side_words(side)) for side in Side)
        area = QRectF(self.rect()).adjusted(
            look.px(8) + scale, look.px(14), -(names + look.px(34)), -look.px(_AXIS + 8)
        )
        self._paint_scale(painter, area, scale)
        if not any(share is not None for side in Side for _n, share in self._shares(side)):
            self.write(painter, area.adjusted(look.px(8), 0, 0, 0), _(NOT_ENOUGH), look.font(0, 500), "muted")
        for side in (Side.CLIENT, Side.AGENCY):
            self._paint_line(painter, area, side)
        self._paint_ends(painter, area, names)
        self._paint_months(painter, area)

    def _paint_scale(self, painter: QPainter, area: QRectF, width: float) -> None:
        look = theme()
        for share in (0.0, 0.5, 1.0):
            y = area.bottom() - area.height() * share
            painter.setPen(QPen(look.color("border"), 1))
            painter.drawLine(self._at(area.left(), y), self._at(area.right(), y))
            room = QRectF(area.left() - width, y - look.px(9), width - look.px(6), look.px(18))
            self.write(painter, room, percent(share), look.font(-1), "muted", right=True)

    def _paint_line(self, painter: QPainter, area: QRectF, side: Side) -> None:
        look = theme()
        points = [self._point(area, n, share) for n, share in self._shares(side) if share is not None]
        style = Qt.PenStyle.SolidLine if side == Side.AGENCY else Qt.PenStyle.DashLine
        painter.setPen(QPen(look.color(SIDE_COLOR[side]), 1.8, style))
        for one, next_one in pairwise(points):
            painter.drawLine(one, next_one)
        half = look.px(7)
        for point in points:
            paint_mark(painter, QRectF(point.x() - half, point.y() - half, 2 * half, 2 * half), side)

    def _paint_ends(self, painter: QPainter, area: QRectF, width: float) -> None:
        """Whose line it is, at its end; one name makes room for the other."""
        look, font = theme(), theme().font(-1, 600)
        high = float(QFontMetrics(font).height())
        ends: list[tuple[float, Side]] = []
        for side in Side:
            shares = [share for _n, share in self._shares(side) if share is not None]
            if shares:
                ends.append((area.bottom() - area.height() * shares[-1], side))
        ends.sort()
        near = high - (ends[-1][0] - ends[0][0]) if len(ends) == len(Side) else 0.0
        for n, (y, side) in enumerate(ends):
            top = y - high / 2 + (max(near, 0.0) / 2 if n else -max(near, 0.0) / 2)
            mark = QRectF(area.right() + look.px(10), top, look.px(12), high)
            name = QRectF(mark.right() + look.px(4), top, width + 2, high)
            paint_mark(painter, self.mirrored(mark), side)
            self.write(painter, name, side_words(side), font, SIDE_COLOR[side])

    def _paint_months(self, painter: QPainter, area: QRectF) -> None:
        """As many names as there is room for, the last one always."""
        look, font = theme(), theme().font(-1)
        metrics = QFontMetrics(font)
        last, free = len(self._months) - 1, float(self.width())
        for n in range(last, -1, -1):
            with_year = n in {0, last} or self._months[n].first.month == 1
            words = format_month(self._months[n].first, with_year=with_year)
            width = metrics.horizontalAdvance(words) + 4
            left = min(max(self._x(area, n) - width / 2, 0), self.width() - width)
            if left + width + look.px(8) > free:
                continue
            free = left
            self.write(painter, QRectF(left, area.bottom() + look.px(4), width, look.px(_AXIS)), words, font, "text2")

    def _shares(self, side: Side) -> Iterator[tuple[int, float | None]]:
        for n, month in enumerate(self._months):
            yield n, _of(month, side).share

    def _x(self, area: QRectF, n: int) -> float:
        """As read from left to right."""
        inset, last = theme().px(14), len(self._months) - 1
        return area.left() + inset + (area.width() - 2 * inset) * (n / last if last else 0.5)

    def _point(self, area: QRectF, n: int, share: float) -> QPointF:
        return self._at(self._x(area, n), area.bottom() - area.height() * share)

    def _at(self, x: float, y: float) -> QPointF:
        return QPointF(self.width() - x if self.is_mirrored else x, y)


def _of(month: Month, side: Side) -> Ratio:
    return month.agency if side == Side.AGENCY else month.client


def _spoken(months: tuple[Month, ...]) -> Iterator[str]:
    for month in months:
        if month.agency.share is not None or month.client.share is not None:
            yield _("{month}: us {us}, them {them}").format(
                month=format_month(month.first), us=share_words(month.agency), them=share_words(month.client)
            )
