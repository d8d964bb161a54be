"""The table of promises: promised beside delivered, as words and as a bar."""

from enum import IntEnum
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.i18n import _
from ui.icons import paint_icon
from ui.table import VALUE_ROLE, Column, Table, ValueModel
from ui.theme import Weight, theme
from ui.widgets.promise_rows import PromiseRow, spoken
from ui.widgets.side_mark import SIDE_COLOR, paint_mark

Index = QModelIndex | QPersistentModelIndex
BAR, MOST_DAYS = 70, 5  # the longest bar in pixels, and how many days it shows where none is longer
_LEADING = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading


class Col(IntEnum):
    """The columns, in order."""

    MARK = 0
    STEP = 1
    WHO = 2
    PROMISED = 3
    DELIVERED = 4
    WHEN = 5


_WEIGHTS: dict[Col, Weight] = {Col.WHO: 500, Col.PROMISED: 400}
"""Of the widest words of a column, where they are never 600."""


def _columns() -> list[Column[PromiseRow]]:
    return [
        Column("", lambda row: row.state, 38, tip=lambda row: row.state),
        Column(_("Step"), spoken, tip=spoken),
        Column(_("Who"), lambda row: row.who, 120),
        Column(_("Promised"), lambda row: row.promised, 100),
        Column(_("Delivered"), lambda row: row.delivered, 150),
        Column(_("When"), lambda row: row.when, 114),
    ]


class PromiseTable(Table):
    """Enter or Space asks for the explanation of the current row."""

    asked = Signal()
    _built = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Promises"), parent)
        self._rows: ValueModel[PromiseRow] = ValueModel(_columns())
        self._delegate = _Delegate(self)
        self._built = True
        self.show_model(self._rows)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(Col.STEP, QHeaderView.ResizeMode.Stretch)
        self.opened.connect(lambda _row: self.asked.emit())
        theme().changed.connect(self._choose_columns)

    @property
    def rows(self) -> list[PromiseRow]:
        """All rows, in order."""
        return self._rows.values

    def show_rows(self, rows: list[PromiseRow]) -> None:
        """Show `rows`; the current one stays current while it is there."""
        current = self.current_row()
        self._delegate.longest = max([MOST_DAYS, *(min(row.promised_days, 12) for row in rows)])
        self._rows.set_values(rows)
        now = self.current_row()
        if current is not None and (now is None or now.key != current.key):
            self.select_key(current.key)
        self._choose_columns()

    def current_row(self) -> PromiseRow | None:
        """The current row."""
        row = self.current_value()
        return row if isinstance(row, PromiseRow) else None

    def select_key(self, key: tuple[UUID, UUID | None]) -> bool:
        """Make a row current; where its promise is new or gone, the row of its step. False where there is none."""
        rows = self.rows
        exact = (n for n, row in enumerate(rows) if row.key == key)
        place = next(exact, next((n for n, row in enumerate(rows) if row.step_id == key[0]), None))
        if place is not None:
            self.setCurrentIndex(self._rows.index(place, Col.STEP))
        return place is not None

    def select_promise(self, promise_id: UUID) -> bool:
        """Make the row of a promise current."""
        place = next((n for n, row in enumerate(self.rows) if row.promise_id == promise_id), None)
        if place is not None:
            self.setCurrentIndex(self._rows.index(place, Col.STEP))
        return place is not None

    def show_from_the_top(self) -> None:
        """Scroll no further down than the current row needs."""
        self.scrollToTop()
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._built:
            self._choose_columns()
        super().resizeEvent(event)
        if event.size().height() < event.oldSize().height():  # an explanation takes its room below
            self.scrollTo(self.currentIndex())

    def _choose_columns(self) -> None:
        """As wide as their words; what there is no room for is left out, and told in the explanation."""
        look = theme()
        room = self.viewport().width() - look.px(38 + 160)
        needed = {col: self._wanted(col) for col in (Col.DELIVERED, Col.WHEN, Col.WHO, Col.PROMISED)}
        for col, width in needed.items():
            fits = room >= width or col == Col.DELIVERED
            room -= width if fits else 0
            if self.isColumnHidden(col) == fits:
                self.setColumnHidden(col, not fits)
            if self.columnWidth(col) != width:
                self.setColumnWidth(col, width)

    def _wanted(self, col: Col) -> int:
        look = theme()
        metrics = QFontMetrics(look.font(weight=_WEIGHTS.get(col, 600)))
        texts = [self._rows.columns[col].text(row) for row in self.rows]
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        before = {Col.WHO: look.px(20), Col.DELIVERED: look.px(BAR + 9)}.get(col, 0)
        title = QFontMetrics(look.font()).horizontalAdvance(self._rows.columns[col].title)
        usual = look.px(self._rows.columns[col].width)
        return min(max(usual, before + widest + look.px(14), title + look.px(16)), usual + look.px(70))


