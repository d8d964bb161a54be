"""Counting a promise's time: when it is due, how pauses move that, and how much it took when it is done."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from desktop.domain.limits import Within
from desktop.domain.promises import NotCounted, Promise, PromiseState
from desktop.domain.reckoning import Reckoning
from desktop.domain.tracking import Pause
from desktop.domain.working_time import WorkingTime


def with_due(
    promise: Promise, reckoned: Reckoning, calendar: WorkingTime, pauses: tuple[Pause, ...], *, is_fixed: bool = False
) -> Promise:
    """`promise` with its due time, moved by `pauses` in the order of time; `is_fixed`: it is a fixed date."""
    promise = replace(promise, counted_at=reckoned.counted_from, promised_at=reckoned.end)
    due, paused, since = _moved(promise, calendar, pauses, is_fixed=is_fixed)
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


def _moved(
    promise: Promise, calendar: WorkingTime, pauses: tuple[Pause, ...], *, is_fixed: bool
) -> tuple[datetime, int, datetime | None]:
    """When it is due after `pauses`, by how many seconds they moved it, and since when one lasts.

    What was late before a pause is as late after it. A fixed date moves only by what a pause takes after it; where it
    passed in a pause, to the end of the day on which that ends.
    """
    due, counted = promise.promised_at, promise.counted_at
    for pause in pauses:
        start = max(pause.since, counted, due) if is_fixed else max(pause.since, counted)  # two may overlap
        if pause.until is None:
            return due.astimezone(UTC), _paused(promise, calendar, due), pause.since if is_fixed else start
        if pause.until <= start:
            continue
        counted = pause.until
        if is_fixed and start == due:
            due = calendar.closing(calendar.local_day(calendar.next_instant(pause.until)))
        elif lost := span(promise.within, calendar, start, pause.until):  # none in a night: a closing stays that
            due = calendar.add(due, lost) if promise.within.unit.is_working else due + lost
    return due.astimezone(UTC), _paused(promise, calendar, due), None


def _paused(promise: Promise, calendar: WorkingTime, due: datetime) -> int:
    if due == promise.promised_at:
        return 0
    return int(span(promise.within, calendar, promise.promised_at, due).total_seconds())


def span(within: Within, calendar: WorkingTime, start: datetime, end: datetime) -> timedelta:
    """The time from `start` to `end` as a limit of this kind counts it."""
    return calendar.between(start, end) if within.unit.is_working else end - start


def kept(
    promise: Promise, calendar: WorkingTime, pauses: tuple[Pause, ...], at: datetime, *, by: str, is_fixed: bool = False
) -> Promise:
    """`promise` as done at `at`: how much time it took, pauses left out, and whether that was in time."""
    before = tuple(
        replace(pause, until=min(pause.until or at, at))
        for pause in pauses
        if pause.promise_id in {None, promise.id} and pause.since < at
    )
    due, paused, _since = _moved(promise, calendar, before, is_fixed=is_fixed)
    taken = span(promise.within, calendar, min(promise.counted_at, at), at)
    return replace(
        promise,
        state=PromiseState.KEPT if at <= due else PromiseState.LATE_AND_KEPT,
        due_at=due,
        paused=paused,
        done_at=at,
        closed_at=at,
        taken=max(0, int(taken.total_seconds()) - paused),
        by=by,
        paused_since=None,
    )
