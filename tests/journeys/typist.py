"""A process of its own that types into the window of the folder given, and says each title once it is shown as saved.

It is ended from outside, in the middle of its work.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest

from ui.app import Desk, make_application
from ui.screens.job_orders import JobOrdersScreen
from ui.screens.process import ProcessScreen


class Typist(QObject):
    """Renames the first step again and again, as fast as the window takes it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._number = desk, 0

    def start(self) -> None:
        """Go to the steps of the job order shown, once there is one."""
        self._desk.window.open("jobs")
        jobs = self._desk.window.screen_of("jobs")
        assert isinstance(jobs, JobOrdersScreen)
        assert isinstance(jobs.tabs.front, ProcessScreen)
        self._editor = jobs.tabs.front.editor
        self._next()

    def _next(self) -> None:
        table = self._editor.table
        self._number += 1
        table.select_step(self._editor.steps[0].id)
        table.edit_cell(table.currentIndex())
        cell = table.editing.cell
        assert cell is not None
        QTest.keyClicks(cell, f"Title {self._number}")
        QTest.keyClick(cell, Qt.Key.Key_Return)
        print(self._editor.steps[0].title, flush=True)
        QTimer.singleShot(0, self, self._next)


if __name__ == "__main__":
    application = make_application(("countersign",))
    opened = Desk(Path(sys.argv[1]))
    typist = Typist(opened)
    opened.ready.connect(typist.start)
    opened.show()
    application.exec()