class _Delegate(QStyledItemDelegate):
    """Paints cells from the tokens. The outline of a bar is what was promised, its filling what was taken."""

    longest = float(MOST_DAYS)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, look = index.data(VALUE_ROLE), theme()
        rect: QRect = option.rect
        if not isinstance(row, PromiseRow):
            return
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or row.tint:
            painter.fillRect(rect, look.tint(row.tint) if row.tint else look.color("selected"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.color("border"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        col = Col(index.column())
        if selected and col == Col.MARK:
            edge = QRect(rect.left(), rect.top(), look.px(3), rect.height() - 1)
            painter.fillRect(QStyle.visualRect(option.direction, rect, edge), look.color("accent"))
        self._paint_cell(painter, rect, col, row, option.direction)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawRoundedRect(rect.toRectF().adjusted(1.5, 2.5, -1.5, -2.5), look.px(4), look.px(4))
        painter.restore()

    def _paint_cell(
        self, painter: QPainter, rect: QRect, col: Col, row: PromiseRow, direction: Qt.LayoutDirection
    ) -> None:
        inner = rect.adjusted(theme().px(8), 0, -theme().px(4), 0)
        strong = 600 if row.is_ball else 400
        if col == Col.MARK:
            _paint_mark(painter, inner, row, direction)
        elif col == Col.STEP:
            _paint_step(painter, inner, row, direction)
        elif col == Col.WHO:
            _paint_who(painter, inner, row, direction)
        elif col == Col.PROMISED:
            _write(painter, inner, row.promised, "text2")
        elif col == Col.DELIVERED:
            self._paint_delivered(painter, inner, row, direction)
        else:
            _write(painter, inner, row.when, row.tint or "text2", 600 if row.tint else strong)

    def _paint_delivered(self, painter: QPainter, rect: QRect, row: PromiseRow, direction: Qt.LayoutDirection) -> None:
        look = theme()
        room = QRect(rect.left(), rect.top(), look.px(BAR), rect.height())
        words = rect.adjusted(look.px(BAR + 9), 0, 0, 0)
        if row.promised_days:
            room = QStyle.visualRect(direction, rect, room)
            mirrored = direction == Qt.LayoutDirection.RightToLeft
            _paint_bar(painter, room.toRectF(), row, self.longest, mirrored=mirrored)
        is_said = row.tone in {"ok", "late", "soon"}
        _write(painter, QStyle.visualRect(direction, rect, words), row.delivered, row.tone, 600 if is_said else 400)


def _paint_mark(painter: QPainter, rect: QRect, row: PromiseRow, direction: Qt.LayoutDirection) -> None:
    side = theme().px(16)
    box = QRect(rect.left() + theme().px(2), rect.center().y() - side // 2, side, side)
    if row.icon:
        paint_icon(painter, row.icon, QStyle.visualRect(direction, rect, box), row.icon_tone)
    else:
        _write(painter, rect.adjusted(theme().px(3), 0, 0, 0), str(row.number), "text2")


def _paint_step(painter: QPainter, rect: QRect, row: PromiseRow, direction: Qt.LayoutDirection) -> None:
    look, weight = theme(), 600 if row.is_ball else 500
    if row.reference:
        metrics = QFontMetrics(look.font())
        width = min(metrics.horizontalAdvance(row.reference) + 4, rect.width() // 2)
        end = QRect(rect.right() - width, rect.top(), width, rect.height())
        _write(painter, QStyle.visualRect(direction, rect, end), row.reference, "candidate")
        rect = QStyle.visualRect(direction, rect, rect.adjusted(0, 0, -width - look.px(6), 0))
    _write(painter, rect, row.title, "text", weight)


def _paint_who(painter: QPainter, rect: QRect, row: PromiseRow, direction: Qt.LayoutDirection) -> None:
    look = theme()
    if row.side:
        mark = QStyle.visualRect(direction, rect, QRect(rect.left(), rect.top(), look.px(14), rect.height()))
        paint_mark(painter, mark.toRectF(), row.side)
        rect = QStyle.visualRect(direction, rect, rect.adjusted(look.px(20), 0, 0, 0))
    _write(painter, rect, row.who, SIDE_COLOR[row.side], 500)


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


def _write(painter: QPainter, rect: QRect, text: str, color: str, weight: int = 400) -> None:
    font = theme().font(weight=600 if weight == 600 else 500 if weight == 500 else 400)
    painter.setFont(font)
    painter.setPen(theme().color(color))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, _LEADING, shown)
