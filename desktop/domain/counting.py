"""Counting a promise's time: when it is due, how pauses move that, and how much it took when it is done."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from desktop.domain.limits import Unit, Within
from desktop.domain.promises import NotCounted, Promise, PromiseState
from desktop.domain.reckoning import Reckoning
from desktop.domain.tracking import Pause
from desktop.domain.working_time import WorkingTime


def with_due(promise: Promise, reckoned: Reckoning, calendar: WorkingTime, pauses: tuple[Pause, ...]) -> Promise:
    """`promise` with its due time, moved by `pauses` in the order of time."""
    promise = replace(promise, counted_at=reckoned.counted_from, promised_at=reckoned.end)
    due, paused, since = _moved(promise, calendar, pauses)
    return replace(
        promise,
        due_at=due,
        zone=reckoned.zone,
        not_counted=tuple(NotCounted(day, name) for day, name in reckoned.not_counted),
        in_part=tuple(NotCounted(day, name) for day, name in reckoned.in_part),
        promised=int(span(promise.within, calendar, reckoned.counted_from, reckoned.end).total_seconds()),
        paused=paused,
        paused_since=since,
    )


def _moved(promise: Promise, calendar: WorkingTime, pauses: tuple[Pause, ...]) -> tuple[datetime, int, datetime | None]:
    """When it is due after `pauses`, by how many seconds they moved it, and since when one lasts.

    What was late before a pause is as late after it.
    """
    due, paused, counted = promise.promised_at, 0, promise.counted_at
    for pause in pauses:
        start = max(pause.since, counted)  # two may overlap: the time is lost once
        if pause.until is None:
            return due.astimezone(UTC), paused, start
        if pause.until <= start:
            continue
        counted = pause.until
        lost = span(promise.within, calendar, start, pause.until)
        if not lost:
            continue  # a night: to add nothing would move a closing time to the next opening
        paused += int(lost.total_seconds())
        due = calendar.add(due, lost) if _is_working(promise.within) else due + lost
    return due.astimezone(UTC), paused, None


def span(within: Within, calendar: WorkingTime, start: datetime, end: datetime) -> timedelta:
    """The time from `start` to `end` as a limit of this kind counts it."""
    return calendar.between(start, end) if _is_working(within) else end - start


def _is_working(within: Within) -> bool:
    return within.unit in {Unit.WORKING_HOURS, Unit.WORKING_DAYS}


def kept(promise: Promise, calendar: WorkingTime, pauses: tuple[Pause, ...], at: datetime, *, by: str) -> Promise:
    """`promise` as done at `at`: how much time it took, pauses left out, and whether that was in time."""
    before = tuple(
        replace(pause, until=min(pause.until or at, at))
        for pause in pauses
        if pause.promise_id in {None, promise.id} and pause.since < at
    )
    slides = promise.paused or promise.paused_since  # else no pause moved it, as none moves a fixed date
    due, paused, _since = _moved(promise, calendar, before if slides else ())
    _due, stopped, _since = _moved(promise, calendar, before)
    taken = span(promise.within, calendar, min(promise.counted_at, at), at)
    return replace(
        promise,
        state=PromiseState.KEPT if at <= due else PromiseState.LATE_AND_KEPT,
        due_at=due,
        paused=paused,
        done_at=at,
        closed_at=at,
        taken=max(0, int(taken.total_seconds()) - stopped),
        by=by,
        paused_since=None,
    )
