"""The small sheet that asks for one thing, mostly a reason, before something is done."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.errors import InvalidInputError, UserError
from ui.fields import Field, line, text
from ui.widgets.dialog import Dialog


class AskSheet(Dialog):
    """Calls `do(what was typed)`. What it raises is said in the sheet, beside the field where it is about that."""

    by_enter = True

    def __init__(
        self, parent: QWidget, *, title: str, field: str, primary: str, do: Callable[[str], object], **more: str
    ) -> None:
        """More: `explanation` below the title, `value` to begin with; `rows="1"` for a name."""
        super().__init__(parent, title=title, primary=primary, text=more.get("explanation", ""))
        self._do, self._value = do, more.get("value", "")
        self.field: Field = line("asked", field) if more.get("rows") == "1" else text("asked", field, rows=3)
        self.field.write(self._value)
        column = self.column
        column.addWidget(self.field)
        self.accepted_now.connect(self._go)
        self.field.editor.setFocus()

    def add_check(self, words: str, *, checked: bool) -> QCheckBox:
        """One more choice, below the field."""
        box = QCheckBox(words.replace("&", "&&"))
        box.setChecked(checked)
        self.column.addWidget(box)
        return box

    def changed(self) -> bool:
        return bool(self.field.read() != self._value)

    def _go(self) -> None:
        try:
            self._do(self.field.read())
        except InvalidInputError as error:
            self.field.set_problem(str(error))
            self.field.editor.setFocus()
        except UserError as error:
            self.fail(error)
        else:
            self.finish()
