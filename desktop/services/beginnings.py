"""Taking a new job order back, with all that was begun with it, and bringing it again under the same reference."""

from dataclasses import dataclass, fields, replace
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from desktop.domain.agreement import Agreement, AgreementState
from desktop.domain.history import Deed, Event
from desktop.domain.job_order import JobOrder, JobState
from desktop.domain.process import Process
from desktop.errors import NotReadyError
from desktop.i18n import _
from desktop.services.base import Context, chronicle
from desktop.services.history import ChangedSinceError, Edit
from desktop.storage.queries import agreement_ids
from desktop.storage.records import AGREEMENTS, JOB_ORDERS, PROCESSES
from desktop.storage.rows import AS_WRITTEN, EventRow, JobOrderRow


@dataclass(frozen=True)
class Begun:
    """A job order with everything that is made along with it."""

    job_order: JobOrder
    process: Process
    versions: tuple[Agreement, ...]
    events: tuple[Event, ...]

    @property
    def said(self) -> tuple[object, ...]:
        """What must be as it was at first, for it to be taken back. Edits taken back leave "agreeing" behind."""
        state = JobState.DRAFT if self.job_order.state == JobState.AGREEING else self.job_order.state
        return (
            replace(self.job_order, state=state, revision=0),
            replace(self.process, revision=0),
            tuple(replace(version, revision=0) for version in self.versions),
        )


def begun(s: Session, id: UUID) -> Begun:
    """All of it as it is now. Raises NotFoundError."""
    rows = s.scalars(select(EventRow).where(EventRow.job_order_id == id).order_by(AS_WRITTEN))
    return Begun(
        JOB_ORDERS.get(s, id),
        PROCESSES.get(s, id),
        tuple(AGREEMENTS.get(s, version) for version in agreement_ids(s, id)),
        tuple(Event(**{f.name: getattr(row, f.name) for f in fields(Event)}) for row in rows),
    )


def remember_beginning(context: Context, first: Begun) -> None:
    """Record that a job order was created. It is taken back only while nothing hangs on it."""
    label, gone = _("job order {title}").format(title=first.job_order.title), [first]

    def take_back() -> None:
        with context.store.write() as s:
            gone[:] = [begun(s, first.job_order.id)]
            _remove(s, gone[0], first)

    def bring_again() -> None:
        with context.store.write() as s:
            _restore(s, gone[0])
            chronicle(s, context, first.job_order.id, Deed.REDONE, what=label)

    context.undo.record(Edit(label, take_back, bring_again))


def _remove(s: Session, now: Begun, first: Begun) -> None:
    """Raises NotReadyError where its agreement went on, ChangedSinceError where anything else did."""
    if [version.state for version in now.versions] != [AgreementState.DRAFT]:
        raise NotReadyError(
            _("{reference} can't be taken back: its agreement is no draft any more. Pass it or close it.").format(
                reference=now.job_order.reference
            )
        )
    if now.said != first.said:
        raise ChangedSinceError
    try:
        AGREEMENTS.remove(s, now.versions[0].id)
        PROCESSES.remove(s, now.job_order.id)
        s.execute(delete(EventRow).where(EventRow.job_order_id == now.job_order.id))
        JOB_ORDERS.remove(s, now.job_order.id)
    except IntegrityError as error:  # something else stands on it by now
        raise ChangedSinceError from error


def _restore(s: Session, gone: Begun) -> None:
    """Raises NotReadyError where its reference went to another, NotFoundError where its client is gone."""
    if s.scalar(select(JobOrderRow.id).where(JobOrderRow.number == gone.job_order.number)):
        raise NotReadyError(
            _("{reference} is another job order by now. Create this one anew.").format(
                reference=gone.job_order.reference
            )
        )
    s.add(JOB_ORDERS.new_row(gone.job_order))
    s.flush()  # the others refer to it
    s.add(PROCESSES.new_row(gone.process))
    s.add_all(AGREEMENTS.new_row(version) for version in gone.versions)
    s.flush()
    s.add_all(EventRow(**{f.name: getattr(event, f.name) for f in fields(Event)}) for event in gone.events)
