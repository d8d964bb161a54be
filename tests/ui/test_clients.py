"""Clients and their people, kept with keys alone."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.domain.people import Client, Influence
from desktop.domain.roles import Role
from tests.ui.conftest import Founded, Shown
from tests.ui.keys import Keys
from ui.client_tabs import make_clients
from ui.screens.clients import ClientsScreen
from ui.widgets.inputs import ComboBox
from ui.widgets.people_editor import PeopleEditor
from ui.widgets.two_line_list import ROW_ROLE, TwoLineList
from ui.widgets.type_ahead import TypeAhead

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)  # offscreen, of every list that pops up


def titles(shown_list: TwoLineList) -> list[str]:
    model = shown_list.model()
    return [model.index(n, 0).data(ROW_ROLE).title for n in range(model.rowCount())]


class Desk(Keys):
    def __init__(self, qtbot: QtBot, founded: Founded, shown: Shown) -> None:
        self.qtbot, self.founded, self.app = qtbot, founded, founded.app
        self.opened: list[UUID] = []
        self.window = shown(lambda window: make_clients(founded.app, founded.bridge, window.commands, self.open))
        screen = self.window.screen_of("screen")
        assert isinstance(screen, ClientsScreen)
        self.screen, self.list, self.people = screen, screen.pane.list, screen.details.people.editor
        self.list.setFocus()

    def open(self, job_order_id: UUID, tab: str = "", promise_id: UUID | None = None) -> None:
        self.opened.append(job_order_id)

    def client(self) -> Client:
        assert self.screen._id is not None
        return self.app.clients.get(self.screen._id)

    def names(self) -> list[str]:
        return [person.name for person in self.app.clients.people(self.founded.client.id)]


@pytest.fixture
def desk(qtbot: QtBot, founded: Founded, shown: Shown) -> Desk:
    return Desk(qtbot, founded, shown)


def test_the_first_client_is_shown_with_what_hangs_on_it(desk: Desk) -> None:
    assert desk.screen.header.title == "Northwind Foods"
    assert desk.screen.tabs.bar.tabText(1) == "People  1"
    assert desk.screen.tabs.bar.tabText(2) == "Job orders  1"


def test_a_new_client_is_kept_and_its_form_is_next(desk: Desk) -> None:
    desk.press("N", CTRL | SHIFT)
    desk.write("St Brigid Hospital")
    desk.press(Qt.Key.Key_Return, CTRL)
    assert desk.screen.header.title == "St Brigid Hospital"
    desk.write("St Brigid Hospital Trust")
    desk.press(Qt.Key.Key_Tab)
    assert desk.client().legal_name == "St Brigid Hospital Trust"


def test_country_region_and_zone_are_chosen_by_typing(desk: Desk) -> None:
    desk.screen.open_details("profile")
    form = desk.screen.details.profile.form
    country, region, zone = (form.field(name).editor for name in ("country", "region", "time_zone"))
    assert isinstance(country, TypeAhead)
    assert isinstance(region, TypeAhead)
    assert isinstance(zone, TypeAhead)
    desk.qtbot.waitUntil(lambda: country.count() > 100, timeout=20_000)
    for editor, text in ((country, "german"), (zone, "europe/berl")):
        editor.setFocus()
        desk.write(text)
        desk.press(Qt.Key.Key_Tab)
    assert (desk.client().country, desk.client().time_zone) == ("DE", "Europe/Berlin")
    desk.qtbot.waitUntil(lambda: region.count() > 10, timeout=20_000)
    region.setFocus()
    desk.write("baye")
    desk.press(Qt.Key.Key_Tab)
    assert desk.client().region == "BY"
    country.setFocus()
    country.input.selectAll()
    desk.write("Atlantis")
    desk.press(Qt.Key.Key_Tab)
    assert form.field("country").problem != ""
    assert desk.client().country == "DE"


def test_a_person_is_added_and_described(desk: Desk) -> None:
    desk.press(Qt.Key.Key_8, ALT)
    desk.screen.open_details("people")
    desk.people.list.setFocus()
    desk.press(Qt.Key.Key_Insert)
    desk.write("Sam Okoro")
    desk.press(Qt.Key.Key_Tab)
    sam = next(p for p in desk.app.clients.people(desk.founded.client.id) if p.name == "Sam Okoro")
    assert sam.role == Role.CLIENT_HR
    role = desk.people.form.field("role").editor
    assert isinstance(role, ComboBox)
    role.setFocus()
    desk.press(Qt.Key.Key_Down)
    title = desk.people.form.field("title").editor
    title.setFocus()
    desk.write("Finance Director")
    desk.press(Qt.Key.Key_Tab)
    kept = desk.app.clients.person(sam.id)
    assert (kept.role, kept.title) == (Role.HIRING_MANAGER, "Finance Director")
    desk.qtbot.waitUntil(lambda: desk.screen.tabs.bar.tabText(1) == "People  2")


def test_a_wrong_address_is_said_beside_it_and_keeps_the_person_in_front(desk: Desk) -> None:
    desk.screen.open_details("people")
    email = desk.people.form.field("email").editor
    assert isinstance(email, QLineEdit)
    email.setFocus()
    desk.write("priya at northwind")
    desk.press(Qt.Key.Key_Tab)
    assert "e-mail" in desk.people.form.field("email").problem
    desk.press(Qt.Key.Key_1, ALT)
    assert desk.screen.details.tabs.current == "people"
    assert email.text() == "priya at northwind"


def test_a_person_begun_and_left_empty_is_not_kept(desk: Desk) -> None:
    desk.screen.open_details("people")
    desk.people.list.setFocus()
    desk.press(Qt.Key.Key_Insert)
    assert titles(desk.people.list) == ["Priya Nair", "New person"]
    assert desk.screen.flush()
    assert titles(desk.people.list) == ["Priya Nair"]
    assert desk.names() == ["Priya Nair"]


def test_a_person_named_in_a_job_order_stays(desk: Desk) -> None:
    desk.screen.open_details("people")
    desk.people.list.setFocus()
    desk.press(Qt.Key.Key_Delete)
    assert "named in 1 job order" in desk.window.messages.bar.text
    assert desk.names() == ["Priya Nair"]


def test_removing_a_person_can_be_taken_back_from_the_toast(desk: Desk) -> None:
    desk.screen.open_details("people")
    desk.people.list.setFocus()
    desk.press(Qt.Key.Key_Insert)
    desk.write("Zoe Adler")
    desk.press(Qt.Key.Key_Tab)
    desk.people.list.setFocus()
    desk.press(Qt.Key.Key_Delete)
    assert desk.names() == ["Priya Nair"]
    assert desk.window.messages.toast.text == "Zoe Adler was removed."
    desk.window.messages.toast._undo.click()
    assert desk.names() == ["Priya Nair", "Zoe Adler"]
    desk.qtbot.waitUntil(lambda: titles(desk.people.list) == ["Priya Nair", "Zoe Adler"])


def test_the_toast_takes_back_nothing_that_was_done_since(desk: Desk) -> None:
    other = desk.app.clients.save(Client(name="St Brigid Hospital"))
    desk.window.open("screen", other.id)
    desk.list.setFocus()
    desk.press(Qt.Key.Key_Delete)
    assert [line.name for line in desk.app.clients.lines()] == ["Northwind Foods"]
    desk.app.clients.save(Client(name="Lumen Energy"))
    desk.window.messages.toast._undo.click()
    assert sorted(line.name for line in desk.app.clients.lines()) == ["Lumen Energy", "Northwind Foods"]
    assert "More was done since" in desk.window.messages.bar.text


def test_the_toast_knows_its_edit_from_one_that_reads_the_same(desk: Desk) -> None:
    first, second = (desk.app.clients.save(Client(name="St Brigid Hospital")) for _n in range(2))
    desk.window.open("screen", first.id)
    desk.list.setFocus()
    desk.press(Qt.Key.Key_Delete)
    desk.app.clients.remove(second.id)
    desk.window.messages.toast._undo.click()
    assert [line.name for line in desk.app.clients.lines()] == ["Northwind Foods"]
    assert "More was done since" in desk.window.messages.bar.text


def test_a_client_with_job_orders_stays(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Delete)
    assert "has 1 job order" in desk.window.messages.bar.text
    assert titles(desk.list) == ["Northwind Foods"]


def test_enter_opens_a_job_order(desk: Desk) -> None:
    desk.press(Qt.Key.Key_3, ALT)
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return)
    assert desk.opened == [desk.founded.job.id]


def test_a_person_found_elsewhere_is_shown_among_its_clients_people(desk: Desk) -> None:
    other = desk.app.clients.save(Client(name="St Brigid Hospital"))
    desk.window.open("screen", other.id)
    assert desk.screen.header.title == "St Brigid Hospital"
    desk.window.open("screen", desk.founded.hr.id)
    assert desk.screen.header.title == "Northwind Foods"
    assert desk.screen.details.tabs.current == "people"
    assert desk.people.form.saved.name == "Priya Nair"


def test_slash_filters_the_clients(desk: Desk) -> None:
    desk.app.clients.save(Client(name="St Brigid Hospital"))
    desk.press("/")
    desk.write("brig")
    desk.qtbot.waitUntil(lambda: titles(desk.list) == ["St Brigid Hospital"])
    assert desk.screen.header.title == "Northwind Foods"
    desk.press(Qt.Key.Key_Down)
    assert desk.screen.header.title == "St Brigid Hospital"


def test_client_view_hides_other_clients_notes_and_influence(desk: Desk) -> None:
    desk.screen.open_details("people")
    desk.window.set_client_view(True)
    assert not desk.screen.pane.isVisible()
    assert not desk.people.form.field("influence").isVisibleTo(desk.people)
    assert not desk.screen.details.profile.form.field("notes").isVisibleTo(desk.screen.details.profile)


def test_our_own_people_have_our_roles(qtbot: QtBot, founded: Founded) -> None:
    editor = PeopleEditor(founded.app.clients, None, founded.app.undo)
    qtbot.addWidget(editor)
    editor.show()
    editor.refresh()
    role, name = editor.form.field("role").editor, editor.form.field("name").editor
    assert isinstance(role, ComboBox)
    assert isinstance(name, QLineEdit)
    assert [role.itemText(n) for n in range(role.count())] == ["Recruiter", "Agency lead"]
    for client_view in (True, False):
        editor.set_client_view(client_view)
        assert not editor.form.field("influence").isVisible()  # that is for the client's people
    assert name.text() == "Tom Ashby"
    editor.add_person()
    qtbot.keyClicks(name, "Ruth Ashby")
    assert editor.flush()
    added = next(person for person in founded.app.clients.people(None) if person.name == "Ruth Ashby")
    assert (added.role, added.influence) == (Role.RECRUITER, Influence.UNKNOWN)
