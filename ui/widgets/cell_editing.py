"""Editing in place: one cell at a time; what cannot be kept stays in its editor, with the reason below."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal

from desktop.errors import UserError
from ui.messages import announce
from ui.theme import label, set_role, theme
from ui.widgets.step_cells import CountedCell, LineCell, WhoCell, make_cell
from ui.widgets.step_delegate import ROW
from ui.widgets.steps_model import Col, StepRow

if TYPE_CHECKING:
    from ui.widgets.steps_table import StepsTable


class CellEditing(QObject):
    """The open editor of a steps table, if there is one."""

    kept = Signal(object)  # the column, after the value was kept and the focus went on

    def __init__(self, table: "StepsTable") -> None:
        super().__init__(table)
        self._table = table
        self._cell: LineCell | CountedCell | WhoCell | None = None
        self._row, self._col = StepRow(0), Col.STEP
        self._keeping = False
        self._reason = label("", wrap=True)
        self._reason.setParent(table.viewport())
        set_role(self._reason, "refusal")
        self._reason.hide()

    @property
    def cell(self) -> LineCell | CountedCell | WhoCell | None:
        """The open editor."""
        return self._cell

    @property
    def problem(self) -> str:
        """Why its value could not be kept; empty when nothing is wrong."""
        return "" if self._reason.isHidden() else self._reason.text()

    def begin(self, row: StepRow, col: Col) -> None:
        """Open the editor of a cell, unless what is in another one cannot be kept."""
        if not self.finish():
            return
        table = self._table
        index = table.cell_index(row, col)
        if not index.isValid():
            return
        table.setCurrentIndex(index)
        table.scrollTo(index)
        self._row, self._col = row, col
        self._cell = make_cell(row, col, table.steps, table.viewport())
        self._cell.setAccessibleName(str(table.model().headerData(col, Qt.Orientation.Horizontal)))
        self._cell.done.connect(self._done)
        self.place()
        self._cell.show()
        self._cell.raise_()
        self._cell.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(self._cell, CountedCell):
            self._cell.showPopup()

    def finish(self) -> bool:
        """Keep what is being typed. False when it cannot be kept: the editor stays open and says why."""
        return self._cell is None or self._keep()

    def cancel(self) -> None:
        """Close the editor; what it showed first stands."""
        cell, self._cell = self._cell, None
        self._reason.hide()
        if cell is not None:
            cell.hide()
            cell.deleteLater()

    def place(self) -> None:
        """Put the editor where its cell is now; without one when the step is gone."""
        if self._cell is None:
            return
        index = self._table.cell_index(self._row, self._col)
        if not index.isValid():
            self.cancel()
            return
        rect = self._table.visualRect(index)
        rect.setHeight(min(rect.height(), theme().px(ROW)))
        if isinstance(self._cell, WhoCell):
            self._float(self._cell, rect)
        else:
            self._cell.setGeometry(rect.adjusted(1, 2, -1, -2))
        self._place_reason(rect)

    def _float(self, cell: WhoCell, rect: QRect) -> None:
        window = self._table.window()
        cell.adjustSize()
        at = self._table.viewport().mapTo(window, rect.bottomLeft())
        x = min(at.x(), window.width() - cell.width() - 4)
        y = at.y() if at.y() + cell.height() <= window.height() else at.y() - rect.height() - cell.height()
        cell.move(QPoint(max(x, 4), max(y, 4)))

    def _place_reason(self, rect: QRect) -> None:
        if self._reason.isHidden():
            return
        viewport, look = self._table.viewport(), theme()
        words = self._reason.fontMetrics().horizontalAdvance(self._reason.text()) + look.px(28)
        width = min(viewport.width() - look.px(12), look.px(420), words)
        self._reason.setFixedWidth(width)
        self._reason.adjustSize()
        x = min(rect.left(), viewport.width() - width - look.px(6))
        room_below = rect.bottom() + self._reason.height() < viewport.height()
        y = rect.bottom() + 1 if room_below else rect.top() - self._reason.height()
        self._reason.move(max(x, 0), y)
        self._reason.raise_()

    def _done(self, way: str) -> None:
        if self._cell is None or self._keeping:
            return
        table, row, col = self._table, self._row, self._col
        if way == "cancel":
            self.cancel()
            table.stop_adding()
            table.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        changed = self._cell.dirty()
        if not self._keep():
            return
        if way != "leave":
            table.setFocus(Qt.FocusReason.OtherFocusReason)
        if way in {"next", "previous"}:
            here = row if row.step else table.current_row()
            following = table.next_cell(here, col, 1 if way == "next" else -1) if here else None
            if following:
                self.begin(*following)
        if changed and way != "leave":
            self.kept.emit(col)

    def _keep(self) -> bool:
        if self._cell is None or not self._cell.dirty():
            self.cancel()
            self._table.stop_adding()
            return True
        self._keeping = True
        try:
            value = self._cell.read()
            self._table.keep_cell(self._row, self._col, value)
        except UserError as error:
            self._refuse(str(error))
            return False
        finally:
            self._keeping = False
        self.cancel()
        return True

    def _refuse(self, sentence: str) -> None:
        cell = self._cell
        if cell is None:
            return
        self._reason.setText(sentence)
        self._reason.show()
        cell.setProperty("wrong", True)
        cell.style().unpolish(cell)
        cell.style().polish(cell)
        cell.setAccessibleDescription(sentence)
        announce(cell, sentence)
        self.place()
