"""How promises come about: a pure function from what was signed and what happened to the promises there are.

The rules:

1. Signing starts the promises. What was to be done before signing or before the search is kept with the signature.
2. A step is promised when what it is counted from happens; one per candidate for each candidate. If that comes again
   while the promise runs and is not late, it is counted anew; after it was kept or excused, it makes a new one.
3. Nobody promised anything before signing: time that began earlier runs from the first signature of all.
4. What is known only by its date (the job order's receipt, a fixed date) counts from closing time on that day.
5. A step counts in the calendar of the side that does it; one of both sides in that of the side that answers for it.
6. A pause moves the due time by the working time that it takes, but never a fixed date.
7. A promise once begun keeps the words and limit of the version it was made under; the next ones are made under the
   version in force when they begin. A step that is no longer in the agreement is cancelled.
   A step that is new in a version begins with that version, or with what happens after it.
8. What is kept or excused is a past result and is never reckoned again.
9. When the job order is closed, or the candidate withdraws, what is open is cancelled; if that is taken back, it runs
   again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

from desktop.domain.agreement import AgreedStep, Content
from desktop.domain.limits import CandidateEvent, Origin, Unit, Within
from desktop.domain.promises import NotCounted, Pattern, Promise, PromiseState, Slide, held_by
from desktop.domain.reckoning import Reckoning, reckon
from desktop.domain.roles import Side
from desktop.domain.tracking import Candidate, Happening, Pause, Tracking
from desktop.domain.working_time import WorkingTime
from desktop.i18n import _

BROUGHT_ABOUT = {
    CandidateEvent.FEEDBACK,
    CandidateEvent.INTERVIEW_ASKED,
    CandidateEvent.OFFERED,
    CandidateEvent.ACCEPTED,
}
"""Events that are there as soon as the step above the one counted from them is done. (An interview that is arranged is
not held yet; a CV that is sent is noted as sent.)"""


@dataclass(frozen=True, kw_only=True)
class Signed:
    """A signed version: from when it counts."""

    number: int
    content: Content
    effective_at: datetime


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

    def calendar(self, step: AgreedStep) -> WorkingTime:
        """Of the side that does `step`."""
        side = held_by(step.does) or (step.answers.side if step.answers else Side.AGENCY)
        return self.calendars[side]

    def calendar_of(self, promise: Promise) -> WorkingTime:
        """Of the side that holds `promise`."""
        steps = next((v.content.steps for v in self.versions if v.number == promise.version), ())
        step = next((s for s in steps if s.id == promise.step_id), None)
        return self.calendar(step) if step else self.calendars[promise.side or Side.AGENCY]

    def begins(self, step_id: UUID) -> datetime:
        """When the first version that has this step came into force."""
        return next(v.effective_at for v in self.versions if any(s.id == step_id for s in v.content.steps))


def brought_up(tracking: Tracking, ground: Ground) -> Tracking:
    """`tracking` with the promises that `ground` and all that happened give; what is closed stays as it is."""
    return replace(tracking, promises=tuple(_Making(tracking, ground).promises()), quiet_from=_quiet(tracking, ground))


def brings_about(content: Content) -> dict[UUID, CandidateEvent]:
    """The steps that, when done for a candidate, are an event of that candidate: those above a step counted from it."""
    found: dict[UUID, CandidateEvent] = {}
    above: AgreedStep | None = None
    for step in content.steps:
        event = step.counted_from.event
        if event in BROUGHT_ABOUT and event not in found.values() and above is not None and above.per_candidate:
            found[above.id] = event
        if not (step.within and step.within.unit == Unit.WEEKS_APART):
            above = step
    return found


def _quiet(tracking: Tracking, ground: Ground) -> datetime | None:
    if ground.closed_at or tracking.on_hold:
        return None
    last = max([ground.signed_at, *(c.at for c in tracking.check_ins)])
    return last + timedelta(weeks=ground.now.content.terms.stay_in_touch.weeks)


@dataclass(frozen=True)
class _Origin:
    """One beginning: when, and what had slid before. `on` where only the day is known."""

    at: datetime | None
    on: date | None = None
    slid: tuple[Slide, ...] = ()
    is_fixed: bool = False
    again: bool = False
    """Whether it is the end of the promise before: a rhythm."""


_PAST = {PromiseState.KEPT, PromiseState.LATE_AND_KEPT, PromiseState.EXCUSED}


class _Making:
    def __init__(self, tracking: Tracking, ground: Ground) -> None:
        self._tracking, self._ground = tracking, ground
        self._past = [p for p in tracking.promises if p.state in _PAST]
        self._made: dict[tuple[UUID, UUID | None], list[Promise]] = {}
        self._bringing: dict[int, dict[CandidateEvent, UUID]] = {}

    def promises(self) -> Iterator[Promise]:
        newest = {step.id: step for version in self._ground.versions for step in version.content.steps}
        for step in newest.values():
            for candidate in self._candidates(step):
                yield from self._of(step, candidate)

    def _candidates(self, step: AgreedStep) -> tuple[Candidate | None, ...]:
        return self._tracking.candidates if step.per_candidate else (None,)

    def _of(self, step: AgreedStep, candidate: Candidate | None) -> list[Promise]:
        key = step.id, candidate.id if candidate else None
        if key not in self._made:
            self._made[key] = []  # ends a ring; signed steps have none
            self._made[key] = self._make(step, candidate, [p for p in self._past if p.key == key])
        return self._made[key]

    def _make(self, step: AgreedStep, candidate: Candidate | None, closed: list[Promise]) -> list[Promise]:
        found = sorted(closed, key=lambda p: p.round)
        ended = max((p.closed_at for p in found if p.closed_at), default=None)
        current: Promise | None = None
        for origin in self._origins(step, candidate, found):
            at = self._instant(origin, step)
            if ended is not None and (at < ended or (at == ended and not origin.again)):
                continue
            if current is None or at <= current.due_at:
                version = self._ground.at(at)
                signed = next((s for s in version.content.steps if s.id == step.id), None)
                if signed is not None and signed.within is not None:
                    current = self._promise(version, signed, candidate, len(found) + 1, origin, at)
        if current is not None:
            found.append(self._kept_or_cancelled(current, candidate))
        return found

    def _promise(
        self, version: Signed, step: AgreedStep, candidate: Candidate | None, time: int, origin: _Origin, at: datetime
    ) -> Promise:
        candidate_id = candidate.id if candidate else None
        within = step.within or Within(0)
        pattern = Pattern.of(within)
        name = f"{step.id}:{candidate_id}:{time}"
        promise = Promise(
            id=uuid5(self._tracking.job_order_id, name),
            step_id=step.id,
            candidate_id=candidate_id,
            round=time,
            version=version.number,
            place=1 + next(n for n, s in enumerate(version.content.steps) if s.id == step.id),
            title=step.title,
            pattern=pattern,
            side=held_by(step.does),
            does=step.does,
            within=within,
            began_at=at,
            starts_at=max(at, self._ground.signed_at),
            counted_at=max(at, self._ground.signed_at),
            promised_at=self._ground.signed_at,
            due_at=self._ground.signed_at,
            slid=origin.slid,
            promised=0,
        )
        if pattern == Pattern.POINT:
            return replace(promise, state=PromiseState.KEPT, done_at=at, closed_at=at)
        calendar = self._ground.calendar(step)
        reckoned = reckon(calendar, promise.starts_at, within)
        pauses = () if origin.is_fixed else self._pauses(promise)
        return with_due(promise, reckoned, calendar, pauses)

    def _pauses(self, promise: Promise) -> tuple[Pause, ...]:
        return tuple(p for p in self._tracking.pauses if p.promise_id in {None, promise.id})

    def _kept_or_cancelled(self, promise: Promise, candidate: Candidate | None) -> Promise:
        if not promise.is_open:
            return promise
        gone = candidate.when(CandidateEvent.WITHDRAWN) if candidate else None
        if gone and gone > promise.began_at:
            return promise.closed(PromiseState.CANCELLED, gone, because=_("The candidate withdrew."))
        in_force = self._ground.now
        if promise.version != in_force.number and all(s.id != promise.step_id for s in in_force.content.steps):
            words = _("This step is not in version {number} any more.").format(number=in_force.number)
            return promise.closed(PromiseState.CANCELLED, in_force.effective_at, because=words)
        if closed := self._ground.closed_at:
            return promise.closed(PromiseState.CANCELLED, closed, because=_("The job order was closed."))
        return promise

    # -- what a step is counted from --------------------------------------------------------------------------------

    def _origins(self, step: AgreedStep, candidate: Candidate | None, closed: list[Promise]) -> list[_Origin]:
        pattern = Pattern.of(step.within or Within(0))
        if pattern == Pattern.POINT:
            return [_Origin(self._ground.signed_at)]
        found = self._first_origins(step, candidate)
        if pattern == Pattern.RHYTHM:
            found += [_Origin(p.done_at or p.closed_at, again=True) for p in closed]
        return sorted(found, key=lambda origin: self._instant(origin, step))

    def _first_origins(self, step: AgreedStep, candidate: Candidate | None) -> list[_Origin]:
        counted = step.counted_from
        match counted.origin:
            case Origin.JOB_ORDER_RECEIVED | Origin.AGREEMENT_SIGNED:
                begins = self._ground.begins(step.id)
                received = self._ground.received_on if begins == self._ground.signed_at else None
                if counted.origin == Origin.JOB_ORDER_RECEIVED and received:
                    return [_Origin(None, on=received)]
                return [_Origin(begins)]
            case Origin.DATE:
                return [_Origin(None, on=counted.on, is_fixed=True)] if counted.on else []
            case Origin.CANDIDATE_EVENT:
                return self._events(counted.event, candidate)
            case Origin.STEP:
                return self._after_step(counted.step_id, candidate)

    def _events(self, event: CandidateEvent | None, candidate: Candidate | None) -> list[_Origin]:
        if candidate is not None:
            return [
                _Origin(one.at, slid=self._slid_to(one, candidate)) for one in candidate.events if one.event == event
            ]
        first = [at for c in self._tracking.candidates if event and (at := c.when(event))]
        return [_Origin(min(first))] if first else []

    def _slid_to(self, happening: Happening, candidate: Candidate) -> tuple[Slide, ...]:
        """How an event came to be later than planned: with the step that brought it about, where one did."""
        version = self._ground.at(happening.at)
        if version.number not in self._bringing:
            self._bringing[version.number] = {event: id for id, event in brings_about(version.content).items()}
        key = self._bringing[version.number].get(happening.event), candidate.id
        by = next((p for p in self._past if p.key == key and p.done_at == happening.at), None)
        return _after(by).slid if by else ()

    def _after_step(self, step_id: UUID | None, candidate: Candidate | None) -> list[_Origin]:
        step = next((s for v in reversed(self._ground.versions) for s in v.content.steps if s.id == step_id), None)
        if step is None:
            return []
        if step.per_candidate and candidate is not None:
            return [_after(p) for p in self._of(step, candidate) if _ends(p)]
        ended = [p for one in self._candidates(step) for p in self._of(step, one) if _ends(p)]
        first = min(ended, key=lambda p: p.closed_at or p.began_at, default=None)
        if first is None:
            return []
        origin = _after(first)
        if candidate is None:
            return [origin]
        known = (
            candidate.events[0].at if candidate.events else None
        )  # a candidate's time can't run before the candidate
        return [] if known is None else [replace(origin, at=max(known, origin.at or known))]

    def _instant(self, origin: _Origin, step: AgreedStep) -> datetime:
        if origin.at is not None:
            return origin.at
        return self._ground.calendar(step).closing(origin.on or self._ground.signed_at.date())


def _ends(promise: Promise) -> bool:
    """Whether what is counted from this promise begins: it was done, or excused."""
    return promise.done_at is not None or promise.state == PromiseState.EXCUSED


def _after(promise: Promise) -> _Origin:
    late = (Slide(promise.side, promise.title, promise.late_by),) if promise.late_by else ()
    return _Origin(promise.done_at or promise.closed_at, slid=(*promise.slid, *late))


# -- time -----------------------------------------------------------------------------------------------------------


def with_due(promise: Promise, reckoned: Reckoning, calendar: WorkingTime, pauses: tuple[Pause, ...]) -> Promise:
    """`promise` with its due time, moved by `pauses` in the order of time."""
    due, paused, since = reckoned.end, 0, None
    for pause in pauses:
        start = max(pause.since, promise.counted_at)
        if pause.until is None:
            since = start  # also of what was late before: it gets no later
            break
        if start >= due or pause.until <= start:
            continue
        lost = span(promise.within, calendar, start, pause.until)
        paused += int(lost.total_seconds())
        due = calendar.add(due, lost) if _is_working(promise.within) else due + lost
    return replace(
        promise,
        counted_at=reckoned.counted_from,
        promised_at=reckoned.end,
        due_at=due.astimezone(UTC),
        zone=reckoned.zone,
        not_counted=tuple(NotCounted(day, name) for day, name in reckoned.not_counted),
        in_part=tuple(NotCounted(day, name) for day, name in reckoned.in_part),
        promised=int(span(promise.within, calendar, reckoned.counted_from, reckoned.end).total_seconds()),
        paused=paused,
        paused_since=since,
    )


def span(within: Within, calendar: WorkingTime, start: datetime, end: datetime) -> timedelta:
    """The time from `start` to `end` as a limit of this kind counts it."""
    return calendar.between(start, end) if _is_working(within) else end - start


def _is_working(within: Within) -> bool:
    return within.unit in {Unit.WORKING_HOURS, Unit.WORKING_DAYS}


def kept(promise: Promise, calendar: WorkingTime, pauses: tuple[Pause, ...], at: datetime, *, by: str) -> Promise:
    """`promise` as done at `at`: how much time it took, pauses left out, and whether that was in time."""
    start = min(promise.counted_at, at)
    taken = span(promise.within, calendar, start, at)
    stopped = timedelta()
    until = start
    for pause in pauses:
        if pause.promise_id not in {None, promise.id}:
            continue
        first, last = max(pause.since, until), min(pause.until or at, at)
        if first < last:
            stopped += span(promise.within, calendar, first, last)
            until = last
    state = PromiseState.KEPT if at <= promise.due_at or promise.paused_since else PromiseState.LATE_AND_KEPT
    return replace(
        promise,
        state=state,
        done_at=at,
        closed_at=at,
        taken=max(0, int((taken - stopped).total_seconds())),
        by=by,
        paused_since=None,
    )
