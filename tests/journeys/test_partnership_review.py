"""A partnership review by the keyboard alone, from wherever one is; not while the client looks on."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog

from tests.journeys.conftest import Hands
from tests.pdf.reading import text
from tests.ui.agreement_desk import choose, when_asked
from ui.screens.review_sheet import ReviewSheet

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)  # offscreen, of every list that pops up


def sheets(hands: Hands) -> list[ReviewSheet]:
    return [sheet for sheet in hands.window.findChildren(ReviewSheet) if sheet.isVisible()]


def test_find_or_do_leads_to_the_quarters_pages(at_process: Hands, tmp_path: Path) -> None:
    hands, file = at_process, tmp_path / "review.pdf"
    client = hands.app.clients.lines()[0].name
    hands.press("Ctrl+1")
    hands.press("Ctrl+K")
    hands.write("partnership")
    hands.press("Return")
    hands.wait(lambda: bool(sheets(hands)))
    hands.write(client)
    hands.press("Tab", "Tab", "Tab")  # takes the name, then past the quarter
    hands.write("Two slots a week")
    when_asked(QFileDialog, choose(file))
    hands.press("Ctrl+Return")
    hands.wait(lambda: not sheets(hands))
    said = text(file.read_bytes())
    assert client in said
    assert "Two slots a week" in said


@pytest.mark.parametrize("section", ["Ctrl+2", "Ctrl+3"])
def test_where_a_client_is_looked_at_the_review_is_of_that_one(at_process: Hands, section: str) -> None:
    hands = at_process
    hands.press(section)
    hands.window.commands.trigger("partnership-review")
    hands.wait(lambda: bool(sheets(hands)))
    shown = {"Ctrl+2": hands.job.client_id, "Ctrl+3": hands.app.clients.lines()[0].id}[section]
    assert sheets(hands)[0]._client.read() == shown
    hands.press("Esc")


def test_in_client_view_it_is_not_there(at_process: Hands) -> None:
    hands = at_process
    hands.press("F11")
    hands.wait(lambda: hands.window.client_view)
    hands.window.commands.trigger("partnership-review")
    assert not any(sheet.isVisible() for sheet in hands.window.findChildren(QDialog))
