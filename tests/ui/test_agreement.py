"""The Agreement tab: the bytes previewed are saved and printed; signatures are recorded until the version is frozen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.agreement import Agreement, AgreementState, SignMethod, SignOff
from desktop.domain.canonical import short
from desktop.domain.job_order import Involvement, JobState
from desktop.domain.roles import Role
from desktop.errors import UnreadableFileError
from desktop.services.files import save
from tests.ui.conftest import Founded, Shown
from ui.main_window import MainWindow
from ui.screens.agreement import AgreementScreen
from ui.screens.agreement.record import RecordSheet
from ui.screens.agreement.scans import ScanSheet
from ui.theme import theme
from ui.widgets.ask_sheet import AskSheet
from ui.widgets.file_choice import portable_name
from ui.widgets.file_drop import FileDrop
from ui.widgets.inputs import DateEdit
from ui.widgets.pdf_printing import print_pdf
from ui.widgets.signature_pad import SignaturePad

W = TypeVar("W", bound=QWidget)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SIGNERS = (Role.CLIENT_HR, Role.RECRUITER)


@dataclass(frozen=True)
class Desk:
    """The tab in its window, over a job order whose every step both sides agree with."""

    founded: Founded
    window: MainWindow
    screen: AgreementScreen
    qtbot: QtBot
    letters: list[UUID]

    @property
    def newest(self) -> Agreement:
        return self.founded.app.agreements.newest(self.founded.job.id)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = CTRL) -> None:
        self.window.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.activeWindow() is self.window)
        focused = QApplication.focusWidget() or self.screen
        self.qtbot.keyClick(focused, key, modifiers)

    def page(self) -> bytes:
        """The bytes shown, once they are those of the version as it is."""
        agreements = self.founded.app.agreements
        assert self.screen.chosen_id is not None
        wanted = agreements.pdf(self.screen.chosen_id, self.screen.page.paper.value())
        self.qtbot.waitUntil(lambda: self.screen.page.pdf == wanted)
        return wanted

    def sheet(self, kind: type[W]) -> W:
        """The sheet that is open."""
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), kind))
        found = QApplication.activeWindow()
        assert isinstance(found, kind)
        return found

    def agree(self) -> Agreement:
        self.key(Qt.Key.Key_G)
        return self.newest

    def sign_all(self) -> Agreement:
        """Signatures by e-mail, recorded behind the screen's back."""
        agreement = self.newest
        for role in agreement.missing():
            agreement = self.founded.app.agreements.sign_off(agreement.id, by_email(role))
        self.screen.refresh()
        return agreement


def by_email(role: Role) -> SignOff:
    now = datetime.now().astimezone()
    return SignOff(
        role=role,
        name="Priya Nair",
        method=SignMethod.EMAIL,
        signed_on=now.date(),
        recorded_at=now,
        email_reference="Re: our agreement",
    )


def when_asked(kind: type[QDialog], act: Callable[[QDialog], object]) -> None:
    """Call `act` with the dialog that is about to run its own loop."""
    timer = QTimer(QApplication.instance())
    timer.setInterval(5)

    def look() -> None:
        found = QApplication.activeModalWidget()
        if isinstance(found, kind):
            timer.stop()
            timer.deleteLater()
            act(found)

    timer.timeout.connect(look)
    timer.start()


def choose(file: Path) -> Callable[[QDialog], None]:
    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        dialog.selectFile(str(file))
        dialog.accept()

    return act


@pytest.fixture
def desk(founded: Founded, shown: Shown, qtbot: QtBot) -> Desk:
    app = founded.app
    involved = (*founded.job.involved, Involvement(role=Role.RECRUITER, person_id=app.agencies.get().me))
    app.job_orders.save(replace(founded.job, involved=involved))
    app.processes.agree_the_rest(founded.job.id)
    screens: list[AgreementScreen] = []
    letters: list[UUID] = []

    def make(window: MainWindow) -> AgreementScreen:
        screens.append(AgreementScreen(app, founded.bridge, window.commands, letters.append))
        return screens[0]

    window = shown(make)
    screens[0].show_target(founded.job.id)
    screens[0].page.preview.pages.setFocus()
    return Desk(founded, window, screens[0], qtbot, letters)


