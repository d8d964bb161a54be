"""The sheet for a partnership review, by keyboard over the sample data."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.domain.review import MOST_PROPOSALS, Quarter
from desktop.i18n import PSEUDO, set_language
from tests.journeys.test_every_screen import check
from tests.pdf.reading import text
from tests.ui.agreement_desk import choose, when_asked
from tests.ui.conftest import Shown
from tests.ui.kept_desk import Desk, sit_down
from ui.screens.review_sheet import ReviewSheet
from ui.theme import theme

KEYS = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)  # offscreen, of every list that pops up


@pytest.fixture
def desk(qtbot: QtBot, shown: Shown, tmp_path: Path) -> Iterator[Desk]:
    with sit_down(qtbot, shown, tmp_path / "data") as desk:
        yield desk


def opened(desk: Desk, client: str = "") -> ReviewSheet:
    id = desk.app.clients.lines(client)[0].id if client else None
    sheet = ReviewSheet(desk.window, desk.app, id)
    sheet.open()
    return sheet


def test_the_button_asks_for_a_review_of_the_client_that_is_looked_at(desk: Desk) -> None:
    desk.screen.review_button.click()
    client = desk.kept.clients[0].id
    desk.filters.choose(client)
    desk.answered()
    desk.screen.review_button.click()
    assert desk.asked_for_review == [None, client]


def test_a_quarter_and_what_we_propose_become_pages_that_can_be_opened(desk: Desk, tmp_path: Path) -> None:
    sheet = opened(desk, "northwind")
    assert sheet._quarter.read() == desk.app.reviews.quarter()
    assert sheet.focusWidget() is sheet._quarter.editor
    desk.press(KEYS.Key_Up)
    desk.press(KEYS.Key_Tab)
    desk.write("Two slots a week")
    desk.press(KEYS.Key_Return)
    desk.press(KEYS.Key_Return)
    desk.write("A learning session")
    file = tmp_path / "review.pdf"
    when_asked(QFileDialog, choose(file))
    desk.press(KEYS.Key_Return, CTRL)
    desk.qtbot.waitUntil(lambda: desk.window.messages.bar.text != "", timeout=20_000)
    assert desk.window.messages.bar.text == "The partnership review for Northwind Foods is saved."
    assert QApplication.activeModalWidget() is None
    said = text(file.read_bytes())
    assert "1. Two slots a week 2. A learning session" in said
    now = Quarter.holding(desk.today)
    assert f"Working together, Q{now.number} {now.year}" in said


def test_without_a_client_it_asks_for_whom(desk: Desk) -> None:
    sheet = opened(desk)
    desk.press(KEYS.Key_Return, CTRL)
    assert sheet.isVisible()
    assert sheet._client.problem == "Please choose one of the list."


def test_too_many_proposals_are_said_beside_them_and_kept(desk: Desk, tmp_path: Path) -> None:
    sheet = opened(desk, "northwind")
    typed = "\n".join(f"Proposal {n}" for n in range(MOST_PROPOSALS + 1))
    sheet._proposals.write(typed)
    when_asked(QFileDialog, choose(tmp_path / "review.pdf"))
    desk.press(KEYS.Key_Return, CTRL)
    desk.qtbot.waitUntil(lambda: sheet._proposals.problem != "", timeout=20_000)
    assert sheet._proposals.read() == typed
    assert not (tmp_path / "review.pdf").exists()
    desk.press(KEYS.Key_Escape)
    assert sheet.isVisible(), "what was typed is not lost by one key"


@pytest.mark.parametrize(("most", "told"), [(0, "is saved."), (1, "Please")])
def test_closed_while_it_is_made_it_still_tells_what_came_of_it(
    desk: Desk, tmp_path: Path, most: int, told: str
) -> None:
    sheet = opened(desk, "northwind")
    sheet._proposals.write("\n".join(f"Proposal {n}" for n in range(MOST_PROPOSALS + most)))
    when_asked(QFileDialog, choose(tmp_path / "review.pdf"))
    sheet.save()  # not by its key: what came of it could be told before the sheet closes
    QDialog.reject(sheet)
    desk.qtbot.waitUntil(lambda: desk.window.messages.bar.text != "", timeout=20_000)
    assert told in desk.window.messages.bar.text
    assert not isValid(sheet)


@pytest.mark.parametrize(("words", "size"), [(PSEUDO, 100), ("en", 150)])
def test_there_is_room_for_its_words(desk: Desk, qapp: QApplication, words: str, size: int) -> None:
    set_language(words)
    theme().apply("light", size)
    try:
        found = check(opened(desk, "northwind"), "review sheet")
    finally:
        set_language("en")
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert found == []
