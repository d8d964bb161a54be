"""A choice by typing: part of the words is enough, and where it is allowed a new name can be typed."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QCompleter

from desktop.errors import UserError
from desktop.i18n import _
from ui.fields import Field
from ui.widgets.inputs import ComboBox, LineEdit


class TypeAhead(ComboBox):
    """`left` when the user is done with it: chose a row, pressed Enter, or went on; `typing` while he is at it.

    With `guesses`, what is typed and stands in the words of one choice only becomes that choice on leaving; Esc keeps
    it as it was typed.
    """

    left = Signal()
    typing = Signal()

    def __init__(self, name: str = "", *, guesses: bool = False) -> None:
        super().__init__()
        self._guesses, self._as_typed = guesses, False
        self.setEditable(True)
        self.input = LineEdit()
        self.setLineEdit(self.input)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName(name)
        self._values: list[Any] = []
        self._words: list[str] = []
        self._chosen: Any = None
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self.activated.connect(self._take_row)
        self.input.textEdited.connect(self._take_text)
        self.input.editingFinished.connect(self._leave)
        self.input.installEventFilter(self)

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer `choices` as (value, words). What is chosen or typed stays."""
        typed, chosen = self.typed, self._chosen
        blocked = self.blockSignals(True)
        self.clear()
        self._values = [value for value, _text in choices]
        self._words = [text for _value, text in choices]
        self.addItems(self._words)
        self.choose(chosen)
        if typed:
            self.setEditText(typed)
        self.blockSignals(blocked)

    def add_choice(self, value: Any, words: str) -> None:
        """One more, at the end."""
        self._values.append(value)
        self._words.append(words)
        blocked = self.blockSignals(True)
        self.addItem(words)
        self.blockSignals(blocked)

    def value(self) -> Any:
        """The value chosen; None where nothing is, or something else is typed."""
        return self._chosen

    def words_of(self, value: Any) -> str:
        """The words of one of the choices."""
        return self._words[self._values.index(value)]

    @property
    def typed(self) -> str:
        """What is typed and is none of the choices."""
        return self.currentText().strip() if self._chosen is None else ""

    @property
    def guess(self) -> Any:
        """The choice that leaving would take for what is typed; None for none."""
        wanted = self.typed.casefold()
        if not self._guesses or self._as_typed or not wanted:
            return None
        fitting = [value for value, words in zip(self._values, self._words, strict=True) if wanted in words.casefold()]
        return fitting[0] if len(fitting) == 1 else None

    def settle(self) -> None:
        """Take the guess, as leaving does."""
        if (guess := self.guess) is not None:
            self.choose(guess)

    def choose(self, value: Any) -> None:
        """Show the words of `value`; while they are not known yet, the value itself."""
        self._chosen, self._as_typed = value, False
        row = self._values.index(value) if value in self._values else -1
        self.setCurrentIndex(row)
        self.setEditText(self._words[row] if row >= 0 else str(value or ""))
        self.input.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.showPopup()
        elif not self._refused_guess(event):  # the list of choices hands its keys on to here
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._refused_guess(event):
            return True
        return super().eventFilter(watched, event)

    def _refused_guess(self, event: QKeyEvent) -> bool:
        """Esc on a guess belongs to the guess, not to the list of choices or the sheet."""
        if event.key() != Qt.Key.Key_Escape or self.guess is None:
            return False
        self._as_typed = True
        if (offered := QApplication.activePopupWidget()) is not None:
            offered.hide()
        self.typing.emit()
        return True

    def _leave(self) -> None:
        self.settle()
        self.left.emit()

    def _take_row(self, row: int) -> None:
        self._chosen, self._as_typed = self._values[row], False
        self.left.emit()

    def _take_text(self, text: str) -> None:
        """Typed in full, in whatever case, it is that choice; of two alike the one chosen stays."""
        wanted = text.strip().casefold()
        rows = [row for row, words in enumerate(self._words) if words.casefold() == wanted]
        self._chosen = self._values[rows[0]] if wanted and rows else None
        self._as_typed = self._as_typed and bool(wanted)
        self.typing.emit()


def type_ahead_field(name: str, title: str, *, empty: Any = None, sentence: Callable[[], str] | None = None) -> Field:
    """A form's field for one of the choices of its `editor`. `empty` stands for none.

    A part of the words of one choice only is that choice. What is typed and is no choice cannot be kept: `sentence`
    says so.
    """
    editor = TypeAhead(title, guesses=True)

    def read() -> Any:
        if editor.typed:
            raise UserError(sentence() if sentence else _("Please choose one of the list."))
        return empty if editor.value() is None else editor.value()

    field = Field(name, title, editor, read, lambda value: editor.choose(value or None))
    editor.left.connect(field.left)
    return field
