"""The shell: sidebar, sections built when first shown, find or do, messages, panes. Knows no screen by name.

It is painted in the colours of its parts before these are imported: Qt's enums alone take as long as ten widgets.
So what stands in the window is imported by `furnish`.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from desktop.i18n import _, right_to_left
from ui.preferences import LARGEST_TEXT, SMALLEST_TEXT, Preferences, ThemeName
from ui.tokens import DARK, LIGHT, NARROW, ROOMY, WIDTH

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QStackedWidget

    from ui.commands import Commands
    from ui.messages import Action, Messages, Severity
    from ui.palette import Find, Palette
    from ui.screen import Screen
    from ui.widgets.sidebar import Sidebar

SMALLEST = (1280, 720)
_TITLE_BAR = 40  # pixels, on the platform where it is highest; unknown before the window is shown


class Section(NamedTuple):
    """A place in the sidebar. `make` builds its screen when it is first shown; `bottom` places it below the others."""

    id: str
    title: str
    icon: str
    make: "Callable[[], Screen]"
    bottom: bool = False


class MainWindow(QMainWindow):
    """Give it the sections, what `find` finds, and where preferences are kept.

    Without `begin` it has no widgets yet: `furnish` and `begin` follow once it is painted.
    """

    closed = Signal()
    commands: "Commands"
    _sidebar: "Sidebar"
    _stack: "QStackedWidget"
    _messages: "Messages"

    def __init__(
        self,
        sections: Sequence[Section],
        find: "Find",
        preferences: Preferences,
        save_preferences: Callable[[Preferences], object],
        *,
        title: str = "Countersign",
        begin: bool = True,
    ) -> None:
        super().__init__()
        self.setWindowTitle(title)
        self._sections = {section.id: section for section in sections}
        self._screens: dict[str, Screen] = {}
        self._asked: list[Callable[[], object]] = []
        self._section = ""
        self._preferences, self._save_preferences = preferences, save_preferences
        self._client_view = self._begun = self._furnished = False
        self._find = find
        self._restore()
        if begin:
            self.furnish()
            self.begin()

    # -- sections ---------------------------------------------------------------------------------------------------

    @property
    def section(self) -> str:
        """The id of the section shown."""
        return self._section

    def begin(self) -> None:
        """Show the sections, first the one shown last time, and do what was asked for before.

        Until then the window is painted, but holds nothing, or what `show_first` was given.
        """
        self._sidebar.show()
        if self._begun or not self._sections:
            return
        self._begun = True
        if not self._section:
            self.open(self.first)
        if "find_or_do" in vars(self):
            self.find_or_do.search_again()
        for call in self._asked:
            QTimer.singleShot(0, self, call)
        self._asked.clear()

    @property
    def first(self) -> str:
        """The id of the section that is shown first."""
        wanted = self._preferences.section
        return wanted if wanted in self._sections else next(iter(self._sections))

    def show_first(self, screen: "Screen") -> None:
        """Show the screen of the first section before the sections can begin."""
        self._section = self.first
        self._screens[self._section] = screen
        self._stack.addWidget(screen)
        self._stack.setCurrentWidget(screen)
        self._sidebar.show_section(self._section)
        screen.take_focus()

    def when_begun(self, call: Callable[[], object]) -> None:
        """Call it now, or as soon as the sections have begun."""
        if self._begun:
            call()
        else:
            self._asked.append(call)

    def show_page(self, page: QWidget) -> None:
        """Show `page` alone, in place of the sections that have not begun."""
        self._section = ""
        self._asked.clear()
        self._sidebar.hide()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def open(self, section_id: str, target: object = None) -> None:
        """Show a section, and in it what `target` names. Stays where it is when the current screen cannot be saved."""
        if not self._begun:
            self._asked.append(partial(self.open, section_id, target))
            return
        if section_id != self._section and not self._may_leave():
            self._sidebar.show_section(self._section)
            return
        screen = self.screen_of(section_id)
        before, self._section = self._section, section_id
        another = before != section_id
        if another and before:
            self._messages.clear()
        self._sidebar.show_section(section_id)
        self._stack.setCurrentWidget(screen)
        if target is not None:
            screen.show_target(target)
        if another or target is None:
            screen.take_focus()

    def screen_of(self, section_id: str) -> "Screen":
        """The screen of a section, built now if it was not yet. Raises KeyError for an unknown section."""
        if section_id not in self._screens:
            screen = self._sections[section_id].make()
            screen.set_client_view(self._client_view)
            self._screens[section_id] = screen
            self._stack.addWidget(screen)
        return self._screens[section_id]

    def set_count(self, section_id: str, count: int, tone: str = "late", detail: str = "") -> None:
        """How many things wait in a section, beside its name, in the token `tone`; `detail` says the same in words."""
        self._sidebar.set_count(section_id, count, tone, detail)

    # -- what it says -----------------------------------------------------------------------------------------------

    @property
    def messages(self) -> "Messages":
        """The message bar and the toast."""
        return self._messages

    def notice(self, text: str, severity: "Severity" = "info", *actions: "Action") -> None:
        """Say what holds for as long as the window is open."""
        self._messages.notice(text, severity, *actions)

    def show_saved(self, at: datetime) -> None:
        """Say when it was saved last (local time), at the bottom of the sidebar."""
        from PySide6.QtCore import QLocale, QTime  # hundreds of languages: 5 ms that the first window needs not

        clock = QLocale().toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat)
        self._sidebar.set_saved(_("Saved {time} · this computer").format(time=clock))

    # -- look -------------------------------------------------------------------------------------------------------

    @property
    def preferences(self) -> Preferences:
        """As they are now."""
        return self._preferences

    def set_look(self, name: ThemeName, text_size: int) -> None:
        """Another theme or text size (percent), at once, and remembered."""
        from ui.theme import theme

        size = min(max(text_size, SMALLEST_TEXT), LARGEST_TEXT)
        self._remember(replace(self._preferences, theme=name, text_size=size))
        theme().apply(name, size)
        self._sidebar.fit(self.width())

    def set_notify(self, on: bool) -> None:
        """Let the desktop tell what becomes late, or not; remembered."""
        self._remember(replace(self._preferences, notify=on))

    @property
    def client_view(self) -> bool:
        """Whether everything private is hidden because the client looks at the screen."""
        return self._client_view

    def set_client_view(self, on: bool) -> None:
        """Hide everything private on every screen, or show it again."""
        self._client_view = on
        self.messages.clear()  # it may be about another client
        self._sidebar.setVisible(not on)
        for screen in self._screens.values():
            screen.set_client_view(on)

    # -- keys -------------------------------------------------------------------------------------------------------

    def open_palette(self, text: str = "") -> None:
        """Find or do."""
        self.find_or_do.open(text)

    @cached_property
    def find_or_do(self) -> "Palette":
        """The palette, made when it is first wanted: the window opens sooner without it."""
        from ui.palette import Palette

        return Palette(self, self.commands, self._find)

    def show_keys(self) -> None:
        """The dialog that lists all keys."""
        from ui.keys_help import KeysHelp  # not needed for the window to open

        here = self.commands.here()
        KeysHelp([each for each in here if each.enabled()] if self._client_view else here, self).open()

    def next_pane(self, step: int = 1) -> None:
        """Move the focus to the next (or previous, -1) pane: the sidebar, then those of the screen."""
        from PySide6.QtWidgets import QApplication

        from ui.screen import Screen, focus_first

        current = self._stack.currentWidget()
        panes = [self._sidebar, *(current.panes() if isinstance(current, Screen) else [])]
        panes = [pane for pane in panes if pane.isVisible()]
        focused = QApplication.focusWidget()
        holding = [n for n, pane in enumerate(panes) if focused and (pane is focused or pane.isAncestorOf(focused))]
        here = holding[-1] if holding else -1
        for away in range(1, len(panes) + 1):
            if focus_first(panes[(here + step * away) % len(panes)]):
                return

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """What nobody nearer to the focus wanted: Esc closes the message."""
        from PySide6.QtCore import Qt

        if event.key() == Qt.Key.Key_Escape and self._furnished:
            self._messages.clear()
        elif not self._furnished or not self.commands.answer(event.keyCombination()):
            super().keyPressEvent(event)

    def resizeEvent(self, event: "QResizeEvent") -> None:
        if self._furnished:
            self._sidebar.fit(self.width())
        super().resizeEvent(event)

    def paintEvent(self, event: "QPaintEvent") -> None:
        if self._furnished:
            super().paintEvent(event)
        else:
            self._paint_unfurnished()

    def closeEvent(self, event: "QCloseEvent") -> None:
        if not self._may_leave():
            event.ignore()
            return
        geometry = self.saveGeometry().toBase64().toStdString()
        section = self._section or self._preferences.section
        self._remember(replace(self._preferences, geometry=geometry, section=section))
        super().closeEvent(event)
        self.closed.emit()

    # -- building ---------------------------------------------------------------------------------------------------

    def furnish(self) -> None:
        """Build what stands in the window. The theme has to be applied."""
        self._build()
        self._add_commands()
        self._furnished = True

    def _paint_unfurnished(self) -> None:
        from PySide6.QtGui import QColor, QPainter

        name = self._preferences.theme
        dark = name == "dark" or (name == "system" and self.palette().window().color().lightness() < 128)
        tokens, unit = DARK if dark else LIGHT, self._preferences.text_size / 100
        painter, width = QPainter(self), round(unit * (NARROW if self.width() < ROOMY * unit else WIDTH))
        painter.fillRect(self.rect(), QColor(tokens.surface))
        left = self.width() - width if right_to_left() else 0
        painter.fillRect(left, 0, width, self.height(), QColor(tokens.sidebar))

    def _build(self) -> None:
        from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

        from ui.commands import Commands, key_text
        from ui.messages import Messages
        from ui.widgets.sidebar import Sidebar

        self.commands = Commands(self)
        self._sidebar, self._stack = Sidebar(key_text("Ctrl+K")), QStackedWidget()
        self._sidebar.fit(self.width())
        self._messages = Messages(self)
        centre, right = QWidget(), QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._messages)
        right.addWidget(self._stack, stretch=1)
        right.addWidget(self._messages.toast)
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._sidebar)
        row.addLayout(right, stretch=1)
        self.setCentralWidget(centre)
        centre.show()  # the window may be there already
        self._sidebar.asked.connect(self.open)
        self._sidebar.find_asked.connect(self.open_palette)

    def _add_commands(self) -> None:
        from ui.commands import Command, key_text

        add, number = self.commands.add, 0
        add(Command("find", _("Find or do"), self.open_palette, ("Ctrl+K",), "search", listed=False))
        for section in self._sections.values():
            number += not section.bottom
            key = "Ctrl+," if section.bottom else f"Ctrl+{number}"
            words = _("Go to {section}").format(section=section.title)
            self._sidebar.add(section.id, section.title, section.icon, key_text(key), bottom=section.bottom)
            go = Command(
                f"go-{section.id}", words, _opener(self, section.id), (key,), section.icon, enabled=self._may_go
            )
            add(go)
        add(Command("next-pane", _("Next pane"), self.next_pane, ("F6",), listed=False))
        add(Command("last-pane", _("Previous pane"), lambda: self.next_pane(-1), ("Shift+F6",), listed=False))
        add(Command("larger", _("Larger text"), lambda: self._resize_text(10), ("Ctrl++", "Ctrl+="), "plus"))
        add(Command("smaller", _("Smaller text"), lambda: self._resize_text(-10), ("Ctrl+-",), "minus"))
        add(Command("keys", _("Show all keys"), self.show_keys, ("F1", "Ctrl+/", "?"), "keyboard"))

    def _restore(self) -> None:
        width, height = SMALLEST
        height = min(height, self.screen().availableSize().height() - _TITLE_BAR)  # a taskbar takes some of a laptop's
        self.setMinimumSize(width, height)
        self.resize(width, height)
        if self._preferences.geometry:
            self.restoreGeometry(QByteArray.fromBase64(self._preferences.geometry.encode()))

    def _may_go(self) -> bool:
        """In client view nothing leads to other clients' job orders."""
        return bool(self._section) and not self._client_view

    def _may_leave(self) -> bool:
        screen = self._screens.get(self._section)
        return screen is None or screen.flush()

    def _resize_text(self, step: int) -> None:
        self.set_look(self._preferences.theme, self._preferences.text_size + step)

    def _remember(self, preferences: Preferences) -> None:
        if preferences != self._preferences:
            self._preferences = preferences
            self._save_preferences(preferences)


def _opener(window: MainWindow, section_id: str) -> Callable[[], None]:
    return lambda: window.open(section_id)
