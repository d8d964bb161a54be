"""The tables. A column has the name of the value's field, so that one mapping serves all (records.py)."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship

from desktop.domain.agency import PaperSize
from desktop.domain.agreement import AgreementState, Content, Scan, SignMethod, Stroke
from desktop.domain.calendars import DayOff, OfficeHours, WorkingWeek
from desktop.domain.history import Deed
from desktop.domain.job_order import JobState, JobType, Pay, Priority, TermsOfBusiness
from desktop.domain.limits import CountedFrom, Within
from desktop.domain.meetings import Attendee, ItemKind, MeetingKind
from desktop.domain.partnership import Verdict
from desktop.domain.people import Influence
from desktop.domain.positions import Position, Settlement
from desktop.domain.promises import NotCounted, Pattern, PromiseState, Slide
from desktop.domain.roles import Role, Side
from desktop.domain.steps import IfMissed, Step
from desktop.domain.terms import Terms
from desktop.domain.tracking import Happening
from desktop.storage.types import BlankIsNull, Instant, Named, Plain


class Base(DeclarativeBase):
    """`topic` is what listeners are told changed; `belongs_to` is the attribute holding the aggregate's id.

    `also` names a further topic for a column on which more hangs than on the rest.
    """

    topic: ClassVar[str]
    belongs_to: ClassVar[str] = "id"
    also: ClassVar[Mapping[str, str]] = {}


class Revised:
    """An aggregate's revision, counted up by hand, since a changed part does not bump its whole (records.py)."""

    revision: Mapped[int] = mapped_column()

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.revision, "version_id_generator": False}


class AgencyRow(Revised, Base):
    __tablename__ = "agencies"
    topic = "agency"
    also = MappingProxyType({"days_off": "calendar"})
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    legal_name: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text)
    logo: Mapped[bytes]
    paper_size: Mapped[PaperSize] = mapped_column(Named(PaperSize))
    language: Mapped[str] = mapped_column(String(35))
    week: Mapped[WorkingWeek] = mapped_column(Plain(WorkingWeek))
    days_off: Mapped[tuple[DayOff, ...]] = mapped_column(Plain(tuple[DayOff, ...]), server_default="[]")
    me: Mapped[UUID | None]
    is_sample: Mapped[bool]


class ClientRow(Revised, Base):
    __tablename__ = "clients"
    topic = "client"
    also = MappingProxyType({"days_off": "calendar"})
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    legal_name: Mapped[str] = mapped_column(Text)
    country: Mapped[str] = mapped_column(String(2))
    region: Mapped[str] = mapped_column(String(32))
    time_zone: Mapped[str] = mapped_column(String(64))
    hours: Mapped[OfficeHours] = mapped_column(Plain(OfficeHours), server_default="{}")
    days_off: Mapped[tuple[DayOff, ...]] = mapped_column(Plain(tuple[DayOff, ...]), server_default="[]")
    notes: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text, index=True)
    """The name as it is searched and sorted: case folded."""


