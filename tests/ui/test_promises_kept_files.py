"""Promises kept: the check-in page and the table as files; what it says where there is nothing to count; its looks."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.domain.measures import BallDays
from desktop.i18n import PSEUDO, set_language
from tests.journeys.test_every_screen import check
from tests.ui.agreement_desk import choose, when_asked
from tests.ui.conftest import Shown
from tests.ui.kept_desk import Desk, found, sit_down
from ui.screens.promises_kept.ball_chart import BallChart
from ui.screens.promises_kept.saving import ChooseClient
from ui.theme import theme
from ui.widgets.file_choice import open_file

KEYS = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)  # offscreen, of every list that pops up


@pytest.fixture
def desk(qtbot: QtBot, shown: Shown, tmp_path: Path) -> Iterator[Desk]:
    with sit_down(qtbot, shown, tmp_path / "data") as desk:
        yield desk


@pytest.fixture
def new(qtbot: QtBot, shown: Shown, tmp_path: Path) -> Iterator[Desk]:
    with sit_down(qtbot, shown, tmp_path / "data", found) as desk:
        yield desk


def says(desk: Desk) -> str:
    return desk.window.messages.bar.text


def test_one_key_saves_the_check_in_page_of_the_client_chosen_and_offers_to_open_it(desk: Desk, tmp_path: Path) -> None:
    desk.filters.choose(desk.kept.clients[0].id)
    desk.answered()
    file = tmp_path / "page.pdf"
    when_asked(QFileDialog, choose(file))
    desk.press("P", CTRL)
    desk.qtbot.waitUntil(lambda: says(desk) != "", timeout=20_000)
    assert file.read_bytes().startswith(b"%PDF")
    assert says(desk) == f"The check-in page for {desk.kept.clients[0].name} is saved."
    assert "Open" in desk.focused().property("text")


def test_without_a_client_it_asks_for_whom(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    desk.press("P", CTRL)
    sheet = desk.sheet(ChooseClient)
    desk.press(KEYS.Key_Return, CTRL)
    assert sheet.isVisible()
    assert sheet._field.problem == "Please choose one of the list."
    desk.write("keystone")
    when_asked(QFileDialog, choose(file))
    desk.press(KEYS.Key_Return, CTRL)
    desk.qtbot.waitUntil(lambda: says(desk) != "", timeout=20_000)
    assert says(desk) == "The check-in page for Keystone Logistics is saved."
    assert file.exists()
    assert desk.filters.client.currentText() == "Keystone Logistics"


def test_the_table_has_a_line_for_each_promise_asked_for(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "promises.csv"
    when_asked(QFileDialog, choose(file))
    desk.window.commands.trigger("kept-csv")
    desk.qtbot.waitUntil(lambda: says(desk) != "", timeout=20_000)
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    assert len(rows) > sum(kept.on_time.of for kept in (desk.kept.agency, desk.kept.client)) / 2
    assert file.read_bytes() == desk.app.reports.csv(*desk.filters.asked.where)


def test_a_file_that_nothing_opens_is_said(desk: Desk, tmp_path: Path) -> None:
    open_file(desk.screen, tmp_path / "page.pdf", lambda _url: False)
    assert says(desk) == "The system has no program to open page.pdf with."


def test_before_the_first_signed_agreement_it_says_so_and_leads_to_job_orders(new: Desk) -> None:
    assert new.screen.empty.isVisible()
    assert not new.filters.isVisible()
    new.press(KEYS.Key_Space)
    assert new.asked_for_job_orders == [True]


def test_where_nothing_was_decided_one_key_shows_all(desk: Desk) -> None:
    none = next(line for line in desk.app.clients.lines() if line.id not in {c.id for c in desk.kept.clients})
    desk.filters.choose(none.id)
    desk.answered()
    assert desk.screen.nothing.isVisible()
    desk.press(KEYS.Key_F6)
    desk.press(KEYS.Key_Space)
    desk.answered()
    assert desk.filters.asked.is_all
    assert desk.page.isVisible()


def test_the_parts_of_a_bar_differ_without_colour(qtbot: QtBot) -> None:
    chart = BallChart()
    qtbot.addWidget(chart)
    chart.resize(616, chart.sizeHint().height())
    chart.show_ball(BallDays(10, 10, 10))
    grey = chart.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    y, third = theme().px(16), 200
    tones = [
        {QColor(grey.pixel(x, y)).value() for x in range(8 + n * third + 6, 8 + (n + 1) * third - 6)} for n in range(3)
    ]
    assert len(tones[0]) == 1, "ours is plain"
    assert len(tones[1]) > 1, "the client's is hatched"
    assert len(tones[2]) == 1, "on hold is empty"
    assert tones[0] != tones[2]


@pytest.mark.parametrize(("words", "size"), [(PSEUDO, 100), ("en", 150)])
def test_there_is_room_for_its_words_and_its_controls_have_names(
    qtbot: QtBot, qapp: QApplication, shown: Shown, tmp_path: Path, words: str, size: int
) -> None:
    set_language(words)
    theme().apply("light", size)
    try:
        with sit_down(qtbot, shown, tmp_path) as desk:
            desk.window.resize(1280, 720)
            found = check(desk.window, "charts")
            desk.screen.show_tables(True)
            found += check(desk.window, "tables")
            sideways = [table.accessibleName() for table in desk.page.tables if table.horizontalScrollBar().maximum()]
    finally:
        set_language("en")
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert found == []
    assert sideways == [], "words wrap instead"
