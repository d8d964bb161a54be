"""A job order's Process tab: both sides agree the steps and the terms, then track what was promised."""

from ui.screens.process.screen import ProcessScreen
from ui.screens.process.tab import ProcessTab
from ui.screens.process.tracking_deeds import Sheets

__all__ = ["ProcessScreen", "ProcessTab", "Sheets"]
