"""A job order's Process tab: both sides agree the steps and the terms."""

from ui.screens.process.screen import ProcessScreen

__all__ = ["ProcessScreen"]
