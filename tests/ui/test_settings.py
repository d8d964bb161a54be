"""Settings: the agency's profile, its logo, people, and this computer."""

from datetime import time
from pathlib import Path
from typing import TypeVar

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from desktop.app import open_app
from desktop.domain.agency import PaperSize
from desktop.domain.people import Person
from desktop.domain.roles import Role
from desktop.errors import UserError
from tests.ui.conftest import Founded, Shown
from ui.desktop_notes import can_note
from ui.form import Form
from ui.hours import parse_time, show_time
from ui.main_window import MainWindow
from ui.screen import Screen
from ui.screens.settings import SettingsScreen
from ui.screens.settings.agency import AgencySettings
from ui.screens.settings.computer import ComputerSettings
from ui.theme import theme
from ui.widgets.inputs import ComboBox, LineEdit
from ui.widgets.people_editor import PeopleEditor

S = TypeVar("S", bound=Screen)


def settings(founded: Founded, shown: Shown) -> tuple[MainWindow, SettingsScreen]:
    def make(window: MainWindow) -> Screen:
        look = (lambda: window.preferences), window.set_look, window.set_notify
        return SettingsScreen(founded.app, founded.bridge, window.commands, (Screen, Screen), look)

    window = shown(make)
    screen = window.screen_of("screen")
    assert isinstance(screen, SettingsScreen)
    return window, screen


def tab(screen: SettingsScreen, id: str, kind: type[S]) -> S:
    screen.tabs.open(id)
    front = screen.tabs.front
    assert isinstance(front, kind)
    return front


def line(form: Form, name: str) -> LineEdit:
    editor = form.field(name).editor
    assert isinstance(editor, LineEdit)
    return editor


def picture(file: Path, size: tuple[int, int] = (120, 40)) -> Path:
    Image.new("RGB", size, "navy").save(file)
    return file


def test_the_name_is_saved_on_leaving_it_and_an_empty_one_is_refused_beside_it(
    founded: Founded, shown: Shown, qtbot: QtBot
) -> None:
    agency = tab(settings(founded, shown)[1], "agency", AgencySettings)
    name = line(agency.form, "name")
    name.setFocus()
    name.selectAll()
    qtbot.keyClicks(name, "Ashby & Daughters")
    qtbot.keyClick(name, Qt.Key.Key_Tab)
    assert founded.app.agencies.get().name == "Ashby & Daughters"
    name.setFocus()
    name.selectAll()
    qtbot.keyClick(name, Qt.Key.Key_Delete)
    qtbot.keyClick(name, Qt.Key.Key_Tab)
    assert agency.form.field("name").problem
    assert founded.app.agencies.get().name == "Ashby & Daughters"


def test_working_days_and_hours_are_kept_as_typed(founded: Founded, shown: Shown, qtbot: QtBot) -> None:
    agency = tab(settings(founded, shown)[1], "agency", AgencySettings)
    saturday: QCheckBox = agency.calendar.days.boxes[5]
    saturday.setFocus()
    qtbot.keyClick(saturday, Qt.Key.Key_Space)
    closes = line(agency.form, "week.closes")
    closes.setFocus()
    closes.selectAll()
    qtbot.keyClicks(closes, "6.15 pm")
    qtbot.keyClick(closes, Qt.Key.Key_Tab)
    week = founded.app.agencies.get().week
    assert week.days == (0, 1, 2, 3, 4, 5)
    assert week.closes == time(18, 15)


def test_closing_when_it_opens_is_refused_beside_the_field(founded: Founded, shown: Shown, qtbot: QtBot) -> None:
    agency = tab(settings(founded, shown)[1], "agency", AgencySettings)
    closes = line(agency.form, "week.closes")
    closes.setFocus()
    closes.selectAll()
    qtbot.keyClicks(closes, "9:00")
    qtbot.keyClick(closes, Qt.Key.Key_Tab)
    assert agency.form.field("week.closes").problem
    assert closes.text() == "9:00"


@pytest.mark.parametrize(
    ("text", "value"),
    [("9", time(9)), ("09:05", time(9, 5)), ("17.30", time(17, 30)), ("12 am", time(0)), ("5:30 PM", time(17, 30))],
)
def test_times_are_read_as_people_write_them(text: str, value: time) -> None:
    assert parse_time(text) == value
    assert parse_time(show_time(value)) == value


