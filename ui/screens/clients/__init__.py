"""Clients: the list, and of the one chosen how it goes, with whom, and what both sides learn."""

from ui.screens.clients.screen import ClientsScreen

__all__ = ["ClientsScreen"]
