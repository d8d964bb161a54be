"""Settings, side by side under tabs."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.app import App
from desktop.changes import Changes
from desktop.i18n import _
from ui.bridge import Bridge
from ui.commands import Commands
from ui.preferences import Preferences, ThemeName
from ui.screen import Screen
from ui.screens.settings.agency import AgencySettings
from ui.screens.settings.computer import ComputerSettings
from ui.theme import theme
from ui.widgets.header import Header
from ui.widgets.people_editor import PeopleEditor
from ui.widgets.tabs import Tab, Tabs


class SettingsScreen(Screen):
    """The target is the id of one of our people, or the id of a tab: agency, people, templates, agendas, computer."""

    def __init__(
        self,
        app: App,
        bridge: Bridge,
        commands: Commands,
        screens: tuple[Callable[[], Screen], Callable[[], Screen]],
        look: tuple[Callable[[], Preferences], Callable[[ThemeName, int], None], Callable[[bool], None]],
    ) -> None:
        """`screens` make those of the templates and of the agendas; `look` is how this computer shows it all."""
        super().__init__()
        templates, agendas = screens
        self.tabs = Tabs(
            [
                Tab("agency", _("Agency"), partial(AgencySettings, app, bridge, commands)),
                Tab("people", _("Our people"), partial(_People, app, bridge, commands), private=True),
                Tab("templates", _("Process templates"), templates),
                Tab("agendas", _("Agendas"), agendas, private=True),
                Tab("computer", _("This computer"), partial(ComputerSettings, app, *look)),
            ],
            _("Settings"),
        )
        self._column = QVBoxLayout(self)
        self._column.addWidget(Header(_("Settings")))
        self._column.addWidget(self.tabs, stretch=1)
        for command in self.tabs.commands(_("Settings")):
            commands.add(command, self)
        theme().changed.connect(self._space)
        self._space()
        self.tabs.show_target(None)

    def concerns(self, changes: Changes) -> bool:
        return False  # the tabs listen for themselves

    def show_target(self, target: object) -> None:
        if isinstance(target, str):
            self.tabs.open(target)
        elif isinstance(target, UUID):
            self.tabs.open("people")
            if isinstance(self.tabs.front, _People):
                self.tabs.front.show_target(target)

    def panes(self) -> list[QWidget]:
        return [self.tabs.bar, *(self.tabs.front.panes() if self.tabs.front else [])]

    def flush(self) -> bool:
        return self.tabs.flush()

    def set_client_view(self, on: bool) -> None:
        self.tabs.set_client_view(on)

    def _space(self) -> None:
        look = theme()
        self._column.setContentsMargins(look.px(22), look.px(13), look.px(18), look.px(8))
        self._column.setSpacing(look.px(10))


class _People(Screen):
    """Us: recruiters, leads, and who signs for the agency."""

    def __init__(self, app: App, bridge: Bridge, commands: Commands) -> None:
        super().__init__(bridge)
        self.editor = PeopleEditor(app.clients, None, app.undo)
        for command, where in self.editor.commands():
            commands.add(command, where)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.editor)

    def refresh(self) -> None:
        self.editor.refresh()

    def concerns(self, changes: Changes) -> bool:
        return changes.has("person")

    def show_target(self, target: object) -> None:
        if isinstance(target, UUID):
            self.editor.refresh()
            self.editor.select(target)

    def flush(self) -> bool:
        return self.editor.flush()

    def set_client_view(self, on: bool) -> None:
        self.editor.set_client_view(on)
