"""The settings, whose tabs with screens of their own are imported when they are first shown."""

from desktop.app import App
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.screen import Screen
from ui.screens.settings import SettingsScreen


def make_settings(app: App, bridge: Bridge, window: MainWindow) -> SettingsScreen:
    """The screen; how this computer looks is kept by the `window`."""

    def templates() -> Screen:
        from ui.screens.templates import TemplatesScreen

        return TemplatesScreen(app, bridge, window.commands)

    def agendas() -> Screen:
        from ui.screens.agendas import AgendasScreen

        return AgendasScreen(app, bridge, window.commands)

    look = (lambda: window.preferences), window.set_look, window.set_notify
    return SettingsScreen(app, bridge, window.commands, (templates, agendas), look)
