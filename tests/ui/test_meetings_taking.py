"""From the notes into the process by keys: decisions, promises in the answers, and any line of one's own."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from desktop.domain.limits import Within
from desktop.domain.meetings import MeetingKind
from desktop.domain.roles import Role
from desktop.domain.steps import Step
from tests.ui.conftest import Founded, Shown
from tests.ui.meetings_desk import Desk
from ui.screens.meetings.take_sheet import TakeSheet
from ui.widgets.inputs import LineEdit

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qtbot: QtBot, shown: Shown, founded: Founded) -> Desk:
    """A process of one step, Interview feedback, within 3 days by the hiring manager."""
    app, job = founded.app, founded.job
    step = Step(title="Interview feedback", within=Within(3), does=(Role.HIRING_MANAGER,), done_when="Yes or no")
    for one in app.processes.get(job.id).steps:
        app.processes.remove_step(job.id, one.id)
    app.processes.add_step(job.id, step)
    app.processes.add_step(job.id, Step(title="Interview slots", within=Within(2), does=(Role.CLIENT_HR,)))
    return Desk(qtbot, shown, founded)


def steps(desk: Desk) -> tuple[Step, ...]:
    return desk.app.processes.get(desk.job.id).steps


def topic(desk: Desk, word: str) -> str:
    """The question of the intake with this word."""
    return next(t for t in desk.app.agendas.get(MeetingKind.INTAKE).topics if word in t)


def said(desk: Desk) -> str:
    """What the panel below the list says that the current row would change."""
    return desk.side._change.text() if desk.side._change.isVisible() else ""


def test_a_decision_says_what_it_would_change_and_one_key_changes_it_and_undo_takes_it_back(desk: Desk) -> None:
    desk.intake()
    desk.type("d Interview feedback: within 1 working day by HR")
    desk.press(Qt.Key.Key_F8)
    assert said(desk) == "Step 1, Interview feedback: 3 days → 1 day, Hiring manager → Client HR"
    assert desk.row("Interview feedback: within 1 working day by HR").subtitle == said(desk)
    desk.press(Qt.Key.Key_T)
    assert (steps(desk)[0].within, steps(desk)[0].does) == (Within(1), (Role.CLIENT_HR,))
    assert len(steps(desk)) == 2
    assert desk.toast == "Taken in: Step 1 of version 1"
    assert desk.row("Interview feedback: within 1 working day by HR").status == "Step 1 of version 1"
    assert said(desk) == ""
    desk.window.messages.toast._undo.click()
    desk.qtbot.waitUntil(lambda: said(desk) != "")
    assert steps(desk)[0].within == Within(3)


def test_a_decision_whose_step_was_removed_elsewhere_is_taken_in_again_by_the_same_key(desk: Desk) -> None:
    decision = "the station hotel is booked by HR"
    desk.intake()
    desk.type(f"d {decision}")
    desk.press(Qt.Key.Key_F8)
    desk.press(Qt.Key.Key_T)
    assert desk.row(decision).status == "Step 3 of version 1"
    desk.app.processes.remove_step(desk.job.id, steps(desk)[-1].id)
    desk.qtbot.waitUntil(lambda: desk.row(decision).status == "")
    desk.at(decision)
    assert desk.side.take_in.isVisible()
    desk.press(Qt.Key.Key_T)
    assert [one.title for one in steps(desk)][2:] == [decision]
    assert desk.row(decision).status == "Step 3 of version 1"


def test_a_promise_in_an_answer_is_proposed_as_it_is_typed_and_gone_once_it_is_taken_in(desk: Desk) -> None:
    about = topic(desk, "feedback")
    desk.intake(f"## {about}\n")
    desk.type("within 2 days by HR, deputy Ben")
    assert desk.rows() == ["Promises in the answers 1", "within 2 days by HR, deputy Ben"]
    desk.press(Qt.Key.Key_F8)
    assert said(desk) == "Step 1, Interview feedback: 3 days → 2 days, Hiring manager → Client HR"
    desk.press(Qt.Key.Key_Return)
    assert desk.focused() is desk.editor
    assert desk.editor.line()[0] == 2
    desk.press(Qt.Key.Key_F8)
    desk.press(Qt.Key.Key_D)
    assert "T takes it into the process" in desk.message
    desk.press(Qt.Key.Key_T)
    assert steps(desk)[0].within == Within(2)
    assert desk.rows() == []
    assert desk.focused() is desk.side.bar
    desk.app.undo.undo()
    desk.qtbot.waitUntil(lambda: len(desk.rows()) == 2)


def test_slots_that_are_booked_now_stand_in_when_their_step_is_done(desk: Desk) -> None:
    desk.intake(f"## {topic(desk, 'slots')}\nTue and Thu 14-16\nas usual")
    assert desk.rows() == ["Promises in the answers 1", "Tue and Thu 14-16"]
    desk.side.outcomes.setFocus()
    desk.press(Qt.Key.Key_T)
    assert steps(desk)[1].done_when == "Tue and Thu 14-16"


def test_what_is_no_promise_or_is_private_is_not_proposed(desk: Desk) -> None:
    desk.intake(
        f"Interview feedback within 1 day\n## {topic(desk, '90 days')}\nMonth end in six days\n"
        f"## {topic(desk, 'feedback')}\n! within 1 day by HR\na HR within 1 day\n? within 1 day\n## Own\nwithin 1 day"
    )
    assert [row for row in desk.rows() if "answers" in row] == []


def test_a_wrong_guess_is_put_right_in_a_sheet_before_it_is_taken_in(desk: Desk) -> None:
    desk.intake("d Interview feedback: within 1 day by HR")
    desk.side.outcomes.setFocus()
    desk.press(Qt.Key.Key_E)
    sheet = desk.sheet(TakeSheet)
    within, step = sheet.within.editor, sheet.step.editor
    assert isinstance(within, LineEdit)
    assert isinstance(step, QComboBox)
    assert (step.currentText(), within.text(), sheet.does.read()) == (
        "1. Interview feedback",
        "1 day",
        (Role.CLIENT_HR,),
    )
    sheet.does.write(())
    within.setText("soon")
    desk.press(Qt.Key.Key_Return, CTRL)
    assert "is not a limit" in sheet.within.problem
    within.clear()
    desk.press(Qt.Key.Key_Return, CTRL)
    assert "not empty it" in sheet.within.problem
    assert steps(desk)[0].within == Within(3)
    within.setText("2d")
    desk.press(Qt.Key.Key_Return, CTRL)
    assert (steps(desk)[0].within, steps(desk)[0].does) == (Within(2), (Role.HIRING_MANAGER,))
    assert desk.meeting.items[0].outcome == "Step 1 of version 1"


def test_another_step_chosen_in_the_sheet_shows_what_it_says_now(desk: Desk) -> None:
    desk.intake("d Interview feedback: within 1 day")
    desk.side.outcomes.setFocus()
    desk.press(Qt.Key.Key_E)
    sheet = desk.sheet(TakeSheet)
    assert not sheet.changed()
    desk.press(Qt.Key.Key_Down)
    assert sheet.step.read() == steps(desk)[1].id
    assert (sheet.within.read(), sheet.done_when.read()) == (Within(1), "")
    desk.press(Qt.Key.Key_Home)
    assert sheet.title.isVisible()
    sheet.title.write("Verdict")
    desk.press(Qt.Key.Key_Return, CTRL)
    assert [(step.title, step.within) for step in steps(desk)[2:]] == [("Verdict", Within(1))]


def test_what_an_earlier_meeting_left_to_be_done_is_refused_in_the_words_for_any_action(desk: Desk) -> None:
    desk.intake("a HR panel names Wed")
    desk.screen.begin(MeetingKind.CHECK_IN)
    desk.at("HR panel names Wed")
    desk.press(Qt.Key.Key_T)
    assert desk.message == "Only a decision goes into the process; an action or a question is closed."


def test_a_key_takes_the_line_with_the_cursor_at_once_where_it_is_clear_and_asks_where_not(desk: Desk) -> None:
    desk.intake("d Interview feedback: within 1 day\n3 rounds\na HR answers\n! d secret\n")
    desk.editor.go_to(1)
    desk.press(Qt.Key.Key_T, CTRL)
    assert steps(desk)[0].within == Within(1)
    desk.press(Qt.Key.Key_T, CTRL, desk.editor)
    assert "taken in already" in desk.message
    desk.editor.go_to(2)
    desk.press(Qt.Key.Key_T, CTRL)
    sheet = desk.sheet(TakeSheet)
    assert (sheet.step.read(), sheet.title.read()) == (None, "3 rounds")
    desk.press(Qt.Key.Key_Return, CTRL)
    assert steps(desk)[-1].title == "3 rounds"
    for line in (3, 4, 5):
        desk.window.messages.clear()
        desk.editor.go_to(line)
        desk.press(Qt.Key.Key_T, CTRL)
        assert desk.message != ""
    assert len(steps(desk)) == 3


def test_what_is_said_follows_the_process_as_it_is_changed_elsewhere(desk: Desk) -> None:
    desk.intake("d Interview feedback: within 1 day")
    desk.side.outcomes.setFocus()
    desk.app.processes.edit_step(desk.job.id, replace(steps(desk)[0], within=Within(5)))
    desk.qtbot.waitUntil(lambda: said(desk) == "Step 1, Interview feedback: 5 days → 1 day")
    desk.app.processes.edit_step(desk.job.id, replace(steps(desk)[0], within=Within(1)))
    desk.qtbot.waitUntil(lambda: said(desk) == "Step 1, Interview feedback, says so already")
    desk.press(Qt.Key.Key_T)
    assert desk.message == "The process says so already."


def test_the_key_to_what_is_beside_the_notes_goes_to_the_line_one_is_in(desk: Desk) -> None:
    desk.intake("a Tom calls\n? who signs\nplain\nd two rounds")
    for line, text in ((2, "who signs"), (4, "two rounds"), (1, "Tom calls")):
        desk.side.open(0)
        desk.editor.go_to(line)
        desk.press(Qt.Key.Key_F8)
        current = desk.side.current()
        assert current is not None
        assert current[1].text == text
    desk.press(Qt.Key.Key_Return)
    assert desk.editor.line() == (1, "a Tom calls")


def test_what_names_a_step_but_not_what_changes_opens_that_step_and_its_words_are_changed(desk: Desk) -> None:
    desk.app.processes.add_step(desk.job.id, Step(title="Shortlist of 3 to 5", does=(Role.RECRUITER,)))
    desk.intake("d shortlist of 3 instead of 5")
    desk.side.outcomes.setFocus()
    assert said(desk) == "Step 3, Shortlist of 3 to 5: T asks what changes in it"
    desk.press(Qt.Key.Key_T)
    desk.sheet(TakeSheet).reject()
    desk.editor.go_to(1)
    desk.press(Qt.Key.Key_T, CTRL)
    sheet = desk.sheet(TakeSheet)
    assert (sheet.step.read(), sheet.title.read()) == (steps(desk)[2].id, "Shortlist of 3 to 5")
    assert len(steps(desk)) == 3
    sheet.title.write("Shortlist of 3")
    desk.press(Qt.Key.Key_Return, CTRL)
    assert [step.title for step in steps(desk)] == ["Interview feedback", "Interview slots", "Shortlist of 3"]
    assert desk.meeting.items[0].outcome == "Step 3 of version 1"
