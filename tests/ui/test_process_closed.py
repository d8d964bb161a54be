"""The process of a job order that is over."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Founded, Shown
from tests.ui.process_desk import Desk


@pytest.fixture
def closed(qtbot: QtBot, founded: Founded, shown: Shown) -> Desk:
    founded.app.job_orders.pass_on(founded.job.id, "No interview slots")
    return Desk(qtbot, founded, shown)


def test_a_passed_job_order_says_so_and_offers_nothing_that_would_be_refused(closed: Desk) -> None:
    screen = closed.screen
    offered = (screen.propose, screen.ask, screen.reopen, screen.amend, screen.open_points)
    assert [button for button in offered if button.isVisible()] == []
    assert "Passed" in {label.text() for label in screen.banner.findChildren(QLabel)}


def test_its_steps_can_be_read_and_not_changed(closed: Desk) -> None:
    before = closed.process
    closed.at(1)
    closed.qtbot.keyClick(closed.table, "x")
    assert closed.process == before


def test_passed_and_taken_up_again_is_seen_at_once(qtbot: QtBot, founded: Founded, shown: Shown) -> None:
    desk = Desk(qtbot, founded, shown)
    assert desk.screen.propose.isVisible()
    with qtbot.waitSignal(founded.bridge.changed):
        founded.app.job_orders.pass_on(founded.job.id, "No interview slots")
    assert (desk.status, desk.screen.propose.isVisible()) == ("Passed", False)
    with qtbot.waitSignal(founded.bridge.changed):
        founded.app.job_orders.take_up_again(founded.job.id)
    assert desk.screen.propose.isVisible()
