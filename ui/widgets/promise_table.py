"""The table of promises: promised beside delivered, as words and as a bar."""

from operator import attrgetter
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView

from desktop.i18n import _
from ui.table import Column, Table, ValueModel
from ui.theme import Weight, theme
from ui.widgets.promise_cells import BAR, MOST_DAYS, SHORT_BAR, CellDelegate, Col
from ui.widgets.promise_rows import PromiseRow, spoken

MARK, ROW, TWO_LINES = 32, 38, 46  # pixels, for text of normal size
_WEIGHTS: dict[Col, Weight] = {Col.WHO: 500, Col.PROMISED: 400}
"""Of the widest words of a column, where they are never 600."""
_BESIDE = {Col.WHO: 20, Col.DELIVERED: BAR + 9}
"""Pixels of what stands before the words."""


def _columns() -> list[Column[PromiseRow]]:
    return [
        Column("", lambda row: row.state, MARK, tip=lambda row: row.state),
        Column(_("Step"), spoken, tip=spoken),
        Column(_("Who"), _who, 120, tip=_who),
        Column(_("Promised"), lambda row: row.promised, 100),
        Column(_("Delivered"), lambda row: row.delivered, 150),
        Column(_("When"), attrgetter("when_in_full"), 114, tip=attrgetter("when_in_full")),
    ]


def _who(row: PromiseRow) -> str:
    return _("{role}: {name}").format(role=row.who, name=row.stands_in) if row.stands_in else row.who


def _step_in_full(row: PromiseRow) -> str:
    return _("{step}: {who}, {promised}").format(step=spoken(row), who=_who(row), promised=row.promised)


def _delivered_in_full(row: PromiseRow) -> str:
    return _("{delivered}, {when}").format(delivered=row.delivered, when=row.when_in_full)


class PromiseTable(Table):
    """Enter or Space asks for the explanation of the current row.

    Where there is no room beside each other, who and what was promised stand below the step, and when below what was
    delivered.
    """

    asked = Signal()
    _built = _has_two_lines = False

    def __init__(self) -> None:
        super().__init__(_("Promises"))
        self._beside = _columns()
        self._rows: ValueModel[PromiseRow] = ValueModel(_columns())
        self._delegate = CellDelegate(self)
        self._built = True
        self.show_model(self._rows)
        self.setItemDelegate(self._delegate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(Col.STEP, QHeaderView.ResizeMode.Stretch)
        self.opened.connect(lambda _row: self.asked.emit())

    @property
    def rows(self) -> list[PromiseRow]:
        """All rows, in order."""
        return self._rows.values

    def show_rows(self, rows: list[PromiseRow]) -> None:
        """Show `rows`; the current one stays current while it is there."""
        current = self.current_row()
        self._delegate.set_longest(max([MOST_DAYS, *(min(row.promised_days, 12) for row in rows)]))
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

    def _measure(self) -> None:
        super()._measure()
        if self._built:
            self._choose_columns()

    def _choose_columns(self) -> None:
        """As wide as their words."""
        look = theme()
        needed = {col: self._wanted(col) for col in (Col.WHO, Col.PROMISED, Col.DELIVERED, Col.WHEN)}
        self._use_two_lines(sum(needed.values()) > self.viewport().width() - look.px(MARK + 160))
        if self._has_two_lines:
            title = look.width(self._rows.columns[Col.DELIVERED].title) + look.px(16)
            delivered = needed[Col.DELIVERED] - look.px(BAR - SHORT_BAR)
            needed[Col.DELIVERED] = max(delivered, needed[Col.WHEN], title)
        for col, width in needed.items():
            if self.columnWidth(col) != width and not self.isColumnHidden(col):
                self.setColumnWidth(col, width)

    def _use_two_lines(self, on: bool) -> None:
        height = theme().px(TWO_LINES if on else ROW)
        if self.verticalHeader().defaultSectionSize() != height:
            self.verticalHeader().setDefaultSectionSize(height)
        if on == self._has_two_lines:
            return
        self._has_two_lines = on
        self._delegate.set_two_lines(on)
        for col in (Col.WHO, Col.PROMISED, Col.WHEN):
            self.setColumnHidden(col, on)
        full = {
            Col.STEP: Column(_("Step, who and promised"), _step_in_full, tip=_step_in_full),
            Col.DELIVERED: Column(_("Delivered and when"), _delivered_in_full, 150, tip=_delivered_in_full),
        }
        for col, column in full.items():
            self._rows.columns[col] = column if on else self._beside[col]
        self._rows.headerDataChanged.emit(Qt.Orientation.Horizontal, Col.STEP, Col.DELIVERED)

    def _wanted(self, col: Col) -> int:
        """Room for its words with what stands before them; for very long words not all."""
        look, column = theme(), self._beside[col]
        weight = _WEIGHTS.get(col, 600)
        plain = {Col.WHEN: attrgetter("when"), Col.WHO: attrgetter("who")}.get(col, column.text)
        texts = {str(plain(row)) for row in self.rows}  # what stands small below them takes the room there is
        widest = max((look.width(text, 0, weight) for text in texts), default=0)
        title = look.width(column.title)
        least, before = look.px(column.width), look.px(_BESIDE.get(col, 0))
        most = before + max(least, look.px(110)) + look.px(70)
        return min(max(least, before + widest + look.px(13), title + look.px(16)), most)
