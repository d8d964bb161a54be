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
    due, paused, since, counted = reckoned.end, 0, None, promise.counted_at
    for pause in pauses:
        start = max(pause.since, counted)  # two may overlap: the time is lost once
        if pause.until is None:
            since = start  # also of what was late before: it gets no later
            break
        if start >= due or pause.until <= start:
            continue
        counted = pause.until
        lost = span(promise.within, calendar, start, pause.until)
        if not lost:
            continue  # a night: to add nothing would move a closing time to the next opening
        paused += int(lost.total_seconds())
        due = calendar.add(due, lost) if _is_working(promise.within) else due + lost
    return replace(
        promise,
        counted_at=reckoned.counted_from,
        promised_at=reckoned.end,
        due_at=due.astimezone(UTC),
        zone=reckoned.zone,
        not_counted=tuple(NotCounted(day, name) for day, name in reckoned.not_counted),
        in_part=tuple(NotCounted(day, name) for day, name in reckoned.in_part),
        promised=int(span(promise.within, calendar, reckoned.counted_from, reckoned.end).total_seconds()),
        paused=paused,
        paused_since=since,
    )


def span(within: Within, calendar: WorkingTime, start: datetime, end: datetime) -> timedelta:
    """The time from `start` to `end` as a limit of this kind counts it."""
    return calendar.between(start, end) if _is_working(within) else end - start


def _is_working(within: Within) -> bool:
    return within.unit in {Unit.WORKING_HOURS, Unit.WORKING_DAYS}


def kept(promise: Promise, calendar: WorkingTime, pauses: tuple[Pause, ...], at: datetime, *, by: str) -> Promise:
    """`promise` as done at `at`: how much time it took, pauses left out, and whether that was in time."""
    start = min(promise.counted_at, at)
    taken = span(promise.within, calendar, start, at)
    stopped = timedelta()
    until = start
    for pause in pauses:
        if pause.promise_id not in {None, promise.id}:
            continue
        first, last = max(pause.since, until), min(pause.until or at, at)
        if first < last:
            stopped += span(promise.within, calendar, first, last)
            until = last
    stood_still = promise.paused_since is not None and promise.paused_since < promise.due_at
    state = PromiseState.KEPT if at <= promise.due_at or stood_still else PromiseState.LATE_AND_KEPT
    return replace(
        promise,
        state=state,
        done_at=at,
        closed_at=at,
        taken=max(0, int((taken - stopped).total_seconds())),
        by=by,
        paused_since=None,
    )
