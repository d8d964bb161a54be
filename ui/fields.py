"""A field: its label, its editor, and the sentence that says what is wrong with it."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import _
from ui.icons import pixmap
from ui.messages import announce, messages_of
from ui.theme import label, set_role, theme
from ui.widgets.inputs import ComboBox, DateEdit, LeaveWatcher, LineEdit, SpinBox, TextEdit


class Field(QWidget):
    """One bound editor. `left`: the user is done with it; `typed`: he is still at it."""

    left = Signal()
    typed = Signal()

    def __init__(
        self,
        name: str,
        title: str,
        editor: QWidget,
        read: Callable[[], Any],
        write: Callable[[Any], None],
        *,
        titled: bool = True,
    ) -> None:
        super().__init__()
        self.name, self.editor, self.read = name, editor, read
        self._write = write
        self._error_icon, self._error = QLabel(), label(wrap=True)
        set_role(self._error, "error")
        self._title = label(title, "text2")
        self._title.setBuddy(editor)
        if not titled:  # showing a label that has no parent yet would open a window for a moment
            self._title.hide()
        editor.setAccessibleName(title)
        editor.setObjectName(name)
        self._problem = QWidget()
        problem_row = QHBoxLayout(self._problem)
        problem_row.setContentsMargins(0, 0, 0, 0)
        problem_row.addWidget(self._error_icon, alignment=Qt.AlignmentFlag.AlignTop)
        problem_row.addWidget(self._error, stretch=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        for part in (self._title, editor, self._problem):
            column.addWidget(part)
        column.addStretch(1)
        self._problem.hide()

    @property
    def title(self) -> str:
        """What stands above the editor."""
        return self._title.text()

    @property
    def problem(self) -> str:
        """What is wrong with it; empty when nothing is."""
        return "" if self._problem.isHidden() else self._error.text()

    def set_problem(self, sentence: str) -> None:
        """Say what is wrong, beside the editor and to a screen reader; an empty sentence takes it back."""
        if sentence == self.problem:
            return
        self._error.setText(sentence)
        self._error_icon.setPixmap(pixmap("circle-alert", color="late"))
        self._problem.setVisible(bool(sentence))
        self.editor.setAccessibleDescription(sentence)
        self.editor.setProperty("wrong", bool(sentence))
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)
        if sentence:
            announce(self.editor, sentence)

    def write(self, value: Any) -> None:
        """Show `value` without telling anyone that it was changed."""
        blocked = self.editor.blockSignals(True)
        self._write(value)
        self.editor.blockSignals(blocked)

    def set_read_only(self, read_only: bool) -> None:
        """Show, but let nothing be changed; text can still be selected and copied."""
        if isinstance(self.editor, QLineEdit | QPlainTextEdit | DateEdit | SpinBox):
            self.editor.setReadOnly(read_only)
        else:
            self.editor.setEnabled(not read_only)


def point_out(inside: QWidget) -> None:
    """Go to the first field in `inside` that could not be kept, as `inside` is not left before it can; say so."""
    wrong = next((field for field in inside.findChildren(Field) if field.problem and field.isVisible()), None)
    if wrong is None:
        return
    above: QWidget | None = wrong.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(wrong)
        above = above.parentWidget()
    wrong.editor.setFocus(Qt.FocusReason.OtherFocusReason)
    words = _("This is not kept yet. {title}: {problem}")
    messages_of(inside).done(words.format(title=wrong.title, problem=wrong.problem))


def line(
    name: str,
    title: str,
    *,
    placeholder: str = "",
    show: Callable[[Any], str] = str,
    parse: Callable[[str], Any] = str,
) -> Field:
    """One line of text, of another type through `show` and `parse` (which raises UserError)."""
    editor = LineEdit()
    editor.setPlaceholderText(placeholder)
    last: list[Any] = [None, None]  # text as shown and its value: "1,000.00" unedited stays exactly what it was

    def read() -> Any:
        return last[1] if last[0] == editor.text() else parse(editor.text())

    def write(value: Any) -> None:
        shown = show(value)
        editor.setText(shown)
        editor.setCursorPosition(0)
        last[:] = [editor.text(), value]

    field = Field(name, title, editor, read, write)
    editor.editingFinished.connect(field.left)
    return field


def text(
    name: str,
    title: str,
    *,
    rows: int = 4,
    show: Callable[[Any], str] = str,
    parse: Callable[[str], Any] = str,
) -> Field:
    """Several lines of text, of another type through `show` and `parse`."""
    editor = TextEdit(rows=rows)
    read, write = lambda: parse(editor.toPlainText()), lambda value: editor.setPlainText(show(value))
    field = Field(name, title, editor, read, write)
    editor.textChanged.connect(field.typed)
    editor.refused.connect(field.set_problem)
    LeaveWatcher(editor, field.left.emit)
    return field


def choice(name: str, title: str, choices: Sequence[tuple[Any, str]]) -> Field:
    """One of `choices`, (value, words)."""
    editor = ComboBox()
    editor.set_choices(choices)
    field = Field(name, title, editor, editor.value, editor.choose)
    editor.activated.connect(lambda _row: field.left.emit())
    return field


def number(name: str, title: str, *, suffix: str = "") -> Field:
    """A whole number, absurd ones too."""
    editor = SpinBox()
    editor.setRange(-999_999, 9_999_999)
    editor.setSuffix(suffix)
    field = Field(name, title, editor, editor.value, editor.setValue)
    editor.editingFinished.connect(field.left)
    editor.valueChanged.connect(lambda _value: field.typed.emit())
    return field


def date_field(name: str, title: str) -> Field:
    """A date or None."""
    editor = DateEdit()
    field = Field(name, title, editor, editor.value, editor.set_value)
    editor.editingFinished.connect(field.left)
    editor.dateChanged.connect(lambda _date: field.typed.emit())
    return field


def check(name: str, title: str) -> Field:
    """Yes or no."""
    editor = QCheckBox(title.replace("&", "&&"))
    field = Field(name, title, editor, editor.isChecked, editor.setChecked, titled=False)
    editor.clicked.connect(lambda _checked: field.left.emit())
    return field
