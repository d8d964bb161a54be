"""What the store committed, told to the screens."""

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.changes import Changes, Notifier


class Bridge(QObject):
    """Emits `changed(Changes)` in the GUI thread, after the handler that caused it, whichever thread committed."""

    changed = Signal(object)
    _arrived = Signal(object)

    def __init__(self, notifier: Notifier, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Queued even in the GUI thread: a form first takes its own saved value, then hears of it.
        self._arrived.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._stop = notifier.listen(self._hear)

    def close(self) -> None:
        """Hear no more."""
        self._stop()

    def _hear(self, changes: Changes) -> None:
        self._arrived.emit(changes)

    @Slot(object)
    def _tell(self, changes: Changes) -> None:
        self.changed.emit(changes)
