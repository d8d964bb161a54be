"""A dialog begins in its first field, is done by Ctrl+Enter, and loses nothing without asking."""

import gc
import weakref
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ui.widgets.dialog import Dialog
from ui.widgets.inputs import LineEdit, TextEdit


class Reason(Dialog):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title="Pass", primary="Pass", text="Say why.")
        self.who, self.why = LineEdit(), TextEdit()
        column = self.column
        column.addWidget(self.who)
        column.addWidget(self.why)

    def changed(self) -> bool:
        return bool(self.why.toPlainText())


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[Reason]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = Reason(parent)
    parent.show()
    made.open()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    yield made
    if isValid(made):
        made.hide()


def test_it_begins_in_its_first_field_and_tab_leads_to_the_buttons(dialog: Reason, qtbot: QtBot) -> None:
    assert dialog.who.hasFocus()
    qtbot.keyClick(dialog.who, Qt.Key.Key_Tab)
    assert dialog.why.hasFocus()
    qtbot.keyClick(dialog.why, Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert dialog.primary.hasFocus()


def test_ctrl_enter_does_it_from_any_field(dialog: Reason, qtbot: QtBot) -> None:
    dialog.accepted_now.connect(dialog.finish)
    qtbot.keyClicks(dialog.why, "terms")
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.why, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("closed_by", [Reason.finish, Reason.reject, Reason.close])
def test_a_closed_dialog_is_gone(dialog: Reason, qtbot: QtBot, closed_by: Callable[[Reason], object]) -> None:
    with qtbot.waitSignal(dialog.destroyed):
        closed_by(dialog)


def test_escape_closes_at_once_when_nothing_would_be_lost(dialog: Reason, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog.who, Qt.Key.Key_Escape)


def test_escape_asks_in_place_when_text_would_be_lost(dialog: Reason, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.why, "terms")
    qtbot.keyClick(dialog.why, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "without keeping" in dialog.bar.text
    assert dialog.why.toPlainText() == "terms"


def test_its_window_is_not_closed_unasked_when_text_would_be_lost(dialog: Reason, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.why, "terms")
    assert not dialog.close()
    assert "without keeping" in dialog.bar.text
    with qtbot.waitSignal(dialog.destroyed):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)


def test_escape_again_goes_on_where_one_was(dialog: Reason, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.why, "terms")
    dialog.why.setFocus()
    qtbot.keyClick(dialog.why, Qt.Key.Key_Escape)
    assert dialog.focusWidget() is not dialog.why
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert not dialog.bar.isVisible()
    assert dialog.why.hasFocus()
    qtbot.keyClick(dialog.why, Qt.Key.Key_Escape)
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)


def test_enter_does_it_from_what_has_one_line_where_that_is_wanted(dialog: Reason, qtbot: QtBot) -> None:
    done = list[str]()
    dialog.accepted_now.connect(lambda: done.append(dialog.who.text()))
    qtbot.keyClicks(dialog.who, "Tom")
    qtbot.keyClick(dialog.who, Qt.Key.Key_Return)
    assert done == []
    dialog.by_enter = True
    qtbot.keyClick(dialog.who, Qt.Key.Key_Return)
    qtbot.keyClick(dialog.why, Qt.Key.Key_Return)
    assert done == ["Tom"]


def test_a_failure_keeps_the_dialog_and_covers_nothing(dialog: Reason, qtbot: QtBot) -> None:
    dialog.fail("The disk is full. Free some space, then try again.")
    qtbot.waitUntil(dialog.bar.isVisible)
    QApplication.processEvents()
    assert dialog.bar.geometry().bottom() < dialog.body.mapTo(dialog, dialog.body.rect().topLeft()).y()
    assert dialog.body.height() >= dialog.body.minimumSizeHint().height()


def test_an_open_dialog_that_nobody_holds_stays_whole(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    dialog = Reason(parent)
    dialog.open()
    held = weakref.ref(dialog)
    del dialog
    gc.collect()
    assert held() is not None


class Long(Dialog):
    """Higher than any screen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title="Long", primary="Keep")
        self.lines = [LineEdit() for _n in range(100)]
        column = self.column
        for line in self.lines:
            line.setMinimumWidth(500)
            column.addWidget(line)


def test_what_is_higher_than_the_screen_scrolls_and_the_buttons_stay_in_sight(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    dialog = Long(parent)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    assert dialog.screen().availableGeometry().contains(dialog.frameGeometry())
    for button in (dialog.cancel, dialog.primary):
        assert dialog.rect().contains(button.geometry())
    assert not dialog.lines[-1].visibleRegion().boundingRect().height()
    dialog.lines[-1].setFocus()
    assert dialog.lines[-1].visibleRegion().boundingRect() == dialog.lines[-1].rect()  # its width too: beside the bar
    dialog.fail("The disk is full.")
    QApplication.processEvents()
    assert dialog.screen().availableGeometry().contains(dialog.frameGeometry())
    assert dialog.rect().contains(dialog.primary.geometry())
    dialog.hide()


def test_what_appears_later_makes_the_dialog_grow(dialog: Reason, qtbot: QtBot) -> None:
    before = dialog.height()
    more = TextEdit(rows=6)
    dialog.column.addWidget(more)
    qtbot.waitUntil(lambda: dialog.height() > before)
    assert more.visibleRegion().boundingRect() == more.rect()
