"""PySide6 6.12 takes references from None that it never gave; before Python 3.12 that would end the process."""

import sys

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None lives for ever")
def test_none_outlives_any_number_of_calls(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    for _call in range(50_000):
        widget.update()
    assert sys.getrefcount(None) > sys.maxsize // 4
