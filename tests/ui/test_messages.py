"""What the window says: one thing at a time, covering nothing, and gone by itself or with what is said next."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Shown
from tests.ui.keys import Keys
from ui.main_window import MainWindow
from ui.messages import MessageBar, messages_of
from ui.screen import Screen
from ui.widgets.two_line_list import Row, TwoLineList


class Desk(Keys):
    """A list that fills the window. The last row is current."""

    def __init__(self, qtbot: QtBot, shown: Shown) -> None:
        self.qtbot = qtbot
        self.window = shown(self._make)
        self.messages = messages_of(self.list)
        self.list.setFocus()
        self.press(Qt.Key.Key_End)

    def _make(self, _window: MainWindow) -> Screen:
        screen, self.list = Screen(), TwoLineList("Rows")
        self.list.set_rows([Row(n, f"Row {n}", "below") for n in range(60)])
        QVBoxLayout(screen).addWidget(self.list)
        return screen

    def seen(self) -> list[str]:
        """The texts of all bars that are shown."""
        return [bar.text for bar in self.window.findChildren(MessageBar) if bar.isVisible()]


@pytest.fixture
def desk(qtbot: QtBot, shown: Shown) -> Desk:
    return Desk(qtbot, shown)


def place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint()), widget.size())


def test_a_toast_covers_nothing_and_the_current_row_stays_in_sight(desk: Desk) -> None:
    toast, row = desk.messages.toast, desk.list.currentIndex()
    assert row.row() == 59
    desk.messages.done("Done", lambda: None)
    desk.qtbot.waitUntil(lambda: toast.isVisible() and not place(toast).intersects(place(desk.list)))
    desk.qtbot.waitUntil(lambda: desk.list.viewport().rect().contains(desk.list.visualRect(row)))
    toast._timer.timeout.emit()
    assert not toast.isVisible()


def test_one_thing_is_said_at_a_time(desk: Desk) -> None:
    desk.window.notice("This is sample data.")
    desk.messages.warn("Something is missing")
    assert desk.seen() == ["Something is missing"]
    desk.messages.done("It is there now")
    assert desk.seen() == ["This is sample data."]
    assert desk.messages.toast.text == "It is there now"
    desk.messages.error("The file could not be written")
    assert desk.seen() == ["The file could not be written"]
    assert desk.messages.toast.text == ""


def test_a_note_goes_by_itself_unless_the_focus_is_in_it(desk: Desk) -> None:
    desk.messages.inform("The page is saved", ("Open", lambda: None))
    desk.messages.bar.focus_action()
    desk.messages.bar._timer.timeout.emit()
    assert desk.seen() == ["The page is saved"]
    desk.list.setFocus()
    desk.messages.bar._timer.timeout.emit()
    assert desk.seen() == []


def test_a_warning_stays_until_the_next_section_is_shown(desk: Desk) -> None:
    desk.messages.warn("Something is missing")
    assert not desk.messages.bar._timer.isActive()
    desk.window.open("blank")
    assert desk.seen() == []
