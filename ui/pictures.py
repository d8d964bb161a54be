"""Pictures of the main screens, and a check that the window opens: for `countersign demo` and `self-test`."""

import os
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEventLoop, QTimer

from desktop.errors import UserError
from desktop.i18n import _
from ui import background
from ui.theme import theme

if TYPE_CHECKING:
    from ui.app import Desk

SIZE = (1280, 720)
AHEAD = 30
"""Days in which something is due on the job order that is shown; the longest late first."""
LONGEST_WAIT = 30_000
"""Milliseconds until a window that shows nothing is given up."""


def draw(folder: Path, to: Path) -> list[Path]:
    """Draw the main screens over the database in `folder`, in light and dark, as PNG files in `to`."""
    to.mkdir(parents=True, exist_ok=True)
    drawn = []
    for desk in _desks(folder):
        scenes = _scenes(desk)
        for look in ("light", "dark"):
            theme().apply(look, 100)
            for name, show in scenes.items():
                show()
                background.settle()
                drawn.append(to / f"{name}-{look}.png")
                desk.window.grab().save(str(drawn[-1]))
    return drawn


def check_window() -> None:
    """Open the window over a new database and close it again. Raises UserError where it does not come up."""
    with tempfile.TemporaryDirectory() as folder:
        for desk in _desks(Path(folder)):
            if desk.app is None:
                raise UserError(_("The window came up without its database."))


def _desks(folder: Path) -> Iterator["Desk"]:
    """One window over `folder`, without a screen, open while the loop body runs."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.app import Desk, make_application

    qt = make_application()

    desk = Desk(folder)
    desk.window.resize(*SIZE)
    waiting = QEventLoop()
    desk.ready.connect(waiting.quit)
    QTimer.singleShot(LONGEST_WAIT, waiting, waiting.quit)
    desk.show()
    waiting.exec()
    try:
        yield desk
    finally:
        desk.window.close()
        background.settle()
        qt.quit()


def _scenes(desk: "Desk") -> dict[str, Callable[[], object]]:
    """What to show for each picture. A scene whose job order the database lacks is left out."""
    window, app = desk.window, desk.app
    if app is None:
        return {}
    lines = app.job_orders.lines(app.job_orders.numbers())
    agreeing = next((line.id for line in lines if line.standing.differences), None)
    signed = next((line.id for line in lines if line.standing.is_signed), None)
    due = app.reports.due(AHEAD)
    busy = due[0].job_order_id if due else signed
    noted = next((meeting.id for meeting in app.meetings.of_job_order(busy) if meeting.notes), None) if busy else None

    def job(id: UUID | None, **tabs: str) -> dict[str, Callable[[], object]]:
        return {name: partial(desk.open_job, id, tab) for name, tab in tabs.items()} if id else {}

    def notes(job_id: UUID, meeting_id: UUID) -> None:
        from ui.screens.meetings import MeetingsScreen

        desk.open_job(job_id, "meetings")
        if screen := window.findChild(MeetingsScreen):
            screen.show_meeting(meeting_id)

    return {
        "today": lambda: window.open("today"),
        **job(agreeing, process="process"),
        **job(signed, agreement="agreement"),
        **job(busy, tracking="process", details="details", history="history"),
        **({"meetings": partial(notes, busy, noted)} if busy and noted else {}),
        "clients": lambda: window.open("clients", app.job_orders.get(busy).client_id if busy else None),
        "promises-kept": lambda: window.open("kept"),
        "settings": lambda: window.open("settings"),
    }