# -- the page -------------------------------------------------------------------------------------------------------


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


# -- check ----------------------------------------------------------------------------------------------------------


def test_what_is_open_is_listed_and_keeps_the_version_from_being_agreed(desk: Desk) -> None:
    job_orders = desk.founded.app.job_orders
    job = job_orders.get(desk.founded.job.id)
    job_orders.save(replace(job, involved=tuple(one for one in job.involved if one.role != Role.RECRUITER)))
    desk.screen.refresh()
    assert not desk.screen.check.agree.isEnabled()
    desk.qtbot.waitUntil(lambda: any("Recruiter" in words for words in texts(desk.screen.check)))
    assert desk.agree().state == AgreementState.DRAFT


def test_proposing_and_agreeing_by_key(desk: Desk) -> None:
    states = []
    for key in (Qt.Key.Key_E, Qt.Key.Key_G, Qt.Key.Key_U):
        desk.key(key)
        states.append(desk.newest.state)
    assert states == [AgreementState.PROPOSED, AgreementState.AGREED, AgreementState.DRAFT]


def test_dates_of_the_draft_are_saved_and_contradictions_said_beside_them(desk: Desk) -> None:
    dates = desk.screen.dates
    assert dates is not None
    until, begins = dates.field("valid_until").editor, dates.field("effective_from").editor
    assert isinstance(until, DateEdit)
    assert isinstance(begins, DateEdit)
    begins.set_value(date(2027, 3, 1))
    until.set_value(date(2027, 2, 1))
    assert not desk.screen.flush()
    assert "ends before it begins" in dates.field("valid_until").problem
    until.set_value(date(2027, 12, 31))
    assert desk.screen.flush()
    assert desk.founded.app.processes.get(desk.founded.job.id).valid_until == date(2027, 12, 31)


# -- signing --------------------------------------------------------------------------------------------------------


def test_signed_by_key_for_both_sides_the_version_is_frozen(desk: Desk) -> None:
    desk.agree()
    for role in SIGNERS:
        desk.key(Qt.Key.Key_R)
        sheet = desk.sheet(RecordSheet)
        assert sheet.name.read() == ("Priya Nair" if role == Role.CLIENT_HR else "Tom Ashby")
        sheet.choose_method(SignMethod.EMAIL)
        sheet.email.editor.setFocus()
        desk.qtbot.keyClicks(sheet.email.editor, "Re: agreed")
        desk.qtbot.keyClick(sheet.email.editor, Qt.Key.Key_Return, CTRL)
        desk.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert desk.newest.state == AgreementState.SIGNED
    assert "Version 1 is signed and frozen." in texts(desk.screen.status)
    desk.screen.status.copy.click()
    content = desk.newest.content
    assert content is not None
    assert QGuiApplication.clipboard().text() == short(content.fingerprint)


def test_a_day_that_has_not_come_is_refused_beside_the_date(desk: Desk) -> None:
    desk.agree()
    desk.key(Qt.Key.Key_R)
    sheet = desk.sheet(RecordSheet)
    sheet.choose_method(SignMethod.EMAIL)
    sheet.email.write("Re: agreed")
    sheet.signed_on.write(sheet.signed_on.read() + timedelta(days=2))
    sheet.primary.click()
    desk.qtbot.waitUntil(lambda: sheet.signed_on.problem != "")
    assert desk.newest.sign_offs == ()
    assert sheet.email.read() == "Re: agreed"
    QDialog.reject(sheet)


