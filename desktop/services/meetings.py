"""Meetings: their agendas, notes, and what they leave behind until it is closed."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from desktop.domain.agendas import Agenda
from desktop.domain.history import Deed
from desktop.domain.job_order import JobOrder
from desktop.domain.meetings import Attendee, Item, ItemKind, Meeting, MeetingKind, MeetingLine
from desktop.domain.notes import merged
from desktop.domain.process import Process
from desktop.domain.proposals import Proposal
from desktop.domain.roles import Role
from desktop.domain.text import tidied, tidy
from desktop.errors import ChangedElsewhereError, NotFoundError, NotReadyError
from desktop.formats import format_date
from desktop.i18n import _
from desktop.services.agencies import agency_of
from desktop.services.agendas import agenda_of
from desktop.services.base import Context, checked, note, remember, swap
from desktop.services.history import ChangedSinceError, Edit
from desktop.services.job_orders import JobOrders
from desktop.services.naming import names_of
from desktop.services.outcomes import filled, take_into_process
from desktop.services.partnership import Partnership
from desktop.storage.meeting_records import AGENDAS, MEETINGS
from desktop.storage.meeting_rows import ItemRow, MeetingRow
from desktop.storage.records import CLIENTS, JOB_ORDERS, PEOPLE
from desktop.storage.rows import JobOrderRow

EDITED = ("kind", "title", "at", "zone", "minutes", "place", "people", "agenda", "teacher")
"""What `save` changes; notes and items have methods of their own."""
_OPEN = (ItemRow.closed_at.is_(None), ItemRow.kind != ItemKind.DECISION)
_OPEN_COUNT = (
    select(func.count())
    .select_from(ItemRow)
    .join(MeetingRow, MeetingRow.id == ItemRow.meeting_id)
    .where(*_OPEN, MeetingRow.job_order_id == bindparam("id"))
)
"""Made once: it is asked whenever a job order is opened."""


@dataclass(frozen=True, kw_only=True)
class OpenItem:
    """An action or question that waits, with the meeting that it comes from."""

    item: Item
    meeting_id: UUID
    client_id: UUID
    job_order_id: UUID | None
    at: datetime


class Meetings:
    """Meetings of a job order or a client. Raises InvalidInputError, ChangedElsewhereError, NotFoundError."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def of_job_order(self, job_order_id: UUID) -> list[Meeting]:
        """Newest first."""
        query = select(MeetingRow).where(MeetingRow.job_order_id == job_order_id).order_by(MeetingRow.at.desc())
        with self._context.store.read() as s:
            return [MEETINGS.of(row) for row in s.scalars(query)]

    def lines(
        self, *, job_order_id: UUID | None = None, client_id: UUID | None = None, id: UUID | None = None
    ) -> list[MeetingLine]:
        """The list of a job order, or of a client with those about its job orders; newest first, without the notes.

        With an `id` just that one.
        """
        count = select(func.count()).where(ItemRow.meeting_id == MeetingRow.id, *_OPEN).scalar_subquery()
        columns = [getattr(MeetingRow, name) for name in MeetingLine._fields[:-2]]
        query = select(*columns, JobOrderRow.title, count).order_by(MeetingRow.at.desc(), MeetingRow.id)
        query = query.outerjoin(JobOrderRow, JobOrderRow.id == MeetingRow.job_order_id)
        if job_order_id:
            query = query.where(MeetingRow.job_order_id == job_order_id)
        if client_id:
            query = query.where(MeetingRow.client_id == client_id)
        if id:
            query = query.where(MeetingRow.id == id)
        with self._context.store.read() as s:
            return [MeetingLine._make(row) for row in s.execute(query)]

    def get(self, id: UUID) -> Meeting:
        with self._context.store.read() as s:
            return MEETINGS.get(s, id)

    def begin(
        self, kind: MeetingKind, *, client_id: UUID, job_order_id: UUID | None = None, at: datetime | None = None
    ) -> Meeting:
        """A new meeting with its kind's agenda and everyone who takes part in the job order.

        In a learning session the side teaches whose turn it is.
        """
        is_learning = kind == MeetingKind.LEARNING
        teacher = Partnership(self._context).teaches_next(client_id) if is_learning else None
        with self._context.store.write() as s:
            agency = agency_of(s)
            meeting = Meeting(
                client_id=client_id,
                job_order_id=job_order_id,
                kind=kind,
                at=at or self._context.clock().replace(second=0, microsecond=0),
                zone=agency.week.time_zone,
                people=self._people(s, client_id, job_order_id),
                agenda=agenda_of(s, kind).topics,
                teacher=teacher,
            )
            saved = MEETINGS.save(s, meeting)
            if job_order_id:
                note(s, self._context, job_order_id, Deed.MEETING_BEGUN, kind=_(kind.label))
        remember(self._context, MEETINGS, _("meeting {title}").format(title=saved.heading), None, saved)
        return saved

    def save(self, meeting: Meeting, *, for_all: bool = False) -> Meeting:
        """Keep when, where, who and the agenda; what an invitation says counts up its sequence.

        `for_all`: the agenda is the one of the next meetings of this kind too.
        """
        meeting = tidied(meeting)
        checked(meeting.problems())
        with self._context.store.write() as s:
            before = MEETINGS.get(s, meeting.id)
            if meeting.revision != before.revision and any(
                getattr(meeting, name) != getattr(before, name) for name in EDITED
            ):
                raise ChangedElsewhereError
            changed = replace(before, **{name: getattr(meeting, name) for name in EDITED})
            saved = MEETINGS.save(s, changed.following(before))
            if for_all:
                agenda = agenda_of(s, meeting.kind)
                kept = AGENDAS.save(s, replace(agenda, topics=meeting.agenda))
        agendas = (agenda if agenda.revision else None, kept) if for_all else None
        self._remember(_("meeting {title}").format(title=saved.heading), before, saved, agendas)
        return saved

    def cancel(self, id: UUID) -> Meeting:
        """It is not held; its notes stay. An invitation made from now on cancels the event in calendars."""
        now = self._context.clock()
        return self._edit(
            id,
            lambda meeting: meeting if meeting.cancelled_at else replace(meeting, cancelled_at=now),
            lambda meeting: _("cancelling {title}").format(title=meeting.heading),
        )

    def hold_after_all(self, id: UUID) -> Meeting:
        """Not cancelled any more: an invitation made from now on brings the event back."""
        return self._edit(
            id,
            lambda meeting: replace(meeting, cancelled_at=None),
            lambda meeting: _("holding {title} after all").format(title=meeting.heading),
        )

    def write_notes(self, id: UUID, notes: str, seen: str) -> Meeting:
        """Keep the notes as typed, and bring the items in line. `seen` is what the typing began from.

        Raises ChangedElsewhereError where another window wrote meanwhile. Undo is the text field's own.
        """
        with self._context.store.write() as s:
            before = MEETINGS.get(s, id)
            if before.notes != seen:
                raise ChangedElsewhereError
            now = self._context.clock().astimezone().date()
            changed = replace(before, notes=notes, items=merged(before.items, notes, names_of(s, before), now))
            checked(changed.problems())
            return MEETINGS.save(s, changed)

    def edit_item(self, meeting_id: UUID, item: Item) -> Meeting:
        """Correct who does it, by when, or how it ended. What it says is changed in its line."""
        item = tidied(item)
        label = _("“{text}”").format(text=item.text)
        return self._edit_item(
            meeting_id,
            item.id,
            lambda now: replace(item, text=now.text, line=now.line, is_private=now.is_private),
            label,
        )

    def close_item(self, meeting_id: UUID, item_id: UUID, outcome: str = "") -> Meeting:
        """An action is done, a question answered."""
        now, outcome = self._context.clock(), tidy(outcome)
        label = _("closing an action")
        return self._edit_item(meeting_id, item_id, lambda item: replace(item, closed_at=now, outcome=outcome), label)

    def take_into_process(self, meeting_id: UUID, proposal: Proposal) -> Process:
        """Make a line of notes a step, or a change of one; after signing, in the amendment, begun where none is.

        Raises NotReadyError where it can't be taken in, FrozenError while a version waits to be signed,
        TooManyStepsError, NotFoundError.
        """
        return take_into_process(self._context, meeting_id, proposal)

    def fill_brief(self, meeting_id: UUID) -> JobOrder:
        """Add to the job order's brief what stands under the headings of the agenda; private lines stay here.

        Raises NotReadyError where there is nothing new to add.
        """
        with self._context.store.read() as s:
            meeting = MEETINGS.get(s, meeting_id)
            if meeting.job_order_id is None:
                raise NotReadyError(_("This meeting belongs to no job order, so there is no brief to fill."))
            job = JOB_ORDERS.get(s, meeting.job_order_id)
        return JobOrders(self._context).save(replace(job, brief=filled(job.brief, meeting)))

    def confirm(self, id: UUID, by: str, on: date | None = None) -> Meeting:
        """Somebody of the client confirmed what was said, `on` a day or today; by nobody takes it back.

        Fields `confirmed_by`, `confirmed_on`.
        """
        today = self._context.today()
        label = _("confirmation on {date}").format(date=format_date(on or today))
        return self._edit(id, lambda meeting: meeting.confirmed(by, on, today), lambda _meeting: label)

    def remove(self, id: UUID) -> None:
        """Remove a meeting with its notes; undo brings it back."""
        with self._context.store.write() as s:
            before = MEETINGS.get(s, id)
            MEETINGS.remove(s, id)
        remember(self._context, MEETINGS, _("removing {title}").format(title=before.heading), before, None)

    def open_count(self, job_order_id: UUID) -> int:
        """How many actions and questions of a job order are still to be done or answered."""
        with self._context.store.read() as s:
            return s.connection().scalar(_OPEN_COUNT, {"id": job_order_id}) or 0

    def open_items(self, *, client_id: UUID | None = None, job_order_id: UUID | None = None) -> list[OpenItem]:
        """What is still to be done or answered: of a client, of a job order, or of all; the next due first."""
        query = (
            select(ItemRow, MeetingRow.id, MeetingRow.client_id, MeetingRow.job_order_id, MeetingRow.at)
            .join(MeetingRow, MeetingRow.id == ItemRow.meeting_id)
            .where(*_OPEN)
            .order_by(ItemRow.due.is_(None), ItemRow.due, MeetingRow.at, ItemRow.line)
        )
        if client_id:
            query = query.where(MeetingRow.client_id == client_id)
        if job_order_id:
            query = query.where(MeetingRow.job_order_id == job_order_id)
        with self._context.store.read() as s:
            return [
                OpenItem(
                    item=Item(**{f.name: getattr(row, f.name) for f in fields(Item)}),
                    meeting_id=meeting_id,
                    client_id=client,
                    job_order_id=job,
                    at=at,
                )
                for row, meeting_id, client, job, at in s.execute(query)
            ]

    # -- inside -----------------------------------------------------------------------------------------------------

    def _edit_item(self, meeting_id: UUID, item_id: UUID, change: Callable[[Item], Item], label: str) -> Meeting:
        """Change one item. Undo takes back just that, whatever else was written meanwhile."""
        with self._context.store.write() as s:
            before = MEETINGS.get(s, meeting_id)
            old = before.item(item_id)
            if old is None:
                raise NotFoundError
            new = change(old)
            changed = before.with_item(new)
            checked(changed.problems())
            saved = MEETINGS.save(s, changed)

        def put(expected: Item, wanted: Item) -> None:
            with self._context.store.write() as s:
                meeting = MEETINGS.get(s, meeting_id)
                now = meeting.item(item_id)
                if now is None or replace(now, line=expected.line) != expected:
                    raise ChangedSinceError
                MEETINGS.save(s, meeting.with_item(replace(wanted, line=now.line)))

        if new != old:
            self._context.undo.record(Edit(label, lambda: put(new, old), lambda: put(old, new)))
        return saved

    def _edit(self, id: UUID, change: Callable[[Meeting], Meeting], label: Callable[[Meeting], str]) -> Meeting:
        with self._context.store.write() as s:
            before = MEETINGS.get(s, id)
            changed = change(before).following(before)
            checked(changed.problems())
            saved = MEETINGS.save(s, changed)
        self._remember(label(saved), before, saved)
        return saved

    def _remember(
        self, label: str, before: Meeting, after: Meeting, agendas: tuple[Agenda | None, Agenda] | None = None
    ) -> None:
        """Undo takes back just what was edited, whatever else was written meanwhile; `agendas` are before and after.

        The sequence goes on: calendars pass over what seems older than an invitation that they have.
        """
        counted = {"sequence", "revision"}
        edited = [f.name for f in fields(Meeting) if f.name not in counted and _differ(before, after, f.name)]
        old, new = agendas or (None, None)

        def put(expected: Meeting, wanted: Meeting, there: Agenda | None, instead: Agenda | None) -> None:
            with self._context.store.write() as s:
                now = MEETINGS.get(s, after.id)
                if any(_differ(now, expected, name) for name in edited):
                    raise ChangedSinceError
                back = replace(now, **{name: getattr(wanted, name) for name in edited})
                MEETINGS.save(s, back.following(now))
                if old != new:
                    swap(s, AGENDAS, there, instead)

        if edited or old != new:
            self._context.undo.record(
                Edit(label, lambda: put(after, before, new, old), lambda: put(before, after, old, new))
            )

    def _people(self, s: Session, client_id: UUID, job_order_id: UUID | None) -> tuple[Attendee, ...]:
        CLIENTS.get(s, client_id)
        named: list[tuple[Role | None, UUID | None]] = [(None, agency_of(s).me)]
        if job_order_id is not None:
            named = [(one.role, one.person_id) for one in JOB_ORDERS.get(s, job_order_id).involved]
        people = [(role, PEOPLE.find(s, id)) for role, id in named if id]
        return tuple(
            Attendee(
                name=person.name,
                side=(role or person.role).side,
                role=role or person.role,
                email=person.email,
                person_id=person.id,
            )
            for role, person in people
            if person
        )


def _differ(one: Meeting, other: Meeting, name: str) -> bool:
    return bool(getattr(one, name) != getattr(other, name))
