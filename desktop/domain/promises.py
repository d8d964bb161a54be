"""A promise: a signed step in flight, with the time it is due and who holds the ball.

What has been kept, excused or cancelled is a past result: it keeps its numbers whatever is edited later.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid4

from desktop.domain.limits import Unit, Within
from desktop.domain.roles import Role, Side, sides
from desktop.i18n import N_


class PromiseState(StrEnum):
    """How a promise stands. *Late* depends on the present and is never stored."""

    NOT_YET = "not_yet"
    RUNNING = "running"
    LATE = "late"
    KEPT = "kept"
    LATE_AND_KEPT = "late_and_kept"
    EXCUSED = "excused"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return _STATES[self]

    @property
    def is_open(self) -> bool:
        """Whether it is still to be kept."""
        return self in {PromiseState.RUNNING, PromiseState.LATE}


_STATES = {
    PromiseState.NOT_YET: N_("Not yet"),
    PromiseState.RUNNING: N_("Running"),
    PromiseState.LATE: N_("Late"),
    PromiseState.KEPT: N_("Kept"),
    PromiseState.LATE_AND_KEPT: N_("Late and kept"),
    PromiseState.EXCUSED: N_("Excused"),
    PromiseState.CANCELLED: N_("Cancelled"),
}


class Pattern(StrEnum):
    """What is promised: something within a time, something again and again, or something before signing or search."""

    DURATION = "duration"
    RHYTHM = "rhythm"
    POINT = "point"

    @classmethod
    def of(cls, within: Within) -> "Pattern":
        if within.unit == Unit.WEEKS_APART:
            return cls.RHYTHM
        return cls.DURATION if within.unit.is_duration else cls.POINT


@dataclass(frozen=True)
class Slide:
    """Why a date lies later than planned: `side` was late with an earlier step, by so much of its working time."""

    side: Side | None
    title: str
    seconds: int


@dataclass(frozen=True)
class NotCounted:
    """A day that was passed over on the way to the due time, with its name."""

    day: date
    name: str


@dataclass(frozen=True, kw_only=True)
class Promise:
    """One promise. All times are UTC instants.

    Amounts of time are seconds of its side's working time; of plain time for limits in calendar days and weeks.
    """

    id: UUID = field(default_factory=uuid4)
    step_id: UUID
    candidate_id: UUID | None = None
    round: int = 1
    """Which time around: an event that comes again after a promise was kept makes the next one."""
    version: int
    """The agreement version whose line it is. A promise once begun stays as it was promised."""
    place: int
    """The number of the step in that version."""
    title: str
    pattern: Pattern = Pattern.DURATION
    side: Side | None
    """Who holds the ball; None for both."""
    does: tuple[Role, ...] = ()
    within: Within
    began_at: datetime
    starts_at: datetime
    """What it is counted from: when it began, or the signature if that came later."""
    counted_at: datetime
    """From when the time runs: `starts_at` within working hours, else the next opening."""
    promised_at: datetime
    """When it is due by its limit alone."""
    due_at: datetime
    """When it is due: `promised_at`, moved by pauses."""
    zone: str = "UTC"
    """On whose wall clock (IANA) its times are told."""
    not_counted: tuple[NotCounted, ...] = ()
    in_part: tuple[NotCounted, ...] = ()
    """Days counted with shorter hours than usual."""
    slid: tuple[Slide, ...] = ()
    promised: int
    """How much time was promised."""
    paused: int = 0
    """By how much pauses have moved the due time."""
    paused_since: datetime | None = None
    state: PromiseState = PromiseState.RUNNING
    done_at: datetime | None = None
    closed_at: datetime | None = None
    """When it stopped being open: done, excused or cancelled."""
    taken: int | None = None
    """How much time was taken, pauses left out. None until done."""
    because: str = ""
    """Why it is excused or cancelled."""
    by: str = ""
    """Who marked it, on our side."""

    @property
    def is_open(self) -> bool:
        return self.state == PromiseState.RUNNING

    @property
    def key(self) -> tuple[UUID, UUID | None]:
        return self.step_id, self.candidate_id

    @property
    def late_by(self) -> int:
        """How much later than promised it was done; 0 where it was not late."""
        return max(0, (self.taken or 0) - self.promised) if self.was_late else 0

    @property
    def was_late(self) -> bool:
        """Whether it was done after its due time, excused or not."""
        return self.done_at is not None and self.done_at > self.due_at

    def state_at(self, now: datetime) -> PromiseState:
        """How it stands at `now`. Nothing becomes late while it is paused."""
        if self.is_open and self.paused_since is None and now > self.due_at:
            return PromiseState.LATE
        return self.state

    def closed(self, state: PromiseState, at: datetime, *, because: str = "", by: str = "") -> "Promise":
        """Excused or cancelled. One that was done late and is excused stays done when it was done."""
        return replace(self, state=state, closed_at=self.closed_at or at, because=because, by=by, paused_since=None)


def held_by(does: tuple[Role, ...]) -> Side | None:
    """The side that `does` belong to; None for both."""
    of = sides(does)
    return next(iter(of)) if len(of) == 1 else None
