"""From the first start to a signed agreement, and on to its second version: with the keyboard, but for one drawing."""

from collections.abc import Callable
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QPoint, Qt

from desktop.domain.agreement import AgreementState, SignMethod
from desktop.domain.job_order import JobState
from desktop.domain.roles import Role
from desktop.pdf.verify import verify_file
from tests.journeys.conftest import Hands, Opened
from tests.ui.agreement_desk import choose_method
from ui.screens.agreement import AgreementScreen
from ui.screens.agreement.record import RecordSheet
from ui.screens.process import ProcessScreen
from ui.widgets.new_job_order import NewJobOrder

Choose = Callable[[Path], None]
LEFT = Qt.MouseButton.LeftButton


def found_and_create(hands: Hands) -> None:
    hands.write("Ashby Search")
    hands.press("Return")
    hands.write("Tom Ashby")
    hands.press("Return")
    hands.wait(lambda: hands.window.section == "today")
    hands.pressed = 0
    hands.press("Ctrl+N")
    hands.sheet(NewJobOrder)
    hands.write("Northwind Foods")
    hands.press("Tab")
    hands.write("Senior Accountant")
    hands.press("Tab", "Tab", "Tab", "Tab")
    hands.write("Priya Nair")
    hands.press("Tab")
    hands.write("Marc Dubois")
    hands.press("Ctrl+Return")
    hands.wait(lambda: hands.jobs.job_order_id)


def save_page(hands: Hands, choose: Choose, file: Path) -> None:
    screen = hands.front(AgreementScreen)
    hands.wait(lambda: screen.page.preview.pages.isVisible() and screen._view is not None and screen._view.has_page)
    choose(file)
    hands.press("Ctrl+S")
    hands.wait(file.exists)


def sign_by_email(hands: Hands, words: str) -> None:
    before = len(hands.newest.sign_offs)
    hands.press("Ctrl+R")
    sheet = hands.sheet(RecordSheet)
    hands.press("Tab", "Tab", "Tab")
    while not sheet._group.buttons()[0].hasFocus():
        hands.press("Tab")
    hands.press("Right", "Right")
    assert sheet.method == SignMethod.EMAIL
    assert sheet.email.isVisible()
    hands.press("Tab")
    hands.write(words)
    hands.press("Ctrl+Return")
    hands.wait(lambda: len(hands.newest.sign_offs) > before and hands.is_free)


def test_from_the_first_start_to_a_signed_agreement(opened: Opened, tmp_path: Path, choose: Choose) -> None:
    hands = opened(tmp_path / "data")
    found_and_create(hands)
    assert hands.focused() is hands.front(ProcessScreen).editor.table
    people = {hands.app.clients.person(one.person_id).name for one in hands.job.involved if one.person_id}
    assert people == {"Priya Nair", "Marc Dubois", "Tom Ashby"}
    hands.press("Alt+2")
    draft = tmp_path / "draft.pdf"
    save_page(hands, choose, draft)
    typed = len("Northwind FoodsSenior AccountantPriya NairMarc Dubois")
    assert hands.pressed - typed <= 10  # keys that are no text, from "new job order" to a draft on paper
    hands.press("Alt+1", "Ctrl+Shift+G", "Ctrl+Shift+S")
    assert hands.state() == AgreementState.AGREED
    assert hands.jobs.tabs.current == "agreement"
    sign_in_ink(hands, choose, tmp_path / "scan.png")
    draw_signature(hands)
    assert hands.state() == AgreementState.SIGNED
    hands.wait(lambda: hands.jobs.header._status.text().startswith("Signed · version 1"))
    signed = tmp_path / "signed.pdf"
    save_page(hands, choose, signed)
    assert verify_file(signed).code == 0
    hands.press("Ctrl+Shift+O")
    assert hands.job.state == JobState.OPEN
    assert not hands.job.without_agreement


def sign_in_ink(hands: Hands, choose: Choose, scan: Path) -> None:
    Image.new("L", (40, 60), 200).save(scan)
    hands.press("Ctrl+R")
    sheet = hands.sheet(RecordSheet)
    hands.press("Ctrl+Return")
    hands.wait(lambda: sheet.scan.problem)  # ink needs the signed page
    choose(scan)
    hands.press("Space")
    hands.wait(lambda: sheet.scan.problem == "" and sheet.primary.isEnabled())
    hands.press("Ctrl+Return")
    hands.wait(lambda: len(hands.newest.sign_offs) == 1 and hands.is_free)
    assert hands.newest.sign_offs[0].role == Role.CLIENT_HR
    assert hands.newest.sign_offs[0].scan is not None


def draw_signature(hands: Hands) -> None:
    hands.press("Ctrl+R")
    sheet = hands.sheet(RecordSheet)
    choose_method(sheet, SignMethod.ON_SCREEN)
    pad, qtbot = sheet.pad, hands.qtbot
    qtbot.mousePress(pad, LEFT, pos=QPoint(20, 30))
    for x in range(20, 160, 10):
        qtbot.mouseMove(pad, QPoint(x, 30 + x % 30))
    qtbot.mouseRelease(pad, LEFT, pos=QPoint(160, 40))
    hands.press("Ctrl+Return")
    hands.wait(lambda: len(hands.newest.sign_offs) == 2 and hands.is_free)
    assert hands.newest.sign_offs[1].drawing


def test_an_amendment_is_signed_again_and_replaces_the_first_version(at_process: Hands) -> None:
    hands = at_process
    hands.press("Ctrl+Shift+G", "Ctrl+Shift+S")
    sign_by_email(hands, "Priya Nair, today, 'Agreed'")
    sign_by_email(hands, "Tom Ashby, today, 'Agreed'")
    assert hands.state() == AgreementState.SIGNED
    hands.press("Ctrl+M")
    assert (hands.newest.number, hands.state()) == (2, AgreementState.DRAFT)
    hands.press("Alt+1", "Ctrl+2", "Return", "F2")
    hands.write("Kick-off meeting")
    hands.press("Return", "Ctrl+Shift+G", "Ctrl+Shift+S")
    assert hands.state() == AgreementState.AGREED
    sign_by_email(hands, "Priya Nair, today, 'Agreed again'")
    sign_by_email(hands, "Tom Ashby, today, 'Agreed again'")
    states = {one.number: one.state for one in hands.app.agreements.versions(hands.id)}
    assert states == {1: AgreementState.REPLACED, 2: AgreementState.SIGNED}
    first, second = (one.content for one in sorted(hands.app.agreements.versions(hands.id), key=lambda v: v.number))
    assert first is not None
    assert second is not None
    assert (first.steps[0].title, second.steps[0].title) == ("Intake meeting", "Kick-off meeting")
