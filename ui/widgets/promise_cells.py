"""How a cell of the promises is painted: once, and kept as a picture while it says the same."""

from enum import IntEnum
from operator import attrgetter
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.icons import paint_icon
from ui.pages import Index
from ui.table import VALUE_ROLE
from ui.theme import Weight, theme
from ui.widgets.line import Line
from ui.widgets.promise_rows import PromiseRow
from ui.widgets.side_mark import SIDE_COLOR, paint_mark

BAR, SHORT_BAR = 60, 40
"""The longest bar in pixels, in one line and in two."""
MOST_DAYS = 5
"""How many days that shows where none is longer."""
_KEPT = 256  # pictures of cells: those on the screen, and what is scrolled to soon
_SELECTED, _FOCUSED = QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_HasFocus


class Col(IntEnum):
    """The columns, in order."""

    MARK = 0
    STEP = 1
    WHO = 2
    PROMISED = 3
    DELIVERED = 4
    WHEN = 5


_SHOWN = {
    Col.MARK: attrgetter("tint", "icon", "icon_tone", "number"),
    Col.STEP: attrgetter("tint", "is_ball", "title", "reference", "side", "who", "stands_in", "promised"),
    Col.WHO: attrgetter("tint", "side", "who", "stands_in"),
    Col.PROMISED: attrgetter("tint", "promised"),
    Col.DELIVERED: attrgetter("tint", "promised_days", "taken_days", "delivered", "tone", "is_ball", "when", "slid"),
    Col.WHEN: attrgetter("tint", "is_ball", "when", "slid"),
}
"""What of a row a column shows: rows, and job orders, have much in common."""


class _Cell(NamedTuple):
    """All that a cell looks like depends on, but for the theme."""

    shown: Any
    col: int
    size: tuple[int, int]
    is_selected: bool
    is_focused: bool
    mirrored: bool
    ratio: float


