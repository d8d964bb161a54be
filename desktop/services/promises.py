"""Promises: who holds the ball, what is done, and what moved. One user intention is one method."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain import marking
from desktop.domain.ground import Ground
from desktop.domain.history import Deed
from desktop.domain.limits import CandidateEvent
from desktop.domain.meetings import Confirmation
from desktop.domain.outlook import TrackedLine, ball, tracked_lines
from desktop.domain.promises import Promise, PromiseState
from desktop.domain.promising import brought_up
from desktop.domain.roles import Role, Side
from desktop.domain.text import tidied, tidy
from desktop.domain.tracking import Candidate, CheckIn, Happening, Pause, Tracking, check_not_future
from desktop.domain.working_time import NoWorkingTimeError
from desktop.errors import NotFoundError, NotReadyError
from desktop.formats import format_moment
from desktop.i18n import _
from desktop.services.base import Context, note, who
from desktop.services.history import ChangedSinceError, Edit
from desktop.services.keeping_up import first_tracking, ground_of, keep, known_ground_of, load
from desktop.services.processes import SIDES
from desktop.storage.records import JOB_ORDERS, PEOPLE, TRACKINGS
from desktop.storage.rows import JobOrderRow, PersonRow
from desktop.storage.tracking_rows import PromiseRow


@dataclass(frozen=True, kw_only=True)
class Holder:
    """Who does a role's part now: the deputy while the person is away."""

    role: Role
    name: str = ""
    email: str = ""
    stands_in_for: str = ""
    """Whom the deputy stands in for; empty where it is the person."""


@dataclass(frozen=True, kw_only=True)
class Tracked:
    """A job order as it is tracked, at one moment."""

    tracking: Tracking
    version: int
    lines: tuple[TrackedLine, ...]
    ball: Promise | None
    holders: tuple[Holder, ...]
    ground: Ground
    now: datetime

    def at(self, now: datetime, tracking: Tracking | None = None) -> "Tracked":
        """How it stands at another moment, or after a change to the tracking: nothing else is asked anew."""
        tracking = tracking or self.tracking
        return replace(
            self, tracking=tracking, lines=tracked_lines(tracking, self.ground, now), ball=ball(tracking, now), now=now
        )

    def holder(self, role: Role) -> Holder | None:
        return next((h for h in self.holders if h.role == role), None)


