"""How it goes with a client, with whom, and the check-in: by keys alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.job_order import Involvement, JobOrder
from desktop.domain.meetings import MeetingKind
from desktop.domain.partnership import MarketNote
from desktop.domain.people import Client, Influence, Person
from desktop.domain.roles import Role
from desktop.i18n import PSEUDO, set_language
from tests.ui.client_desk import ClientDesk, client_desk, headings, rows
from tests.ui.conftest import Shown
from ui.screens.clients.learning import MarketSheet
from ui.screens.clients.mentor_sheet import MentorSheet
from ui.screens.clients.people_map import PeopleMap, Place
from ui.theme import theme
from ui.widgets.check_in_sheet import CheckInSheet
from ui.widgets.two_line_list import ROW_ROLE, Row

KEYS, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def desk(qtbot: QtBot, shown: Shown, tmp_path: Path) -> Iterator[ClientDesk]:
    with client_desk(qtbot, shown, tmp_path) as found:
        yield found


def late(desk: ClientDesk) -> None:
    """Two weeks and more pass without a word."""
    desk.clock.go_on(days=17)
    desk.screen.mark_stale()
    desk.window.activateWindow()


def read_out(shown: QWidget) -> list[str]:
    """What a screen reader says of the parts of a table."""
    found = QAccessible.queryAccessibleInterface(shown)
    assert found.role() == QAccessible.Role.Table
    return [found.child(n).text(QAccessible.Text.Name) for n in range(found.childCount())]


def who(desk: ClientDesk) -> str:
    """Who is current on the map of people."""
    id = desk.screen.people.map.current_id()
    assert id is not None
    return desk.app.clients.person(id).name


def test_all_well_is_said_with_its_own_words(desk: ClientDesk) -> None:
    assert desk.head == "All well"
    assert headings(desk.screen.overview.list)[0] == "All well: nothing is late, quiet or overdue"
    assert headings(desk.screen.overview.list)[1] == "How is it going with Northwind Foods? One line is enough."


def enter_on(desk: ClientDesk, kind: str) -> Row:
    """Press the keys that open the first reason of this kind."""
    shown = desk.screen.overview.list
    shown.setFocus()
    desk.press(KEYS.Key_Home)
    while (row := shown.currentIndex().data(ROW_ROLE)).subtitle != kind:
        desk.press(KEYS.Key_Down)
    desk.press(KEYS.Key_Return)
    assert isinstance(row, Row)
    return row


def test_the_head_needs_care_and_late_leads_to_the_promise_that_is_late_longest(desk: ClientDesk) -> None:
    late(desk)
    assert desk.head.startswith("Needs care: ")
    assert "late promise" in desk.head
    assert "no check-in yet" in desk.head
    tracked = desk.app.promises.tracked(desk.job)
    assert tracked is not None
    longest = min((p for p in tracked.tracking.open_promises if p.pattern != "rhythm"), key=lambda p: p.due_at)
    assert enter_on(desk, "Late promises").status == "Process"
    assert desk.opened == [(desk.job, "process", longest.id)]


def test_quiet_is_told_against_the_rhythm_that_was_agreed_and_leads_to_the_job_order(desk: ClientDesk) -> None:
    desk.app.promises.check_in(desk.job, "Going well")
    desk.clock.go_on(days=17)
    desk.screen.mark_stale()
    row = enter_on(desk, "Quiet for too long")
    assert row.title == "Senior Accountant: quiet for 17 days (you agreed weekly)"
    assert desk.opened == [(desk.job, "process", None)]


def test_a_poor_check_in_leads_to_what_was_said(desk: ClientDesk) -> None:
    desk.app.promises.check_in(desk.job, "They are angry", ours=2, theirs=1)
    desk.heard()
    row = enter_on(desk, "A poor check-in")
    assert row.title == "Senior Accountant: the client gives it 1 of 5, and we 2"
    assert desk.opened == [(desk.job, "history", None)]


def test_an_agreement_that_is_not_signed_leads_to_it(desk: ClientDesk) -> None:
    other = desk.app.job_orders.create(JobOrder(client_id=desk.client.id, title="Buyer"))
    desk.app.job_orders.open_search(other.id, because="They insisted")
    desk.heard()
    assert "1 agreement unsigned" in desk.head
    enter_on(desk, "Agreements unsigned")
    assert desk.opened == [(other.id, "agreement", None)]


def test_the_latest_news_of_the_market_are_on_the_overview_and_lead_to_them(desk: ClientDesk) -> None:
    for day in range(1, 5):
        note = MarketNote(on=date(2026, 10, day), text=f"Day {day}", source="Survey")
        desk.app.partnership.save_market_note(note)
    desk.heard()
    shown = desk.screen.overview.list
    assert [row.title for row in rows(shown) if row.id[0] == "news"] == ["Day 4", "Day 3", "Day 2"]
    desk.at(shown, "Day 3")
    desk.press(KEYS.Key_Return)
    assert desk.screen.tabs.current == "learning"
    desk.press(KEYS.Key_Return)
    assert desk.sheet(MarketSheet).text.read() == "Day 3"
    desk.press(KEYS.Key_Escape)


def test_i_checks_in_with_a_pulse_and_the_bars_show_it(desk: ClientDesk) -> None:
    late(desk)
    shown = desk.screen.overview.list
    shown.setFocus()
    shown.stay_near()
    desk.press("i")
    sheet = desk.sheet(CheckInSheet)
    desk.write("Slots are found")
    sheet.ours.keys[0].setFocus()
    desk.press("4")
    sheet.theirs.keys[0].setFocus()
    desk.press("3")
    desk.press(KEYS.Key_Return, CTRL)
    desk.heard()
    assert "no check-in yet" not in desk.head
    (one,) = [row for row in rows(shown) if row.title == "Slots are found"]
    assert (one.who, one.status) == ("Us 4 ●●●●○", "Them 3 ●●●○○")


def test_an_action_of_a_meeting_is_closed_with_d_and_undo_opens_it_again(desk: ClientDesk) -> None:
    meeting = desk.app.meetings.begin(MeetingKind.CHECK_IN, client_id=desk.client.id)
    desk.app.meetings.write_notes(meeting.id, "a Priya names the panel 5 Nov\n", "")
    desk.heard()
    shown = desk.screen.overview.list
    desk.at(shown, next(row.title for row in rows(shown) if row.id[0] == "action"))
    desk.press("d")
    assert desk.app.meetings.open_items(client_id=desk.client.id) == []
    assert "is closed" in desk.told
    desk.window.messages.toast._undo.click()
    assert len(desk.app.meetings.open_items(client_id=desk.client.id)) == 1


def test_an_overdue_action_leads_to_its_line_in_the_notes(desk: ClientDesk) -> None:
    meeting = desk.app.meetings.begin(MeetingKind.CHECK_IN, client_id=desk.client.id)
    desk.app.meetings.write_notes(meeting.id, "First\na Priya names the panel 5 Nov\nLast\n", "")
    desk.clock.go_on(days=4)
    desk.heard()
    assert "1 overdue action" in desk.head
    assert enter_on(desk, "Overdue actions").status == "Meeting"
    assert desk.screen.tabs.current == "meetings"
    notes = desk.focused()
    assert isinstance(notes, QPlainTextEdit)
    assert notes.textCursor().block().text() == "a Priya names the panel 5 Nov"


def test_a_meeting_says_which_job_order_it_is_about_and_its_kind_once(desk: ClientDesk) -> None:
    meetings = desk.app.meetings
    meetings.begin(MeetingKind.REVIEW, client_id=desk.client.id, job_order_id=desk.job)
    coffee = meetings.begin(MeetingKind.COFFEE, client_id=desk.client.id)
    meetings.save(replace(coffee, title="At the harbour"))
    desk.turn("overview")
    desk.heard()
    said = {row.title: row.subtitle for row in rows(desk.screen.overview.list)}
    assert (said["Review"], said["At the harbour"]) == ("Senior Accountant, Tue 3 Nov", "Coffee, Tue 3 Nov")


def test_people_stand_on_a_table_of_role_and_influence_that_is_read_out(desk: ClientDesk) -> None:
    desk.app.meetings.begin(MeetingKind.REVIEW, client_id=desk.client.id, job_order_id=desk.job)
    finance = Person(client_id=desk.client.id, name="Joan Fairley", role=Role.FINANCE)
    joan = desk.app.clients.save_person(finance)
    job = desk.app.job_orders.get(desk.job)
    involved = (*job.involved, Involvement(role=Role.FINANCE, person_id=joan.id, when="before the offer", how="mail"))
    desk.app.job_orders.save(replace(job, involved=involved))
    desk.turn("people")
    desk.heard()
    spoken = read_out(desk.screen.people.map)
    assert "Priya Nair, Client HR, Great influence, in 1 job order, Informed 3 Nov" in spoken
    assert "Joan Fairley, Finance, Influence not known yet, before the offer: mail, Not met yet" in spoken
    assert {"Role / influence", "Great influence", "Hiring manager", "nobody"} <= set(spoken)


def test_arrows_go_from_person_to_person_and_pass_over_empty_places(desk: ClientDesk) -> None:
    for name, role, influence in (
        ("Ben Whitlock", Role.CLIENT_HR, Influence.UNKNOWN),
        ("Zoe Adler", Role.FINANCE, Influence.UNKNOWN),
    ):
        desk.app.clients.save_person(Person(client_id=desk.client.id, name=name, role=role, influence=influence))
    desk.turn("people")
    desk.heard()
    gone = [who(desk)]
    for key in (KEYS.Key_Right, KEYS.Key_Down, KEYS.Key_Down, KEYS.Key_Down, KEYS.Key_Up, KEYS.Key_Up, KEYS.Key_Home):
        desk.press(key)
        gone.append(who(desk))
    assert gone == [
        "Priya Nair", "Ben Whitlock", "Marc Dubois", "Zoe Adler", "Zoe Adler", "Marc Dubois", "Ben Whitlock",
        "Priya Nair",
    ]  # fmt: skip


def test_the_map_has_room_for_every_name_in_large_text(desk: ClientDesk) -> None:
    desk.turn("people")
    theme().apply("light", 150)
    desk.window.resize(1280, 720)
    shown = desk.screen.people.map
    desk.qtbot.waitUntil(shown.isVisible)
    place = shown.visualRect(shown.currentIndex())
    assert shown.viewport().rect().contains(place)
    assert place.height() >= 3 * QFontMetrics(theme().font(-0.5)).height()


def test_in_large_text_the_map_does_not_scroll_sideways_where_the_window_is_small(qtbot: QtBot) -> None:
    theme().apply("light", 150)
    shown = PeopleMap()
    qtbot.addWidget(shown)
    shown.resize(628, 310)  # what the window leaves it at 1280x720
    somebody = Place(UUID(int=1), "Priya Nair", "in 4 job orders", "Informed 25 Nov")
    shown.show_people({Role.HIRING_MANAGER: {Influence.GREAT: [somebody], Influence.SOME: [], Influence.UNKNOWN: []}})
    shown.show()
    assert shown.horizontalScrollBar().maximum() == 0


def test_a_name_without_a_space_that_is_longer_than_its_cell_goes_on_in_the_next_line(desk: ClientDesk) -> None:
    desk.turn("people")
    desk.window.resize(1280, 720)
    desk.app.clients.save_person(replace(desk.person("Priya Nair"), name="W" * 60))
    desk.heard()
    shown = desk.screen.people.map
    metrics = QFontMetrics(theme().font(weight=600))
    desk.qtbot.waitUntil(shown.isVisible)
    place = shown.visualRect(shown.currentIndex())
    lines = metrics.horizontalAdvance("W" * 60) // place.width() + 1
    assert place.height() >= lines * metrics.height()


def test_the_column_of_roles_has_room_for_the_longest_word_in_it(desk: ClientDesk) -> None:
    theme().apply("light", 150)
    desk.turn("people")
    shown = desk.screen.people.map
    set_language(PSEUDO)
    try:
        desk.screen.people.refresh()
        cells = [shown.model().index(row, 0).data() for row in range(shown.model().rowCount())]
    finally:
        set_language("en")
    metrics = QFontMetrics(theme().font(weight=500))
    assert shown.columnWidth(0) > max(metrics.horizontalAdvance(word) for word in " ".join(cells).split())


def test_a_mentor_is_noted_with_m_told_below_the_map_and_ended_again(desk: ClientDesk) -> None:
    desk.turn("people")
    desk.press("m")
    desk.write("How the panel decides")
    desk.press(KEYS.Key_Return, CTRL)
    desk.heard()
    priya = desk.person("Priya Nair")
    assert desk.app.partnership.mentors(desk.client.id)[priya.id].asked == "How the panel decides"
    assert any(words.startswith("Priya Nair · mentors us, ") for words in read_out(desk.screen.people.map))
    assert desk.screen.people.told.asked.text() == "We asked: How the panel decides"
    assert desk.screen.people.told.who.text().endswith("mentors us")
    desk.press("m")
    sheet = desk.sheet(MentorSheet)
    button = sheet.buttons.itemAt(0)
    assert button is not None
    end = button.widget()
    assert end is not None
    end.setFocus()
    desk.press(KEYS.Key_Space)
    assert desk.app.partnership.mentors(desk.client.id) == {}


def test_where_nobody_is_named_enter_adds_the_first(desk: ClientDesk) -> None:
    client = desk.app.clients.save(Client(name="Arbour Homes"))
    desk.screen.show_target(client.id)
    desk.turn("people")
    desk.press(KEYS.Key_Return)
    desk.write("Marijke de Vries")
    desk.press(KEYS.Key_Tab)
    assert [person.name for person in desk.app.clients.people(client.id)] == ["Marijke de Vries"]
    desk.turn("people")
    desk.qtbot.waitUntil(lambda: desk.screen.people.map.current_id() is not None)
    assert who(desk) == "Marijke de Vries"


def test_enter_opens_the_form_of_a_person(desk: ClientDesk) -> None:
    desk.turn("people")
    desk.press(KEYS.Key_Down)
    desk.press(KEYS.Key_Return)
    assert (desk.screen.tabs.current, desk.screen.details.tabs.current) == ("details", "people")
    assert desk.screen.details.people.editor.form.saved.name == "Marc Dubois"
    assert desk.focused() is desk.screen.details.people.editor.list
    desk.press(KEYS.Key_Return)
    assert desk.focused() is desk.screen.details.people.editor.form.field("name").editor


def test_client_view_hides_how_it_goes(desk: ClientDesk) -> None:
    late(desk)
    desk.window.set_client_view(True)
    bar = desk.screen.tabs.bar
    assert [bar.tabText(n).split("  ")[0] for n in range(bar.count()) if bar.isTabVisible(n)] == [
        "Job orders",
        "Details",
    ]
    assert desk.head == ""
    assert not desk.screen.overview.isVisible()


def test_typing_notes_asks_nothing_of_the_page_until_one_turns_away(desk: ClientDesk) -> None:
    meeting = desk.app.meetings.begin(MeetingKind.CHECK_IN, client_id=desk.client.id)
    desk.heard()
    desk.turn("meetings")
    desk.app.meetings.write_notes(meeting.id, "a Priya names the panel 5 Nov\n", "")
    desk.heard()
    assert "Open actions" not in headings(desk.screen.overview.list)
    desk.turn("overview")
    assert "Open actions" in headings(desk.screen.overview.list)
