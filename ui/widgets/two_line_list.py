"""Lists of two-line rows: the job orders at the left of their screen, and what waits on Today."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QRect,
    QRectF,
    QSize,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.icons import paint_icon
from ui.pages import Index, PageCache
from ui.theme import theme
from ui.widgets.line import Line
from ui.widgets.side_mark import SIDE_COLOR, SideName, paint_mark

Fetch = Callable[[list[Any]], Sequence["Row | Heading"]]
_MOST_AT_END = 220  # pixels, of each of the two at the end of a wide row, where its words are long
_NARROW = 600  # pixels, for text of normal size: what a wide row needs for columns at its end
ROW_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Row:
    """A row. `tone` is the token of its status (late, soon, ok; empty is quiet).

    `icon` stands before the status and `when` after the title in narrow lists; `who` is shown in wide lists.
    """

    id: Any
    title: str
    subtitle: str = ""
    side: SideName = ""
    status: str = ""
    tone: str = ""
    who: str = ""
    icon: str = ""
    when: str = ""


@dataclass(frozen=True)
class Heading:
    """The words above a group of rows; not selectable."""

    text: str
    count: int | None = None
    tone: str = ""


class _Rows(QStringListModel):
    """Qt counts the rows itself: it does so twice a row, which would take Python a third of a second for 100,000."""

    def __init__(self) -> None:
        super().__init__()
        self.cache: PageCache[Row | Heading] = PageCache(list)

    def show(self, ids: list[Any], fetch: Fetch) -> None:
        self.cache.fetch = fetch
        if ids == self.cache.ids:
            self.cache.forget()
            if ids:
                self.dataChanged.emit(self.index(0), self.index(len(ids) - 1))
            return
        self.cache.set_ids(ids)
        self.setStringList([""] * len(ids))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.cache.value(index.row())
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return _spoken(row)
        return None

    def is_heading(self, row: int) -> bool:
        """Known by its id: no row is fetched for it."""
        return isinstance(self.cache.ids[row], Heading)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.is_heading(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


class TwoLineList(QListView):
    """Rows of title and subtitle with a mark and a status. `wide`: the mark comes first, who and status at the end."""

    opened = Signal(object)
    current_changed = Signal(object)

    def __init__(self, name: str, *, wide: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._wide, self._filling = wide, False
        self._told: Any = None
        self._place = 0
        self._rows = _Rows()
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(self, wide=wide))
        self.setUniformItemSizes(not wide)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.activated.connect(self._open)
        self.selectionModel().currentChanged.connect(lambda _now, _old: self._tell_current())
        theme().changed.connect(self.scheduleDelayedItemsLayout)

    def set_rows(self, rows: Sequence[Row | Heading]) -> None:
        """Show `rows` (up to some thousands), keeping the current one where it is still there."""
        keys = [row.id if isinstance(row, Row) else row for row in rows]
        held = dict(zip(keys, rows, strict=True))
        self.set_ids(keys, lambda ids: [held[key] for key in ids])

    def set_ids(self, ids: list[Any], fetch: Fetch) -> None:
        """Show the rows of `ids`, any number, fetched a page at a time; `fetch` gives them in the order asked."""
        current = self.current_id()
        if current is not None:
            self._place = self.currentIndex().row()
        self._filling = True
        self._rows.show(ids, fetch)
        if current is not None and self.current_id() != current:
            self.select(current)
        self._filling = False
        self._tell_current()

    def current_id(self) -> Any:
        """The id of the current row, or None."""
        row = self._rows.data(self.currentIndex(), ROW_ROLE)
        return row.id if isinstance(row, Row) else None

    def select(self, id: Any) -> bool:
        """Make the row of `id` current; False where it is not in the list."""
        ids = self._rows.cache.ids
        if id not in ids:
            return False
        self.setCurrentIndex(self._rows.index(ids.index(id)))
        return True

    def select_first(self) -> None:
        """Make the first row current that is no heading."""
        for number in range(min(self._rows.rowCount(), 2)):
            if isinstance(self._rows.cache.value(number), Row):
                self.setCurrentIndex(self._rows.index(number))
                return

    def is_heading(self, row: int) -> bool:
        """Whether the words above a group are there."""
        return self._rows.is_heading(row)

    def stay_near(self) -> None:
        """Where the current row is gone, make the one that took its place current; the first, where none was."""
        if self.current_id() is not None:
            return
        rows = [n for n in range(self._rows.rowCount()) if not self._rows.is_heading(n)]
        if rows:
            self.setCurrentIndex(self._rows.index(next((n for n in rows if n >= self._place), rows[-1])))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Home:
            self.select_first()  # Qt stays where it is, as the first row of all is a heading
        else:
            super().keyPressEvent(event)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """The words above the first row of a group are seen with it."""
        above = index.row() - 1
        if above >= 0 and self._rows.is_heading(above):
            super().scrollTo(self._rows.index(above), hint)
        super().scrollTo(index, hint)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.MouseFocusReason and self.current_id() is None:
            self.select_first()  # Qt makes it current without selecting it, which nobody sees
        super().focusInEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().height() < event.oldSize().height():  # something takes its room below
            self.scrollTo(self.currentIndex())

    def _open(self, index: QModelIndex) -> None:
        row = self._rows.data(index, ROW_ROLE)
        if isinstance(row, Row):
            self.opened.emit(row.id)

    def _tell_current(self) -> None:
        current = self.current_id()
        if not self._filling and current != self._told:
            self._told = current
            self.current_changed.emit(current)


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: TwoLineList, *, wide: bool) -> None:
        super().__init__(view)
        self._view, self._wide = view, wide

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look, heading = theme(), self._view.is_heading(index.row())
        if self._wide:
            return QSize(look.px(200), look.px(31 if heading else 50))
        return QSize(look.px(120), look.px(31 if heading else 57))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, look = index.data(ROW_ROLE), theme()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Heading):
            self._paint_heading(painter, rect, row)
        elif isinstance(row, Row):
            box = QRectF(rect).adjusted(2, 1, -2, -look.px(3) if not self._wide else -1)
            self._paint_box(painter, box, state)
            inner = Line(box.adjusted(look.px(9), look.px(5), -look.px(9), -look.px(5)), self._mirrored())
            (self._paint_wide if self._wide else self._paint_narrow)(painter, inner, row)
        painter.restore()

    def _mirrored(self) -> bool:
        return self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _paint_box(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        look = theme()
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if not selected and not state & QStyle.StateFlag.State_MouseOver:
            return
        focused = selected and self._view.hasFocus()
        painter.setPen(QPen(look.color("focus"), 2) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(look.color("selected" if selected else "hover"))
        painter.drawRoundedRect(box, look.px(6), look.px(6))

    def _paint_heading(self, painter: QPainter, rect: QRect, heading: Heading) -> None:
        look = theme()
        painter.setFont(look.font(weight=600))
        painter.setPen(look.color(heading.tone or "text"))
        words = heading.text if heading.count is None else f"{heading.text}  {heading.count}"
        room = rect.adjusted(look.px(11), look.px(8), -look.px(11), 0)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_narrow(self, painter: QPainter, line: Line, row: Row) -> None:
        look = theme()
        top, bottom = line.halves()
        if row.when:
            when_font = look.font(-0.5)
            top.write_end(
                painter, QFontMetrics(when_font).horizontalAdvance(row.when) + 4, row.when, when_font, "text2"
            )
            top.cut_end(look.px(4))
        if row.side:
            paint_mark(painter, top.cut_end(look.px(12)), row.side)
            top.cut_end(look.px(4))
        status_font = look.font(-0.5, 600 if row.tone else 400)
        width = min(
            QFontMetrics(status_font).horizontalAdvance(row.status) + 4,
            round(bottom.rect.width() * (0.9 if row.icon else 0.7)),
        )
        bottom.write_end(painter, width, row.status, status_font, row.tone or "text2")
        if row.icon:
            box = bottom.cut_end(look.px(15))
            side = look.px(12)
            place = QRectF(box.left(), box.center().y() - side / 2, side, side)
            paint_icon(painter, row.icon, place, row.tone or "text2")
        bottom.cut_end(look.px(6))
        top.write(painter, row.title, look.font(weight=600), "text")
        if bottom.rect.width() > look.px(24):  # a lone "…" says nothing
            bottom.write(painter, row.subtitle, look.font(-0.5), "text2")

    def _paint_wide(self, painter: QPainter, line: Line, row: Row) -> None:
        look = theme()
        mark = line.cut_start(look.px(14))
        paint_mark(painter, mark, row.side)
        line.cut_start(look.px(10))
        line.cut_end(look.px(8))
        # Where room is scarce, as in large text, the two at the end take no more than their words; empty, none.
        is_narrow = line.rect.width() < look.px(_NARROW)
        ends = (139 if row.status or row.who else 0, 142 if row.who else 0)
        for words, font, color, usual in (
            (row.status, look.font(weight=600 if row.tone else 400), row.tone or "text2", look.px(ends[0])),
            (row.who, look.font(weight=500), SIDE_COLOR[row.side], look.px(ends[1])),
        ):
            wanted = QFontMetrics(font).horizontalAdvance(words) + 4 if words else 0
            width = min(usual, wanted) if is_narrow else max(usual, min(wanted, look.px(_MOST_AT_END)))
            line.write_end(painter, width, words, font, color)
            line.cut_end(look.px(8) if width else 0)
        top, bottom = line.halves()
        top.write(painter, row.title, look.font(0.5, 500), "text")
        bottom.write(painter, row.subtitle, look.font(-0.5), "text2")


def _spoken(row: Row | Heading) -> str:
    parts = (row.text,) if isinstance(row, Heading) else (row.title, row.when, row.subtitle, row.who, row.status)
    return ", ".join(part for part in parts if part)
