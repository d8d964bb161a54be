"""What waits, for whoever looks elsewhere: the figure in the sidebar, the notes on the desktop, asked anew in time."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from desktop.domain.today import Today, soon_at, stale_at
from ui import background
from ui.alarm import Alarm
from ui.desktop_notes import DesktopNotes, Tray
from ui.main_window import MainWindow
from ui.screens.today.words import pressing

if TYPE_CHECKING:
    from desktop.app import App

COUNT_PAUSE = 200  # milliseconds after a change until what waits is counted again


class Waiting(QObject):
    """Counts what waits after a change, and when time alone makes something late or due. Nothing before `serve`."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._app: App | None = None
        self._counting = QTimer(self, singleShot=True, interval=COUNT_PAUSE)
        self._counting.timeout.connect(self.count)
        self._alarm = Alarm(lambda: self._app.clock() if self._app else datetime.now(UTC), self)
        self._alarm.rang.connect(self.count)
        self._notes = DesktopNotes(self, Tray(self, window.windowIcon, self._come).tell)

    def serve(self, app: "App") -> None:
        """The services are there."""
        self._app = app

    def count_soon(self) -> None:
        """Something changed, and more may at once."""
        self._counting.start()

    def count(self) -> None:
        """Ask what waits now."""
        if self._app is not None:
            background.run(self, self._app.overview.today, self.show_count, self._window.messages.error)

    def show_count(self, today: Today) -> None:
        """Tell what waits, and wake up when that is no longer so."""
        late, due = today.late_count, today.due_count
        self._window.set_count("today", today.count, "late" if late else "soon" if due else "text2", pressing(today))
        self._notes.hear(today, wanted=self._window.preferences.notify and not self._window.client_view)
        self._alarm.set(min([stale_at(today), *soon_at(today)]))

    def look(self) -> None:
        """The window came to the front: the computer may have slept meanwhile."""
        self._alarm.look()

    def stop(self) -> None:
        """The window is gone."""
        self._counting.stop()
        self._alarm.set(None)

    def _come(self) -> None:
        """A note on the desktop was clicked."""
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.raise_()
        self._window.activateWindow()
        self._window.when_begun(lambda: self._window.open("today"))
