"""What happened since an agreement was signed: candidates and their events, pauses, check-ins, and the promises."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID, uuid4

from desktop.domain.limits import CandidateEvent
from desktop.domain.partnership import rating_problem
from desktop.domain.promises import Promise, PromiseState
from desktop.domain.roles import Side
from desktop.domain.text import LINE, PARAGRAPH, Problems, problem
from desktop.errors import InvalidInputError, NotFoundError, UserError
from desktop.formats import format_moment
from desktop.i18n import N_, _

NEEDS = {
    CandidateEvent.FEEDBACK: CandidateEvent.SENT,
    CandidateEvent.INTERVIEW_ASKED: CandidateEvent.SENT,
    CandidateEvent.INTERVIEW_HELD: CandidateEvent.SENT,
    CandidateEvent.OFFERED: CandidateEvent.SENT,
    CandidateEvent.ACCEPTED: CandidateEvent.OFFERED,
    CandidateEvent.STARTED: CandidateEvent.ACCEPTED,
}
"""What must have happened to a candidate before."""
T = TypeVar("T", Promise, "Candidate")
MOST_CANDIDATES = 500
CLOCK_SLACK = timedelta(minutes=2)
"""How far ahead of this computer's clock a time may lie: two clocks never agree."""


class AlreadyMarkedError(UserError):
    """Another window, or the same one a moment ago, marked it first."""

    message = N_("“{title}” is marked already: {state}, {when}. Nothing was changed.")


