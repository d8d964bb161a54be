"""Widgets without a screen, dressed as in the application."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtWidgets import QApplication

from ui.theme import theme


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """As `make_application` starts it."""
    return ["countersign", "-style", "Fusion"]


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    theme().apply("light", 100)
    yield
    QThreadPool.globalInstance().waitForDone()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
