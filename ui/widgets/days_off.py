"""Own days off: a small table, and the sheet in which one is entered."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.calendars import DayOff, days_off_problem
from desktop.domain.text import tidied
from desktop.errors import UserError
from desktop.formats import format_date
from desktop.i18n import _, right_to_left
from desktop.services.history import UndoStack
from ui.commands import Command, key_text
from ui.fields import Field, date_field, line
from ui.hours import parse_hours, show_hours
from ui.messages import messages_of
from ui.table import Column, Table, ValueModel
from ui.theme import label, theme
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.undoing import undo_just
from ui.widgets.wrap import Wrap

_ROWS_SHOWN = 6


class DaysOffEditor(QWidget):
    """The days off of a form's value, first ones first. `keep()` saves the form: whether it could."""

    def __init__(self, keep: Callable[[], bool], undo: UndoStack) -> None:
        super().__init__()
        self._keep, self._undo = keep, undo
        self.model: ValueModel[DayOff] = ValueModel(
            (
                Column(_("From"), lambda off: _day(off.first), 105),
                Column(_("To"), lambda off: _day(off.last), 105),
                Column(_("Name"), lambda off: off.name, tip=lambda off: off.name),
                Column(_("Hours"), _hours, 115, tip=_hours),
            )
        )
        self.table = Table(_("Days off"))
        self.table.show_model(self.model)
        self.table.opened.connect(self._edit)
        self._nothing = label(_("None yet."), "muted")
        self.add_button = Button(_("Add days off"), "plus", key_text("Ins"))
        self.add_button.clicked.connect(self.add)
        self.remove_button = Button(_("Remove"), "trash-2", key_text("Del"))
        self.remove_button.clicked.connect(self.remove_current)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        column.addWidget(self._nothing)
        column.addWidget(self.table)
        column.addWidget(Wrap(self.add_button, self.remove_button))
        theme().changed.connect(self._fit)
        self._fit()

    def value(self) -> tuple[DayOff, ...]:
        """All of them."""
        return tuple(self.model.values)

    def set_value(self, days_off: tuple[DayOff, ...]) -> None:
        """Show `days_off`."""
        self.model.set_values(days_off)
        self._fit()

    def commands(self) -> list[tuple[Command, QWidget]]:
        """Each with where its keys count, for the window's registry."""
        group = _("Working calendar")
        add = Command("add-days-off", _("Add days off"), self.add, ("Ins",), "plus", group)
        remove = Command("remove-days-off", _("Remove days off"), self.remove_current, ("Del",), "trash-2", group)
        return [(add, self), (remove, self.table)]

    def add(self) -> None:
        """Ask for new days off."""
        DayOffSheet(self, None, lambda new: self._put((*self.value(), new), new)).open()

    def remove_current(self) -> None:
        """Remove the current row, with Undo."""
        off = self.table.current_value()
        if off is None:
            return
        self.set_value(tuple(other for other in self.value() if other != off))
        if self._keep():
            messages_of(self).done(_("{name} was removed.").format(name=off.name), undo_just(self, self._undo))
        (self.table if self.value() else self.add_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _edit(self, off: DayOff) -> None:
        others = tuple(other for other in self.value() if other != off)
        DayOffSheet(self, off, lambda new: self._put((*others, new), new)).open()

    def _put(self, days_off: tuple[DayOff, ...], new: DayOff) -> None:
        """Raises UserError where they do not go together: nothing is changed then."""
        if sentence := days_off_problem(days_off):
            raise UserError(sentence)
        self.set_value(tuple(sorted(days_off, key=lambda off: (off.first, off.last))))
        self._keep()
        self.table.select(lambda off: off == new)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        rows = len(self.value())
        self._nothing.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self.remove_button.setVisible(bool(rows))
        self.setFocusProxy(self.table if rows else self.add_button)  # Tab goes on from here: past what comes before it
        row, head = self.table.verticalHeader().defaultSectionSize(), self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(head + row * min(rows, _ROWS_SHOWN) + 2 * self.table.frameWidth() + theme().px(4))


class DayOffSheet(Dialog):
    """`take(days off)` keeps them, and may raise UserError."""

    by_enter = True

    def __init__(self, parent: QWidget, off: DayOff | None, take: Callable[[DayOff], object]) -> None:
        super().__init__(
            parent, title=_("Days off") if off else _("New days off"), primary=_("Keep") if off else _("Add")
        )
        self._take = take
        self.fields: dict[str, Field] = {
            "name": line("name", _("Name"), placeholder=_("Closed for Christmas")),
            "first": date_field("first", _("From")),
            "last": date_field("last", _("To, where it is more than one day")),
            "hours": line(
                "hours", _("Hours that are worked, if any"), placeholder="9–13", show=show_hours, parse=parse_hours
            ),
        }
        column = self.column
        column.addWidget(self.fields["name"])
        column.addWidget(Wrap(self.fields["first"], self.fields["last"]))
        column.addWidget(self.fields["hours"])
        column.addStretch(1)
        for name, field in self.fields.items():
            empty: Any = {"name": "", "hours": ()}.get(name)
            field.write(getattr(off, name) if off else empty)
        self._first = self._typed()
        self.accepted_now.connect(self._keep)

    def changed(self) -> bool:
        return self._typed() != self._first

    def _typed(self) -> list[Any]:
        found = []
        for field in self.fields.values():
            try:
                found.append(field.read())
            except UserError as error:
                found.append(str(error))
        return found

    def _keep(self) -> None:
        problems: dict[str, str] = {}
        try:
            hours = self.fields["hours"].read()
        except UserError as error:
            hours, problems["hours"] = (), str(error)
        first, name = self.fields["first"].read(), str(self.fields["name"].read())
        if first is None:
            problems["first"] = _("Please give the first day.")
        else:
            off = tidied(DayOff(first, self.fields["last"].read() or first, name, hours))
            problems = {**off.problems(), **problems}
        for key, field in self.fields.items():
            field.set_problem(problems.get(key, ""))
        if problems:
            next(field for key, field in self.fields.items() if key in problems).editor.setFocus()
            return
        try:
            self._take(off)
        except UserError as error:
            self.fail(error)
        else:
            self.finish()


def _day(day: date) -> str:
    return _apart(format_date(day, style="medium"))


def _hours(off: DayOff) -> str:
    return _apart(show_hours(off.hours)) if off.hours else _("day off")


def _apart(text: str) -> str:
    """In its own direction, where all around it runs the other way."""
    return f"\u2068{text}\u2069" if right_to_left() else text
