"""Plays a signed job order forward through the services, as two sides would: mostly in time, now and then late.

What happens depends only on the names of steps and candidates, so that the sample is the same on every day it is made.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from itertools import islice
from typing import Protocol
from uuid import UUID

from desktop.app import App
from desktop.domain.job_order import Priority
from desktop.domain.limits import CandidateEvent, Unit
from desktop.domain.promises import Pattern, Promise
from desktop.domain.roles import Side
from desktop.domain.tracking import Candidate, Tracking

CANDIDATES, GOES_ON, FOR_MANY = 3, 2, 5
"""How many are sent at a time, how many of those are wanted after feedback, and how many are sent for several jobs."""
OFTEN_LATE = {Side.AGENCY: 0.10, Side.CLIENT: 0.25, None: 0.15}
"""How often each side is late: the client's calendar is not ours to fill."""
SAID = (
    "Two of three CVs liked, interviews next week",
    "Panel is away on Thursday, all else as agreed",
    "Market is quick: two candidates have other offers",
    "All well, nothing to add",
)
Deed = tuple[datetime, Callable[[], Tracking]]


class Clock(Protocol):
    at: datetime


def play_forward(app: App, clock: Clock, job_order_id: UUID, until: datetime, leaves: int = 0) -> None:
    """From the clock's time to `until`; nobody does step number `leaves`. The clock stands at the last thing done."""
    _Forward(app, clock, job_order_id, leaves).play(until)


def send_candidates(app: App, clock: Clock, job_order_id: UUID) -> Tracking:
    """The next CVs, sent together."""
    tracked = app.promises.tracked(job_order_id)
    known = len(tracked.tracking.candidates) if tracked else 0
    number = CANDIDATES if app.job_orders.get(job_order_id).openings == 1 else FOR_MANY
    for n in range(known + 1, known + number + 1):
        tracking = app.promises.add_candidate(job_order_id, f"C-{n:02d}", sent_at=clock.at)
    return tracking


class _Forward:
    def __init__(self, app: App, clock: Clock, id: UUID, leaves: int) -> None:
        self._app, self._clock, self._id, self._leaves = app, clock, id, leaves
        job = app.job_orders.get(id)
        self._reference, self._openings = job.reference, job.openings
        self._talks = job.priority == Priority.HIGH  # the others are quiet for too long
        self._offer = {step.id for step in app.processes.get(id).steps if step.negotiates_offer}

    def play(self, until: datetime) -> None:
        tracked = self._app.promises.tracked(self._id)
        tracking = tracked.tracking if tracked else Tracking(job_order_id=self._id)
        while coming := sorted(self._deeds(tracking), key=lambda deed: deed[0]):
            at, deed = coming[0]
            if at > until:
                return
            self._clock.at = max(self._clock.at, at)
            tracking = deed()

    def _deeds(self, tracking: Tracking) -> Iterator[Deed]:
        for promise in tracking.open_promises:
            if promise.pattern == Pattern.RHYTHM:
                yield _office(promise.due_at - timedelta(hours=3)), self._check_in(promise.title)
            elif promise.paused_since is None and promise.place != self._leaves:
                yield self._delivered(tracking, promise), self._done(promise)
        if self._talks and tracking.quiet_from and not any(p.pattern == Pattern.RHYTHM for p in tracking.open_promises):
            yield _office(tracking.quiet_from - timedelta(days=1)), self._check_in(self._reference)
        shortlist = next((p for p in tracking.promises if p.side == Side.AGENCY and p.done_at and not p.candidate_id
                          and p.within.unit == Unit.WORKING_DAYS and p.place > 1), None)  # fmt: skip
        if shortlist and shortlist.done_at and not tracking.candidates:
            yield shortlist.done_at, lambda: send_candidates(self._app, self._clock, self._id)
        for number, candidate in enumerate(tracking.candidates):
            yield from self._of(candidate, tracking, wanted=number % CANDIDATES < GOES_ON)
        held, withdrawn = CandidateEvent.INTERVIEW_HELD, CandidateEvent.WITHDRAWN
        interviewed = (one for one in tracking.candidates if one.when(held) and not one.when(withdrawn))
        for candidate in islice(interviewed, self._openings):
            yield from self._hired(candidate, tracking)

    def _of(self, candidate: Candidate, tracking: Tracking, *, wanted: bool) -> Iterator[Deed]:
        """What happens to a candidate without being promised."""
        if candidate.when(CandidateEvent.WITHDRAWN):
            return
        feedback, held = candidate.when(CandidateEvent.FEEDBACK), candidate.when(CandidateEvent.INTERVIEW_HELD)
        if feedback and not wanted:
            yield feedback + timedelta(hours=1), self._event(candidate, CandidateEvent.WITHDRAWN)
        mine = [p for p in tracking.promises if p.candidate_id == candidate.id and p.done_at]
        slots = next((p for p in mine if p.began_at == feedback), None)
        if slots and slots.done_at and not held:
            yield _office(slots.done_at + timedelta(days=3)), self._event(candidate, CandidateEvent.INTERVIEW_HELD)

    def _hired(self, candidate: Candidate, tracking: Tracking) -> Iterator[Deed]:
        """Gets the offer that is made after the interview, and accepts it."""
        held, offered = candidate.when(CandidateEvent.INTERVIEW_HELD), candidate.when(CandidateEvent.OFFERED)
        if held is None or candidate.when(CandidateEvent.ACCEPTED):
            return
        offers = [p for p in tracking.promises if p.step_id in self._offer and p.counted_at >= (offered or held)]
        first = min(offers, key=lambda p: p.counted_at, default=None)
        if first and not offered and first.is_open:
            yield first.counted_at, self._event(candidate, CandidateEvent.OFFERED)
        elif first and offered and first.done_at:
            yield first.done_at, self._event(candidate, CandidateEvent.ACCEPTED)

    def _done(self, promise: Promise) -> Callable[[], Tracking]:
        return lambda: self._app.promises.mark_done(self._id, promise.id)

    def _check_in(self, about: str) -> Callable[[], Tracking]:
        words = SAID[int(_chance(about, self._clock.at.isoformat()) * len(SAID))]
        return lambda: self._app.promises.check_in(self._id, words)

    def _event(self, candidate: Candidate, event: CandidateEvent) -> Callable[[], Tracking]:
        return lambda: self._app.promises.note_event(self._id, candidate.id, event)

    def _delivered(self, tracking: Tracking, promise: Promise) -> datetime:
        """When this promise is kept: somewhere on its way, or some time after it."""
        chance = _chance(self._reference, promise.title, tracking.reference_of(promise), str(promise.round))
        share = 1.1 + chance * 4 if chance < OFTEN_LATE[promise.side] else 0.3 + 0.6 * chance
        return _office(promise.counted_at + (promise.due_at - promise.counted_at) * share, not_after=promise.due_at)


def _office(at: datetime, not_after: datetime | None = None) -> datetime:
    """The next time that somebody is at their desk; the last before where that would be too late."""
    local = at.astimezone()
    wanted = local if 9 <= local.hour < 17 and local.weekday() < 5 else None
    if wanted is None:
        day = local.date() + timedelta(days=local.hour >= 17)
        while day.weekday() > 4:
            day += timedelta(days=1)
        wanted = datetime.combine(day, time(10, 15)).astimezone()
    moved = wanted.astimezone(UTC)
    return not_after if not_after and at <= not_after < moved else moved


def _chance(*names: str) -> float:
    """From 0 to 1, always the same for the same names."""
    return int.from_bytes(sha256("·".join(names).encode()).digest()[:4]) / 2**32
