"""The application's windows in tests: how they are dressed, opened and closed, and who answers the system's dialogs."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from ui.app import Desk
from ui.theme import theme


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """As `make_application` starts it."""
    return ["countersign", "-style", "Fusion"]


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """As at the first start; afterwards nothing is left."""
    theme().apply("light", 100)
    yield
    QThreadPool.globalInstance().waitForDone()
    for left in QApplication.topLevelWidgets():
        left.deleteLater()  # what no window took in would be dressed again and again
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Answers the system's file dialog, which is no part of this program, with a file."""

    def answer(file: Path) -> None:
        def selected(_dialog: QFileDialog) -> Sequence[str]:
            return [str(file)]

        monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: QDialog.DialogCode.Accepted)
        monkeypatch.setattr(QFileDialog, "selectedFiles", selected)

    return answer


@contextmanager
def in_front(qtbot: QtBot, desk: Desk) -> Iterator[Desk]:
    """Shows the window, waits until it shows what is there, and closes it in the end."""
    with qtbot.waitSignal(desk.ready, timeout=20_000):
        desk.show()
        desk.window.activateWindow()
    yield desk
    desk.window.close()
    desk.window.deleteLater()
    desk.deleteLater()
