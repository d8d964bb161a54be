"""The grade of a job order: private, with its reasons a key away, and raised by the facts that are noted."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from desktop.domain.job_order import JobOrder, JobState, Pay
from tests.ui.conftest import Founded, Shown
from tests.ui.keys import Keys
from ui import background
from ui.job_tabs import make_job_orders
from ui.main_window import MainWindow
from ui.screens.job_details import DetailsScreen
from ui.screens.job_orders import Elsewhere, JobOrdersScreen
from ui.widgets.buttons import Button
from ui.widgets.grade_sheet import GradeSheet
from ui.widgets.job_grade import JobGrade
from ui.widgets.popover import popover_of


class Desk(Keys):
    def __init__(self, qtbot: QtBot, founded: Founded, shown: Shown) -> None:
        self.qtbot, self.founded = qtbot, founded
        self.window = shown(lambda _window: DetailsScreen(founded.app, founded.bridge))
        screen = self.window.screen_of("screen")
        assert isinstance(screen, DetailsScreen)
        screen.show_target(founded.job.id)
        self.screen, self.chip = screen, screen.grade

    @property
    def told(self) -> str:
        return popover_of(self.chip).text

    def tick(self, name: str) -> None:
        assert self.screen.form is not None
        box = self.screen.form.field(name).editor
        assert isinstance(box, QCheckBox)
        box.setFocus()
        self.press(Qt.Key.Key_Space)


@pytest.fixture
def desk(qtbot: QtBot, founded: Founded, shown: Shown) -> Desk:
    return Desk(qtbot, founded, shown)


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_F1, Qt.Key.Key_Question])
def test_a_key_on_the_grade_tells_its_reasons_and_takes_them_back(desk: Desk, key: Qt.Key) -> None:
    desk.chip.setFocus()
    assert desk.chip.words == "Grade C"
    desk.press(key)
    assert "The client has not signed the agreement." in desk.told
    assert "Ask the client to" in desk.told or "Note the pay range" in desk.told
    desk.press(key)
    assert desk.told == ""


def test_esc_or_going_on_closes_the_reasons(desk: Desk) -> None:
    desk.chip.setFocus()
    desk.press(Qt.Key.Key_Space)
    desk.press(Qt.Key.Key_Escape)
    assert desk.told == ""
    desk.press(Qt.Key.Key_Space)
    desk.press(Qt.Key.Key_Tab)
    assert desk.told == ""


def test_facts_ticked_raise_the_grade_and_are_kept(desk: Desk) -> None:
    assert desk.screen.form is not None
    desk.screen.form.field("pay.lowest").editor.setFocus()
    desk.write("45k")
    desk.press(Qt.Key.Key_Tab)
    for name in ("pay_confirmed", "slots_booked", "manager_access"):
        desk.tick(name)
    kept = desk.founded.app.job_orders.get(desk.founded.job.id)
    assert (kept.pay_confirmed, kept.slots_booked, kept.manager_access) == (True, True, True)
    desk.qtbot.waitUntil(lambda: desk.chip.words == "Grade B")
    assert "At most B until the client has signed" in desk.chip.accessibleDescription()


def test_the_grade_and_its_facts_are_private(desk: Desk) -> None:
    desk.window.set_client_view(True)
    assert not desk.chip.isVisible()
    assert desk.screen.form is not None
    assert not desk.screen.form.field("slots_booked").isVisible()


class HeadDesk(Keys):
    """The job orders with their real tabs."""

    def __init__(self, qtbot: QtBot, founded: Founded, shown: Shown) -> None:
        self.qtbot, self.founded = qtbot, founded
        self.window = shown(self._make)
        self.chip = self.screen.grade
        qtbot.waitUntil(self.chip.isVisible)

    def _make(self, window: MainWindow) -> JobOrdersScreen:
        nowhere = Elsewhere(lambda _id: None, lambda: None, lambda: None)
        app, bridge = self.founded.app, self.founded.bridge
        self.screen = make_job_orders(app, bridge, window.commands, nowhere, lambda _id: None)
        return self.screen

    def open_sheet(self) -> GradeSheet:
        self.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        return self.sheet(GradeSheet)


@pytest.fixture
def head(qtbot: QtBot, founded: Founded, shown: Shown) -> HeadDesk:
    return HeadDesk(qtbot, founded, shown)


def test_the_grade_stands_in_the_header_and_a_key_tells_why(head: HeadDesk) -> None:
    assert head.chip.words == "Grade C"
    told = " ".join(found.text() for found in head.open_sheet().findChildren(QLabel))
    assert "No interview slots are booked yet." in told
    assert "At most B until the client has signed" in told


def test_facts_are_ticked_from_the_header_and_can_be_taken_back(head: HeadDesk) -> None:
    app, id = head.founded.app, head.founded.job.id
    app.job_orders.save(replace(app.job_orders.get(id), pay=Pay(lowest=Decimal(45_000))))
    head.open_sheet()
    for _fact in range(3):
        head.press(Qt.Key.Key_Space)
        head.press(Qt.Key.Key_Tab)
    head.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    kept = app.job_orders.get(id)
    assert (kept.slots_booked, kept.manager_access, kept.pay_confirmed) == (True, True, True)
    head.qtbot.waitUntil(lambda: head.chip.words == "Grade B")
    assert head.window.messages.toast.text == "The facts are noted: Grade B"
    head.window.messages.toast._undo.click()
    head.qtbot.waitUntil(lambda: head.chip.words == "Grade C")


def test_the_sheet_leads_to_the_pay_range(head: HeadDesk) -> None:
    sheet = head.open_sheet()
    next(button for button in sheet.findChildren(Button) if "Details" in button.text()).click()
    assert not sheet.isVisible()
    assert head.screen.tabs.current == "details"


def test_the_client_sees_no_grade_and_what_is_over_has_none(head: HeadDesk) -> None:
    head.window.set_client_view(True)
    assert not head.chip.isVisible()
    head.window.set_client_view(False)
    head.qtbot.waitUntil(head.chip.isVisible)
    head.founded.app.job_orders.close(head.founded.job.id, JobState.FILLED)
    head.qtbot.waitUntil(lambda: not head.chip.isVisible())


def test_a_job_order_taken_back_before_it_is_graded_is_told_by_nobody(desk: Desk) -> None:
    app = desk.founded.app
    job = app.job_orders.create(JobOrder(client_id=desk.founded.job.client_id, title="Buyer"))
    line = app.job_orders.line(job.id)
    assert line is not None
    chip = JobGrade(desk.screen, app, lambda: None)
    chip.show_job(job, line, private=True)
    app.undo.undo()
    background.settle()
    assert desk.window.messages.bar.text == ""
    assert chip.isHidden()
