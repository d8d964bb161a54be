"""Settings: the agency, its people, the templates, and this computer."""

from ui.screens.settings.screen import SettingsScreen

__all__ = ["SettingsScreen"]
