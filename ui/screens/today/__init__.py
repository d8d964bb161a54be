"""Home: what waits, and for whom."""

from ui.screens.today.screen import TodayScreen

__all__ = ["TodayScreen"]
