"""The job orders: found, begun, and taken through their states with keys alone."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from desktop.app import open_app
from desktop.domain.job_order import JobOrder, JobState
from desktop.domain.lines import JobOrderSort
from desktop.domain.people import Client
from tests.ui.conftest import Founded, Shown
from tests.ui.keys import Keys
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.screen import Screen
from ui.screens.job_orders import Elsewhere, JobOrdersScreen
from ui.widgets import job_order_list
from ui.widgets.ask_sheet import AskSheet
from ui.widgets.buttons import Button
from ui.widgets.new_job_order import NewJobOrder
from ui.widgets.tabs import Tab
from ui.widgets.two_line_list import ROW_ROLE, Row

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)  # offscreen, of every list that pops up
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


class Page(Screen):
    """A tab that shows which job order it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.target: object = None
        self.saves, self.client_view = True, False
        self.line = QLineEdit()
        QVBoxLayout(self).addWidget(self.line)

    def show_target(self, target: object) -> None:
        self.target = target

    def flush(self) -> bool:
        return self.saves

    def set_client_view(self, on: bool) -> None:
        self.client_view = on


class Desk(Keys):
    """The screen in a window, and what it asked of elsewhere."""

    def __init__(self, qtbot: QtBot, founded: Founded, shown: Shown) -> None:
        self.qtbot, self.founded, self.app = qtbot, founded, founded.app
        self.pages: dict[str, Page] = {}
        self.letters: list[UUID] = []
        self.asked: list[str] = []
        self.window = shown(self._make)
        screen = self.window.screen_of("screen")
        assert isinstance(screen, JobOrdersScreen)
        self.screen = screen

    def _make(self, window: MainWindow) -> Screen:
        tabs = [
            Tab(id, id.title(), self._page(id), private=id == "history") for id in ("process", "details", "history")
        ]
        elsewhere = Elsewhere(
            self.letters.append, lambda: self.asked.append("samples"), lambda: self.asked.append("import")
        )
        return JobOrdersScreen(self.app, self.founded.bridge, window.commands, tabs, elsewhere)

    def _page(self, id: str) -> Callable[[], Page]:
        def make() -> Page:
            self.pages[id] = Page()
            return self.pages[id]

        return make

    def rows(self) -> list[Row]:
        model = self.screen.pane.list.model()
        return [model.index(n, 0).data(ROW_ROLE) for n in range(model.rowCount())]

    def titles(self) -> list[str]:
        return [row.title for row in self.rows()]

    def job(self) -> JobOrder:
        assert self.screen.job_order_id is not None
        return self.app.job_orders.get(self.screen.job_order_id)

    @property
    def status(self) -> str:
        return self.screen.header._status.text()


@pytest.fixture
def desk(qtbot: QtBot, founded: Founded, shown: Shown) -> Desk:
    made = Desk(qtbot, founded, shown)
    made.screen.pane.list.setFocus()
    return made


# -- the list and the one shown ---------------------------------------------------------------------------------------


def test_the_newest_job_order_is_shown_with_its_people_and_its_first_tab(desk: Desk) -> None:
    assert desk.screen.header.title == "Senior Accountant"
    assert desk.screen.header._subtitle.text() == "Northwind Foods · JO-0001 · Priya Nair (HR)"
    assert desk.pages["process"].target == desk.founded.job.id
    assert set(desk.pages) == {"process"}


def test_the_arrow_keys_go_from_one_to_the_next(desk: Desk) -> None:
    desk.founded.another("Payroll Clerk")
    desk.qtbot.waitUntil(lambda: desk.titles() == ["Payroll Clerk", "Senior Accountant"])
    assert desk.screen.header.title == "Senior Accountant"
    desk.press(Qt.Key.Key_Up)
    assert desk.screen.header.title == "Payroll Clerk"
    assert desk.pages["process"].target == desk.screen.job_order_id


def test_what_cannot_be_saved_keeps_its_job_order_in_front(desk: Desk) -> None:
    desk.founded.another("Payroll Clerk")
    desk.qtbot.waitUntil(lambda: len(desk.titles()) == 2)
    desk.pages["process"].saves = False
    desk.press(Qt.Key.Key_Up)
    assert desk.screen.header.title == "Senior Accountant"
    assert desk.screen.pane.list.current_id() == desk.founded.job.number


def test_slash_filters_and_arrow_down_goes_to_what_was_found(desk: Desk) -> None:
    st_brigid = desk.app.clients.save(Client(name="St Brigid Hospital"))
    desk.founded.another("Night-shift Nurse", st_brigid)
    desk.press("/")
    desk.write("brigid")
    desk.qtbot.waitUntil(lambda: desk.titles() == ["Night-shift Nurse"])
    desk.press(Qt.Key.Key_Down)
    assert desk.screen.header.title == "Night-shift Nurse"


