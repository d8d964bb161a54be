"""Wins: job orders that were filled, with a note of thanks to all who took part, and what both sides say of it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.job_order import JobOrder, JobState
from desktop.domain.partnership import Feedback
from desktop.domain.people import Person
from desktop.domain.roles import Side
from desktop.domain.thanks import Helper, ThankYou, kept_word, thank_you
from desktop.errors import NotReadyError
from desktop.i18n import _
from desktop.services.agencies import agency_of, me_of
from desktop.services.base import Context
from desktop.storage.meeting_records import FEEDBACK
from desktop.storage.meeting_rows import FeedbackRow, MeetingRow
from desktop.storage.records import CLIENTS, JOB_ORDERS, PEOPLE, TRACKINGS
from desktop.storage.rows import JobOrderRow


@dataclass(frozen=True, kw_only=True)
class Closed:
    """A job order that is filled, lost or passed, and what was said of it."""

    id: UUID
    number: int
    title: str
    state: JobState
    feedback: tuple[Feedback, ...]


class Wins:
    """What is left to do when a job order is closed."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def closed(self, client_id: UUID) -> list[Closed]:
        """The newest first, with the feedback of both sides, oldest first."""
        states = [state for state in JobState if state.is_closed]
        of = (JobOrderRow.client_id == client_id, JobOrderRow.state.in_(states))
        with self._context.store.read() as s:
            said: dict[UUID, list[Feedback]] = {}
            jobs = select(JobOrderRow.id).where(*of)
            for row in s.scalars(
                select(FeedbackRow).where(FeedbackRow.job_order_id.in_(jobs)).order_by(FeedbackRow.on, FeedbackRow.id)
            ):
                said.setdefault(row.job_order_id, []).append(FEEDBACK.of(row))
            columns = (JobOrderRow.id, JobOrderRow.number, JobOrderRow.title, JobOrderRow.state)
            return [
                Closed(id=id, number=number, title=title, state=state, feedback=tuple(said.get(id, ())))
                for id, number, title, state in s.execute(
                    select(*columns).where(*of).order_by(JobOrderRow.number.desc())
                )
            ]

    def thanks(self, job_order_id: UUID) -> ThankYou:
        """The note to all who took part. Raises NotReadyError where the job is not filled, NotFoundError."""
        with self._context.store.read() as s:
            job = JOB_ORDERS.get(s, job_order_id)
            if job.state != JobState.FILLED:
                raise NotReadyError(_("A thank-you note goes with a job that is filled."))
            agency, client = agency_of(s), CLIENTS.get(s, job.client_id)
            tracking = TRACKINGS.find(s, job_order_id)
            me = me_of(s, agency)
            return thank_you(
                language=agency.language,
                job=job.title,
                reference=job.reference,
                parties={Side.CLIENT: client.name, Side.AGENCY: agency.name},
                sender=me.name if me else "",
                helpers=[*_named(s, job), *_met(s, job_order_id)],
                kept=kept_word(tracking.promises if tracking else ()),
            )


def _named(s: Session, job: JobOrder) -> list[Helper]:
    """Whom the job order names, and their deputies."""
    ids = [id for one in job.involved for id in (one.person_id, one.deputy_id) if id]
    people: list[Person] = [person for id in ids if (person := PEOPLE.find(s, id))]
    return [Helper(name=person.name, email=person.email, side=person.role.side) for person in people]


def _met(s: Session, job_order_id: UUID) -> list[Helper]:
    """Who took part in its meetings."""
    held = MeetingRow.job_order_id == job_order_id, MeetingRow.cancelled_at.is_(None)
    query = select(MeetingRow.people).where(*held).order_by(MeetingRow.at)
    return [Helper(name=one.name, email=one.email, side=one.side) for people in s.scalars(query) for one in people]