def test_a_dropped_scan_is_kept_shown_and_copied(desk: Desk, tmp_path: Path) -> None:
    file, copy = tmp_path / "signed page.png", tmp_path / "copy.png"
    Image.new("RGB", (300, 420), "white").save(file)
    desk.agree()
    desk.key(Qt.Key.Key_R)
    sheet = desk.sheet(RecordSheet)
    drop(sheet.drop, file)
    desk.qtbot.waitUntil(lambda: sheet.scan.read() is not None)
    sheet.primary.click()
    desk.qtbot.waitUntil(lambda: len(desk.newest.sign_offs) == 1)
    desk.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    kept = desk.newest.sign_offs[0]
    assert kept.scan is not None
    assert (kept.method, kept.scan.name) == (SignMethod.INK, "signed page.png")
    desk.screen.view_scan(kept)
    view = desk.sheet(ScanSheet)
    desk.qtbot.waitUntil(lambda: view.preview.pages.page_count == 1)
    when_asked(QFileDialog, choose(copy))
    view.primary.click()
    assert copy.read_bytes() == file.read_bytes()
    view.reject()


def test_files_that_are_no_scan_are_refused_in_words(desk: Desk, tmp_path: Path) -> None:
    huge, false = tmp_path / "huge.pdf", tmp_path / "false.pdf"
    with huge.open("wb") as out:
        out.truncate(200 * 1024 * 1024)
    false.write_bytes(b"MZ this is a program")
    desk.agree()
    desk.key(Qt.Key.Key_R)
    sheet = desk.sheet(RecordSheet)
    for file, words in ((huge, "200 MB"), (false, "is no PDF"), (tmp_path / "gone.png", "can't be read")):
        sheet.scan.set_problem("")
        sheet.take_file(file)
        desk.qtbot.waitUntil(lambda: sheet.scan.problem != "")
        assert words in sheet.scan.problem
        assert sheet.scan.read() is None
    sheet.reject()


def test_without_evidence_nothing_is_recorded(desk: Desk) -> None:
    desk.agree()
    desk.key(Qt.Key.Key_R)
    sheet = desk.sheet(RecordSheet)
    for method, field in zip(SignMethod, (sheet.scan, sheet.drawing, sheet.email), strict=True):
        sheet.choose_method(method)
        sheet.primary.click()
        desk.qtbot.waitUntil(sheet.primary.isEnabled)
        assert field.problem
    assert desk.newest.sign_offs == ()
    QDialog.reject(sheet)


def test_what_is_drawn_on_the_screen_is_kept(desk: Desk) -> None:
    desk.agree()
    desk.key(Qt.Key.Key_R)
    sheet = desk.sheet(RecordSheet)
    sheet.choose_method(SignMethod.ON_SCREEN)
    draw(desk.qtbot, sheet.pad, QPoint(40, 40), QPoint(200, 60))
    drawn = sheet.pad.strokes
    sheet.primary.click()
    desk.qtbot.waitUntil(lambda: len(desk.newest.sign_offs) == 1)
    assert desk.newest.sign_offs[0].drawing == drawn


def test_strokes_lie_in_the_box_of_the_domain_whatever_the_size_on_the_screen(qtbot: QtBot) -> None:
    pad = SignaturePad()
    qtbot.addWidget(pad)
    pad.resize(502, 152)
    pad.show()
    draw(qtbot, pad, QPoint(1, 1), QPoint(251, 76), QPoint(5000, 5000))
    (stroke,) = pad.strokes
    assert stroke[0] == (0, 0)
    assert stroke[1] == (500, 150)
    assert stroke[-1] == (1000, 300)
    pad.clear()
    assert pad.strokes == ()


def test_a_wrong_sign_off_is_taken_back_while_nothing_is_frozen(desk: Desk) -> None:
    agreement = desk.agree()
    desk.founded.app.agreements.sign_off(agreement.id, by_email(Role.CLIENT_HR))
    desk.screen.refresh()
    when_asked(QMessageBox, lambda box: next(b for b in box.buttons() if b.text() == "Take back").click())  # type: ignore[attr-defined]
    desk.screen.take_back(desk.newest.sign_offs[0])
    assert desk.newest.sign_offs == ()


# -- versions -------------------------------------------------------------------------------------------------------


