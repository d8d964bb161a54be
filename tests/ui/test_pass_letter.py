"""The letter of a pass is read before it is saved, as a PDF or as an e-mail draft."""

from email import message_from_bytes
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.errors import NotReadyError
from tests.ui.agreement_desk import choose, when_asked
from tests.ui.conftest import Founded, Shown
from ui.screen import Screen
from ui.screens.pass_letter import PassLetterSheet

CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_letter_shown_is_saved_as_pdf_and_as_a_draft(
    founded: Founded, shown: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    founded.app.job_orders.pass_on(founded.job.id, "The steps could not be agreed")
    sheet = PassLetterSheet(shown(lambda _window: Screen()), founded.app.letters, founded.job.id)
    sheet.open()
    sheet.activateWindow()
    qtbot.waitUntil(lambda: sheet.preview.pages.page_count == 1)
    pdf, eml = tmp_path / "letter.pdf", tmp_path / "letter.eml"
    for key, file in ((Qt.Key.Key_S, pdf), (Qt.Key.Key_E, eml)):
        qtbot.waitUntil(sheet.isActiveWindow)
        when_asked(QFileDialog, choose(file))
        qtbot.keyClick(sheet.preview.pages, key, CTRL)
        qtbot.waitUntil(lambda file=file: file.name in sheet.bar.text)  # type: ignore[misc]
        sheet.activateWindow()
    assert pdf.read_bytes() == founded.app.letters.pdf(founded.job.id)
    attached = [part.get_content_type() for part in message_from_bytes(eml.read_bytes()).walk()]
    assert "application/pdf" in attached
    sheet.reject()


def test_without_a_pass_there_is_no_letter(founded: Founded, shown: Shown) -> None:
    with pytest.raises(NotReadyError):
        PassLetterSheet(shown(lambda _window: Screen()), founded.app.letters, founded.job.id)
