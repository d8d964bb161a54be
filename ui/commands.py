"""What can be done, by name: one registry feeds the keys, the menus, "Find or do" and the list of all keys."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QWidget
from shiboken6 import isValid

from ui.icons import icon


@dataclass(frozen=True)
class Command:
    """Something the user can do. `shortcuts` in Qt's portable words ("Ctrl+N"); the first is the one shown."""

    id: str
    text: str
    run: Callable[[], object]
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    group: str = ""
    enabled: Callable[[], bool] = field(default=lambda: True)
    listed: bool = True
    """Whether "Find or do" offers it."""


_ON_MAC = {
    "Ins": "Meta+N",  # keyboards there have no such key
    "Del": "Backspace",  # what is written Delete on them
    "F11": "Meta+C",  # shows the desktop
    "Ctrl+Tab": "Meta+Tab",  # goes to another program
    "Ctrl+Shift+Tab": "Meta+Shift+Tab",
}
"""Keys that macOS lacks or keeps for itself, and ours there. Qt's Ctrl is its Command, Qt's Meta its Control."""


def key_sequence(shortcut: str, platform: str = sys.platform) -> QKeySequence:
    """`shortcut` as the keyboards of `platform` have it."""
    if platform == "darwin":
        is_a_letter_there = shortcut.startswith("Alt+") and len(shortcut) == len("Alt+1")  # as ß, @ or [
        shortcut = f"Meta+{shortcut[-1]}" if is_a_letter_there else _ON_MAC.get(shortcut, shortcut)
    return QKeySequence(shortcut)


def key_text(shortcut: str) -> str:
    """`shortcut` as this platform writes it."""
    return key_sequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)


class Commands(QObject):
    """The registry of a window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._entries: list[tuple[Command, QWidget, QAction]] = []

    def add(self, command: Command, where: QWidget | None = None) -> QAction:
        """Make `command` known, with its keys in `where`: the window (the default), a screen, or one list.

        A key that is a letter alone needs the list (or table) in which it counts: it would fire in other fields.
        Raises ValueError otherwise, and for Ctrl+Alt, which is AltGr.
        """
        place = where or self._window
        for key in command.shortcuts:
            if "Ctrl+Alt" in key or "Alt+Ctrl" in key:
                raise ValueError(f"{key} is AltGr on many keyboards.")
            if _is_letter(key) and not isinstance(place, QAbstractItemView):
                raise ValueError(f"{key} alone needs a list of its own.")
        action = QAction(command.text, place)
        action.setShortcuts([key_sequence(key) for key in command.shortcuts])
        action.setShortcutContext(_context(place, self._window))
        action.triggered.connect(lambda: self.run(command))
        place.addAction(action)
        self._entries.append((command, place, action))
        return action

    def run(self, command: Command) -> None:
        """Do it, if it can be done now."""
        if command.enabled():
            command.run()

    def trigger(self, id: str) -> None:
        """Run the command `id` of what is on the screen. Raises KeyError where there is none."""
        for command in self.here():
            if command.id == id:
                self.run(command)
                return
        raise KeyError(id)

    def answer(self, pressed: QKeyCombination) -> bool:
        """Run what a key is shown for on the screen, where the focus is elsewhere (as in the list beside it).

        Only what is added for a whole screen, and only if it is one: False otherwise.
        """
        if not _is_no_typing(pressed):
            return False
        here, keys = set(map(id, self.here())), QKeySequence(pressed)
        found = [
            command
            for command, place, action in self._entries
            if id(command) in here and not isinstance(place, QAbstractItemView) and keys in action.shortcuts()
            if command.enabled()
        ]
        if len(found) == 1:
            self.run(found[0])
        return len(found) == 1

    def here(self) -> list[Command]:
        """The commands of what is on the screen now, in the order they were added."""
        self._entries = [entry for entry in self._entries if isValid(entry[1]) and isValid(entry[2])]
        return [command for command, place, _action in self._entries if _is_shown(place, self._window)]


def menu_action(command: Command, parent: QObject) -> QAction:
    """The command for a menu: icon, words and key, but the key itself stays with the registry."""
    words = f"{command.text}\t{key_text(command.shortcuts[0])}" if command.shortcuts else command.text
    action = QAction(words, parent)
    if command.icon:
        action.setIcon(icon(command.icon))
    action.setEnabled(command.enabled())
    action.triggered.connect(lambda _checked: command.run())
    return action


def _is_no_typing(pressed: QKeyCombination) -> bool:
    """Whether it is a function key, Ins, or has Ctrl, Alt or Meta."""
    no_typing = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    if pressed.keyboardModifiers() & no_typing:
        return True
    return pressed.key() == Qt.Key.Key_Insert or Qt.Key.Key_F1 <= pressed.key() <= Qt.Key.Key_F12


def _is_letter(key: str) -> bool:
    return len(key) == 1 and key.isalnum()


def _context(place: QWidget, window: QWidget) -> Qt.ShortcutContext:
    if place is window:
        return Qt.ShortcutContext.WindowShortcut
    if isinstance(place, QAbstractItemView):
        return Qt.ShortcutContext.WidgetShortcut
    return Qt.ShortcutContext.WidgetWithChildrenShortcut


def _is_shown(place: QWidget, window: QWidget) -> bool:
    return place is window or place.isVisibleTo(window)
