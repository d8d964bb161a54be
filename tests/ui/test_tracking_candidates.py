"""The sheet of candidates: references and events, in their order."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.domain.limits import CandidateEvent
from desktop.domain.promises import PromiseState
from tests.ui.conftest import Shown
from tests.ui.tracking_desk import Desk, sit_down, type_into, typed
from ui.widgets.candidates_sheet import NOT_YET, CandidatesSheet

KEYS, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
FEEDBACK = "Feedback on every CV"


@pytest.fixture
def desk(qtbot: QtBot, shown: Shown, tmp_path: Path) -> Iterator[Desk]:
    with sit_down(qtbot, shown, tmp_path) as desk:
        yield desk


def open_sheet(desk: Desk) -> CandidatesSheet:
    desk.press("c")
    return desk.sheet(CandidatesSheet)


def test_a_reference_and_enter_sends_a_cv_and_begins_what_is_counted_from_it(desk: Desk) -> None:
    sheet = open_sheet(desk)
    assert any("never a CV" in label.text() for label in sheet.findChildren(QLabel))
    desk.write("C-17")
    desk.press(KEYS.Key_Return)
    assert sheet.isVisible()
    assert sheet.reference.read() == ""
    (candidate,) = desk.tracked.tracking.candidates
    assert (candidate.reference, candidate.when(CandidateEvent.SENT)) == ("C-17", desk.clock.at)
    assert desk.promise(FEEDBACK, "C-17").is_open
    assert any(row.reference == "C-17" for row in desk.table.rows)


def test_a_reference_twice_is_refused_beside_the_field_and_stays(desk: Desk) -> None:
    desk.app.promises.add_candidate(desk.job, "C-17")
    desk.heard()
    sheet = open_sheet(desk)
    sheet.reference.editor.setFocus()
    desk.write("c-17")
    sheet.sent.write(NOT_YET)
    desk.press(KEYS.Key_Return)
    assert "there already" in sheet.reference.problem
    assert sheet.reference.read() == "c-17"
    assert len(desk.tracked.tracking.candidates) == 1


def test_where_there_are_candidates_ctrl_n_goes_to_a_new_reference(desk: Desk) -> None:
    desk.app.promises.add_candidate(desk.job, "C-17")
    desk.heard()
    sheet = open_sheet(desk)
    assert desk.focused() is sheet.grid
    desk.press(KEYS.Key_N, CTRL)
    desk.write("C-18")
    desk.press(KEYS.Key_Return)
    assert {one.reference for one in desk.tracked.tracking.candidates} == {"C-17", "C-18"}


def test_enter_on_a_cell_notes_its_event_now(desk: Desk) -> None:
    desk.app.promises.add_candidate(desk.job, "C-17", sent_at=desk.clock.at)
    desk.heard()
    desk.clock.go_on(hours=2)
    sheet = open_sheet(desk)
    assert desk.focused() is sheet.grid
    desk.press(KEYS.Key_Right)
    desk.press(KEYS.Key_Right)
    assert sheet.grid.cell_event == CandidateEvent.FEEDBACK
    desk.press(KEYS.Key_Return)
    assert desk.promise(FEEDBACK, "C-17").state == PromiseState.KEPT  # the event is what was promised
    assert "feedback given: 3 Nov 2026, 11:00" in sheet.about.text()


def test_out_of_order_is_refused_beside_the_field(desk: Desk) -> None:
    desk.app.promises.add_candidate(desk.job, "C-17", sent_at=desk.clock.at)
    desk.heard()
    sheet = open_sheet(desk)
    for _step in range(6):
        desk.press(KEYS.Key_Right)
    assert sheet.grid.cell_event == CandidateEvent.ACCEPTED
    desk.press(KEYS.Key_Return)
    assert sheet.event_field.problem == "“accepted” comes after “offered”, which is not noted for C-17 yet."
    assert len(desk.tracked.tracking.candidates[0].events) == 1


def test_an_event_before_the_cv_is_refused_beside_the_day(desk: Desk) -> None:
    desk.app.promises.add_candidate(desk.job, "C-17", sent_at=desk.clock.at)
    desk.heard()
    sheet = open_sheet(desk)
    sheet.event_field.write(CandidateEvent.FEEDBACK)
    type_into(sheet.at.time, "8:15")
    sheet.note.click()
    assert "can't be earlier" in sheet.at.day.problem
    assert typed(sheet.at.time) == "8:15"


def test_delete_takes_an_event_away_unless_another_needs_it(desk: Desk) -> None:
    candidate = desk.app.promises.add_candidate(desk.job, "C-17", sent_at=desk.clock.at).candidates[0]
    desk.app.promises.note_event(desk.job, candidate.id, CandidateEvent.FEEDBACK)
    desk.heard()
    sheet = open_sheet(desk)
    desk.press(KEYS.Key_Right)
    desk.press(KEYS.Key_Delete)
    assert sheet.event_field.problem.endswith("Remove that first.")
    desk.press(KEYS.Key_Right)
    desk.press(KEYS.Key_Delete)
    assert [one.event for one in desk.tracked.tracking.candidates[0].events] == [CandidateEvent.SENT]


def test_the_open_sheet_shows_what_another_window_noted(desk: Desk) -> None:
    sheet = open_sheet(desk)
    desk.app.promises.add_candidate(desk.job, "C-99")
    desk.heard()
    assert sheet.grid.candidate is not None
    assert sheet.grid.candidate.reference == "C-99"
    desk.press(KEYS.Key_Return, CTRL)
    assert not sheet.isVisible()
    assert desk.view.deeds.candidates is None


def test_what_comes_next_is_offered_and_then_what_follows(desk: Desk) -> None:
    desk.app.promises.add_candidate(desk.job, "C-17", sent_at=desk.clock.at)
    desk.heard()
    sheet = open_sheet(desk)
    assert sheet.event_field.read() == CandidateEvent.FEEDBACK
    desk.clock.go_on(hours=1)
    sheet.at.begin(desk.clock.at)
    sheet.note.click()
    assert sheet.event_field.read() == CandidateEvent.INTERVIEW_ASKED
