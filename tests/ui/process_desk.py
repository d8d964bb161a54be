"""The Process tab in a window over real services, and hands on the keyboard."""

from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.process import Process
from desktop.domain.steps import Step
from tests.ui.conftest import Founded, Shown
from tests.ui.keys import Keys
from ui.main_window import MainWindow
from ui.screen import Screen
from ui.screens.process import ProcessScreen
from ui.widgets.step_cells import CountedCell, LineCell, WhoCell
from ui.widgets.steps_model import Col

C = TypeVar("C", LineCell, CountedCell, WhoCell)
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
KEYS = Qt.Key


class Desk(Keys):
    """The screen in a window over real services, and hands on the keyboard."""

    def __init__(self, qtbot: QtBot, founded: Founded, shown: Shown) -> None:
        self.qtbot, self.founded, self.app = qtbot, founded, founded.app
        self.signed_off: list[UUID] = []
        self.window = shown(self._make)
        screen = self.window.screen_of("screen")
        assert isinstance(screen, ProcessScreen)
        self.screen, self.editor, self.table = screen, screen.editor, screen.editor.table
        self.show(founded.job.id)

    def _make(self, window: MainWindow) -> Screen:
        return ProcessScreen(self.app, self.founded.bridge, window.commands, self.signed_off.append)

    def show(self, job_order_id: UUID) -> None:
        self.job = job_order_id
        self.screen.show_target(job_order_id)
        if self.editor.isVisible():
            self.editor.focus_table()

    @property
    def process(self) -> Process:
        return self.app.processes.get(self.job)

    def step(self, number: int) -> Step:
        return self.process.steps[number - 1]

    def at(self, number: int, col: Col = Col.STEP) -> None:
        self.table.select_step(self.step(number).id, col)
        self.editor.focus_table()

    def cell(self, kind: type[C]) -> C:
        """The open editor; the list of a choice is closed again, so that a value can be taken without a mouse."""
        found = self.table.editing.cell
        assert isinstance(found, kind)
        if isinstance(found, CountedCell):
            found.hidePopup()
        return found

    @property
    def status(self) -> str:
        return self.screen.banner._title.text()
