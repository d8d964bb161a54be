"""The Process tab: the steps are agreed with keys alone, and every refusal keeps what was typed."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop.domain.agreement import AgreementState
from desktop.domain.job_order import Involvement
from desktop.domain.limits import CandidateEvent, CountedFrom, Origin, Unit, Within
from desktop.domain.positions import AGREES, Outcome, Position, Stance
from desktop.domain.process import Process
from desktop.domain.roles import Role, Side
from desktop.domain.steps import Consequence, Step
from tests.ui.conftest import Founded, Shown
from tests.ui.keys import Keys
from ui.main_window import MainWindow
from ui.screen import Screen
from ui.screens.process import ProcessScreen
from ui.widgets.position_sheet import PositionSheet
from ui.widgets.step_cells import CountedCell, LineCell, WhoCell
from ui.widgets.step_words import LimitError, parse_within
from ui.widgets.steps_model import Col

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)  # offscreen, of every list that pops up
C = TypeVar("C", LineCell, CountedCell, WhoCell)
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NONE = Qt.KeyboardModifier.NoModifier
KEYS = Qt.Key


class Desk(Keys):
    """The screen in a window over real services, and hands on the keyboard."""

    def __init__(self, qtbot: QtBot, founded: Founded, shown: Shown) -> None:
        self.qtbot, self.founded, self.app = qtbot, founded, founded.app
        self.signed_off: list[UUID] = []
        self.window = shown(self._make)
        screen = self.window.screen_of("screen")
        assert isinstance(screen, ProcessScreen)
        self.screen, self.editor, self.table = screen, screen.editor, screen.editor.table
        self.show(founded.job.id)

    def _make(self, window: MainWindow) -> Screen:
        return ProcessScreen(self.app, self.founded.bridge, window.commands, self.signed_off.append)

    def show(self, job_order_id: UUID) -> None:
        self.job = job_order_id
        self.screen.show_target(job_order_id)
        if self.editor.isVisible():
            self.editor.focus_table()

    @property
    def process(self) -> Process:
        return self.app.processes.get(self.job)

    def step(self, number: int) -> Step:
        return self.process.steps[number - 1]

    def at(self, number: int, col: Col = Col.STEP) -> None:
        self.table.select_step(self.step(number).id, col)
        self.editor.focus_table()

    def cell(self, kind: type[C]) -> C:
        """The open editor; the list of a choice is closed again, so that a value can be taken without a mouse."""
        found = self.table.editing.cell
        assert isinstance(found, kind)
        if isinstance(found, CountedCell):
            found.hidePopup()
        return found

    @property
    def status(self) -> str:
        return self.screen.banner._title.text()


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


# -- coming to terms ------------------------------------------------------------------------------------------------


def test_the_screen_counts_what_is_agreed(desk: Desk) -> None:
    desk.at(1)
    desk.press(KEYS.Key_A)
    assert desk.status == f"Draft v1 · 1 of {len(desk.process.steps)} agreed"
    desk.press(KEYS.Key_G, CTRL | SHIFT)
    assert not desk.process.open_steps


def test_a_change_asked_for_is_accepted_and_who_gave_way_is_remembered(desk: Desk) -> None:
    desk.at(3)
    desk.press(KEYS.Key_C)
    desk.sheet(PositionSheet)
    desk.write("4d")
    sheet = desk.sheet(PositionSheet)
    sheet._fields["why"].editor.setFocus()
    desk.write("they travel")
    desk.press(KEYS.Key_Return, CTRL)
    assert desk.step(3).client == Position(stance=Stance.ASKS, within=Within(4), why="they travel")
    desk.at(3)
    desk.press(KEYS.Key_A)
    step = desk.step(3)
    assert step.within == Within(4)
    assert step.is_agreed
    assert (step.settlements[-1].outcome, step.settlements[-1].gave_way) == (Outcome.ACCEPTED, Side.AGENCY)


def test_keeping_it_says_that_who_asked_gave_way(desk: Desk) -> None:
    step = desk.step(3)
    desk.app.processes.take_position(desk.job, step.id, Side.CLIENT, Position(stance=Stance.ASKS, within=Within(9)))
    desk.screen.refresh()
    desk.at(3)
    desk.press(KEYS.Key_K)
    kept = desk.step(3)
    assert kept.within == step.within
    assert kept.settlements[-1].gave_way == Side.CLIENT


def test_an_open_difference_stands_below_its_step_with_its_ways_out(desk: Desk) -> None:
    said = Position(stance=Stance.ASKS, within=Within(9), why="two managers travel")
    desk.app.processes.take_position(desk.job, desk.step(3).id, Side.CLIENT, said)
    desk.screen.refresh()
    strip = desk.table._strips[desk.step(3).id]
    assert strip.isVisible()
    assert strip.accessibleName() == "Client asks for 9 days. Because: two managers travel"
    assert strip._accept.text() == "Accept 9 days"
    strip._accept.click()
    assert desk.step(3).within == Within(9)
    assert not desk.table._strips


def test_a_refusal_needs_its_reason(desk: Desk) -> None:
    desk.at(2)
    desk.press(KEYS.Key_X)
    desk.press(KEYS.Key_Return, CTRL)
    sheet = desk.sheet(PositionSheet)
    assert "why" in sheet._fields["why"].problem
    assert desk.step(2).client.stance == Stance.SILENT
    sheet._fields["why"].editor.setFocus()
    desk.write("never agreed to that")
    desk.press(KEYS.Key_Return, CTRL)
    assert desk.step(2).client.stance == Stance.REFUSES


def test_shift_a_lets_both_agree(desk: Desk) -> None:
    desk.app.processes.take_position(desk.job, desk.step(2).id, Side.AGENCY, Position(stance=Stance.SILENT))
    desk.screen.refresh()
    desk.at(2)
    desk.press(KEYS.Key_A, SHIFT)
    assert desk.step(2).is_agreed


# -- the panel ------------------------------------------------------------------------------------------------------


def test_the_panel_edits_what_has_no_column(desk: Desk) -> None:
    desk.at(2)
    desk.press(KEYS.Key_F4)
    panel = desk.editor.panel
    consequence = panel.form.field("consequence").editor
    consequence.choose(Consequence.OWN_WORDS)  # type: ignore[attr-defined] # a ComboBox
    panel.form.field("consequence").left.emit()
    panel.go_to("if_missed")
    desk.write("we meet for lunch")
    desk.press(KEYS.Key_Return)
    assert desk.step(2).if_missed.words == "we meet for lunch"
    desk.press(KEYS.Key_Escape)
    assert desk.table.hasFocus()


def test_a_date_is_asked_for_when_counted_from_one(desk: Desk) -> None:
    desk.window.resize(1900, 900)
    desk.at(2, Col.FROM)
    desk.press(KEYS.Key_Return)
    cell = desk.cell(CountedCell)
    cell.choose(CountedFrom(Origin.DATE))
    desk.press(KEYS.Key_Return, widget=cell)
    assert desk.editor.panel.form.field("on").editor.hasFocus()
    assert any("counted from" in point.sentence for point in desk.screen._standing.gaps)  # type: ignore[union-attr]


def test_terms_are_kept_beside_the_steps(desk: Desk) -> None:
    desk.press(KEYS.Key_F4, SHIFT)
    terms = desk.screen.terms
    assert terms is not None
    channel = terms.field("stay_in_touch.channel").editor
    channel.setFocus()
    channel.selectAll()  # type: ignore[attr-defined] # a LineEdit
    desk.write("Call on Mondays")
    desk.press(KEYS.Key_Return)
    assert desk.process.terms.stay_in_touch.channel == "Call on Mondays"
    assert desk.process.terms.if_something_slips == terms.saved.if_something_slips


def test_who_negotiates_the_offer_also_does_that_step(desk: Desk) -> None:
    desk.press(KEYS.Key_F4, SHIFT)
    terms = desk.screen.terms
    assert terms is not None
    terms.field("offer_negotiator").editor.choose(Role.CLIENT_HR)  # type: ignore[attr-defined] # a ComboBox
    terms.field("offer_negotiator").left.emit()
    offer = next(step for step in desk.process.steps if step.negotiates_offer)
    assert offer.does == (Role.CLIENT_HR,)
    assert next(step for step in desk.editor.steps if step.negotiates_offer).does == (Role.CLIENT_HR,)


def test_client_view_hides_the_private_note(desk: Desk) -> None:
    desk.at(2)
    desk.press(KEYS.Key_N)
    note = desk.editor.panel.form.field("note").editor
    assert note.hasFocus()
    desk.window.set_client_view(True)
    assert not note.isVisible()
    desk.window.set_client_view(False)
    assert note.isVisible()


# -- to the signature -----------------------------------------------------------------------------------------------


def agree_all(desk: Desk) -> None:
    desk.app.processes.agree_the_rest(desk.job)
    recruiter = desk.app.job_orders.get(desk.job).involvement(Role.RECRUITER)
    if recruiter is None:
        job = desk.app.job_orders.get(desk.job)
        me = desk.app.agencies.get().me
        desk.app.job_orders.save(replace(job, involved=(*job.involved, Involvement(role=Role.RECRUITER, person_id=me))))
    desk.screen.refresh()


def test_asking_for_sign_off_says_what_is_open_and_goes_there(desk: Desk) -> None:
    desk.app.processes.edit_step(desk.job, replace(desk.step(4), answers=None))
    desk.screen.refresh()
    agree_all(desk)
    desk.press(KEYS.Key_S, CTRL | SHIFT)
    assert "Nobody answers for it yet." in desk.window.messages.bar.text
    assert desk.editor.current_step == desk.step(4)
    assert desk.signed_off == []


def test_when_nothing_is_open_it_is_fixed_and_shown_for_signing(desk: Desk) -> None:
    agree_all(desk)
    desk.press(KEYS.Key_S, CTRL | SHIFT)
    assert desk.signed_off == [desk.job]
    assert desk.app.agreements.newest(desk.job).state == AgreementState.AGREED
    assert desk.status == "Agreed v1"
    desk.at(1)
    desk.press(KEYS.Key_F2)
    assert desk.table.editing.cell is None
    desk.screen.reopen.click()
    desk.at(1)
    desk.press(KEYS.Key_F2)
    assert desk.table.editing.cell is not None


def test_frozen_meanwhile_elsewhere_is_said_and_the_text_stays(desk: Desk) -> None:
    agree_all(desk)
    desk.at(1)
    desk.press(KEYS.Key_F2)
    desk.write("Kick-off")
    blocked = desk.founded.bridge.blockSignals(True)
    desk.app.agreements.agree(desk.job)
    desk.press(KEYS.Key_Return)
    cell = desk.cell(LineCell)
    assert cell.text() == "Kick-off"
    assert "fixed" in desk.table.editing.problem
    desk.founded.bridge.blockSignals(blocked)


def test_f8_goes_from_one_open_point_to_the_next(desk: Desk) -> None:
    desk.app.processes.agree_the_rest(desk.job)
    for number in (3, 6):
        desk.app.processes.take_position(desk.job, desk.step(number).id, Side.CLIENT, Position(stance=Stance.SILENT))
    desk.screen.refresh()
    desk.at(1)
    desk.press(KEYS.Key_F8)
    assert desk.editor.current_step == desk.step(3)
    desk.press(KEYS.Key_F8)
    assert desk.editor.current_step == desk.step(6)
    desk.press(KEYS.Key_F8)
    assert desk.editor.current_step == desk.step(3)


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
