"""One table for any frozen value: a list held in memory, or pages fetched by id for lists of any length."""

from abc import abstractmethod
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
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

from ui.icons import SIZE, icon
from ui.theme import theme, tip

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
VALUE_ROLE = Qt.ItemDataRole.UserRole
PAGE, PAGES_HELD = 200, 10
_SHOWN = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_EDITABLE = _SHOWN | Qt.ItemFlag.ItemIsEditable


@dataclass(frozen=True)
class Column(Generic[T]):
    """How one aspect of a value is shown. `width` is for text of normal size; 0 takes the room that is left."""

    title: str
    text: Callable[[T], str]
    width: int = 0
    right: bool = False
    sort: Callable[[T], Any] | None = None
    color: Callable[[T], str] | None = None
    """The token of its ink."""
    icon: Callable[[T], str] | None = None
    strong: bool = False
    edit: Callable[[T, str], bool] | None = None
    """Takes what was typed into the cell; False keeps the old. Without it the column is not edited."""
    tip: Callable[[T], str] | None = None


class _Model(QAbstractTableModel, Generic[T]):
    """What both models share: cells from columns."""

    def __init__(self, columns: Sequence[Column[T]]) -> None:
        super().__init__()
        self.columns = list(columns)

    @abstractmethod  # mypy holds the models to it; Qt's metaclass leaves no place for ABC's
    def value(self, row: int) -> T | None:
        """The value in `row`; None while there is none."""

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
        return _EDITABLE if self.columns[index.column()].edit is not None else _SHOWN

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        edit, held = self.columns[index.column()].edit, self.value(index.row())
        if role != Qt.ItemDataRole.EditRole or edit is None or held is None:
            return False
        return edit(held, str(value))


class ValueModel(_Model[T]):
    """A list of values, sorted here by the key of the column."""

    def __init__(self, columns: Sequence[Column[T]], values: Iterable[T] = ()) -> None:
        super().__init__(columns)
        self._values: list[T] = list(values)

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
        return self._values[row] if 0 <= row < len(self._values) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._values)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        key = self.columns[column].sort if 0 <= column < len(self.columns) else None
        if key is None:
            return
        self.layoutAboutToBeChanged.emit()
        self._values.sort(key=key, reverse=order == Qt.SortOrder.DescendingOrder)
        self.layoutChanged.emit()


class PageCache(Generic[T]):
    """The values of a long id list, fetched a page at a time when they come into view."""

    def __init__(self, fetch: Callable[[list[Any]], Sequence[T]]) -> None:
        self.fetch = fetch
        self._pages: OrderedDict[int, Sequence[T]] = OrderedDict()
        self.ids: list[Any] = []

    def set_ids(self, ids: list[Any]) -> None:
        """The list is `ids` now; what was fetched is forgotten."""
        self.ids = ids
        self._pages.clear()

    def forget(self) -> None:
        """Fetch again what is shown next."""
        self._pages.clear()

    def value(self, row: int) -> T | None:
        """The value in `row`; None where it has gone from the database meanwhile."""
        if not 0 <= row < len(self.ids):
            return None
        number, place = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self.fetch(self.ids[number * PAGE : (number + 1) * PAGE])
            self._pages[number] = page
            if len(self._pages) > PAGES_HELD:
                self._pages.popitem(last=False)
        return page[place] if place < len(page) else None


class PagedModel(_Model[T]):
    """A list of any length: `ids` in order, and `fetch(ids)` which gives their values in the same order.

    Sorting is asked of `sort_by(column, descending)`, which sets new ids.
    """

    def __init__(
        self,
        columns: Sequence[Column[T]],
        fetch: Callable[[list[Any]], Sequence[T]],
        sort_by: Callable[[int, bool], None] | None = None,
    ) -> None:
        super().__init__(columns)
        self._cache, self._sort_by = PageCache(fetch), sort_by

    @property
    def ids(self) -> list[Any]:
        """All ids in the order shown."""
        return self._cache.ids

    def set_ids(self, ids: list[Any]) -> None:
        """Show the values of `ids`."""
        if ids == self._cache.ids:
            self.refetch()
            return
        self.beginResetModel()
        self._cache.set_ids(ids)
        self.endResetModel()

    def refetch(self) -> None:
        """The same ids, but their values may have changed."""
        self._cache.forget()
        if self._cache.ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._cache.ids) - 1, len(self.columns) - 1))

    def value(self, row: int) -> T | None:
        return self._cache.value(row)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._cache.ids)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if self._sort_by is not None and 0 <= column < len(self.columns):
            self._sort_by(column, order == Qt.SortOrder.DescendingOrder)


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
    """The view for both models: whole rows, one height, Tab leaves it, Enter or double click opens the row."""

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
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.activated.connect(self._open)
        theme().changed.connect(self._measure)

    def show_model(self, model: "_Model[Any]") -> None:
        """Show `model`; its columns give the widths."""
        self.setModel(model)
        self.setSortingEnabled(False)
        header = self.horizontalHeader()
        sortable = isinstance(model, PagedModel) or any(column.sort for column in model.columns)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(sortable)
        self.selectionModel().currentRowChanged.connect(self._tell_current)
        self._measure()

    def current_value(self) -> Any:
        """The value of the current row, or None."""
        model = self.model()
        return model.value(self.currentIndex().row()) if isinstance(model, _Model) else None

    def select(self, where: Callable[[Any], bool] | Hashable) -> None:
        """Make the first row current whose value fits `where` (a test; for a PagedModel also an id)."""
        model = self.model()
        if isinstance(model, PagedModel) and not callable(where):
            row = model.ids.index(where) if where in model.ids else -1
        elif isinstance(model, _Model) and callable(where):
            row = next((n for n in range(model.rowCount()) if where(model.value(n))), -1)
        else:
            row = -1
        if row >= 0 and isinstance(model, _Model):
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
        if isinstance(model, _Model) and (value := model.value(index.row())) is not None:
            self.opened.emit(value)

    def _tell_current(self, current: QModelIndex) -> None:
        model = self.model()
        if isinstance(model, _Model):
            self.current_changed.emit(model.value(current.row()))

    def _measure(self) -> None:
        look, model = theme(), self.model()
        self.verticalHeader().setDefaultSectionSize(look.px(38))
        self.setIconSize(QSize(look.px(SIZE), look.px(SIZE)))
        if not isinstance(model, _Model):
            return
        for number, column in enumerate(model.columns):
            mode = QHeaderView.ResizeMode.Interactive if column.width else QHeaderView.ResizeMode.Stretch
            self.horizontalHeader().setSectionResizeMode(number, mode)
            if column.width:
                self.setColumnWidth(number, look.px(column.width))


def _alignment(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _cell(column: Column[Any], value: Any, role: int) -> Any:  # noqa: PLR0911 - one answer a role
    roles = Qt.ItemDataRole
    if role in {roles.DisplayRole, roles.EditRole, roles.AccessibleTextRole}:
        return column.text(value)
    if role == roles.TextAlignmentRole:
        return _alignment(column)
    if role == roles.ForegroundRole:
        return theme().color(column.color(value)) if column.color else None
    if role == roles.FontRole:
        return theme().font(weight=600) if column.strong else None
    if role == roles.DecorationRole:
        name = column.icon(value) if column.icon else ""
        return icon(name, column.color(value) if column.color else "text2") if name else None
    if role == roles.ToolTipRole:
        return tip(column.tip(value)) if column.tip else None
    return None
