"""The Process tab of a signed job order: what it shows, and what the keys do."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from desktop.app import open_app
from desktop.domain.limits import CandidateEvent
from desktop.domain.partnership import MarketNote
from desktop.domain.promises import PromiseState
from desktop.domain.promising import can_be_early
from desktop.domain.roles import Side
from tests.beginnings import sign
from tests.ui.conftest import Shown
from tests.ui.tracking_desk import Desk, sit_down, type_into, typed
from ui.commands import key_text
from ui.screens.process.tab import AGREEING, TRACKING
from ui.widgets.ask_sheet import AskSheet
from ui.widgets.check_in_sheet import CheckInSheet
from ui.widgets.promise_cells import Col
from ui.widgets.promise_sheets import MomentSheet, PauseSheet
from ui.widgets.promise_words import story

KEYS, SHIFT, CTRL = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
FEEDBACK, SLOTS = "Feedback on every CV", "Interview slots"
INTAKE, SHORTLIST, REPORT, DECISION = "Intake meeting", "Shortlist of 3 to 5", "Interview feedback", "Final decision"


@pytest.fixture
def desk(qtbot: QtBot, shown: Shown, tmp_path: Path) -> Iterator[Desk]:
    with sit_down(qtbot, shown, tmp_path) as desk:
        yield desk


def test_a_signed_job_order_shows_who_holds_the_ball_at_its_row(desk: Desk) -> None:
    assert desk.view.isVisible()
    assert desk.banner[0] == "Recruiter holds the ball: Intake meeting"
    row = desk.table.current_row()
    assert row is not None
    assert (row.title, row.is_ball, row.promised) == (INTAKE, True, "within 2 days")
    assert not desk.editor_is_visible()


def test_d_marks_done_and_undo_takes_it_back(desk: Desk) -> None:
    desk.clock.go_on(hours=5)
    desk.press("d")
    assert desk.promise(INTAKE).state == PromiseState.KEPT
    assert desk.cell(INTAKE)[0] == "1 day early"
    assert desk.toast == "“Intake meeting” is done"
    row = desk.table.current_row()
    assert row is not None
    assert row.title == SHORTLIST  # it goes on to whoever holds the ball now
    desk.app.undo.undo()
    desk.heard()
    assert desk.promise(INTAKE).is_open
    assert desk.cell(INTAKE)[1].startswith("Due ")


def test_done_late_says_by_how_much_and_runs_over_its_outline(desk: Desk) -> None:
    desk.clock.go_on(days=3)
    desk.view._pass_time()
    assert desk.cell(INTAKE) == ("1 day late", "Late since 5 Nov")
    desk.press("d")
    assert desk.cell(INTAKE) == ("1 day late", "Fri 6 Nov")
    row = next(row for row in desk.table.rows if row.title == INTAKE)
    assert row.taken_days > row.promised_days
    assert (row.icon, row.tone) == ("check", "late")


def test_time_passes_without_a_question_to_the_database(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(desk.app.promises, "tracked", asked.append)
    assert desk.banner[1] == "Due Thu 5 Nov, 2 working days left. 1 more is running."
    desk.clock.go_on(days=1, hours=6)
    desk.view._minute.timeout.emit()
    assert desk.banner[1] == "Due tomorrow 09:00, 2 working hours left. 1 more is running."
    desk.clock.go_on(hours=18, minutes=20)
    desk.view._minute.timeout.emit()
    assert desk.banner[1] == "20 minutes late: it was due 5 Nov 2026, 09:00. 1 more is running."
    assert desk.cell(INTAKE) == ("20 min late", "Late since 09:00")
    assert not asked
    assert desk.view._minute.isActive()
    assert desk.view._minute.interval() == 60_000


def test_backdating_before_it_began_is_refused_beside_the_field(desk: Desk) -> None:
    desk.clock.go_on(days=1)
    desk.at(SHORTLIST)
    desk.press("d", SHIFT)
    sheet = desk.sheet(MomentSheet)
    sheet.moment.day.write(desk.clock.at.date() - timedelta(days=5))
    desk.press(KEYS.Key_Return, CTRL)
    assert "began on" in sheet.moment.day.problem
    assert sheet.isVisible()
    assert desk.promise(SHORTLIST).is_open
    sheet.moment.day.write(desk.clock.at.date() - timedelta(days=1))
    type_into(sheet.moment.time, "10.30")
    desk.press(KEYS.Key_Return, CTRL)
    assert not sheet.isVisible()
    done = desk.promise(SHORTLIST).done_at
    assert done is not None
    assert (done.astimezone().hour, done.astimezone().minute) == (10, 30)


def test_a_time_of_day_that_is_none_is_refused_beside_the_time(desk: Desk) -> None:
    desk.press("d", SHIFT)
    sheet = desk.sheet(MomentSheet)
    type_into(sheet.moment.time, "25:00")
    desk.press(KEYS.Key_Return, CTRL)
    assert "not a time of day" in sheet.moment.time.problem
    assert typed(sheet.moment.time) == "25:00"
    sheet.done(0)


def test_an_excuse_needs_a_reason_and_keeps_what_was_typed(desk: Desk) -> None:
    desk.press("x")
    sheet = desk.sheet(AskSheet)
    desk.press(KEYS.Key_Return, CTRL)
    assert sheet.field.problem
    assert desk.promise(INTAKE).is_open
    desk.write("Tom was ill")
    desk.press(KEYS.Key_Return, CTRL)
    assert desk.promise(INTAKE).because == "Tom was ill"
    assert desk.cell(INTAKE)[0] == "excused"


def test_a_pause_says_whose_it_is_and_running_on_moves_the_due_time(desk: Desk) -> None:
    due = desk.promise(INTAKE).due_at
    desk.press("p")
    sheet = desk.sheet(PauseSheet)
    desk.press(KEYS.Key_Return, CTRL)
    assert sheet.because.problem
    desk.write("Priya is away")
    desk.press(KEYS.Key_Return, CTRL)
    assert desk.cell(INTAKE)[0] == "paused"
    assert desk.tracked.tracking.pauses[0].holder == Side.CLIENT
    desk.clock.go_on(days=1)
    desk.at(INTAKE)
    desk.press("p")
    assert desk.promise(INTAKE).due_at - due == timedelta(hours=8.5)  # a working day's time on
    desk.at(INTAKE)
    desk.press(KEYS.Key_Space)
    assert "Priya is away" in desk.view.story.text
    assert "Cause: the client" in desk.view.story.text


def test_when_all_is_paused_the_banner_says_since_when_why_and_whose(desk: Desk) -> None:
    for title in (INTAKE, SHORTLIST):
        desk.app.promises.pause(desk.job, desk.promise(title).id, "Works council", Side.CLIENT)
    desk.heard()
    assert desk.banner[0] == "Paused: Intake meeting"
    assert "Works council" in desk.banner[1]
    assert "Cause: the client" in desk.banner[1]
    assert desk.view.banner.run_on.isVisible()
    assert not desk.view.banner.done.isVisible()


def test_a_check_in_is_one_line_and_stands_in_the_banner(desk: Desk) -> None:
    desk.press("i")
    desk.sheet(CheckInSheet)
    desk.write("two of three slots found")
    desk.press(KEYS.Key_Return, CTRL)
    assert desk.tracked.tracking.check_ins[-1].words == "two of three slots found"
    assert "Last check-in Tue 3 Nov: “two of three slots found”" in desk.banner[1]


def test_a_check_in_can_say_how_it_goes_on_both_sides_with_digits(desk: Desk) -> None:
    desk.app.partnership.save_market_note(MarketNote(on=date(2026, 11, 2), text="Pay rose by 4 %", source="Survey"))
    desk.press("i")
    sheet = desk.sheet(CheckInSheet)
    assert any("Pay rose by 4 % (Survey, 2 Nov)" in found.text() for found in sheet.findChildren(QLabel))
    desk.write("slow")
    desk.press(KEYS.Key_Tab)
    desk.press("4")
    assert sheet.ours.value == 4
    sheet.theirs.keys[0].setFocus()
    for key in "232":
        desk.press(key)
    desk.press("2")
    assert sheet.theirs.value is None
    desk.press("2")
    desk.press(KEYS.Key_Return, CTRL)
    one = desk.tracked.tracking.check_ins[-1]
    assert (one.words, one.ours, one.theirs) == ("slow", 4, 2)


def test_in_client_view_a_check_in_does_not_ask_what_we_think(desk: Desk) -> None:
    desk.view.set_client_view(True)
    desk.press("i")
    sheet = desk.sheet(CheckInSheet)
    assert not sheet.ours.isVisible()
    assert sheet.theirs.isVisible()
    sheet.done(0)


def test_r_writes_a_reminder_of_the_current_promise(desk: Desk) -> None:
    desk.at(SHORTLIST)
    desk.press("r")
    assert desk.reminded == [desk.promise(SHORTLIST).id]


def test_another_window_was_first_and_nothing_is_overwritten(desk: Desk, tmp_path: Path) -> None:
    other = open_app(tmp_path, clock=desk.clock)
    other.promises.mark_done(desk.job, desk.promise(INTAKE).id)
    other.close()
    desk.clock.go_on(hours=2)
    desk.press("d")
    assert "marked already" in desk.message
    assert desk.promise(INTAKE).done_at == desk.clock.at - timedelta(hours=2)
    assert desk.cell(INTAKE)[1] == "Tue 3 Nov"  # the view shows what the other did


def test_what_has_not_begun_cannot_be_marked(desk: Desk) -> None:
    steps = [row for row in desk.table.rows if row.promise_id is None]
    desk.table.select_key(steps[0].key)
    desk.press("d")
    assert "has not begun" in desk.message  # it is one for each candidate, and there is none
    desk.press(KEYS.Key_Space)
    assert "counted from each CV sent" in desk.view.story.text


def test_what_is_once_can_be_done_before_its_time_begins_and_undone(desk: Desk) -> None:
    step = next(line.step for line in desk.tracked.lines if line.promise is None and can_be_early(line.step))
    desk.table.select_key((step.id, None))
    desk.press("d")
    assert (desk.toast, desk.promise(step.title).state) == (
        f"“{step.title}” is done, before its time began",
        PromiseState.KEPT,
    )
    assert desk.cell(step.title)[0].endswith("early")
    line = next(line for line in desk.tracked.lines if line.step.id == step.id)
    told = story(line, desk.tracked.tracking, desk.tracked.ground, private=True)
    assert told[-1] == "Done 3 Nov 2026, 09:00, before its time began: it took none."
    desk.app.undo.undo()
    desk.heard()
    assert desk.cell(step.title)[0] == "–"
    desk.table.select_key((step.id, None))
    desk.table.setFocus()
    desk.press("d", SHIFT)
    desk.sheet(MomentSheet)
    desk.press(KEYS.Key_Return, CTRL)
    assert desk.promise(step.title).state == PromiseState.KEPT


def test_delete_takes_a_mark_back(desk: Desk) -> None:
    desk.press("d")
    desk.at(INTAKE)
    desk.press(KEYS.Key_Delete)
    assert desk.promise(INTAKE).is_open
    assert desk.toast == "“Intake meeting” is not done after all"


def test_a_late_side_explains_why_the_other_is_later(desk: Desk) -> None:
    promises = desk.app.promises
    candidate = promises.add_candidate(desk.job, "C-17", sent_at=desk.clock.at).candidates[0]
    promises.note_event(desk.job, candidate.id, CandidateEvent.INTERVIEW_HELD)
    desk.clock.go_on(days=7)  # on the Thursday it was due
    promises.mark_done(desk.job, desk.promise(REPORT, "C-17").id)
    desk.heard()
    desk.at(DECISION)
    desk.press(KEYS.Key_Return)
    assert "3 days later, because the client took 3 days longer for “Interview feedback”." in desk.view.story.text
    assert "3 working days from Tue 10 Nov 09:00: Fri 13 Nov 09:00." in desk.view.story.text
    assert desk.table.model().index(desk.table.currentIndex().row(), Col.WHEN).data() == (
        "Due Fri 13 Nov, 3 days later: the client"
    )
    desk.press(KEYS.Key_Return)
    assert not desk.view.story.isVisible()


def test_a_late_answer_slides_what_is_counted_from_it(desk: Desk) -> None:
    desk.app.promises.add_candidate(desk.job, "C-17", sent_at=desk.clock.at)
    desk.clock.go_on(days=3)
    desk.app.promises.mark_done(desk.job, desk.promise(FEEDBACK, "C-17").id)
    desk.heard()
    desk.at(SLOTS, "C-17")
    desk.press(KEYS.Key_Space)
    told = "1 day later, because the client took 1 day longer for “Feedback on every CV”."
    assert told in desk.view.story.text


def test_a_deputy_is_named_for_whom_it_stands_in(desk: Desk) -> None:
    job = desk.app.job_orders.get(desk.job)
    hr = next(one for one in job.involved if one.role.value == "client_hr")
    manager = next(one for one in job.involved if one.role.value == "hiring_manager")
    involved = tuple(replace(o, deputy_id=hr.person_id) if o is manager else o for o in job.involved)
    desk.app.job_orders.save(replace(job, involved=involved))
    assert manager.person_id is not None
    person = desk.app.clients.person(manager.person_id)
    today = desk.clock.at.date()
    desk.app.clients.save_person(replace(person, away_from=today, away_until=today + timedelta(days=9)))
    desk.app.promises.add_candidate(desk.job, "C-17", sent_at=desk.clock.at - timedelta(hours=0))
    desk.app.promises.mark_done(desk.job, desk.promise(INTAKE).id)
    desk.heard()
    assert desk.banner[0] == "Priya Nair (for Marc Dubois) holds the ball: Feedback on every CV · C-17"
    desk.at(FEEDBACK, "C-17")
    assert desk.table.model().index(desk.table.currentIndex().row(), Col.WHO).data() == (
        "Hiring manager: Priya Nair (for Marc Dubois)"
    )


def test_the_switch_goes_between_tracking_and_the_next_version(desk: Desk) -> None:
    words = [button.text() for button in desk.tab.switch.buttons]
    assert words == ["Tracking version 1", "Steps of version 1"]
    desk.press(KEYS.Key_F7)
    assert desk.editor_is_visible()
    desk.press(KEYS.Key_F7)
    assert desk.view.isVisible()
    desk.app.agreements.amend(desk.job)
    desk.heard()
    assert desk.tab._front == AGREEING  # what was just begun comes to the front
    assert desk.tab.switch.buttons[1].text() == "Agreeing version 2"
    sign(desk.app, desk.job)
    desk.heard()
    desk.qtbot.waitUntil(lambda: desk.tab._front == TRACKING)
    assert desk.tab.switch.buttons[0].text() == "Tracking version 2"


def test_client_view_shows_promises_and_hides_reasons(desk: Desk) -> None:
    desk.app.promises.check_in(desk.job, "Confidential words")
    desk.app.promises.excuse(desk.job, desk.promise(INTAKE).id, "Confidential reason")
    desk.heard()
    desk.tab.set_client_view(True)
    desk.at(INTAKE)
    desk.press(KEYS.Key_Space)
    assert "Excused" in desk.view.story.text
    assert "Confidential" not in desk.view.story.text + " ".join(desk.banner)
    assert not desk.view.banner.remind.isVisible()
    desk.press("r")
    assert not desk.reminded
    desk.tab.set_client_view(False)
    assert "Confidential words" in desk.banner[1]


def test_every_deed_is_in_the_palette_and_in_the_menu(desk: Desk) -> None:
    listed = {command.id: command for command in desk.window.commands.here()}
    for id, key in (("promise-done", "D"), ("promise-remind", "R"), ("promise-check-in", "I"), ("promise-excuse", "X")):
        assert key_text(listed[id].shortcuts[0]) == key
    menu = QMenu(desk.window)
    desk.view._fill_more(menu)
    words = " ".join(action.text() for action in menu.actions())
    for part in ("Mark done now", "Pause", "Candidates", "Excuse", "Remind"):
        assert part in words