def test_arrow_down_at_once_goes_to_what_is_typed(desk: Desk) -> None:
    desk.founded.another("Night-shift Nurse", desk.app.clients.save(Client(name="St Brigid Hospital")))
    desk.press("/")
    desk.write("brigid")
    desk.press(Qt.Key.Key_Down)
    assert desk.titles() == ["Night-shift Nurse"]
    assert desk.screen.header.title == "Night-shift Nurse"


def test_the_list_can_be_sorted_and_held_to_one_state(desk: Desk) -> None:
    held = desk.founded.another("Payroll Clerk")
    desk.app.job_orders.put_on_hold(held.id, "budget")
    desk.founded.another("Buyer")
    desk.screen.pane.filter_by(sort=JobOrderSort.TITLE)
    assert desk.titles() == ["Buyer", "Payroll Clerk", "Senior Accountant"]
    desk.screen.pane.filter_by(state=JobState.ON_HOLD)
    desk.qtbot.waitUntil(lambda: desk.titles() == ["Payroll Clerk"])
    assert desk.screen.pane.nothing.text() == "On hold: 1 found"
    desk.screen.pane.nothing.click()
    assert len(desk.titles()) == 3


def test_a_target_that_the_filter_hides_is_shown_all_the_same(desk: Desk) -> None:
    other = desk.founded.another("Payroll Clerk")
    desk.screen.pane.filter_by(state=JobState.FILLED)
    desk.qtbot.waitUntil(lambda: desk.titles() == [])
    desk.window.open("screen", other.id)
    assert desk.screen.header.title == "Payroll Clerk"
    assert desk.screen.pane.list.current_id() == other.number


def test_a_long_list_is_asked_for_in_a_worker(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job_order_list, "LARGE", 1)
    desk.founded.another("Payroll Clerk")
    desk.qtbot.waitUntil(lambda: len(desk.titles()) == 2)
    desk.screen.pane.filter_by(sort=JobOrderSort.TITLE)
    assert desk.titles() == ["Payroll Clerk", "Senior Accountant"]
    desk.qtbot.waitUntil(lambda: desk.screen.pane._job is not None)


# -- tabs -------------------------------------------------------------------------------------------------------------


def test_tabs_have_keys_and_are_built_when_they_are_first_shown(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Tab, CTRL)
    assert desk.screen.tabs.current == "details"
    assert desk.pages["details"].target == desk.founded.job.id
    desk.press(Qt.Key.Key_3, ALT)
    assert desk.screen.tabs.current == "history"
    desk.press(Qt.Key.Key_Tab, CTRL)
    assert desk.screen.tabs.current == "process"


def test_a_tab_is_not_left_before_it_is_saved(desk: Desk) -> None:
    desk.pages["process"].saves = False
    desk.press(Qt.Key.Key_2, ALT)
    assert desk.screen.tabs.current == "process"
    assert desk.screen.tabs.bar.currentIndex() == 0


