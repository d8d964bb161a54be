"""What every service stands on: the store, the clock, undo, and the chronicle of each job order."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.agreement import AgreementState
from desktop.domain.history import Deed, Event
from desktop.domain.lines import standing
from desktop.domain.tracking import Tracking
from desktop.errors import InvalidInputError, NotFoundError
from desktop.services.history import ChangedSinceError, Edit, UndoStack
from desktop.storage.queries import agreement_ids
from desktop.storage.records import AGREEMENTS, PROCESSES, TRACKINGS, Aggregate, Value
from desktop.storage.rows import AgencyRow, EventRow, JobOrderRow, PersonRow
from desktop.storage.store import Store

V = TypeVar("V", bound=Value)


@dataclass(frozen=True)
class Context:
    """Shared by all services of one window. `clock` gives the present as an aware UTC instant."""

    store: Store
    clock: Callable[[], datetime]
    undo: UndoStack

    def today(self) -> date:
        """The date here."""
        return self.clock().astimezone().date()


def checked(problems: dict[str, str]) -> None:
    """Raises InvalidInputError where there is any problem."""
    if problems:
        raise InvalidInputError(problems)


def _bare(value: V | None) -> V | None:
    """Without what only counts up: that goes on while edits are taken back."""
    counts = {name: 0 for name in ("revision", "sequence") if hasattr(value, name)}
    return None if value is None else replace(value, **counts)


def remember(
    context: Context,
    aggregate: Aggregate[V],
    label: str,
    before: V | None,
    after: V | None,
    check_removable: Callable[[Session, UUID], object] = lambda _session, _id: None,
) -> None:
    """Record a committed edit of one value, so that it can be undone and redone. None stands for not being there.

    Undo and redo raise ChangedSinceError where something else is there by now, and where they would remove the value,
    what `check_removable` raises; then nothing is overwritten.
    """
    known = before or after
    if known is None or _bare(before) == _bare(after):
        return
    id: UUID = getattr(known, aggregate.key)
    removed = before

    def put(expected: V | None, wanted: V | None) -> None:
        nonlocal removed
        with context.store.write() as s:
            if wanted is None:
                check_removable(s, id)
                removed = aggregate.find(s, id)
            swap(s, aggregate, expected, wanted if expected else removed or wanted)

    context.undo.record(Edit(label, lambda: put(after, before), lambda: put(before, after)))


def swap(session: Session, aggregate: Aggregate[V], expected: V | None, wanted: V | None) -> None:
    """Put `wanted` where `expected` is (None: nothing). Raises ChangedSinceError where something else is there."""
    id: UUID = getattr(expected or wanted, aggregate.key)
    now = aggregate.find(session, id)
    if _bare(now) != _bare(expected):
        raise ChangedSinceError
    if wanted is None:
        aggregate.remove(session, id)
    elif now is None:
        session.add(aggregate.new_row(wanted))
        session.flush()
    else:
        aggregate.save(session, replace(wanted, revision=now.revision))


def chronicle(session: Session, context: Context, job_order_id: UUID, deed: Deed, **facts: object) -> None:
    """Write one line of the history, and bring the job order's standing up to date, in the same transaction."""
    note(session, context, job_order_id, deed, **facts)
    _update_standing(session, context, job_order_id)
    session.flush()


def note(session: Session, context: Context, job_order_id: UUID, deed: Deed, **facts: object) -> None:
    """Write one line of the history: enough where what was agreed stays as it is."""
    event = Event(
        job_order_id=job_order_id,
        at=context.clock(),
        who=who(session),
        deed=deed,
        facts=tuple((name, str(fact)) for name, fact in facts.items()),
    )
    session.add(
        EventRow(
            id=event.id, job_order_id=event.job_order_id, at=event.at, who=event.who, deed=event.deed, facts=event.facts
        )
    )
    session.flush()


def who(session: Session) -> str:
    """The name of whoever works on this computer; empty before the agency is named."""
    if "who" not in session.info:
        me = select(PersonRow.name).join(AgencyRow, AgencyRow.me == PersonRow.id).limit(1)
        session.info["who"] = session.connection().scalar(me) or ""
    return str(session.info["who"])


def _update_standing(session: Session, context: Context, job_order_id: UUID) -> None:
    row = session.get(JobOrderRow, job_order_id)
    if row is None:
        raise NotFoundError
    process = PROCESSES.get(session, job_order_id)
    now = standing(process, tuple(AGREEMENTS.get(session, id) for id in agreement_ids(session, job_order_id)))
    row.steps_total, row.steps_agreed, row.differences = now.steps, now.agreed, now.differences
    row.holder, row.version_number, row.version_state, row.is_signed = now.holder, now.number, now.state, now.is_signed
    if now.is_signed:
        show_next_promise(row, TRACKINGS.find(session, job_order_id))
    row.touched_at = context.clock()


def show_next_promise(row: JobOrderRow, tracking: Tracking | None) -> None:
    """Keep beside the job order which promise is due next, and who holds it."""
    running = [p for p in tracking.open_promises if p.paused_since is None] if tracking else []
    row.due_at = running[0].due_at if running else None
    if row.version_state == AgreementState.SIGNED:  # else it is somebody's turn to answer or sign
        row.holder = running[0].side if running else None
