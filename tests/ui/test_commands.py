"""One registry for keys, find or do, and the list of all keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.commands import Command, Commands, key_sequence
from ui.keys_help import KeysHelp
from ui.widgets.two_line_list import Row, TwoLineList


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.commands = Commands(self)
        self.rows, self.text = TwoLineList("Promises"), QLineEdit()
        self.rows.set_rows([Row("a", "Feedback")])
        column = QVBoxLayout(self)
        column.addWidget(self.rows)
        column.addWidget(self.text)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    return made


def test_a_single_letter_works_in_its_list_and_types_elsewhere(window: Window, qtbot: QtBot) -> None:
    done: list[str] = []
    window.commands.add(Command("done", "Mark done", lambda: done.append("D"), ("D",)), window.rows)
    window.rows.setFocus()
    qtbot.keyClick(window.rows, Qt.Key.Key_D)
    window.text.setFocus()
    qtbot.keyClick(window.text, "d")
    assert (done, window.text.text()) == (["D"], "d")


def test_a_single_letter_for_a_whole_window_is_refused(window: Window) -> None:
    with pytest.raises(ValueError, match="list of its own"):
        window.commands.add(Command("done", "Mark done", lambda: None, ("D",)))


def test_altgr_is_never_bound(window: Window) -> None:
    with pytest.raises(ValueError, match="AltGr"):
        window.commands.add(Command("x", "X", lambda: None, ("Ctrl+Alt+X",)))


def test_both_keys_of_redo_work(window: Window, qtbot: QtBot) -> None:
    done: list[str] = []
    window.commands.add(Command("redo", "Redo", lambda: done.append("redo"), ("Ctrl+Y", "Ctrl+Shift+Z")))
    window.rows.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(window.rows, Qt.Key.Key_Y, control)
    qtbot.keyClick(window.rows, Qt.Key.Key_Z, control | Qt.KeyboardModifier.ShiftModifier)
    assert done == ["redo", "redo"]


def test_what_cannot_be_done_now_is_not_done(window: Window) -> None:
    done: list[str] = []
    window.commands.add(Command("sign", "Sign", lambda: done.append("signed"), enabled=lambda: False))
    window.commands.trigger("sign")
    assert done == []


def test_commands_of_a_hidden_or_deleted_list_are_not_offered(window: Window, qtbot: QtBot) -> None:
    other = TwoLineList("Other")
    other.setParent(window)
    other.show()
    window.commands.add(Command("here", "Here", lambda: None), other)
    assert [command.id for command in window.commands.here()] == ["here"]
    other.hide()
    assert window.commands.here() == []
    with qtbot.waitSignal(other.destroyed):
        other.deleteLater()
    assert window.commands.here() == []


@pytest.mark.parametrize(
    ("shortcut", "there"),
    [
        ("Ins", "Meta+N"),
        ("Del", "Backspace"),
        ("F11", "Meta+C"),
        ("Ctrl+Tab", "Meta+Tab"),
        ("Alt+3", "Meta+3"),  # Option and a character types another
        ("Alt+Up", "Alt+Up"),
        ("Ctrl+N", "Ctrl+N"),
    ],
)
def test_keys_that_macos_lacks_or_keeps_for_itself_are_others_there(shortcut: str, there: str) -> None:
    assert key_sequence(shortcut, "darwin") == QKeySequence(there)
    assert key_sequence(shortcut, "win32") == key_sequence(shortcut, "linux") == QKeySequence(shortcut)


def test_the_list_of_keys_shows_every_command_with_a_key(window: Window, qtbot: QtBot) -> None:
    window.commands.add(Command("new", "New job order", lambda: None, ("Ctrl+N",)))
    window.commands.add(Command("done", "Mark done", lambda: None, ("D",), group="Today"), window.rows)
    window.commands.add(Command("tidy", "Tidy up", lambda: None))
    shown = KeysHelp(window.commands.here(), window)
    words = [label.text() for label in shown.findChildren(QLabel)]
    assert words.index("Today") < words.index("Everywhere")
    assert {"New job order", "Ctrl+N", "Today", "Mark done", "D"} <= set(words)
    assert "Tidy up" not in words
