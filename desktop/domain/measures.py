"""Promised versus delivered, in figures that both sides can check.

`measuring` works them out. The rules:

- A promise counts on the day it was decided: when it was kept, or when its due time passed, whichever came first. So
  one that was late stays in its month however late it is kept at last.
- One that runs and is late counts as not kept on time so far. Excused ones count apart, cancelled ones not at all; what
  is kept with the signature ("before signing") is not measured.
- A promise of both sides counts for each. A rhythm (check-ins) counts for on time; it has no time taken.
- Time taken is working time of the side that holds the ball, pauses left out, as a part of what was promised: 1 is just
  in time. The median is the middle value (of an even number the mean of the two in the middle); the 90th percentile is
  the nearest rank: the smallest value that at least nine of ten do not exceed, so one that really occurred.
- Below five nothing is said but the numbers themselves.

Figures are of sides, clients, job orders and steps; never of named people.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from gettext import NullTranslations
from math import ceil, floor
from typing import Final, NamedTuple
from uuid import UUID

from desktop.domain.job_order import reference
from desktop.domain.limits import Unit, Within
from desktop.domain.promises import Pattern, PromiseState
from desktop.domain.roles import Role, Side
from desktop.i18n import N_

FEWEST: Final = 5
"""Below so many a share or a median would say more than is known."""
NOT_ENOUGH: Final = N_("not enough yet")


class Measure(StrEnum):
    """What is measured."""

    ON_TIME = "on_time"
    EXCUSED = "excused"
    TAKEN = "taken"
    TREND = "trend"
    BALL = "ball"
    TIME_TO_SUBMIT = "time_to_submit"
    CV_TO_INTERVIEW = "cv_to_interview"
    INTERVIEW_TO_OFFER = "interview_to_offer"
    OFFER_ACCEPTANCE = "offer_acceptance"
    TIME_TO_FILL = "time_to_fill"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def definition(self) -> str:
        """One sentence or two, still to be translated."""
        return _DEFINITIONS[self]


_LABELS = {
    Measure.ON_TIME: N_("Kept on time"),
    Measure.EXCUSED: N_("Excused"),
    Measure.TAKEN: N_("Time taken against promised"),
    Measure.TREND: N_("Kept on time, by month"),
    Measure.BALL: N_("Days with the ball"),
    Measure.TIME_TO_SUBMIT: N_("Time to submit"),
    Measure.CV_TO_INTERVIEW: N_("CV to interview"),
    Measure.INTERVIEW_TO_OFFER: N_("Interview to offer"),
    Measure.OFFER_ACCEPTANCE: N_("Offer acceptance"),
    Measure.TIME_TO_FILL: N_("Time to fill"),
}
_DEFINITIONS = {
    Measure.ON_TIME: N_(
        "Promises kept by their due time, of all that were kept or whose due time has passed. One that is late and"
        " still runs counts as not kept on time so far. Excused and cancelled ones do not count. A promise of both"
        " sides counts for each."
    ),
    Measure.EXCUSED: N_("Promises that both sides agreed not to count, with a reason. They are in no other figure."),
    Measure.TAKEN: N_(
        "Working time from when a promise began until it was kept, pauses left out, beside the time promised. Median:"
        " the middle one. 90th percentile: nine of ten took no longer (nearest rank). Check-ins do not count."
    ),
    Measure.TREND: N_(
        "Kept on time, for each month. A promise belongs to the month in which it was kept, or in which its due time"
        " passed if that came first."
    ),
    Measure.BALL: N_(
        "Time in which at least one promise of that side was running, nights and weekends included, added up over job"
        " orders. A pause counts for the side that is its cause; without one it counts as on hold. Where both sides"
        " have something running, both count. Check-ins do not count."
    ),
    Measure.TIME_TO_SUBMIT: N_(
        "Calendar days from receiving the job order to the first CV sent, one for each job order."
    ),
    Measure.CV_TO_INTERVIEW: N_(
        "Candidates who were interviewed, of those whose CV was sent in this time. Those still waiting count as not"
        " yet."
    ),
    Measure.INTERVIEW_TO_OFFER: N_(
        "Candidates who got an offer, of those first interviewed in this time. Those still waiting count as not yet."
    ),
    Measure.OFFER_ACCEPTANCE: N_(
        "Candidates who accepted, of those who got an offer in this time. Those still thinking it over count as not"
        " yet."
    ),
    Measure.TIME_TO_FILL: N_(
        "Calendar days from receiving the job order to an offer accepted, one for each acceptance. Where none is noted,"
        " to the day the job order was closed as filled."
    ),
}


@dataclass(frozen=True)
class Ratio:
    """`n` of `of`."""

    n: int = 0
    of: int = 0

    @property
    def share(self) -> float | None:
        """From 0 to 1; None while there is not enough yet."""
        return self.n / self.of if self.of >= FEWEST else None

    def __add__(self, other: "Ratio") -> "Ratio":
        return Ratio(self.n + other.n, self.of + other.of)


@dataclass(frozen=True)
class Spread:
    """How values lie: the middle one, and the one that nine of ten do not exceed. None while there are not enough."""

    count: int = 0
    median: float | None = None
    ninetieth: float | None = None

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        """By the rules above: median, and 90th percentile by nearest rank."""
        n = len(values)
        if n < FEWEST:
            return cls(n)
        ordered = sorted(values)
        return cls(n, (ordered[(n - 1) // 2] + ordered[n // 2]) / 2, ordered[ceil(0.9 * n) - 1])


@dataclass(frozen=True, kw_only=True)
class Kept:
    """How one side kept its promises."""

    on_time: Ratio = Ratio()
    excused: int = 0
    late_now: int = 0
    """Of those not kept on time, how many still run."""
    taken: Spread = Spread()
    """Working time taken as a part of what was promised."""


@dataclass(frozen=True, kw_only=True)
class StepKept:
    """How one side kept one step. Steps of several job orders are one where they have the same title."""

    title: str
    side: Side
    kept: Kept
    limits: tuple[Within, ...] = ()
    """All that were agreed for it, the oldest first."""
    unit: Unit | None = None
    """What `promised` and `taken` are counted in; None for a rhythm, and where limits of several kinds are mixed."""
    each: tuple[float, ...] = ()
    """While there are fewer than five: the time taken of each, as a part of what was promised, the oldest first."""
    lasted: tuple[float, ...] = ()
    """The same in `unit`."""
    promised: Spread = Spread()
    taken: Spread = Spread()


@dataclass(frozen=True, kw_only=True)
class GroupKept:
    """How both sides kept the promises of one client, or of one job order."""

    id: UUID
    name: str
    agency: Kept
    client: Kept


@dataclass(frozen=True)
class Month:
    """One month of the trend; `first` is its first day."""

    first: date
    agency: Ratio = Ratio()
    client: Ratio = Ratio()


@dataclass(frozen=True)
class BallDays:
    """How long each held the ball, in days of 24 hours, added up over job orders. They overlap where both did."""

    agency: float = 0.0
    client: float = 0.0
    hold: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Hiring:
    """From job order to hire. Times in calendar days."""

    time_to_submit: Spread = Spread()
    cv_to_interview: Ratio = Ratio()
    interview_to_offer: Ratio = Ratio()
    offer_acceptance: Ratio = Ratio()
    time_to_fill: Spread = Spread()


_ONE, _BOTH = {side: (side,) for side in Side}, tuple(Side)
_KEPT, _RUNNING, _LATE_AND_KEPT = PromiseState.KEPT, PromiseState.RUNNING, PromiseState.LATE_AND_KEPT
_EXCUSED = PromiseState.EXCUSED  # looked up once: a class's members take most of the time of comparing with them


class MeasuredJobOrder(NamedTuple):
    id: UUID
    number: int
    title: str
    client_id: UUID
    client: str
    received_on: date | None = None
    filled_at: datetime | None = None
    """When it was closed as filled."""

    @property
    def reference(self) -> str:
        return reference(self.number)


class MeasuredPromise(NamedTuple):
    """What is measured of a promise. Amounts in seconds, as in `Promise`. Keys are ids as text: cheaper to read."""

    key: str
    job_order: MeasuredJobOrder
    step_key: str
    candidate_key: str | None
    version: int
    place: int
    title: str
    pattern: Pattern
    side: Side | None
    does: tuple[Role, ...]
    within: Within
    counted_at: datetime
    due_at: datetime
    zone: str
    """On whose wall clock it was reckoned."""
    promised: int
    taken: int | None
    paused_since: datetime | None
    state: PromiseState
    done_at: datetime | None
    closed_at: datetime | None

    @property
    def id(self) -> UUID:
        return UUID(self.key)

    @property
    def sides(self) -> tuple[Side, ...]:
        """Whose promise it is."""
        return _ONE[self.side] if self.side else _BOTH

    @property
    def on_time(self) -> bool:
        return self.state == _KEPT

    def decided_at(self, now: datetime) -> datetime | None:
        """When it was kept or became late, whichever was first, or was excused. None while that is to come."""
        state = self.state
        if state == _KEPT:
            return self.done_at
        if state == _RUNNING:
            return self.due_at if self.paused_since is None and now > self.due_at else None
        if state == _LATE_AND_KEPT:
            return self.due_at
        return self.closed_at if state == _EXCUSED else None

    def in_units(self, seconds: int) -> float:
        """`seconds` in the unit of its limit."""
        return seconds * self.within.amount / self.promised if self.promised else 0.0


class MeasuredCandidate(NamedTuple):
    """When a candidate first came how far."""

    job_order: MeasuredJobOrder
    sent: datetime | None = None
    interviewed: datetime | None = None
    offered: datetime | None = None
    accepted: datetime | None = None


class MeasuredPause(NamedTuple):
    """A pause, as in `Pause`; `promise_key` None: of all promises of the job order."""

    job_order: MeasuredJobOrder
    promise_key: str | None
    since: datetime
    until: datetime | None
    holder: Side | None


@dataclass(frozen=True, kw_only=True)
class PromisesKept:
    """Everything there is to say of one client, one job order, or all, in one period."""

    first: date | None = None
    last: date | None = None
    """The period, by the agency's clock; None: without a limit."""
    agency: Kept = Kept()
    client: Kept = Kept()
    steps: tuple[StepKept, ...] = ()
    """In the order of the process; a step of both sides is there once for each."""
    clients: tuple[GroupKept, ...] = ()
    """By name."""
    job_orders: tuple[GroupKept, ...] = ()
    """Of one client, newest first; empty where there are several clients."""
    late: tuple[MeasuredPromise, ...] = ()
    """Those not kept on time, the latest first."""
    trend: tuple[Month, ...] = ()
    """All months from the first to the last that has a figure."""
    ball: BallDays = BallDays()
    hiring: Hiring = Hiring()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was decided in this time."""
        return not (self.steps or self.agency.excused or self.client.excused)

    def of(self, side: Side) -> Kept:
        return self.agency if side == Side.AGENCY else self.client


def whole_percent(share: float) -> int:
    """To the nearest, half of one up; 100 is only said where nothing is missing."""
    n = floor(share * 100 + 0.5)
    return 99 if n == 100 and share < 1 else n


def ratio_words(ratio: Ratio, t: NullTranslations) -> str:
    """As in "17 of 18"; `t` is the catalogue of screen or paper."""
    return t.gettext("{n} of {all}").format(n=ratio.n, all=ratio.of)
