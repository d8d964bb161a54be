"""Job orders: from new to filled, lost or passed."""

from dataclasses import dataclass, fields, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.agreement import Agreement
from desktop.domain.history import Deed, Event
from desktop.domain.job_order import Involvement, JobOrder, JobState
from desktop.domain.lines import JobOrderLine, JobOrderSort
from desktop.domain.process import Process, copied, fresh
from desktop.domain.roles import Role, Side
from desktop.domain.text import PARAGRAPH, Problems, problem, tidied, tidy
from desktop.errors import InvalidInputError, NotFoundError, NotReadyError
from desktop.i18n import N_, _
from desktop.services.base import Context, checked, chronicle
from desktop.services.beginnings import begun, remember_beginning
from desktop.services.history import ChangedSinceError, Edit
from desktop.services.keeping_up import closed_at, keep_up, paused, running_on, taken_up
from desktop.services.turning import is_searching, turning
from desktop.services.versions import newest_known
from desktop.storage import queries
from desktop.storage.records import AGREEMENTS, JOB_ORDERS, PROCESSES, TEMPLATES
from desktop.storage.rows import AgencyRow, EventRow, JobOrderRow, PersonRow

FIELDS = {
    "client_id": N_("client"),
    "title": N_("title"),
    "job_type": N_("type"),
    "openings": N_("openings"),
    "location": N_("location"),
    "pay": N_("pay range"),
    "work_pattern": N_("work pattern"),
    "start_on": N_("start date"),
    "end_on": N_("end date"),
    "priority": N_("priority"),
    "terms_of_business": N_("terms of business"),
    "brief": N_("brief"),
    "private_notes": N_("private notes"),
    "received_on": N_("date received"),
    "pay_confirmed": N_("pay range confirmed"),
    "slots_booked": N_("interview slots booked"),
    "manager_access": N_("direct access to the hiring manager"),
    "involved": N_("people"),
}
"""What the history calls each field that `save` may change. The state has methods of its own."""


@dataclass(frozen=True)
class Heading:
    """What stands above a job order that is shown, of one moment."""

    line: JobOrderLine
    job: JobOrder
    newest: Agreement
    hr: str
    """The name of the client's HR; empty where nobody is named."""


