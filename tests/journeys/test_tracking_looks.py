"""The tracker and its sheets, in the pseudo-locale (40 % longer, right to left) and in the largest text."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from tests.journeys.conftest import Hands, Opened
from tests.journeys.test_every_screen import check, dress, settle, size
from tests.journeys.test_keep_promises import at_promises, at_that_time, sign_received
from ui.screens.process import ProcessTab

__all__ = ["size"]  # a fixture, used by its name
KEYS = {"done": "Shift+D", "excuse": "X", "pause": "P", "check-in": "I", "candidates": "C"}


@pytest.fixture
def hands(size: int, opened: Opened, worked: Path) -> Hands:
    """At a promise that is not late yet."""
    at_that_time(worked, 3, sign_received)
    hands = at_promises(opened, worked)
    hands.press("Ctrl+Home", "Down")
    dress(hands, size)
    return hands


def test_the_tracker_has_room_for_its_words_and_names_its_controls(hands: Hands) -> None:
    found = check(hands.window, "tracking")
    hands.press("Space")
    found += check(hands.window, "explained")
    table = hands.front(ProcessTab).tracking.table
    assert table.viewport().height() >= 2 * table.rowHeight(0)
    hands.press("F7")
    found += check(hands.window, "agreeing")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", KEYS)
def test_every_sheet_of_the_tracker_has_room(hands: Hands, name: str) -> None:
    hands.press(KEYS[name])
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, QDialog)
    settle()
    found = check(sheet, name)
    assert sheet.height() <= 720
    assert sheet.width() <= 1280
    assert not found, "\n".join(found)
