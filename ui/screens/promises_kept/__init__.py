"""Promises kept: promised beside delivered, for both sides, over many job orders."""

from ui.screens.promises_kept.screen import PromisesKeptScreen

__all__ = ["PromisesKeptScreen"]