class Promises:
    """The promises of job orders.

    Every change raises NotReadyError where nothing was signed, AlreadyMarkedError where another window was first,
    InvalidInputError where what is given cannot be, and NotFoundError; and can be undone.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def tracked(self, job_order_id: UUID) -> Tracked | None:
        """How a job order stands; None while nothing was ever signed."""
        now = self._context.clock()
        with self._context.store.read() as s:
            ground = known_ground_of(s, job_order_id)
            if ground is None:
                return None
            tracking = _known(s, job_order_id) or brought_up(first_tracking(s, job_order_id, ground), ground)
            return Tracked(
                tracking=tracking,
                version=ground.now.number,
                lines=tracked_lines(tracking, ground, now),
                ball=ball(tracking, now),
                holders=self._holders(s, job_order_id),
                ground=ground,
                now=now,
            )

    def mark_done(self, job_order_id: UUID, promise_id: UUID, at: datetime | None = None) -> Tracking:
        """A promise was kept, now or at `at`: not before it began, or could be done early (rule 10 of `promising`)."""
        now = self._context.clock()
        when = at or now

        def change(tracking: Tracking, ground: Ground, by: str) -> Tracking:
            return marking.done(tracking, ground, promise_id, at=when, now=now, by=by)

        return self._edit(job_order_id, change, lambda _before, after: _done(after, after.promise(promise_id), when))

    def mark_done_early(self, job_order_id: UUID, step_id: UUID, at: datetime | None = None) -> Tracking:
        """A step that has not begun was done, now or at `at`, before what it is counted from."""
        now = self._context.clock()
        when = at or now

        def change(tracking: Tracking, ground: Ground, by: str) -> Tracking:
            return marking.done_early(tracking, ground, step_id, at=when, now=now, by=by)

        def told(_before: Tracking, after: Tracking) -> "_Told":
            return _done(after, next(p for p in after.promises if p.step_id == step_id), when)

        return self._edit(job_order_id, change, told)

    def take_back(self, job_order_id: UUID, promise_id: UUID) -> Tracking:
        """A promise marked done or excused is not: it runs again."""

        def told(before: Tracking, _after: Tracking) -> "_Told":
            promise = before.promise(promise_id)
            label = _("taking back “{title}”").format(title=before.name_of(promise))
            candidate = before.reference_of(promise)
            return _Told(label, Deed.PROMISE_NOT_DONE, title=promise.title, candidate=candidate)

        return self._edit(job_order_id, lambda t, g, _by: marking.not_done(t, g, promise_id), told)

    def excuse(self, job_order_id: UUID, promise_id: UUID, because: str) -> Tracking:
        """A promise no longer counts against anybody (field `because`)."""
        because, now = tidy(because), self._context.clock()

        def change(tracking: Tracking, ground: Ground, by: str) -> Tracking:
            return marking.excused(tracking, ground, promise_id, because, at=now, by=by)

        def told(before: Tracking, _after: Tracking) -> "_Told":
            title = before.name_of(before.promise(promise_id))
            return _Told(_("excusing “{title}”").format(title=title), Deed.EXCUSED, title=title, reason=because)

        return self._edit(job_order_id, change, told)

    def pause(
        self,
        job_order_id: UUID,
        promise_id: UUID,
        because: str,
        holder: Side | None,
        *,
        since: datetime | None = None,
    ) -> Tracking:
        """The clock of a promise stands still; `holder` is the side that is the cause (fields `because`, `since`)."""
        now = self._context.clock()
        pause = tidied(Pause(since=since or now, because=because, holder=holder, promise_id=promise_id))
        check_not_future(pause.since, now, "since")

        def told(before: Tracking, _after: Tracking) -> "_Told":
            title = before.name_of(before.promise(promise_id))
            side = _(SIDES[holder]) if holder else ""
            label = _("pausing “{title}”").format(title=title)
            return _Told(label, Deed.PAUSED, title=title, reason=pause.because, side=side)

        return self._edit(job_order_id, lambda t, g, _by: marking.paused(t, g, pause), told)

    def run_on(self, job_order_id: UUID, promise_id: UUID) -> Tracking:
        """A paused promise runs on; its due time has moved by the pause."""
        now = self._context.clock()

        def told(before: Tracking, _after: Tracking) -> "_Told":
            title = before.name_of(before.promise(promise_id))
            return _Told(_("letting “{title}” run on").format(title=title), Deed.RUNNING_ON, title=title)

        return self._edit(job_order_id, lambda t, g, _by: brought_up(t.running_on(promise_id, at=now), g), told)

    def add_candidate(self, job_order_id: UUID, reference: str, *, sent_at: datetime | None = None) -> Tracking:
        """A candidate, by a reference and nothing else; with `sent_at` the CV was sent then (field `reference`)."""
        now = self._context.clock()
        candidate = tidied(Candidate(reference=reference))

        def change(tracking: Tracking, ground: Ground, by: str) -> Tracking:
            tracking = marking.added(tracking, ground, candidate)
            if sent_at is None:
                return tracking
            return marking.happened(tracking, ground, candidate.id, CandidateEvent.SENT, at=sent_at, now=now, by=by)

        def told(_before: Tracking, _after: Tracking) -> "_Told":
            label = _("adding candidate {reference}").format(reference=candidate.reference)
            return _Told(label, Deed.CANDIDATE_ADDED, reference=candidate.reference)

        return self._edit(job_order_id, change, told)

    def note_event(
        self, job_order_id: UUID, candidate_id: UUID, event: CandidateEvent, at: datetime | None = None
    ) -> Tracking:
        """Something happened to a candidate, now or at `at` (fields `event`, `at`)."""
        now = self._context.clock()
        when = at or now

        def told(before: Tracking, _after: Tracking) -> "_Told":
            reference, word = before.candidate(candidate_id).reference, _(event.word)
            label = _("{reference}: {event}").format(reference=reference, event=word)
            return _Told(label, Deed.CANDIDATE_EVENT, reference=reference, event=word, when=format_moment(when))

        return self._edit(
            job_order_id, lambda t, g, by: marking.happened(t, g, candidate_id, event, at=when, now=now, by=by), told
        )

    def remove_event(self, job_order_id: UUID, candidate_id: UUID, happening: Happening) -> Tracking:
        """An event was noted by mistake; the promise that was done by it is not."""

        def told(before: Tracking, _after: Tracking) -> "_Told":
            reference, word = before.candidate(candidate_id).reference, _(happening.event.word)
            label = _("{reference}: {event}").format(reference=reference, event=word)
            return _Told(label, Deed.CANDIDATE_EVENT_REMOVED, reference=reference, event=word)

        return self._edit(job_order_id, lambda t, g, _by: marking.not_happened(t, g, candidate_id, happening), told)

    def check_in(
        self,
        job_order_id: UUID,
        words: str,
        at: datetime | None = None,
        *,
        ours: int | None = None,
        theirs: int | None = None,
        confirmed: Confirmation | None = None,
    ) -> Tracking:
        """How it is going, in one line and from 1 to 5 by each side; the rhythm of check-ins begins anew.

        `confirmed`: that the client confirmed what was said in a meeting, with it. Fields `words`, `at`, `ours`,
        `theirs`, `confirmed_by`, `confirmed_on`.
        """
        now = self._context.clock()
        one = tidied(CheckIn(at=at or now, words=words, ours=ours, theirs=theirs))

        def told(_before: Tracking, _after: Tracking) -> "_Told":
            return _Told(_("check-in"), Deed.CHECKED_IN, words=one.words)

        return self._edit(
            job_order_id, lambda t, g, by: marking.checked_in(t, g, replace(one, who=by), now=now), told, confirmed
        )

    def recount(
        self,
        progress: Callable[[int, int], object] = lambda _done, _all: None,
        is_cancelled: Callable[[], bool] = lambda: False,
        client_id: UUID | None = None,
    ) -> int:
        """Reckon what runs anew, after days off changed: of one client, or of all. Gives how many job orders moved.

        Cancelled, what is done so far stays: each job order is right by itself, and the rest follows at its next
        change. Raises NoWorkingTimeError, after all others are done, where a calendar has no hours for one.
        """
        query = select(PromiseRow.job_order_id).where(PromiseRow.state == PromiseState.RUNNING).distinct()
        if client_id is not None:
            query = query.join(JobOrderRow, JobOrderRow.id == PromiseRow.job_order_id)
            query = query.where(JobOrderRow.client_id == client_id)
        with self._context.store.read() as s:
            ids = list(s.scalars(query))
        moved, failed = 0, None
        for start in range(0, len(ids), CHUNK):
            if is_cancelled():
                break
            chunk = ids[start : start + CHUNK]
            with self._context.store.write() as s:
                load(s, chunk)
                for id in chunk:
                    before, ground = TRACKINGS.get(s, id), ground_of(s, id)
                    if ground is None:
                        continue  # nothing is signed
                    try:
                        after = brought_up(before, ground)
                    except NoWorkingTimeError as error:
                        failed = error
                    else:
                        moved += keep(s, self._context, before, after).revision != before.revision
            progress(min(start + CHUNK, len(ids)), len(ids))
        if failed is not None:
            raise failed
        return moved

    def _edit(
        self,
        job_order_id: UUID,
        change: Callable[[Tracking, Ground, str], Tracking],
        tell: Callable[[Tracking, Tracking], "_Told"],
        confirmed: Confirmation | None = None,
    ) -> Tracking:
        with self._context.store.write() as s:
            ground = known_ground_of(s, job_order_id)
            if ground is None:
                raise NotReadyError(_("Promises begin when both sides have signed. Sign the agreement first."))
            marking.check_clock(ground, self._context.clock())
            before = _known(s, job_order_id)
            if before is None:
                first = first_tracking(s, job_order_id, ground)
                before = keep(s, self._context, first, brought_up(first, ground))
            saved = keep(s, self._context, before, change(before, ground, who(s)))
            if saved.revision == before.revision:
                return saved
            told = tell(before, saved)
            note(s, self._context, job_order_id, told.deed, **told.facts)
            old, new = self._confirm(s, confirmed) if confirmed else (None, None)
        TRACKINGS.remember(self._context.store.memo, saved)
        self._context.undo.record(
            Edit(
                told.label,
                partial(self._put, saved, before, Deed.UNDONE, told.label, new, old),
                partial(self._put, before, saved, Deed.REDONE, told.label, old, new),
            )
        )
        return saved

    def _confirm(self, s: Session, confirmed: Confirmation) -> tuple[Confirmation, Confirmation]:
        from desktop.services.confirming import confirm  # meetings: the first window does without

        return confirm(s, confirmed, self._context.today())

    def _put(
        self,
        expected: Tracking,
        wanted: Tracking,
        deed: Deed,
        label: str,
        there: Confirmation | None = None,
        instead: Confirmation | None = None,
    ) -> None:
        with self._context.store.write() as s:
            now = TRACKINGS.known(s, wanted.job_order_id)
            if replace(now, revision=0) != replace(expected, revision=0):
                raise ChangedSinceError
            saved = keep(s, self._context, now, replace(wanted, revision=now.revision))
            note(s, self._context, wanted.job_order_id, deed, what=label)
            if there and instead:
                from desktop.services.confirming import put_back  # meetings: the first window does without

                put_back(s, there, instead)
        TRACKINGS.remember(self._context.store.memo, saved)

    def _holders(self, s: Session, job_order_id: UUID) -> tuple[Holder, ...]:
        job, today = JOB_ORDERS.known(s, job_order_id), self._context.today()
        named = {id for one in job.involved for id in (one.person_id, one.deputy_id) if id}
        rows = s.scalars(select(PersonRow).where(PersonRow.id.in_(named)))
        people = {row.id: PEOPLE.of(row) for row in rows}
        found = []
        for one in job.involved:
            person = people.get(one.person_id) if one.person_id else None
            deputy = people.get(one.deputy_id) if one.deputy_id else None
            is_away = person is not None and person.is_away(today) and deputy is not None
            shown = deputy if is_away else person
            found.append(
                Holder(
                    role=one.role,
                    name=shown.name if shown else "",
                    email=shown.email if shown else "",
                    stands_in_for=person.name if person and is_away else "",
                )
            )
        return tuple(found)


CHUNK = 10  # job orders in one transaction: another window waits no longer than that takes


class _Told:
    """How an edit is told: after "Undo", and in the history."""

    def __init__(self, label: str, deed: Deed, **facts: str) -> None:
        self.label, self.deed, self.facts = label, deed, facts


def _done(tracking: Tracking, promise: Promise, when: datetime) -> _Told:
    return _Told(
        _("marking “{title}” done").format(title=tracking.name_of(promise)),
        Deed.PROMISE_DONE,
        when=format_moment(when),
        title=promise.title,
        how=_(promise.state.label),
        candidate=tracking.reference_of(promise),
    )


def _known(s: Session, job_order_id: UUID) -> Tracking | None:
    try:
        return TRACKINGS.known(s, job_order_id)
    except NotFoundError:
        return None
