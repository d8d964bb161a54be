"""The whole window over a real data folder: opening, undo, find, client view, a second window, sample data, trouble."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import QSysInfo, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import DATABASE, open_app
from desktop.domain.job_order import JobOrder
from desktop.domain.people import Client, Person
from desktop.domain.roles import Role
from tests.windows import in_front
from ui.app import SAMPLE, Desk
from ui.messages import MessageBar
from ui.preferences import FILE, Preferences, load_preferences, save_preferences
from ui.screens.first_start import FirstStart
from ui.screens.job_orders import JobOrdersScreen
from ui.screens.not_opened import NotOpened
from ui.screens.today import TodayScreen
from ui.theme import theme

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Opened = Callable[[Path], Desk]


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Opened]:
    """Opens the window on a folder and waits until it shows what is there."""
    with ExitStack() as windows:

        def open_desk(folder: Path) -> Desk:
            desk = windows.enter_context(in_front(qtbot, Desk(folder)))
            activate(qtbot, desk)
            return desk

        yield open_desk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with an agency, a client with HR, and a job order with steps."""
    app = open_app(tmp_path)
    app.agencies.found("Ashby Search", "Tom Ashby")
    client = app.clients.save(Client(name="Northwind Foods"))
    app.clients.save_person(Person(client_id=client.id, name="Priya Nair", role=Role.CLIENT_HR))
    app.job_orders.create(JobOrder(client_id=client.id, title="Senior Accountant"), app.templates.all()[0].id)
    app.close()
    return tmp_path


def activate(qtbot: QtBot, desk: Desk) -> None:
    desk.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is desk.window)


def press(qtbot: QtBot, desk: Desk, key: Qt.Key, modifiers: Qt.KeyboardModifier = CTRL) -> None:
    qtbot.keyClick(desk.window.focusWidget() or desk.window, key, modifiers)


def notices(desk: Desk) -> list[str]:
    return [bar.text for bar in desk.window.findChildren(MessageBar) if bar.text]


def find(desk: Desk, kind: type[QWidget]) -> QWidget:
    found = [widget for widget in desk.window.findChildren(kind) if widget.isVisible()]
    assert len(found) == 1
    return found[0]


def test_the_first_start_names_the_agency_by_keyboard_and_then_shows_today(
    qtbot: QtBot, opened: Opened, tmp_path: Path
) -> None:
    desk = opened(tmp_path)
    page = find(desk, FirstStart)
    assert isinstance(page, FirstStart)
    qtbot.keyClicks(page.agency.editor, "Ashby Search")
    qtbot.keyClick(page.agency.editor, Qt.Key.Key_Return)
    assert page.recruiter.editor.hasFocus()
    qtbot.keyClicks(page.recruiter.editor, "Tom Ashby")
    qtbot.keyClick(page.recruiter.editor, Qt.Key.Key_Return)
    assert desk.window.section == "today"
    assert desk.app is not None
    assert desk.app.agencies.get().name == "Ashby Search"
    assert len(desk.app.templates.all()) == 5


