"""Import a spreadsheet: choose the file, see what would happen, then let it happen."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.errors import UserError
from desktop.i18n import _
from desktop.services.importing import Importing, ImportReport
from ui import background
from ui.background import Job
from ui.table import Column, Table, ValueModel
from ui.theme import label, theme
from ui.widgets.dialog import Dialog
from ui.widgets.file_choice import ask_for_file
from ui.widgets.file_drop import FileDrop


class ImportSheet(Dialog):
    """Calls `imported()` once job orders are in. Nothing is written before Import is pressed."""

    def __init__(self, parent: QWidget, importing: Importing, imported: Callable[[], object]) -> None:
        super().__init__(
            parent,
            title=_("Import a spreadsheet"),
            text=_("Job orders with their clients and people, from the CSV export of another system."),
            primary=_("Import"),
            icon="download",
        )
        self._importing, self._imported = importing, imported
        self._file: Path | None = None
        self._job: Job | None = None
        self.drop = FileDrop(_("Drop the exported file here"), _("Choose a file…"))
        self.report = label("", wrap=True)
        self.problems = Table(_("Rows that could not be read"))
        self._model: ValueModel[Any] = ValueModel(
            [
                Column(_("Line"), lambda row: str(row.line), 60, right=True),
                Column(_("Why it could not be read"), lambda row: row.reason, tip=lambda row: row.reason),
            ],
            [],
        )
        self.problems.show_model(self._model)
        self._progress = QProgressBar()
        self._progress.setAccessibleName(_("Import"))
        self._lay_out()
        self.drop.chosen.connect(self.look_at)
        self.drop.asked.connect(self._ask)
        self.accepted_now.connect(self._go)
        self.drop.setFocus()

    def look_at(self, file: Path) -> None:
        """Read `file` and say what an import would do. Writes nothing."""
        self._file = None
        self.drop.say(file.name, "file-text")
        self._run(file, dry_run=True, then=partial(self._looked, file))

    def reject(self) -> None:
        if self._job is not None:
            self._job.cancel()
        super().reject()

    def _looked(self, file: Path, report: ImportReport) -> None:
        self._show(report)
        self._file = file if report.new else None
        self.primary.setEnabled(report.new > 0)

    def _go(self) -> None:
        if self._file is not None:
            self._run(self._file, dry_run=False, then=self._done)

    def _done(self, report: ImportReport) -> None:
        self._show(report)
        self._file = None
        self._imported()
        if report.problems:  # stays, so that the list of rows can be read
            self.primary.setText(_("Close"))
            self.primary.setEnabled(True)
            self.primary.setFocus()
            self.cancel.hide()  # what is in stays in
            self.accepted_now.disconnect(self._go)
            self.accepted_now.connect(self.finish)
        else:
            self.finish()

    def _run(self, file: Path, *, dry_run: bool, then: Callable[[ImportReport], None]) -> None:
        self.bar.hide()
        self.primary.setEnabled(False)
        self.drop.setEnabled(dry_run)  # an import that began is not given up for another file
        self._progress.show()
        self._progress.setRange(0, 0)
        if self._job is not None:
            self._job.cancel()

        def work(job: Job) -> ImportReport:
            return self._importing.run(file, dry_run=dry_run, progress=job.report)

        def done(report: ImportReport) -> None:
            self._finish_job()
            then(report)

        self._job = background.run_long(self, work, done, self._failed, self._show_progress)

    def _failed(self, error: UserError) -> None:
        self._finish_job()
        self.report.setText("")
        self._model.set_values([])
        self.problems.hide()
        self.fail(error)

    def _finish_job(self) -> None:
        self._job = None
        self.drop.setEnabled(True)
        self._progress.hide()

    def _show_progress(self, done: int, total: int) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def _show(self, report: ImportReport) -> None:
        self.report.setText(" ".join(report.sentences))
        self._model.set_values(report.problems)
        self.problems.setVisible(bool(report.problems))

    def _ask(self) -> None:
        file = ask_for_file(self, _("Choose a file to import"), _("Spreadsheets"), (".csv", ".tsv", ".txt"))
        if file is not None:
            self.look_at(file)

    def _lay_out(self) -> None:
        look = theme()
        column = self.column
        column.setSpacing(look.px(12))
        self.report.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for part in (self.drop, self._progress, self.report, self.problems):
            column.addWidget(part)
        self.problems.setMinimumHeight(look.px(180))
        self._progress.hide()
        self.problems.hide()
        self.primary.setEnabled(False)
        self.setMinimumWidth(look.px(560))