class CellDelegate(QStyledItemDelegate):
    """The outline of a bar is what was promised, its filling what was taken.

    Most cells stay as they are when a promise is marked: their pictures are painted in a tenth of the time.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._longest, self._two_lines = float(MOST_DAYS), False
        self._pictures: dict[_Cell, QPixmap] = {}
        theme().changed.connect(self._forget)

    def set_longest(self, days: float) -> None:
        """How many days the longest bar shows."""
        if days != self._longest:
            self._longest = days
            self._forget()

    def set_two_lines(self, on: bool) -> None:
        """Who, and what was promised, below the step; when below what was delivered."""
        if on != self._two_lines:
            self._two_lines = on
            self._forget()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(VALUE_ROLE)
        if not isinstance(row, PromiseRow):
            return
        rect, state, col = option.rect, option.state, index.column()
        cell = _Cell(
            _SHOWN[Col(col)](row),
            col,
            (rect.width(), rect.height()),
            bool(state & _SELECTED),
            bool(state & _FOCUSED),
            option.direction == Qt.LayoutDirection.RightToLeft,
            painter.device().devicePixelRatioF(),
        )
        picture = self._pictures.get(cell)
        if picture is None:
            if len(self._pictures) >= _KEPT:
                self._forget()
            picture = self._pictures[cell] = self._picture(cell, row)
        painter.drawPixmap(rect.topLeft(), picture)

    def _forget(self) -> None:
        self._pictures.clear()

    def _picture(self, cell: _Cell, row: PromiseRow) -> QPixmap:
        look, rect = theme(), QRect(0, 0, *cell.size)
        made = QPixmap(rect.size() * cell.ratio)
        made.setDevicePixelRatio(cell.ratio)
        made.fill(look.tint(row.tint) if row.tint else look.color("selected" if cell.is_selected else "surface"))
        painter = QPainter(made)
        painter.fillRect(0, rect.bottom(), rect.width(), 1, look.color("border"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = Line(rect.toRectF(), cell.mirrored)
        edge = line.cut_start(look.px(8))
        if cell.is_selected and cell.col == Col.MARK:
            painter.fillRect(
                Line(edge, cell.mirrored).cut_start(look.px(3)).adjusted(0, 0, 0, -1), look.color("accent")
            )
        line.cut_end(look.px(6 if cell.col == Col.STEP else 4))
        self._paint_cell(painter, line, cell, row)
        if cell.is_focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawRoundedRect(rect.toRectF().adjusted(1.5, 2.5, -1.5, -2.5), look.px(4), look.px(4))
        painter.end()
        return made

    def _paint_cell(self, painter: QPainter, line: Line, cell: _Cell, row: PromiseRow) -> None:
        look = theme()
        if cell.col == Col.MARK:
            _paint_mark(painter, line, row)
        elif cell.col == Col.STEP:
            self._paint_step(painter, line, row)
        elif cell.col == Col.WHO:
            if row.stands_in:
                line, below = _two(line)
                below.write(painter, row.stands_in, look.font(-1.5), "text2")
            _paint_who(painter, line, row, row.who)
        elif cell.col == Col.PROMISED:
            line.write(painter, row.promised, look.font(), "text2")
        elif cell.col == Col.DELIVERED:
            self._paint_delivered(painter, line, row, mirrored=cell.mirrored)
        else:
            _paint_when(painter, line, row)

    def _paint_step(self, painter: QPainter, line: Line, row: PromiseRow) -> None:
        look = theme()
        if self._two_lines:
            line, below = _two(line)
            words = look.width(row.promised) + 2
            below.write_end(painter, min(words, below.rect.width() / 2), row.promised, look.font(), "text2")
            below.cut_end(look.px(6))
            _paint_who(painter, below, row, row.stands_in or row.who)
        if row.reference:
            width = look.width(row.reference) + 4
            line.write_end(painter, min(width, line.rect.width() / 2), row.reference, look.font(), "candidate")
            line.cut_end(look.px(6))
        line.write(painter, row.title, look.font(weight=600 if row.is_ball else 500), "text")

    def _paint_delivered(self, painter: QPainter, line: Line, row: PromiseRow, *, mirrored: bool) -> None:
        look = theme()
        if self._two_lines:
            line, below = _two(line)
            when: Weight = 600 if row.tint or row.is_ball else 400
            below.write(painter, row.when_in_full, look.font(weight=when), row.tint or "text2")
        room = line.cut_start(look.px(SHORT_BAR if self._two_lines else BAR))
        line.cut_start(look.px(9))
        if row.promised_days:
            _paint_bar(painter, room, row, self._longest, mirrored=mirrored)
        weight: Weight = 600 if row.tone in {"ok", "late", "soon"} else 400
        line.write(painter, row.delivered, look.font(weight=weight), row.tone)


def _two(line: Line) -> tuple[Line, Line]:
    """Two lines close to each other in the middle."""
    space = theme().px(3)
    line.rect.adjust(0, space, 0, -space)
    return line.halves()


def _paint_mark(painter: QPainter, line: Line, row: PromiseRow) -> None:
    look = theme()
    if not row.icon:
        line.cut_start(look.px(3))
        line.write(painter, str(row.number), look.font(), "text2")
        return
    line.cut_start(look.px(2))
    side = look.px(16)
    box = line.cut_start(side)
    paint_icon(painter, row.icon, QRectF(box.x(), box.center().y() - side / 2, side, side), row.icon_tone)


def _paint_when(painter: QPainter, line: Line, row: PromiseRow) -> None:
    look = theme()
    if row.slid:
        line, below = _two(line)
        below.write(painter, row.slid, look.font(-1.5), row.tint or "text2")
    weight: Weight = 600 if row.tint or row.is_ball else 400
    line.write(painter, row.when, look.font(weight=weight), row.tint or "text2")


def _paint_who(painter: QPainter, line: Line, row: PromiseRow, words: str) -> None:
    look = theme()
    if row.side:
        paint_mark(painter, line.cut_start(look.px(14)), row.side)
        line.cut_start(look.px(6))
    line.write(painter, words, look.font(weight=500), SIDE_COLOR[row.side])


def _paint_bar(painter: QPainter, room: QRectF, row: PromiseRow, longest: float, *, mirrored: bool) -> None:
    """To one scale for all rows; one that is longer than the room is drawn to its own."""
    look = theme()
    scale = min(room.width() / longest, room.width() / max(row.promised_days, row.taken_days))
    high, thin, radius = look.px(11), look.px(7), look.px(3)

    def box(days: float, height: float, least: float) -> QRectF:
        width = max(days * scale, least)
        left = room.right() - width if mirrored else room.left()
        return QRectF(left, room.center().y() - height / 2, width, height)

    whole = box(row.promised_days, high, look.px(13)).adjusted(0.5, 0.5, -0.5, -0.5)
    if row.taken_days:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(row.tone if row.tone in {"ok", "soon", "late"} else "control"))
        filled = box(row.taken_days, thin, look.px(3))
        if row.taken_days <= row.promised_days:
            filled = filled.intersected(whole.adjusted(2, 0, -2, 0))
        painter.drawRoundedRect(filled, look.px(2), look.px(2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.color("text" if row.taken_days > row.promised_days else "text2"), 1.2))
    painter.drawRoundedRect(whole, radius, radius)