def test_without_a_name_the_first_start_says_so_beside_the_field(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    desk = opened(tmp_path)
    page = find(desk, FirstStart)
    assert isinstance(page, FirstStart)
    qtbot.mouseClick(page.begin, Qt.MouseButton.LeftButton)
    assert page.agency.problem
    assert page.recruiter.problem
    assert desk.app is not None
    assert desk.app.agencies.find() is None


def test_ctrl_z_takes_back_the_last_change_and_says_what(qtbot: QtBot, opened: Opened, folder: Path) -> None:
    desk = opened(folder)
    assert desk.app is not None
    client = desk.app.clients.lines()[0]
    desk.app.clients.save(Client(name="Lumen Energy"))
    press(qtbot, desk, Qt.Key.Key_Z)
    assert [line.name for line in desk.app.clients.lines()] == [client.name]
    assert "Lumen Energy" in desk.window.messages.toast.text
    press(qtbot, desk, Qt.Key.Key_Y)
    assert len(desk.app.clients.lines()) == 2
    press(qtbot, desk, Qt.Key.Key_Z)
    press(qtbot, desk, Qt.Key.Key_Z, CTRL | SHIFT)
    assert len(desk.app.clients.lines()) == 2


def test_undo_with_nothing_to_undo_says_so(qtbot: QtBot, opened: Opened, folder: Path) -> None:
    desk = opened(folder)
    press(qtbot, desk, Qt.Key.Key_Z)
    assert desk.window.messages.toast.text == "There is nothing to undo."


def test_find_or_do_opens_the_job_order_that_was_found(qtbot: QtBot, opened: Opened, folder: Path) -> None:
    desk = opened(folder)
    press(qtbot, desk, Qt.Key.Key_K)
    edit = QApplication.focusWidget()
    assert isinstance(edit, QLineEdit)
    qtbot.keyClicks(edit, "accountant")
    qtbot.waitUntil(lambda: [hit.title for hit in desk.window.find_or_do.hits][:1] == ["Senior Accountant"])
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert desk.window.section == "jobs"
    jobs = desk.window.screen_of("jobs")
    assert isinstance(jobs, JobOrdersScreen)
    assert jobs.header.title == "Senior Accountant"


def test_client_view_hides_the_way_to_other_job_orders_and_f11_brings_it_back(
    qtbot: QtBot, opened: Opened, folder: Path
) -> None:
    desk = opened(folder)
    press(qtbot, desk, Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier)
    views = [desk.window.client_view]
    desk.window.open("jobs")
    press(qtbot, desk, Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier)
    views.append(desk.window.client_view)
    assert views == [False, True]  # Today is private: there is nothing in it to show a client
    press(qtbot, desk, Qt.Key.Key_1)
    assert desk.window.section == "jobs"
    press(qtbot, desk, Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier)
    press(qtbot, desk, Qt.Key.Key_1)
    assert desk.window.section == "today"


def test_what_is_typed_is_saved_when_the_window_closes(qtbot: QtBot, opened: Opened, folder: Path) -> None:
    desk = opened(folder)
    desk.window.open("settings")
    fields = [edit for edit in desk.window.findChildren(QLineEdit) if edit.objectName() == "name" and edit.isVisible()]
    fields[0].setFocus()
    fields[0].selectAll()
    qtbot.keyClicks(fields[0], "Ashby & Daughters")
    assert desk.window.close()
    app = open_app(folder)
    assert app.agencies.get().name == "Ashby & Daughters"
    app.close()


def test_the_look_and_the_section_are_there_again_at_the_next_start(opened: Opened, folder: Path) -> None:
    desk = opened(folder)
    desk.window.set_look("dark", 120)
    desk.window.open("clients")
    desk.window.close()
    again = opened(folder)
    assert (theme().dark, theme().text_size) == (True, 120)
    assert again.window.section == "clients"


@pytest.mark.parametrize("text", ["", "{", "[1, 2]", '{"theme": 3, "text_size": "big"}', '{"text_size": 4000}', "\0"])
def test_preferences_that_cannot_be_read_are_the_usual_ones(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    assert load_preferences(tmp_path) == Preferences()


def test_preferences_are_kept_whole(tmp_path: Path) -> None:
    kept = Preferences(theme="dark", text_size=110, geometry="abc", section="jobs")
    save_preferences(tmp_path, kept)
    assert load_preferences(tmp_path) == kept
    assert [file.name for file in tmp_path.iterdir()] == [FILE]
    save_preferences(tmp_path / "not there", kept)
    assert json.loads((tmp_path / FILE).read_text(encoding="utf-8"))["section"] == "jobs"


def test_a_second_window_says_that_another_is_open_and_the_first_hears_of_its_changes(
    qtbot: QtBot, opened: Opened, folder: Path
) -> None:
    first = opened(folder)
    assert notices(first) == []
    first.window.open("clients")
    second = opened(folder)
    assert "Another window is open" in notices(second)[0]
    assert first.app is not None
    assert second.app is not None
    second.app.clients.save(Client(name="Lumen Energy"))
    heard: list[bool] = []
    first.app.notifier.listen(lambda changes: heard.append(changes.everything))
    activate(qtbot, first)
    assert heard == [True]
    activate(qtbot, second)
    activate(qtbot, first)
    assert heard == [True]


def test_a_lock_left_by_a_crash_is_no_other_window(opened: Opened, folder: Path) -> None:
    gone = f"999999999\ncountersign\n{QSysInfo.machineHostName()}\n"
    (folder / "window.lock").write_text(gone, encoding="utf-8")
    assert notices(opened(folder)) == []


def test_a_foreign_database_is_told_calmly_and_stays_as_it_was(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    file = tmp_path / DATABASE
    file.write_bytes(b"somebody else's, not ours" * 100)
    desk = opened(tmp_path)
    page = find(desk, NotOpened)
    assert isinstance(page, NotOpened)
    assert page.again.hasFocus()
    assert file.read_bytes() == b"somebody else's, not ours" * 100
    file.unlink()
    with qtbot.waitSignal(desk.ready, timeout=20_000):
        qtbot.keyClick(page.again, Qt.Key.Key_Space)
    find(desk, FirstStart)


def test_sample_data_is_a_database_of_its_own_that_can_be_thrown_away(
    qtbot: QtBot, opened: Opened, folder: Path
) -> None:
    desk = opened(folder)
    with qtbot.waitSignal(desk.ready, timeout=60_000):
        desk.window.commands.trigger("sample")
    assert desk.app is not None
    assert desk.app.folder == folder / SAMPLE
    assert "sample data" in notices(desk)[0]
    assert len(desk.app.job_orders.numbers()) >= 12
    with qtbot.waitSignal(desk.ready, timeout=20_000):
        desk.window.commands.trigger("throw-sample-away")
    assert not (folder / SAMPLE).exists()
    assert desk.app is not None
    assert [line.name for line in desk.app.clients.lines()] == ["Northwind Foods"]


def test_a_window_closed_while_it_opens_leaves_nothing_open(qtbot: QtBot, folder: Path) -> None:
    desk = Desk(folder)
    qtbot.addWidget(desk.window)
    with qtbot.waitSignal(desk.opening):
        desk.show()
    desk.window.close()
    QApplication.processEvents()
    assert desk.app is None
    desk.deleteLater()


def test_today_has_the_focus_at_first(opened: Opened, folder: Path) -> None:
    desk = opened(folder)
    today = desk.window.screen_of("today")
    assert isinstance(today, TodayScreen)
    assert desk.window.section == "today"
