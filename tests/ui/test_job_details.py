"""The details of a job order: read leniently, kept as one leaves a field, and private where they should be."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.job_order import Involvement, JobOrder, JobState, Pay, TermsOfBusiness
from desktop.domain.people import Client
from desktop.domain.roles import Role
from tests.ui.conftest import Founded, Shown
from ui.form import Form
from ui.screens.job_details import DetailsScreen
from ui.screens.job_history import ROLE, HistoryScreen
from ui.widgets.inputs import DateEdit, TextEdit
from ui.widgets.type_ahead import TypeAhead

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)  # offscreen, of every list that pops up


class Desk:
    def __init__(self, qtbot: QtBot, founded: Founded, shown: Shown) -> None:
        self.qtbot, self.founded, self.app = qtbot, founded, founded.app
        self.window = shown(lambda _window: DetailsScreen(founded.app, founded.bridge))
        screen = self.window.screen_of("screen")
        assert isinstance(screen, DetailsScreen)
        self.screen = screen
        screen.show_target(founded.job.id)

    @property
    def form(self) -> Form:
        assert self.screen.form is not None
        return self.screen.form

    def fill(self, editor: QWidget, text: str) -> None:
        """Type over what is there, and go on with Tab."""
        self.window.activateWindow()  # the offscreen platform gives the focus back to nobody when a list closes
        self.qtbot.waitUntil(lambda: QApplication.activeWindow() is self.window)
        editor.setFocus()
        line = editor.input if isinstance(editor, TypeAhead) else editor
        assert isinstance(line, QLineEdit)
        line.selectAll()
        self.qtbot.keyClicks(line, text)
        self.qtbot.keyClick(QApplication.activePopupWidget() or line, Qt.Key.Key_Tab)

    def enter(self, name: str, text: str) -> None:
        self.fill(self.form.field(name).editor, text)

    def shows(self, name: str) -> str:
        editor = self.form.field(name).editor
        assert isinstance(editor, QLineEdit)
        return editor.text()

    def job(self) -> JobOrder:
        return self.app.job_orders.get(self.founded.job.id)

    def person(self, role: Role, part: str = "person") -> QWidget:
        """The editor of a role: `part` is person, deputy, when or how."""
        editor: QWidget = getattr(self.screen.people._rows[role], part)
        return editor


@pytest.fixture
def desk(qtbot: QtBot, founded: Founded, shown: Shown) -> Desk:
    return Desk(qtbot, founded, shown)


def test_every_detail_typed_is_kept(desk: Desk) -> None:
    for name, text in {
        "title": "Chief Accountant",
        "location": "Leeds",
        "work_pattern": "Two days from home",
        "pay.lowest": "45k",
        "pay.highest": "£52,500.50",
        "pay.currency": "gbp",
        "terms_of_business.reference": "TOB 7",
        "terms_of_business.fee_percent": "17,5 %",
        "terms_of_business.payment_days": "14",
        "terms_of_business.rebate": "75 / 50 / 25",
        "terms_of_business.ownership_months": "12",
        "terms_of_business.exclusivity_days": "",
    }.items():
        desk.enter(name, text)
    brief, start = desk.form.field("brief").editor, desk.form.field("start_on").editor
    assert isinstance(brief, TextEdit)
    assert isinstance(start, DateEdit)
    brief.setPlainText("Month end")
    start.set_value(date(2027, 1, 4))
    assert desk.screen.flush()
    kept = desk.job()
    assert (kept.title, kept.location, kept.brief) == ("Chief Accountant", "Leeds", "Month end")
    assert kept.start_on == date(2027, 1, 4)
    assert kept.pay == Pay(lowest=Decimal(45000), highest=Decimal("52500.50"), currency="GBP")
    assert kept.terms_of_business == TermsOfBusiness(
        reference="TOB 7", fee_percent=Decimal("17.5"), payment_days=14, rebate="75 / 50 / 25", ownership_months=12
    )
    assert desk.shows("pay.lowest") == "45,000"


def test_what_cannot_be_kept_is_said_beside_its_field_and_stays(desk: Desk) -> None:
    desk.enter("pay.lowest", "60,000")
    desk.enter("pay.highest", "50,000")
    assert "below the lowest" in desk.form.field("pay.highest").problem
    assert desk.shows("pay.highest") == "50,000"
    assert desk.job().pay.highest is None
    desk.enter("pay.highest", "about seventy")
    assert "number" in desk.form.field("pay.highest").problem
    desk.enter("pay.highest", "70,000")
    assert desk.form.field("pay.highest").problem == ""
    assert desk.job().pay.highest == Decimal(70000)


def test_an_end_before_the_start_is_said_beside_the_end(desk: Desk) -> None:
    for name, day in (("start_on", date(2027, 1, 4)), ("end_on", date(2026, 1, 4))):
        editor = desk.form.field(name).editor
        assert isinstance(editor, DateEdit)
        editor.set_value(day)
    assert not desk.screen.flush()
    assert "before the start" in desk.form.field("end_on").problem


def test_a_name_typed_anew_becomes_a_person_of_the_right_side(desk: Desk) -> None:
    desk.fill(desk.person(Role.HIRING_MANAGER), "Sam Okoro")
    desk.fill(desk.person(Role.AGENCY_LEAD), "Ruth Ashby")
    theirs = {person.name: person for person in desk.app.clients.people(desk.founded.client.id)}
    ours = {person.name: person for person in desk.app.clients.people(None)}
    assert theirs["Sam Okoro"].role == Role.HIRING_MANAGER
    held = {one.role: one.person_id for one in desk.job().involved}
    assert held[Role.HIRING_MANAGER] == theirs["Sam Okoro"].id
    assert held[Role.AGENCY_LEAD] == ours["Ruth Ashby"].id
    assert held[Role.CLIENT_HR] == desk.founded.hr.id


def test_a_name_typed_but_not_left_is_kept_on_leaving_the_screen(desk: Desk) -> None:
    editor = desk.person(Role.HIRING_MANAGER)
    editor.setFocus()
    assert isinstance(editor, TypeAhead)
    desk.qtbot.keyClicks(editor.input, "Sam Okoro")
    assert desk.screen.flush()
    assert Role.HIRING_MANAGER in {one.role for one in desk.job().involved}


def test_a_known_name_in_whatever_case_is_that_person(desk: Desk) -> None:
    desk.fill(desk.person(Role.HIRING_MANAGER), "priya nair")
    assert len(desk.app.clients.people(desk.founded.client.id)) == 1
    assert desk.job().involvement(Role.HIRING_MANAGER) == Involvement(
        role=Role.HIRING_MANAGER, person_id=desk.founded.hr.id
    )


def test_a_person_is_taken_away_by_emptying_the_field(desk: Desk) -> None:
    desk.fill(desk.person(Role.CLIENT_HR), "\b")
    assert desk.job().involvement(Role.CLIENT_HR) is None


def test_a_deputy_is_another_person(desk: Desk) -> None:
    desk.fill(desk.person(Role.CLIENT_HR, "deputy"), "Priya Nair")
    said = desk.screen.people._rows[Role.CLIENT_HR].problem
    assert said.isVisible()
    assert "another person" in said.text()
    desk.fill(desk.person(Role.CLIENT_HR, "deputy"), "Ola Berg")
    assert not said.isVisible()
    assert desk.job().involvement(Role.CLIENT_HR).deputy_id is not None  # type: ignore[union-attr]


def test_when_and_how_legal_takes_part(desk: Desk) -> None:
    desk.fill(desk.person(Role.LEGAL, "when"), "before the contract")
    desk.fill(desk.person(Role.LEGAL, "how"), "by e-mail")
    assert desk.job().involvement(Role.LEGAL) == Involvement(
        role=Role.LEGAL, when="before the contract", how="by e-mail"
    )


def test_another_client_leaves_out_the_people_of_the_one_before(desk: Desk) -> None:
    other = desk.app.clients.save(Client(name="St Brigid Hospital"))
    chooser = desk.form.field("client_id").editor
    assert isinstance(chooser, TypeAhead)
    desk.qtbot.waitUntil(lambda: chooser.findText("St Brigid Hospital") >= 0)
    desk.enter("client_id", "st brigid hospital")
    assert desk.job().client_id == other.id
    assert desk.job().involvement(Role.CLIENT_HR) is None
    hr = desk.person(Role.CLIENT_HR)
    assert isinstance(hr, TypeAhead)
    assert hr.currentText() == ""


def test_a_client_that_is_not_there_is_said(desk: Desk) -> None:
    desk.enter("client_id", "Nobody Ltd")
    assert "no such client" in desk.form.field("client_id").problem
    assert desk.job().client_id == desk.founded.client.id


def test_an_edit_elsewhere_is_shown(desk: Desk) -> None:
    desk.app.job_orders.save(replace(desk.job(), location="York"))
    desk.qtbot.waitUntil(lambda: desk.shows("location") == "York")


def test_an_edit_elsewhere_overwrites_nothing_that_is_being_typed(desk: Desk) -> None:
    editor = desk.form.field("location").editor
    editor.setFocus()
    desk.qtbot.keyClicks(editor, "Leeds")
    desk.app.job_orders.save(replace(desk.job(), location="York"))
    desk.qtbot.waitUntil(lambda: desk.form.message != "")
    assert desk.shows("location") == "Leeds"
    assert desk.job().location == "York"


def test_client_view_hides_private_notes_and_priority(desk: Desk) -> None:
    private = [desk.form.field("private_notes"), desk.form.field("priority")]
    assert all(field.isVisibleTo(desk.screen) for field in private)
    desk.screen.set_client_view(True)
    assert not any(field.isVisibleTo(desk.screen) for field in private)
    assert desk.form.field("brief").isVisibleTo(desk.screen)


def test_a_closed_job_order_can_be_read_only(desk: Desk) -> None:
    desk.app.job_orders.close(desk.founded.job.id, JobState.FILLED)
    desk.qtbot.waitUntil(desk.screen._closed.isVisible)
    title = desk.form.field("title").editor
    assert isinstance(title, QLineEdit)
    assert title.isReadOnly()
    desk.app.job_orders.take_up_again(desk.founded.job.id)
    desk.qtbot.waitUntil(lambda: not desk.screen._closed.isVisible())
    assert not title.isReadOnly()


def test_history_tells_the_newest_first_under_its_day(founded: Founded, shown: Shown, qtbot: QtBot) -> None:
    window = shown(lambda _window: HistoryScreen(founded.app.job_orders, founded.bridge))
    screen = window.screen_of("screen")
    assert isinstance(screen, HistoryScreen)
    screen.show_target(founded.job.id)
    model = screen.list.model()
    assert isinstance(model.index(0, 0).data(ROLE), date)
    assert model.rowCount() == 2
    founded.app.job_orders.put_on_hold(founded.job.id, "budget")
    qtbot.waitUntil(lambda: model.rowCount() == 3)
    assert model.index(1, 0).data(ROLE).sentence == "Put on hold: budget"
    assert "Tom Ashby" in model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
