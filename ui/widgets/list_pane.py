"""The list at the left of a screen: what it lists, New, a filter, the rows."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import ElidedLabel, theme
from ui.widgets.buttons import Button
from ui.widgets.inputs import LineEdit
from ui.widgets.two_line_list import TwoLineList

WIDTH = 242  # pixels, for text of normal size
FILTER_PAUSE = 120  # milliseconds of quiet after which the list is filtered


class ListPane(QWidget):
    """`/` goes to the filter, arrow down from there to the rows, Esc empties it."""

    filtered = Signal(str)

    def __init__(self, title: str, filter_words: str, button: Button) -> None:
        super().__init__()
        self.setProperty("role", "list-pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = TwoLineList(title)
        self.filter = _Filter(self.list, self._filter_now)
        self.filter.setPlaceholderText(f"{filter_words}  /")
        self.filter.setAccessibleName(filter_words)
        self._timer = QTimer(self, singleShot=True, interval=FILTER_PAUSE)
        self._timer.timeout.connect(lambda: self.filtered.emit(self.filter.text()))
        self.filter.textChanged.connect(lambda _text: self._timer.start())
        top = QHBoxLayout()
        top.addWidget(ElidedLabel(title, "heading"))
        top.addStretch(1)
        top.addWidget(button)
        self._column = QVBoxLayout(self)
        self._filter_row = QHBoxLayout()
        self._filter_row.addWidget(self.filter)
        self._column.addLayout(top)
        self._column.addLayout(self._filter_row)
        self._column.addWidget(self.list, stretch=1)
        QShortcut(QKeySequence("/"), self.list, self.focus_filter, context=Qt.ShortcutContext.WidgetShortcut)
        theme().changed.connect(self._space)
        self._space()

    def _filter_now(self) -> None:
        """Whoever types on at once means what is typed, not what was listed before."""
        if self._timer.isActive():
            self._timer.stop()
            self.filtered.emit(self.filter.text())

    def add_beside_filter(self, widget: QWidget) -> None:
        """Another way to choose what is listed, beside the filter."""
        self._filter_row.addWidget(widget)

    def add_below(self, widget: QWidget) -> None:
        """Something about the rows, below the filter."""
        self._column.insertWidget(2, widget)

    def focus_filter(self) -> None:
        """Type to filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _space(self) -> None:
        look = theme()
        # Larger text takes more room, but never so much that none is left for what the list is about.
        self.setFixedWidth(min(look.px(WIDTH), 320))
        self._column.setContentsMargins(look.px(9), look.px(11), look.px(9), look.px(4))
        self._column.setSpacing(look.px(9))


class _Filter(LineEdit):
    def __init__(self, rows: TwoLineList, settle: Callable[[], object]) -> None:
        super().__init__()
        self._rows, self._settle = rows, settle

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._settle()
            self._rows.setFocus(Qt.FocusReason.OtherFocusReason)
            if self._rows.current_id() is None:
                self._rows.select_first()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
