"""Who did what when on a job order: newest first, day by day."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QLocale, QModelIndex, QRect, QSize, Qt, QTime
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout

from desktop.changes import Changes
from desktop.domain.history import Event
from desktop.formats import format_date
from desktop.i18n import _
from desktop.services.job_orders import JobOrders
from ui.bridge import Bridge
from ui.pages import Index
from ui.screen import Screen
from ui.theme import theme

ROLE = Qt.ItemDataRole.UserRole
_WRAP = Qt.TextFlag.TextWordWrap.value


class HistoryScreen(Screen):
    """A tab; its target is a job order's id."""

    def __init__(self, job_orders: JobOrders, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._job_orders = job_orders
        self._id: UUID | None = None
        self.list = _HistoryList()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)

    def show_target(self, target: object) -> None:
        if isinstance(target, UUID):
            self._id = target
            self.refresh()
            self.list.scrollToTop()

    def refresh(self) -> None:
        if self._id is not None:
            self.list.show_events(self._job_orders.history(self._id))

    def concerns(self, changes: Changes) -> bool:
        return self._id is not None and changes.has("job_order", self._id)


class _Entries(QAbstractListModel):
    """Days and events, in the order shown."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[date | Event] = []

    def show(self, entries: list[date | Event]) -> None:
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self._entries[index.row()]
        if role == ROLE:
            return entry
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return _spoken(entry)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and not isinstance(self._entries[index.row()], Event):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


class _HistoryList(QListView):
    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("History"))
        self._entries = _Entries()
        self.setModel(self._entries)
        self.setItemDelegate(_Delegate(self))
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme().changed.connect(self.scheduleDelayedItemsLayout)

    def show_events(self, events: Sequence[Event]) -> None:
        """`events` newest first; a day stands above its own."""
        entries: list[date | Event] = []
        for day, members in groupby(events, key=lambda event: _here(event.at).date()):
            entries += [day, *members]
        self._entries.show(entries)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # long sentences wrap elsewhere now


class _Delegate(QStyledItemDelegate):
    """Time, who, and the whole sentence over as many lines as it takes."""

    def __init__(self, view: _HistoryList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look, entry = theme(), index.data(ROLE)
        width = self._view.viewport().width()
        if not isinstance(entry, Event):
            return QSize(width, look.px(38))
        room = QRect(0, 0, max(width - self._before() - look.px(10), look.px(100)), 100_000)
        words = QFontMetrics(look.font()).boundingRect(room, _WRAP, entry.sentence)
        return QSize(width, words.height() + look.px(12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, entry = theme(), index.data(ROLE)
        rect: QRect = option.rect
        painter.save()
        if isinstance(entry, Event):
            self._paint_event(painter, rect.adjusted(0, look.px(6), 0, -look.px(6)), entry, index)
        else:
            painter.setFont(look.font(weight=600))
            painter.setPen(look.color("text"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, _day(entry))
        painter.restore()

    def _paint_event(self, painter: QPainter, rect: QRect, event: Event, index: Index) -> None:
        look = theme()
        if index == self._view.currentIndex() and self._view.hasFocus():
            painter.fillRect(rect.adjusted(0, -look.px(4), 0, look.px(4)), look.color("selected"))
        columns = (
            (0, look.px(64), _clock(event.at), "muted"),
            (look.px(70), look.px(136), event.who or "–", "text2"),
            (self._before(), rect.width() - self._before() - look.px(10), event.sentence, "text"),
        )
        painter.setFont(look.font())
        metrics = QFontMetrics(look.font())
        mirrored = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for x, width, words, color in columns:
            place = QRect(rect.left() + x, rect.top(), width, rect.height())
            if mirrored:
                place.moveRight(rect.right() - x)
            painter.setPen(look.color(color))
            side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
            if color == "text":
                painter.drawText(place, side.value | Qt.AlignmentFlag.AlignAbsolute.value | _WRAP, words)
            else:
                shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
                painter.drawText(place, side.value | Qt.AlignmentFlag.AlignAbsolute.value, shown)

    def _before(self) -> int:
        """Room before the sentence."""
        return theme().px(214)


def _here(at: datetime) -> datetime:
    return at.astimezone()


def _day(day: date) -> str:
    return format_date(day, style="full")


def _clock(at: datetime) -> str:
    here = _here(at)
    return QLocale().toString(QTime(here.hour, here.minute), QLocale.FormatType.ShortFormat)


def _spoken(entry: date | Event) -> str:
    if not isinstance(entry, Event):
        return _day(entry)
    return ", ".join(part for part in (_clock(entry.at), entry.who, entry.sentence) if part)
