"""Find or do: one field over the window that finds what is stored and does what can be done (`>` for commands only)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import UserError
from desktop.i18n import _, ngettext
from ui import background
from ui.commands import Command, Commands, key_text
from ui.icons import paint_icon
from ui.messages import announce
from ui.pages import Index
from ui.theme import label, theme

HIT_ROLE = Qt.ItemDataRole.UserRole
_SHOWN = 8


@dataclass(frozen=True)
class Hit:
    """Something found. `kind` in words ("Job order · Northwind Foods"), `key` as shown at the right."""

    title: str
    kind: str
    icon: str
    run: Callable[[], object]
    key: str = ""


Find = Callable[[str], Sequence[Hit]]


class Palette(QWidget):
    """Covers its window while open. `find(text)` is called in a worker thread: values in, values out."""

    def __init__(self, window: QWidget, commands: Commands, find: Find) -> None:
        super().__init__(window)
        self._window = window
        self._commands, self._find, self._asked = commands, find, ""
        self._before: QWidget | None = None
        self._hits = _Hits()
        self._edit, self._list, self._nothing = QLineEdit(), QListView(), label(_("Nothing found."), "muted")
        self._edit.setAccessibleName(_("Find or do"))
        self._edit.setPlaceholderText(_("Find a job order, client or person, or type > for commands"))
        self._list.setAccessibleName(_("Found"))
        self._list.setModel(self._hits)
        self._list.setItemDelegate(_HitDelegate(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMouseTracking(True)
        self._card = QFrame(self)
        self._card.setProperty("role", "card")
        column = QVBoxLayout(self._card)
        column.setSpacing(0)
        column.setContentsMargins(1, 1, 1, 1)
        for part in (self._edit, self._list, self._nothing):
            column.addWidget(part)
        self._edit.textChanged.connect(self._search)
        self._edit.installEventFilter(self)
        self._list.clicked.connect(self._go)
        window.installEventFilter(self)
        self.hide()

    def open(self, text: str = "") -> None:
        """Show it, ready to type."""
        if not self.isVisible():
            self._before = self.window().focusWidget()
        self._dress()
        self._edit.setText(text)
        self._search(text)
        self._place()
        self.show()
        self.raise_()
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def search_again(self) -> None:
        """There is more to be found now."""
        if self.isVisible():
            self._search(self._edit.text())

    def close_palette(self) -> None:
        """Away again, with the focus where it was."""
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None

    @property
    def hits(self) -> list[Hit]:
        """What is offered now, best first."""
        return list(self._hits.hits)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._place()
        if watched is self._edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(event)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()  # else the window would do with it what it says on the screen that is covered

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.close_palette()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, 72 if not theme().dark else 120))

    def _pressed(self, event: QKeyEvent) -> bool:
        row, count = self._list.currentIndex().row(), self._hits.rowCount()
        if event.key() == Qt.Key.Key_Escape:
            self.close_palette()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._go(self._list.currentIndex())
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up} and count:
            row = (row + (1 if event.key() == Qt.Key.Key_Down else -1)) % count
            self._list.setCurrentIndex(self._hits.index(row))
            announce(self._edit, self._hits.hits[row].title)
        else:  # with Tab there is nothing else to go to
            return event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
        return True

    def _go(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._hits.hits):
            hit = self._hits.hits[index.row()]
            self.close_palette()
            hit.run()

    def _search(self, text: str) -> None:
        self._asked = text
        doable = [self._hit(command) for command in self._commands.here() if _fits(command, text.lstrip("> "))]
        self._show(doable)
        if text.strip() and not text.startswith(">"):
            background.run(self, partial(self._find, text), partial(self._found, text, doable), self._not_found)

    def _found(self, text: str, doable: list[Hit], found: Sequence[Hit]) -> None:
        if text == self._asked and self.isVisible():
            self._show([*found, *doable])
            count = len(self._hits.hits)
            announce(self._edit, ngettext("{n} found", "{n} found", count).format(n=count))

    def _not_found(self, error: UserError) -> None:
        self._nothing.setText(str(error))

    def _show(self, hits: list[Hit]) -> None:
        self._hits.show(hits)
        self._list.setVisible(bool(hits))
        self._nothing.setVisible(not hits)
        if hits:
            self._list.setCurrentIndex(self._hits.index(0))
        self._place()

    def _hit(self, command: Command) -> Hit:
        key = key_text(command.shortcuts[0]) if command.shortcuts else ""
        kind = _("Command · {group}").format(group=command.group) if command.group else _("Command")
        return Hit(command.text, kind, command.icon, partial(self._commands.run, command), key)

    def _dress(self) -> None:
        look = theme()
        self._edit.setFont(look.font(2))
        self._edit.setStyleSheet(
            f"QLineEdit {{ border: none; background: transparent; padding: {look.px(12)}px {look.px(14)}px;"
            f" border-bottom: 1px solid {look.tokens.border}; border-radius: 0; }}"
        )
        self._nothing.setMargin(look.px(16))

    def _place(self) -> None:
        look, window = theme(), self._window
        self.setGeometry(window.rect())
        width = min(look.px(556), window.width() - look.px(48))
        rows = min(len(self._hits.hits), _SHOWN)
        self._list.setFixedHeight(rows * look.px(41) + 2)
        top = min(look.px(83), window.height() // 8)
        height = min(self._card.sizeHint().height(), window.height() - top - look.px(24))
        self._card.setGeometry((window.width() - width) // 2, top, width, height)


class _Hits(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.hits: list[Hit] = []

    def show(self, hits: list[Hit]) -> None:
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.hits):
            return None
        hit = self.hits[index.row()]
        if role == HIT_ROLE:
            return hit
        return f"{hit.title}, {hit.kind}" if role == Qt.ItemDataRole.DisplayRole else None


class _HitDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(200), theme().px(41))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit, look = index.data(HIT_ROLE), theme()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("selected"))
        x, end, gap, side = look.px(17), rect.width() - look.px(16), look.px(10), look.px(16)
        if hit.icon:
            middle = QRectF(_at(rect, x, side, mirrored=mirrored))
            paint_icon(painter, hit.icon, QRectF(middle.left(), middle.center().y() - side / 2, side, side))
        x += side + gap
        quiet, strong = look.font(-0.5), look.font(weight=600)
        key_width = QFontMetrics(quiet).horizontalAdvance(hit.key) + 2
        _write(painter, _at(rect, end - key_width, key_width, mirrored=mirrored), hit.key, quiet, "muted")
        room = end - key_width - gap - x
        width = min(QFontMetrics(strong).horizontalAdvance(hit.title) + 2, room)
        _write(painter, _at(rect, x, width, mirrored=mirrored), hit.title, strong, "text")
        rest = room - width - gap
        if rest > look.px(30):
            _write(painter, _at(rect, x + width + gap, rest, mirrored=mirrored), hit.kind, quiet, "muted")
        painter.restore()


def _fits(command: Command, text: str) -> bool:
    words = f"{command.text} {command.group}".casefold()
    return command.listed and command.enabled() and all(part in words for part in text.casefold().split())


def _at(rect: QRect, x: int, width: int, *, mirrored: bool) -> QRect:
    left = rect.right() + 1 - x - width if mirrored else rect.left() + x
    return QRect(left, rect.top(), width, rect.height())


def _write(painter: QPainter, rect: QRect, text: str, font: Any, color: str) -> None:
    painter.setFont(font)
    painter.setPen(theme().color(color))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)
