"""A signed job order is tracked with the keyboard: done, excused, paused, candidates, two windows, undone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from desktop.app import App, open_app
from desktop.domain.agreement import AgreementState
from desktop.domain.limits import CandidateEvent
from desktop.domain.promises import Promise, PromiseState
from desktop.domain.roles import Side
from desktop.domain.tracking import Tracking
from tests.beginnings import sign
from tests.journeys.conftest import Hands, Opened
from ui.screens.process import ProcessTab
from ui.screens.today import TodayScreen
from ui.widgets.ask_sheet import AskSheet
from ui.widgets.candidates_sheet import CandidatesSheet
from ui.widgets.promise_sheets import MomentSheet, PauseSheet

INTAKE, SHORTLIST, FEEDBACK = "Intake meeting", "Shortlist of 3 to 5", "Feedback on every CV"


def at_that_time(folder: Path, days_ago: int, act: Callable[[App, UUID], object]) -> None:
    """Do it in `folder` as if it were so many days ago."""
    then = datetime.now(UTC) - timedelta(days=days_ago)
    app = open_app(folder, clock=lambda: then)
    lines = app.job_orders.lines(app.job_orders.numbers())
    act(app, next(line.id for line in lines if line.title == "Senior Accountant"))
    app.close()


def sign_received(app: App, job: UUID) -> None:
    """Received the day before, agreed and signed."""
    app.job_orders.save(
        replace(app.job_orders.get(job), received_on=app.clock().astimezone().date() - timedelta(days=1))
    )
    sign(app, job)


@pytest.fixture
def promised(worked: Path) -> Path:
    """The job order of `worked`, signed three weeks ago: the intake meeting is late."""
    at_that_time(worked, 21, sign_received)
    return worked


def tracking(hands: Hands) -> Tracking:
    found = hands.app.promises.tracked(hands.id)
    assert found is not None
    return found.tracking


def promise(hands: Hands, title: str) -> Promise:
    return next(p for p in reversed(tracking(hands).promises) if p.title == title)


def at_promises(opened: Opened, folder: Path) -> Hands:
    """At the row of whoever holds the ball."""
    hands = opened(folder)
    hands.press("Ctrl+2", "Return")
    assert hands.front(ProcessTab).tracking.table.hasFocus()
    return hands


def current(hands: Hands) -> str:
    row = hands.front(ProcessTab).tracking.table.current_row()
    assert row is not None
    return row.title


def go_to(hands: Hands, title: str) -> None:
    hands.press("Ctrl+Home")
    for _row in hands.front(ProcessTab).tracking.table.rows:
        if current(hands) == title:
            return
        hands.press("Down")
    raise AssertionError(title)


def test_one_key_marks_done_and_ctrl_z_takes_it_back(opened: Opened, promised: Path) -> None:
    hands = at_promises(opened, promised)
    assert current(hands) == INTAKE
    hands.press("D")
    assert promise(hands, INTAKE).state == PromiseState.LATE_AND_KEPT
    assert hands.told == "“Intake meeting” is done"
    assert current(hands) == SHORTLIST
    hands.press("Ctrl+Z")
    hands.wait(lambda: promise(hands, INTAKE).is_open)
    hands.press("Ctrl+Y")
    hands.wait(lambda: not promise(hands, INTAKE).is_open)


def test_enter_on_today_opens_the_very_promise(opened: Opened, promised: Path) -> None:
    hands = opened(promised)
    today = hands.window.screen_of("today")
    assert isinstance(today, TodayScreen)
    while not str(today.list.currentIndex().data()).startswith(SHORTLIST):
        hands.press("Down")
    hands.press("Return")
    assert hands.front(ProcessTab).tracking.table.hasFocus()
    assert current(hands) == SHORTLIST  # not the intake meeting, which is later still


def test_it_cannot_have_been_done_before_it_began(opened: Opened, promised: Path) -> None:
    hands = at_promises(opened, promised)
    hands.press("Shift+D")
    sheet = hands.sheet(MomentSheet)
    hands.write("01012020")  # day, month and year, one after the other
    hands.press("Ctrl+Return")
    assert sheet.moment.day.read() == date(2020, 1, 1)
    assert "can't have been earlier" in sheet.moment.day.problem
    assert sheet.isVisible()
    assert promise(hands, INTAKE).is_open


def test_an_excuse_needs_its_reason(opened: Opened, promised: Path) -> None:
    hands = at_promises(opened, promised)
    hands.press("X", "Ctrl+Return")
    assert hands.sheet(AskSheet).field.problem
    assert promise(hands, INTAKE).is_open
    hands.write("Marc was in hospital")
    hands.press("Ctrl+Return")
    assert (promise(hands, INTAKE).state, promise(hands, INTAKE).because) == (
        PromiseState.EXCUSED,
        "Marc was in hospital",
    )


def test_what_is_late_already_gets_no_later_while_it_is_paused(opened: Opened, promised: Path) -> None:
    hands = at_promises(opened, promised)
    assert promise(hands, INTAKE).state_at(datetime.now(UTC)) == PromiseState.LATE
    hands.press("P")
    hands.write("Marc is in hospital")
    hands.press("Ctrl+Return")
    assert promise(hands, INTAKE).state_at(datetime.now(UTC)) == PromiseState.RUNNING


def test_a_pause_says_why_and_who_is_the_cause(opened: Opened, worked: Path) -> None:
    at_that_time(worked, 3, sign_received)
    hands = at_promises(opened, worked)
    go_to(hands, SHORTLIST)
    hands.press("P")
    sheet = hands.sheet(PauseSheet)
    hands.press("Ctrl+Return")
    assert sheet.because.problem
    hands.write("Priya is on leave")
    hands.press("Ctrl+Return")
    (pause,) = tracking(hands).pauses
    assert (pause.because, pause.holder, pause.until) == ("Priya is on leave", Side.CLIENT, None)


def test_running_on_slides_by_the_working_time_of_the_pause(opened: Opened, worked: Path) -> None:
    at_that_time(worked, 12, sign_received)

    def pause(app: App, job: UUID) -> None:
        found = app.promises.tracked(job)
        assert found is not None
        shortlist = next(p for p in found.tracking.promises if p.title == SHORTLIST)
        app.promises.pause(job, shortlist.id, "Works council", Side.CLIENT)

    at_that_time(worked, 9, pause)
    hands = at_promises(opened, worked)
    before = promise(hands, SHORTLIST)
    go_to(hands, SHORTLIST)
    hands.press("P")
    after = promise(hands, SHORTLIST)
    assert after.paused > 0
    assert after.due_at > before.due_at
    hands.press("Space")
    assert "Works council" in hands.front(ProcessTab).tracking.story.text


def test_candidates_are_references_and_their_events_have_an_order(opened: Opened, promised: Path) -> None:
    hands = at_promises(opened, promised)
    hands.press("C")
    sheet = hands.sheet(CandidatesSheet)
    hands.write("C-17")
    hands.press("Return")
    assert promise(hands, FEEDBACK).is_open
    while not sheet.grid.hasFocus():
        hands.press("Tab")
    hands.press(*["Right"] * 5, "Return")
    assert sheet.grid.cell_event == CandidateEvent.OFFERED
    hands.press("Right", "Return", "Right", "Return")
    assert [one.event for one in tracking(hands).candidates[0].events] == [
        CandidateEvent.SENT,
        CandidateEvent.OFFERED,
        CandidateEvent.ACCEPTED,
        CandidateEvent.STARTED,
    ]
    hands.press("Left", "Delete")
    assert "Remove that first" in sheet.event_field.problem
    assert len(tracking(hands).candidates[0].events) == 4
    hands.press("Ctrl+Return", "Ctrl+Z")
    hands.wait(lambda: len(tracking(hands).candidates[0].events) == 3)


def test_what_another_window_marked_is_shown_and_not_overwritten(opened: Opened, promised: Path) -> None:
    hands = at_promises(opened, promised)
    marked = promise(hands, INTAKE).id
    at_that_time(promised, 18, lambda app, job: app.promises.mark_done(job, marked))
    hands.press("D")
    assert "“Intake meeting” is marked already" in hands.window.messages.bar.text
    done = promise(hands, INTAKE).done_at
    assert done is not None
    assert done < datetime.now(UTC) - timedelta(days=17)
    row = next(row for row in hands.front(ProcessTab).tracking.table.rows if row.title == INTAKE)
    assert row.icon == "check"


def test_a_next_version_is_agreed_while_the_signed_one_is_tracked(opened: Opened, promised: Path) -> None:
    hands = at_promises(opened, promised)
    tab = hands.front(ProcessTab)
    hands.press("F7")
    assert tab.editor.table.hasFocus()
    tab.amend.click()
    hands.wait(lambda: hands.newest.number == 2)
    assert tab.editor.isVisible()
    hands.press("F2")
    hands.write("Kick-off meeting")
    hands.press("Return", "F7")
    assert hands.step(1).title == "Kick-off meeting"
    assert tab.tracking.table.hasFocus()
    assert current(hands) == INTAKE  # what was signed is what was promised
    hands.press("D")
    assert not promise(hands, INTAKE).is_open
    assert hands.state() == AgreementState.DRAFT
