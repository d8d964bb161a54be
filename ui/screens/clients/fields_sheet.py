"""A sheet with the fields of one value."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.errors import InvalidInputError, UserError
from desktop.i18n import _
from ui.fields import Field
from ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

V = TypeVar("V", bound="DataclassInstance")


class FieldsSheet(Dialog, Generic[V]):
    """`begun` as it is at first; `do(value)` keeps it, and may raise UserError. What is wrong is said in place."""

    def __init__(
        self, parent: QWidget, begun: V, do: Callable[[V], object], *, title: str, primary: str, text: str = ""
    ) -> None:
        super().__init__(parent, title=title, primary=primary, text=text)
        self.begun, self._do = begun, do
        self._fields: tuple[Field, ...] = ()
        self._days: tuple[Field, ...] = ()
        self.accepted_now.connect(self._go)

    def hold(self, *fields: Field, days: tuple[Field, ...] = ()) -> None:
        """Show the value in `fields`, each under its name; those of `days` must be given."""
        self._fields, self._days = fields, days
        for field in fields:
            field.write(getattr(self.begun, field.name))

    def value(self) -> V:
        """As it stands in the sheet. Raises InvalidInputError."""
        read: dict[str, Any] = {}
        problems: dict[str, str] = {}
        for field in self._fields:
            try:
                read[field.name] = field.read()
            except UserError as error:
                problems[field.name] = str(error)
        problems |= {field.name: _("Please give the day.") for field in self._days if read.get(field.name) is None}
        if problems:
            raise InvalidInputError(problems)
        return replace(self.begun, **read)

    def changed(self) -> bool:
        try:
            return self.value() != self.begun
        except InvalidInputError:
            return True

    def say(self, problems: Mapping[str, str]) -> None:
        """Beside each field what is wrong with it; the first in error takes the focus."""
        for field in self._fields:
            field.set_problem(problems.get(field.name, ""))
        wrong = next((field for field in self._fields if field.problem), None)
        if wrong is not None:
            wrong.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self) -> None:
        try:
            self._do(self.value())
        except InvalidInputError as error:
            self.say(error.problems)
        except UserError as error:
            self.fail(error)
        else:
            self.finish()
