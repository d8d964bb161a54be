"""A job order goes to another state, and can come back with its promises as they were."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.history import Deed
from desktop.domain.job_order import JobState
from desktop.domain.tracking import Tracking
from desktop.i18n import _
from desktop.services.base import Context, chronicle, swap
from desktop.services.history import ChangedSinceError, Edit
from desktop.services.keeping_up import check_clock, when_closed
from desktop.storage.records import JOB_ORDERS, TRACKINGS
from desktop.storage.rows import AS_WRITTEN, EventRow

_TURNS = {Deed.SEARCH_OPENED: True, Deed.OPENED_WITHOUT_AGREEMENT: True, Deed.TAKEN_UP_AGAIN: False}
"""Whether the search is open from then on."""


@dataclass(frozen=True)
class _Stand:
    """What a turn changes. Details of the job order that are edited since stay as they are."""

    state: JobState
    passed_because: str
    without_agreement: str
    is_searching: bool
    closed_at: datetime | None
    tracking: Tracking | None


@contextmanager
def turning(context: Context, job_order_id: UUID, label: str) -> Iterator[Session]:
    """A transaction that turns a job order. `label` says so in words that follow "Undo", with {reference}.

    Undo and redo raise ChangedSinceError where its state or a promise is another by now. Raises NotFoundError,
    ClockSetBackError.
    """
    with context.store.write() as s:
        label = _(label).format(reference=JOB_ORDERS.get(s, job_order_id).reference)
        check_clock(s, context, job_order_id)
        before = _stand(s, job_order_id)
        yield s
        after = _stand(s, job_order_id)
    context.undo.record(
        Edit(
            label,
            partial(_put, context, job_order_id, after, before, Deed.UNDONE, label),
            partial(_put, context, job_order_id, before, after, Deed.REDONE, label),
        )
    )


def is_searching(s: Session, id: UUID) -> bool:
    """Whether the search of a job order is open, or was when it was put on hold or closed."""
    deeds = {*_TURNS, Deed.UNDONE, Deed.REDONE}
    events = select(EventRow.deed, EventRow.facts).where(EventRow.job_order_id == id, EventRow.deed.in_(deeds))
    for deed, facts in s.execute(events.order_by(AS_WRITTEN.desc())):
        if deed in _TURNS:
            return _TURNS[deed]
        if "searching" in (known := dict(facts)):
            return bool(known["searching"])
    return False


def _stand(s: Session, id: UUID) -> _Stand:
    job, tracking = JOB_ORDERS.get(s, id), TRACKINGS.find(s, id)
    bare = replace(tracking, revision=0) if tracking else None
    closed_at = when_closed(s, id) if job.state.is_closed else None
    return _Stand(job.state, job.passed_because, job.without_agreement, is_searching(s, id), closed_at, bare)


def _put(context: Context, id: UUID, expected: _Stand, wanted: _Stand, deed: Deed, label: str) -> None:
    with context.store.write() as s:
        if _stand(s, id) != expected:
            raise ChangedSinceError
        job = JOB_ORDERS.get(s, id)
        because, without = wanted.passed_because, wanted.without_agreement
        JOB_ORDERS.save(s, replace(job, state=wanted.state, passed_because=because, without_agreement=without))
        if expected.tracking or wanted.tracking:
            swap(s, TRACKINGS, expected.tracking, wanted.tracking)
        closed = wanted.closed_at.isoformat() if wanted.closed_at else ""
        chronicle(s, context, id, deed, what=label, searching="yes" if wanted.is_searching else "", closed=closed)
