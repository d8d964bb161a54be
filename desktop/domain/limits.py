"""Within how long, and counted from what."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from desktop.i18n import N_, _


class Unit(StrEnum):
    """What a limit is measured in. The last three are points or rhythms rather than durations."""

    WORKING_HOURS = "working_hours"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    WEEKS_APART = "weeks_apart"
    BEFORE_SIGNING = "before_signing"
    BEFORE_SEARCH = "before_search"

    @property
    def label(self) -> str:
        return _UNITS[self]

    @property
    def is_duration(self) -> bool:
        return self in {Unit.WORKING_HOURS, Unit.WORKING_DAYS, Unit.CALENDAR_DAYS}

    @property
    def is_working(self) -> bool:
        """Whether it counts the time that somebody works."""
        return self in {Unit.WORKING_HOURS, Unit.WORKING_DAYS}

    @property
    def most(self) -> int:
        """The largest sensible amount: about a working year, a year, a quarter between talks."""
        return _MOST[self]


_UNITS = {
    Unit.WORKING_HOURS: N_("working hours"),
    Unit.WORKING_DAYS: N_("working days"),
    Unit.CALENDAR_DAYS: N_("calendar days"),
    Unit.WEEKS_APART: N_("weeks apart"),
    Unit.BEFORE_SIGNING: N_("before signing"),
    Unit.BEFORE_SEARCH: N_("before the search"),
}
_MOST = {
    Unit.WORKING_HOURS: 400,
    Unit.WORKING_DAYS: 250,
    Unit.CALENDAR_DAYS: 365,
    Unit.WEEKS_APART: 13,
    Unit.BEFORE_SIGNING: 0,
    Unit.BEFORE_SEARCH: 0,
}


@dataclass(frozen=True)
class Within:
    """A limit: 2 working days, 8 working hours, every week, before signing. `amount` is 0 for the points."""

    amount: int
    unit: Unit = Unit.WORKING_DAYS

    def problem(self) -> str | None:
        if self.unit.most and not 1 <= self.amount <= self.unit.most:
            return _("Please give a limit from 1 to {most} {unit}.").format(
                most=self.unit.most, unit=_(self.unit.label)
            )
        return None

    def working_days(self, hours_a_day: float) -> float:
        """How many working days this takes in a plan; a calendar week counts five."""
        match self.unit:
            case Unit.WORKING_HOURS:
                return self.amount / hours_a_day
            case Unit.WORKING_DAYS:
                return float(self.amount)
            case Unit.CALENDAR_DAYS:
                return self.amount * 5 / 7
            case _:
                return 0.0


class Origin(StrEnum):
    """The kinds of moment that a limit can be counted from."""

    JOB_ORDER_RECEIVED = "job_order_received"
    AGREEMENT_SIGNED = "agreement_signed"
    STEP = "step"
    CANDIDATE_EVENT = "candidate_event"
    DATE = "date"


class CandidateEvent(StrEnum):
    """What happens to each candidate, in its usual order."""

    SENT = "sent"
    FEEDBACK = "feedback"
    INTERVIEW_ASKED = "interview_asked"
    INTERVIEW_HELD = "interview_held"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    STARTED = "started"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return _EVENTS[self]

    @property
    def word(self) -> str:
        """What happened, of one candidate."""
        return _WORDS[self]


_EVENTS = {
    CandidateEvent.SENT: N_("each CV sent"),
    CandidateEvent.FEEDBACK: N_("each feedback"),
    CandidateEvent.INTERVIEW_ASKED: N_("each interview asked for"),
    CandidateEvent.INTERVIEW_HELD: N_("each interview"),
    CandidateEvent.OFFERED: N_("each offer"),
    CandidateEvent.ACCEPTED: N_("each acceptance"),
    CandidateEvent.STARTED: N_("each start"),
    CandidateEvent.WITHDRAWN: N_("each withdrawal"),
}
_WORDS = {
    CandidateEvent.SENT: N_("CV sent"),
    CandidateEvent.FEEDBACK: N_("feedback given"),
    CandidateEvent.INTERVIEW_ASKED: N_("interview asked for"),
    CandidateEvent.INTERVIEW_HELD: N_("interview held"),
    CandidateEvent.OFFERED: N_("offered"),
    CandidateEvent.ACCEPTED: N_("accepted"),
    CandidateEvent.STARTED: N_("started"),
    CandidateEvent.WITHDRAWN: N_("withdrawn"),
}


@dataclass(frozen=True)
class CountedFrom:
    """When the clock of a step starts. `step_id`, `event` and `on` go with their origin only."""

    origin: Origin = Origin.JOB_ORDER_RECEIVED
    step_id: UUID | None = None
    event: CandidateEvent | None = None
    on: date | None = None

    @property
    def is_incomplete(self) -> bool:
        """Whether the origin says less than it needs: no step, event or date named."""
        needed = {Origin.STEP: self.step_id, Origin.CANDIDATE_EVENT: self.event, Origin.DATE: self.on}
        return needed.get(self.origin, self.origin) is None

    @classmethod
    def step(cls, step_id: UUID) -> "CountedFrom":
        return cls(Origin.STEP, step_id=step_id)

    @classmethod
    def each(cls, event: CandidateEvent) -> "CountedFrom":
        return cls(Origin.CANDIDATE_EVENT, event=event)

    @classmethod
    def from_date(cls, on: date) -> "CountedFrom":
        return cls(Origin.DATE, on=on)


RECEIVED = CountedFrom()
