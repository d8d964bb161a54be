"""Rings once when the wall clock reaches a moment, also when the computer slept meanwhile."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

LONGEST = timedelta(minutes=15)
"""A timer may stand still while the computer sleeps: the wall clock is looked at again after so long at the latest."""


class Alarm(QObject):
    """Set it again after each ring. `look()` when the window comes to the front: then it may be overdue."""

    rang = Signal()

    def __init__(self, clock: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self.clock = clock
        self._moment: datetime | None = None
        self._set_at = clock()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)

    @property
    def moment(self) -> datetime | None:
        """When it rings; None while it is not set."""
        return self._moment

    def set(self, moment: datetime | None) -> None:
        """Ring at `moment`, and not when it was set to before; None: never."""
        self._moment, self._set_at = moment, self.clock()
        self._timer.stop()
        if moment is not None:
            self._wait(moment - self._set_at)

    def look(self) -> None:
        """Ring if it is time, or if the clock was set back to before the alarm was set."""
        if self._moment is None:
            return
        now = self.clock()
        if self._set_at <= now < self._moment:
            self._wait(self._moment - now)
        else:
            self.set(None)
            self.rang.emit()

    def _wait(self, left: timedelta) -> None:
        self._timer.start(max(0, min(left, LONGEST) // timedelta(milliseconds=1)) + 1)
