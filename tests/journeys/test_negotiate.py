"""Both sides at one table: steps are changed, asked about, kept, refused and agreed, and each change taken back."""

from desktop.domain.agreement import AgreementState
from desktop.domain.limits import Within
from desktop.domain.positions import Outcome, Stance
from tests.journeys.conftest import Hands
from ui.screens.process import ProcessScreen
from ui.widgets.position_sheet import PositionSheet


def banner(hands: Hands) -> str:
    return hands.front(ProcessScreen).banner._title.text()


def ask_for(hands: Hands, days: str, why: str) -> None:
    hands.press("C")
    sheet = hands.sheet(PositionSheet)
    hands.write(days)
    while not sheet._fields["why"].editor.hasFocus():
        hands.press("Tab")
    hands.write(why)
    hands.press("Ctrl+Return")
    hands.wait(lambda: hands.is_free)


def test_the_steps_are_negotiated_with_keys_until_nothing_is_open(at_process: Hands) -> None:
    hands = at_process
    hands.press("Down")
    ask_for(hands, "15d", "Holidays")
    assert hands.step(2).client.stance == Stance.ASKS
    hands.press("A")
    assert hands.step(2).within == Within(15)
    assert (hands.step(2).settlements[-1].outcome, hands.step(2).is_agreed) == (Outcome.ACCEPTED, True)
    hands.press("Down")
    ask_for(hands, "4d", "Too many of them")
    before = hands.step(3).within
    hands.press("K")
    assert (hands.step(3).within, hands.step(3).settlements[-1].outcome) == (before, Outcome.KEPT)
    hands.press("Down", "X")
    hands.sheet(PositionSheet)
    hands.write("We cannot promise slots")
    hands.press("Ctrl+Return")
    hands.wait(lambda: hands.is_free)
    assert hands.step(4).client.stance == Stance.REFUSES
    hands.press("Ctrl+Shift+G")
    assert [step.is_agreed for step in hands.process.steps].count(False) == 1
    hands.press("Ctrl+Shift+S")
    assert "not agreed by both sides" in hands.window.messages.bar.text
    assert hands.state() == AgreementState.DRAFT
    hands.press("F8", "K", "Ctrl+Shift+S")
    assert hands.state() == AgreementState.AGREED
    assert hands.window.messages.bar.text == ""  # what was in the way is settled


def test_a_step_is_added_moved_removed_and_all_of_it_undone_and_redone(at_process: Hands) -> None:
    hands = at_process
    before = hands.titles
    hands.press("Ins")
    hands.write("Reference checks")
    hands.press("Return")
    assert hands.titles[1] == "Reference checks"
    assert hands.step(2).counted_from.step_id == hands.step(1).id
    assert "missing" in hands.front(ProcessScreen).open_points.text()
    hands.press("Alt+Down")
    assert hands.titles[2] == "Reference checks"
    hands.press("Del")
    assert hands.titles == before
    for _change in range(3):
        hands.press("Ctrl+Z")
    assert hands.titles == before
    hands.press("Ctrl+Y", "Ctrl+Shift+Z")
    assert hands.titles[2] == "Reference checks"
    hands.press("Ctrl+Z", "Ctrl+Z")
    assert hands.titles == before
    assert hands.app.processes.get(hands.id).steps[0].title in hands.told or hands.told


def test_undo_brings_back_what_was_agreed(at_process: Hands) -> None:
    hands = at_process
    total = len(hands.process.steps)
    assert banner(hands) == f"Draft v1 · 0 of {total} agreed"
    hands.press("Ctrl+Shift+G")
    assert banner(hands) == f"Draft v1 · {total} of {total} agreed"
    hands.press("Ctrl+Z")
    assert banner(hands) == f"Draft v1 · 0 of {total} agreed"
    hands.press("Ctrl+Y")
    assert not hands.process.open_steps


def test_what_was_typed_into_a_cell_is_left_with_escape_and_kept_with_return(at_process: Hands) -> None:
    hands = at_process
    first = hands.titles[0]
    hands.press("F2")
    hands.write("Something else")
    hands.press("Esc")
    assert hands.titles[0] == first
    hands.press("F2")
    hands.write("Something else")
    hands.press("Return")
    assert hands.titles[0] == "Something else"
    assert hands.focused() is hands.front(ProcessScreen).editor.table
