"""What reports make of the rows they read, one by one: how late, what runs, and which talk was agreed."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from desktop.domain.agreement import Content
from desktop.domain.check_in_page import Miss, Running, Talk
from desktop.domain.due_lines import DueLine
from desktop.domain.lateness import late_words
from desktop.domain.measures import MeasuredJobOrder, MeasuredPromise
from desktop.domain.measuring import Rows
from desktop.domain.promises import Pattern, PromiseState
from desktop.domain.reminder import Outcome, Rung, missed_in_a_row, rung_after
from desktop.domain.roles import Side
from desktop.i18n import screen
from desktop.services.calendars import late_by
from desktop.storage.hours import hours_of
from desktop.storage.queries import signed_contents


class Clocks:
    """In whose hours `promises` count, each by the version it was made under: for telling how late they are now."""

    def __init__(self, session: Session, promises: Iterable[MeasuredPromise], now: datetime) -> None:
        self._hours = hours_of(session.connection().exec_driver_sql, (p.key for p in promises))
        self._now = now

    def late(self, promise: MeasuredPromise) -> tuple[int, float]:
        """How many seconds late, and how many hours a day has of which the limit speaks."""
        seconds, hours_a_day = late_by(promise.within, promise.due_at, self._hours.get(promise.key), self._now)
        if promise.done_at and promise.taken is not None:
            seconds = max(0, promise.taken - promise.promised)
        return seconds, hours_a_day


def miss(promise: MeasuredPromise, clocks: Clocks, names: dict[str, str]) -> Miss:
    seconds, hours_a_day = clocks.late(promise)
    return Miss(
        side=promise.side,
        step=promise.title,
        reference=promise.job_order.reference,
        candidate=names.get(promise.candidate_key or "", ""),
        due_at=promise.due_at,
        seconds_late=seconds,
        hours_a_day=hours_a_day,
        is_open=promise.state == PromiseState.RUNNING,
    )


def running(promise: MeasuredPromise, names: dict[str, str], now: datetime) -> Running:
    return Running(
        side=promise.side,
        step=promise.title,
        reference=promise.job_order.reference,
        candidate=names.get(promise.candidate_key or "", ""),
        due_at=promise.due_at,
        is_late=promise.decided_at(now) is not None,
        is_paused=promise.paused_since is not None,
    )


def due_line(promise: MeasuredPromise, clocks: Clocks, names: dict[str, str], now: datetime) -> DueLine:
    is_late = now > promise.due_at
    seconds, hours_a_day = clocks.late(promise) if is_late else (0, 0.0)
    job = promise.job_order
    return DueLine(
        job_order_id=job.id,
        promise_id=promise.id,
        reference=job.reference,
        job=job.title,
        client=job.client,
        step=promise.title,
        candidate=names.get(promise.candidate_key or "", ""),
        side=promise.side,
        does=promise.does,
        within=promise.within,
        due_at=promise.due_at,
        zone=promise.zone,
        seconds_late=seconds,
        how_late=late_words(seconds, hours_a_day, screen()) if is_late else "",
        is_late=is_late,
    )


def talks(s: Session, found: Rows, now: datetime) -> tuple[Talk, ...]:
    """The agreed next rungs of the job orders that still run, by reference. `found` goes back to their beginning."""
    jobs = {p.job_order.number: p.job_order for p in found.promises if p.state == PromiseState.RUNNING}
    outcomes: dict[int, list[Outcome]] = {number: [] for number in jobs}
    for p in found.promises:
        at, of_job = p.decided_at(now), outcomes.get(p.job_order.number)
        if of_job is not None and at is not None and p.pattern != Pattern.POINT and p.state != PromiseState.EXCUSED:
            of_job.append(Outcome(at, p.place, p.title, p.side, not p.on_time))
    missed = [(jobs[n], side, missed_in_a_row(outcomes[n], side)) for n in sorted(jobs) for side in Side]
    missed = [one for one in missed if one[2]]
    signed = signed_contents(s, {job.id for job, _side, _titles in missed})
    return tuple(
        _talk(job, rung_after(titles, content, side), content)
        for job, side, titles in missed
        if (content := signed.get(job.id))
    )


def _talk(job: MeasuredJobOrder, rung: Rung, content: Content) -> Talk:
    ours, theirs = content.participant(rung.agency), content.participant(rung.client)
    return Talk(
        reference=job.reference,
        rung=rung,
        agency_name=ours.name if ours else "",
        client_name=theirs.name if theirs else "",
    )
