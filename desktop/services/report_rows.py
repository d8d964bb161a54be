"""What reports make of the rows they read, one by one: how late, what runs, and which talk was agreed."""

from datetime import datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.domain.agency import Agency
from desktop.domain.agreement import Content
from desktop.domain.calendars import WorkingWeek
from desktop.domain.check_in_page import Miss, Running, Talk
from desktop.domain.due_lines import DueLine
from desktop.domain.lateness import late_seconds, late_words
from desktop.domain.limits import Unit
from desktop.domain.measures import MeasuredJobOrder, MeasuredPromise
from desktop.domain.measuring import Rows
from desktop.domain.promises import Pattern, PromiseState
from desktop.domain.reminder import Outcome, Rung, missed_in_a_row, rung_after
from desktop.domain.roles import Side
from desktop.domain.working_time import WorkingTime
from desktop.i18n import screen
from desktop.services.calendars import working_time_of
from desktop.storage.queries import signed_contents
from desktop.storage.records import CLIENTS


class Clocks:
    """The living calendars of the sides, each made once: for telling how late something is now."""

    def __init__(self, session: Session, agency: Agency, now: datetime) -> None:
        self._session, self._agency, self._now = session, agency, now
        self._clients: dict[UUID, tuple[WorkingWeek, WorkingTime]] = {}

    @cached_property
    def _ours(self) -> tuple[WorkingWeek, WorkingTime]:
        week = self._agency.week
        return week, working_time_of(week, self._agency.days_off, self._now.date())

    def _of(self, promise: MeasuredPromise) -> tuple[WorkingWeek, WorkingTime]:
        if promise.side != Side.CLIENT:
            return self._ours
        id = promise.job_order.client_id
        if id not in self._clients:
            client = CLIENTS.get(self._session, id)
            week = client.week(self._agency.week)
            self._clients[id] = week, working_time_of(week, client.days_off, self._now.date())
        return self._clients[id]

    def late(self, promise: MeasuredPromise) -> tuple[int, float]:
        """How many seconds late, and how many hours a day has of which the limit speaks."""
        week, calendar = self._of(promise)
        is_working = promise.within.unit in {Unit.WORKING_HOURS, Unit.WORKING_DAYS}
        if promise.done_at and promise.taken is not None:
            seconds = max(0, promise.taken - promise.promised)
        else:
            seconds = late_seconds(promise.within, promise.due_at, self._now, calendar)
        return seconds, week.hours_a_day if is_working else 24.0


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