@dataclass(frozen=True)
class Happening:
    """Something that happened to a candidate."""

    event: CandidateEvent
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A reference and its events: never a name that is needed, never a CV."""

    id: UUID = field(default_factory=uuid4)
    reference: str
    events: tuple[Happening, ...] = ()

    def when(self, event: CandidateEvent) -> datetime | None:
        """When it happened first."""
        return next((one.at for one in self.events if one.event == event), None)

    def with_event(self, event: CandidateEvent, at: datetime) -> "Candidate":
        """Raises InvalidInputError (field `event` or `at`) where it is out of order."""
        found = Problems()
        if (gone := self.when(CandidateEvent.WITHDRAWN)) and at >= gone:
            words = _("{reference} withdrew on {when}; nothing can come after that. Remove the withdrawal first.")
            found.add("event", words.format(reference=self.reference, when=format_moment(gone)))
        if event == CandidateEvent.WITHDRAWN and self.events and at < self.events[-1].at:
            last, words = self.events[-1], _("“{needed}” was on {when}: “{event}” can't be earlier.")
            found.add("at", words.format(event=_(event.word), needed=_(last.event.word), when=format_moment(last.at)))
        if needed := NEEDS.get(event):
            before = self.when(needed)
            if before is None:
                words = _("“{event}” comes after “{needed}”, which is not noted for {reference} yet.")
                found.add("event", words.format(event=_(event.word), needed=_(needed.word), reference=self.reference))
            elif at < before:
                words = _("“{needed}” was on {when}: “{event}” can't be earlier.")
                found.add("at", words.format(event=_(event.word), needed=_(needed.word), when=format_moment(before)))
        if found:
            raise InvalidInputError(found)
        return replace(self, events=tuple(sorted((*self.events, Happening(event, at)), key=lambda one: one.at)))

    def without(self, happening: Happening) -> "Candidate":
        """Raises InvalidInputError where a later event needs this one, NotFoundError where it is not there."""
        if happening not in self.events:
            raise NotFoundError
        left = tuple(one for one in self.events if one is not happening and one != happening)
        for one in left:
            needed = NEEDS.get(one.event)
            if needed == happening.event and not any(other.event == needed for other in left):
                words = _("“{event}” comes after “{needed}”. Remove that first.")
                raise InvalidInputError({"event": words.format(event=_(one.event.word), needed=_(needed.word))})
        return replace(self, events=left)


@dataclass(frozen=True, kw_only=True)
class Pause:
    """A time in which clocks stand still. `holder` is the side that is the cause; None for the job order on hold."""

    id: UUID = field(default_factory=uuid4)
    since: datetime
    until: datetime | None = None
    because: str
    holder: Side | None = None
    promise_id: UUID | None = None
    """The one promise that is paused; None for all."""


@dataclass(frozen=True, kw_only=True)
class CheckIn:
    """How it is going, in one line.

    Only this ends what is quiet for too long: a meeting of that kind says neither that it was held nor how it goes.
    """

    id: UUID = field(default_factory=uuid4)
    at: datetime
    who: str = ""
    words: str
    ours: int | None = None
    """How it goes as we see it, 1 to 5."""
    theirs: int | None = None
    """As the client said when asked, 1 to 5."""


@dataclass(frozen=True, kw_only=True)
class Tracking:
    """Everything that is tracked of one job order. Parts are in the order of time, so that equal ones are equal."""

    job_order_id: UUID
    candidates: tuple[Candidate, ...] = ()
    promises: tuple[Promise, ...] = ()
    pauses: tuple[Pause, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    quiet_from: datetime | None = None
    """From when it is quiet for too long: the rhythm agreed for check-ins has passed. None while nothing is awaited."""
    revision: int = 0

    def __post_init__(self) -> None:
        for name, order in _ORDERS.items():
            object.__setattr__(self, name, tuple(sorted(getattr(self, name), key=order)))

    def promise(self, id: UUID) -> Promise:
        """Raises NotFoundError."""
        return _one(self.promises, id)

    def candidate(self, id: UUID) -> Candidate:
        """Raises NotFoundError."""
        return _one(self.candidates, id)

    def reference_of(self, promise: Promise) -> str:
        """Of the candidate whom a promise is about; empty where it is about none."""
        return self.candidate(promise.candidate_id).reference if promise.candidate_id else ""

    def name_of(self, promise: Promise) -> str:
        """As in "Interview slots · C-17"; of a promise that is not about a candidate, its title."""
        if promise.candidate_id is None:
            return promise.title
        return _("{title} · {reference}").format(title=promise.title, reference=self.reference_of(promise))

    @property
    def open_promises(self) -> tuple[Promise, ...]:
        """Those still to be kept, the next due first; of those due at once, in the order of steps and candidates."""
        order = {candidate.id: n for n, candidate in enumerate(self.candidates)}

        def pressing(promise: Promise) -> tuple[datetime, int, int]:
            return promise.due_at, promise.place, order[promise.candidate_id] if promise.candidate_id else 0

        return tuple(sorted((p for p in self.promises if p.is_open), key=pressing))

    @property
    def on_hold(self) -> Pause | None:
        """The pause of everything that has not ended."""
        return next((p for p in self.pauses if p.promise_id is None and p.until is None), None)

    def with_promise(self, promise: Promise) -> "Tracking":
        return replace(self, promises=tuple(promise if p.id == promise.id else p for p in self.promises))

    def with_candidate(self, candidate: Candidate) -> "Tracking":
        known = any(c.id == candidate.id for c in self.candidates)
        swapped = tuple(candidate if c.id == candidate.id else c for c in self.candidates)
        return replace(self, candidates=swapped if known else (*self.candidates, candidate))

    def adding(self, candidate: Candidate) -> "Tracking":
        """Raises InvalidInputError (field `reference`)."""
        found = Problems()
        found.add("reference", problem(candidate.reference, required=True, longest=LINE))
        if any(c.reference.casefold() == candidate.reference.casefold() for c in self.candidates):
            found.add("reference", _("This reference is there already. Please give another."))
        if len(self.candidates) >= MOST_CANDIDATES:
            found.add("reference", _("A job order has at most {most} candidates.").format(most=MOST_CANDIDATES))
        if found:
            raise InvalidInputError(found)
        return self.with_candidate(candidate)

    def excusing(self, id: UUID, because: str, *, at: datetime, by: str) -> "Tracking":
        """An open or late promise no longer counts against anybody. Raises InvalidInputError, AlreadyMarkedError."""
        _need_reason(because)
        promise = self.promise(id)
        if not (promise.is_open or promise.state == PromiseState.LATE_AND_KEPT):
            raise already_marked(promise, self.name_of(promise))
        return self.with_promise(promise.closed(PromiseState.EXCUSED, at, because=because, by=by))

    def pausing(self, pause: Pause, *, earliest: datetime | None = None) -> "Tracking":
        """`earliest` as in `check_not_before`.

        Raises InvalidInputError (fields `because`, `since`), AlreadyMarkedError, NotFoundError.
        """
        _need_reason(pause.because)
        if pause.promise_id is not None:
            promise = self.promise(pause.promise_id)
            if not promise.is_open:
                raise already_marked(promise, self.name_of(promise))
            check_not_before(promise, pause.since, "since", earliest=earliest)
        if any(p.until is None and p.promise_id == pause.promise_id for p in self.pauses):
            raise InvalidInputError({"because": _("It is paused already. Let it run on first.")})
        return replace(self, pauses=(*self.pauses, pause))

    def running_on(self, promise_id: UUID | None, *, at: datetime) -> "Tracking":
        """The open pause of a promise (None: of everything) ends. Raises NotFoundError where there is none."""
        if not any(p.until is None and p.promise_id == promise_id for p in self.pauses):
            raise NotFoundError(_("It is not paused."))
        ended = (
            replace(p, until=max(at, p.since)) if p.until is None and p.promise_id == promise_id else p
            for p in self.pauses
        )
        return replace(self, pauses=tuple(ended))

    def checking_in(self, check_in: CheckIn) -> "Tracking":
        """Raises InvalidInputError (field `words`)."""
        found = Problems()
        found.add("words", problem(check_in.words, longest=PARAGRAPH, required=True, lines=True))
        for name in ("ours", "theirs"):
            found.add(name, rating_problem(getattr(check_in, name)))
        if found:
            raise InvalidInputError(found)
        return replace(self, check_ins=(*self.check_ins, check_in))


_ORDERS: dict[str, Callable[..., tuple[object, ...]]] = {
    "candidates": lambda c: (c.events[0].at.timestamp() if c.events else float("inf"), c.reference, str(c.id)),
    "promises": lambda p: (p.began_at, p.place, p.round, str(p.id)),
    "pauses": lambda p: (p.since, str(p.id)),
    "check_ins": lambda c: (c.at, str(c.id)),
}


def check_not_future(at: datetime, now: datetime, field_name: str = "at") -> None:
    """Raises InvalidInputError where `at` has not come yet."""
    if at > now + CLOCK_SLACK:
        words = _("{when} has not come yet on this computer's clock, which says {now}. Please correct one of the two.")
        raise InvalidInputError({field_name: words.format(when=format_moment(at), now=format_moment(now))})


def check_not_before(
    promise: Promise, at: datetime, field_name: str = "at", *, earliest: datetime | None = None
) -> None:
    """Raises InvalidInputError where `at` lies before `promise` began, or before `earliest` where that is given."""
    first = earliest or promise.began_at
    if at >= first:
        return
    if first == promise.began_at:
        words = _("“{title}” began on {when}; it can't have been earlier. Please correct the time, or this computer's"
                  " clock.")  # fmt: skip
    else:
        words = _("“{title}” can't have been earlier than {when}. Please correct the time, or this computer's clock.")
    raise InvalidInputError({field_name: words.format(title=promise.title, when=format_moment(first))})


def already_marked(promise: Promise, name: str) -> AlreadyMarkedError:
    """`name` is that of the promise, as `Tracking.name_of` gives it."""
    when = promise.done_at or promise.closed_at or promise.began_at
    return AlreadyMarkedError(title=name, state=_(promise.state.label), when=format_moment(when))


def _need_reason(because: str) -> None:
    if found := problem(because, longest=PARAGRAPH, required=True, lines=True):
        raise InvalidInputError({"because": found})


def _one(values: tuple[T, ...], id: UUID) -> T:
    for value in values:
        if value.id == id:
            return value
    raise NotFoundError
