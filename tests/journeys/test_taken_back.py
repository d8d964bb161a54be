"""Ctrl+Z after a new job order takes it away again, wherever one is; Ctrl+Y brings it back."""

from pathlib import Path

import pytest

from desktop.app import open_app
from desktop.domain.people import Client
from tests.journeys.conftest import Hands, Opened

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)  # offscreen, of every list that pops up


def create(hands: Hands) -> None:
    hands.press("Ctrl+N")
    hands.write("Northwind Foods")
    hands.press("Esc", "Tab")  # the list of names goes first
    hands.write("Buyer")
    hands.press("Ctrl+Return")
    hands.wait(lambda: hands.job.title == "Buyer")


def test_a_new_job_order_is_taken_back_and_brought_again(at_process: Hands) -> None:
    hands = at_process
    create(hands)
    hands.press("Ctrl+Z")
    hands.wait(lambda: hands.jobs.header.title == "Senior Accountant")
    assert hands.job.title == "Senior Accountant"
    assert hands.told == "Undone: job order Buyer"
    assert hands.window.messages.bar.text == ""
    hands.press("Ctrl+Y")
    hands.wait(lambda: len(hands.app.job_orders.numbers()) == 3)
    assert hands.app.job_orders.by_reference("JO-0003").title == "Buyer"


def test_taken_back_from_another_section_it_is_gone_without_a_word_of_error(at_process: Hands) -> None:
    hands = at_process
    create(hands)
    hands.press("Ctrl+1", "Ctrl+Z", "Ctrl+2")
    hands.wait(lambda: hands.jobs.header.title == "Senior Accountant")
    assert hands.job.title == "Senior Accountant"
    assert hands.window.messages.bar.text == ""


def test_the_only_one_taken_back_leaves_the_first_page_and_comes_again(opened: Opened, tmp_path: Path) -> None:
    app = open_app(tmp_path)
    app.agencies.found("Ashby Search", "Tom Ashby")
    app.clients.save(Client(name="Northwind Foods"))
    app.close()
    hands = opened(tmp_path)
    hands.press("Ctrl+2")
    create(hands)
    hands.press("Ctrl+Z")
    hands.wait(lambda: hands.jobs.job_order_id is None)
    assert not hands.jobs.header.isVisible()
    assert hands.window.messages.bar.text == ""
    hands.press("Ctrl+Y")
    hands.wait(lambda: hands.jobs.job_order_id is not None)
    assert hands.jobs.header.title == "Buyer"
    assert hands.titles
