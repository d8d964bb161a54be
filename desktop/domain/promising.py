"""How promises come about: a pure function from what was signed and what happened to the promises there are.

The rules:

1. Signing starts the promises. What was to be done before signing or before the search is kept with the signature.
2. A step is promised when what it is counted from happens; one per candidate for each candidate. If that comes again
   while the promise runs and is not late, it is counted anew; after it was kept or excused, it makes a new one.
3. Nobody promised anything before signing: time that began earlier runs from the first signature of all.
4. What is known only by its date (the job order's receipt, a fixed date) counts from closing time on that day. A job
   order that came on a day off counts from the next opening; a fixed date on a day off is the next working day.
5. A step counts in the calendar of the side that does it; one of both sides in that of the side that answers for it.
   Its hours are those of the version that the promise is made under.
6. Nothing is or becomes late while it is paused or on hold. A pause moves the due time by the working time that it
   takes, but never a fixed date: one that passes in a pause is due at closing time on the day on which that ends, for
   the days are the pause's, not the side's. What was late before it is as late after it.
7. A promise once begun keeps the words and limit of the version it was made under; the next ones are made under the
   version in force when they begin. A step that is no longer in the agreement is cancelled, unless it was due before.
   A step that is new in a version, or that is counted from something else in it, begins with that version, or with what
   happens after it. What is new and once, and counted from a step that was done before, begins with the version.
8. What is kept or excused is a past result and is never reckoned again.
9. When the job order is closed, or the candidate withdraws, what is open is cancelled; if that is taken back, it runs
   again.
10. What was to come on a day known beforehand (a fixed date, a version's first day) can be done before it, from the job
    order's receipt or the signature on: it is kept, and took no time. So can what is once and counted from something
    that has not happened: it begins and is kept at that moment, and never again. Nothing else is done before it began.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from desktop.domain.agreement import AgreedStep, Content
from desktop.domain.counting import with_due
from desktop.domain.ground import Ground, Signed, is_fixed, is_point, is_start, no_hours
from desktop.domain.limits import CandidateEvent, Origin, Unit, Within
from desktop.domain.promises import Pattern, Promise, PromiseState, Slide, held_by
from desktop.domain.reckoning import reckon
from desktop.domain.tracking import Candidate, Happening, Tracking
from desktop.domain.working_time import NoWorkingTimeError
from desktop.i18n import _

BROUGHT_ABOUT = {
    CandidateEvent.FEEDBACK,
    CandidateEvent.INTERVIEW_ASKED,
    CandidateEvent.OFFERED,
    CandidateEvent.ACCEPTED,
}
"""Events that are there as soon as the step above the one counted from them is done. (An interview that is arranged is
not held yet; a CV that is sent is noted as sent.)"""


def brought_up(tracking: Tracking, ground: Ground) -> Tracking:
    """`tracking` with the promises that `ground` and all that happened give; what is closed stays as it is."""
    return replace(tracking, promises=tuple(_Making(tracking, ground).promises()), quiet_from=_quiet(tracking, ground))


def begun_early(tracking: Tracking, ground: Ground, step_id: UUID, at: datetime) -> Promise | None:
    """The promise of a step in force that is done at `at`, before what it is counted from; None where that can't be."""
    step = ground.now.step(step_id)
    if step is None or not can_be_early(step) or any(p.step_id == step_id for p in tracking.promises):
        return None
    return _Making(tracking, ground).promise(ground.now, step, None, 1, _Origin(at))


def can_be_early(step: AgreedStep) -> bool:
    """Whether it can be done before its time begins: once, and not again and again."""
    return not step.per_candidate and step.within is not None and Pattern.of(step.within) == Pattern.DURATION


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
    held_until = (p.until for p in tracking.pauses if p.promise_id is None and p.until)
    last = max([ground.signed_at, *held_until, *(c.at for c in tracking.check_ins)])
    return last + timedelta(weeks=ground.now.content.terms.stay_in_touch.weeks)


@dataclass(frozen=True)
class _Origin:
    """One beginning: when, and what had slid before."""

    at: datetime
    slid: tuple[Slide, ...] = ()
    again: bool = False
    """Whether it is the end of the promise before: a rhythm."""


