"""The sheet for a new job order says whom it knows and what it lacks, and takes nobody for somebody else."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.job_order import JobOrder
from desktop.domain.people import Client
from desktop.domain.roles import Role
from tests.ui.conftest import Founded, Shown
from tests.ui.keys import Keys
from ui.screen import Screen
from ui.widgets.new_job_order import NewJobOrder

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)  # offscreen, of every list that pops up


class Desk(Keys):
    """The sheet open over a window; its list of choices takes the keys first, as it does for the user."""

    def __init__(self, qtbot: QtBot, founded: Founded, shown: Shown) -> None:
        self.qtbot, self.founded, self.app = qtbot, founded, founded.app
        self.window = shown(lambda _window: Screen())
        self.created: list[UUID] = []
        self.open = NewJobOrder(self.window, founded.app, self.created.append)
        self.open.open()

    @property
    def hint(self) -> str:
        return self.open._hint.text()

    def job(self) -> JobOrder:
        return self.app.job_orders.get(self.created[0])

    def clients(self) -> list[str]:
        return [line.name for line in self.app.clients.lines()]


@pytest.fixture
def desk(qtbot: QtBot, founded: Founded, shown: Shown) -> Desk:
    return Desk(qtbot, founded, shown)


@pytest.mark.parametrize("part", ["North", "foods", "northwind foods"])
def test_part_of_a_known_clients_name_and_tab_takes_the_known_one(desk: Desk, part: str) -> None:
    desk.write(part)
    assert desk.hint.startswith("Known client: Northwind Foods")
    desk.press(Qt.Key.Key_Tab)
    assert desk.open._client.currentText() == "Northwind Foods"
    assert desk.hint == "Known client: Northwind Foods"
    desk.write("Buyer")
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.clients() == ["Northwind Foods"]
    assert {line.client for line in desk.app.job_orders.lines([2])} == {"Northwind Foods"}


@pytest.mark.parametrize("listed", [True, False])
def test_escape_makes_it_a_new_client_on_purpose(desk: Desk, listed: bool) -> None:
    desk.write("North")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.setVisible(listed)
    assert desk.hint == "Known client: Northwind Foods. Esc makes “North” a new client."
    desk.press(Qt.Key.Key_Escape)
    assert desk.open.isVisible()
    assert desk.hint == "New client: North"
    desk.press(Qt.Key.Key_Tab)
    desk.write("Buyer")
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.clients() == ["North", "Northwind Foods"]


def test_a_known_name_that_ends_in_a_full_stop_gets_no_second_one(desk: Desk) -> None:
    desk.open.close()
    desk.app.clients.save(Client(name="Keystone, Inc."))
    desk.open = NewJobOrder(desk.window, desk.app, desk.created.append)
    desk.open.open()
    desk.write("Key")
    assert desk.hint == "Known client: Keystone, Inc. Esc makes “Key” a new client."


def test_what_stands_in_two_names_is_neither(desk: Desk) -> None:
    desk.open.close()
    desk.app.clients.save(Client(name="Northern Rail"))
    desk.open = NewJobOrder(desk.window, desk.app, desk.created.append)
    desk.open.open()
    desk.write("North")
    assert desk.hint == "New client: North"
    desk.write("e")
    assert desk.hint.startswith("Known client: Northern Rail")


def test_a_known_person_is_taken_by_part_of_the_name_too(desk: Desk) -> None:
    desk.write("wind")
    desk.press(Qt.Key.Key_Tab)
    desk.open._people[Role.CLIENT_HR].setFocus()
    desk.write("Priya")
    assert desk.open._people_hint.text() == "Known person: Priya Nair. Esc makes “Priya” a new person."
    desk.press(Qt.Key.Key_Tab)
    assert desk.open._people[Role.CLIENT_HR].value() == desk.founded.hr.id
    desk.write("Sam Okoro")
    assert desk.open._people_hint.text() == "New person: Sam Okoro"


def test_a_click_on_create_takes_the_known_client_as_tab_does(desk: Desk) -> None:
    desk.open.fields["title"].write("Buyer")
    desk.open._client.setFocus()
    desk.write("North")
    desk.open.accepted_now.emit()
    assert desk.clients() == ["Northwind Foods"]


@pytest.mark.parametrize("tabs", [0, 1, 2, 3, 5])
def test_enter_creates_it_from_every_field(desk: Desk, tabs: int) -> None:
    desk.write("North")
    desk.press(Qt.Key.Key_Tab)
    desk.write("Buyer")
    for _n in range(tabs):
        desk.press(Qt.Key.Key_Tab)
    desk.press(Qt.Key.Key_Return)
    assert [line.title for line in desk.app.job_orders.lines([2])] == ["Buyer"]


def test_enter_on_a_row_of_the_list_chooses_it_and_creates_nothing(desk: Desk) -> None:
    desk.write("North")
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    assert desk.open.isVisible()
    assert desk.open._client.value() == desk.founded.client.id
    assert not desk.open.fields["title"].problem


def test_a_known_client_is_found_by_part_of_its_name_and_its_people_are_offered(desk: Desk) -> None:
    desk.write("wind")
    completer = desk.open._client.completer()
    assert completer is not None
    popup = completer.popup()
    desk.qtbot.keyClick(popup, Qt.Key.Key_Down)
    desk.qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert desk.open._client.value() == desk.founded.client.id
    desk.open.fields["title"].editor.setFocus()
    desk.write("Buyer")
    desk.open._people[Role.CLIENT_HR].setFocus()
    desk.write("priya nair")
    desk.open._people[Role.HIRING_MANAGER].setFocus()
    desk.write("Sam Okoro")
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    people = {one.role: one.person_id for one in desk.job().involved}
    manager = next(p for p in desk.app.clients.people(desk.founded.client.id) if p.name == "Sam Okoro")
    assert people[Role.CLIENT_HR] == desk.founded.hr.id
    assert people[Role.HIRING_MANAGER] == manager.id
    assert Role.RECRUITER in people
    assert desk.clients() == ["Northwind Foods"]


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_half_kept(desk: Desk) -> None:
    desk.write("St Brigid Hospital")
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.open.isVisible()
    assert desk.open.fields["title"].problem == "Please fill this in."
    assert desk.open._client.currentText() == "St Brigid Hospital"
    assert desk.clients() == ["Northwind Foods"]
    desk.open.fields["title"].editor.setFocus()
    desk.write("Nurse")
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.job().title == "Nurse"


def test_the_template_follows_the_type_until_it_is_chosen(desk: Desk) -> None:
    keys = {template.id: template.key for template in desk.app.templates.all()}
    assert keys[desk.open.fields["template"].read()] == "permanent"
    desk.open.fields["job_type"].editor.setFocus()
    desk.press(Qt.Key.Key_Down)
    assert keys[desk.open.fields["template"].read()] == "contract"
    desk.open.fields["template"].editor.setFocus()
    desk.press(Qt.Key.Key_Down)
    chosen = desk.open.fields["template"].read()
    desk.open.fields["job_type"].editor.setFocus()
    desk.press(Qt.Key.Key_Down)
    assert desk.open.fields["template"].read() == chosen
