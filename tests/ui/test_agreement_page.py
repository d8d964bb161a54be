"""The page of the Agreement tab: the bytes previewed are the bytes saved and printed."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.errors import UnreadableFileError
from desktop.services.files import save
from tests.ui.agreement_desk import CTRL, SHIFT, Desk, choose, sit_down, when_asked
from tests.ui.conftest import Founded, Shown
from ui import background
from ui.theme import theme
from ui.widgets.file_choice import portable_name
from ui.widgets.pdf_printing import print_pdf


@pytest.fixture
def desk(founded: Founded, shown: Shown, qtbot: QtBot) -> Desk:
    return sit_down(founded, shown, qtbot)


def test_the_bytes_previewed_are_the_bytes_saved(desk: Desk, tmp_path: Path) -> None:
    shown_bytes, file = desk.page(), tmp_path / "agreement.pdf"
    when_asked(QFileDialog, choose(file))
    desk.key(Qt.Key.Key_S)
    desk.qtbot.waitUntil(file.exists)
    desk.qtbot.waitUntil(lambda: "agreement.pdf" in desk.window.messages.toast.text)
    assert file.read_bytes() == shown_bytes


def test_saving_asked_for_before_the_page_is_there_waits_for_it(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "early.pdf"
    assert desk.screen.page.pdf == b""
    when_asked(QFileDialog, choose(file))
    desk.key(Qt.Key.Key_S, CTRL | SHIFT)
    desk.qtbot.waitUntil(file.exists)
    desk.qtbot.waitUntil(lambda: "early.pdf" in desk.window.messages.toast.text)
    assert file.read_bytes() == desk.page()


def test_a_page_that_nobody_waited_for_is_made_when_somebody_looks_again(desk: Desk) -> None:
    desk.page()
    desk.screen.page.drop()
    desk.screen.refresh()
    desk.window.open("blank")
    background.settle()
    assert desk.screen.page.pdf == b""
    desk.window.open("screen")
    desk.page()


def test_the_name_offered_says_which_version_of_which_job_order(desk: Desk) -> None:
    desk.page()
    offered: list[str] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        offered.append(Path(dialog.selectedFiles()[0]).name)
        dialog.reject()

    when_asked(QFileDialog, look)
    desk.key(Qt.Key.Key_S)
    desk.agree()
    desk.page()
    when_asked(QFileDialog, look)
    desk.key(Qt.Key.Key_S)
    desk.qtbot.waitUntil(lambda: len(offered) == 2)
    assert offered == ["JO-0001 Senior Accountant v1 draft.pdf", "JO-0001 Senior Accountant v1.pdf"]


def test_a_file_that_cannot_be_written_is_said_in_words_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(UnreadableFileError, match="can't be saved"):
        save(tmp_path / "taken", b"%PDF-")
    assert [found.name for found in tmp_path.iterdir()] == ["taken"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("C++/C# <Lead>: A|B?", "C++ C# Lead A B.pdf"),
        ("  ends with dots...", "ends with dots.pdf"),
        ("\u202eevil\n", "evil.pdf"),
        ("सहायक" * 40, None),
        ("///", "-.pdf"),
        ("Aux", "_Aux.pdf"),  # names of devices on Windows
        ("com1.part", "_com1.part.pdf"),
        ("Consultant", "Consultant.pdf"),
    ],
)
def test_names_are_taken_by_every_system(title: str, name: str | None) -> None:
    made = portable_name(title, ".pdf")
    assert len(made.encode()) <= 124
    assert name is None or made == name


def test_another_paper_makes_another_page(desk: Desk, tmp_path: Path) -> None:
    desk.page()
    paper = desk.screen.page.paper
    paper.setFocus()
    desk.key(Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
    letter = desk.page()
    document = loaded(letter, tmp_path / "letter.pdf")
    assert (round(document.pagePointSize(0).width()), paper.currentText()) == (612, "Letter")


def test_the_old_page_stays_until_the_new_one_is_there(desk: Desk) -> None:
    old, pages = desk.page(), desk.screen.page.preview.pages
    desk.qtbot.waitUntil(lambda: bool(pages._images))
    terms = desk.founded.app.processes.get(desk.founded.job.id).terms
    desk.founded.app.processes.set_terms(desk.founded.job.id, replace(terms, goals=()))
    desk.screen.refresh()
    assert (desk.screen.page.pdf, bool(pages._images)) == (old, True)
    assert desk.page() != old


def test_page_keys_zoom_the_page_and_leave_the_text_of_the_window(desk: Desk) -> None:
    desk.page()
    pages = desk.screen.page.preview.pages
    pages.setFocus()
    before = pages.zoom
    desk.key(Qt.Key.Key_Plus)
    assert pages.zoom > before
    desk.key(Qt.Key.Key_0)
    assert pages.zoom == before
    assert theme().text_size == 100
    desk.key(Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier)
    assert pages.verticalScrollBar().value() == pages.verticalScrollBar().maximum()


def test_a_screen_reader_hears_the_words_of_the_page(desk: Desk) -> None:
    desk.page()
    pages = desk.screen.page.preview.pages
    assert "Senior Accountant" in pages.accessibleDescription()
    assert "page 1 of" in pages.accessibleName()


def test_printing_puts_every_page_on_paper(desk: Desk, tmp_path: Path) -> None:
    pdf, file = desk.page(), tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    assert print_pdf(pdf, printer) == desk.screen.page.preview.pages.page_count
    document = loaded(file.read_bytes(), tmp_path / "copy.pdf")
    assert document.pageCount() == desk.screen.page.preview.pages.page_count
    picture = document.render(0, QSize(200, 280))
    colours = {picture.pixel(x, y) for x in range(0, 200, 3) for y in range(0, 280, 3)}
    assert len(colours) > 10


def test_the_print_key_opens_the_system_dialog(desk: Desk, tmp_path: Path) -> None:
    desk.page()
    file = tmp_path / "from dialog.pdf"

    def accept(dialog: QDialog) -> None:
        assert isinstance(dialog, QPrintDialog)
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(file))
        dialog.printer().setResolution(100)
        dialog.done(QDialog.DialogCode.Accepted)

    when_asked(QPrintDialog, accept)
    desk.key(Qt.Key.Key_P)
    desk.qtbot.waitUntil(lambda: desk.window.messages.toast.text == "Sent to the printer.")
    assert file.read_bytes().startswith(b"%PDF-")


def loaded(data: bytes, file: Path) -> QPdfDocument:
    file.write_bytes(data)
    document = QPdfDocument()
    assert document.load(str(file)) == QPdfDocument.Error.None_
    return document
