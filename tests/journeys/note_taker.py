"""A process of its own that types notes into the window of the folder given, as fast as 25 keys a second.

It says the number of each word once it is typed, with the time. It is ended from outside, in the middle of its work.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest

from ui.app import Desk, make_application
from ui.screens.job_orders import JobOrdersScreen
from ui.screens.meetings import MeetingsScreen

PACE = 40
"""Milliseconds from key to key."""


class NoteTaker(QObject):
    """Types numbers with a blank behind each, and after every tenth a new line."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._number, self._keys = desk, 0, ""
        self._timer = QTimer(self, interval=PACE)
        self._timer.timeout.connect(self._type)

    def start(self) -> None:
        """Go to the only meeting of the only job order."""
        assert self._desk.app is not None
        [line] = self._desk.app.job_orders.lines(self._desk.app.job_orders.numbers())
        self._desk.open_job(line.id, "meetings")
        jobs = self._desk.window.screen_of("jobs")
        assert isinstance(jobs, JobOrdersScreen)
        assert isinstance(jobs.tabs.front, MeetingsScreen)
        self._editor = jobs.tabs.front.page.editor
        self._editor.setFocus()
        self._timer.start()

    def _type(self) -> None:
        if not self._keys:
            self._number += 1
            self._keys = f"{self._number}{' ' if self._number % 10 else chr(10)}"
        QTest.keyClicks(self._editor, self._keys[0]) if self._keys[0] != "\n" else self._editor.insertPlainText("\n")
        self._keys = self._keys[1:]
        if not self._keys:
            print(self._number, time.time(), flush=True)


if __name__ == "__main__":
    application = make_application(("countersign",))
    opened = Desk(Path(sys.argv[1]))
    taker = NoteTaker(opened)
    opened.ready.connect(taker.start)
    opened.show()
    application.exec()
