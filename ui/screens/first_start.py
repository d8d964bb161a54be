"""The first start: name the agency and yourself, or look around with sample data."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import InvalidInputError, UserError
from desktop.i18n import _
from ui.fields import Field, line
from ui.messages import messages_of
from ui.theme import label, theme
from ui.widgets.buttons import Button
from ui.widgets.inputs import LineEdit


class FirstStart(QWidget):
    """`found(agency, recruiter)` may raise UserError; `explore()` opens the sample data."""

    def __init__(self, found: Callable[[str, str], object], explore: Callable[[], object]) -> None:
        super().__init__()
        self._found = found
        self.agency = line("name", _("Your agency"), placeholder=_("The name your clients know"))
        self.recruiter = line("recruiter", _("Your name"), placeholder=_("As it stands on what you sign"))
        self.begin = Button(_("Start"), "check", primary=True)
        self.explore = Button(_("Explore with sample data"))
        self.begin.clicked.connect(self._start)
        self.explore.clicked.connect(explore)
        self._editor(self.agency).returnPressed.connect(self._next)
        self._editor(self.recruiter).returnPressed.connect(self._start)
        self._lay_out()
        self.setFocusProxy(self.agency.editor)

    def _lay_out(self) -> None:
        look, card, buttons = theme(), QFrame(), QHBoxLayout()
        card.setProperty("role", "card")
        buttons.addWidget(self.begin)
        buttons.addWidget(self.explore)
        buttons.addStretch(1)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(*[look.px(24)] * 4)
        inside.setSpacing(look.px(12))
        inside.addWidget(label(_("Welcome to Countersign"), "title", wrap=True))
        inside.addWidget(
            label(_("Agree with the client how you fill a job order, before you start."), "text2", wrap=True)
        )
        inside.addWidget(self.agency)
        inside.addWidget(self.recruiter)
        inside.addLayout(buttons)
        inside.addWidget(label(_("Nothing leaves this computer."), "small", wrap=True))
        card.setFixedWidth(look.px(480))
        column = QVBoxLayout(self)
        column.addWidget(card, alignment=Qt.AlignmentFlag.AlignCenter)

    def _start(self) -> None:
        for field in (self.agency, self.recruiter):
            field.set_problem("")
        try:
            self._found(self._editor(self.agency).text(), self._editor(self.recruiter).text())
        except InvalidInputError as error:
            for field in (self.recruiter, self.agency):
                field.set_problem(error.problems.get(field.name, ""))
                if field.problem:
                    field.editor.setFocus()
        except UserError as error:
            messages_of(self).error(error)

    def _next(self) -> None:
        self.recruiter.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _editor(self, field: Field) -> LineEdit:
        assert isinstance(field.editor, LineEdit)  # noqa: S101 - `line` makes these
        return field.editor
