"""What leaves the house of a meeting: minutes, invitations, due dates. Private lines stay."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.agency import Agency
from desktop.domain.invitation import DueDate, Invitation, actions_due, invitation_of, promise_due
from desktop.domain.job_order import JobOrder
from desktop.domain.meetings import Attendee, Meeting
from desktop.domain.minutes import Minutes, as_text, minutes_of, when
from desktop.domain.people import Client, Person
from desktop.domain.promises import PromiseState
from desktop.domain.roles import Side
from desktop.i18n import words
from desktop.services.agencies import agency_of, me_of
from desktop.services.base import Context
from desktop.services.files import save
from desktop.storage.meeting_records import MEETINGS
from desktop.storage.meeting_rows import MeetingRow
from desktop.storage.records import CLIENTS, JOB_ORDERS, TRACKINGS

DONE_TOLD = timedelta(days=7)
"""How long after its day what is done is still told to calendars: older events wake nobody and would be clutter."""


class Sharing:
    """Papers, drafts and calendar files of meetings. Nothing is changed, and nothing is sent. Raises NotFoundError."""

    def __init__(self, context: Context) -> None:
        self._context = context

    # -- minutes ----------------------------------------------------------------------------------------------------

    def minutes(self, meeting_id: UUID) -> Minutes:
        """What both sides may read of a meeting; `left_out` says how many private lines they do not."""
        with self._context.store.read() as s:
            meeting, agency, client, job = _read(s, meeting_id)
        return minutes_of(meeting, agency, client, job)

    def minutes_pdf(self, meeting_id: UUID) -> bytes:
        """The minutes on paper."""
        from desktop.pdf.minutes import render_minutes  # reportlab takes 140 ms to import

        return render_minutes(self.minutes(meeting_id))

    def save_minutes(self, file: Path, meeting_id: UUID) -> None:
        """Raises UnreadableFileError where it can't be saved."""
        save(file, self.minutes_pdf(meeting_id))

    def minutes_eml(self, meeting_id: UUID) -> bytes:
        """A draft with the minutes as text and as a PDF, to those who took part whose address is known, but not us."""
        from desktop.pdf.minutes import render_minutes  # as above

        with self._context.store.read() as s:
            meeting, agency, client, job = _read(s, meeting_id)
            me = me_of(s, agency)
        minutes = minutes_of(meeting, agency, client, job)
        t = words(agency.language)
        about = t.gettext("Here is what we noted. Is it right? Please answer with a yes, or with what to correct.")
        subject = t.gettext("Minutes: {meeting}, {about}").format(
            meeting=minutes.heading, about=minutes.job or minutes.client_short
        )
        name = t.gettext("{reference} minutes {date}").format(
            reference=minutes.reference or minutes.client_short, date=minutes.begins.date().isoformat()
        )
        return _draft(
            _receivers(meeting, me),
            subject,
            [t.gettext("Hello,"), about, as_text(minutes), _closing(agency, me)],
            (f"{name}.pdf", "application/pdf", render_minutes(minutes)),
        )

    def minutes_email(self, meeting_id: UUID) -> str:
        """What the draft with the minutes says: to be looked at before it leaves."""
        from desktop.exchange.eml import as_read  # as above

        return as_read(self.minutes_eml(meeting_id))

    # -- calendars --------------------------------------------------------------------------------------------------

    def invitation(self, meeting_id: UUID) -> bytes:
        """A calendar file; saved again after a change it updates the same event, or cancels it."""
        from desktop.exchange.ics import invitation_ics  # the calendar library takes 200 ms to import

        with self._context.store.read() as s:
            invited = _invitation(s, meeting_id)
        return invitation_ics(invited, self._context.clock())

    def save_invitation(self, file: Path, meeting_id: UUID) -> None:
        """Raises UnreadableFileError where it can't be saved."""
        save(file, self.invitation(meeting_id))

    def invitation_eml(self, meeting_id: UUID) -> bytes:
        """A draft to everyone else who takes part, with the calendar file."""
        from desktop.exchange.ics import invitation_ics, media_type  # as above

        with self._context.store.read() as s:
            meeting, agency, client, job = _read(s, meeting_id)
            invited = _invitation(s, meeting_id)
            me = me_of(s, agency)
        t = words(agency.language)
        minutes = minutes_of(meeting, agency, client, job)
        title, said = invited.title, t.gettext("This is when and where we meet:")
        if invited.is_cancelled:
            title = t.gettext("Cancelled: {meeting}").format(meeting=invited.title)
            said = t.gettext("This meeting is cancelled:")
        when_where = "\n".join(part for part in (invited.title, when(minutes), invited.place) if part)
        calendar = invitation_ics(invited, self._context.clock())
        return _draft(
            _receivers(meeting, me),
            title,
            [t.gettext("Hello,"), said, when_where, invited.description, _closing(agency, me)],
            ("invitation.ics", media_type(invited), calendar),
        )

    def invitation_email(self, meeting_id: UUID) -> str:
        """What the draft with the invitation says: to be looked at before it leaves."""
        from desktop.exchange.eml import as_read  # as above

        return as_read(self.invitation_eml(meeting_id))

    def due_dates_ics(self, job_order_id: UUID) -> bytes:
        """The promises and dated actions of a job order as a calendar file, without what is private.

        Saved again it updates the same events. What was done meanwhile is cancelled, where its day is not long gone.
        """
        from desktop.exchange.ics import due_dates_ics  # as above

        since = self._context.today() - DONE_TOLD
        with self._context.store.read() as s:
            dues = [due for due in _due(s, JOB_ORDERS.get(s, job_order_id)) if due.day >= since or not due.is_cancelled]
        return due_dates_ics(dues, self._context.clock())

    def save_due_dates(self, file: Path, job_order_id: UUID) -> None:
        """Raises UnreadableFileError where it can't be saved."""
        save(file, self.due_dates_ics(job_order_id))


