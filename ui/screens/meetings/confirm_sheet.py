"""That the client confirmed what was said in a meeting: who, and when."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.meetings import Meeting
from desktop.domain.roles import Side
from desktop.errors import InvalidInputError, UserError
from desktop.i18n import _
from ui.fields import Field, date_field, line
from ui.theme import theme
from ui.widgets.dialog import Dialog


class ConfirmSheet(Dialog):
    """Begins with whom the meeting was with, and today: `do(by, on)`, which may raise UserError."""

    def __init__(
        self, parent: QWidget, meeting: Meeting, today: date, do: Callable[[str, date | None], object]
    ) -> None:
        text = _("Who of the client confirmed, by mail or by word. It stands on the minutes.")
        if meeting.confirmed_on:
            text = _("It stands on the minutes. Without a name it is taken back.")
        super().__init__(parent, title=_("The client confirmed what was said"), primary=_("Note it"), text=text)
        self._do = do
        usual = next((one.name for one in meeting.people if one.side == Side.CLIENT), "")
        self.by: Field = line("confirmed_by", _("Confirmed by"))
        self.on: Field = date_field("confirmed_on", _("On"))
        self.by.write(meeting.confirmed_by if meeting.confirmed_on else usual)
        self.on.write(meeting.confirmed_on or today)
        self._begun = (self.by.read(), self.on.read())
        row = QHBoxLayout()
        row.setSpacing(theme().px(10))
        row.addWidget(self.by, stretch=2)
        row.addWidget(self.on, stretch=1)
        column = self.column
        column.addLayout(row)
        column.addStretch(1)
        self.accepted_now.connect(self._go)

    def changed(self) -> bool:
        return (self.by.read(), self.on.read()) != self._begun

    def _go(self) -> None:
        for field in (self.by, self.on):
            field.set_problem("")
        try:
            self._do(self.by.read(), self.on.read())
        except InvalidInputError as error:
            for field in (self.on, self.by):
                if sentence := error.problems.get(field.name):
                    field.set_problem(sentence)
                    field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        except UserError as error:
            self.fail(error)
        else:
            self.finish()
