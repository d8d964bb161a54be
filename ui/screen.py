"""What the shell expects of a screen, with quiet defaults."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.changes import Changes
from ui.bridge import Bridge


class Screen(QWidget):
    """A view of stored things. Override what applies.

    Give it the bridge and it hears of every commit: shown, it refreshes; hidden, it notes that it is stale and
    refreshes when it is shown next.
    """

    def __init__(self, bridge: Bridge | None = None) -> None:
        super().__init__()
        self._stale = True
        if bridge is not None:
            bridge.changed.connect(self._hear)

    def refresh(self) -> None:
        """Ask again for what is shown. Called before the first showing too."""

    def concerns(self, changes: Changes) -> bool:
        """Whether `changes` touch what is shown here."""
        return True

    def show_target(self, target: object) -> None:
        """Bring what `target` names (an id) to the front."""

    def show_part(self, part: UUID) -> None:
        """Bring a part of the target (a promise's id) to the front, where there are parts."""

    def panes(self) -> list[QWidget]:
        """Where F6 goes, in order."""
        return [self]

    def take_focus(self) -> bool:
        """Give the focus to the first pane that takes it; False where none does."""
        return any(focus_first(pane) for pane in self.panes())

    def flush(self) -> bool:
        """Save what is typed but not saved, before leaving. False: it could not be, stay here."""
        return True

    def set_client_view(self, on: bool) -> None:
        """The client looks at the screen: hide everything private, or show it again."""

    def mark_stale(self) -> None:
        """What is shown is no longer certain: refresh now if visible, otherwise when shown."""
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        if self._stale:
            self._stale = False
            self.refresh()
        super().showEvent(event)

    def _hear(self, changes: Changes) -> None:
        if self.concerns(changes):
            self.mark_stale()


def focus_first(pane: QWidget) -> bool:
    """Give the focus to `pane` or the first thing in it that takes it (the current one of a group of buttons)."""
    for widget in (pane, *pane.findChildren(QWidget)):
        if widget.isEnabled() and widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return True
    return False
