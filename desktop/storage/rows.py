"""The tables. A column has the name of the value's field, so that one mapping serves all (records.py)."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, Index, String, Text, UniqueConstraint, false, literal_column
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship

from desktop.domain.agency import PaperSize
from desktop.domain.agreement import AgreementState, Content, Scan, SignMethod, Stroke
from desktop.domain.calendars import DayOff, OfficeHours, WorkingWeek
from desktop.domain.history import Deed
from desktop.domain.job_order import JobState, JobType, Pay, Priority, TermsOfBusiness
from desktop.domain.limits import CountedFrom, Within
from desktop.domain.people import Influence
from desktop.domain.positions import Position, Settlement
from desktop.domain.roles import Role, Side
from desktop.domain.steps import IfMissed, Step
from desktop.domain.terms import Terms
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


AS_WRITTEN: ColumnElement[int] = literal_column("events.rowid")
"""The order in which events were written, whatever the clock said. SQLite numbers the rows."""
