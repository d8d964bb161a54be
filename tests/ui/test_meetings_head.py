"""When, where and who of a meeting: behind a key, kept as one leaves it; confirmed, cancelled, and who teaches."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.app import open_app
from desktop.domain.meetings import MeetingKind
from desktop.domain.roles import Side
from desktop.formats import format_weekday
from tests.ui.conftest import Founded, Shown
from tests.ui.meetings_desk import HELD, Desk
from ui.fields import Field
from ui.screens.meetings.confirm_sheet import ConfirmSheet
from ui.screens.meetings.head import Head
from ui.theme import theme
from ui.widgets.inputs import ComboBox, DateEdit, LineEdit, SpinBox

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def held(qtbot: QtBot, shown: Shown, founded: Founded) -> Desk:
    """A meeting with a decision, an action, a question and a private line."""
    desk = Desk(qtbot, shown, founded)
    desk.intake(HELD)
    return desk


def test_when_where_and_who_are_behind_a_key_and_kept_as_one_leaves_each(held: Desk) -> None:
    held.press(Qt.Key.Key_F4, widget=held.editor)
    form = held.page.form
    assert form is not None
    assert form.isVisible()
    day, time, minutes = (form.field(name).editor for name in ("day", "time", "minutes"))
    assert isinstance(day, DateEdit)
    assert isinstance(time, LineEdit)
    assert isinstance(minutes, SpinBox)
    day.set_value(date(2031, 1, 7))
    time.setText("14:30")
    minutes.setValue(45)
    people = form.field("people").editor
    assert isinstance(people, LineEdit)
    people.setText("Priya Nair; Tom Ashby, Somebody Else")
    held.press(Qt.Key.Key_F4, widget=held.editor)
    assert not form.isVisible()
    head = Head.of(held.meeting)
    assert (head.day, f"{head.time:%H:%M}", head.minutes) == (date(2031, 1, 7), "14:30", 45)
    assert [(one.name, one.side, one.person_id is None) for one in head.people] == [
        ("Priya Nair", Side.CLIENT, False),
        ("Tom Ashby", Side.AGENCY, False),
        ("Somebody Else", Side.CLIENT, True),
    ]
    assert held.meeting.notes == HELD


def test_escape_puts_the_head_away_kept_and_goes_back_to_where_one_came_from(held: Desk) -> None:
    form = held.page.form
    assert form is not None
    for came_from in (held.editor, held.screen.list, held.side.outcomes):
        came_from.setFocus()
        held.press(Qt.Key.Key_F4)
        for _part in range(6):  # the day has three
            assert form.isVisible()
            held.press(Qt.Key.Key_Tab)
        place = held.focused()
        assert place is form.field("place").editor
        place.setProperty("text", "")
        held.write(f"Room {came_from.accessibleName()}")
        held.press(Qt.Key.Key_Escape)
        assert not form.isVisible()
        assert held.focused() is came_from
        assert held.meeting.place == f"Room {came_from.accessibleName()}"
    for name in ("day", "time", "minutes", "title", "people"):
        held.press(Qt.Key.Key_F4)
        form.field(name).editor.setFocus()
        held.press(Qt.Key.Key_Escape)
        assert not form.isVisible(), name


def test_the_head_takes_the_room_it_needs_from_the_notes(held: Desk) -> None:
    theme().apply("light", 125)
    held.window.resize(1280, 720)
    held.press(Qt.Key.Key_F4)
    form = held.page.form
    assert form is not None
    held.qtbot.waitUntil(lambda: form.visibleRegion().boundingRect().height() == form.height())
    form.field("minutes").write(2)
    assert not form.flush()
    held.qtbot.waitUntil(lambda: form.visibleRegion().boundingRect().height() == form.height())


def test_in_large_text_with_little_room_the_head_scrolls_and_squeezes_nothing(held: Desk) -> None:
    held.screen.begin(MeetingKind.LEARNING)
    theme().apply("light", 150)
    held.window.setMinimumHeight(320)  # lower than it may be: else all has room, once it is laid out
    held.window.resize(1280, 320)
    held.press(Qt.Key.Key_F4)
    assert held.page.form is not None
    parts = [*held.page.form.findChildren(Field), held.page.confirm, held.page.cancel]
    held.qtbot.waitUntil(lambda: all(part.height() >= part.minimumSizeHint().height() for part in parts))
    assert held.page.form.visibleRegion().boundingRect().height() < held.page.form.height()
    for _part in range(8):
        held.press(Qt.Key.Key_Tab)
        assert not held.focused().visibleRegion().isEmpty()


def test_who_takes_part_is_named_by_a_first_name_that_only_one_has_and_takes_part_once(held: Desk) -> None:
    known = held.app.clients.people(held.client.id)
    held.press(Qt.Key.Key_F4)
    assert held.page.form is not None
    held.page.form.field("people").editor.setFocus()
    held.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    held.write(f"{known[0].name.split()[0].lower()}, Nobody Known, {known[0].name}, nobody known")
    held.press(Qt.Key.Key_Escape)
    assert [(one.name, one.person_id) for one in held.meeting.people] == [
        (known[0].name, known[0].id),
        ("Nobody Known", None),
    ]


def test_a_head_that_cannot_be_kept_says_so_and_stays(held: Desk) -> None:
    held.page.turn_head()
    form = held.page.form
    assert form is not None
    minutes = form.field("minutes").editor
    assert isinstance(minutes, SpinBox)
    minutes.setValue(2)
    assert not held.screen.flush()
    assert "length" in form.field("minutes").problem
    held.page.turn_head()
    assert form.isVisible()


def test_a_head_changed_elsewhere_is_not_overwritten(held: Desk) -> None:
    other = open_app(held.app.folder)
    held.page.turn_head()
    form = held.page.form
    assert form is not None
    other.meetings.save(replace(other.meetings.get(held.meeting.id), place="Theirs"))
    other.close()
    place = form.field("place").editor
    assert isinstance(place, LineEdit)
    place.setText("Mine")
    assert not form.flush()
    held.qtbot.waitUntil(lambda: "Nothing was overwritten" in form.message)
    assert held.meeting.place == "Theirs"
    form.keep_mine()
    assert held.meeting.place == "Mine"


def test_that_the_client_confirmed_is_noted_by_a_key_shown_and_taken_back(held: Desk) -> None:
    held.press(Qt.Key.Key_Y, CTRL_SHIFT, held.editor)
    sheet = held.sheet(ConfirmSheet)
    assert (sheet.by.read(), sheet.on.read()) == ("Priya Nair", held.app.clock().astimezone().date())
    sheet.on.write(date(2099, 1, 1))
    held.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "still to come" in sheet.on.problem
    day = held.app.clock().astimezone().date()
    sheet.on.write(day - timedelta(days=2))
    held.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "nothing was said before that" in sheet.on.problem
    sheet.on.write(day)
    held.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (held.meeting.confirmed_by, held.meeting.confirmed_on) == ("Priya Nair", day)
    assert held.page._words.text().startswith(f"Confirmed by Priya Nair {format_weekday(day)} · ")
    assert held.toast == f"Noted: Confirmed by Priya Nair {format_weekday(day)}"
    held.window.messages.toast._undo.click()
    held.qtbot.waitUntil(lambda: not held.page._words.text().startswith("Confirmed"))


def test_a_confirmation_without_a_name_is_taken_back(held: Desk) -> None:
    held.app.meetings.confirm(held.meeting.id, "Priya Nair")
    held.screen.refresh()
    held.press(Qt.Key.Key_Y, CTRL_SHIFT, held.editor)
    held.sheet(ConfirmSheet).by.write("")
    held.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert held.meeting.confirmed_on is None
    assert held.toast == "It is not confirmed any more"


def is_cancelled(desk: Desk) -> bool:
    return desk.meeting.cancelled_at is not None


def test_one_key_cancels_a_meeting_and_holds_it_after_all(held: Desk) -> None:
    held.screen.list.setFocus()
    held.press(Qt.Key.Key_C)
    assert is_cancelled(held)
    assert held.toast == "Intake meeting is cancelled. Share it to tell the others."
    assert held.page._words.text().startswith("Cancelled · ")
    held.qtbot.waitUntil(lambda: held.screen.list.model().index(0, 0).data().endswith("Cancelled"))
    held.press(Qt.Key.Key_C)
    assert not is_cancelled(held)
    assert held.toast == "Intake meeting is held after all"
    held.qtbot.waitUntil(lambda: held.screen.list.model().index(0, 0).data().endswith("2 open"))


def test_a_meeting_is_cancelled_beside_its_head_and_undo_takes_that_back(held: Desk) -> None:
    assert held.page.form is not None
    held.press(Qt.Key.Key_F4, widget=held.screen.list)
    assert held.page.form.isVisible(), "the key on the button counts wherever the button is seen"
    assert held.page.cancel.text() == "Cancel the meeting"
    held.page.cancel.click()
    assert is_cancelled(held)
    assert held.page.cancel.text() == "Hold it after all"
    held.window.messages.toast._undo.click()
    held.qtbot.waitUntil(lambda: held.page.cancel.text() == "Cancel the meeting")
    assert not is_cancelled(held)
    held.press(Qt.Key.Key_X, CTRL_SHIFT, held.editor)
    assert is_cancelled(held)


def test_in_client_view_no_key_cancels_what_is_hidden(held: Desk) -> None:
    held.screen.set_client_view(True)
    held.press(Qt.Key.Key_X, CTRL_SHIFT, held.screen)
    assert not is_cancelled(held)


def test_who_teaches_is_chosen_in_a_learning_session_only(held: Desk) -> None:
    held.page.turn_head()
    assert held.page.form is not None
    field = held.page.form.field("teacher")
    assert not field.isVisible()
    held.screen.begin(MeetingKind.LEARNING)
    assert held.page._words.text().startswith("We teach · ")
    assert field.isVisible()
    assert isinstance(field.editor, ComboBox)
    field.editor.setFocus()
    held.press(Qt.Key.Key_Down, widget=field.editor)
    assert held.page.form.flush()
    assert held.meeting.teacher == Side.CLIENT
    assert held.page._words.text().startswith("The client teaches · ")
    held.app.undo.undo()
    assert held.app.meetings.lines(id=held.meeting.id)[0].teacher == Side.AGENCY


@pytest.mark.qt_log_ignore("grabbing the keyboard", r"raise\(\)", extend=True)  # the offscreen platform, of every menu
def test_the_menu_of_kinds_says_whose_turn_it_is_to_teach(held: Desk) -> None:
    def offered() -> list[str]:
        held.screen.list.setFocus()
        held.press(Qt.Key.Key_N)
        words = [action.text() for action in held.screen.new.menu_shown.actions()]
        held.screen.new.menu_shown.close()
        return words

    assert "Learning session: our turn to teach" in offered()
    held.screen.begin(MeetingKind.LEARNING)
    assert "Learning session: the client's turn to teach" in offered()
