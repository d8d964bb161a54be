"""A day off added in Settings moves what runs, behind the window, and says so."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.app import App
from desktop.domain.calendars import DayOff
from desktop.domain.promises import Promise
from tests.journeys.conftest import Hands, Opened
from tests.journeys.test_keep_promises import SHORTLIST, at_that_time, sign_received


def shortlist(hands: Hands) -> Promise:
    tracked = hands.app.promises.tracked(hands.app.job_orders.by_reference("2").id)
    assert tracked is not None
    (found,) = [p for p in tracked.tracking.promises if p.title == SHORTLIST]
    return found


def add_day_off(app: App, on: datetime) -> None:
    day = DayOff(first=on.date(), last=on.date(), name="Office move")
    app.agencies.save(replace(app.agencies.get(), days_off=(day,)))


def test_days_off_that_are_added_move_what_runs_and_the_window_says_so(opened: Opened, worked: Path) -> None:
    at_that_time(worked, 0, sign_received)
    hands = opened(worked)
    due = shortlist(hands).due_at
    monday = datetime.now(UTC) + timedelta(days=7 - datetime.now(UTC).weekday())
    add_day_off(hands.app, monday)
    hands.wait(lambda: shortlist(hands).due_at > due)
    hands.wait(lambda: "1 job order has new due times" in hands.told)
    assert [(one.day, one.name) for one in shortlist(hands).not_counted] == [(monday.date(), "Office move")]
    hands.press("Ctrl+Z")
    hands.wait(lambda: shortlist(hands).due_at == due)
