"""Rows of two lines, as they are painted."""

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from ui.theme import theme
from ui.widgets.two_line_list import Row, TwoLineList


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
