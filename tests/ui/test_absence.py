"""When somebody is away is noted with keys alone, and said where it cannot be."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.people import Person
from tests.ui.conftest import Founded, Shown
from tests.ui.keys import Keys
from ui.client_tabs import make_clients
from ui.screens.clients import ClientsScreen
from ui.widgets.inputs import DateEdit


class Desk(Keys):
    def __init__(self, qtbot: QtBot, founded: Founded, shown: Shown) -> None:
        self.qtbot, self.founded = qtbot, founded
        self.window = shown(
            lambda window: make_clients(
                founded.app, founded.bridge, window.commands, lambda job_order_id, tab="", promise_id=None: 0
            )
        )
        screen = self.window.screen_of("screen")
        assert isinstance(screen, ClientsScreen)
        self.people = screen.details.people.editor
        screen.open_details("people")

    def enter(self, name: str, day: date) -> None:
        """Choose a day; Enter keeps it."""
        editor = self.people.form.field(name).editor
        assert isinstance(editor, DateEdit)
        editor.setFocus()
        editor.set_value(day)
        self.press(Qt.Key.Key_Return)

    def person(self) -> Person:
        return self.founded.app.clients.person(self.founded.hr.id)


@pytest.fixture
def desk(qtbot: QtBot, founded: Founded, shown: Shown) -> Desk:
    return Desk(qtbot, founded, shown)


def test_first_and_last_day_of_an_absence_are_kept(desk: Desk) -> None:
    desk.enter("away_from", date(2026, 12, 22))
    desk.enter("away_until", date(2026, 12, 31))
    assert (desk.person().away_from, desk.person().away_until) == (date(2026, 12, 22), date(2026, 12, 31))
    assert desk.person().is_away(date(2026, 12, 24))


def test_a_last_day_before_the_first_is_said_and_not_kept(desk: Desk) -> None:
    desk.enter("away_from", date(2026, 12, 22))
    desk.enter("away_until", date(2026, 12, 20))
    assert "before its first" in desk.people.form.field("away_until").problem
    assert desk.person().away_until is None


def test_an_emptied_absence_is_over(desk: Desk) -> None:
    desk.enter("away_from", date(2026, 12, 22))
    desk.people.form.field("away_from").editor.setFocus()
    desk.press("A", Qt.KeyboardModifier.ControlModifier)
    desk.press(Qt.Key.Key_Delete)
    desk.press(Qt.Key.Key_Return)
    assert desk.person().away_from is None