@pytest.mark.parametrize("text", ["", "25:00", "9:75", "noon", "9:5"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        parse_time(text)


def test_paper_and_who_works_here_are_chosen(founded: Founded, shown: Shown, qtbot: QtBot) -> None:
    lead = founded.app.clients.save_person(Person(client_id=None, name="Ann Ashby", role=Role.AGENCY_LEAD))
    agency = tab(settings(founded, shown)[1], "agency", AgencySettings)
    for name, value in (("paper_size", PaperSize.LETTER), ("me", lead.id)):
        chooser = agency.form.field(name).editor
        assert isinstance(chooser, ComboBox)
        chooser.choose(value)
        chooser.activated.emit(chooser.currentIndex())
    saved = founded.app.agencies.get()
    assert (saved.paper_size, saved.me) == (PaperSize.LETTER, lead.id)


def test_country_and_region_are_offered_by_name(founded: Founded, shown: Shown, qtbot: QtBot) -> None:
    agency = tab(settings(founded, shown)[1], "agency", AgencySettings)
    country = agency.form.field("week.country").editor
    assert isinstance(country, QComboBox)
    qtbot.waitUntil(lambda: country.currentText() == "United Kingdom", timeout=20_000)


def test_a_logo_is_shown_kept_and_removed(founded: Founded, shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    agency = tab(settings(founded, shown)[1], "agency", AgencySettings)
    file = picture(tmp_path / "logo.png")
    agency.logo.take(file)
    qtbot.waitUntil(lambda: founded.app.agencies.get().logo == file.read_bytes(), timeout=20_000)
    assert agency.logo.remove.isVisible()
    theme().apply("dark", 100)
    assert agency.logo._picture.pixmap().toImage().pixelColor(2, 2) == QColor("white")  # as on paper, in every theme
    qtbot.mouseClick(agency.logo.remove, Qt.MouseButton.LeftButton)
    assert founded.app.agencies.get().logo == b""


@pytest.mark.parametrize("kind", ["text", "huge", "missing"])
def test_a_file_that_is_no_logo_is_refused_in_words(
    founded: Founded, shown: Shown, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    file = tmp_path / "logo.png"
    if kind == "text":
        file.write_text("not a picture", encoding="utf-8")
    elif kind == "huge":
        with file.open("wb") as out:
            out.truncate(200 * 1024 * 1024)
    agency = tab(settings(founded, shown)[1], "agency", AgencySettings)
    agency.logo.take(file)
    qtbot.waitUntil(lambda: agency.logo.bar.text != "", timeout=20_000)
    assert "logo.png" in agency.logo.bar.text
    assert founded.app.agencies.get().logo == b""


def test_a_name_being_typed_is_not_lost_when_a_logo_arrives(
    founded: Founded, shown: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    agency = tab(settings(founded, shown)[1], "agency", AgencySettings)
    name = line(agency.form, "name")
    name.setFocus()
    name.selectAll()
    qtbot.keyClicks(name, "Ashby Two")
    agency.logo.take(picture(tmp_path / "logo.png"))
    qtbot.waitUntil(lambda: bool(founded.app.agencies.get().logo), timeout=20_000)
    assert founded.app.agencies.get().name == "Ashby Two"
    assert agency.form.message == ""


def test_our_people_are_edited_here_and_found_by_their_id(founded: Founded, shown: Shown) -> None:
    screen = settings(founded, shown)[1]
    tom = founded.app.clients.people(None)[0]
    screen.show_target(tom.id)
    editor = screen.findChild(PeopleEditor)
    assert editor is not None
    assert editor.list.current_id() == tom.id


def test_theme_and_text_size_change_at_once_and_follow_the_zoom_keys(founded: Founded, shown: Shown) -> None:
    window, screen = settings(founded, shown)
    computer = tab(screen, "computer", ComputerSettings)
    chooser = computer.form.field("theme").editor
    assert isinstance(chooser, ComboBox)
    chooser.choose("dark")
    chooser.activated.emit(chooser.currentIndex())
    assert theme().dark
    window.commands.trigger("larger")
    assert computer.form.field("text_size").read() == 110


def test_notes_on_the_desktop_are_off_until_asked_for_and_a_system_without_them_says_so(
    founded: Founded, shown: Shown, qtbot: QtBot
) -> None:
    window, screen = settings(founded, shown)
    computer = tab(screen, "computer", ComputerSettings)
    before = window.preferences.notify
    box = computer.form.field("notify").editor
    assert isinstance(box, QCheckBox)
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert (before, window.preferences.notify) == (False, True)
    said = any("shows no notifications" in each.text() for each in computer.findChildren(QLabel))
    assert said is not can_note()


def test_a_backup_is_a_whole_database(founded: Founded, shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    window, screen = settings(founded, shown)
    computer = tab(screen, "computer", ComputerSettings)
    copy = tmp_path / "copy" / "countersign.sqlite"
    computer.back_up_to(copy)
    qtbot.waitUntil(lambda: window.messages.toast.text != "", timeout=20_000)
    other = open_app(copy.parent)
    assert other.agencies.get().name == "Ashby Search"
    other.close()


def test_a_backup_over_the_database_itself_is_refused(
    founded: Founded, shown: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    window, screen = settings(founded, shown)
    computer = tab(screen, "computer", ComputerSettings)
    computer.back_up_to(tmp_path / "countersign.sqlite")
    qtbot.waitUntil(lambda: "database itself" in window.messages.bar.text, timeout=20_000)
    assert computer.backup.isEnabled()
