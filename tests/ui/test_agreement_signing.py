"""Signatures are recorded on the Agreement tab, with their evidence, until the version is frozen."""

from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QMessageBox,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.domain.agreement import AgreementState, SignMethod
from desktop.domain.canonical import short
from desktop.domain.roles import Role
from tests.ui.agreement_desk import CTRL, Desk, by_email, choose, choose_method, sit_down, texts, when_asked
from tests.ui.conftest import Founded, Shown
from ui.screens.agreement.record import RecordSheet
from ui.screens.agreement.scans import ScanSheet
from ui.widgets.file_drop import FileDrop
from ui.widgets.signature_pad import SignaturePad

SIGNERS = (Role.CLIENT_HR, Role.RECRUITER)


@pytest.fixture
def desk(founded: Founded, shown: Shown, qtbot: QtBot) -> Desk:
    return sit_down(founded, shown, qtbot)


def test_signed_by_key_for_both_sides_the_version_is_frozen(desk: Desk) -> None:
    desk.agree()
    for role in SIGNERS:
        desk.key(Qt.Key.Key_R)
        sheet = desk.sheet(RecordSheet)
        assert sheet.name.read() == ("Priya Nair" if role == Role.CLIENT_HR else "Tom Ashby")
        choose_method(sheet, SignMethod.EMAIL)
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
    choose_method(sheet, SignMethod.EMAIL)
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
        choose_method(sheet, method)
        sheet.primary.click()
        assert not sheet.drop.button.isEnabled()  # the sheet may be gone before a file is chosen
        desk.qtbot.waitUntil(sheet.primary.isEnabled)
        assert sheet.drop.button.isEnabled()
        assert field.problem
    assert desk.newest.sign_offs == ()
    QDialog.reject(sheet)


def test_tab_goes_to_the_way_of_signing_that_is_chosen_and_arrows_choose_another(desk: Desk) -> None:
    desk.agree()
    desk.key(Qt.Key.Key_R)
    sheet = desk.sheet(RecordSheet)
    ways = sheet.findChildren(QRadioButton)
    choose = sheet.drop.findChildren(QPushButton)[0]
    choose.setFocus()
    desk.qtbot.keyClick(choose, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert sheet.focusWidget() is ways[0]
    desk.qtbot.keyClick(ways[0], Qt.Key.Key_Right)
    assert sheet.method == SignMethod.ON_SCREEN
    desk.qtbot.keyClick(ways[1], Qt.Key.Key_Tab)
    assert sheet.focusWidget() is sheet.pad
    QDialog.reject(sheet)


def test_what_is_drawn_on_the_screen_is_kept(desk: Desk) -> None:
    desk.agree()
    desk.key(Qt.Key.Key_R)
    sheet = desk.sheet(RecordSheet)
    choose_method(sheet, SignMethod.ON_SCREEN)
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
