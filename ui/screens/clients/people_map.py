"""The people of a client on a map, which is a table: down their roles, across how much their word counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.domain.people import Influence
from desktop.domain.roles import Role
from desktop.i18n import N_, _
from ui.pages import Index
from ui.theme import theme

COLUMNS = (Influence.GREAT, Influence.SOME, Influence.UNKNOWN)
_SPOKEN = {
    Influence.GREAT: N_("Great influence"),
    Influence.SOME: N_("Some influence"),
    Influence.UNKNOWN: N_("Influence not known yet"),
}
_ROLE_WIDTH, _LEAST_WIDTH = 124, 84  # pixels, for text of normal size; a longer word widens the roles' column
_PLACE = Qt.ItemDataRole.UserRole
_START = Qt.AlignmentFlag.AlignLeading.value | Qt.AlignmentFlag.AlignTop.value


@dataclass(frozen=True)
class Place:
    """Somebody on the map. `tone` is the token of `informed`."""

    id: UUID
    name: str
    involved: str
    informed: str
    tone: str = "text2"


People = Mapping[Role, Mapping[Influence, Sequence[Place]]]


class PeopleMap(QTableView):
    """Arrow keys go from person to person, Enter opens one. `opened(id)`, `current_changed(id or None)`."""

    opened = Signal(object)
    current_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Map of role and influence"))
        self._map = _Map()
        self.setModel(self._map)
        self.setItemDelegate(_Delegate(self))
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag(Qt.TextFlag.TextWordWrap.value))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.activated.connect(self._open)
        self.selectionModel().currentChanged.connect(lambda _now, _old: self.current_changed.emit(self.current_id()))
        self._measure()
        theme().changed.connect(self._measure)

    def show_people(self, people: People) -> None:
        """Draw the map anew; the current person stays current, else it is the first."""
        current = self.current_id()
        self._map.show(people)
        if not self.select(current):
            self.select(next(iter(self._map.where), None))
        self._fit()

    def current_id(self) -> UUID | None:
        """Whom the keys count for."""
        place = self.currentIndex().data(_PLACE)
        return place.id if isinstance(place, Place) else None

    def select(self, person_id: UUID | None) -> bool:
        """Make a person current; False where they are not on the map."""
        where = self._map.where.get(person_id) if person_id else None
        if where is not None:
            self.setCurrentIndex(self._map.index(*where))
        return where is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """To a neighbour that is somebody: empty cells are passed over."""
        step = {Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Left: (0, -1)}
        key, everybody = Qt.Key(event.key()), list(self._map.where.values())
        if key in {Qt.Key.Key_Home, Qt.Key.Key_End} and everybody:
            self.setCurrentIndex(self._map.index(*everybody[0 if key == Qt.Key.Key_Home else -1]))
        elif key in step:
            down, right = step[key]
            self._go(down, -right if self.isRightToLeft() else right, everybody)
        else:
            super().keyPressEvent(event)

    def _go(self, down: int, right: int, everybody: list[tuple[int, int]]) -> None:
        row, column = self.currentIndex().row(), self.currentIndex().column()
        if right:
            ahead = [at for at in everybody if at[0] == row and (at[1] - column) * right > 0]
        else:
            ahead = [at for at in everybody if (at[0] - row) * down > 0]
        if ahead:
            self.setCurrentIndex(self._map.index(*min(ahead, key=lambda at: (abs(at[0] - row), abs(at[1] - column)))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._measure()
        super().changeEvent(event)

    def _measure(self) -> None:
        self.horizontalHeader().setMinimumSectionSize(theme().px(_LEAST_WIDTH))
        self._fit()

    def _fit(self) -> None:
        """As high as the wrapped words are: Qt asks for that neither of the head nor of the rows by itself."""
        look, header = theme(), self.horizontalHeader()
        heads = [str(self._map.headerData(n, Qt.Orientation.Horizontal)) for n in range(self._map.columnCount())]
        metrics = QFontMetrics(look.font(weight=500))
        labels = " ".join([heads[0], *(self._map.index(row, 0).data() for row in range(self._map.rowCount()))])
        longest = max(metrics.horizontalAdvance(word) for word in labels.split())
        self.setColumnWidth(0, max(look.px(_ROLE_WIDTH), longest + look.px(18)))
        high = max(_height(metrics, self.columnWidth(n) - look.px(20), words) for n, words in enumerate(heads))
        header.setFixedHeight(high + look.px(14))
        self.resizeRowsToContents()

    def _open(self, index: QModelIndex) -> None:
        place = index.data(_PLACE)
        if isinstance(place, Place):
            self.opened.emit(place.id)


class _Map(QAbstractTableModel):
    """A column for the role, and one for each influence; as many rows for a role as its fullest cell has people."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[Role, bool, tuple[Place | None, ...]]] = []
        self.where: dict[UUID, tuple[int, int]] = {}

    def show(self, people: People) -> None:
        self.beginResetModel()
        self._rows = [
            (role, n == 0, places)
            for role, cells in people.items()
            for n, places in enumerate(zip_longest(*(cells[influence] for influence in COLUMNS)))
        ]
        self.where = {
            place.id: (row, column)
            for row, (_role, _is_first, places) in enumerate(self._rows)
            for column, place in enumerate(places, 1)
            if place is not None
        }
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as above
        return 0 if parent.isValid() else len(COLUMNS) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        is_somebody = isinstance(self.data(index, _PLACE), Place)
        return super().flags(index) if is_somebody else Qt.ItemFlag.NoItemFlags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        if orientation is Qt.Orientation.Vertical:
            return _(self._rows[section][0].label)
        if not section:
            return _("Role / influence")
        influence = COLUMNS[section - 1]
        return _(influence.label if role == Qt.ItemDataRole.DisplayRole else _SPOKEN[influence])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        whose, is_first, places = self._rows[index.row()]
        place = places[index.column() - 1] if index.column() else None
        if role == _PLACE:
            return place
        if role == Qt.ItemDataRole.DisplayRole and not index.column():
            return _(whose.label) if is_first else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(whose, index.column(), place)
        return None

    def _spoken(self, whose: Role, column: int, place: Place | None) -> str:
        if not column:
            return _(whose.label)
        if place is None:
            return _("nobody")
        parts = (place.name, _(whose.label), _(_SPOKEN[COLUMNS[column - 1]]), place.involved, place.informed)
        return ", ".join(part for part in parts if part)


