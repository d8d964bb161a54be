"""The tables of meetings, and of what both sides learn together.

A column has the name of the value's field, as in rows.py.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.domain.limits import Within
from desktop.domain.meetings import Attendee, ItemKind, MeetingKind
from desktop.domain.partnership import PilotMeasure, Verdict
from desktop.domain.roles import Side
from desktop.storage.rows import Base, Revised
from desktop.storage.types import Instant, Named, Plain


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
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)
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
    measure: Mapped[PilotMeasure] = mapped_column(Named(PilotMeasure), server_default="on_time")
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
