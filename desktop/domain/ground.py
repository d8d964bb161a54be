"""What promises are reckoned from: what was signed, from when it counts, and the calendars of both sides."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from desktop.domain.agreement import AgreedStep, Content
from desktop.domain.calendars import WorkingWeek
from desktop.domain.limits import Origin, Within
from desktop.domain.promises import Pattern, Promise, held_by
from desktop.domain.roles import Side
from desktop.domain.working_time import LONGEST_CLOSED, NoWorkingTimeError, TooFarError, WorkingTime
from desktop.i18n import N_


@dataclass(frozen=True, kw_only=True)
class Signed:
    """A signed version: from when it counts."""

    number: int
    content: Content
    effective_at: datetime
    calendars: Mapping[Side, WorkingTime] = field(default_factory=dict)
    """By its own hours, where they are not those of the version in force."""

    def step(self, id: UUID | None) -> AgreedStep | None:
        return next((step for step in self.content.steps if step.id == id), None)


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What promises are reckoned from. `versions` are all that were ever signed, oldest first; at least one."""

    versions: tuple[Signed, ...]
    signed_at: datetime
    """When the first of them was signed by all."""
    received_on: date | None
    calendars: Mapping[Side, WorkingTime]
    closed_at: datetime | None = None
    """When the job order was filled, lost or passed; None while it is not."""

    @property
    def now(self) -> Signed:
        """The version in force, or the next to be."""
        return self.versions[-1]

    def at(self, instant: datetime) -> Signed:
        """The version in force at `instant`; the first one for all before."""
        in_force = [v for v in self.versions if v.effective_at <= instant]
        return in_force[-1] if in_force else self.versions[0]

    def calendar(self, step: AgreedStep, version: Signed | None = None) -> WorkingTime:
        """Of the side that does `step`, by the hours of `version`; None: of the one in force."""
        side = _counts_for(step)
        return (version or self.now).calendars.get(side) or self.calendars[side]

    def calendar_of(self, promise: Promise) -> WorkingTime:
        """Of the side that holds `promise`, by the hours of the version under which it was made."""
        step = self._step_of(promise)
        return self.calendar(step, self._version_of(promise)) if step else self.calendars[promise.side or Side.AGENCY]

    def week_of(self, promise: Promise) -> WorkingWeek:
        """The hours that `promise` counts in, as they were signed."""
        step, version = self._step_of(promise), self._version_of(promise) or self.now
        return version.content.week_of(_counts_for(step) if step else promise.side or Side.AGENCY)

    def begins(self, step: AgreedStep) -> tuple[int, datetime]:
        """The first version in which `step` begins in this way, and from when it counts."""
        same = [v for v in self.versions for s in v.content.steps if s.id == step.id and _way(s) == _way(step)]
        return same[0].number, min(v.effective_at for v in same)

    def is_fixed(self, promise: Promise) -> bool:
        """Whether it counts from a date that is written in the agreement, and not from what made that later."""
        step, calendar = self._step_of(promise), self.calendar_of(promise)
        return step is not None and is_fixed(step, calendar, promise.starts_at)

    def earliest(self, promise: Promise) -> datetime:
        """When it can have been done at the earliest, by rule 10 of `promising`; of a day only its date is known."""
        step, tz = self._step_of(promise), self.calendar_of(promise).tz
        if step is None or not (step.counted_from.on or (is_start(step) and promise.candidate_id is None)):
            return promise.began_at
        if step.counted_from.origin == Origin.AGREEMENT_SIGNED:
            return min(promise.began_at, self.signed_at)
        return min(_midnight(promise.began_at.astimezone(tz).date(), tz), self.earliest_of_all)

    @property
    def earliest_of_all(self) -> datetime:
        """The day of the job order's receipt; the first signature where that was before, or the day is not known."""
        received = _midnight(self.received_on, self.calendars[Side.AGENCY].tz) if self.received_on else self.signed_at
        return min(received, self.signed_at)

    def _version_of(self, promise: Promise) -> Signed | None:
        return next((v for v in self.versions if v.number == promise.version), None)

    def _step_of(self, promise: Promise) -> AgreedStep | None:
        version = self._version_of(promise)
        return version.step(promise.step_id) if version else None


class WeHaveNoHoursError(NoWorkingTimeError):
    """Our calendar has no hours for a step."""

    message = N_(
        "Our working calendar has no working hour within {years} years, so that “{title}” is never due. Please give it"
        " hours, or fewer days off, in Settings."
    )


class ClientHasNoHoursError(NoWorkingTimeError):
    """The client's calendar has no hours for a step."""

    message = N_(
        "The client's working calendar has no working hour within {years} years, so that “{title}” is never due. Please"
        " give it hours, or fewer days off, on the client's page."
    )


def no_hours(step: AgreedStep, error: NoWorkingTimeError) -> NoWorkingTimeError:
    """`error` in words that say whose calendar it is, and what can't be reckoned; too far away stays that."""
    if isinstance(error, TooFarError):
        return error
    kind = ClientHasNoHoursError if _counts_for(step) == Side.CLIENT else WeHaveNoHoursError
    return kind(title=step.title, years=LONGEST_CLOSED)


def is_point(step: AgreedStep) -> bool:
    """Whether it is to be done before signing or the search."""
    return Pattern.of(step.within or Within(0)) == Pattern.POINT


def is_start(step: AgreedStep) -> bool:
    """Whether it is counted from the job order's receipt or the signature."""
    return step.counted_from.origin in {Origin.JOB_ORDER_RECEIVED, Origin.AGREEMENT_SIGNED}


def is_fixed(step: AgreedStep, calendar: WorkingTime, starts_at: datetime) -> bool:
    """Whether what runs from `starts_at` counts from the date that `step` names, and from nothing later."""
    return step.counted_from.on is not None and starts_at == calendar.closing(step.counted_from.on)


def _way(step: AgreedStep) -> object:
    """How it begins. To count from the job order's receipt or from the signature is the same beginning."""
    if is_point(step):
        return step.per_candidate, None
    return step.per_candidate, Origin.AGREEMENT_SIGNED if is_start(step) else step.counted_from


def _counts_for(step: AgreedStep) -> Side:
    return held_by(step.does) or (step.answers.side if step.answers else Side.AGENCY)


def _midnight(day: date, tz: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), tz)
