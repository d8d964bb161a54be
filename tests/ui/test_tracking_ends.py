"""The tracker while a job order is on hold, and when nothing is left to be kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.job_order import JobState
from desktop.domain.limits import CandidateEvent
from desktop.domain.promises import PromiseState
from desktop.domain.roles import Side
from tests.ui.conftest import Shown
from tests.ui.tracking_desk import Desk, sit_down
from ui.screens.process.tracking_words import said
from ui.widgets.buttons import Button
from ui.widgets.promise_lanes import bars_of
from ui.widgets.thanks_sheet import ThanksSheet

INTAKE = "Intake meeting"


@pytest.fixture
def desk(qtbot: QtBot, shown: Shown, tmp_path: Path) -> Iterator[Desk]:
    with sit_down(qtbot, shown, tmp_path) as desk:
        yield desk


def test_what_is_done_while_on_hold_is_kept_and_it_is_said_that_the_hold_stays(desk: Desk) -> None:
    desk.app.job_orders.put_on_hold(desk.job, "Budget")
    desk.heard()
    desk.at(INTAKE)
    desk.press("d")
    assert desk.promise(INTAKE).state == PromiseState.KEPT
    assert desk.toast == "“Intake meeting” is done. The job order stays on hold."
    assert desk.view.banner.resume.isVisible()
    assert not desk.view.banner.done.isVisible()


@pytest.mark.parametrize("key", ["r", "p"])
def test_on_hold_nobody_is_reminded_and_nothing_more_is_paused(desk: Desk, key: str) -> None:
    desk.app.job_orders.put_on_hold(desk.job, "Budget")
    desk.heard()
    desk.at(INTAKE)
    desk.press(key)
    assert desk.message == "The job order is on hold: no clock runs, and nobody is late. Resume it first."
    assert not desk.reminded
    assert len(desk.tracked.tracking.pauses) == 1


def test_nobody_is_reminded_of_a_promise_that_is_paused(desk: Desk) -> None:
    desk.app.promises.pause(desk.job, desk.promise(INTAKE).id, "Works council", Side.CLIENT)
    desk.heard()
    desk.at(INTAKE)
    desk.press("r")
    assert "“Intake meeting” is paused" in desk.message
    assert not desk.reminded


def all_kept(desk: Desk) -> None:
    """One candidate goes all the way, and every promise is kept."""
    promises = desk.app.promises
    candidate = promises.add_candidate(desk.job, "C-17", sent_at=desk.clock.at).candidates[0]
    for _round in range(60):
        waiting = desk.tracked.tracking.open_promises
        if waiting:
            promises.mark_done(desk.job, waiting[0].id)
            continue
        noted = desk.tracked.tracking.candidate(candidate.id)
        left = [event for event in CandidateEvent if event != CandidateEvent.WITHDRAWN and noted.when(event) is None]
        if not left:
            break
        promises.note_event(desk.job, candidate.id, left[0])
    desk.qtbot.waitUntil(lambda: desk.view.tracked is not None and not desk.view.tracked.tracking.open_promises)


def test_when_every_promise_is_kept_the_next_step_is_offered(desk: Desk) -> None:
    all_kept(desk)
    assert desk.banner == (
        "Every promise is kept or closed",
        "Is the job filled? Close it, and thank all who took part.",
    )
    banner = desk.view.banner
    shown = [button.text() for button in banner.findChildren(Button) if button.isVisible()]
    assert shown == ["Check-in page…", "Close as filled"]
    desk.press("s")
    assert desk.asked == ["page"]
    desk.press("t")
    assert desk.asked == ["page"]  # nobody is thanked before it is filled


def test_when_the_job_is_filled_a_key_writes_the_thank_you_note(desk: Desk) -> None:
    all_kept(desk)
    desk.app.job_orders.close(desk.job, JobState.FILLED)
    desk.qtbot.waitUntil(lambda: desk.banner[0] == "Filled")
    assert desk.view.banner.thank.isVisible()
    desk.press("t")
    desk.sheet(ThanksSheet).finish()
    desk.tab.set_client_view(True)
    assert not desk.view.banner.thank.isVisible()
    assert not desk.view.banner.page.isVisible()


def test_a_lost_job_order_says_so_without_cheer_and_expects_nothing_any_more(desk: Desk) -> None:
    desk.app.job_orders.close(desk.job, JobState.LOST, "Filled from within")
    desk.qtbot.waitUntil(lambda: desk.banner[0] == "Lost")
    assert said(desk.tracked, JobState.LOST, private=True).tone == "strong"
    assert {row.when for row in desk.table.rows if row.promise_id is None} == {"–"}


def test_what_is_cancelled_as_the_job_is_filled_has_no_tick_in_the_lanes(desk: Desk) -> None:
    desk.app.promises.mark_done(desk.job, desk.promise(INTAKE).id)
    open_now = {promise.step_id for promise in desk.tracked.tracking.open_promises}
    desk.app.job_orders.close(desk.job, JobState.FILLED)
    desk.heard()
    states = {bar.key: bar.state for bar in bars_of(desk.tracked)}
    assert states[desk.promise(INTAKE).step_id] == "done"
    assert {states.get(id, "open") for id in open_now} == {"open"}
