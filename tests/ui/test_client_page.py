"""How it goes with a client, with whom, and the check-in: by keys alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.meetings import MeetingKind
from tests.ui.client_desk import ClientDesk, client_desk, headings, rows
from tests.ui.conftest import Shown
from ui.screens.clients.mentor_sheet import MentorSheet
from ui.widgets.check_in_sheet import CheckInSheet

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


def test_all_well_is_said_with_its_own_words(desk: ClientDesk) -> None:
    assert desk.head == "All well"
    assert headings(desk.screen.overview.list)[0] == "All well: nothing is late, quiet or overdue"
    assert headings(desk.screen.overview.list)[1] == "How is it going with Northwind Foods? One line is enough."


def test_the_head_needs_care_and_each_reason_leads_to_its_row(desk: ClientDesk) -> None:
    late(desk)
    assert desk.head.startswith("Needs care: ")
    assert "late promise" in desk.head
    assert "no check-in yet" in desk.head
    desk.turn("overview")
    shown = desk.screen.overview.list
    shown.setFocus()
    shown.stay_near()
    first = rows(shown)[0]
    assert first.subtitle == "Late promises"
    desk.press(KEYS.Key_Return)
    assert desk.opened == [(desk.job, "process")]


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


def test_an_overdue_action_leads_to_its_meeting(desk: ClientDesk) -> None:
    meeting = desk.app.meetings.begin(MeetingKind.CHECK_IN, client_id=desk.client.id)
    desk.app.meetings.write_notes(meeting.id, "a Priya names the panel 5 Nov\n", "")
    desk.clock.go_on(days=4)
    desk.heard()
    assert "1 overdue action" in desk.head
    shown = desk.screen.overview.list
    desk.at(shown, next(row.title for row in rows(shown) if "overdue" in row.title))
    desk.press(KEYS.Key_Return)
    assert desk.screen.tabs.current == "meetings"


def test_people_stand_on_the_map_by_role_and_influence(desk: ClientDesk) -> None:
    desk.app.meetings.begin(MeetingKind.REVIEW, client_id=desk.client.id, job_order_id=desk.job)
    desk.turn("people")
    desk.heard()
    marc, priya = rows(desk.screen.people.list)
    assert marc.subtitle == "Hiring manager, in 1 job order"
    assert (priya.who, priya.status) == ("Great influence", "Informed 3 Nov")
    assert set(desk.screen.people.map._names) == {desk.person("Priya Nair").id, desk.person("Marc Dubois").id}
    desk.screen.people.map._names[desk.person("Priya Nair").id].click()
    assert desk.screen.people.list.current_id() == desk.person("Priya Nair").id


def test_a_mentor_is_noted_with_m_and_ended_again(desk: ClientDesk) -> None:
    desk.turn("people")
    desk.at(desk.screen.people.list, "Priya Nair")
    desk.press("m")
    desk.write("How the panel decides")
    desk.press(KEYS.Key_Return, CTRL)
    desk.heard()
    priya = desk.person("Priya Nair")
    assert desk.app.partnership.mentors(desk.client.id)[priya.id].asked == "How the panel decides"
    assert "mentors us" in rows(desk.screen.people.list)[1].subtitle
    desk.press("m")
    sheet = desk.sheet(MentorSheet)
    button = sheet.buttons.itemAt(0)
    assert button is not None
    end = button.widget()
    assert end is not None
    end.setFocus()
    desk.press(KEYS.Key_Space)
    assert desk.app.partnership.mentors(desk.client.id) == {}


def test_enter_opens_the_form_of_a_person(desk: ClientDesk) -> None:
    desk.turn("people")
    desk.at(desk.screen.people.list, "Priya Nair")
    desk.press(KEYS.Key_Return)
    assert (desk.screen.tabs.current, desk.screen.details.tabs.current) == ("details", "people")
    assert desk.screen.details.people.editor.form.saved.name == "Priya Nair"


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
