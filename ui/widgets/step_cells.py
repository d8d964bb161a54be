"""The editors of single cells of a step.

Each emits `done` when the user is: "stay", "next" or "previous" (where to go), "leave" (gone already) or "cancel".
"""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QCompleter, QFrame, QVBoxLayout, QWidget

from desktop.domain.steps import Step
from desktop.i18n import _
from ui.theme import label, set_role, theme
from ui.widgets.inputs import ComboBox, LeaveWatcher, LineEdit
from ui.widgets.step_words import USUAL_LIMITS, counted_choices, parse_within, within_words
from ui.widgets.steps_model import Col, StepRow
from ui.widgets.who_matrix import Who, WhoMatrix


class LineCell(LineEdit):
    """A line of text."""

    done = Signal(str)

    def __init__(self, parent: QWidget, text: str) -> None:
        super().__init__(parent)
        self._first = text
        self.setText(text)
        self.selectAll()

    def read(self) -> object:
        return self.text()

    def dirty(self) -> bool:
        return self.text() != self._first

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _tell(self.done, event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        self.done.emit("next" if forward else "previous")
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _NOT_LEFT:
            self.done.emit("leave")


class LimitCell(LineCell):
    """A limit as it is typed, with the usual ones offered."""

    def __init__(self, parent: QWidget, text: str) -> None:
        super().__init__(parent, text)
        self.setPlaceholderText(_("3d, 8h, 2w, 5 cd"))
        offered = QCompleter([within_words(limit) for limit in USUAL_LIMITS], self)
        offered.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(offered)

    def read(self) -> object:
        return parse_within(self.text())


class CountedCell(ComboBox):
    """What the limit is counted from."""

    done = Signal(str)

    def __init__(self, parent: QWidget, row: StepRow, steps: tuple[Step, ...]) -> None:
        super().__init__(parent)
        choices = counted_choices(row.step, steps)
        counted = row.step.counted_from if row.step else None
        if counted is not None and counted.on is not None:
            choices.append((counted, row.counted))
        self.set_choices(choices)
        self.choose(counted)
        self._first = counted
        self.view().setMinimumWidth(min(self.view().sizeHintForColumn(0) + theme().px(30), theme().px(460)))
        self.activated.connect(lambda _row: self.done.emit("stay"))

    def read(self) -> object:
        return self.value()

    def dirty(self) -> bool:
        return bool(self.value() != self._first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _tell(self.done, event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        self.done.emit("next" if forward else "previous")
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _NOT_LEFT and QApplication.activePopupWidget() is None:
            self.done.emit("leave")


class WhoCell(QFrame):
    """Roles by parts, floating over the table."""

    done = Signal(str)

    def __init__(self, window: QWidget, who: Who) -> None:
        super().__init__(window)
        set_role(self, "card")
        self._first, self.matrix = who, WhoMatrix()
        self.matrix.set_value(who)
        self.matrix.setAccessibleName(_("Who"))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme().px(12)] * 4)
        column.addWidget(self.matrix)
        hint = label(_("A letter or Space ticks, arrows go on, Enter keeps"), "small", wrap=True)
        column.addWidget(hint)
        self.setFocusProxy(self.matrix)
        self.setFixedWidth(theme().px(370))
        LeaveWatcher(self.matrix, lambda: self.done.emit("leave"))

    def read(self) -> object:
        return self.matrix.value()

    def dirty(self) -> bool:
        return self.matrix.value() != self._first

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _tell(self.done, event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        self.done.emit("next" if forward else "previous")
        return True


def make_cell(row: StepRow, col: Col, steps: tuple[Step, ...], viewport: QWidget) -> LineCell | CountedCell | WhoCell:
    """The editor for a cell."""
    step = row.step
    if step is None or col == Col.STEP:
        return LineCell(viewport, step.title if step else "")
    if col == Col.WHO:
        return WhoCell(viewport.window(), Who.of(step))
    if col == Col.FROM:
        return CountedCell(viewport, row, steps)
    if col == Col.WITHIN:
        return LimitCell(viewport, within_words(step.within))
    return LineCell(viewport, step.done_when)


def _tell(done: Any, event: QKeyEvent) -> bool:
    """Whether `event` ends the editing; then it was told."""
    way = {Qt.Key.Key_Return: "stay", Qt.Key.Key_Enter: "stay", Qt.Key.Key_Escape: "cancel"}.get(Qt.Key(event.key()))
    if way is None:
        return False
    done.emit(way)
    return True


_NOT_LEFT = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}
