"""A job order goes to another state, and can come back with its promises as they were."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.domain.history import Deed
from desktop.domain.job_order import JobState
from desktop.domain.tracking import Tracking
from desktop.i18n import _
from desktop.services.base import Context, chronicle, swap
from desktop.services.history import ChangedSinceError, Edit
from desktop.storage.records import JOB_ORDERS, TRACKINGS


@dataclass(frozen=True)
class _Stand:
    """What a turn changes. Details of the job order that are edited since stay as they are."""

    state: JobState
    passed_because: str
    tracking: Tracking | None


@contextmanager
def turning(context: Context, job_order_id: UUID, label: str) -> Iterator[Session]:
    """A transaction that turns a job order. `label` says so in words that follow "Undo", with {reference}.

    Undo and redo raise ChangedSinceError where its state or a promise is another by now. Raises NotFoundError.
    """
    with context.store.write() as s:
        label = _(label).format(reference=JOB_ORDERS.get(s, job_order_id).reference)
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


def _stand(s: Session, id: UUID) -> _Stand:
    job, tracking = JOB_ORDERS.get(s, id), TRACKINGS.find(s, id)
    return _Stand(job.state, job.passed_because, replace(tracking, revision=0) if tracking else None)


def _put(context: Context, id: UUID, expected: _Stand, wanted: _Stand, deed: Deed, label: str) -> None:
    with context.store.write() as s:
        if _stand(s, id) != expected:
            raise ChangedSinceError
        job = JOB_ORDERS.get(s, id)
        JOB_ORDERS.save(s, replace(job, state=wanted.state, passed_because=wanted.passed_because))
        if expected.tracking or wanted.tracking:
            swap(s, TRACKINGS, expected.tracking, wanted.tracking)
        chronicle(s, context, id, deed, what=label)
