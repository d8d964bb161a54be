"""What a recruiter marks: done, an event of a candidate, a check-in. Each gives the tracking with all that follows."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from desktop.domain.counting import kept
from desktop.domain.ground import Ground
from desktop.domain.limits import CandidateEvent
from desktop.domain.promises import Pattern, Promise, PromiseState
from desktop.domain.promising import begun_early, brings_about, brought_up
from desktop.domain.tracking import (
    CLOCK_SLACK,
    Candidate,
    CheckIn,
    Happening,
    Pause,
    Tracking,
    already_marked,
    check_not_before,
    check_not_future,
)
from desktop.errors import InvalidInputError, UserError
from desktop.formats import format_moment
from desktop.i18n import N_, _


class ClockSetBackError(UserError):
    """What is marked now would lie before the signature: the clock is wrong, and would spoil all that is counted."""

    message = N_(
        "This computer's clock says {now}, but the agreement was signed on {when}. Please set the clock right first."
        " Nothing was changed."
    )


def check_clock(ground: Ground, now: datetime) -> None:
    """Raises ClockSetBackError where `now` lies before the first signature."""
    if now < ground.signed_at - CLOCK_SLACK:
        raise ClockSetBackError(now=format_moment(now), when=format_moment(ground.signed_at))


def done(tracking: Tracking, ground: Ground, promise_id: UUID, *, at: datetime, now: datetime, by: str) -> Tracking:
    """A promise was kept at `at`. Where that is an event of its candidate, the event is noted too.

    Raises InvalidInputError (field `at`), AlreadyMarkedError, NotFoundError.
    """
    promise = tracking.promise(promise_id)
    if not promise.is_open:
        raise already_marked(promise, tracking.name_of(promise))
    check_not_future(at, now)
    check_not_before(promise, at, earliest=ground.earliest(promise))
    tracking = _kept(tracking, ground, promise, at, by)
    event = _brought_about(promise, ground)
    if event and promise.candidate_id:
        candidate = tracking.candidate(promise.candidate_id)
        if candidate.when(event) is None:
            tracking = tracking.with_candidate(candidate.with_event(event, at))
    return brought_up(tracking, ground)


def done_early(tracking: Tracking, ground: Ground, step_id: UUID, *, at: datetime, now: datetime, by: str) -> Tracking:
    """A step that has not begun was done at `at`: it is kept, and does not begin any more.

    Raises InvalidInputError (fields `at`, `step`), AlreadyMarkedError where it has begun meanwhile.
    """
    for promise in tracking.promises:
        if promise.step_id == step_id and promise.candidate_id is None:
            raise already_marked(promise, tracking.name_of(promise))
    check_not_future(at, now)
    early = begun_early(tracking, ground, step_id, at)
    if early is None:
        words = _("This can't be done before it begins. Note what it is counted from first.")
        raise InvalidInputError({"step": words})
    check_not_before(early, at, earliest=ground.earliest_of_all)
    tracking = replace(tracking, promises=(*tracking.promises, early))
    return brought_up(_kept(tracking, ground, early, at, by), ground)


def happened(
    tracking: Tracking,
    ground: Ground,
    candidate_id: UUID,
    event: CandidateEvent,
    *,
    at: datetime,
    now: datetime,
    by: str,
) -> Tracking:
    """Something happened to a candidate: what is counted from it begins, and the promise that is done by it is kept.

    Raises InvalidInputError (fields `event`, `at`), NotFoundError.
    """
    check_not_future(at, now)
    candidate = tracking.candidate(candidate_id).with_event(event, at)
    tracking = tracking.with_candidate(candidate)
    for promise in tracking.open_promises:
        brought = _brought_about(promise, ground)
        if promise.candidate_id == candidate_id and brought == event and promise.began_at <= at:
            tracking = _kept(tracking, ground, promise, at, by)
    return brought_up(tracking, ground)


def not_happened(tracking: Tracking, ground: Ground, candidate_id: UUID, happening: Happening) -> Tracking:
    """An event was noted by mistake, and the promise that was done by it is not.

    Raises InvalidInputError (field `event`, and as `not_done`), NotFoundError.
    """
    tracking = tracking.with_candidate(tracking.candidate(candidate_id).without(happening))
    for promise in tracking.promises:
        is_of_it = promise.candidate_id == candidate_id and promise.done_at == happening.at
        is_marked = promise.state != PromiseState.EXCUSED
        if is_of_it and is_marked and _brought_about(promise, ground) == happening.event:
            tracking = not_done(tracking, ground, promise.id)
    return brought_up(tracking, ground)


def checked_in(tracking: Tracking, ground: Ground, check_in: CheckIn, *, now: datetime) -> Tracking:
    """A check-in: the rhythm begins anew. Raises InvalidInputError (fields `words`, `at`)."""
    check_not_future(check_in.at, now)
    tracking = tracking.checking_in(check_in)
    for promise in tracking.open_promises:
        if promise.pattern == Pattern.RHYTHM and promise.began_at <= check_in.at:
            tracking = _kept(tracking, ground, promise, check_in.at, check_in.who)
    return brought_up(tracking, ground)


def added(tracking: Tracking, ground: Ground, candidate: Candidate) -> Tracking:
    """A new candidate. Raises InvalidInputError (field `reference`)."""
    return brought_up(tracking.adding(candidate), ground)


def paused(tracking: Tracking, ground: Ground, pause: Pause) -> Tracking:
    """The clock of one promise stands still. Raises InvalidInputError, AlreadyMarkedError, NotFoundError."""
    earliest = ground.earliest(tracking.promise(pause.promise_id)) if pause.promise_id else None
    return brought_up(tracking.pausing(pause, earliest=earliest), ground)


def excused(tracking: Tracking, ground: Ground, promise_id: UUID, because: str, *, at: datetime, by: str) -> Tracking:
    """A promise no longer counts against anybody. One that is open can't be excused before it can have been done.

    Raises InvalidInputError (fields `because`, `at`), AlreadyMarkedError, NotFoundError.
    """
    promise = tracking.promise(promise_id)
    excusing = tracking.excusing(promise_id, because, at=at, by=by)
    if promise.is_open:
        check_not_before(promise, at, earliest=ground.earliest(promise))
    return brought_up(excusing, ground)


def not_done(tracking: Tracking, ground: Ground, promise_id: UUID) -> Tracking:
    """A mark was a mistake: the promise runs again as if it had never been closed, and its candidate's event goes too.

    What was counted from it and is marked stays as it is. Raises InvalidInputError (field `promise`) where the next
    time around is marked too, or (`event`) a later event of the candidate needs that one, and NotFoundError.
    """
    promise = tracking.promise(promise_id)
    following = [p for p in tracking.promises if p.key == promise.key and p.round > promise.round and p.closed_at]
    if following and (at := following[-1].done_at or following[-1].closed_at):
        words = _("“{title}” came again and was marked on {when}. Please take that back first.")
        raise InvalidInputError({"promise": words.format(title=promise.title, when=format_moment(at))})
    tracking = replace(tracking, promises=tuple(p for p in tracking.promises if p.id != promise.id))
    event = _brought_about(promise, ground)
    if event and promise.candidate_id and promise.done_at:
        candidate, brought = tracking.candidate(promise.candidate_id), Happening(event, promise.done_at)
        if brought in candidate.events:
            tracking = tracking.with_candidate(candidate.without(brought))
    return brought_up(tracking, ground)


def _brought_about(promise: Promise, ground: Ground) -> CandidateEvent | None:
    """The event of its candidate that it is when it is done."""
    return brings_about(ground.at(promise.began_at).content).get(promise.step_id)


def _kept(tracking: Tracking, ground: Ground, promise: Promise, at: datetime, by: str) -> Tracking:
    calendar, is_fixed = ground.calendar_of(promise), ground.is_fixed(promise)
    return tracking.with_promise(kept(promise, calendar, tracking.pauses, at, by=by, is_fixed=is_fixed))