def test_reopening_after_a_signature_takes_a_reason_and_makes_the_next_version(desk: Desk) -> None:
    agreement = desk.agree()
    desk.founded.app.agreements.sign_off(agreement.id, by_email(Role.CLIENT_HR))
    desk.screen.refresh()
    desk.key(Qt.Key.Key_U)
    sheet = desk.sheet(AskSheet)
    sheet.primary.click()
    assert sheet.field.problem
    sheet.field.write("The date was wrong")
    sheet.primary.click()
    assert (desk.newest.number, desk.newest.state) == (2, AgreementState.DRAFT)
    assert desk.screen.versions.currentText() == "Version 2 · Draft"
    assert desk.screen.versions.itemText(1) == "Version 1 · Withdrawn: The date was wrong"


def test_amended_and_signed_again_the_older_version_can_still_be_read(desk: Desk) -> None:
    desk.agree()
    first = desk.sign_all()
    desk.key(Qt.Key.Key_M)
    assert (desk.newest.number, desk.newest.state) == (2, AgreementState.DRAFT)
    desk.agree()
    desk.sign_all()
    assert desk.screen.versions.itemText(1).startswith("Version 1 · Replaced from")
    desk.screen.versions.setFocus()
    desk.key(Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
    assert desk.screen.chosen_id == first.id
    assert desk.page()
    desk.key(Qt.Key.Key_M)
    assert desk.newest.number == 2


def test_an_amendment_given_up_before_it_was_fixed_has_no_page(desk: Desk) -> None:
    desk.agree()
    desk.sign_all()
    desk.key(Qt.Key.Key_M)
    draft = desk.newest
    desk.key(Qt.Key.Key_W, CTRL | SHIFT)
    sheet = desk.sheet(AskSheet)
    sheet.field.write("They came round")
    sheet.primary.click()
    assert (desk.newest.number, desk.newest.state) == (1, AgreementState.SIGNED)
    desk.screen.choose_version(draft.id)
    assert desk.screen.page.pdf == b""
    assert not desk.screen.paper.isVisible()


def test_the_search_is_opened_from_the_signed_agreement(desk: Desk) -> None:
    desk.agree()
    desk.sign_all()
    desk.screen.status.open_search.click()
    assert desk.founded.app.job_orders.get(desk.founded.job.id).state == JobState.OPEN
    assert not desk.screen.status.open_search.isVisible()


def test_a_passed_job_order_leads_to_its_letter(desk: Desk) -> None:
    desk.key(Qt.Key.Key_L)
    assert desk.letters == []
    desk.founded.app.job_orders.pass_on(desk.founded.job.id, "A private reason")
    desk.screen.refresh()
    assert not any("private" in words for words in texts(desk.screen))
    desk.key(Qt.Key.Key_L)
    assert desk.letters == [desk.founded.job.id]


def test_every_control_has_a_name_for_screen_readers(desk: Desk) -> None:
    desk.agree()
    desk.key(Qt.Key.Key_R)
    sheet = desk.sheet(RecordSheet)
    for place in (desk.screen, sheet):
        for widget in place.findChildren(QWidget):
            named = widget.focusProxy() or widget
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                text = named.text() if isinstance(named, QAbstractButton) else ""
                inside = widget.objectName() == "qt_spinbox_lineedit"
                assert inside or named.accessibleName() or text, widget
    sheet.reject()


def texts(widget: QWidget) -> list[str]:
    """Every word shown in `widget`."""
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    return labels + [button.text() for button in widget.findChildren(QAbstractButton) if button.isVisible()]


def drop(target: FileDrop, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    where = QPointF(10, 10), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(*where)
    target.dragEnterEvent(entering)
    assert entering.isAccepted()
    target.dropEvent(QDropEvent(*where))


def draw(qtbot: QtBot, pad: SignaturePad, *points: QPoint) -> None:
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        qtbot.mouseMove(pad, point)
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=points[-1])


def loaded(data: bytes, file: Path) -> QPdfDocument:
    file.write_bytes(data)
    document = QPdfDocument()
    assert document.load(str(file)) == QPdfDocument.Error.None_
    return document
