"""Light values for lists: one line each, straight from a query.

Those made by the hundred while scrolling are named tuples, which cost a third of a frozen dataclass to make.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from desktop.domain.agreement import Agreement, AgreementState
from desktop.domain.job_order import JobState, reference
from desktop.domain.positions import Stance
from desktop.domain.process import Process
from desktop.domain.roles import Side
from desktop.i18n import N_


class Standing(NamedTuple):
    """How far a job order's process is agreed: kept beside it, so that a list of thousands need not open any."""

    steps: int = 0
    agreed: int = 0
    differences: int = 0
    holder: Side | None = None
    """Whose turn it is to answer or sign; None when nobody's or both."""
    number: int = 0
    state: AgreementState | None = None
    is_signed: bool = False
    """Whether any version is signed and in force."""
    due_at: datetime | None = None
    """When the next promise is due; None while none is running."""


def standing(process: Process, versions: tuple[Agreement, ...]) -> Standing:
    """Worked out from the process and all its versions."""
    kept = [a for a in versions if a.state != AgreementState.WITHDRAWN]
    latest = max(kept, key=lambda a: a.number, default=None)
    fixed = latest is not None and latest.state.is_fixed
    return Standing(
        steps=len(process.steps),
        agreed=sum(step.is_agreed for step in process.steps),
        differences=sum(step.is_open for step in process.steps),
        holder=_signer(latest) if latest and fixed else _answerer(process),
        number=latest.number if latest else 0,
        state=latest.state if latest else None,
        is_signed=any(a.state == AgreementState.SIGNED for a in versions),
    )


def _signer(agreement: Agreement) -> Side | None:
    waiting = {role.side for role in agreement.missing()} if agreement.state == AgreementState.AGREED else set()
    return waiting.pop() if len(waiting) == 1 else None


def _answerer(process: Process) -> Side | None:
    """A side that asked or refused waits for the other; a side that said nothing is waited for."""
    waiting = set()
    for step in process.steps:
        if step.client.stance in {Stance.ASKS, Stance.REFUSES} or step.agency.stance == Stance.SILENT:
            waiting.add(Side.AGENCY)
        elif step.agency.stance in {Stance.ASKS, Stance.REFUSES} or step.client.stance == Stance.SILENT:
            waiting.add(Side.CLIENT)
    return waiting.pop() if len(waiting) == 1 else None


class JobOrderLine(NamedTuple):
    """A job order in a list."""

    id: UUID
    number: int
    title: str
    client: str
    state: JobState
    openings: int
    received_on: date | None
    standing: Standing
    without_agreement: bool
    """Open with no signed agreement: shown wherever the job order is."""

    @property
    def reference(self) -> str:
        return reference(self.number)


class JobOrderSort(StrEnum):
    NEWEST = "newest"
    TITLE = "title"
    CLIENT = "client"
    STATE = "state"

    @property
    def label(self) -> str:
        return _SORTS[self]


_SORTS = {
    JobOrderSort.NEWEST: N_("Newest first"),
    JobOrderSort.TITLE: N_("By title"),
    JobOrderSort.CLIENT: N_("By client"),
    JobOrderSort.STATE: N_("By state"),
}


@dataclass(frozen=True)
class ClientLine:
    """A client in a list, with how much hangs on it."""

    id: UUID
    name: str
    country: str
    job_orders: int
    open_job_orders: int
    people: int


class Waiting(StrEnum):
    """Why a job order is on Today, most pressing first."""

    DIFFERENCES = "differences"
    SIGN_OFF = "sign_off"
    WITHOUT_AGREEMENT = "without_agreement"
    ANSWERS = "answers"

    @property
    def label(self) -> str:
        return _WAITING[self]


_WAITING = {
    Waiting.DIFFERENCES: N_("Open differences"),
    Waiting.SIGN_OFF: N_("Waiting for sign-off"),
    Waiting.WITHOUT_AGREEMENT: N_("Working without an agreement"),
    Waiting.ANSWERS: N_("Waiting for an answer"),
}


@dataclass(frozen=True)
class TodayLine:
    """One thing that waits."""

    why: Waiting
    job_order: JobOrderLine
    since: datetime | None
    """Since when nothing happened on this job order (UTC)."""
    reason: str = ""
    """For work without an agreement: why."""


class HitKind(StrEnum):
    JOB_ORDER = "job_order"
    CLIENT = "client"
    PERSON = "person"

    @property
    def label(self) -> str:
        return {"job_order": N_("Job order"), "client": N_("Client"), "person": N_("Person")}[self]


@dataclass(frozen=True)
class Hit:
    """Something found by words. `client_id` is where a person is shown (None: the agency's own)."""

    kind: HitKind
    id: UUID
    text: str
    detail: str
    client_id: UUID | None = None
