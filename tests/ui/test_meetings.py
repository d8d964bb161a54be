"""Meetings: from the empty tab to what a meeting leaves behind, by keys."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.meetings import MeetingKind
from desktop.domain.roles import Side
from tests.ui.conftest import Founded, Shown
from tests.ui.meetings_desk import HELD, Desk
from ui.screens.meetings.sheets import AgendaSheet, ItemSheet
from ui.screens.meetings.side import AGENDA, PROCESS
from ui.widgets.buttons import Button
from ui.widgets.due_words import short_day
from ui.widgets.inputs import ComboBox, DateEdit, LineEdit

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(qtbot: QtBot, shown: Shown, founded: Founded) -> Desk:
    return Desk(qtbot, shown, founded)


@pytest.fixture
def held(desk: Desk) -> Desk:
    """A meeting with a decision, an action, a question and a private line."""
    desk.intake(HELD)
    return desk


# -- beginning ------------------------------------------------------------------------------------------------------


def test_without_a_meeting_the_intake_is_offered(desk: Desk) -> None:
    words = [button.text() for button in desk.screen.findChildren(Button) if button.isVisible()]
    assert words == ["Start the intake meeting", "Another kind"]


def test_a_new_meeting_brings_its_topics_as_headings_and_can_be_typed_into_at_once(desk: Desk) -> None:
    next(b for b in desk.screen.findChildren(Button) if b.text() == "Start the intake meeting").click()
    first, second = desk.meeting.agenda[:2]
    assert desk.focused() is desk.editor
    desk.qtbot.keyClicks(desk.editor, "A new plant")
    assert desk.editor.toPlainText().startswith(f"## {first}\nA new plant\n## {second}\n")
    assert desk.screen.flush()
    assert desk.meeting.notes == desk.editor.toPlainText()


@pytest.mark.qt_log_ignore("grabbing the keyboard", r"raise\(\)", extend=True)  # the offscreen platform, of every menu
def test_the_key_for_a_new_meeting_offers_the_kinds(held: Desk) -> None:
    held.screen.list.setFocus()
    held.press(Qt.Key.Key_N)
    menu = QApplication.activePopupWidget()
    assert menu is held.screen.new.menu_shown
    assert [action.text() for action in held.screen.new.menu_shown.actions()][-1] == "Coffee"
    held.press(Qt.Key.Key_Down)
    held.press(Qt.Key.Key_Return)
    assert held.meeting.kind == MeetingKind.STRATEGY
    assert {line.kind for line in held.screen._lines} == {MeetingKind.STRATEGY, MeetingKind.INTAKE}


def test_a_meeting_is_removed_by_a_key_and_comes_back(held: Desk) -> None:
    id = held.meeting.id
    held.screen.list.setFocus()
    held.press(Qt.Key.Key_Delete)
    assert held.toast == "Intake meeting was removed"
    assert held.page.meeting is None
    held.window.messages.toast._undo.click()
    held.qtbot.waitUntil(lambda: held.page.meeting is not None and held.page.meeting.id == id)
    assert held.editor.toPlainText() == HELD


# -- what it leaves behind ------------------------------------------------------------------------------------------


def test_lines_become_items_while_they_are_typed(desk: Desk) -> None:
    desk.intake()
    desk.type("a HR panel names Wed")
    assert desk.rows() == ["Actions 1", "HR panel names"]
    row = desk.row("HR panel names")
    assert (row.subtitle, row.side) == ("HR", "client")
    assert row.status.startswith("Due ")
    assert desk.screen.list.model().index(0, 0).data().endswith("1 open")


def test_items_are_listed_by_kind_and_private_ones_say_so(held: Desk) -> None:
    held.type("\na Tom calls\n! d pay more")
    assert held.rows() == [
        "Decisions 2", "two rounds, not three", "pay more",
        "Actions 2", "HR panel names", "Tom calls",
        "Open questions 1", "who signs for Finance",
    ]  # fmt: skip
    assert held.row("pay more").subtitle == "Private"


def test_enter_on_an_item_goes_to_its_line(held: Desk) -> None:
    held.at("who signs for Finance")
    held.press(Qt.Key.Key_Return)
    assert held.focused() is held.editor
    assert held.editor.textCursor().block().text() == "? who signs for Finance"


def test_one_key_closes_an_action_and_opens_it_again(held: Desk) -> None:
    item = held.at("HR panel names Wed")
    held.press(Qt.Key.Key_D)
    assert not held.meeting.item(item.id).is_open  # type: ignore[union-attr]
    assert held.row("HR panel names").status == "Done"
    assert held.toast == "Done: HR panel names Wed"
    assert held.rows()[2] == "Actions 1", "as many as are listed"
    held.press(Qt.Key.Key_D)
    assert held.meeting.item(item.id).is_open  # type: ignore[union-attr]
    assert held.toast == "Open again: HR panel names Wed"


def test_the_toast_takes_a_closed_action_back_whatever_was_typed_since(held: Desk) -> None:
    item = held.at("HR panel names Wed")
    held.press(Qt.Key.Key_D)
    held.type("\nmore")
    held.window.messages.toast._undo.click()
    held.qtbot.waitUntil(lambda: held.row("HR panel names").status != "Done")
    assert held.meeting.item(item.id).is_open  # type: ignore[union-attr]
    assert held.editor.toPlainText().endswith("more")


def test_owner_and_day_are_corrected_in_a_sheet_and_stay_while_the_line_is_typed_on(held: Desk) -> None:
    held.at("HR panel names Wed")
    held.press(Qt.Key.Key_E)
    sheet = held.sheet(ItemSheet)
    owner, side, due = sheet.owner.editor, sheet.side.editor, sheet.due.editor
    assert isinstance(owner, LineEdit)
    assert isinstance(side, ComboBox)
    assert isinstance(due, DateEdit)
    assert owner.text() == "HR"
    owner.setText("Tom Ashby")
    side.choose(Side.AGENCY)
    due.set_value(date(2031, 1, 7))
    held.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    held.editor.go_to(2)
    with held.qtbot.waitSignal(held.keeper.kept):
        held.qtbot.keyClicks(held.editor, " again")
    item = next(item for item in held.meeting.items if item.text == "HR panel names Wed again")
    assert (item.owner, item.side, item.due) == ("Tom Ashby", Side.AGENCY, date(2031, 1, 7))
    assert held.row(item.text).side == "agency"


def test_one_key_takes_a_decision_into_the_process(held: Desk) -> None:
    item = held.at("two rounds, not three")
    held.press(Qt.Key.Key_T)
    steps = held.app.processes.get(held.job.id).steps
    assert steps[-1].title == item.text
    where = f"Step {len(steps)} of version 1"
    assert held.toast == f"Taken in: {where}"
    assert held.row(item.text).status == where
    held.side.open(PROCESS)
    assert held.rows(held.side.steps)[-1] == f"{len(steps)}. {item.text}"
    held.window.messages.toast._undo.click()
    held.qtbot.waitUntil(lambda: held.row(item.text).status == "")
    assert len(held.app.processes.get(held.job.id).steps) == len(steps) - 1


def test_what_is_no_decision_is_not_taken_in_and_that_is_said(held: Desk) -> None:
    held.at("who signs for Finance")
    held.press(Qt.Key.Key_T)
    assert "Only a decision" in held.message
    held.at("two rounds, not three")
    held.press(Qt.Key.Key_D)
    assert "done by being made" in held.message


def test_what_earlier_meetings_left_open_stands_on_top_until_it_is_closed(held: Desk) -> None:
    earlier = held.meeting
    held.screen.begin(MeetingKind.CHECK_IN)
    assert held.rows() == ["Carried over 2", "HR panel names", "who signs for Finance"]
    held.at("HR panel names Wed")
    held.press(Qt.Key.Key_D)
    assert held.rows() == ["Carried over 1", "who signs for Finance"]
    held.at("who signs for Finance")
    held.press(Qt.Key.Key_Return)
    assert held.meeting.id == earlier.id
    assert held.editor.textCursor().block().text() == "? who signs for Finance"


def test_what_was_left_open_stands_above_the_topics_of_the_next_agenda_and_is_closed_from_there(held: Desk) -> None:
    earlier = held.meeting
    held.screen.begin(MeetingKind.CHECK_IN)
    held.side.open(AGENDA)
    rows = held.rows(held.side.agenda)
    assert rows[:4] == ["Carried over 2", "HR panel names", "who signs for Finance", "Topics None"]
    assert rows[4:] == list(held.meeting.agenda)
    held.press(Qt.Key.Key_D)
    assert held.toast == "Done: HR panel names Wed"
    assert held.rows(held.side.agenda)[:2] == ["Carried over 1", "who signs for Finance"]
    held.window.messages.toast._undo.click()
    held.qtbot.waitUntil(lambda: held.rows(held.side.agenda)[0] == "Carried over 2")
    held.press(Qt.Key.Key_Home)
    held.press(Qt.Key.Key_Return)
    assert held.meeting.id == earlier.id
    assert held.editor.textCursor().block().text() == "a HR panel names Wed"


def test_later_meetings_leave_nothing_to_an_earlier_one(desk: Desk) -> None:
    before = datetime.now(UTC) - timedelta(days=3)
    old = desk.app.meetings.begin(MeetingKind.COFFEE, client_id=desk.client.id, job_order_id=desk.job.id, at=before)
    desk.intake("a something")
    assert desk.screen.show_meeting(old.id)
    assert desk.rows() == []


# -- the agenda -----------------------------------------------------------------------------------------------------


def test_a_topic_of_the_agenda_leads_to_its_heading_which_is_inserted_where_it_is_missing(held: Desk) -> None:
    topics = held.meeting.agenda
    held.side.open(AGENDA)
    held.side.agenda.select(2)
    held.press(Qt.Key.Key_Return)
    assert held.focused() is held.editor
    assert held.editor.toPlainText() == f"{HELD}\n\n## {topics[2]}\n"
    held.qtbot.keyClicks(held.editor, "Must speak German")
    held.side.open(AGENDA)
    held.side.agenda.select(2)
    held.press(Qt.Key.Key_Return)
    assert held.editor.textCursor().block().text() == "Must speak German"


def test_a_key_inserts_just_the_missing_topics(desk: Desk) -> None:
    agenda = desk.app.agendas.get(MeetingKind.INTAKE).topics
    desk.intake(f"# {agenda[1]}\nnoted")
    desk.press(Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier, desk.editor)
    headings = [line for line in desk.editor.toPlainText().split("\n") if line.startswith("#")]
    assert headings == [f"# {agenda[1]}", *(f"## {topic}" for topic in agenda if topic != agenda[1])]


def test_the_agenda_says_what_is_written_under_each_topic(desk: Desk) -> None:
    agenda = desk.app.agendas.get(MeetingKind.INTAKE).topics
    desk.intake(f"## {agenda[0]}\n! secret\nA new plant\n## {agenda[1]}\n")
    assert desk.rows(desk.side.agenda) == list(agenda)
    said = [desk.side.agenda.model().index(n, 0).data() for n in range(3)]
    assert [words.rpartition(", ")[2] for words in said] == [
        "A new plant",
        "Nothing written yet",
        "Not in the notes yet",
    ]


def test_an_agenda_is_edited_for_this_meeting_and_where_wanted_for_the_next(held: Desk) -> None:
    held.side.open(AGENDA)
    held.press(Qt.Key.Key_E)
    sheet = held.sheet(AgendaSheet)
    sheet.topics.editor.setProperty("plainText", "One\n\n Two \nOne")
    sheet.for_all.setChecked(True)
    held.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert held.meeting.agenda == ("One", "Two")
    assert held.rows(held.side.agenda) == ["One", "Two"]
    assert held.app.agendas.get(MeetingKind.INTAKE).topics == ("One", "Two")


def test_the_answers_go_into_the_brief_by_a_key(desk: Desk) -> None:
    why = desk.app.agendas.get(MeetingKind.INTAKE).topics[0]
    desk.intake(f"## {why}\n! secret\nA new plant")
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    desk.press(Qt.Key.Key_B, keys, desk.editor)
    assert desk.app.job_orders.get(desk.job.id).brief == f"{why}\nA new plant"
    assert desk.toast == "The answers are in the brief of JO-0001"
    desk.press(Qt.Key.Key_B, keys, desk.editor)
    assert desk.message == "All answers are in the brief already."


# -- a client's, and the client looking on --------------------------------------------------------------------------


def test_a_client_has_meetings_of_its_own_and_those_about_its_job_orders(
    qtbot: QtBot, shown: Shown, founded: Founded
) -> None:
    job = founded.app.meetings.begin(MeetingKind.INTAKE, client_id=founded.client.id, job_order_id=founded.job.id)
    founded.app.meetings.write_notes(job.id, "a HR panel names Wed", "")
    desk = Desk(qtbot, shown, founded, "client")
    desk.screen.begin(MeetingKind.COFFEE)
    assert desk.meeting.job_order_id is None
    assert {line.kind for line in desk.screen._lines} == {MeetingKind.COFFEE, MeetingKind.INTAKE}
    assert desk.rows() == ["Carried over 1", "HR panel names"]
    assert desk.side.bar.count() == 2


def test_a_meeting_of_a_client_says_of_which_job_order_it_is(qtbot: QtBot, shown: Shown, founded: Founded) -> None:
    app, job, client = founded.app, founded.job, founded.client
    at = datetime(2026, 3, 2, 10, tzinfo=UTC)
    app.meetings.begin(MeetingKind.INTAKE, client_id=client.id, job_order_id=job.id, at=at)
    app.meetings.begin(MeetingKind.COFFEE, client_id=client.id, at=at - timedelta(days=1))
    desk = Desk(qtbot, shown, founded, "client")

    def said() -> list[str]:
        model = desk.screen.list.model()
        return [model.index(n, 0).data() for n in range(model.rowCount())]

    day = desk.app.clock().astimezone().date()
    first, second = (short_day(date(2026, 3, n), day) for n in (2, 1))
    assert said() == [f"Intake meeting, {first}, {job.title}", f"Coffee, {second}, Working together"]
    app.job_orders.save(replace(app.job_orders.get(job.id), title="Another title"))
    qtbot.waitUntil(lambda: said()[0].endswith("Another title"))


def test_in_client_view_nothing_of_it_is_on_the_screen(held: Desk) -> None:
    held.screen.set_client_view(True)
    assert not held.editor.isVisible()
    assert not held.side.outcomes.isVisible()
    assert not held.screen.list.isVisible()
    held.screen.begin(MeetingKind.COFFEE)
    assert len(held.app.meetings.of_job_order(held.job.id)) == 1
    held.screen.set_client_view(False)
    assert held.editor.isVisible()


def test_one_key_leads_from_the_notes_to_what_is_beside_them_and_on(held: Desk) -> None:
    held.editor.setFocus()
    for rows in (held.side.outcomes, held.side.agenda, held.side.steps, held.side.outcomes):
        held.press(Qt.Key.Key_F8)
        assert held.focused() is rows


def test_while_nothing_is_left_behind_the_key_leads_to_the_agenda_and_on(desk: Desk) -> None:
    desk.intake()
    desk.editor.setFocus()
    for rows in (desk.side.agenda, desk.side.steps, desk.side.agenda):
        desk.press(Qt.Key.Key_F8)
        assert desk.focused() is rows


def test_every_key_is_listed_with_its_words(held: Desk) -> None:
    listed = {key for command in held.window.commands.here() for key in command.shortcuts if command.text}
    assert {"D", "E", "T", "N", "Del", "F4", "F8", "Ctrl+I", "Ctrl+Shift+B", "Ctrl+Shift+M"} <= listed
