"""Pilots, market notes, wins and feedback with a client: by keys alone."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.job_order import JobState
from desktop.domain.limits import Unit, Within
from desktop.domain.meetings import MeetingKind
from desktop.domain.partnership import MarketNote, PilotMeasure, Verdict
from desktop.domain.roles import Side
from tests.ui.client_desk import ClientDesk, client_desk, rows
from tests.ui.conftest import Shown
from tests.ui.tracking_desk import type_into
from ui.screens.clients.feedback_sheet import FeedbackSheet
from ui.screens.clients.judge_sheet import JudgeSheet
from ui.screens.clients.learning import MarketSheet
from ui.screens.clients.pilot_sheet import PilotSheet
from ui.widgets.thanks_sheet import ThanksSheet

KEYS, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
FEEDBACK = "Feedback on every CV"


@pytest.fixture
def desk(qtbot: QtBot, shown: Shown, tmp_path: Path) -> Iterator[ClientDesk]:
    with client_desk(qtbot, shown, tmp_path) as found:
        yield found


def begin_pilot(desk: ClientDesk) -> None:
    desk.turn("pilots")
    desk.screen.pilots._first.setFocus()
    desk.press(KEYS.Key_Insert)
    sheet = desk.sheet(PilotSheet)
    sheet.step.write(FEEDBACK)
    sheet.step.left.emit()
    type_into(sheet.after, "1d")
    next(iter(sheet.boxes.values())).setChecked(True)
    desk.press(KEYS.Key_Return, CTRL)
    desk.heard()


def test_a_pilot_takes_a_signed_step_and_shows_both_figures(desk: ClientDesk) -> None:
    begin_pilot(desk)
    (pilot,) = desk.app.partnership.pilots(desk.client.id)
    assert (pilot.step, pilot.before, pilot.after, pilot.job_orders) == (FEEDBACK, Within(2), Within(1), (desk.job,))
    (row,) = rows(desk.screen.pilots.list)
    assert (row.subtitle, row.status) == ("2 days becomes 1 day", "Runs")
    figures = desk.screen.pilots.result.during
    assert desk.screen.pilots.result.measure.text() == "Measured by: Kept within the limit that is tried"
    desk.qtbot.waitUntil(lambda: figures.measured.text() == "Nothing was due in this time.")
    answered(desk, "C-1", hours=2)
    desk.qtbot.waitUntil(lambda: figures.measured.text() == "Within 1 day: 1 of 1")
    assert figures.also.text() == "Also kept on time: 1 of 1\nAlso working time taken: 0.2 days"
    assert figures.spoken.endswith("Not enough yet for a share or a median.")


def test_with_five_promises_there_is_a_share_and_a_median_in_days(desk: ClientDesk) -> None:
    begin_pilot(desk)
    for n, (hours, days) in enumerate(((24, 0), (24, 5), (48, 5), (72, 4), (24, 0))):
        answered(desk, f"C-{n}", hours)
        desk.clock.go_on(days=days)  # to the next Tuesday
    desk.at(desk.screen.pilots.list, FEEDBACK)
    desk.press("j")
    sheet = desk.sheet(JudgeSheet)
    figures = sheet.figures.during
    desk.qtbot.waitUntil(lambda: figures.measured.text() == "Within 1 day: 60% (3 of 5)")
    assert figures.also.text().splitlines() == [
        "Also kept on time: 80% (4 of 5)",
        "Also working time taken: 1 day (the median)",
    ]
    assert "Not enough" not in figures.spoken
    assert sheet.figures.before.measured.text() == "Nothing was due in this time."
    sheet.done(0)


def answered(desk: ClientDesk, reference: str, hours: int) -> None:
    """A CV is sent, and so much later there is feedback on it."""
    tracking = desk.app.promises.add_candidate(desk.job, reference, sent_at=desk.clock())
    desk.clock.go_on(hours=hours)
    promise = next(p for p in tracking.open_promises if p.title == FEEDBACK and p.state == "running")
    desk.app.promises.mark_done(desk.job, promise.id)


def test_the_measure_follows_the_limit_until_another_is_chosen_by_keys_and_ctrl_z_takes_that_back(
    desk: ClientDesk,
) -> None:
    begin_pilot(desk)
    answered(desk, "C-1", hours=2)
    desk.at(desk.screen.pilots.list, FEEDBACK)
    desk.press(KEYS.Key_Return)
    sheet = desk.sheet(PilotSheet)
    sheet.after.editor.setFocus()
    type_into(sheet.after, "x")
    desk.press(KEYS.Key_Backspace)
    desk.press(KEYS.Key_Tab)
    assert sheet.measure.read() == PilotMeasure.ON_TIME
    sheet.after.editor.setFocus()
    desk.write("1d")
    desk.press(KEYS.Key_Tab)
    assert sheet.measure.read() == PilotMeasure.WITHIN
    sheet.measure.editor.setFocus()
    desk.press(KEYS.Key_End)
    type_into(sheet.after, "4h")
    desk.press(KEYS.Key_Return, CTRL)
    desk.heard()
    (pilot,) = desk.app.partnership.pilots(desk.client.id)
    assert (pilot.measure, pilot.after) == (PilotMeasure.TAKEN, Within(4, Unit.WORKING_HOURS))
    result = desk.screen.pilots.result
    desk.qtbot.waitUntil(lambda: result.during.measured.text() == "Working time taken: 0.2 days")
    assert result.measure.text() == "Measured by: Working time taken"
    assert result.during.also.text().splitlines() == ["Also within 4 hours: 1 of 1", "Also kept on time: 1 of 1"]
    desk.app.undo.undo()
    desk.qtbot.waitUntil(lambda: result.during.measured.text() == "Within 1 day: 1 of 1")


def test_a_pilot_without_a_limit_is_not_measured_by_one(desk: ClientDesk) -> None:
    desk.turn("pilots")
    desk.screen.pilots.new_pilot()
    sheet = desk.sheet(PilotSheet)
    assert sheet.measure.read() == PilotMeasure.ON_TIME
    sheet.measure.editor.setFocus()
    desk.press(KEYS.Key_Home)
    sheet.change.editor.setFocus()
    desk.write("By telephone")
    next(iter(sheet.boxes.values())).setChecked(True)
    desk.press(KEYS.Key_Return, CTRL)
    assert "No limit in hours or days is tried" in sheet.measure.problem
    assert desk.focused() is sheet.measure.editor
    desk.press(KEYS.Key_Down)
    desk.press(KEYS.Key_Return, CTRL)
    assert [one.measure for one in desk.app.partnership.pilots(desk.client.id)] == [PilotMeasure.ON_TIME]


def test_where_no_signed_job_order_runs_a_pilot_says_what_it_needs(desk: ClientDesk) -> None:
    desk.app.job_orders.close(desk.job, JobState.LOST, "Cancelled")
    desk.heard()
    desk.turn("pilots")
    desk.screen.pilots._first.setFocus()
    desk.press(KEYS.Key_Insert)
    assert "on a job order that runs and is signed" in desk.window.messages.bar.text


def test_enter_changes_a_pilot_until_it_is_judged(desk: ClientDesk) -> None:
    begin_pilot(desk)
    desk.at(desk.screen.pilots.list, FEEDBACK)
    desk.press(KEYS.Key_Return)
    sheet = desk.sheet(PilotSheet)
    assert not sheet.changed()
    type_into(sheet.after, "4h")
    desk.press(KEYS.Key_Return, CTRL)
    desk.heard()
    (pilot,) = desk.app.partnership.pilots(desk.client.id)
    assert (pilot.after, pilot.job_orders) == (Within(4, Unit.WORKING_HOURS), (desk.job,))
    desk.app.partnership.judge(pilot.id, Verdict.DROP, "No")
    desk.heard()
    desk.at(desk.screen.pilots.list, FEEDBACK)
    desk.press(KEYS.Key_Return)
    assert "judged already" in desk.window.messages.bar.text


def test_a_pilot_to_be_changed_is_followed_by_the_next_one(desk: ClientDesk) -> None:
    begin_pilot(desk)
    desk.at(desk.screen.pilots.list, FEEDBACK)
    desk.press("j")
    sheet = desk.sheet(JudgeSheet)
    desk.press(KEYS.Key_Down)
    sheet.because.editor.setFocus()
    desk.write("Too short for the panel")
    desk.press(KEYS.Key_Return, CTRL)
    desk.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), PilotSheet))
    following = desk.sheet(PilotSheet)
    assert (following.step.read(), following.before.read(), following.after.read()) == (FEEDBACK, Within(1), None)
    following.change.editor.setFocus()
    desk.write("By telephone")
    desk.press(KEYS.Key_Return, CTRL)
    assert [(p.verdict, p.change) for p in desk.app.partnership.pilots(desk.client.id)].count(
        (None, "By telephone")
    ) == 1


def test_the_next_pilot_begins_with_the_limit_as_it_was_where_no_other_was_tried(desk: ClientDesk) -> None:
    begin_pilot(desk)
    (pilot,) = desk.app.partnership.pilots(desk.client.id)
    assert pilot.before is not None
    desk.app.partnership.save_pilot(replace(pilot, after=None, change="By telephone", measure=PilotMeasure.ON_TIME))
    desk.heard()
    desk.at(desk.screen.pilots.list, FEEDBACK)
    desk.press("j")
    sheet = desk.sheet(JudgeSheet)
    desk.press(KEYS.Key_Down)
    sheet.because.editor.setFocus()
    desk.write("Nobody picks up")
    desk.press(KEYS.Key_Return, CTRL)
    desk.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), PilotSheet))
    following = desk.sheet(PilotSheet)
    assert following.before.read() == pilot.before
    following.done(0)


def test_a_pilot_without_a_job_order_or_a_change_says_what_it_lacks(desk: ClientDesk) -> None:
    desk.turn("pilots")
    desk.screen.pilots.new_pilot()
    sheet = desk.sheet(PilotSheet)
    sheet.step.write(FEEDBACK)
    sheet.step.left.emit()
    type_into(sheet.after, "soon")
    desk.press(KEYS.Key_Return, CTRL)
    assert "not a limit" in sheet.after.problem
    for same in ("2d", ""):
        type_into(sheet.after, same)
        desk.press(KEYS.Key_Return, CTRL)
        assert "what changes" in sheet.after.problem
    assert "at least one job order" in sheet._orders_wrong.text()
    assert desk.app.partnership.pilots(desk.client.id) == []
    sheet.done(0)


def test_a_pilot_is_judged_with_j_and_adopted_into_the_template(desk: ClientDesk) -> None:
    begin_pilot(desk)
    desk.at(desk.screen.pilots.list, FEEDBACK)
    desk.press("j")
    sheet = desk.sheet(JudgeSheet)
    desk.press(KEYS.Key_Return, CTRL)
    assert sheet.because.problem
    sheet.because.editor.setFocus()
    desk.write("Candidates stayed warm")
    permanent = next(t for t in desk.app.templates.all() if t.key == "permanent")
    sheet.template.write(permanent.id)
    desk.press(KEYS.Key_Return, CTRL)
    desk.heard()
    (pilot,) = desk.app.partnership.pilots(desk.client.id)
    assert (pilot.verdict, pilot.because) == (Verdict.ADOPT, "Candidates stayed warm")
    steps = {step.title: step.within for step in desk.app.templates.get(permanent.id).steps}
    assert steps[FEEDBACK] == Within(1)
    assert rows(desk.screen.pilots.list)[0].status == "Adopt it"
    assert not desk.screen.pilots.judge_button.isEnabled()
    assert desk.told == f"Judged, and adopted in the template {permanent.name}"
    desk.window.messages.toast._undo.click()
    desk.heard()
    assert desk.app.partnership.pilots(desk.client.id)[0].verdict is None
    assert next(s.within for s in desk.app.templates.get(permanent.id).steps if s.title == FEEDBACK) == Within(2)
    assert desk.screen.pilots.judge_button.isEnabled()


def test_a_market_note_has_a_source_and_is_removed_with_undo(desk: ClientDesk) -> None:
    desk.turn("learning")
    desk.screen.learning.add_button.setFocus()
    desk.press(KEYS.Key_Insert)
    sheet = desk.sheet(MarketSheet)
    desk.write("Pay rose by 4 %")
    desk.press(KEYS.Key_Return, CTRL)
    assert sheet.source.problem
    type_into(sheet.source, "Survey")
    desk.press(KEYS.Key_Return, CTRL)
    desk.heard()
    (row,) = rows(desk.screen.learning.list)
    assert (row.title, row.subtitle) == ("Pay rose by 4 %", "Survey · Northwind Foods")
    desk.at(desk.screen.learning.list, "Pay rose by 4 %")
    desk.press(KEYS.Key_Delete)
    assert desk.app.partnership.market_notes(desk.client.id) == []
    desk.window.messages.toast._undo.click()
    assert len(desk.app.partnership.market_notes(desk.client.id)) == 1


def test_what_was_added_just_now_is_what_the_next_key_is_about(desk: ClientDesk) -> None:
    partnership, id, today = desk.app.partnership, desk.client.id, desk.clock().date()
    partnership.save_market_note(MarketNote(on=today, text="Older", source="Survey", client_id=id))
    desk.heard()
    desk.turn("learning")
    desk.press(KEYS.Key_Insert)
    desk.write("Newer")
    desk.press(KEYS.Key_Tab)
    desk.write("Survey")
    desk.press(KEYS.Key_Return, CTRL)
    desk.press(KEYS.Key_Delete)
    assert [note.text for note in partnership.market_notes(id)] == ["Older"]


def test_whose_turn_it_is_to_teach_is_said_and_a_session_begins_among_the_meetings(desk: ClientDesk) -> None:
    desk.turn("learning")
    assert desk.screen.learning._turn.text() == "We teach in the next learning session."
    desk.press("l")
    assert desk.screen.tabs.current == "meetings"
    assert [one.kind for one in desk.app.meetings.lines(client_id=desk.client.id)] == [MeetingKind.LEARNING]
    desk.turn("learning")
    theirs = "Northwind Foods teaches in the next learning session."
    desk.qtbot.waitUntil(lambda: desk.screen.learning._turn.text() == theirs)


def test_a_filled_job_order_is_thanked_for_by_an_e_mail_draft(
    desk: ClientDesk, tmp_path: Path, choose: Callable[[Path], None]
) -> None:
    desk.app.job_orders.close(desk.job, JobState.FILLED)
    desk.turn("wins")
    desk.at(desk.screen.wins.list, "Senior Accountant")
    desk.press("t")
    sheet = desk.sheet(ThanksSheet)
    assert "Priya Nair and Marc Dubois" in str(sheet.words.read())
    sheet.words.write(f"{sheet.words.read()}\nSee you soon")
    file = tmp_path / "thanks.eml"
    choose(file)
    desk.press(KEYS.Key_S, CTRL)
    draft = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert draft["To"] == "Priya Nair <priya@example.com>"
    assert draft["Subject"] == "Senior Accountant (JO-0001) is filled: thank you"
    assert "See you soon" in draft.get_content()
    assert "Tom Ashby" in draft.get_content()


def test_the_thanks_are_opened_in_the_mail_program_by_enter_or_copied(desk: ClientDesk) -> None:
    desk.app.job_orders.close(desk.job, JobState.FILLED)
    messages, opened = desk.window.messages, list[QUrl]()

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return True

    def show() -> ThanksSheet:
        note = desk.app.wins.thanks(desk.job)
        ThanksSheet(desk.window, note, messages, open_url=open_url).open()
        return desk.sheet(ThanksSheet)

    show()
    desk.press(KEYS.Key_Return, CTRL)
    assert opened[0].toString().startswith("mailto:priya@example.com?subject=Senior Accountant")
    assert messages.toast.text == "The thank-you note is open in your mail program."
    words = show().words.read()
    desk.press(KEYS.Key_C, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.clipboard().text() == f"Senior Accountant (JO-0001) is filled: thank you\n\n{words}"
    assert messages.toast.text == "The thank-you note is copied."
    assert len(opened) == 1


def test_a_job_order_that_was_lost_is_not_thanked_for(desk: ClientDesk) -> None:
    desk.app.job_orders.close(desk.job, JobState.LOST, "Cancelled")
    desk.turn("wins")
    desk.at(desk.screen.wins.list, "Senior Accountant")
    assert not desk.screen.wins.thanks_button.isEnabled()
    assert desk.screen.wins.feedback_button.isEnabled()


def test_feedback_of_both_sides_stands_beside_the_job_order(desk: ClientDesk) -> None:
    desk.app.job_orders.close(desk.job, JobState.FILLED)
    desk.turn("wins")
    for name, side, rating in (("Priya", Side.CLIENT, "5"), ("Tom", Side.AGENCY, "3")):
        desk.at(desk.screen.wins.list, "Senior Accountant")
        desk.press("f")
        sheet = desk.sheet(FeedbackSheet)
        desk.write(name)
        desk.press(KEYS.Key_Return, CTRL)
        assert not sheet.isHidden()  # a grade is needed
        desk.press(rating)
        sheet.side.write(side)
        sheet.words.write("It was quick")
        desk.press(KEYS.Key_Return, CTRL)
        desk.heard()
    (closed,) = desk.app.wins.closed(desk.client.id)
    assert {(f.name, f.side, f.rating) for f in closed.feedback} == {
        ("Priya", Side.CLIENT, 5),
        ("Tom", Side.AGENCY, 3),
    }
    (row,) = rows(desk.screen.wins.list)
    assert (row.who, row.status) == ("Us 3 ●●●○○", "Them 5 ●●●●●")
    assert "“It was quick”" in row.subtitle
