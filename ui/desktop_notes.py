"""Notes on the desktop when a promise becomes late or is due within the hour. Off unless asked for in the settings."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon

from desktop.domain.today import DuePromise, Today, newly
from desktop.i18n import _, ngettext

MOST_NAMED = 3
"""So many are told by name in one note."""
Tell = Callable[[str, str], object]
"""Shows a title and some lines on the desktop."""


def can_note() -> bool:
    """Whether this system shows notes of programs."""
    return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()


class DesktopNotes(QObject):
    """Tells what came since it was told last; what was late already when the window opened is on Today anyway."""

    def __init__(self, parent: QObject, tell: Tell) -> None:
        super().__init__(parent)
        self._tell = tell
        self._told: datetime | None = None

    def hear(self, today: Today, *, wanted: bool) -> None:
        """What waits now; nothing is shown where that is not wanted."""
        since, self._told = self._told, today.at
        if since is None or not wanted:
            return
        found = list(newly(today, since, today.at))
        late, soon = [line for line, is_late in found if is_late], [line for line, is_late in found if not is_late]
        if late:
            self._tell(
                ngettext("A promise is late", "{n} promises are late", len(late)).format(n=len(late)), _lines(late)
            )
        if soon:
            words = ngettext("Due within the hour", "{n} promises are due within the hour", len(soon))
            self._tell(words.format(n=len(soon)), _lines(soon))


class Tray(QObject):
    """The icon beside the clock, there from the first note on."""

    def __init__(self, parent: QObject, icon: Callable[[], QIcon], come: Callable[[], object]) -> None:
        super().__init__(parent)
        self._icon, self._come = icon, come
        self._tray: QSystemTrayIcon | None = None

    def tell(self, title: str, lines: str) -> None:
        """Show a note; a click on it brings the window to the front. Nothing where the system shows none."""
        if not can_note():
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._icon(), self)
            self._tray.messageClicked.connect(self._come)
            self._tray.activated.connect(lambda _reason: self._come())
            self._tray.show()
        self._tray.showMessage(title, lines, self._icon())


def _lines(lines: Sequence[DuePromise]) -> str:
    words = [
        _("{title}: {job}, {client}").format(title=line.title, job=line.job, client=line.client)
        for line in lines[:MOST_NAMED]
    ]
    if (more := len(lines) - MOST_NAMED) > 0:
        words.append(ngettext("{n} more", "{n} more", more).format(n=more))
    return "\n".join(words)
