"""Screens side by side under a bar of tabs, each built when it is first shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desktop.i18n import _
from ui.commands import Command
from ui.fields import point_out
from ui.screen import Screen
from ui.theme import theme


@dataclass(frozen=True)
class Tab:
    """A nested screen. `private` ones are not there in client view."""

    id: str
    title: str
    make: Callable[[], Screen]
    private: bool = False


class Tabs(QWidget):
    """All tabs show the same target; one that is not in front learns of it when it comes there."""

    changed = Signal(str)

    def __init__(self, tabs: Sequence[Tab], name: str) -> None:
        super().__init__()
        self._tabs = list(tabs)
        self._screens: dict[str, Screen] = {}
        self._shown: dict[str, object] = {}
        self._target: object = None
        self._client_view = False
        self.bar, self._stack = QTabBar(), QStackedWidget()
        self.bar.setAccessibleName(name)
        self.bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.bar.setElideMode(Qt.TextElideMode.ElideNone)
        for tab in self._tabs:
            self.bar.addTab(tab.title.replace("&", "&&"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        column.addWidget(self.bar)
        column.addWidget(self._stack, stretch=1)
        self._current = 0
        self.bar.currentChanged.connect(self._turn)

    @property
    def current(self) -> str:
        """The id of the tab in front."""
        return self._tabs[self._current].id

    @property
    def first(self) -> str:
        """The id of the first tab."""
        return self._tabs[0].id

    @property
    def front(self) -> Screen | None:
        """The screen in front; None before the first target."""
        return self._screens.get(self.current)

    def open(self, id: str) -> None:
        """Bring the tab `id` to the front, if what is typed in the present one can be kept."""
        self.bar.setCurrentIndex([tab.id for tab in self._tabs].index(id))

    def step(self, by: int) -> None:
        """The next tab (1) or the one before (-1), round and round."""
        places = [n for n in range(self.bar.count()) if self.bar.isTabVisible(n)]
        self.bar.setCurrentIndex(places[(places.index(self._current) + by) % len(places)])

    def has(self, id: str) -> bool:
        """Whether `id` is one of the tabs."""
        return any(tab.id == id for tab in self._tabs)

    def set_title(self, id: str, title: str) -> None:
        """Say something else on a tab."""
        place, words = [tab.id for tab in self._tabs].index(id), title.replace("&", "&&")
        if words != self.bar.tabText(place):  # Qt would lay the bar out again all the same
            self.bar.setTabText(place, words)

    def show_target(self, target: object) -> None:
        """Show `target` in the tab in front, and in the others when they come there. `flush` first."""
        self._target = target
        self._bring()

    def flush(self) -> bool:
        """Save what is typed in front; False where that could not be: then the focus goes to what is wrong."""
        if self.front is None or self.front.flush():
            return True
        point_out(self.front)
        return False

    def mark_stale(self) -> None:
        """What the screens show is no longer certain: the one in front asks again now, the others when they come."""
        for screen in self._screens.values():
            screen.mark_stale()

    def focus_screen(self) -> None:
        """Give the focus to the first pane in front that takes it; to the tabs where none does."""
        if self.front is None or not self.front.take_focus():
            self.bar.setFocus(Qt.FocusReason.TabFocusReason)

    def set_client_view(self, on: bool) -> None:
        """Hide the private tabs and what is private on the others; in place of a private one comes the first."""
        self._client_view = on
        if on and self._tabs[self._current].private:
            self.open(self.first)
        for place, tab in enumerate(self._tabs):
            self.bar.setTabVisible(place, not (on and tab.private))
        for screen in self._screens.values():
            screen.set_client_view(on)

    def _number_command(self, place: int, group: str) -> Command:
        tab = self._tabs[place]
        words = _("Show {tab}").format(tab=tab.title)
        return Command(
            f"tab-{tab.id}",
            words,
            lambda: self.open(tab.id),
            (f"Alt+{place + 1}",),
            group=group,
            enabled=lambda: self.bar.isTabVisible(place),
        )

    def commands(self, group: str) -> list[Command]:
        """Next and previous tab, and each by its number; to be added for the screen that holds the tabs."""
        return [
            Command("next-tab", _("Next tab"), lambda: self.step(1), ("Ctrl+Tab", "Ctrl+PgDown"), group=group),
            Command("last-tab", _("Previous tab"), lambda: self.step(-1), ("Ctrl+Shift+Tab", "Ctrl+PgUp"), group=group),
            *(self._number_command(place, group) for place in range(len(self._tabs))),
        ]

    def _turn(self, place: int) -> None:
        if place == self._current:
            return
        if not self.flush():
            blocked = self.bar.blockSignals(True)
            self.bar.setCurrentIndex(self._current)
            self.bar.blockSignals(blocked)
            return
        focused = QApplication.focusWidget()
        follow = self.front is not None and focused is not None and self.front.isAncestorOf(focused)
        self._current = place
        self._bring()
        if follow:
            self.focus_screen()
        self.changed.emit(self.current)

    def _bring(self) -> None:
        tab = self._tabs[self._current]
        screen = self._screens.get(tab.id)
        if screen is None:
            screen = self._screens[tab.id] = tab.make()
            screen.set_client_view(self._client_view)
            self._stack.addWidget(screen)
        if self._target is not None and self._shown.get(tab.id) != self._target:
            self._shown[tab.id] = self._target
            screen.show_target(self._target)
        self._stack.setCurrentWidget(screen)
