"""The grade of a job order: private, with its reasons a key away, and raised by the facts that are noted."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Founded, Shown
from tests.ui.keys import Keys
from ui.screens.job_details import DetailsScreen
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
