"""The partnership review: a quarter's pages for a client. Nothing is changed, and nothing private is read into it."""

from datetime import date, datetime
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desktop.domain.agency import Agency
from desktop.domain.job_order import JobOrder
from desktop.domain.letterhead import letterhead
from desktop.domain.measuring import Period, Rows, measured
from desktop.domain.meetings import ItemKind
from desktop.domain.minutes import minutes_of
from desktop.domain.partnership import MarketNote
from desktop.domain.people import Client
from desktop.domain.review import Decided, PartnershipReview, PilotReviewed, Quarter, Said, Win, review_problems
from desktop.domain.text import tidy
from desktop.services.agencies import agency_of
from desktop.services.base import Context, checked
from desktop.services.files import save
from desktop.services.partnership import result_of
from desktop.storage.measured import rows
from desktop.storage.meeting_records import FEEDBACK, MARKET_NOTES, MEETINGS, PILOTS
from desktop.storage.meeting_rows import FeedbackRow, ItemRow, MarketNoteRow, MeetingRow, PilotRow
from desktop.storage.records import CLIENTS, JOB_ORDERS
from desktop.storage.rows import JobOrderRow


class Reviews:
    """Reads much: ask in a worker. Raises NotFoundError; InvalidInputError (`last`, `proposals`)."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def quarter(self) -> Quarter:
        """The one that ended last, by the agency's clock."""
        now = self._context.clock()
        with self._context.store.read() as s:
            return Quarter.ended_before(now.astimezone(ZoneInfo(agency_of(s).week.time_zone)).date())

    def pages(
        self,
        client_id: UUID,
        first: date | None = None,
        last: date | None = None,
        *,
        proposals: tuple[str, ...] = (),
    ) -> PartnershipReview:
        """What the pages say: of the quarter that ended last, or from `first` to `last` (with `first`: a quarter's).

        `proposals` is what we propose next, one thing each; empty ones are left out.
        """
        quarter = Quarter.holding(first) if first else self.quarter()
        first, last = first or quarter.first, last or quarter.last
        proposals = tuple(filter(None, map(tidy, proposals)))
        checked(review_problems(first, last, proposals))
        now = self._context.clock()
        with self._context.store.read() as s:
            agency, client = agency_of(s), CLIENTS.get(s, client_id)
            period = Period(ZoneInfo(agency.week.time_zone), first, last)
            found = rows(s, client_id=client_id)
            jobs = {job.id: job for job in _job_orders(s, client_id)}
            return PartnershipReview(
                **letterhead(agency, client),
                dated=period.day(now),
                first=first,
                last=last,
                kept=measured(found, period, now),
                pilots=_pilots(s, client_id, jobs, found, period, now),
                market=_market(s, client_id, first, last),
                wins=_wins(found, jobs, period),
                decisions=_decisions(s, agency, client, jobs, period),
                feedback=_feedback(s, jobs, first, last),
                proposals=proposals,
            )

    def pdf(
        self,
        client_id: UUID,
        first: date | None = None,
        last: date | None = None,
        *,
        proposals: tuple[str, ...] = (),
    ) -> bytes:
        """The pages as a PDF."""
        from desktop.pdf.review import render_review  # reportlab takes 140 ms to import

        return render_review(self.pages(client_id, first, last, proposals=proposals))

    def save_pdf(
        self,
        file: Path,
        client_id: UUID,
        first: date | None = None,
        last: date | None = None,
        *,
        proposals: tuple[str, ...] = (),
    ) -> None:
        """Raises UnreadableFileError where it can't be saved."""
        save(file, self.pdf(client_id, first, last, proposals=proposals))


_Jobs = dict[UUID, JobOrder]


def _job_orders(s: Session, client_id: UUID) -> list[JobOrder]:
    return [JOB_ORDERS.of(row) for row in s.scalars(select(JobOrderRow).where(JobOrderRow.client_id == client_id))]


def _pilots(
    s: Session, client_id: UUID, jobs: _Jobs, found: Rows, period: Period, now: datetime
) -> tuple[PilotReviewed, ...]:
    """Those that ran in this time, or were judged in it."""
    query = select(PilotRow).where(PilotRow.client_id == client_id, PilotRow.first <= period.last)
    query = query.where(or_(PilotRow.last >= period.first, PilotRow.judged_on >= period.first))
    reviewed = []
    for pilot in map(PILOTS.of, s.scalars(query.order_by(PilotRow.first, PilotRow.id))):
        result = result_of(pilot, found, period.zone, now)
        tried_on = sorted((jobs[id].reference, jobs[id].title) for id in pilot.job_orders if id in jobs)
        reviewed.append(
            PilotReviewed(
                pilot=pilot,
                jobs=tuple(tried_on),
                before=result.baseline,
                tried=result.pilot,
                before_within=result.baseline_within,
                tried_within=result.pilot_within,
            )
        )
    return tuple(reviewed)


def _market(s: Session, client_id: UUID, first: date, last: date) -> tuple[MarketNote, ...]:
    """The news of this time, for this client's market and for all."""
    whose = or_(MarketNoteRow.client_id.is_(None), MarketNoteRow.client_id == client_id)
    query = select(MarketNoteRow).where(whose, MarketNoteRow.on.between(first, last))
    return tuple(MARKET_NOTES.of(row) for row in s.scalars(query.order_by(MarketNoteRow.on, MarketNoteRow.id)))


def _wins(found: Rows, jobs: _Jobs, period: Period) -> tuple[Win, ...]:
    filled = [(job.filled_at, job) for job in found.job_orders if job.filled_at]
    return tuple(
        Win(
            on=period.day(at),
            reference=job.reference,
            title=job.title,
            openings=jobs[job.id].openings,
            days=max(0, (period.day(at) - job.received_on).days) if job.received_on else None,
        )
        for at, job in sorted(filled, key=lambda one: (one[0], one[1].number))
        if period.start <= at < period.end
    )


def _decisions(s: Session, agency: Agency, client: Client, jobs: _Jobs, period: Period) -> tuple[Decided, ...]:
    """As the minutes have them: one place decides what is private."""
    decided = select(ItemRow.meeting_id).where(ItemRow.kind == ItemKind.DECISION)
    query = select(MeetingRow).where(MeetingRow.client_id == client.id, MeetingRow.id.in_(decided))
    query = query.where(MeetingRow.at >= period.start, MeetingRow.at < period.end, MeetingRow.cancelled_at.is_(None))
    found = []
    for row in s.scalars(query.order_by(MeetingRow.at, MeetingRow.id)):
        meeting = MEETINGS.of(row)
        job = jobs.get(meeting.job_order_id) if meeting.job_order_id else None
        minutes = minutes_of(meeting, agency, client, job)
        found += [
            Decided(
                on=minutes.begins.date(),
                meeting=minutes.heading,
                job=minutes.job,
                reference=minutes.reference,
                text=point.text,
            )
            for point in minutes.of(ItemKind.DECISION)
        ]
    return tuple(found)


def _feedback(s: Session, jobs: _Jobs, first: date, last: date) -> tuple[Said, ...]:
    """In the order it was given, whatever it says."""
    query = select(FeedbackRow).where(FeedbackRow.job_order_id.in_(jobs), FeedbackRow.on.between(first, last))
    said = map(
        FEEDBACK.of, s.scalars(query.order_by(FeedbackRow.on, FeedbackRow.side, FeedbackRow.name, FeedbackRow.id))
    )
    return tuple(
        Said(feedback=one, job=jobs[one.job_order_id].title, reference=jobs[one.job_order_id].reference) for one in said
    )