class PersonRow(Revised, Base):
    __tablename__ = "people"
    topic = "person"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    client_id: Mapped[UUID | None] = mapped_column(ForeignKey("clients.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    role: Mapped[Role] = mapped_column(Named(Role))
    title: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(Text)
    phone: Mapped[str] = mapped_column(Text)
    influence: Mapped[Influence] = mapped_column(Named(Influence))
    signs: Mapped[bool]
    authority: Mapped[str] = mapped_column(Text)
    away_from: Mapped[date | None]
    away_until: Mapped[date | None]
    folded: Mapped[str] = mapped_column(Text)


class InvolvementRow(Base):
    __tablename__ = "involvements"
    topic = "job_order"
    belongs_to = "job_order_id"
    job_order_id: Mapped[UUID] = mapped_column(ForeignKey("job_orders.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(Named(Role), primary_key=True)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"), index=True)
    deputy_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"), index=True)
    when: Mapped[str] = mapped_column("involved_when", Text)
    how: Mapped[str] = mapped_column("involved_how", Text)


class JobOrderRow(Revised, Base):
    __tablename__ = "job_orders"
    topic = "job_order"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    client_id: Mapped[UUID] = mapped_column(ForeignKey("clients.id"))
    title: Mapped[str] = mapped_column(Text)
    job_type: Mapped[JobType] = mapped_column(Named(JobType))
    openings: Mapped[int]
    location: Mapped[str] = mapped_column(Text)
    pay: Mapped[Pay] = mapped_column(Plain(Pay))
    work_pattern: Mapped[str] = mapped_column(Text)
    start_on: Mapped[date | None]
    end_on: Mapped[date | None]
    priority: Mapped[Priority] = mapped_column(Named(Priority))
    terms_of_business: Mapped[TermsOfBusiness] = mapped_column(Plain(TermsOfBusiness))
    brief: Mapped[str] = mapped_column(Text)
    private_notes: Mapped[str] = mapped_column(Text)
    state: Mapped[JobState] = mapped_column(Named(JobState))
    received_on: Mapped[date | None]
    without_agreement: Mapped[str] = mapped_column(Text)
    passed_because: Mapped[str] = mapped_column(Text)
    imported_from: Mapped[str] = mapped_column(BlankIsNull, unique=True, nullable=True)
    pay_confirmed: Mapped[bool] = mapped_column(server_default=false())
    slots_booked: Mapped[bool] = mapped_column(server_default=false())
    manager_access: Mapped[bool] = mapped_column(server_default=false())
    folded: Mapped[str] = mapped_column(Text, index=True)
    """Title as it is searched and sorted: case folded."""
    touched_at: Mapped[datetime | None] = mapped_column(Instant, index=True)
    # How far the process is agreed (domain.lines.Standing), kept in the same transaction.
    steps_total: Mapped[int] = mapped_column(default=0)
    steps_agreed: Mapped[int] = mapped_column(default=0)
    differences: Mapped[int] = mapped_column(default=0)
    holder: Mapped[Side | None] = mapped_column(Named(Side))
    version_number: Mapped[int] = mapped_column(default=0)
    version_state: Mapped[AgreementState | None] = mapped_column(Named(AgreementState))
    is_signed: Mapped[bool] = mapped_column(default=False)
    due_at: Mapped[datetime | None] = mapped_column(Instant)
    """When the next promise is due."""
    involved: Mapped[list[InvolvementRow]] = relationship(cascade="all, delete-orphan", lazy="selectin")
    __table_args__ = (
        Index("ix_job_orders_client", "client_id", "state"),
        Index("ix_job_orders_state", "state", "number"),
    )


class StepRow(Base):
    __tablename__ = "steps"
    topic = "process"
    belongs_to = "job_order_id"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    job_order_id: Mapped[UUID] = mapped_column(ForeignKey("processes.job_order_id"), index=True)
    place: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    done_when: Mapped[str] = mapped_column(Text)
    within: Mapped[Within | None] = mapped_column("within_limit", Plain(Within))
    counted_from: Mapped[CountedFrom] = mapped_column(Plain(CountedFrom))
    per_candidate: Mapped[bool]
    does: Mapped[tuple[Role, ...]] = mapped_column(Plain(tuple[Role, ...]))
    answers: Mapped[Role | None] = mapped_column(Named(Role))
    asked: Mapped[tuple[Role, ...]] = mapped_column(Plain(tuple[Role, ...]))
    told: Mapped[tuple[Role, ...]] = mapped_column(Plain(tuple[Role, ...]))
    if_missed: Mapped[IfMissed] = mapped_column(Plain(IfMissed))
    negotiates_offer: Mapped[bool]
    agency: Mapped[Position] = mapped_column(Plain(Position))
    client: Mapped[Position] = mapped_column(Plain(Position))
    settlements: Mapped[tuple[Settlement, ...]] = mapped_column(Plain(tuple[Settlement, ...]))
    note: Mapped[str] = mapped_column(Text)


class ProcessRow(Revised, Base):
    __tablename__ = "processes"
    topic = "process"
    belongs_to = "job_order_id"
    job_order_id: Mapped[UUID] = mapped_column(ForeignKey("job_orders.id"), primary_key=True)
    terms: Mapped[Terms] = mapped_column(Plain(Terms))
    valid_until: Mapped[date | None]
    effective_from: Mapped[date | None]
    steps: Mapped[list[StepRow]] = relationship(cascade="all, delete-orphan", lazy="selectin", order_by=StepRow.place)


class TemplateRow(Revised, Base):
    __tablename__ = "templates"
    topic = "template"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column("template_key", String(32))
    steps: Mapped[tuple[Step, ...]] = mapped_column(Plain(tuple[Step, ...]))
    terms: Mapped[Terms] = mapped_column(Plain(Terms))


class SignOffRow(Base):
    __tablename__ = "sign_offs"
    topic = "agreement"
    belongs_to = "agreement_id"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("agreements.id"), index=True)
    role: Mapped[Role] = mapped_column(Named(Role))
    name: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    authority: Mapped[str] = mapped_column(Text)
    method: Mapped[SignMethod] = mapped_column(Named(SignMethod))
    signed_on: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    scan: Mapped[Scan | None] = mapped_column(Plain(Scan))
    drawing: Mapped[tuple[Stroke, ...]] = mapped_column(Plain(tuple[Stroke, ...]))
    email_reference: Mapped[str] = mapped_column(Text)


class AgreementRow(Revised, Base):
    __tablename__ = "agreements"
    topic = "agreement"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    job_order_id: Mapped[UUID] = mapped_column(ForeignKey("job_orders.id"), index=True)
    number: Mapped[int]
    state: Mapped[AgreementState] = mapped_column(Named(AgreementState))
    content: Mapped[Content | None] = mapped_column(Plain(Content))
    fingerprint: Mapped[str] = mapped_column(String(64))
    """Of the content when it was fixed; empty before. Kept apart, so that damage to either is seen."""
    logo: Mapped[bytes]
    proposed_at: Mapped[datetime | None] = mapped_column(Instant)
    agreed_at: Mapped[datetime | None] = mapped_column(Instant)
    signed_at: Mapped[datetime | None] = mapped_column(Instant)
    effective_from: Mapped[date | None]
    replaced_from: Mapped[date | None]
    withdrawn_because: Mapped[str] = mapped_column(Text)
    sign_offs: Mapped[list[SignOffRow]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by=SignOffRow.recorded_at
    )
    __table_args__ = (UniqueConstraint("job_order_id", "number"),)


class ScanRow(Base):
    __tablename__ = "scans"
    topic = "scan"
    belongs_to = "agreement_id"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("agreements.id"), primary_key=True)
    data: Mapped[bytes]


