"""What somebody of either side says after a job order: from 1 to 5, and in words."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.partnership import Feedback
from desktop.domain.roles import Side
from desktop.errors import InvalidInputError, UserError
from desktop.i18n import _
from ui.fields import Field, choice, date_field, line, text
from ui.theme import label, theme
from ui.widgets.dialog import Dialog
from ui.widgets.pulse import PulseKeys


class FeedbackSheet(Dialog):
    """`do(feedback)` keeps it, and may raise UserError. `said` is what was said before, shown above."""

    def __init__(
        self, parent: QWidget, job: str, begun: Feedback, said: Sequence[str], do: Callable[[Feedback], object]
    ) -> None:
        super().__init__(parent, title=_("Feedback on {job}").format(job=job), primary=_("Keep"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._begun, self._do = begun, do
        sides = [(Side.CLIENT, _("The client")), (Side.AGENCY, _("The agency"))]
        self.side: Field = choice("side", _("Who says it"), sides)
        self.name: Field = line("name", _("Name"))
        self.rating = PulseKeys(_("How did it go?"), needed=True)
        self.words: Field = text("words", _("In their words"), rows=3)
        self.on: Field = date_field("on", _("Day"))
        self._fields = (self.side, self.name, self.words, self.on)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(10))
        for sentence in said:
            column.addWidget(label(sentence, "text2", wrap=True))
        for field in self._fields:
            field.write(getattr(begun, field.name))
        for part in (self.name, self.side, self.rating, self.words, self.on):
            column.addWidget(part)
        column.addStretch(1)
        self.accepted_now.connect(self._go)
        self.name.editor.setFocus()

    def changed(self) -> bool:
        return bool(self.name.read() or self.words.read() or self.rating.value)

    def _go(self) -> None:
        read = {field.name: field.read() for field in self._fields}
        if self.rating.value is None:
            self.rating.set_problem(_("Please give a grade from 1 (poor) to 5 (very good)."))
            return
        if read["on"] is None:
            self.on.set_problem(_("Please give the day."))
            return
        try:
            self._do(replace(self._begun, rating=self.rating.value, **read))
        except InvalidInputError as error:
            for field in self._fields:
                field.set_problem(error.problems.get(field.name, ""))
        except UserError as error:
            self.fail(error)
        else:
            self.finish()
