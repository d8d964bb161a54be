"""Judging a pilot together: adopt it, change it or drop it, with a reason; adopted, into a template."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.app import App
from desktop.domain.partnership import Pilot, Verdict
from desktop.domain.process import ProcessTemplate
from desktop.errors import InvalidInputError, UserError
from desktop.i18n import _
from ui.fields import Field, choice, text
from ui.screens.clients.pilot_result import ResultPanel, change_words
from ui.theme import theme
from ui.widgets.dialog import Dialog

Judge = Callable[[Verdict, str, UUID | None], object]
"""Ends the pilot: verdict, reason, and the template that takes its limit. May raise UserError."""


class JudgeSheet(Dialog):
    """Both figures, and the verdict. Templates that have the step are offered, while it is to adopt another limit."""

    def __init__(self, parent: QWidget, app: App, pilot: Pilot, do: Judge) -> None:
        super().__init__(
            parent,
            title=_("Judge the pilot of “{step}”").format(step=pilot.step),
            primary=_("Judge it"),
            text=change_words(pilot),
        )
        self._do = do
        self.verdict: Field = choice("verdict", _("Together we"), [(one, _(one.label)) for one in Verdict])
        self.verdict.write(Verdict.ADOPT)
        self.because: Field = text("because", _("Why?"), rows=3)
        fitting = [template for template in app.templates.all() if _takes(template, pilot)]
        self._can_adopt = bool(fitting) and pilot.after is not None
        choices: list[tuple[UUID | None, str]] = [(None, _("Leave the templates as they are"))]
        self.template: Field = choice(
            "template", _("Take the new limit into"), [*choices, *((t.id, t.name) for t in fitting)]
        )
        self.template.write(None)
        column = self.column
        self.figures = ResultPanel()
        column.addWidget(self.figures)
        for field in (self.verdict, self.because, self.template):
            column.addWidget(field)
        column.addStretch(1)
        self.verdict.left.connect(self._offer)
        self.accepted_now.connect(self._go)
        self._offer()
        self.setMinimumWidth(theme().px(560))
        self.figures.count(app, pilot)

    def changed(self) -> bool:
        return bool(self.because.read())

    def _offer(self) -> None:
        self.template.setVisible(self._can_adopt and self.verdict.read() == Verdict.ADOPT)

    def _go(self) -> None:
        template = self.template.read() if self.template.isVisibleTo(self) else None
        try:
            self._do(self.verdict.read(), self.because.read(), template)
        except InvalidInputError as error:
            self.because.set_problem(str(error))
            self.because.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        except UserError as error:
            self.fail(error)
        else:
            self.finish()


def _takes(template: ProcessTemplate, pilot: Pilot) -> bool:
    """Whether it has the step, with another limit."""
    same = pilot.step.casefold()
    return any(step.title.casefold() == same and step.within != pilot.after for step in template.steps)