def test_enter_goes_from_the_list_to_the_tab(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is desk.pages["process"].line


def test_client_view_hides_other_job_orders_and_what_is_private(desk: Desk) -> None:
    desk.app.job_orders.open_search(desk.founded.job.id, because="They could not wait")
    desk.qtbot.waitUntil(lambda: "could not wait" in desk.status)
    desk.window.set_client_view(True)
    assert not desk.screen.pane.isVisible()
    assert not desk.screen.more.isVisible()
    assert not desk.screen.tabs.bar.isTabVisible(2)
    assert desk.status == "Working without an agreement"
    assert desk.pages["process"].client_view


# -- a new one --------------------------------------------------------------------------------------------------------


def test_a_job_order_for_a_new_client_takes_keys_only(desk: Desk) -> None:
    desk.screen.new_job_order()
    desk.sheet(NewJobOrder)
    desk.write("St Brigid Hospital")
    desk.press(Qt.Key.Key_Tab)
    desk.write("Night-shift Nurse")
    desk.press(Qt.Key.Key_Return, CTRL)
    assert desk.screen.header.title == "Night-shift Nurse"
    assert desk.screen.header._subtitle.text() == "St Brigid Hospital · JO-0002"
    assert desk.pages["process"].target == desk.job().id
    assert desk.app.processes.get(desk.job().id).steps


# -- its states -------------------------------------------------------------------------------------------------------


def test_opening_the_search_unsigned_takes_a_reason_and_says_so(desk: Desk) -> None:
    desk.press("O", CTRL | SHIFT)
    sheet = desk.sheet(AskSheet)
    desk.press(Qt.Key.Key_Return, CTRL)
    assert sheet.field.problem == "Please fill this in."
    desk.write("They start on Monday")
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.qtbot.waitUntil(lambda: desk.status == "Working without an agreement: They start on Monday")
    desk.qtbot.waitUntil(lambda: desk.rows()[0].status == "Without an agreement")
    assert desk.rows()[0].icon == "triangle-alert"


def test_hold_and_resume(desk: Desk) -> None:
    desk.press("H", CTRL | SHIFT)
    desk.write("Budget")
    desk.press(Qt.Key.Key_Return, CTRL)
    assert desk.job().state == JobState.ON_HOLD
    desk.qtbot.waitUntil(lambda: desk.status == "On hold")
    assert desk.window.messages.toast.text.endswith(" is on hold.")
    desk.press("R", CTRL | SHIFT)
    assert desk.window.messages.toast.text.endswith(" goes on.")
    assert desk.job().state == JobState.AGREEING


def test_filled_and_taken_up_again(desk: Desk) -> None:
    desk.press("F", CTRL | SHIFT)
    assert desk.job().state == JobState.FILLED
    assert "filled" in desk.window.messages.bar.text
    desk.qtbot.waitUntil(lambda: desk.status == "Filled")
    desk.press("A", CTRL | SHIFT)
    assert desk.job().state == JobState.AGREEING
    assert desk.window.messages.bar.text == ""
    desk.window.messages.toast._undo.click()
    assert desk.job().state == JobState.FILLED


def test_passing_takes_a_reason_and_shows_the_letter(desk: Desk) -> None:
    desk.press("P", CTRL | SHIFT)
    desk.write("No feedback within two weeks")
    desk.press(Qt.Key.Key_Return, CTRL)
    assert desk.job().state == JobState.PASSED
    assert desk.letters == [desk.founded.job.id]
    desk.qtbot.waitUntil(lambda: desk.status == "Passed: No feedback within two weeks")


def test_passing_without_the_letter(desk: Desk) -> None:
    desk.press("P", CTRL | SHIFT)
    desk.write("No feedback")
    desk.sheet(AskSheet).findChildren(QCheckBox)[0].setChecked(False)
    desk.press(Qt.Key.Key_Return, CTRL)
    assert desk.job().state == JobState.PASSED
    assert desk.letters == []
    assert desk.window.messages.toast.text.endswith(" is passed.")


def test_only_what_can_be_done_now_is_offered(desk: Desk) -> None:
    def offered() -> set[str]:
        return {command.id for command in desk.screen.deeds.commands if command.enabled()}

    assert offered() == {"open-search", "hold", "filled", "lost", "pass", "save-template"}
    desk.app.job_orders.close(desk.founded.job.id, JobState.LOST, "Hired within")
    desk.qtbot.waitUntil(lambda: offered() == {"take-up", "save-template"})


def test_the_process_becomes_a_template(desk: Desk) -> None:
    desk.press("T", CTRL | SHIFT)
    desk.press("a", CTRL)
    desk.write("Northwind way")
    desk.press(Qt.Key.Key_Return, CTRL)
    made = next(template for template in desk.app.templates.all() if template.name == "Northwind way")
    assert len(made.steps) == len(desk.app.processes.get(desk.founded.job.id).steps)


# -- nothing yet ------------------------------------------------------------------------------------------------------


def test_without_a_job_order_it_says_what_to_do_first(qtbot: QtBot, tmp_path: Path, shown: Shown) -> None:
    app = open_app(tmp_path)
    app.agencies.found("Ashby Search", "Tom Ashby")
    bridge = Bridge(app.notifier)
    asked: list[str] = []
    elsewhere = Elsewhere(lambda _id: None, lambda: asked.append("samples"), lambda: asked.append("import"))
    tabs = [Tab("process", "Process", Page)]
    window = shown(lambda window: JobOrdersScreen(app, bridge, window.commands, tabs, elsewhere))
    by_words = {button.text(): button for button in window.findChildren(Button) if button.isVisible()}
    assert by_words["New job order"]._primary
    by_words["Explore with sample data"].click()
    by_words["Import a spreadsheet…"].click()
    assert asked == ["samples", "import"]
    first = app.job_orders.create(JobOrder(client_id=app.clients.save(Client(name="Northwind")).id, title="Buyer"))
    screen = window.screen_of("screen")
    assert isinstance(screen, JobOrdersScreen)
    qtbot.waitUntil(lambda: screen.job_order_id == first.id)
    assert not by_words["New job order"].isVisible()
    bridge.close()
    app.close()
