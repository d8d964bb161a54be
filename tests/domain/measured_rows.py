"""Rows to be measured: one job order of one client, with promises that a test describes."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from desktop.domain.limits import Within
from desktop.domain.measures import MeasuredJobOrder, MeasuredPromise
from desktop.domain.promises import Pattern, PromiseState
from desktop.domain.roles import Role, Side

NOW = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
DAY = 30_600
"""Seconds of a working day from 9:00 to 17:30."""
JOB = MeasuredJobOrder(UUID(int=1), 142, "Senior Accountant", UUID(int=2), "Northwind", date(2026, 9, 1))
TWO_DAYS = Within(2)
LONDON = ZoneInfo("Europe/London")


def promise(  # what a test says of it, the rest is usual
    n: int,
    title: str,
    side: Side | None,
    *,
    days: float | None = 1.0,
    limit: Within = TWO_DAYS,
    state: PromiseState = PromiseState.KEPT,
    began: datetime = MONDAY,
    job: MeasuredJobOrder = JOB,
    pattern: Pattern = Pattern.DURATION,
) -> MeasuredPromise:
    """Promised within `limit`, delivered `days` days after it began; running where that is None."""
    due = began + timedelta(days=limit.amount)
    done = None if days is None else began + timedelta(days=days)
    return MeasuredPromise(
        key=f"{n:032x}",
        job_order=job,
        step_key=title,
        candidate_key=None,
        version=1,
        place=n,
        title=title,
        pattern=pattern,
        side=side,
        does=(Role.RECRUITER if side == Side.AGENCY else Role.CLIENT_HR,),
        within=limit,
        counted_at=began,
        due_at=due,
        zone="Europe/London",
        promised=limit.amount * DAY,
        taken=None if days is None else int(days * DAY),
        paused_since=None,
        state=state,
        done_at=None if state == PromiseState.EXCUSED else done,
        closed_at=done,
    )


def late(n: int, title: str, side: Side | None, days: float = 3.0) -> MeasuredPromise:
    return promise(n, title, side, days=days, state=PromiseState.LATE_AND_KEPT)


def running(n: int, title: str, side: Side | None, began: datetime = NOW - timedelta(days=1)) -> MeasuredPromise:
    return promise(n, title, side, days=None, state=PromiseState.RUNNING, began=began)
