"""One form binder: fields bound to a frozen value, saved as one leaves them.

The form keeps `saved`; the draft is `saved` with what the fields hold. There is no Save button. What cannot be kept is
said beside its field, and the text stays.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import InvalidInputError, UserError
from desktop.i18n import _
from ui.fields import Field, check, choice, date_field, line, number, text
from ui.messages import MessageBar
from ui.paths import get_path, replace_path
from ui.theme import label, theme

NOTES_PAUSE = 800  # milliseconds of quiet after which typed notes are saved


class Form(QWidget):
    """Fields of the frozen dataclass `saved`, written by `save(draft) -> saved`, which may raise UserError."""

    saved_at = Signal(datetime)
    value_changed = Signal(object)

    def __init__(self, saved: Any, save: Callable[[Any], Any]) -> None:
        super().__init__()
        self._saved, self._save = saved, save
        self._newer: Any = None
        self._saving = False
        self._fields: dict[str, Field] = {}
        self._bar = MessageBar(self)
        self._timer = QTimer(self, singleShot=True, interval=NOTES_PAUSE)
        self._timer.timeout.connect(self.flush)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._bar)
        theme().changed.connect(self._space)
        self._space()

    # -- building ---------------------------------------------------------------------------------------------------

    def line(self, name: str, title: str, **options: Any) -> Field:
        """One line of text; `show` and `parse` turn another type into text and back (parse raises UserError)."""
        return self.bind(line(name, title, **options))

    def text(self, name: str, title: str, *, rows: int = 4) -> Field:
        """Several lines, saved after a pause in typing too."""
        return self.bind(text(name, title, rows=rows))

    def choice(self, name: str, title: str, choices: Sequence[tuple[Any, str]]) -> Field:
        """One of `choices`, (value, words)."""
        return self.bind(choice(name, title, choices))

    def number(self, name: str, title: str, *, suffix: str = "") -> Field:
        """A whole number. Absurd ones can be typed: the service says what is wrong with them."""
        return self.bind(number(name, title, suffix=suffix))

    def date(self, name: str, title: str) -> Field:
        """A date or None."""
        return self.bind(date_field(name, title))

    def check(self, name: str, title: str) -> Field:
        """Yes or no."""
        return self.bind(check(name, title))

    def bind(self, field: Field) -> Field:
        """Take part in the form with a field of one's own making. `field.name` may lead inside: "terms.fee"."""
        self._fields[field.name] = field
        field.write(get_path(self._saved, field.name))
        field.left.connect(self.flush)
        field.typed.connect(self._timer.start)
        return field

    def add(self, *fields: QWidget) -> None:
        """Lay `fields` side by side in the next row."""
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        for field in fields:
            row.addWidget(field, stretch=1)
        self._column.addLayout(row)

    def heading(self, words: str) -> None:
        """Begin the next group of fields."""
        heading = label(words, "heading", wrap=True)
        if self._column.count():  # nearer to its own fields than to those before
            heading.setContentsMargins(0, theme().px(8), 0, 0)
        self._column.addWidget(heading)

    def stretch(self) -> None:
        """Keep the fields at the top."""
        self._column.addStretch(1)

    def field(self, name: str) -> Field:
        """The field bound to `name`."""
        return self._fields[name]

    # -- saving -----------------------------------------------------------------------------------------------------

    @property
    def saved(self) -> Any:
        """The value as it was last saved or shown."""
        return self._saved

    @property
    def dirty(self) -> bool:
        """Whether a field holds what is not saved."""
        return any(self._differs(field) for field in self._fields.values())

    @property
    def message(self) -> str:
        """What its bar says; empty while it says nothing."""
        return self._bar.text

    def draft(self) -> Any:
        """`saved` with what the fields hold. Raises InvalidInputError for what cannot be read."""
        problems: dict[str, str] = {}
        draft = self._saved
        for name, field in self._fields.items():
            try:
                value = field.read()
            except UserError as error:
                problems[name] = str(error)
            else:
                if value != get_path(self._saved, name):
                    draft = replace_path(draft, name, value)
        if problems:
            raise InvalidInputError(problems)
        return draft

    def flush(self) -> bool:
        """Save what is not saved yet. False when it could not be: the reasons are shown and the text is kept."""
        self._timer.stop()
        if self._saving or self._newer is not None:
            return not self.dirty
        self._saving = True
        try:
            return self._keep()
        finally:
            self._saving = False

    def show_value(self, value: Any) -> None:
        """A newer value arrived: show it; while something is unsaved say so and overwrite nothing."""
        if value == self._saved or self._saving:
            return
        if not self.dirty:
            self._take(value)
            return
        self._newer = value
        self._bar.say(
            _("This was changed elsewhere while you were typing. Nothing was overwritten."),
            "soon",
            ((_("Show the newer one"), self.show_newer), (_("Keep mine"), self.keep_mine)),
        )

    def load(self, value: Any) -> None:
        """Show another value. `flush()` first: what is unsaved is dropped."""
        self._timer.stop()
        self._bar.hide()
        self._take(value)

    def set_read_only(self, read_only: bool) -> None:
        """Show, but let nothing be changed."""
        for field in self._fields.values():
            field.set_read_only(read_only)

    def _keep(self) -> bool:
        try:
            draft = self.draft()
            if draft == self._saved:
                self._show_problems({})
                return True
            saved = self._save(draft)
        except InvalidInputError as error:
            self._show_problems(error.problems)
            return False
        except UserError as error:
            self._bar.say(str(error), "late")
            return False
        self._bar.hide()
        self._take(saved)
        self.saved_at.emit(datetime.now().astimezone())
        return True

    def _take(self, value: Any) -> None:
        self._saved = value
        self._newer = None
        self._show_problems({})
        for name, field in self._fields.items():
            if self._differs(field):
                field.write(get_path(value, name))
        self.value_changed.emit(value)

    def show_newer(self) -> None:
        """Take the newer value; what was typed is dropped."""
        self._take(self._newer)

    def keep_mine(self) -> None:
        """Put what was typed on top of the newer value, and save."""
        mine = {name: field for name, field in self._fields.items() if self._differs(field)}
        self._saved, self._newer = self._newer, None
        for name, field in self._fields.items():
            if name not in mine:
                field.write(get_path(self._saved, name))
        self.flush()

    def _show_problems(self, problems: dict[str, str]) -> None:
        """Each sentence beside its field; those of no field here in the bar."""
        left = dict(problems)
        for name, field in self._fields.items():
            short = name.rpartition(".")[2]
            field.set_problem(left.pop(name, "") or left.pop(short, ""))
        if left:
            self._bar.say("\n".join(left.values()), "late")
        wrong = [field for field in self._fields.values() if field.problem]
        if not left and not wrong and self._newer is None:
            self._bar.hide()

    def _differs(self, field: Field) -> bool:
        try:
            return bool(field.read() != get_path(self._saved, field.name))
        except UserError:
            return True

    def _space(self) -> None:
        self._column.setSpacing(theme().px(12))
