"""Why a job order has its grade, and the facts that would raise it, to be ticked where they are true."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from desktop.domain.grade import Grade
from desktop.domain.job_order import JobOrder
from desktop.errors import InvalidInputError, UserError
from desktop.i18n import _
from ui.fields import Field, check
from ui.theme import label, theme
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.grade_chip import grade_words, reasons


class GradeSheet(Dialog):
    """`keep(job order)` may raise UserError; `show_details()` leads to the pay range."""

    def __init__(
        self,
        parent: QWidget,
        job: JobOrder,
        grade: Grade,
        keep: Callable[[JobOrder], object],
        show_details: Callable[[], object],
    ) -> None:
        super().__init__(parent, title=grade_words(grade), primary=_("Keep"))
        self._job, self._keep, self._show_details = job, keep, show_details
        self.facts: list[Field] = [
            check("slots_booked", _("Interview slots booked")),
            check("manager_access", _("Direct access to the hiring manager")),
            check("pay_confirmed", _("Pay range confirmed")),
        ]
        column = self.column
        column.setSpacing(theme().px(6))
        for n, line in enumerate(reasons(grade)):
            column.addWidget(label(line, None if n else "text2", wrap=True))
        column.addSpacing(theme().px(8))
        for fact in self.facts:
            fact.write(getattr(job, fact.name))
            column.addWidget(fact)
        details = Button(_("Pay range: in Details"), "square-pen", quiet=True)
        details.setAutoDefault(False)
        details.clicked.connect(self._go_to_details)
        column.addWidget(details)
        column.addStretch(1)
        self.setMinimumWidth(theme().px(460))
        self.accepted_now.connect(self._go)
        self.facts[0].editor.setFocus()

    @property
    def job(self) -> JobOrder:
        """With the facts as they are ticked."""
        return replace(self._job, **{fact.name: fact.read() for fact in self.facts})

    def changed(self) -> bool:
        return self.job != self._job

    def _go_to_details(self) -> None:
        self.reject()
        if not self.isVisible():
            self._show_details()

    def _go(self) -> None:
        try:
            if self.changed():
                self._keep(self.job)
        except InvalidInputError:
            self.fail(_("Something in the details has to be put right first. Open them, and try again."))
        except UserError as error:
            self.fail(error)
        else:
            self.finish()
