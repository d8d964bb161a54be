"""Hands on the keyboard of a window."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from ui.bridge import Bridge
from ui.main_window import MainWindow

D = TypeVar("D", bound=QDialog)


class Keys:
    """Presses the keys where the focus is: in the list that is open, in the sheet on top, or in the window."""

    qtbot: QtBot
    window: MainWindow
    bridge: Bridge

    @property
    def toast(self) -> str:
        return self.window.messages.toast.text

    @property
    def message(self) -> str:
        return self.window.messages.bar.text

    def heard(self) -> None:
        """The bridge has told what was committed."""
        with self.qtbot.waitSignal(self.bridge.changed):
            pass

    def focused(self) -> QWidget:
        """What has the focus, in the sheet where there is one."""
        front = QApplication.activeModalWidget() or self.window
        if QApplication.activeWindow() is not front:
            front.activateWindow()  # the offscreen platform gives the focus back to nobody when a sheet closes
            self.qtbot.waitUntil(lambda: QApplication.activeWindow() is front)
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def press(
        self,
        key: Qt.Key | str,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        widget: QWidget | None = None,
    ) -> None:
        self.qtbot.keyClick(widget or QApplication.activePopupWidget() or self.focused(), key, modifier)

    def write(self, text: str) -> None:
        """Over what is selected in the focused editor."""
        self.qtbot.keyClicks(self.focused(), text)

    def sheet(self, kind: type[D]) -> D:
        """The sheet that is open."""
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind)
        return found
