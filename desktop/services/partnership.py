"""Pilots, market notes, feedback, mentors, and whose turn it is to teach: what both sides learn together."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desktop.domain.measures import MeasuredPromise, Ratio, StepKept
from desktop.domain.measuring import Period, Rows, measured, took_no_longer
from desktop.domain.meetings import MeetingKind
from desktop.domain.partnership import MARKET_NOTES_OFFERED, Feedback, MarketNote, Mentoring, Pilot, Verdict
from desktop.domain.process import ProcessTemplate
from desktop.domain.roles import Side
from desktop.domain.text import tidied, tidy
from desktop.errors import NotReadyError
from desktop.i18n import _
from desktop.services.agencies import agency_of
from desktop.services.base import Context, checked, remember, swap
from desktop.services.history import Edit
from desktop.storage.measured import rows
from desktop.storage.meeting_records import FEEDBACK, MARKET_NOTES, MENTORINGS, PILOTS
from desktop.storage.meeting_rows import MarketNoteRow, MeetingRow, MentoringRow, PilotRow
from desktop.storage.records import CLIENTS, JOB_ORDERS, PEOPLE, TEMPLATES
from desktop.storage.rows import PersonRow


@dataclass(frozen=True, kw_only=True)
class PilotResult:
    """The step with and without the change, from the real promises; None where there was none yet."""

    baseline: StepKept | None
    pilot: StepKept | None
    baseline_within: Ratio
    """How many took no longer than the pilot's limit, whatever was promised; 0 of 0 where that cannot be told."""
    pilot_within: Ratio


class Partnership:
    """Raises InvalidInputError, ChangedElsewhereError, NotFoundError. Every change can be undone."""

    def __init__(self, context: Context) -> None:
        self._context = context

    # -- pilots -----------------------------------------------------------------------------------------------------

    def pilots(self, client_id: UUID) -> list[Pilot]:
        """Newest first."""
        with self._context.store.read() as s:
            query = select(PilotRow).where(PilotRow.client_id == client_id).order_by(PilotRow.first.desc())
            return [PILOTS.of(row) for row in s.scalars(query)]

    def save_pilot(self, pilot: Pilot) -> Pilot:
        """Keep a new or edited pilot. What was judged stays as it was judged."""
        pilot = tidied(pilot)
        checked(pilot.problems())
        with self._context.store.write() as s:
            before = PILOTS.find(s, pilot.id)
            if before and before.verdict and before.verdict == pilot.verdict and before != pilot:
                raise NotReadyError(_("This pilot was judged already. Begin another one for the next change."))
            CLIENTS.get(s, pilot.client_id)
            saved = PILOTS.save(s, pilot)
        remember(self._context, PILOTS, _("pilot of “{step}”").format(step=saved.step), before, saved)
        return saved

    def judge(self, pilot_id: UUID, verdict: Verdict, because: str, template_id: UUID | None = None) -> Pilot:
        """End a pilot together: adopt, change or drop it, with a reason (field `because`).

        `template_id`: where its new limit is adopted, in every step of that title. Undone together. NotReadyError.
        """
        context, today = self._context, self._context.today()
        with context.store.write() as s:
            before = PILOTS.get(s, pilot_id)
            if before.verdict is not None:
                raise NotReadyError(_("This pilot was judged already. Begin another one for the next change."))
            last = max(before.first, min(before.last, today))
            judged = replace(before, verdict=verdict, because=tidy(because), judged_on=today, last=last)
            checked(judged.problems())
            saved = PILOTS.save(s, judged)
            old = TEMPLATES.get(s, template_id) if template_id else None
            new = TEMPLATES.save(s, _adopting(old, saved)) if old else None

        def put(pilots: tuple[Pilot, Pilot], templates: tuple[ProcessTemplate | None, ProcessTemplate | None]) -> None:
            with context.store.write() as s:
                swap(s, PILOTS, *pilots)
                if all(templates):
                    swap(s, TEMPLATES, *templates)

        label = _("judging the pilot of “{step}”").format(step=saved.step)
        context.undo.record(
            Edit(label, lambda: put((saved, before), (new, old)), lambda: put((before, saved), (old, new)))
        )
        return saved

    def result(self, pilot: Pilot) -> PilotResult:
        """Both numbers side by side. Reads the client's promises: ask in a worker."""
        now = self._context.clock()
        with self._context.store.read() as s:
            zone = ZoneInfo(agency_of(s).week.time_zone)
            found = rows(s, client_id=pilot.client_id)
        return result_of(pilot, found, zone, now)

    # -- market notes -----------------------------------------------------------------------------------------------

    def market_notes(self, client_id: UUID | None, most: int = MARKET_NOTES_OFFERED) -> list[MarketNote]:
        """The newest for this client's market and for all."""
        with self._context.store.read() as s:
            return newest_market_notes(s, client_id, most)

    def save_market_note(self, market_note: MarketNote) -> MarketNote:
        market_note = tidied(market_note)
        checked(market_note.problems(today=self._context.today()))
        with self._context.store.write() as s:
            before = MARKET_NOTES.find(s, market_note.id)
            saved = MARKET_NOTES.save(s, market_note)
        remember(self._context, MARKET_NOTES, _("market note"), before, saved)
        return saved

    def remove_market_note(self, id: UUID) -> None:
        with self._context.store.write() as s:
            before = MARKET_NOTES.get(s, id)
            MARKET_NOTES.remove(s, id)
        remember(self._context, MARKET_NOTES, _("removing a market note"), before, None)

    # -- feedback and mentors ---------------------------------------------------------------------------------------

    def save_feedback(self, feedback: Feedback) -> Feedback:
        """Once the job order is closed. Raises NotReadyError."""
        feedback = tidied(feedback)
        checked(feedback.problems(today=self._context.today()))
        with self._context.store.write() as s:
            if not JOB_ORDERS.get(s, feedback.job_order_id).state.is_closed:
                raise NotReadyError(_("Feedback is asked for when the job order is filled, lost or passed."))
            before = FEEDBACK.find(s, feedback.id)
            saved = FEEDBACK.save(s, feedback)
        remember(self._context, FEEDBACK, _("feedback of {name}").format(name=saved.name), before, saved)
        return saved

    def mentors(self, client_id: UUID) -> dict[UUID, Mentoring]:
        """By the person who mentors us. Private."""
        with self._context.store.read() as s:
            of_client = select(PersonRow.id).where(PersonRow.client_id == client_id)
            query = select(MentoringRow).where(MentoringRow.person_id.in_(of_client))
            return {row.person_id: MENTORINGS.of(row) for row in s.scalars(query)}

    def save_mentoring(self, mentoring: Mentoring) -> Mentoring:
        """Mark that a contact mentors us, and what we asked and learned."""
        mentoring = tidied(mentoring)
        checked(mentoring.problems(today=self._context.today()))
        with self._context.store.write() as s:
            person = PEOPLE.get(s, mentoring.person_id)
            before = MENTORINGS.find(s, mentoring.person_id)
            saved = MENTORINGS.save(s, mentoring)
        remember(self._context, MENTORINGS, _("mentor {name}").format(name=person.name), before, saved)
        return saved

    def remove_mentoring(self, person_id: UUID) -> None:
        """This contact is no mentor any more."""
        with self._context.store.write() as s:
            before = MENTORINGS.get(s, person_id)
            MENTORINGS.remove(s, person_id)
        remember(self._context, MENTORINGS, _("mentor"), before, None)

    # -- teaching ---------------------------------------------------------------------------------------------------

    def teaches_next(self, client_id: UUID) -> Side:
        """Whose turn it is in the next learning session: the side that did not teach last; ours at first."""
        with self._context.store.read() as s:
            query = select(MeetingRow.teacher).where(
                MeetingRow.client_id == client_id,
                MeetingRow.kind == MeetingKind.LEARNING,
                MeetingRow.teacher.is_not(None),
                MeetingRow.at <= self._context.clock(),
                MeetingRow.cancelled_at.is_(None),
            )
            last = s.scalar(query.order_by(MeetingRow.at.desc()).limit(1))
        return Side.CLIENT if last == Side.AGENCY else Side.AGENCY


