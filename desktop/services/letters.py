"""The letter that goes with a pass: on paper and as an e-mail draft."""

from uuid import UUID

from sqlalchemy.orm import Session

from desktop.domain.job_order import JobOrder, JobState
from desktop.domain.letter import PassLetter
from desktop.domain.people import Person
from desktop.domain.roles import Role
from desktop.errors import NotReadyError
from desktop.i18n import _
from desktop.services.agencies import agency_of, me_of
from desktop.services.base import Context
from desktop.services.versions import signed_version
from desktop.storage.records import CLIENTS, JOB_ORDERS, PEOPLE

WRITTEN_TO = (Role.CLIENT_HR, Role.HIRING_MANAGER, Role.BUSINESS_LEADER, Role.PROCUREMENT)
"""Whom the letter is addressed to: the first of these roles that somebody is named for."""


class Letters:
    """Letters for passed job orders."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def letter(self, job_order_id: UUID) -> PassLetter:
        """What the letter says. Raises NotReadyError where the job order is not passed."""
        with self._context.store.read() as s:
            job = JOB_ORDERS.get(s, job_order_id)
            if job.state != JobState.PASSED:
                raise NotReadyError(_("The letter goes with a pass. Pass on the job order first."))
            agency = agency_of(s)
            client = CLIENTS.get(s, job.client_id)
            person = _named(s, job, WRITTEN_TO)
            was_signed = signed_version(s, job.id) is not None
            me = me_of(s, agency)
        return PassLetter(
            language=agency.language,
            paper=agency.paper_size,
            agency=agency.formal_name,
            agency_address=agency.address,
            logo=agency.logo,
            client=client.formal_name,
            person=person.name if person else "",
            person_title=person.title if person else "",
            person_email=person.email if person else "",
            job=job.title,
            reference=job.reference,
            dated=self._context.today(),
            reason=job.passed_because,
            was_signed=was_signed,
            signed_by=me.name if me else "",
            signed_by_title=me.title if me else "",
        )

    def pdf(self, job_order_id: UUID) -> bytes:
        """The letter as a PDF."""
        from desktop.pdf.letter import render_letter  # reportlab takes 140 ms to import

        return render_letter(self.letter(job_order_id))

    def eml(self, job_order_id: UUID) -> bytes:
        """The letter as an e-mail draft with the PDF attached, for any mail program to open and send."""
        letter = self.letter(job_order_id)
        body = "\n\n".join((letter.greeting, *letter.paragraphs, letter.closing, letter.signed_by))
        pdf = self.pdf(job_order_id)
        from desktop.exchange.eml import draft_email  # the library's e-mail takes 5 ms to import

        return draft_email(
            to=((letter.person, letter.person_email),) if letter.person_email else (),
            subject=letter.subject,
            body=body,
            attachments=((f"{letter.reference}.pdf", "application/pdf", pdf),),
        )


def _named(s: Session, job: JobOrder, roles: tuple[Role, ...]) -> Person | None:
    for role in roles:
        one = job.involvement(role)
        if one and one.person_id and (person := PEOPLE.find(s, one.person_id)):
            return person
    return None
