"""A job order's steps as they are tracked: what is done, what runs, and about when the rest will be."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.agreement import AgreedStep
from desktop.domain.counting import span
from desktop.domain.ground import Ground
from desktop.domain.limits import Origin, Unit, Within
from desktop.domain.promises import Pattern, Promise, PromiseState, held_by
from desktop.domain.reckoning import reckon
from desktop.domain.roles import Side
from desktop.domain.tracking import Candidate, Tracking
from desktop.domain.working_time import NoWorkingTimeError


@dataclass(frozen=True, kw_only=True)
class TrackedLine:
    """One line of the tracked process: a promise, or a step that has none yet."""

    step: AgreedStep
    number: int
    promise: Promise | None = None
    candidate: Candidate | None = None
    state: PromiseState = PromiseState.NOT_YET
    left_out_of: int | None = None
    """The version it was made under, where the one in force does not have the step any more."""
    about: datetime | None = None
    """About when a step that has not begun will be due, if all before it is done in time from now on. None where
    nothing leads to it, or the job order is closed."""

    @property
    def side(self) -> Side | None:
        return held_by(self.step.does)


def tracked_lines(tracking: Tracking, ground: Ground, now: datetime) -> tuple[TrackedLine, ...]:
    """The steps of the version in force in their order; one of each candidate has a line for each promise.

    Of a step that an amendment left out there is what came of it, and what is still to be kept; not what the amendment
    cancelled.
    """
    ends = _Ends(tracking, ground, now)
    candidates = {c.id: c for c in tracking.candidates}

    def line(step: AgreedStep, number: int, p: Promise, left_out_of: int | None = None) -> TrackedLine:
        candidate, state = candidates.get(p.candidate_id) if p.candidate_id else None, p.state_at(now)
        return TrackedLine(
            step=step, number=number, promise=p, candidate=candidate, state=state, left_out_of=left_out_of
        )

    found = []
    for number, step in enumerate(ground.now.content.steps, 1):
        mine = [p for p in tracking.promises if p.step_id == step.id]
        found += [line(step, number, p) for p in mine]
        if not mine:
            about = None if ground.closed_at else ends.due(number - 1)
            found.append(TrackedLine(step=step, number=number, about=about))
    left_out = {s.id: s for v in ground.versions for s in v.content.steps if ground.now.step(s.id) is None}
    for p in tracking.promises:
        if p.step_id in left_out and p.state != PromiseState.CANCELLED:
            found.append(line(left_out[p.step_id], p.place, p, left_out_of=p.version))
    return tuple(found)


def ball(tracking: Tracking, now: datetime) -> Promise | None:
    """The promise that counts now: the one most late, else the next due. None while nothing runs or all is paused."""
    running = [p for p in tracking.open_promises if p.paused_since is None]
    pressing = [p for p in running if p.pattern == Pattern.DURATION] or running
    return min(pressing, key=lambda p: (p.state_at(now) != PromiseState.LATE, p.due_at), default=None)


def seconds_left(promise: Promise, ground: Ground, now: datetime) -> int:
    """The time until an open promise is due, as its limit counts it; negative by as much as it is late.

    It stands still while the promise is paused.
    """
    at = min(promise.paused_since, now) if promise.paused_since else now
    return int(span(promise.within, ground.calendar_of(promise), at, promise.due_at).total_seconds())


def seconds_early(promise: Promise, ground: Ground) -> int:
    """How much of its time a promise that is done left; of a fixed date also what lay before it."""
    early = promise.promised - (promise.taken if promise.taken is not None else promise.promised)
    if promise.done_at and promise.done_at < promise.counted_at and ground.is_fixed(promise):
        before = span(promise.within, ground.calendar_of(promise), promise.done_at, promise.counted_at)
        return early + int(before.total_seconds())
    return early


def promise_day(promise: Promise, ground: Ground) -> float:
    """How long a day is of which the limit of a promise speaks, by the hours that it counts in."""
    if promise.within.unit.is_working:
        return ground.week_of(promise).hours_a_day * 3600
    return 86_400.0


def day_seconds(within: Within, side: Side | None, ground: Ground) -> float:
    """How long a day is of which a limit speaks: a working day of `side` (None: by our hours), or the whole one."""
    if within.unit.is_working:
        return ground.now.content.week_of(side or Side.AGENCY).hours_a_day * 3600
    return 86_400.0


class _Ends:
    """When each step is or will be done, following what each is counted from."""

    def __init__(self, tracking: Tracking, ground: Ground, now: datetime) -> None:
        self._tracking, self._ground, self._now = tracking, ground, now
        self._steps = ground.now.content.steps
        self._index = {step.id: n for n, step in enumerate(self._steps)}
        self._known: dict[int, datetime | None] = {}

    def due(self, index: int) -> datetime | None:
        """When a step without a promise will be due; None where nothing leads to it."""
        if index in self._known:
            return self._known[index]
        self._known[index] = None  # ends a ring made by "the step above"
        step = self._steps[index]
        begins = self._begins(index)
        if begins is not None and step.within is not None and Pattern.of(step.within) != Pattern.POINT:
            begins = max(begins, self._ground.signed_at, self._now)
            with suppress(
                NoWorkingTimeError
            ):  # a calendar without hours: what came of the others is shown all the same
                self._known[index] = reckon(self._ground.calendar(step), begins, step.within).end
        return self._known[index]

    def _end(self, index: int) -> datetime | None:
        mine = [p for p in self._tracking.promises if p.step_id == self._steps[index].id]
        if mine:
            open_ones = [max(p.due_at, self._now) for p in mine if p.is_open]
            return max(open_ones, default=max(p.closed_at or p.due_at for p in mine))
        return self.due(index)

    def _begins(self, index: int) -> datetime | None:
        step = self._steps[index]
        match step.counted_from.origin:
            case Origin.STEP:
                before = self._index.get(step.counted_from.step_id) if step.counted_from.step_id else None
                return None if before is None else self._end(before)
            case Origin.CANDIDATE_EVENT:
                above = next((n for n in range(index - 1, -1, -1) if not _is_rhythm(self._steps[n])), None)
                return None if above is None else self._end(above)
            case Origin.DATE:
                return self._closing(step)
            case _:
                return self._ground.signed_at

    def _closing(self, step: AgreedStep) -> datetime | None:
        with suppress(NoWorkingTimeError):
            return self._ground.calendar(step).closing(step.counted_from.on) if step.counted_from.on else None
        return None


def _is_rhythm(step: AgreedStep) -> bool:
    return step.within is not None and step.within.unit == Unit.WEEKS_APART