class EventRow(Base):
    __tablename__ = "events"
    topic = "history"
    belongs_to = "job_order_id"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    job_order_id: Mapped[UUID] = mapped_column(ForeignKey("job_orders.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    who: Mapped[str] = mapped_column(Text)
    deed: Mapped[Deed] = mapped_column(Named(Deed))
    facts: Mapped[tuple[tuple[str, str], ...]] = mapped_column(Plain(tuple[tuple[str, str], ...]))
    __table_args__ = (Index("ix_events_job_order", "job_order_id", "at"),)


class CandidateRow(Base):
    __tablename__ = "candidates"
    topic = "tracking"
    belongs_to = "job_order_id"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    job_order_id: Mapped[UUID] = mapped_column(ForeignKey("trackings.job_order_id"), index=True)
    reference: Mapped[str] = mapped_column(Text)
    events: Mapped[tuple[Happening, ...]] = mapped_column(Plain(tuple[Happening, ...]))


class PromiseRow(Base):
    __tablename__ = "promises"
    topic = "tracking"
    belongs_to = "job_order_id"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    job_order_id: Mapped[UUID] = mapped_column(ForeignKey("trackings.job_order_id"), index=True)
    step_id: Mapped[UUID]
    candidate_id: Mapped[UUID | None]
    round: Mapped[int] = mapped_column("round_number")
    version: Mapped[int]
    place: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    pattern: Mapped[Pattern] = mapped_column(Named(Pattern))
    side: Mapped[Side | None] = mapped_column(Named(Side))
    does: Mapped[tuple[Role, ...]] = mapped_column(Plain(tuple[Role, ...]))
    within: Mapped[Within] = mapped_column("within_limit", Plain(Within))
    began_at: Mapped[datetime] = mapped_column(Instant)
    starts_at: Mapped[datetime] = mapped_column(Instant)
    counted_at: Mapped[datetime] = mapped_column(Instant)
    promised_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant)
    zone: Mapped[str] = mapped_column(String(64))
    not_counted: Mapped[tuple[NotCounted, ...]] = mapped_column(Plain(tuple[NotCounted, ...]))
    in_part: Mapped[tuple[NotCounted, ...]] = mapped_column(Plain(tuple[NotCounted, ...]))
    slid: Mapped[tuple[Slide, ...]] = mapped_column(Plain(tuple[Slide, ...]))
    promised: Mapped[int]
    paused: Mapped[int]
    paused_since: Mapped[datetime | None] = mapped_column(Instant)
    state: Mapped[PromiseState] = mapped_column(Named(PromiseState))
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    taken: Mapped[int | None]
    because: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column("marked_by", Text)
    # What is due is found by the first two; the others are all that Today counts, which so needs no row.
    __table_args__ = (Index("ix_promises_due", "state", "due_at", "paused_since", "pattern", "side", "done_at"),)


class PauseRow(Base):
    __tablename__ = "pauses"
    topic = "tracking"
    belongs_to = "job_order_id"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    job_order_id: Mapped[UUID] = mapped_column(ForeignKey("trackings.job_order_id"), index=True)
    since: Mapped[datetime] = mapped_column(Instant)
    until: Mapped[datetime | None] = mapped_column(Instant)
    because: Mapped[str] = mapped_column(Text)
    holder: Mapped[Side | None] = mapped_column(Named(Side))
    promise_id: Mapped[UUID | None]


class CheckInRow(Base):
    __tablename__ = "check_ins"
    topic = "tracking"
    belongs_to = "job_order_id"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    job_order_id: Mapped[UUID] = mapped_column(ForeignKey("trackings.job_order_id"), index=True)
    at: Mapped[datetime] = mapped_column(Instant)
    who: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    ours: Mapped[int | None]
    theirs: Mapped[int | None]


class TrackingRow(Revised, Base):
    __tablename__ = "trackings"
    topic = "tracking"
    belongs_to = "job_order_id"
    job_order_id: Mapped[UUID] = mapped_column(ForeignKey("job_orders.id"), primary_key=True)
    quiet_from: Mapped[datetime | None] = mapped_column(Instant, index=True)
    candidates: Mapped[list[CandidateRow]] = relationship(cascade="all, delete-orphan", lazy="selectin")
    promises: Mapped[list[PromiseRow]] = relationship(cascade="all, delete-orphan", lazy="selectin")
    pauses: Mapped[list[PauseRow]] = relationship(cascade="all, delete-orphan", lazy="selectin")
    check_ins: Mapped[list[CheckInRow]] = relationship(cascade="all, delete-orphan", lazy="selectin")


class AgendaRow(Revised, Base):
    __tablename__ = "agendas"
    topic = "agenda"
    belongs_to = "kind"
    kind: Mapped[MeetingKind] = mapped_column(Named(MeetingKind), primary_key=True)
    topics: Mapped[tuple[str, ...]] = mapped_column(Plain(tuple[str, ...]))


class ItemRow(Base):
    __tablename__ = "meeting_items"
    topic = "meeting"
    belongs_to = "meeting_id"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"), index=True)
    kind: Mapped[ItemKind] = mapped_column(Named(ItemKind))
    text: Mapped[str] = mapped_column(Text)
    line: Mapped[int]
    owner: Mapped[str] = mapped_column(Text)
    side: Mapped[Side | None] = mapped_column(Named(Side))
    due: Mapped[date | None]
    is_private: Mapped[bool]
    closed_at: Mapped[datetime | None] = mapped_column(Instant, index=True)
    outcome: Mapped[str] = mapped_column(Text)


class MeetingRow(Revised, Base):
    __tablename__ = "meetings"
    topic = "meeting"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    client_id: Mapped[UUID] = mapped_column(ForeignKey("clients.id"), index=True)
    job_order_id: Mapped[UUID | None] = mapped_column(ForeignKey("job_orders.id"), index=True)
    kind: Mapped[MeetingKind] = mapped_column(Named(MeetingKind))
    title: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)
    zone: Mapped[str] = mapped_column(String(64))
    minutes: Mapped[int]
    place: Mapped[str] = mapped_column(Text)
    people: Mapped[tuple[Attendee, ...]] = mapped_column(Plain(tuple[Attendee, ...]))
    agenda: Mapped[tuple[str, ...]] = mapped_column(Plain(tuple[str, ...]))
    notes: Mapped[str] = mapped_column(Text)
    sequence: Mapped[int]
    confirmed_by: Mapped[str] = mapped_column(Text)
    confirmed_on: Mapped[date | None]
    teacher: Mapped[Side | None] = mapped_column(Named(Side))
    items: Mapped[list[ItemRow]] = relationship(cascade="all, delete-orphan", lazy="selectin", order_by=ItemRow.line)


