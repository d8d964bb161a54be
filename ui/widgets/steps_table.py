"""The table of steps: dressed rows, open differences below their row, cells edited in place, steps dragged by the ⋮."""

from collections.abc import Callable, Sequence
from typing import Literal
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QToolTip

from desktop.domain.steps import Step
from desktop.i18n import _
from ui.table import Table
from ui.theme import theme, tip
from ui.widgets.cell_editing import CellEditing
from ui.widgets.difference_strip import DifferenceStrip
from ui.widgets.step_delegate import ROW, StepDelegate
from ui.widgets.step_words import difference, who_words, within_words
from ui.widgets.steps_model import EDITABLE, SIDE_OF, Col, StepRow, StepsModel, rows_of

Keep = Callable[[StepRow, Col, object], UUID]
"""Keeps what was typed into a cell and gives the id of the step it is in now; may raise UserError."""


class StepsTable(Table):
    """Shows `set_steps`; what the user wants goes out through `keep` and the signals."""

    moved = Signal(object, int)  # step id, place from 1
    position_asked = Signal(object, object)  # step, side
    settle_asked = Signal(str, object)  # "accept", "keep" or "note"; step

    _built = False  # Qt lays out the view while its own part is still being made

    def __init__(self, keep: Keep, *, with_positions: bool) -> None:
        super().__init__(_("Steps"))
        self._keep, self._with_positions = keep, with_positions
        self._model, self._strips = StepsModel(), dict[UUID, DifferenceStrip]()
        self._steps: tuple[Step, ...] = ()
        self._adding_at: int | None = None
        self._spanned: int | None = None
        self._read_only, self._private, self._narrow, self._tight = False, True, False, False
        self._dragged: int | None = None
        self._drop_at: int | None = None
        self._delegate = StepDelegate(self)
        self.editing = CellEditing(self)
        self._built = True
        self.show_model(self._model)
        self.setItemDelegate(self._delegate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionsClickable(False)
        self.setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._place)
        theme().changed.connect(self._fit)

    # -- what it shows ----------------------------------------------------------------------------------------------

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps shown."""
        return self._steps

    def set_steps(self, steps: Sequence[Step], total: str) -> None:
        """Show `steps`, and `total` in the row where one is added."""
        self._steps, self._delegate.total = tuple(steps), total
        self._refill()

    def set_read_only(self, read_only: bool) -> None:
        """Show, but let nothing be changed."""
        if read_only != self._read_only:
            self.editing.cancel()
            self._read_only = read_only
            self._refill()

    def set_private(self, private: bool) -> None:
        """Whether private things may be seen now."""
        self._private = private
        self._refill()

    def current_row(self) -> StepRow | None:
        """The current row."""
        row = self.current_value()
        return row if isinstance(row, StepRow) else None

    def current_step(self) -> Step | None:
        """The step of the current row; None in the row where one is added."""
        row = self.current_row()
        return row.step if row else None

    def select_step(self, step_id: UUID | None, col: Col | None = None) -> None:
        """Make a step current (None: the row where one is added)."""
        for place, row in enumerate(self._model.values):
            if (row.step.id if row.step else None) == step_id:
                column = self.currentIndex().column() if col is None else int(col)
                self.setCurrentIndex(self._model.index(place, max(column, Col.STEP)))

    def begin_adding(self, place: int | None = None) -> None:
        """Type the title of a new step, as number `place` (at the end by default)."""
        if not self._read_only and self.editing.finish():
            self._adding_at = place
            self._refill()
            self.select_step(None, Col.STEP)
            self.edit_cell(self.currentIndex())

    def edit_cell(self, index: QModelIndex) -> None:
        """Edit a cell in place; what a side says has a sheet of its own."""
        row = self._model.value(index.row())
        if row is None or self._read_only:
            return
        col = Col(index.column())
        if row.step is not None and col in SIDE_OF:
            self.position_asked.emit(row.step, SIDE_OF[col])
        elif row.step is None:
            self.editing.begin(row, Col.STEP)
        elif col in EDITABLE:
            self.editing.begin(row, col)
        else:
            self.editing.begin(row, Col.STEP)

    def keep_cell(self, row: StepRow, col: Col, value: object) -> None:
        """Keep what the cell's editor holds. Raises UserError."""
        kept = self._keep(row, col, value)
        if row.step is None:
            self.stop_adding()
        self.select_step(kept, col)

    def stop_adding(self) -> None:
        """The row for new steps is at the end again."""
        if self._adding_at is not None:
            self._adding_at = None
            self._refill()

    def next_cell(self, row: StepRow, col: Col, step: int) -> tuple[StepRow, Col] | None:
        """The cell that Tab goes to from `col`, or Shift+Tab with -1: editable and shown."""
        cols = [each for each in EDITABLE if not self.isColumnHidden(each)]
        rows = [each for each in self._model.values if each.step is not None]
        here = next((n for n, each in enumerate(rows) if row.step and each.step and each.step.id == row.step.id), None)
        if here is None:
            return None
        place = here * len(cols) + cols.index(col) + step
        return (rows[place // len(cols)], cols[place % len(cols)]) if 0 <= place < len(rows) * len(cols) else None

    def cell_index(self, row: StepRow, col: Col) -> QModelIndex:
        """Where a cell is now; invalid when its step is gone."""
        wanted = row.step.id if row.step else None
        for place, each in enumerate(self._model.values):
            if (each.step.id if each.step else None) == wanted:
                return self._model.index(place, col)
        return QModelIndex()

    # -- events -----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & _COMMANDS:
            self.edit_cell(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.edit_cell(self.indexAt(event.position().toPoint()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        row = self._model.value(index.row())
        super().mousePressEvent(event)
        if row is not None and row.step is None:
            self.begin_adding()
        elif row is not None and index.column() == Col.HANDLE and not self._read_only:
            self._dragged = index.row()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        over_handle = self.columnAt(point.x()) == Col.HANDLE and not self._read_only
        dragging = self._dragged is not None
        shapes = Qt.CursorShape
        self.viewport().setCursor(
            shapes.ClosedHandCursor if dragging else shapes.OpenHandCursor if over_handle else shapes.ArrowCursor
        )
        if dragging:
            self._drop_at = self._gap_at(point)
            self.viewport().update()
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, gap = self._dragged, self._drop_at
        self._dragged = self._drop_at = None
        self.viewport().update()
        if dragged is None or gap is None:
            super().mouseReleaseEvent(event)
            return
        row = self._model.value(dragged)
        place = gap + 1 if gap <= dragged else gap  # taken out first, what is below it moves up
        if row is not None and row.step is not None and place != row.number:
            self.moved.emit(row.step.id, place)

    def viewportEvent(self, event: object) -> bool:
        if isinstance(event, QHelpEvent) and self._show_gaps(event.pos(), event.globalPos()):
            return True
        return bool(super().viewportEvent(event))  # type: ignore[arg-type] # Qt gives any event

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drop_at is not None:
            below = self._drop_at < self._model.rowCount()
            y = self.rowViewportPosition(self._drop_at) if below else self._bottom()
            painter = QPainter(self.viewport())
            painter.setPen(QPen(theme().color("accent"), 2))
            painter.drawLine(0, y, self.viewport().width(), y)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._built:
            self._choose_columns()
            if self._strips:
                self._fit()
        super().resizeEvent(event)

    def updateGeometries(self) -> None:
        super().updateGeometries()
        if self._built:
            self._place()

    # -- layout -----------------------------------------------------------------------------------------------------

    def _refill(self) -> None:
        current, col = self.current_row(), self.currentIndex().column()
        was_adding = current is not None and current.step is None
        end = None if self._read_only else len(self._steps) + 1
        at = end if self._adding_at is None or end is None else min(self._adding_at, end)
        self._model.set_values(rows_of(self._steps, at))
        self._fit()
        if current is not None:
            self.select_step(current.step.id if current.step else None, Col(col) if col >= Col.STEP else Col.STEP)
        if self.current_row() is None and not was_adding and self._steps:
            place = min(current.number if current else 1, len(self._steps))
            self.select_step(self._steps[place - 1].id, Col.STEP)

    def _fit(self) -> None:
        """Height, span and strip of every row."""
        self._choose_columns()
        self._span_adding()
        open_now = {step.id: found for step in self._steps if self._with_positions and (found := difference(step))}
        for gone in set(self._strips) - set(open_now):
            strip = self._strips.pop(gone)
            strip.hide()
            strip.deleteLater()
        for place, row in enumerate(self._model.values):
            found = open_now.get(row.step.id) if row.step else None
            height = theme().px(ROW)
            if found:
                strip = self._strips.get(found.step.id) or DifferenceStrip(self.viewport(), self.settle_asked.emit)
                self._strips[found.step.id] = strip
                strip.set_difference(found, read_only=self._read_only, private=self._private)
                strip.fit(self._strip_width())
                height += strip.sizeHint().height() + theme().px(6)
            if self.rowHeight(place) != height:
                self.setRowHeight(place, height)
        self._place()

    def _span_adding(self) -> None:
        """The row for a new step is one cell. Only where it moved: a new span paints the whole table anew."""
        place = next((place for place, row in enumerate(self._model.values) if row.step is None), None)
        if place != self._spanned:
            self._spanned = place
            self.clearSpans()
            if place is not None:
                self.setSpan(place, Col.STEP, 1, len(Col) - Col.STEP)

    def _place(self) -> None:
        """Put strips and the open editor where their rows are now."""
        for place, row in enumerate(self._model.values):
            strip = self._strips.get(row.step.id) if row.step else None
            if strip is not None:
                self._place_strip(strip, place)
        self.editing.place()

    def _place_strip(self, strip: DifferenceStrip, place: int) -> None:
        look, rtl = theme(), self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        start = look.px(20 + 30)
        width = self._strip_width()
        x = look.px(6) if rtl else start
        strip.setGeometry(
            x, self.rowViewportPosition(place) + look.px(ROW) - look.px(2), width, strip.sizeHint().height()
        )
        strip.show()

    def _strip_width(self) -> int:
        return self.viewport().width() - theme().px(20 + 30 + 6)

    def _choose_columns(self) -> None:
        """Leave out what there is no room for; the panel has all of it."""
        width = self.viewport().width() / max(theme().px(100), 1) * 100
        self._narrow = width < 560
        hidden = {
            Col.HANDLE: self._read_only or self._narrow,
            Col.WHO: width < 440,
            Col.WITHIN: width < 470,
            Col.FROM: width < 880,
            Col.DONE: width < 640,
            Col.US: not self._with_positions,
            Col.THEM: not self._with_positions,
        }
        self._share(hidden)
        for col, hide in hidden.items():
            if self.isColumnHidden(col) != hide:
                self.setColumnHidden(col, hide)

    def _share(self, hidden: dict[Col, bool]) -> None:
        """Give every column its width. Where titles would be cut, others get narrower or join `hidden`."""
        look, header = theme(), self.horizontalHeader()
        widths = {col: self.columnWidth(col) or look.px(self._model.columns[col].width) for col in Col}
        widths |= {col: max(header.sectionSizeHint(col), look.px(52)) for col in (Col.US, Col.THEM)}
        limits = self._widest([within_words(step.within) for step in self._steps], 20)
        widths[Col.WITHIN] = max(look.px(98), min(limits, look.px(150)))
        if self._tight:
            widths[Col.WHO] = look.px(self._model.columns[Col.WHO].width)
        whole = self._widest([step.title for step in self._steps], 34, weight=500)

        def room() -> int:
            """For the titles; they share with "done when" what the others leave, three to two."""
            others = (col for col in Col if col not in {Col.STEP, Col.DONE} and not hidden.get(col, False))
            rest = self.viewport().width() - sum(widths[col] for col in others)
            widths[Col.DONE] = max(rest * 2 // 5, look.px(60))
            return rest if hidden[Col.DONE] else rest - widths[Col.DONE]

        for col in (Col.FROM, Col.DONE):
            hidden[col] = hidden[col] or room() < min(whole, look.px(220))
        self._tight = room() < min(whole, look.px(220))
        if self._tight:
            who = self._widest([who_words(step) for step in self._steps], 36, weight=500)
            for col, content in ((Col.WHO, who), (Col.WITHIN, limits)):
                widths[col] = min(widths[col], max(content, header.sectionSizeHint(col)))
            missing = max(min(whole, look.px(220)) - room(), 0)  # the mark and the first letters tell who, too
            widths[Col.WHO] = max(widths[Col.WHO] - missing, min(widths[Col.WHO], look.px(96)))
        for col in (Col.WITHIN, Col.WHO):
            hidden[col] = hidden[col] or room() < min(whole, look.px(120))
        room()
        for col in (Col.WHO, Col.WITHIN, Col.DONE, Col.US, Col.THEM):
            self.setColumnWidth(col, widths[col])

    def _widest(self, texts: list[str], more: int, weight: Literal[400, 500] = 400) -> int:
        """The pixels that the longest of `texts` takes, and `more` for what stands beside it."""
        metrics = QFontMetrics(theme().font(weight=weight))
        return max((metrics.horizontalAdvance(text) for text in texts), default=0) + theme().px(more)

    def _gap_at(self, point: QPoint) -> int:
        """The gap between rows that is nearest: 0 above the first."""
        row = self.rowAt(point.y())
        if row < 0:
            return len(self._steps) if point.y() > 0 else 0
        middle = self.rowViewportPosition(row) + self.rowHeight(row) / 2
        return min(row + (point.y() > middle), len(self._steps))

    def _bottom(self) -> int:
        last = self._model.rowCount() - 1
        return self.rowViewportPosition(last) + self.rowHeight(last)

    def _show_gaps(self, at: QPoint, globally: QPoint) -> bool:
        index = self.indexAt(at)
        row = self._model.value(index.row())
        if index.column() != Col.STEP or row is None or row.step is None:
            return False
        QToolTip.showText(globally, tip("\n".join((row.step.title, *row.step.gaps()))), self)
        return True


_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
