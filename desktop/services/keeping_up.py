"""Keeping a job order's promises in step with what is signed and what happens, in the caller's transaction."""

from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import bindparam, select, true
from sqlalchemy.orm import Session, lazyload

from desktop.domain import marking
from desktop.domain.agreement import Content
from desktop.domain.ground import Ground, Signed
from desktop.domain.history import Deed
from desktop.domain.job_order import JobState
from desktop.domain.promising import brought_up
from desktop.domain.roles import Side
from desktop.domain.tracking import Pause, Tracking
from desktop.domain.working_time import NoWorkingTimeError, UnknownZoneError, WorkingTime
from desktop.i18n import _, language
from desktop.services.base import Context, show_next_promise
from desktop.services.calendars import working_time_of
from desktop.services.versions import versions
from desktop.storage.records import CLIENTS, JOB_ORDERS, TRACKINGS
from desktop.storage.rows import AS_WRITTEN, AgencyRow, AgreementRow, ClientRow, EventRow, JobOrderRow
from desktop.storage.tracking_rows import TrackingRow

MOST_REMEMBERED = 256  # job orders, some ten kilobytes each
_SIGNED_STAND = select(AgreementRow.id, AgreementRow.revision).where(AgreementRow.job_order_id == bindparam("id"))
_OTHER_STAND = (
    select(JobOrderRow.revision, ClientRow.revision, AgencyRow.revision)
    .join(ClientRow, ClientRow.id == JobOrderRow.client_id)
    .join(AgencyRow, true())
    .where(JobOrderRow.id == bindparam("id"))
)
_OWN_DAYS_OFF = select(AgencyRow.days_off)
"""Made once: to put them together takes as long as to ask."""


def known_ground_of(s: Session, job_order_id: UUID) -> Ground | None:
    """As `ground_of`, made once for each set of revisions: for the beginning of a transaction, before it writes."""
    asked = [s.connection().execute(query, {"id": job_order_id}) for query in (_OTHER_STAND, _SIGNED_STAND)]
    stand = (*(tuple(map(tuple, found)) for found in asked), language())
    memo: dict[UUID, tuple[object, Ground | None]] = s.info["memo"].setdefault("grounds", {})
    known = memo.get(job_order_id)
    if known is None or known[0] != stand:
        if len(memo) >= MOST_REMEMBERED:
            memo.clear()
        known = memo[job_order_id] = (stand, ground_of(s, job_order_id))
    return known[1]


def ground_of(s: Session, job_order_id: UUID) -> Ground | None:
    """What the promises of a job order are reckoned from; None while nothing was ever signed.

    Hours, zone and whose public holidays are those of each version; own days off are those of today.
    """
    signed = sorted((a for a in versions(s, job_order_id) if a.signed_at and a.content), key=lambda a: a.number)
    if not signed or not signed[0].signed_at:
        return None
    job = JOB_ORDERS.get(s, job_order_id)
    found = []
    for one in signed:
        if one.content and one.signed_at:
            calendars = _calendars(s, job.client_id, one.content, signed[0].signed_at)
            effective_at = _effective(one.signed_at, one.content, calendars[Side.AGENCY])
            found.append(Signed(number=one.number, content=one.content, effective_at=effective_at, calendars=calendars))
    return Ground(
        versions=tuple(found),
        signed_at=signed[0].signed_at,
        received_on=job.received_on,
        calendars=found[-1].calendars,
        closed_at=when_closed(s, job_order_id) if job.state.is_closed else None,
    )


def check_clock(s: Session, context: Context, job_order_id: UUID) -> None:
    """Raises ClockSetBackError where the clock says a time before the first signature: what is noted would be wrong."""
    if ground := known_ground_of(s, job_order_id):
        marking.check_clock(ground, context.clock())


def load(s: Session, job_order_ids: Collection[UUID]) -> None:
    """Have at hand what `keep_up` asks for each of these job orders: a few queries instead of many."""
    held = s.info.setdefault("held", set())
    for row, key in (
        (TrackingRow, TrackingRow.job_order_id),
        (JobOrderRow, JobOrderRow.id),
        (AgreementRow, AgreementRow.job_order_id),
    ):
        held.update(s.scalars(select(row).where(key.in_(job_order_ids))))