def _read(s: Session, meeting_id: UUID) -> tuple[Meeting, Agency, Client, JobOrder | None]:
    meeting = MEETINGS.get(s, meeting_id)
    job = JOB_ORDERS.find(s, meeting.job_order_id) if meeting.job_order_id else None
    return meeting, agency_of(s), CLIENTS.get(s, meeting.client_id), job


def _invitation(s: Session, meeting_id: UUID) -> Invitation:
    meeting, agency, client, job = _read(s, meeting_id)
    me = me_of(s, agency)
    ours = [one for one in meeting.people if one.side == Side.AGENCY and one.email]
    if me and me.email:
        ours.insert(0, Attendee(name=me.name, side=Side.AGENCY, email=me.email))
    return invitation_of(meeting, agency, client, job, next(iter(ours), None))


def _due(s: Session, job: JobOrder) -> list[DueDate]:
    agency, client = agency_of(s), CLIENTS.get(s, job.client_id)
    names = {Side.AGENCY: agency.name, Side.CLIENT: client.name}
    found: list[DueDate] = []
    if tracking := TRACKINGS.find(s, job.id):
        references = {one.id: one.reference for one in tracking.candidates}
        for one in tracking.promises:
            if one.state != PromiseState.NOT_YET:
                candidate = references.get(one.candidate_id, "") if one.candidate_id else ""
                found.append(promise_due(one, candidate, tracking.revision, job, names, agency.language))
    about = f"{job.title} ({job.reference})"
    rows = s.scalars(select(MeetingRow).where(MeetingRow.job_order_id == job.id).order_by(MeetingRow.at))
    for row in rows:
        found += actions_due(MEETINGS.of(row), about, agency.language)
    return found


def _receivers(meeting: Meeting, me: Person | None) -> tuple[tuple[str, str], ...]:
    ours = me.email.casefold() if me else ""
    return tuple((one.name, one.email) for one in meeting.people if one.email and one.email.casefold() != ours)


def _closing(agency: Agency, me: Person | None) -> str:
    kind = words(agency.language).gettext("With kind regards")
    return "\n".join(part for part in (kind, me.name if me else "", me.title if me else "", agency.name) if part)


def _draft(
    to: tuple[tuple[str, str], ...], subject: str, body: Sequence[str], attachment: tuple[str, str, bytes]
) -> bytes:
    from desktop.exchange.eml import draft_email  # the library's e-mail takes 5 ms to import

    return draft_email(to=to, subject=subject, body="\n\n".join(filter(None, body)), attachments=(attachment,))
