"""Meetings of a job order or a client: their notes, and what they leave behind."""

from ui.screens.meetings.screen import MeetingsScreen

__all__ = ["MeetingsScreen"]
