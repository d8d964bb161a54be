"""What "Promises kept" is worked out from, straight from the tables: light rows, 60,000 of them in a moment.

SQLAlchemy's own conversion of each column would take most of the time. So text is read as SQLite keeps it, and what is
said over and over (ids, limits, roles) is converted once.
"""

import json
from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, exists, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from desktop.domain.canonical import from_plain
from desktop.domain.history import Deed
from desktop.domain.job_order import JobState
from desktop.domain.limits import CandidateEvent, Within
from desktop.domain.measures import MeasuredCandidate, MeasuredJobOrder, MeasuredPause, MeasuredPromise
from desktop.domain.measuring import Rows
from desktop.domain.promises import Pattern, PromiseState
from desktop.domain.roles import Role, Side
from desktop.storage.rows import Base, ClientRow, EventRow, JobOrderRow
from desktop.storage.today import instant
from desktop.storage.tracking_rows import CandidateRow, PauseRow, PromiseRow, TrackingRow

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
E = TypeVar("E", bound=StrEnum)

_AS_KEPT = {"id", "job_order_id", "step_id", "candidate_id", "promise_id", "pattern", "side", "state", "does", "holder"}
_AS_KEPT |= {"within", "counted_at", "due_at", "paused_since", "done_at", "closed_at", "since", "until", "events"}


_Of = Select[Any] | None
"""Which job orders; None for all."""
_Jobs = Mapping[str, MeasuredJobOrder]
"""By id, as it is kept."""


class _Once(dict[K, V]):
    """What `make` makes of a key, made once."""

    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        value = self[key] = self._make(key)
        return value


def rows(
    session: Session,
    *,
    client_id: UUID | None = None,
    job_order_id: UUID | None = None,
    since: datetime | None = None,
    open_only: bool = False,
) -> Rows:
    """What is tracked of one client, of one job order, or of all.

    Promises closed before `since` are left out; with `open_only` there is nothing but those that run.
    """
    jobs = _job_orders(session, client_id, job_order_id)
    of: _Of = None
    if client_id is not None or job_order_id is not None:
        of = _narrowed(select(JobOrderRow.id), client_id, job_order_id)
    by_key = {job.id.hex: job for job in jobs}
    promises = list(_promises(session, of, by_key, since, open_only=open_only))
    if open_only:
        return Rows(promises, [], [], jobs)
    return Rows(promises, list(_candidates(session, of, by_key)), list(_pauses(session, of, by_key)), jobs)


def _job_orders(session: Session, client_id: UUID | None, job_order_id: UUID | None) -> list[MeasuredJobOrder]:
    """Those that are tracked, and those that were filled without."""
    closed = select(func.max(EventRow.at)).where(EventRow.job_order_id == JobOrderRow.id, EventRow.deed == Deed.CLOSED)
    filled = closed.where(JobOrderRow.state == JobState.FILLED).correlate(JobOrderRow).scalar_subquery()
    columns: list[Any] = [getattr(JobOrderRow, name) for name in ("id", "number", "title", "client_id")]
    query = (
        select(*columns, ClientRow.name, JobOrderRow.received_on, filled)
        .join(ClientRow, ClientRow.id == JobOrderRow.client_id)
        .where(
            or_(
                exists().where(TrackingRow.job_order_id == JobOrderRow.id),
                JobOrderRow.state == JobState.FILLED,
            )
        )
    )
    found = session.connection().execute(_narrowed(query, client_id, job_order_id))
    return [MeasuredJobOrder(*row) for row in found]


def _narrowed(query: Select[Any], client_id: UUID | None, job_order_id: UUID | None) -> Select[Any]:
    if client_id is not None:
        query = query.where(JobOrderRow.client_id == client_id)
    return query if job_order_id is None else query.where(JobOrderRow.id == job_order_id)


_PROMISE = (
    *("id", "job_order_id", "step_id", "candidate_id", "version", "place", "title", "pattern", "side", "does"),
    *("within", "counted_at", "due_at", "zone", "promised", "taken", "paused_since", "state", "done_at", "closed_at"),
)


def _promises(
    session: Session, of: _Of, jobs: _Jobs, since: datetime | None, *, open_only: bool
) -> Iterator[MeasuredPromise]:
    patterns, states, sides = _members(Pattern), _members(PromiseState), _members(Side)
    does: _Once[str, tuple[Role, ...]] = _Once(lambda text: from_plain(tuple[Role, ...], json.loads(text)))
    limits: _Once[str, Within] = _Once(lambda text: from_plain(Within, json.loads(text)))
    query = _kept(PromiseRow, _PROMISE, of)
    if open_only:
        query = query.where(PromiseRow.state == PromiseState.RUNNING)
    if since is not None:
        query = query.where(or_(PromiseRow.closed_at.is_(None), PromiseRow.closed_at >= since))
    for id, job, step, candidate, version, place, title, pattern, side, roles, within, *times in _read(session, query):
        counted, due, zone, promised, taken, paused, state, done, closed = times
        yield MeasuredPromise(
            id,
            jobs[job],
            step,
            candidate,
            version,
            place,
            title,
            patterns[pattern],
            sides[side],
            does[roles],
            limits[within],
            instant(counted),
            instant(due),
            zone,
            promised,
            taken,
            instant(paused) if paused else None,
            states[state],
            instant(done) if done else None,
            instant(closed) if closed else None,
        )


def _candidates(session: Session, of: _Of, jobs: _Jobs) -> Iterator[MeasuredCandidate]:
    kinds = (CandidateEvent.SENT, CandidateEvent.INTERVIEW_HELD, CandidateEvent.OFFERED, CandidateEvent.ACCEPTED)
    for job, events in _read(session, _kept(CandidateRow, ("job_order_id", "events"), of)):
        when: dict[str, datetime] = {}
        for one in json.loads(events):
            when.setdefault(one["event"], datetime.fromisoformat(one["at"]))
        yield MeasuredCandidate(jobs[job], *(when.get(kind) for kind in kinds))


def _pauses(session: Session, of: _Of, jobs: _Jobs) -> Iterator[MeasuredPause]:
    sides = _members(Side)
    names = ("job_order_id", "promise_id", "since", "until", "holder")
    for job, promise, since, until, holder in _read(session, _kept(PauseRow, names, of)):
        yield MeasuredPause(jobs[job], promise, instant(since), instant(until) if until else None, sides[holder])


def _kept(kind: type[Base], names: tuple[str, ...], of: _Of) -> Select[Any]:
    """The columns `names`, as SQLite keeps them."""
    columns: list[ColumnElement[Any]] = []
    for name in names:
        column: ColumnElement[Any] = kind.__mapper__.columns[name]
        columns.append(type_coerce(column, String) if name in _AS_KEPT else column)
    query = select(*columns)
    return query if of is None else query.where(kind.__mapper__.columns["job_order_id"].in_(of))


def _read(session: Session, query: Select[Any]) -> Any:
    return session.connection().execute(query)


def _members(kind: type[E]) -> dict[str | None, Any]:
    return {None: None, **{member.value: member for member in kind}}


def candidate_references(session: Session, *, client_id: UUID | None, job_order_id: UUID | None) -> dict[str, str]:
    """The reference of each candidate, by its id as text."""
    of = _narrowed(select(JobOrderRow.id), client_id, job_order_id)
    found = _read(session, _kept(CandidateRow, ("id", "reference"), of)).all()
    return {key: reference for key, reference in found}  # noqa: C416 - dict() takes a result for a mapping
