"""What somebody of either side says after a job order: from 1 to 5, and in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from desktop.domain.partnership import Feedback
from desktop.domain.roles import Side
from desktop.i18n import _
from ui.fields import Field, choice, date_field, line, text
from ui.screens.clients.fields_sheet import FieldsSheet
from ui.theme import label
from ui.widgets.pulse import PulseKeys


class FeedbackSheet(FieldsSheet[Feedback]):
    """`said` is what was said before, shown above."""

    def __init__(
        self, parent: QWidget, job: str, begun: Feedback, said: Sequence[str], do: Callable[[Feedback], object]
    ) -> None:
        super().__init__(parent, begun, do, title=_("Feedback on {job}").format(job=job), primary=_("Keep"))
        sides = [(Side.CLIENT, _("The client")), (Side.AGENCY, _("The agency"))]
        self.side: Field = choice("side", _("Who says it"), sides)
        self.name: Field = line("name", _("Name"))
        self.rating = PulseKeys(_("How did it go?"), needed=True)
        self.words: Field = text("words", _("In their words"), rows=3)
        self.on: Field = date_field("on", _("Day"))
        self.hold(self.name, self.side, self.words, self.on, days=(self.on,))
        for sentence in said:
            self.column.addWidget(label(sentence, "text2", wrap=True))
        for part in (self.name, self.side, self.rating, self.words, self.on):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.name.editor.setFocus()

    def value(self) -> Feedback:
        return replace(super().value(), rating=self.rating.value or 0)

    def say(self, problems: Mapping[str, str]) -> None:
        self.rating.set_problem(problems.get("rating", ""))
        super().say(problems)
