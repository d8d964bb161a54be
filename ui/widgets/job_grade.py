"""The grade in the header of a job order: asked for after the painting, and explained by the sheet of its facts."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.app import App
from desktop.domain.grade import Grade
from desktop.domain.job_order import JobOrder
from desktop.domain.lines import JobOrderLine, Standing
from desktop.errors import NotFoundError, UserError
from desktop.i18n import _
from ui import background
from ui.commands import key_text
from ui.messages import messages_of
from ui.widgets.grade_chip import GradeChip, grade_words
from ui.widgets.grade_sheet import GradeSheet
from ui.widgets.undoing import undo_just

KEY = "Ctrl+Shift+K"


class JobGrade(GradeChip):
    """Hidden while a job order has none to show: it is closed, or the client looks at the screen."""

    def __init__(self, screen: QWidget, app: App, show_details: Callable[[], object]) -> None:
        super().__init__(self.open_sheet, key_text(KEY))
        self._screen, self._app, self._show_details = screen, app, show_details
        self._of: tuple[JobOrder, Standing, bool, bool] | None = None
        self._asked: background.Job | None = None
        self.hide()

    def show_job(self, job: JobOrder, line: JobOrderLine, *, private: bool) -> None:
        """The grade of `job`, shown in a moment; asked anew only where something has changed that it rests on."""
        rests_on = job, line.standing._replace(due_at=None, holder=None), line.state.is_closed, private
        if self._of is not None and rests_on == self._of:
            return
        if self._asked is not None:
            self._asked.cancel()
        if self._of is None or self._of[0].id != job.id or line.state.is_closed or not private:
            self.hide()
        self._of = rests_on
        if private and not line.state.is_closed:
            ask = lambda: self._app.reports.grade(job.id)  # noqa: E731
            self._asked = background.run(self, ask, self._show, self._failed, after_paint=True)

    def open_sheet(self) -> None:
        """The reasons, and the facts to be ticked."""
        if self._of is None or self.isHidden():
            return
        id = self._of[0].id
        try:
            job, grade = self._app.job_orders.get(id), self._app.reports.grade(id)
        except UserError as error:
            messages_of(self._screen).error(error)
        else:
            GradeSheet(self._screen, job, grade, self._keep, self._show_details).open()

    def _show(self, grade: Grade) -> None:
        self.set_grade(grade)
        self.show()

    def _failed(self, error: UserError) -> None:
        if not isinstance(error, NotFoundError):  # taken back meanwhile: there is nothing to grade
            messages_of(self._screen).error(error)

    def _keep(self, job: JobOrder) -> None:
        self._app.job_orders.save(job)
        words = _("The facts are noted: {grade}").format(grade=grade_words(self._app.reports.grade(job.id)))
        messages_of(self._screen).done(words, undo_just(self._screen, self._app.undo))
