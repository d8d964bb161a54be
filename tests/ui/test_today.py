"""Today: what waits, for whom, and the way to it by keyboard."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.lines import Waiting
from desktop.domain.positions import Position, Stance
from desktop.domain.roles import Side
from tests.ui.conftest import Founded, Shown
from ui.main_window import MainWindow
from ui.screens.today import TodayScreen


class Home:
    def __init__(self, founded: Founded, shown: Shown) -> None:
        self.opened: list[tuple[UUID, str]] = []
        self.begun: list[bool] = []
        self.reminded: list[tuple[UUID, UUID]] = []
        self.window = shown(lambda window: self._make(founded, window))
        screen = self.window.screen_of("screen")
        assert isinstance(screen, TodayScreen)
        self.screen = screen

    def _make(self, founded: Founded, window: MainWindow) -> TodayScreen:
        return TodayScreen(
            founded.app,
            founded.bridge,
            window.commands,
            lambda id, tab, _promise: self.opened.append((id, tab)),
            lambda: self.begun.append(True),
            lambda job, promise: self.reminded.append((job, promise)),
        )

    @property
    def rows(self) -> list[str]:
        model = self.screen.list.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def differ(founded: Founded) -> None:
    step = founded.app.processes.get(founded.job.id).steps[0]
    asks = Position(stance=Stance.REFUSES, why="Too quick for us")
    founded.app.processes.take_position(founded.job.id, step.id, Side.CLIENT, asks)


def test_nothing_waiting_says_so_with_counts(founded: Founded, shown: Shown) -> None:
    home = Home(founded, shown)
    assert home.screen.empty.isVisible()
    assert not home.screen.list.isVisible()


def test_an_open_difference_is_there_as_soon_as_it_is_kept(founded: Founded, shown: Shown, qtbot: QtBot) -> None:
    home = Home(founded, shown)
    with qtbot.waitSignal(founded.bridge.changed):
        differ(founded)
    assert home.rows[0] == "Open differences"
    assert "Settle 1 open difference" in home.rows[1]
    assert "Northwind Foods" in home.rows[1]


def test_enter_opens_the_job_order_where_it_is_waited_for(founded: Founded, shown: Shown, qtbot: QtBot) -> None:
    differ(founded)
    other = founded.another("Payroll Specialist")
    founded.app.job_orders.open_search(other.id, because="They want CVs on Monday")
    home = Home(founded, shown)
    assert QApplication.focusWidget() is home.screen.list
    qtbot.keyClick(home.screen.list, Qt.Key.Key_Return)
    qtbot.keyClick(home.screen.list, Qt.Key.Key_Down)
    qtbot.keyClick(home.screen.list, Qt.Key.Key_Return)
    assert home.opened == [(founded.job.id, "process"), (other.id, "agreement")]


def test_work_without_an_agreement_shows_its_reason(founded: Founded, shown: Shown) -> None:
    founded.app.job_orders.open_search(founded.job.id, because="They want CVs on Monday")
    home = Home(founded, shown)
    assert any("They want CVs on Monday" in row for row in home.rows)


def test_what_is_current_stays_current_when_something_else_changes(
    founded: Founded, shown: Shown, qtbot: QtBot
) -> None:
    differ(founded)
    other = founded.another("Payroll Specialist")
    founded.app.processes.apply_template(other.id, founded.app.templates.all()[0].id)
    founded.app.agreements.propose(other.id)
    home = Home(founded, shown)
    qtbot.keyClick(home.screen.list, Qt.Key.Key_Down)
    before = home.screen.list.current_id()
    assert before[0] == Waiting.ANSWERS
    with qtbot.waitSignal(founded.bridge.changed):
        founded.app.job_orders.open_search(founded.another("Third").id, because="Quick")
    assert home.screen.list.current_id() == before


@pytest.mark.parametrize("text_size", [100, 150])
def test_everything_is_in_the_smallest_window(founded: Founded, shown: Shown, text_size: int) -> None:
    differ(founded)
    home = Home(founded, shown)
    home.window.set_look("dark", text_size)
    home.window.resize(1280, 720)
    assert home.screen.minimumSizeHint().width() <= 1280 - 60
    assert home.window.width() == 1280
