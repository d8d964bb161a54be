"""The Process tab comes to terms: positions, the panel, and asking for sign-off."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.agreement import AgreementState
from desktop.domain.job_order import Involvement
from desktop.domain.limits import CountedFrom, Origin, Within
from desktop.domain.positions import Outcome, Position, Stance
from desktop.domain.roles import Role, Side
from desktop.domain.steps import Consequence
from tests.ui.conftest import Founded, Shown
from tests.ui.process_desk import CTRL, KEYS, SHIFT, Desk
from ui.widgets.difference_strip import DifferenceStrip
from ui.widgets.position_sheet import PositionSheet
from ui.widgets.step_cells import CountedCell, LineCell
from ui.widgets.step_words import difference
from ui.widgets.steps_model import Col

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)  # offscreen, of every list that pops up


@pytest.fixture
def desk(qtbot: QtBot, founded: Founded, shown: Shown) -> Desk:
    return Desk(qtbot, founded, shown)


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


def test_a_limit_and_enter_ask_for_a_change(desk: Desk) -> None:
    desk.at(3)
    desk.press(KEYS.Key_C)
    desk.sheet(PositionSheet)
    desk.write("4d")
    desk.press(KEYS.Key_Return)
    assert desk.step(3).client == Position(stance=Stance.ASKS, within=Within(4))


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


@pytest.mark.parametrize(
    ("asked", "accept", "keep"),
    [
        (Position(stance=Stance.ASKS, within=Within(9)), "Accept 9 days", "Keep 2 days"),
        (
            Position(stance=Stance.ASKS, within=Within(9), done_when="Both say <so>"),
            "Accept both",
            "Keep as it is",
        ),
        (Position(stance=Stance.ASKS, done_when="Both say <so>"), "Accept “done when”", "Keep as it is"),
    ],
)
def test_accept_names_all_that_it_changes(desk: Desk, asked: Position, accept: str, keep: str) -> None:
    desk.app.processes.edit_step(desk.job, replace(desk.step(3), within=Within(2)))
    desk.app.processes.take_position(desk.job, desk.step(3).id, Side.CLIENT, asked)
    desk.screen.refresh()
    strip = desk.table._strips[desk.step(3).id]
    assert (strip._accept.text(), strip._keep.text()) == (accept, keep)
    limit = "9 days and " if asked.within else ""
    whole = f"<qt>Accept {limit}the new “done when”: Both say &lt;so></qt>" if asked.done_when else ""
    assert strip._accept.toolTip() == whole
    strip._accept.click()
    assert (desk.step(3).within, desk.step(3).done_when == "Both say <so>") == (
        asked.within or Within(2),
        bool(asked.done_when),
    )


@pytest.mark.parametrize("width", [200, 290, 450, 900])
def test_the_ways_out_of_a_difference_are_whole_however_narrow_the_table_is(desk: Desk, width: int) -> None:
    asked = Position(stance=Stance.ASKS, done_when="Both say so", what="They need the weekend")
    desk.app.processes.take_position(desk.job, desk.step(3).id, Side.CLIENT, asked)
    found = difference(desk.step(3))
    assert found is not None
    assert found.sentence == "Client asks that it is done when: “Both say so” Client asks: “They need the weekend”"
    strip = DifferenceStrip(desk.window, lambda _what, _step: None)
    strip.set_difference(found, read_only=False, private=True)
    strip.fit(width)
    strip.resize(width, strip.sizeHint().height())
    strip.show()
    for button in (strip._accept, strip._keep, strip._note):
        assert button.size() == button.sizeHint()
        assert strip.rect().contains(button.geometry())


def test_proposing_has_one_name(desk: Desk) -> None:
    command = next(one for one, _where, _action in desk.window.commands._entries if one.id == "propose")
    assert desk.screen.propose.text() == command.text == "Propose to client"


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