class _Delegate(QStyledItemDelegate):
    """Each line of a cell wraps: names, and when somebody is involved, are told in full."""

    def __init__(self, view: PeopleMap) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = theme()
        width = self._view.columnWidth(index.column())
        high = sum(_height(QFontMetrics(font), width - 2 * look.px(8), text) for text, font, _ink in _lines(index))
        return QSize(width, high + 2 * look.px(5))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme()
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.color("surface"))  # over the corners that Qt has filled
            painter.setPen(QPen(look.color("focus"), 2) if self._view.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(look.color("selected"))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), look.px(6), look.px(6))
        inner = box.adjusted(look.px(8), look.px(5), -look.px(8), 0)
        for text, font, ink in _lines(index):
            painter.setFont(font)
            painter.setPen(look.color(ink))
            flags = _wrapping(QFontMetrics(font), inner.width(), text)
            drawn = painter.boundingRect(inner, flags, text)
            painter.drawText(inner, flags, text)
            inner.setTop(drawn.bottom() + 1)
        painter.restore()


def _height(metrics: QFontMetrics, width: int, text: str) -> int:
    """Of `text` that wraps at `width`."""
    return metrics.boundingRect(QRect(0, 0, max(width, 1), 100_000), _wrapping(metrics, width, text), text).height()


def _wrapping(metrics: QFontMetrics, width: int, text: str) -> int:
    """Between words; anywhere where one is longer than `width`, so that none is cut off."""
    fits = all(metrics.horizontalAdvance(word) <= width for word in text.split())
    return _START | (Qt.TextFlag.TextWordWrap if fits else Qt.TextFlag.TextWrapAnywhere).value


def _lines(index: Index) -> list[tuple[str, QFont, str]]:
    """Words, font and ink, from above."""
    look, place = theme(), index.data(_PLACE)
    if isinstance(place, Place):
        small = look.font(-0.5)
        informed = look.font(-0.5, 600) if place.tone != "text2" else small
        lines = [
            (place.name, look.font(weight=600), "text"),
            (place.involved, small, "text2"),
            (place.informed, informed, place.tone),
        ]
        return [line for line in lines if line[0]]
    if index.column():
        return [("–", look.font(), "muted")]
    return [(index.data(), look.font(weight=500), "text2")]
