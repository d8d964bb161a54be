"""The tables of what is tracked once an agreement is signed.

A column has the name of the value's field, as in rows.py.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.domain.limits import Within
from desktop.domain.promises import NotCounted, Pattern, PromiseState, Slide
from desktop.domain.roles import Role, Side
from desktop.domain.tracking import Happening
from desktop.storage.rows import Base, Revised
from desktop.storage.types import Instant, Named, Plain


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
