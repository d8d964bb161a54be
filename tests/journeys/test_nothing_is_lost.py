"""Two windows on one database, a process that is killed, a window that is closed: nothing that was shown is lost."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt

from desktop.app import open_app
from tests.journeys.conftest import Hands, Opened, at_work
from ui.screens.job_details import DetailsScreen
from ui.screens.process import ProcessScreen
from ui.widgets.buttons import Button


def to_process(hands: Hands) -> Hands:
    hands.press("Ctrl+2", "Return")
    assert hands.job.title == "Senior Accountant"
    return hands


def test_an_edit_overtaken_elsewhere_is_refused_and_its_text_kept(opened: Opened, worked: Path) -> None:
    hands = to_process(opened(worked))
    hands.press("Alt+3")
    form = hands.front(DetailsScreen).form
    assert form is not None
    form.field("location").editor.setFocus()
    hands.write("Hamburg")
    other = open_app(worked)
    other.job_orders.save(replace(other.job_orders.get(hands.id), location="Bremen", work_pattern="Nights"))
    hands.press("Tab")
    keep = "Keep mine"
    hands.wait(lambda: keep in [button.text() for button in form.findChildren(Button) if button.isVisible()])
    assert form.field("location").read() == "Hamburg"
    assert other.job_orders.get(hands.id).location == "Bremen"
    hands.qtbot.mouseClick(next(b for b in form.findChildren(Button) if b.text() == keep), Qt.MouseButton.LeftButton)
    hands.wait(lambda: hands.job.location == "Hamburg")
    assert hands.job.work_pattern == "Nights"
    other.close()


def test_a_step_added_in_one_window_is_seen_in_the_other_beside_what_is_typed_there(
    opened: Opened, worked: Path
) -> None:
    first, second = to_process(opened(worked)), to_process(opened(worked))
    first.press("F2")
    first.write("Half a ti")
    second.press("Ins")
    second.write("Reference checks")
    second.press("Return")
    first.wait(lambda: first.focused() is not None)
    steps = first.front(ProcessScreen).editor
    first.wait(lambda: "Reference checks" in [step.title for step in steps.steps])
    cell = steps.table.editing.cell
    assert cell is not None
    assert cell.property("text") == "Half a ti"
    first.press("Return")
    assert {"Half a ti", "Reference checks"} <= set(first.titles)


def test_what_was_shown_as_saved_is_there_after_a_kill(worked: Path) -> None:
    with at_work("typist.py", worked) as process:
        assert process.stdout is not None
        said = [process.stdout.readline().strip() for _line in range(25)]
        process.kill()
        said += [line.strip() for line in process.stdout if line.endswith("\n")]
    app = open_app(worked)
    steps = app.processes.get(app.job_orders.lines(app.job_orders.numbers())[0].id).steps
    app.close()
    assert said[:3] == ["Title 1", "Title 2", "Title 3"]
    written = int(steps[0].title.removeprefix("Title "))
    assert written in {len(said), len(said) + 1}  # the last may have been saved, but not yet said


def test_a_window_that_is_closed_keeps_what_is_being_typed(opened: Opened, worked: Path) -> None:
    hands = to_process(opened(worked))
    job = hands.id
    hands.press("F2")
    hands.write("Typed last")
    assert hands.window.close()
    app = open_app(worked)
    assert app.processes.get(job).steps[0].title == "Typed last"
    app.close()
