"""The window before its services are there: Today from the file itself, and what is asked for meanwhile."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import DATABASE, open_app
from desktop.domain.job_order import JobOrder
from desktop.domain.people import Client
from tests.windows import in_front
from ui.app import Desk
from ui.preferences import Preferences, save_preferences
from ui.screens.job_orders import JobOrdersScreen
from ui.screens.not_opened import NotOpened
from ui.screens.today import TodayScreen
from ui.widgets.new_job_order import NewJobOrder

CTRL = Qt.KeyboardModifier.ControlModifier
Act = Callable[[Desk], object]
Started = Callable[[Act], Desk]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two job orders wait for an answer."""
    app = open_app(tmp_path)
    app.agencies.found("Ashby Search", "Tom Ashby")
    client = app.clients.save(Client(name="Northwind Foods"))
    for title in ("Accountant", "Buyer"):
        job = app.job_orders.create(JobOrder(client_id=client.id, title=title), app.templates.all()[0].id)
        app.agreements.propose(job.id)
    app.close()
    return tmp_path


@pytest.fixture
def started(qtbot: QtBot, folder: Path) -> Iterator[Started]:
    """Starts a window, does something once Today shows and before anything else is begun, waits for the services."""
    with ExitStack() as windows:

        def start(act: Act) -> Desk:
            desk = Desk(folder)
            acted: list[bool] = []

            def usable() -> None:
                qtbot.waitUntil(lambda: QApplication.activeWindow() is desk.window)
                act(desk)
                acted.append(desk.app is None)

            desk.usable.connect(usable)
            windows.enter_context(in_front(qtbot, desk))
            assert acted == [True]
            return desk

        yield start


def today_of(desk: Desk) -> TodayScreen:
    today = desk.window.screen_of("today")
    assert isinstance(today, TodayScreen)
    return today


def keys(qtbot: QtBot, *pressed: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> Act:
    def press(desk: Desk) -> None:
        for key in pressed:
            qtbot.keyClick(today_of(desk).list, key, modifier)

    return press


def test_the_picture_stays_the_same_and_so_does_the_current_row(qtbot: QtBot, started: Started) -> None:
    pictures: list[QImage] = []

    def look(desk: Desk) -> None:
        keys(qtbot, Qt.Key.Key_Down)(desk)
        QApplication.processEvents()
        pictures.append(desk.window.grab().toImage())

    desk = started(look)
    QApplication.processEvents()
    assert today_of(desk).list.currentIndex().row() == 2
    assert desk.window.grab().toImage() == pictures[0]
    assert QApplication.focusWidget() is today_of(desk).list


def test_enter_pressed_at_once_opens_the_job_order(qtbot: QtBot, started: Started) -> None:
    desk = started(keys(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Return))
    qtbot.waitUntil(lambda: desk.window.section == "jobs")
    jobs = desk.window.screen_of("jobs")
    assert isinstance(jobs, JobOrdersScreen)
    assert jobs.header.title == "Buyer"


def test_another_section_asked_for_at_once_is_shown(qtbot: QtBot, started: Started) -> None:
    desk = started(keys(qtbot, Qt.Key.Key_3, modifier=CTRL))
    qtbot.waitUntil(lambda: desk.window.section == "clients")


def test_a_new_job_order_asked_for_at_once_is_begun(qtbot: QtBot, started: Started) -> None:
    started(keys(qtbot, Qt.Key.Key_N, modifier=CTRL))
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), NewJobOrder))
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, QWidget)
    sheet.close()


def test_what_another_program_changed_meanwhile_is_there_with_the_services(
    qtbot: QtBot, started: Started, folder: Path
) -> None:
    def change(_desk: Desk) -> None:
        with closing(sqlite3.connect(folder / DATABASE)) as db, db:
            db.execute("UPDATE job_orders SET title = 'Chief Buyer' WHERE title = 'Buyer'")

    model = today_of(started(change)).list.model()
    assert any("Chief Buyer" in model.index(row, 0).data() for row in range(model.rowCount()))


def test_a_database_that_proves_damaged_is_said_and_nothing_asked_before_is_done(
    qtbot: QtBot, started: Started, folder: Path
) -> None:
    data = bytearray((folder / DATABASE).read_bytes())

    def damage(desk: Desk) -> None:
        keys(qtbot, Qt.Key.Key_Return)(desk)
        data[-4096 * 4 :] = b"\xa5" * 4096 * 4
        (folder / DATABASE).write_bytes(data)

    desk = started(damage)
    assert desk.app is None
    page = desk.window.findChildren(NotOpened)[0]
    assert page.isVisible()
    assert not today_of(desk).isVisible()
    desk.window.open("clients")
    qtbot.keyClick(page.again, Qt.Key.Key_1, CTRL)
    QApplication.processEvents()
    assert page.isVisible()


def test_a_window_closed_before_its_services_are_there_leaves_nothing_open(qtbot: QtBot, folder: Path) -> None:
    desk = Desk(folder)
    with qtbot.waitSignal(desk.usable):
        desk.show()
    assert desk.window.close()
    QApplication.processEvents()
    assert desk.app is None
    desk.window.deleteLater()
    desk.deleteLater()


def test_another_section_of_last_time_waits_for_the_services(qtbot: QtBot, folder: Path) -> None:
    save_preferences(folder, Preferences(section="clients"))
    desk = Desk(folder)
    seen: list[str] = []
    desk.usable.connect(lambda: seen.append(desk.window.section))
    with qtbot.waitSignal(desk.ready, timeout=20_000):
        desk.show()
    assert seen == []
    assert desk.window.section == "clients"
    desk.window.close()
    desk.window.deleteLater()
    desk.deleteLater()


def test_what_is_looked_for_at_once_is_found_with_the_services(qtbot: QtBot, started: Started) -> None:
    def look(desk: Desk) -> None:
        keys(qtbot, Qt.Key.Key_K, modifier=CTRL)(desk)
        edit = QApplication.focusWidget()
        assert edit is not None
        qtbot.keyClicks(edit, "buyer")
        QThreadPool.globalInstance().waitForDone()

    desk = started(look)
    qtbot.waitUntil(lambda: [hit.title for hit in desk.window.find_or_do.hits][:1] == ["Buyer"])