_Key = tuple[UUID, UUID | None]
_Begun = tuple[_Origin, Signed, AgreedStep]
"""A beginning, with the version and the step of it under which that is promised."""
_PAST = {PromiseState.KEPT, PromiseState.LATE_AND_KEPT, PromiseState.EXCUSED}


class _Making:
    def __init__(self, tracking: Tracking, ground: Ground) -> None:
        self._tracking, self._ground = tracking, ground
        self._past: dict[_Key, list[Promise]] = {}
        for promise in tracking.promises:
            if promise.state in _PAST:
                self._past.setdefault(promise.key, []).append(promise)
        self._made: dict[_Key, list[Promise]] = {}
        self._bringing: dict[int, dict[CandidateEvent, UUID]] = {}

    def promises(self) -> Iterator[Promise]:
        steps = (step for version in self._ground.versions for step in version.content.steps)
        for step_id, per_candidate in dict.fromkeys((step.id, step.per_candidate) for step in steps):
            for candidate in self._tracking.candidates if per_candidate else (None,):
                yield from self._of(step_id, candidate)

    def _of(self, step_id: UUID, candidate: Candidate | None) -> list[Promise]:
        key = step_id, candidate.id if candidate else None
        if key not in self._made:
            self._made[key] = []  # ends a ring; signed steps have none
            self._made[key] = self._make(step_id, candidate, self._past.get(key, []))
        return self._made[key]

    def _make(self, step_id: UUID, candidate: Candidate | None, closed: list[Promise]) -> list[Promise]:
        found = sorted(closed, key=lambda p: p.round)
        ended = max((p.closed_at for p in found if p.closed_at), default=None)
        gone = candidate.when(CandidateEvent.WITHDRAWN) if candidate else None
        current: Promise | None = None
        for origin, version, step in self._origins(step_id, candidate, found):
            if ended is not None and (origin.at < ended or (origin.at == ended and not origin.again)):
                continue
            if gone is not None and origin.at >= gone:
                continue
            if current is None or origin.at <= current.due_at:
                current = self.promise(version, step, candidate, len(found) + 1, origin)
                if not current.is_open:  # kept with the signature
                    found, ended, current = [*found, current], current.closed_at, None
        if current is not None:
            found.append(self._kept_or_cancelled(current, gone))
        return found

    def promise(
        self, version: Signed, step: AgreedStep, candidate: Candidate | None, time: int, origin: _Origin
    ) -> Promise:
        candidate_id, at = candidate.id if candidate else None, origin.at
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
            return replace(promise, state=PromiseState.KEPT, promised_at=at, due_at=at, done_at=at, closed_at=at)
        calendar = self._ground.calendar(step, version)
        try:
            reckoned = reckon(calendar, promise.starts_at, within)
        except NoWorkingTimeError as error:
            raise no_hours(step, error) from None
        pauses = tuple(p for p in self._tracking.pauses if p.promise_id in {None, promise.id})
        return with_due(promise, reckoned, calendar, pauses, is_fixed=is_fixed(step, calendar, promise.starts_at))

    def _kept_or_cancelled(self, promise: Promise, gone: datetime | None) -> Promise:
        if gone:
            return promise.closed(PromiseState.CANCELLED, gone, because=_("The candidate withdrew."))
        in_force = self._ground.now
        if in_force.step(promise.step_id) is None and promise.due_at > in_force.effective_at:
            words = _("This step is not in version {number} any more.").format(number=in_force.number)
            return promise.closed(PromiseState.CANCELLED, in_force.effective_at, because=words)
        if closed := self._ground.closed_at:
            return promise.closed(PromiseState.CANCELLED, closed, because=_("The job order was closed."))
        return promise

    # -- what a step is counted from --------------------------------------------------------------------------------

    def _origins(self, step_id: UUID, candidate: Candidate | None, closed: list[Promise]) -> list[_Begun]:
        """Each beginning counts by the version that was in force then, and by no other."""
        found = []
        for version in self._ground.versions:
            step = version.step(step_id)
            if step is None or step.within is None or step.per_candidate != (candidate is not None):
                continue
            origins = self._first_origins(version, step, candidate, closed)
            if Pattern.of(step.within) == Pattern.RHYTHM:
                origins += [_Origin(at, again=True) for p in closed if (at := p.done_at or p.closed_at)]
            found += [(origin, version, step) for origin in origins if self._ground.at(origin.at) is version]
        return sorted(found, key=lambda begun: begun[0].at)

    def _first_origins(
        self, version: Signed, step: AgreedStep, candidate: Candidate | None, closed: list[Promise]
    ) -> list[_Origin]:
        counted = step.counted_from
        if candidate is not None and counted.origin == Origin.CANDIDATE_EVENT:
            return [
                _Origin(one.at, self._slid_to(one, candidate)) for one in candidate.events if one.event == counted.event
            ]
        before = self._step(version, counted.step_id)
        if candidate is not None and before is not None and before.per_candidate:
            return [_after(p) for p in self._of(before.id, candidate) if _ends(p)]
        number, _begins = self._ground.begins(step)
        once = None if any(p.version >= number for p in closed) else self._once(version, step, before)
        if once is None or candidate is None:
            return [once] if once else []
        known = [replace(once, at=max(one.at, once.at)) for one in candidate.events]
        return known[:1]  # a candidate's time can't run before the candidate

    def _once(self, version: Signed, step: AgreedStep, before: AgreedStep | None) -> _Origin | None:
        """What comes once only; `before` is the step that `step` of `version` is counted from."""
        counted, ground, (number, begins) = step.counted_from, self._ground, self._ground.begins(step)
        is_first, calendar = number == ground.versions[0].number, ground.calendar(step, version)
        if is_point(step):
            return _Origin(ground.signed_at if is_first else begins)
        if counted.on:
            at = calendar.closing(counted.on)
            return _Origin(at if is_first else max(at, begins))
        if counted.event:
            first = [since for c in self._tracking.candidates if (since := c.when(counted.event))]
            return _Origin(min(first)) if first else None
        if before is not None:
            is_new = not (is_first or any(v.step(step.id) for v in ground.versions if v.number < number))
            return self._first_end(before, not_before=begins if is_new else None)
        if counted.origin == Origin.JOB_ORDER_RECEIVED and ground.received_on and begins == ground.signed_at:
            return _Origin(calendar.end_of(ground.received_on))
        return _Origin(begins) if is_start(step) else None

    def _first_end(self, step: AgreedStep, *, not_before: datetime | None) -> _Origin | None:
        everyone = self._tracking.candidates if step.per_candidate else (None,)
        ended = [p for one in everyone for p in self._of(step.id, one) if _ends(p)]
        if not ended:
            return None
        after = _after(min(ended, key=lambda p: p.closed_at or p.began_at))
        return replace(after, at=max(after.at, not_before)) if not_before else after

    def _step(self, version: Signed, step_id: UUID | None) -> AgreedStep | None:
        """As `version` has it, else as the newest that has it."""
        found = (v.step(step_id) for v in (version, *reversed(self._ground.versions)))
        return next((step for step in found if step), None) if step_id else None

    def _slid_to(self, happening: Happening, candidate: Candidate) -> tuple[Slide, ...]:
        """How an event came to be later than planned: with the step that brought it about, where one did."""
        version = self._ground.at(happening.at)
        if version.number not in self._bringing:
            self._bringing[version.number] = {event: id for id, event in brings_about(version.content).items()}
        step_id = self._bringing[version.number].get(happening.event)
        past = self._past.get((step_id, candidate.id), []) if step_id else []
        return next((_after(p).slid for p in past if p.done_at == happening.at), ())


def _ends(promise: Promise) -> bool:
    """Whether what is counted from this promise begins: it was done, or excused."""
    return promise.done_at is not None or promise.state == PromiseState.EXCUSED


def _after(promise: Promise) -> _Origin:
    late = (Slide(promise.side, promise.title, promise.late_by),) if promise.late_by else ()
    return _Origin(promise.done_at or promise.closed_at or promise.began_at, slid=(*promise.slid, *late))