def _adopting(template: ProcessTemplate, pilot: Pilot) -> ProcessTemplate:
    """Every step of the pilot's title with its new limit."""
    if pilot.verdict != Verdict.ADOPT or pilot.after is None:
        raise NotReadyError(_("Only a pilot of another limit that was judged “adopt” goes into a template."))
    same = pilot.step.casefold()
    steps = tuple(
        replace(step, within=pilot.after) if step.title.casefold() == same else step for step in template.steps
    )
    if steps == template.steps:
        words = _("The template {name} has no step “{step}”, or it has that limit already.")
        raise NotReadyError(words.format(name=template.name, step=pilot.step))
    return replace(template, steps=steps)


def result_of(pilot: Pilot, found: Rows, zone: tzinfo, now: datetime) -> PilotResult:
    """Both numbers, from all that the client's rows say of that step. What began without the change is not tried."""
    same = [p for p in found.promises if p.title.casefold() == pilot.step.casefold()]
    before = Period(zone, pilot.baseline_from, pilot.first - timedelta(days=1))
    during = Period(zone, pilot.first, pilot.last)
    tried = [p for p in same if p.job_order.id in pilot.job_orders and p.counted_at >= during.start]

    def step(promises: list[MeasuredPromise], period: Period) -> StepKept | None:
        steps = measured(Rows(promises, [], [], found.job_orders), period, now).steps
        return steps[0] if steps else None

    def within(promises: list[MeasuredPromise], period: Period) -> Ratio:
        return took_no_longer(promises, pilot.after, period, now) if pilot.after else Ratio()

    return PilotResult(
        baseline=step(same, before),
        pilot=step(tried, during),
        baseline_within=within(same, before),
        pilot_within=within(tried, during),
    )


def newest_market_notes(
    s: Session, client_id: UUID | None, most: int = MARKET_NOTES_OFFERED, until: date = date.max
) -> list[MarketNote]:
    """In the caller's transaction: for this client's market and for all, newest first."""
    whose = or_(MarketNoteRow.client_id.is_(None), MarketNoteRow.client_id == client_id)
    query = select(MarketNoteRow).where(whose, MarketNoteRow.on <= until)
    query = query.order_by(MarketNoteRow.on.desc(), MarketNoteRow.id).limit(most)
    return [MARKET_NOTES.of(row) for row in s.scalars(query)]
