"""Editors that behave: the wheel changes none that is not focused, keys stay in them, undo continues past theirs."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QEvent, QLocale, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QHelpEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QLabel, QLineEdit, QPlainTextEdit, QSpinBox, QToolTip, QWidget
from shiboken6 import isValid

from desktop.formats import format_number
from desktop.i18n import _
from ui.theme import theme, tip

_LINE_BREAK = re.compile(r"\s*[\r\n\u2028\u2029]\s*")
_COMMAND_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
MOST_PASTED = 100_000
"""Characters: twice what any text may hold. Qt lays out a line of a million for minutes, while nothing else moves."""


def _leaves_undo_to_window(event: QEvent, *, can_undo: bool, can_redo: bool) -> bool:
    """Whether `event` asks for an undo or redo that the text has none of: the window's command gets it."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
    return (undo and not can_undo) or (redo and not can_redo)


def _is_typing(event: QEvent) -> bool:
    """Whether `event` is a plain letter, which a single-letter shortcut elsewhere would otherwise take."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return not event.modifiers() & _COMMAND_KEYS and event.text().isprintable() and event.text() != ""


class LineEdit(QLineEdit):
    """One line. Once its own undo is used up, Ctrl+Z undoes the last change of the window.

    What it has no room for is in its tool tip. Line breaks in what is pasted become spaces: nobody would find them.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pasted = QGuiApplication.clipboard().text() if event.matches(QKeySequence.StandardKey.Paste) else ""
        if self.isReadOnly() or not _LINE_BREAK.search(pasted):
            super().keyPressEvent(event)
            return
        self.insert(_LINE_BREAK.sub(" ", pasted).strip())
        self.textEdited.emit(self.text())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and not self.toolTip():
            cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width() - theme().px(22)
            QToolTip.showText(event.globalPos(), tip(self.text()) if cut else "", self)
            return True
        if _leaves_undo_to_window(event, can_undo=self.isUndoAvailable(), can_redo=self.isRedoAvailable()):
            event.ignore()
            return True
        return super().event(event)


class TextEdit(QPlainTextEdit):
    """`rows` lines high; Tab goes on to the next field. `refused(sentence)`: why nothing was pasted."""

    refused = Signal(str)

    def __init__(self, *, rows: int = 4) -> None:
        super().__init__()
        self._lines = rows
        self.setTabChangesFocus(True)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if len(source.text()) <= MOST_PASTED:
            super().insertFromMimeData(source)
            return
        words = _("That is too much to paste: at most {most} characters at once. Nothing was changed.")
        self.refused.emit(words.format(most=format_number(MOST_PASTED)))

    def _fit(self) -> None:
        margins = 2 * round(self.document().documentMargin()) + theme().px(12)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * self._lines + margins)

    def event(self, event: QEvent) -> bool:
        document = self.document()
        if _leaves_undo_to_window(event, can_undo=document.isUndoAvailable(), can_redo=document.isRedoAvailable()):
            event.ignore()
            return True
        return super().event(event)


class ComboBox(QComboBox):
    """A choice of values, each with its words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._values: list[Any] = []  # kept here: a QVariant turns a StrEnum into a plain str

    def set_name(self, words: str) -> None:
        """Its name for screen readers, where no label stands beside it: on Linux Qt reads that from a label only."""
        self.setAccessibleName(words)
        unseen = QLabel(words, self)
        unseen.setBuddy(self)
        unseen.hide()

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer `choices` as (value, words); the chosen value stays where it is still offered."""
        chosen = self.value()
        blocked = self.blockSignals(True)
        self.clear()
        self._values = [value for value, _text in choices]
        self.addItems([text for _value, text in choices])
        self.choose(chosen)
        self.blockSignals(blocked)

    def value(self) -> Any:
        """The value chosen; None where nothing is."""
        row = self.currentIndex()
        return self._values[row] if 0 <= row < len(self._values) else None

    def choose(self, value: Any) -> None:
        """Show the words of `value`; nothing where it is not offered."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        if _is_typing(event):
            event.accept()
            return True
        return super().event(event)


class SpinBox(QSpinBox):
    """A whole number, typed or stepped with the arrow keys."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setKeyboardTracking(False)
        self._inset()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._inset()
        super().changeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        if _is_typing(event):
            event.accept()
            return True
        return super().event(event)

    def _inset(self) -> None:
        self.lineEdit().setTextMargins(
            theme().px(7), 0, theme().px(7), 0
        )  # the style sheet's padding stops at spin boxes


class DateEdit(QDateEdit):
    """A date, or none: Delete or an emptied field leaves it out."""

    _NONE = QDate(1971, 1, 1)
    _LAST = QDate(2999, 12, 31)
    """Windows has no local time before and after."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCalendarPopup(True)
        self.setDisplayFormat(_with_full_year(QLocale().dateFormat(QLocale.FormatType.ShortFormat)))
        self.setDateRange(self._NONE, self._LAST)
        self.setSpecialValueText("–")
        self.setKeyboardTracking(False)
        self.set_value(None)

    def value(self) -> date | None:
        """The date shown; None for none."""
        shown = self.date()
        return None if shown == self._NONE else date(shown.year(), shown.month(), shown.day())

    def set_value(self, value: date | None) -> None:
        """Show `value`."""
        self.setDate(self._NONE if value is None else QDate(value.year, value.month, value.day))

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab goes from day to month to year and on; where there is none of them, Qt would never go on."""
        if self.date() == self._NONE:
            return QWidget.focusNextPrevChild(self, forwards)
        return super().focusNextPrevChild(forwards)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self.lineEdit().hasSelectedText():
            self.set_value(None)
        elif self.date() == self._NONE and event.text().isdigit():
            self.setDate(QDate.currentDate())  # there is no "none" to type over: begin from today
            self.setSelectedSection(self.sectionAt(0))
            super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        if _is_typing(event):
            event.accept()
            return True
        return super().event(event)


class LeaveWatcher(QObject):
    """Calls `left` when the watched editor loses the focus to another widget, not to its own menu."""

    def __init__(self, editor: QWidget, left: Callable[[], object]) -> None:
        super().__init__(editor)
        self._editor, self._left = editor, left
        editor.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        popup = Qt.FocusReason.PopupFocusReason
        lost = isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() != popup
        if lost and isValid(self._editor):  # it loses the focus once more while it is destroyed
            self._left()
        return False


def _with_full_year(pattern: str) -> str:
    return pattern if "yyyy" in pattern else pattern.replace("yy", "yyyy")
