"""The steps of the Process tab are written with keys alone, and every refusal keeps what was typed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop.domain.limits import CandidateEvent, CountedFrom, Unit, Within
from desktop.domain.positions import AGREES
from desktop.domain.roles import Role, Side
from tests.ui.conftest import Founded, Shown
from tests.ui.process_desk import ALT, CTRL, KEYS, Desk
from ui.widgets.step_cells import CountedCell, LineCell, WhoCell
from ui.widgets.step_words import LimitError, parse_within
from ui.widgets.steps_model import Col

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)  # offscreen, of every list that pops up


@pytest.fixture
def desk(qtbot: QtBot, founded: Founded, shown: Shown) -> Desk:
    return Desk(qtbot, founded, shown)


# -- limits as they are typed ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "limit"),
    [
        ("", None),
        ("3", Within(3)),
        ("3d", Within(3)),
        (" 3 Days ", Within(3)),
        ("2w", Within(10)),
        ("8h", Within(8, Unit.WORKING_HOURS)),
        ("5 cd", Within(5, Unit.CALENDAR_DAYS)),
        ("5 calendar days", Within(5, Unit.CALENDAR_DAYS)),
        ("every week", Within(1, Unit.WEEKS_APART)),
        ("every 2 weeks", Within(2, Unit.WEEKS_APART)),
        ("before signing", Within(0, Unit.BEFORE_SIGNING)),
        ("Before the search", Within(0, Unit.BEFORE_SEARCH)),
        ("10000d", Within(10_000)),
    ],
)
def test_a_limit_is_read_as_it_is_typed(typed: str, limit: Within | None) -> None:
    assert parse_within(typed) == limit


@pytest.mark.parametrize("typed", ["soon", "d", "3 moons", "-3", "3.5d", "every"])
def test_what_is_no_limit_is_refused_in_words(typed: str) -> None:
    with pytest.raises(LimitError, match="not a limit"):
        parse_within(typed)


# -- steps with the keyboard ----------------------------------------------------------------------------------------


def test_typing_in_the_last_row_adds_a_step(desk: Desk) -> None:
    count = len(desk.process.steps)
    desk.press(KEYS.Key_End, CTRL)
    desk.table.select_step(None)
    desk.press(KEYS.Key_Return)
    desk.write("Reference checks")
    desk.press(KEYS.Key_Return)
    assert len(desk.process.steps) == count + 1
    assert desk.process.steps[-1].title == "Reference checks"
    assert desk.editor.current_step == desk.process.steps[-1]
    assert desk.table.hasFocus()


def test_insert_adds_below_the_current_step(desk: Desk) -> None:
    desk.at(2)
    desk.press(KEYS.Key_Insert)
    desk.write("Panel briefed")
    desk.press(KEYS.Key_Return)
    assert desk.step(3).title == "Panel briefed"


def test_escape_adds_nothing(desk: Desk) -> None:
    before = desk.process
    desk.at(2)
    desk.press(KEYS.Key_Insert)
    desk.write("Never mind")
    desk.press(KEYS.Key_Escape)
    assert desk.process == before
    assert desk.table.editing.cell is None


def test_tab_goes_from_cell_to_cell(desk: Desk) -> None:
    desk.window.resize(1900, 900)
    desk.at(2)
    desk.press(KEYS.Key_F2)
    desk.write("Shortlist of four")
    desk.press(KEYS.Key_Tab)
    desk.cell(WhoCell)
    desk.press(KEYS.Key_Tab)
    desk.write("8h")
    desk.press(KEYS.Key_Tab)
    desk.press(KEYS.Key_Escape, widget=desk.cell(CountedCell))
    step = desk.step(2)
    assert (step.title, step.within) == ("Shortlist of four", Within(8, Unit.WORKING_HOURS))


def test_letters_say_who_does_it_and_who_agrees(desk: Desk) -> None:
    desk.at(2, Col.WHO)
    desk.press(KEYS.Key_Return)
    desk.write("rc")  # the recruiter no more, client HR instead
    desk.press(KEYS.Key_Right)
    desk.write("b")
    desk.press(KEYS.Key_Return)
    assert (desk.step(2).does, desk.step(2).answers) == ((Role.CLIENT_HR,), Role.BUSINESS_LEADER)


def test_counted_from_is_chosen_in_place(desk: Desk) -> None:
    desk.window.resize(1900, 900)
    desk.at(2, Col.FROM)
    desk.press(KEYS.Key_Return)
    cell = desk.cell(CountedCell)
    cell.choose(CountedFrom.each(CandidateEvent.OFFERED))
    desk.press(KEYS.Key_Return, widget=cell)
    assert desk.step(2).counted_from == CountedFrom.each(CandidateEvent.OFFERED)


def test_a_ring_is_refused_with_its_chain_and_the_choice_stays(desk: Desk) -> None:
    desk.window.resize(1900, 900)
    first, second = desk.step(1), desk.step(2)
    desk.app.processes.edit_step(desk.job, replace(second, counted_from=CountedFrom.step(first.id)))
    desk.screen.refresh()
    desk.at(1, Col.FROM)
    desk.press(KEYS.Key_Return)
    cell = desk.cell(CountedCell)
    cell.choose(CountedFrom.step(second.id))
    desk.press(KEYS.Key_Return, widget=cell)
    assert f"{first.title} → {second.title} → {first.title}" in desk.table.editing.problem
    assert desk.table.editing.cell is cell
    assert desk.step(1).counted_from == first.counted_from


def test_a_refused_cell_keeps_its_text_and_says_why(desk: Desk) -> None:
    desk.at(2, Col.WITHIN)
    desk.press(KEYS.Key_Return)
    desk.write("10000d")
    desk.press(KEYS.Key_Return)
    cell = desk.cell(LineCell)
    assert cell.text() == "10000d"
    assert "1 to 250" in desk.table.editing.problem
    assert not desk.screen.flush()
    cell.selectAll()
    desk.write("4d")
    desk.press(KEYS.Key_Return)
    assert desk.step(2).within == Within(4)


def test_alt_and_arrows_move_the_step_and_undo_brings_it_back(desk: Desk) -> None:
    before = desk.process.steps
    desk.at(2)
    desk.press(KEYS.Key_Down, ALT)
    assert [step.id for step in desk.process.steps[:3]] == [before[0].id, before[2].id, before[1].id]
    assert desk.editor.current_step == desk.step(3)
    desk.app.undo.undo()
    assert desk.process.steps == before
    desk.app.undo.redo()
    assert desk.process.steps[2].id == before[1].id


def test_a_step_is_dragged_by_its_handle(desk: Desk) -> None:
    first = desk.step(1)
    rows = [desk.table.visualRect(desk.table.model().index(row, Col.HANDLE)).center() for row in range(4)]
    viewport = desk.table.viewport()
    desk.qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=rows[0])
    desk.qtbot.mouseMove(viewport, rows[1])
    desk.qtbot.mouseMove(viewport, rows[2] + QPoint(0, 8))
    desk.qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=rows[2] + QPoint(0, 8))
    assert desk.step(3).id == first.id


def test_delete_removes_with_a_toast_whose_undo_brings_it_back(desk: Desk) -> None:
    before = desk.process.steps
    desk.at(4)
    desk.press(KEYS.Key_Delete)
    assert len(desk.process.steps) == len(before) - 1
    toast = desk.window.messages.toast
    assert before[3].title in toast.text
    toast._undo.click()
    assert desk.process.steps == before
    desk.qtbot.waitUntil(lambda: desk.editor.steps == before)


# -- beginning ------------------------------------------------------------------------------------------------------


def test_an_empty_process_begins_from_a_template_with_enter(desk: Desk) -> None:
    desk.show(desk.founded.another("Nurse").id)
    start = desk.screen.start
    assert start.isVisible()
    start.templates.setFocus()
    desk.press(KEYS.Key_Return)
    assert desk.process.steps
    assert desk.editor.isVisible()


def test_an_empty_process_begins_with_its_first_step(desk: Desk) -> None:
    desk.show(desk.founded.another("Nurse").id)
    desk.screen.start.templates.setFocus()
    desk.press(KEYS.Key_Insert)
    desk.write("Intake meeting")
    desk.press(KEYS.Key_Return)
    assert [step.title for step in desk.process.steps] == ["Intake meeting"]
    assert desk.status == "Draft v1 · 0 of 1 agreed"
    assert desk.screen.open_points.isVisible()


def test_an_edit_elsewhere_keeps_what_is_typed_here(desk: Desk) -> None:
    desk.at(2)
    desk.press(KEYS.Key_F2)
    desk.write("Half a ti")
    changed: Callable[[], object] = lambda: desk.app.processes.take_position(  # noqa: E731
        desk.job, desk.step(1).id, Side.CLIENT, AGREES
    )
    with desk.qtbot.waitSignal(desk.founded.bridge.changed):
        changed()
    cell = desk.cell(LineCell)
    assert cell.text() == "Half a ti"
    assert desk.editor.steps[0].is_agreed
    assert desk.status.startswith("Draft v1 · 1 of")


def test_what_another_changed_right_after_us_is_shown_too(desk: Desk) -> None:
    desk.at(1)
    desk.press(KEYS.Key_F2)
    desk.cell(LineCell).setText("Intake call")
    desk.press(KEYS.Key_Return)
    theirs = desk.step(2)
    desk.app.processes.edit_step(desk.job, replace(theirs, title="Written by another"))
    desk.qtbot.waitUntil(lambda: [step.title for step in desk.table.steps[:2]] == ["Intake call", "Written by another"])
    desk.app.processes.edit_step(desk.job, replace(desk.step(2), title="And again"))
    desk.qtbot.waitUntil(lambda: desk.table.steps[1].title == "And again")
    desk.at(2)
    desk.press(KEYS.Key_F2)
    desk.cell(LineCell).setText("Ours on top of theirs")
    desk.press(KEYS.Key_Return)
    assert desk.step(2).title == "Ours on top of theirs"


def test_the_total_follows_the_hours_of_a_working_day(desk: Desk) -> None:
    for _more in range(len(desk.process.steps) - 1):
        desk.app.processes.remove_step(desk.job, desk.step(2).id)
    desk.app.processes.edit_step(desk.job, replace(desk.step(1), within=Within(9, Unit.WORKING_HOURS)))
    desk.qtbot.waitUntil(lambda: desk.screen.banner._text.text() == "Total 2 working days")
    agency = desk.app.agencies.get()
    desk.app.agencies.save(replace(agency, week=replace(agency.week, opens=time(8), closes=time(18))))
    desk.qtbot.waitUntil(lambda: desk.screen.banner._text.text() == "Total 1 working day")
