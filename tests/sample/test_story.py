"""What the story has come to on the day it is made: on a Sunday too there is something to do, and enough to measure."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from desktop.app import App, open_app
from desktop.domain.measures import PromisesKept
from desktop.domain.promises import PromiseState
from desktop.domain.roles import Side
from desktop.sample import play

SUNDAY = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder = tmp_path_factory.mktemp("sunday")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(play, "now", lambda: SUNDAY)
        play.fill(folder)
    app = open_app(folder, clock=lambda: SUNDAY)
    yield app
    app.close()


@pytest.fixture(scope="module")
def kept(app: App) -> PromisesKept:
    return app.reports.promises_kept(first=(SUNDAY - timedelta(days=89)).date(), last=SUNDAY.date())


def test_something_is_late_and_something_is_due_on_a_sunday_too(app: App) -> None:
    due = app.reports.due()
    assert {line.is_late for line in due} == {True, False}
    assert {line.side for line in due} == {Side.CLIENT}


def test_nobody_is_at_their_desk_on_a_weekend_but_for_what_is_done_in_the_evening(app: App) -> None:
    for line in app.job_orders.lines(app.job_orders.numbers()):
        tracked = app.promises.tracked(line.id)
        done = [p.done_at.astimezone() for p in tracked.tracking.promises if p.done_at] if tracked else []
        assert all(at.weekday() < 5 or at.hour == 20 for at in done), line.title


def test_enough_offers_and_acceptances_to_say_how_they_go(kept: PromisesKept) -> None:
    hiring = kept.hiring
    assert hiring.offer_acceptance.share is not None
    assert 0.5 < hiring.offer_acceptance.share < 1
    assert hiring.time_to_fill.median is not None
    assert hiring.time_to_submit.median is not None
    assert hiring.interview_to_offer.share


def test_both_sides_have_hits_and_misses_one_is_excused_and_one_job_order_was_on_hold(kept: PromisesKept) -> None:
    for side in Side:
        assert 0.6 < (kept.of(side).on_time.share or 0) < 1
    assert kept.client.excused == 1
    assert kept.ball.hold > 0
    assert {p.state for p in kept.late} == {PromiseState.LATE_AND_KEPT, PromiseState.RUNNING}
