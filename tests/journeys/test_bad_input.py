"""Absurd input: a sentence beside the field, the text still there, and nothing saved by half."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.journeys.conftest import Hands, Opened
from ui.fields import Field
from ui.screens.first_start import FirstStart
from ui.screens.job_details import DetailsScreen
from ui.screens.process import ProcessScreen
from ui.widgets.inputs import LineEdit
from ui.widgets.new_job_order import NewJobOrder
from ui.widgets.position_sheet import PositionSheet

LONG = "x" * 5_000


def text_of(field: Field) -> str:
    assert isinstance(field.editor, LineEdit)
    return field.editor.text()


def field_of(hands: Hands, name: str) -> Field:
    """A field of the Details tab, with the focus in it."""
    hands.press("Alt+3")
    form = hands.front(DetailsScreen).form
    assert form is not None
    hands.focused()
    form.field(name).editor.setFocus()
    return form.field(name)


def leave(hands: Hands) -> None:
    hands.press("Tab")


@pytest.mark.parametrize("title", [LONG, "", "bell\x07", "two\u202eways" * 1_000])
def test_a_title_that_cannot_be_is_refused_beside_its_field(at_process: Hands, title: str) -> None:
    hands = at_process
    field = field_of(hands, "title")
    hands.paste(title) if title else hands.press("Ctrl+A", "Del")
    leave(hands)
    hands.wait(lambda: field.problem)
    assert text_of(field) == title
    assert hands.job.title == "Senior Accountant"
    hands.press("Ctrl+2", "Alt+1")  # what cannot be saved is not left behind
    assert hands.jobs.tabs.current == "details"
    assert text_of(field) == title


@pytest.mark.parametrize("away", ["Ctrl+1", "Alt+1", "Ctrl+Tab"])
def test_what_keeps_one_from_leaving_is_pointed_out(at_process: Hands, away: str) -> None:
    hands = at_process
    title = field_of(hands, "title")
    hands.press("Ctrl+A", "Del", "Tab")
    hands.wait(lambda: title.problem)
    form = hands.front(DetailsScreen).form
    assert form is not None
    form.field("private_notes").editor.setFocus()  # far below it
    hands.press(away)
    assert (hands.window.section, hands.jobs.tabs.current) == ("jobs", "details")
    assert hands.focused() is title.editor
    assert not title.editor.visibleRegion().isEmpty()
    assert title.problem in hands.told


def test_pay_upside_down_is_refused_and_kept_as_typed(at_process: Hands) -> None:
    hands = at_process
    low = field_of(hands, "pay.lowest")
    hands.write("90000")
    leave(hands)
    high = field_of(hands, "pay.highest")
    hands.write("80000")
    leave(hands)
    hands.wait(lambda: low.problem or high.problem)
    assert "80" in text_of(high)
    assert hands.job.pay.highest is None


def test_an_end_before_the_start_is_refused(at_process: Hands) -> None:
    hands = at_process
    for name, keys in (("start_on", "12122030"), ("end_on", "11112029")):
        field_of(hands, name)
        hands.press("Home")
        hands.write(keys)
        leave(hands)
    form = hands.front(DetailsScreen).form
    assert form is not None
    hands.wait(lambda: form.field("end_on").problem or form.field("start_on").problem)
    assert hands.job.end_on is None


@pytest.mark.parametrize("limit", ["0", "10000", "-3", "soon", "1e9", "9" * 40])
def test_a_limit_that_cannot_be_is_refused_in_the_cell_and_in_the_sheet(at_process: Hands, limit: str) -> None:
    hands = at_process
    before = hands.step(1)
    hands.press("Right", "Right", "F2")
    hands.paste(limit)
    hands.press("Return")
    cell = hands.front(ProcessScreen).editor.table.editing.cell
    assert isinstance(cell, QWidget)
    assert cell.isVisible()
    assert cell.property("text") == limit
    assert cell.accessibleDescription() or cell.toolTip()
    assert hands.step(1) == before
    hands.press("Esc", "C")
    sheet = hands.sheet(PositionSheet)
    hands.paste(limit)
    hands.press("Ctrl+Return")
    assert sheet._fields["within"].problem
    assert text_of(sheet._fields["within"]) == limit
    assert hands.step(1) == before


def test_a_new_job_order_refused_keeps_all_that_was_typed_and_makes_no_client(at_process: Hands) -> None:
    hands = at_process
    clients, orders = len(hands.app.clients.lines()), len(hands.app.job_orders.numbers())
    hands.press("Ctrl+N")
    sheet = hands.sheet(NewJobOrder)
    hands.paste("Lumen Energy")
    hands.press("Tab")
    hands.paste(LONG)
    hands.press("Ctrl+Return")
    assert sheet.fields["title"].problem
    assert text_of(sheet.fields["title"]) == LONG
    assert sheet._client.currentText() == "Lumen Energy"
    assert (len(hands.app.clients.lines()), len(hands.app.job_orders.numbers())) == (clients, orders)


def test_the_first_start_refuses_a_name_that_cannot_be(opened: Opened, tmp_path: Path) -> None:
    hands = opened(tmp_path)
    page = next(iter(hands.window.findChildren(FirstStart)))
    hands.paste(LONG)
    hands.press("Return")
    hands.write("Tom Ashby")
    hands.press("Return")
    assert page.agency.problem
    assert text_of(page.agency) == LONG
    assert hands.app.agencies.find() is None


def test_mark_up_emoji_and_other_scripts_are_kept_as_typed(at_process: Hands) -> None:
    hands = at_process
    title = "<b>Chef</b> & 'co' 👩‍🍳 שלום <img src=x>"
    field_of(hands, "title")
    hands.paste(title)
    leave(hands)
    hands.wait(lambda: hands.job.title == title)
    hands.wait(lambda: hands.jobs.header.title == title)
