"""One table for any frozen value."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QPalette, QRegion, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.pages import Index
from ui.theme import theme, tip

T = TypeVar("T")
VALUE_ROLE = Qt.ItemDataRole.UserRole
_SHOWN = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren


@dataclass(frozen=True)
class Column(Generic[T]):
    """How one aspect of a value is shown. `width` is for text of normal size; 0 takes the room that is left."""

    title: str
    text: Callable[[T], str]
    width: int = 0
    right: bool = False
    color: Callable[[T], str] | None = None
    """The token of its ink."""
    strong: bool = False
    tip: Callable[[T], str] | None = None


class ValueModel(QAbstractTableModel, Generic[T]):
    """A list of values: cells from columns."""

    def __init__(self, columns: Sequence[Column[T]], values: Iterable[T] = ()) -> None:
        super().__init__()
        self.columns = list(columns)
        self._values: list[T] = list(values)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.columns[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        value = self.value(index.row())
        if value is None:
            return None
        if role == VALUE_ROLE:
            return value
        return _cell(self.columns[index.column()], value, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _SHOWN

    @property
    def values(self) -> list[T]:
        """All values in the order shown."""
        return list(self._values)

    def set_values(self, values: Iterable[T]) -> None:
        """Show `values` instead; where there are as many as before, selection and scroll position stay."""
        new = list(values)
        if len(new) == len(self._values):
            changed = [row for row, (old, now) in enumerate(zip(self._values, new, strict=True)) if old != now]
            self._values = new
            for row in changed:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._values = new
        self.endResetModel()

    def value(self, row: int) -> T | None:
        """The value in `row`; None where there is none."""
        return self._values[row] if 0 <= row < len(self._values) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._values)


class KeepsInk(QStyledItemDelegate):
    """A selected cell keeps the ink of its meaning."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        ink = index.data(Qt.ItemDataRole.ForegroundRole) or theme().color("text")
        palette = QPalette(option.palette)
        palette.setColor(QPalette.ColorRole.HighlightedText, ink)
        palette.setColor(QPalette.ColorRole.Text, ink)
        option.palette = palette


class Table(QTableView):
    """Whole rows, one height, Tab leaves it, Enter or double click opens the row."""

    opened = Signal(object)
    current_changed = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(KeepsInk(self))
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.activated.connect(self._open)
        theme().changed.connect(self._measure)

    def show_model(self, model: ValueModel[Any]) -> None:
        """Show `model`; its columns give the widths."""
        self.setModel(model)
        self.selectionModel().currentRowChanged.connect(self._tell_current)
        self._measure()

    def current_value(self) -> Any:
        """The value of the current row, or None."""
        model = self.model()
        return model.value(self.currentIndex().row()) if isinstance(model, ValueModel) else None

    def select(self, where: Callable[[Any], bool]) -> None:
        """Make the first row current whose value fits `where`."""
        model = self.model()
        if not isinstance(model, ValueModel):
            return
        row = next((n for n, value in enumerate(model.values) if where(value)), None)
        if row is not None:
            self.setCurrentIndex(model.index(row, max(self.currentIndex().column(), 0)))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._measure()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().height() < event.oldSize().height():  # something takes its room below
            self.scrollTo(self.currentIndex())

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.currentIndex().isValid():
            self._focus_came_or_went()
        else:
            super().focusInEvent(event)  # makes a row current

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._focus_came_or_went()

    def _focus_came_or_went(self) -> None:
        """Only the frame and the current row look different then; Qt's own way paints every row anew."""
        whole, curve, row = self.rect(), theme().px(6), self.currentIndex().row()
        frame = QRegion(whole) - QRegion(whole.adjusted(2, 2, -2, -2))
        for corner in (whole.topLeft(), whole.topRight(), whole.bottomLeft(), whole.bottomRight()):
            frame += QRect(corner - QPoint(curve, curve), QSize(2 * curve, 2 * curve)) & whole
        self.update(frame)
        self.viewport().update(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    def _open(self, index: QModelIndex) -> None:
        model = self.model()
        if isinstance(model, ValueModel) and (value := model.value(index.row())) is not None:
            self.opened.emit(value)

    def _tell_current(self, current: QModelIndex) -> None:
        model = self.model()
        if isinstance(model, ValueModel):
            self.current_changed.emit(model.value(current.row()))

    def _measure(self) -> None:
        look, model = theme(), self.model()
        self.verticalHeader().setDefaultSectionSize(look.px(38))
        if not isinstance(model, ValueModel):
            return
        for number, column in enumerate(model.columns):
            mode = QHeaderView.ResizeMode.Interactive if column.width else QHeaderView.ResizeMode.Stretch
            self.horizontalHeader().setSectionResizeMode(number, mode)
            if column.width:
                self.setColumnWidth(number, look.px(column.width))


def _alignment(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _cell(column: Column[Any], value: Any, role: int) -> Any:
    roles = Qt.ItemDataRole
    if role in {roles.DisplayRole, roles.EditRole, roles.AccessibleTextRole}:
        return column.text(value)
    if role == roles.TextAlignmentRole:
        return _alignment(column)
    if role == roles.ForegroundRole:
        return theme().color(column.color(value)) if column.color else None
    if role == roles.FontRole:
        return theme().font(weight=600) if column.strong else None
    if role == roles.ToolTipRole:
        return tip(column.tip(value)) if column.tip else None
    return None
