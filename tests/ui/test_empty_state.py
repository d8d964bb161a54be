"""What a screen shows while it has nothing has room for its words and its buttons."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState


def state(qtbot: QtBot, width: int, height: int) -> tuple[EmptyState, Button, Button]:
    first, other = Button("Start the intake meeting, at last", "plus", primary=True), Button("Another kind of meeting")
    empty = EmptyState("inbox", "Nothing is here. " * 8, "What it is for. " * 8, (first, other), "A note")
    qtbot.addWidget(empty)
    empty.resize(width, height)
    empty.show()
    qtbot.waitExposed(empty)
    return empty, first, other


def test_buttons_are_side_by_side_in_the_middle_where_there_is_room(qtbot: QtBot) -> None:
    empty, first, other = state(qtbot, 900, 500)
    left, right = first.mapTo(empty, first.rect().topLeft()), other.mapTo(empty, other.rect().topRight())
    assert left.y() == right.y()
    assert abs(left.x() - (900 - right.x())) < 4


def test_buttons_are_below_each_other_and_whole_where_it_is_narrow(qtbot: QtBot) -> None:
    empty, first, other = state(qtbot, first_fits(), 500)
    qtbot.waitUntil(lambda: first.mapTo(empty, first.rect().topLeft()).y() < other.mapTo(empty, other.pos()).y())
    for button in (first, other):
        assert button.width() == button.sizeHint().width()
        middle = button.mapTo(empty, button.rect().center()).x()
        assert abs(middle - empty.width() // 2) < 3


def test_the_icon_makes_room_for_the_words(qtbot: QtBot) -> None:
    empty = state(qtbot, 420, 600)[0]
    icon, *words = empty.findChildren(QLabel)
    assert icon.isVisible()
    empty.resize(420, empty._column.totalHeightForWidth(420) - 10)
    qtbot.waitUntil(icon.isHidden)
    qtbot.waitUntil(lambda: all(label.height() >= label.heightForWidth(label.width()) for label in words))
    empty.resize(420, 600)
    qtbot.waitUntil(icon.isVisible)


def first_fits() -> int:
    """As wide as one of the buttons needs, and the margins."""
    return Button("Start the intake meeting, at last", "plus", primary=True).sizeHint().width() + 40