def keep_up(
    s: Session, context: Context, job_order_id: UUID, change: Callable[[Tracking], Tracking] = lambda tracking: tracking
) -> Tracking | None:
    """Bring the promises up to date, after `change`. None, and nothing done, while nothing was ever signed."""
    ground = ground_of(s, job_order_id)
    if ground is None:
        return None
    before = TRACKINGS.find(s, job_order_id) or first_tracking(s, job_order_id, ground)
    return keep(s, context, before, brought_up(change(before), ground))


def begin_all(context: Context) -> None:
    """What was signed before this program knew of promises begins: of a database of before, so that Today is right."""
    untracked = JobOrderRow.is_signed, JobOrderRow.id.not_in(select(TrackingRow.job_order_id))
    with context.store.read() as s:
        ids = list(s.scalars(select(JobOrderRow.id).where(*untracked)))
    for id in ids:
        with context.store.write() as s, suppress(NoWorkingTimeError, UnknownZoneError):  # of one, not of all
            keep_up(s, context, id)


def first_tracking(s: Session, job_order_id: UUID, ground: Ground) -> Tracking:
    """Nothing has happened yet; what is signed while the job order is on hold stands still until it is resumed."""
    tracking = Tracking(job_order_id=job_order_id)
    if JOB_ORDERS.get(s, job_order_id).state != JobState.ON_HOLD:
        return tracking
    return paused(_("The job order was on hold when it was signed."), ground.signed_at)(tracking)


def keep(s: Session, context: Context, before: Tracking, after: Tracking) -> Tracking:
    """Save a tracking, and what the lists show of it; `before` is what the database holds."""
    saved = TRACKINGS.change(s, before, after)
    row = s.get_one(JobOrderRow, saved.job_order_id, options=[lazyload(JobOrderRow.involved)])
    show_next_promise(row, saved)
    if saved.revision != before.revision:
        row.touched_at = context.clock()
    return saved


def paused(because: str, at: datetime) -> Callable[[Tracking], Tracking]:
    """Everything stands still from now on."""
    return lambda tracking: tracking if tracking.on_hold else tracking.pausing(Pause(since=at, because=because))


def running_on(at: datetime) -> Callable[[Tracking], Tracking]:
    """Everything runs on."""
    return lambda tracking: tracking.running_on(None, at=at) if tracking.on_hold else tracking


def taken_up(closed_at: datetime, at: datetime) -> Callable[[Tracking], Tracking]:
    """The time in which the job order was closed does not count."""
    pause = Pause(since=closed_at, until=max(closed_at, at), because=_("The job order was closed."))
    return lambda tracking: running_on(closed_at)(tracking).pausing(pause)


def closed_at(s: Session, context: Context, job_order_id: UUID) -> datetime:
    """When the job order was closed; now where that is not known."""
    return when_closed(s, job_order_id) or context.clock()


def when_closed(s: Session, job_order_id: UUID) -> datetime | None:
    """When a job order that is closed was; undo can have brought back an earlier time than the last."""
    deeds = {Deed.CLOSED, Deed.PASSED, Deed.UNDONE, Deed.REDONE}
    events = select(EventRow.at, EventRow.deed, EventRow.facts).where(
        EventRow.job_order_id == job_order_id, EventRow.deed.in_(deeds)
    )
    for at, deed, facts in s.execute(events.order_by(AS_WRITTEN.desc())):
        if deed in {Deed.CLOSED, Deed.PASSED}:
            return at
        if closed := dict(facts).get("closed"):
            return datetime.fromisoformat(closed)
    return None


def _calendars(s: Session, client_id: UUID, content: Content, around: datetime) -> dict[Side, WorkingTime]:
    ours, client = s.connection().execute(_OWN_DAYS_OFF).scalar_one(), CLIENTS.get(s, client_id)
    year = around.date()
    return {
        Side.AGENCY: working_time_of(content.week, ours, year),
        Side.CLIENT: working_time_of(content.client_week or content.week, client.days_off, year),
    }


def _effective(signed_at: datetime, content: Content, calendar: WorkingTime) -> datetime:
    """From when a version counts: its signature, or the beginning of its first day where that is later."""
    first = content.effective_from
    if first is None:
        return signed_at
    return max(signed_at, datetime(first.year, first.month, first.day, tzinfo=calendar.tz).astimezone(UTC))