class JobOrders:
    """The list, each job order's details, and its way through the states."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def numbers(
        self,
        *,
        words: str = "",
        state: JobState | None = None,
        client_id: UUID | None = None,
        sort: JobOrderSort = JobOrderSort.NEWEST,
    ) -> list[int]:
        """The numbers of the matching job orders in order; `lines` gives those on the screen."""
        with self._context.store.read() as s:
            return queries.job_order_numbers(s, words=words, state=state, client_id=client_id, sort=sort)

    def lines(self, numbers: list[int]) -> list[JobOrderLine]:
        """The lines of a screenful of numbers."""
        with self._context.store.read() as s:
            return queries.job_order_lines(s, numbers)

    def line(self, id: UUID) -> JobOrderLine | None:
        """The line of one job order; None if it was removed."""
        with self._context.store.read() as s:
            return queries.job_order_line(s, id)

    def heading(self, id: UUID) -> Heading | None:
        """What stands above one job order; None if it was removed."""
        with self._context.store.read() as s:
            line = queries.job_order_line(s, id)
            if line is None:
                return None
            job = JOB_ORDERS.known(s, id)
            one = job.involvement(Role.CLIENT_HR)
            hr = queries.name_of(s, one.person_id) if one and one.person_id else ""
            return Heading(line, job, newest_known(s, id), hr)

    def get(self, id: UUID) -> JobOrder:
        """Raises NotFoundError."""
        with self._context.store.read() as s:
            return JOB_ORDERS.known(s, id)

    def by_reference(self, text: str) -> JobOrder:
        """The job order of a reference, with or without "JO-" and zeros. Raises NotFoundError."""
        digits = text.strip().upper().removeprefix("JO-")
        with self._context.store.read() as s:
            number = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else 0
            id = s.scalar(select(JobOrderRow.id).where(JobOrderRow.number == number))
            if id is None:
                raise NotFoundError(_("There is no job order {reference}.").format(reference=text))
            return JOB_ORDERS.get(s, id)

    def history(self, id: UUID) -> list[Event]:
        """Who did what when, newest first."""
        with self._context.store.read() as s:
            rows = s.scalars(select(EventRow).where(EventRow.job_order_id == id).order_by(EventRow.at.desc()))
            return [
                Event(id=r.id, job_order_id=r.job_order_id, at=r.at, who=r.who, deed=r.deed, facts=r.facts)
                for r in rows
            ]

    def create(self, job_order: JobOrder, template_id: UUID | None = None) -> JobOrder:
        """Keep a new job order, number it, and begin its process, from a template if given.

        Raises InvalidInputError, NotFoundError.
        """
        with self._context.store.write() as s:
            saved = create(s, self._context, job_order, template_id)
            chronicle(s, self._context, saved.id, Deed.JOB_ORDER_CREATED, title=saved.title)
            first = begun(s, saved.id)
        remember_beginning(self._context, first)
        return saved

    def save(self, job_order: JobOrder) -> JobOrder:
        """Keep edited details. State, number and what belongs to them stay as they are.

        Raises InvalidInputError, ChangedElsewhereError.
        """
        with self._context.store.write() as s:
            before = JOB_ORDERS.get(s, job_order.id)
            saved = self._save(s, before, job_order)
        if saved.revision != before.revision:
            label = _("details of {title}").format(title=saved.title)
            self._context.undo.record(Edit(label, lambda: self._put(saved, before), lambda: self._put(before, saved)))
        return saved

    def _put(self, expected: JobOrder, wanted: JobOrder) -> None:
        """Undo or redo: bring back only the details that the edit changed."""
        changed = {name: getattr(wanted, name) for name in FIELDS if getattr(expected, name) != getattr(wanted, name)}
        with self._context.store.write() as s:
            now = JOB_ORDERS.get(s, wanted.id)
            if any(getattr(now, name) != getattr(expected, name) for name in changed):
                raise ChangedSinceError
            self._save(s, now, replace(now, **changed))

    def _save(self, s: Session, before: JobOrder, job_order: JobOrder) -> JobOrder:
        kept = {f.name: getattr(before, f.name) for f in fields(JobOrder) if f.name not in {*FIELDS, "revision"}}
        job_order = tidied(replace(job_order, **kept))
        checked(job_order.problems())
        if (job_order.client_id, job_order.involved) != (before.client_id, before.involved):
            _check_people(s, job_order)
        saved = JOB_ORDERS.save(s, job_order)
        changed = [_(words) for name, words in FIELDS.items() if getattr(before, name) != getattr(saved, name)]
        if (saved.received_on, saved.client_id) != (before.received_on, before.client_id):
            keep_up(s, self._context, saved.id)
        if changed:
            chronicle(s, self._context, saved.id, Deed.JOB_ORDER_CHANGED, fields=", ".join(changed))
        return saved

    def open_search(self, id: UUID, *, because: str = "") -> JobOrder:
        """Open the search. Without a signed agreement that takes a reason, and shows wherever the job order is.

        Raises InvalidInputError (field `because`), NotReadyError.
        """
        with turning(self._context, id, N_("opening the search for {reference}")) as s:
            line = queries.job_order_line(s, id)
            signed = line is not None and line.standing.is_signed
            if not signed:
                because = _reason(because)
            job = self._go(
                s, id, JobState.OPEN, {JobState.DRAFT, JobState.AGREEING}, without_agreement="" if signed else because
            )
            deed = Deed.SEARCH_OPENED if signed else Deed.OPENED_WITHOUT_AGREEMENT
            chronicle(s, self._context, id, deed, reason=because)
        return job

    def put_on_hold(self, id: UUID, because: str) -> JobOrder:
        """Raises InvalidInputError (field `because`), NotReadyError."""
        because = _reason(because)
        with turning(self._context, id, N_("putting {reference} on hold")) as s:
            job = self._go(s, id, JobState.ON_HOLD, {JobState.DRAFT, JobState.AGREEING, JobState.OPEN})
            keep_up(s, self._context, id, paused(because, self._context.clock()))
            chronicle(s, self._context, id, Deed.PUT_ON_HOLD, reason=because)
        return job

    def resume(self, id: UUID) -> JobOrder:
        """From on hold back to open, if the search had been opened, else to agreeing. Raises NotReadyError."""
        with turning(self._context, id, N_("resuming {reference}")) as s:
            job = self._go(s, id, JobState.OPEN if is_searching(s, id) else JobState.AGREEING, {JobState.ON_HOLD})
            keep_up(s, self._context, id, running_on(self._context.clock()))
            chronicle(s, self._context, id, Deed.RESUMED)
        return job

    def close(self, id: UUID, state: JobState, because: str = "") -> JobOrder:
        """Filled, or lost (which takes a reason). Raises InvalidInputError, NotReadyError."""
        because = tidy(because) if state == JobState.FILLED else _reason(because)
        with turning(self._context, id, N_("closing {reference}")) as s:
            alive = {s_ for s_ in JobState if not s_.is_closed}
            job = self._go(s, id, state, alive)
            chronicle(s, self._context, id, Deed.CLOSED, state=_(state.label), reason=because)
            keep_up(s, self._context, id)
        return job

    def pass_on(self, id: UUID, because: str) -> JobOrder:
        """Turn the job order down because the steps could not be agreed.

        Raises InvalidInputError (field `because`), NotReadyError.
        """
        because = _reason(because)
        with turning(self._context, id, N_("passing on {reference}")) as s:
            alive = {s_ for s_ in JobState if not s_.is_closed}
            job = self._go(s, id, JobState.PASSED, alive, passed_because=because)
            chronicle(s, self._context, id, Deed.PASSED, reason=because)
            keep_up(s, self._context, id)
        return job

    def take_up_again(self, id: UUID) -> JobOrder:
        """From passed, lost or filled back to agreeing. Raises NotReadyError."""
        with turning(self._context, id, N_("taking up {reference} again")) as s:
            job = self._go(
                s,
                id,
                JobState.AGREEING,
                {s_ for s_ in JobState if s_.is_closed},
                passed_because="",
                without_agreement="",
            )
            keep_up(s, self._context, id, taken_up(closed_at(s, self._context, id), self._context.clock()))
            chronicle(s, self._context, id, Deed.TAKEN_UP_AGAIN)
        return job

    def _go(self, s: Session, id: UUID, state: JobState, allowed: set[JobState], **facts: str) -> JobOrder:
        job = JOB_ORDERS.get(s, id)
        if job.state not in allowed:
            raise NotReadyError(
                _("{reference} is {state}; that can't be done from here.").format(
                    reference=job.reference, state=_(job.state.label)
                )
            )
        return JOB_ORDERS.save(s, replace(job, state=state, **facts))  # type: ignore[arg-type] # all facts are text fields


def create(s: Session, context: Context, job_order: JobOrder, template_id: UUID | None) -> JobOrder:
    """A numbered job order with its process and the draft of version 1, in the caller's transaction."""
    job_order = tidied(
        replace(job_order, number=queries.next_number(s), received_on=job_order.received_on or context.today())
    )
    checked(job_order.problems())
    if not job_order.involved and (me := s.scalar(select(AgencyRow.me).limit(1))):
        job_order = replace(job_order, involved=(Involvement(role=Role.RECRUITER, person_id=me),))
    _check_people(s, job_order)
    saved = JOB_ORDERS.save(s, job_order)
    process = Process(job_order_id=saved.id)
    if template_id:
        template = TEMPLATES.get(s, template_id)
        process = replace(process, steps=copied(template.steps, fresh), terms=template.terms)
    PROCESSES.save(s, process)
    AGREEMENTS.save(s, Agreement(job_order_id=saved.id))
    return saved


def _check_people(s: Session, job_order: JobOrder) -> None:
    """Raises InvalidInputError where somebody takes part for a company that is not theirs."""
    named = {id for one in job_order.involved for id in (one.person_id, one.deputy_id) if id}
    people = {row.id: row for row in s.scalars(select(PersonRow).where(PersonRow.id.in_(named)))} if named else {}
    found = Problems()
    for one in job_order.involved:
        company = job_order.client_id if one.role.side == Side.CLIENT else None
        for field in ("person_id", "deputy_id"):
            person = people.get(getattr(one, field))
            if person and person.client_id != company:
                stranger = _("{name} belongs to another company. Please choose one of this side's people.")
                found.add(f"involved.{one.role}.{field}", stranger.format(name=person.name))
    checked(found)


def _reason(because: str) -> str:
    """The reason, tidied. Raises InvalidInputError where there is none."""
    because = tidy(because)
    if found := problem(because, longest=PARAGRAPH, required=True, lines=True):
        raise InvalidInputError({"because": found})
    return because
