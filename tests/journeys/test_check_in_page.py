"""A check-in page is one command away, wherever one is; not while the client looks on."""

from PySide6.QtWidgets import QDialog

from tests.journeys.conftest import Hands
from ui.screens.promises_kept.saving import ChooseClient


def test_ctrl_4_opens_promises_kept(at_process: Hands) -> None:
    at_process.press("Ctrl+4")
    assert at_process.window.section == "kept"


def test_find_or_do_asks_for_whom_the_page_is(at_process: Hands) -> None:
    hands = at_process
    hands.press("Ctrl+K")
    hands.write("check-in page")
    hands.press("Return")
    hands.wait(lambda: any(sheet.isVisible() for sheet in hands.window.findChildren(ChooseClient)))
    assert hands.window.section == "kept"
    hands.press("Esc")
    assert not any(sheet.isVisible() for sheet in hands.window.findChildren(QDialog))


def test_in_client_view_no_key_leads_to_it(at_process: Hands) -> None:
    hands = at_process
    hands.press("F11")
    hands.wait(lambda: hands.window.client_view)
    hands.press("Ctrl+4")
    hands.window.commands.trigger("check-in-page")
    assert hands.window.section == "jobs"
