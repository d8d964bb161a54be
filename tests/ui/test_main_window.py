"""The shell: sections built when first shown, left only when saved, found from anywhere."""

from collections.abc import Callable
from functools import partial
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.changes import Changes, Notifier
from ui.bridge import Bridge
from ui.commands import Command
from ui.main_window import MainWindow, Section
from ui.palette import Hit
from ui.preferences import Preferences
from ui.screen import Screen
from ui.widgets.two_line_list import TwoLineList


class Page(Screen):
    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.refreshed, self.target, self.saves = 0, None, True
        self.left, self.right = QLineEdit(), QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.left)
        column.addWidget(self.right)

    def refresh(self) -> None:
        self.refreshed += 1

    def show_target(self, target: object) -> None:
        self.target = target  # type: ignore[assignment]

    def panes(self) -> list[QWidget]:
        return [self.left, self.right]

    def flush(self) -> bool:
        return self.saves


class Shell:
    def __init__(self, qtbot: QtBot) -> None:
        self.notifier, self.made, self.kept = Notifier(), [], []  # type: tuple[Notifier, list[str], list[Preferences]]
        self.bridge = Bridge(self.notifier)
        self.went: list[str] = []
        names = ("today", "jobs", "settings")
        sections = [Section(name, name.title(), "inbox", self.maker(name), name == "settings") for name in names]
        self.window = MainWindow(sections, self.find, Preferences(), self.kept.append)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is self.window)

    def maker(self, name: str) -> Callable[[], Screen]:
        def make() -> Screen:
            self.made.append(name)
            return Page(self.bridge)

        return make

    def find(self, text: str) -> list[Hit]:
        return [Hit(f"{text} found", "Job order", "inbox", lambda: self.went.append(text))]

    def page(self, name: str) -> Page:
        screen = self.window.screen_of(name)
        assert isinstance(screen, Page)
        return screen


def offered(shell: Shell) -> list[str]:
    return [hit.title for hit in shell.window.find_or_do.hits]


@pytest.fixture
def shell(qtbot: QtBot) -> Shell:
    return Shell(qtbot)


def test_a_section_is_built_when_it_is_first_shown(shell: Shell) -> None:
    assert shell.made == ["today"]
    shell.window.open("jobs", "JO-0142")
    assert shell.made == ["today", "jobs"]
    assert shell.page("jobs").target == "JO-0142"


def test_a_change_refreshes_what_is_shown_now_and_what_is_hidden_later(shell: Shell, qtbot: QtBot) -> None:
    shell.window.open("jobs")
    shell.window.open("today")
    today, jobs = shell.page("today").refreshed, shell.page("jobs").refreshed
    with qtbot.waitSignal(shell.bridge.changed):
        shell.notifier.publish(Changes(frozenset({("job_order", uuid4())})))
    assert (shell.page("today").refreshed, shell.page("jobs").refreshed) == (today + 1, jobs)
    shell.window.open("jobs")
    assert shell.page("jobs").refreshed == jobs + 1


def test_a_screen_that_cannot_be_saved_is_not_left(shell: Shell) -> None:
    shell.page("today").saves = False
    shell.window.open("jobs")
    assert shell.window.section == "today"
    assert not shell.window.close()


def test_ctrl_and_a_number_go_to_a_section(shell: Shell, qtbot: QtBot) -> None:
    qtbot.keyClick(shell.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert shell.window.section == "jobs"


def test_a_key_shown_on_the_screen_counts_wherever_the_focus_is(shell: Shell, qtbot: QtBot) -> None:
    shell.window.open("jobs")
    page, done = shell.window.screen_of("jobs"), list[str]()
    typed = QLineEdit(shell.window)
    rows = TwoLineList("Steps")
    rows.setParent(page)
    for words, keys, place in (
        ("print", "Ctrl+P", page),
        ("first", "F4", page),
        ("second", "F4", rows.parentWidget()),
        ("gone", "Ctrl+G", shell.window.screen_of("settings")),
        ("remove", "Del", rows),
        ("slash", "/", page),
    ):
        shell.window.commands.add(Command(words, words, partial(done.append, words), (keys,)), place)
    typed.show()
    typed.setFocus()
    qtbot.keyClick(typed, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    for key in (Qt.Key.Key_F4, Qt.Key.Key_Delete):
        qtbot.keyClick(typed, key)
    qtbot.keyClick(typed, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(typed, "/")
    assert (done, typed.text()) == (["print"], "/")


def test_enter_presses_the_button_that_has_the_focus(shell: Shell, qtbot: QtBot) -> None:
    done = list[str]()
    shell.window.messages.inform("It is filled.", ("Thank-you note…", lambda: done.append("thanked")))
    shell.window.messages.bar.focus_action()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert done == ["thanked"]
    by_name = {button.text(): button for button in shell.window.findChildren(QAbstractButton)}
    by_name["Jobs"].setFocus()
    qtbot.keyClick(by_name["Jobs"], Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert shell.window.section == "jobs"
    by_name["Find or do"].setFocus()
    qtbot.keyClick(by_name["Find or do"], Qt.Key.Key_Return)
    assert shell.window.find_or_do.isVisible()


def test_escape_closes_the_message(shell: Shell, qtbot: QtBot) -> None:
    shell.window.messages.warn("Nobody answers for step 3 yet.")
    assert shell.window.messages.bar.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not shell.window.messages.bar.isVisible()


def test_f6_goes_round_the_panes_and_back(shell: Shell, qtbot: QtBot) -> None:
    page = shell.page("today")
    page.left.setFocus()
    qtbot.keyClick(shell.window, Qt.Key.Key_F6)
    assert page.right.hasFocus()
    qtbot.keyClick(shell.window, Qt.Key.Key_F6)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert not page.isAncestorOf(focused)
    qtbot.keyClick(shell.window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert page.right.hasFocus()


def test_find_or_do_finds_by_keyboard_alone_and_gives_the_focus_back(shell: Shell, qtbot: QtBot) -> None:
    page = shell.page("today")
    page.left.setFocus()
    qtbot.keyClick(page.left, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    edit = QApplication.focusWidget()
    assert isinstance(edit, QLineEdit)
    qtbot.keyClicks(edit, "north")
    qtbot.waitUntil(lambda: offered(shell)[:1] == ["north found"])
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert shell.went == ["north"]
    assert page.left.hasFocus()


def test_find_or_do_asked_for_twice_gives_the_focus_back_to_where_it_was(shell: Shell, qtbot: QtBot) -> None:
    page = shell.page("today")
    page.left.setFocus()
    for widget in (page.left, None):
        qtbot.keyClick(widget or shell.window.focusWidget(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert page.left.hasFocus()


def test_keys_of_the_screen_do_nothing_while_find_or_do_covers_it(shell: Shell, qtbot: QtBot) -> None:
    done: list[str] = []
    page = shell.page("today")
    key = Command("cancel", "Cancel", lambda: done.append("cancelled"), ("Ctrl+Shift+X",))
    shell.window.commands.add(key, page)
    shell.window.open_palette()
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_X, control_shift)
    assert not done


def test_after_a_greater_than_sign_only_commands_are_offered(shell: Shell) -> None:
    shell.window.open_palette("> settings")
    assert offered(shell) == ["Go to Settings"]


def test_the_look_is_remembered_and_so_is_the_section(shell: Shell) -> None:
    shell.window.set_look("dark", 120)
    shell.window.open("jobs")
    shell.window.close()
    last = shell.kept[-1]
    assert (last.theme, last.text_size, last.section) == ("dark", 120, "jobs")
    assert last.geometry
