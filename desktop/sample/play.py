"""Plays the sample's stories through the services, each on its own day, as if users had done it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from desktop.app import App, now, open_app
from desktop.domain.agreement import SignMethod, SignOff
from desktop.domain.job_order import JobState
from desktop.domain.limits import CandidateEvent
from desktop.domain.promises import Promise
from desktop.domain.roles import Role
from desktop.domain.steps import Step
from desktop.domain.tracking import Candidate, Tracking
from desktop.sample.forward import play_forward, send_candidates
from desktop.sample.job_orders import sample_job_orders
from desktop.sample.partnership import play_partnership
from desktop.sample.people import sample_agency, sample_clients, sample_people
from desktop.sample.story import DRAWN, Act, Do, SampleJobOrder

T = TypeVar("T")


@dataclass
class StoryClock:
    """The time at which the story is."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at


def fill(folder: Path) -> None:
    """Make the sample database in `folder`, which must not hold one. Raises DatabaseError, NotReadyError."""
    today = now().astimezone().date()
    clock = StoryClock(_at(today - timedelta(days=120)))
    app = open_app(folder, clock=clock)
    try:
        _found(app, today)
        templates = {template.key: template.id for template in app.templates.all()}
        for sample in sample_job_orders(today):
            clock.at = _at(sample.job_order.received_on or today)
            job = app.job_orders.create(sample.job_order, templates[sample.template])
            story = _Story(app, clock, job.id, sample)
            for act in sample.story:
                then = max(clock.at + timedelta(minutes=7), _when(act, today))
                if act.do == Do.TRACK:
                    play_forward(app, clock, job.id, then, act.step)
                    continue
                clock.at = then
                story.play(act)
        play_partnership(app, clock, today)
    finally:
        app.close()


def _at(day: date) -> datetime:
    """Half past nine here on that day."""
    return datetime.combine(day, time(9, 30)).astimezone(UTC)


def _when(act: Act, today: date) -> datetime:
    """In the office, so on the Friday before where it is a weekend; or in the evening of that very day."""
    day = today - timedelta(days=act.days_ago)
    if act.evening:
        return datetime.combine(day, time(20)).astimezone(UTC)
    return _at(day - timedelta(days=max(0, day.weekday() - 4)))


def _found(app: App, today: date) -> None:
    agency = sample_agency()
    founded = app.agencies.found(agency.name, "–", is_sample=True)
    for client in sample_clients(today):
        app.clients.save(client)
    for person in sample_people():
        app.clients.save_person(person)
    app.agencies.save(replace(agency, id=founded.id, revision=founded.revision))
    if founded.me:
        app.clients.remove_person(founded.me)


class _Story:
    """One job order and what happens to it."""

    def __init__(self, app: App, clock: StoryClock, id: UUID, sample: SampleJobOrder) -> None:
        self._app, self._clock, self._id, self._sample = app, clock, id, sample

    def play(self, act: Act) -> None:
        app, id = self._app, self._id
        deeds: dict[Do, Callable[[], object]] = {
            Do.SAY: lambda: app.processes.take_position(id, self._step(act).id, act.side, _given(act.position)),
            Do.ACCEPT: lambda: app.processes.accept(id, self._step(act).id),
            Do.KEEP: lambda: app.processes.keep(id, self._step(act).id),
            Do.AGREE_THE_REST: lambda: app.processes.agree_the_rest(id),
            Do.CHANGE_LIMIT: lambda: app.processes.edit_step(id, replace(self._step(act), within=act.within)),
            Do.NOTE: lambda: app.processes.note(id, self._step(act).id, act.words),
            Do.PROPOSE: lambda: app.agreements.propose(id),
            Do.AGREE: lambda: app.agreements.agree(id),
            Do.SIGN: lambda: self._sign(act),
            Do.AMEND: lambda: app.agreements.amend(id),
            Do.OPEN: lambda: app.job_orders.open_search(id, because=act.words),
            Do.PUT_ON_HOLD: lambda: app.job_orders.put_on_hold(id, act.words),
            Do.FILL: lambda: app.job_orders.close(id, JobState.FILLED, act.words),
            Do.LOSE: lambda: app.job_orders.close(id, JobState.LOST, act.words),
            Do.PASS: lambda: app.job_orders.pass_on(id, act.words),
            Do.DONE: lambda: app.promises.mark_done(id, self._promise(act).id),
            Do.EXCUSE: lambda: app.promises.excuse(id, self._promise(act).id, act.words),
            Do.SEND: lambda: send_candidates(app, self._clock, id),
            Do.WITHDRAW: lambda: app.promises.note_event(id, self._candidate(act).id, CandidateEvent.WITHDRAWN),
        }
        deeds[act.do]()

    def _step(self, act: Act) -> Step:
        return self._app.processes.get(self._id).steps[act.step - 1]

    def _tracking(self) -> Tracking:
        return _given(self._app.promises.tracked(self._id)).tracking

    def _candidate(self, act: Act) -> Candidate:
        return next(one for one in self._tracking().candidates if one.reference == act.words)

    def _promise(self, act: Act) -> Promise:
        """The one that is open of the act's step, and of its candidate where it names one."""
        of = self._candidate(act).id if act.do == Do.DONE and act.words else None
        promises = self._tracking().open_promises
        return next(p for p in promises if p.place == act.step and p.candidate_id == of)

    def _sign(self, act: Act) -> None:
        agreement = self._app.agreements.newest(self._id)
        role, method = _given(act.role), _given(act.method)
        participant = agreement.content.participant(Role(role)) if agreement.content else None
        sign_off = SignOff(
            role=role,
            name=participant.name if participant else "",
            title=participant.title if participant else "",
            authority=participant.authority if participant else "",
            method=method,
            signed_on=self._clock.at.astimezone().date(),
            recorded_at=self._clock.at,
            drawing=DRAWN if method == SignMethod.ON_SCREEN else (),
            email_reference=act.words if method == SignMethod.EMAIL else "",
        )
        scan = ("signed page.pdf", self._app.agreements.pdf(agreement.id)) if method == SignMethod.INK else None
        self._app.agreements.sign_off(agreement.id, sign_off, scan)


def _given(value: T | None) -> T:
    """A field that goes with the deed: the sample is wrong without it."""
    if value is None:
        raise ValueError("The act lacks a field.")
    return value