class PilotRow(Revised, Base):
    __tablename__ = "pilots"
    topic = "partnership"
    belongs_to = "client_id"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    client_id: Mapped[UUID] = mapped_column(ForeignKey("clients.id"), index=True)
    step: Mapped[str] = mapped_column(Text)
    before: Mapped[Within | None] = mapped_column("limit_before", Plain(Within))
    after: Mapped[Within | None] = mapped_column("limit_after", Plain(Within))
    change: Mapped[str] = mapped_column(Text)
    job_orders: Mapped[tuple[UUID, ...]] = mapped_column(Plain(tuple[UUID, ...]))
    first: Mapped[date] = mapped_column("first_day")
    last: Mapped[date] = mapped_column("last_day")
    baseline_from: Mapped[date]
    verdict: Mapped[Verdict | None] = mapped_column(Named(Verdict))
    because: Mapped[str] = mapped_column(Text)
    judged_on: Mapped[date | None]


class MarketNoteRow(Revised, Base):
    __tablename__ = "market_notes"
    topic = "partnership"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    on: Mapped[date] = mapped_column("dated", index=True)
    text: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    client_id: Mapped[UUID | None] = mapped_column(ForeignKey("clients.id"), index=True)


class FeedbackRow(Revised, Base):
    __tablename__ = "feedback"
    topic = "partnership"
    belongs_to = "job_order_id"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    job_order_id: Mapped[UUID] = mapped_column(ForeignKey("job_orders.id"), index=True)
    side: Mapped[Side] = mapped_column(Named(Side))
    name: Mapped[str] = mapped_column(Text)
    on: Mapped[date] = mapped_column("dated")
    rating: Mapped[int]
    words: Mapped[str] = mapped_column(Text)


class MentoringRow(Revised, Base):
    __tablename__ = "mentorings"
    topic = "partnership"
    belongs_to = "person_id"
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    asked: Mapped[str] = mapped_column(Text)
    learned: Mapped[str] = mapped_column(Text)
    last_on: Mapped[date | None]
