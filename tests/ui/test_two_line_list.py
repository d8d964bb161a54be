"""Rows of two lines, as they are painted."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QImage
from pytestqt.qtbot import QtBot

from ui.theme import theme
from ui.widgets.two_line_list import Heading, Row, TwoLineList


def painted(qtbot: QtBot, *, who: str = "", status: str = "") -> QImage:
    view = TwoLineList("What waits", wide=True)
    qtbot.addWidget(view)
    view.resize(1060, 80)
    view.set_ids(
        [1], lambda ids: [Row(id, "Feedback on every CV", "Nurse · St Brigid", who=who, status=status) for id in ids]
    )
    view.show()
    qtbot.waitExposed(view)
    return view.viewport().grab().toImage()


@pytest.mark.parametrize("at_the_end", ["who", "status"])
def test_long_words_at_the_end_of_a_row_are_whole_where_there_is_room(qtbot: QtBot, at_the_end: str) -> None:
    theme().apply("light", 100)
    one, other = (painted(qtbot, **{at_the_end: f"Responsable des achats {last}"}) for last in ("A", "B"))
    assert one != other, "what is cut short looks the same"


def test_a_heading_too_long_for_its_line_says_that_it_goes_on(qtbot: QtBot) -> None:
    theme().apply("light", 100)
    view = TwoLineList("How it goes", wide=True)
    qtbot.addWidget(view)
    view.resize(600, 80)
    view.show()
    qtbot.waitExposed(view)
    long = "How is it going with Northwind? " * 9
    room = view.viewport().width() - 2 * theme().px(11)
    elided = QFontMetrics(theme().font(weight=600)).elidedText(long, Qt.TextElideMode.ElideRight, room)
    images = []
    for text in (long, elided):
        view.set_rows([Heading(text)])
        images.append(view.viewport().grab().toImage())
    assert elided.endswith("…")
    assert images[0] == images[1]
