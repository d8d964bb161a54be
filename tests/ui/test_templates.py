"""Process templates: made, renamed, copied, deleted with Undo, steps edited; job orders keep what they have."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.domain.process import ProcessTemplate
from desktop.domain.steps import Step
from tests.ui.conftest import Founded, Shown
from ui.main_window import MainWindow
from ui.screens.templates import TemplatesScreen


def templates(founded: Founded, shown: Shown) -> tuple[MainWindow, TemplatesScreen]:
    window = shown(lambda window: TemplatesScreen(founded.app, founded.bridge, window.commands))
    screen = window.screen_of("screen")
    assert isinstance(screen, TemplatesScreen)
    return window, screen


def names(founded: Founded) -> list[str]:
    return [template.name for template in founded.app.templates.all()]


def current(founded: Founded, screen: TemplatesScreen) -> ProcessTemplate:
    return founded.app.templates.get(screen.list.current_id())


def test_those_that_ship_are_listed_and_the_first_is_shown_with_its_steps(founded: Founded, shown: Shown) -> None:
    screen = templates(founded, shown)[1]
    first = founded.app.templates.all()[0]
    assert screen.list.current_id() == first.id
    assert screen.editor.steps == first.steps


def test_a_new_one_is_named_at_once_by_keyboard(founded: Founded, shown: Shown, qtbot: QtBot) -> None:
    screen = templates(founded, shown)[1]
    screen.list.setFocus()
    qtbot.keyClick(screen.list, Qt.Key.Key_Insert)
    name = QApplication.focusWidget()
    assert isinstance(name, QLineEdit)
    qtbot.keyClicks(name, "Nurses in Kent")
    qtbot.keyClick(name, Qt.Key.Key_Tab)
    assert "Nurses in Kent" in names(founded)
    assert current(founded, screen).steps == ()


def test_from_the_words_of_a_new_one_tab_leads_to_its_first_step(founded: Founded, shown: Shown, qtbot: QtBot) -> None:
    screen = templates(founded, shown)[1]
    assert screen.editor.lanes.focusPolicy() & Qt.FocusPolicy.TabFocus
    screen.list.setFocus()
    qtbot.keyClick(screen.list, Qt.Key.Key_Insert)
    for _n in range(2):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert screen.editor.table.hasFocus()
    qtbot.keyClick(screen.editor.table, Qt.Key.Key_Return)
    qtbot.keyClicks(QApplication.focusWidget(), "Assessment centre")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert [step.title for step in current(founded, screen).steps] == ["Assessment centre"]


def test_the_panel_of_no_step_has_nothing_to_save(founded: Founded, shown: Shown, qtbot: QtBot) -> None:
    screen = templates(founded, shown)[1]
    screen.list.setFocus()
    qtbot.keyClick(screen.list, Qt.Key.Key_Insert)
    screen.editor.show_panel()
    assert not screen.editor.panel.form.dirty
    assert screen.editor.panel.form.flush()
    assert current(founded, screen).steps == ()


def test_a_copy_has_the_same_steps_and_is_shown(founded: Founded, shown: Shown, qtbot: QtBot) -> None:
    screen = templates(founded, shown)[1]
    original = current(founded, screen)
    screen.list.setFocus()
    qtbot.keyClick(screen.list, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    copy = current(founded, screen)
    assert copy.id != original.id
    assert [step.title for step in copy.steps] == [step.title for step in original.steps]
    assert screen.editor.steps == copy.steps


def test_deleting_goes_on_to_another_and_can_be_undone(founded: Founded, shown: Shown, qtbot: QtBot) -> None:
    window, screen = templates(founded, shown)
    gone, before = current(founded, screen), names(founded)
    screen.list.setFocus()
    qtbot.keyClick(screen.list, Qt.Key.Key_Delete)
    assert gone.name not in names(founded)
    assert gone.name in window.messages.toast.text
    assert screen.list.current_id() not in (None, gone.id)
    with qtbot.waitSignal(founded.bridge.changed):
        founded.app.undo.undo()
    assert names(founded) == before


def test_steps_edited_here_change_the_template_and_no_job_order(founded: Founded, shown: Shown) -> None:
    screen = templates(founded, shown)[1]
    job_before = founded.app.processes.get(founded.job.id).steps
    first = screen.editor.steps[0]
    screen.editor.do(lambda: screen.editor._actions.remove(first.id))
    assert first.id not in [step.id for step in current(founded, screen).steps]
    assert founded.app.processes.get(founded.job.id).steps == job_before


def test_a_name_being_typed_and_an_edited_step_are_both_kept(founded: Founded, shown: Shown, qtbot: QtBot) -> None:
    screen = templates(founded, shown)[1]
    screen.rename()
    name = QApplication.focusWidget()
    assert isinstance(name, QLineEdit)
    name.selectAll()
    qtbot.keyClicks(name, "Ours")
    screen.editor.do(lambda: screen.editor._actions.add(Step(title="Reference calls"), None))
    assert screen.flush()
    kept = current(founded, screen)
    assert kept.name == "Ours"
    assert kept.steps[-1].title == "Reference calls"


def test_an_empty_name_is_refused_and_keeps_the_template_in_front(founded: Founded, shown: Shown, qtbot: QtBot) -> None:
    screen = templates(founded, shown)[1]
    before = screen.list.current_id()
    screen.rename()
    name = QApplication.focusWidget()
    assert isinstance(name, QLineEdit)
    name.clear()
    screen.list.setFocus()
    qtbot.keyClick(screen.list, Qt.Key.Key_Down)
    assert screen.form.field("name").problem
    assert screen.list.current_id() == before
