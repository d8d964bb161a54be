"""A signed job order whose client owes feedback on one CV: late since some days."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from desktop.app import App, open_app
from desktop.domain.agreement import SignMethod, SignOff
from desktop.domain.job_order import Involvement, JobOrder
from desktop.domain.people import Client, Influence, Person
from desktop.domain.promises import Promise
from desktop.domain.roles import Role

FEEDBACK = "Feedback on every CV"


@dataclass
class Clock:
    """Stands still until it is told to go on."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at

    def go_on(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass(frozen=True)
class Late:
    """The app, and the job order in it."""

    app: App
    clock: Clock
    job: UUID
    client: UUID

    @property
    def feedback(self) -> Promise:
        """The newest of them."""
        return self.promises(FEEDBACK)[-1]

    def promises(self, title: str) -> list[Promise]:
        tracked = self.app.promises.tracked(self.job)
        assert tracked is not None
        return [p for p in tracked.tracking.promises if p.title == title]

    def once_more(self, reference: str = "C-2") -> None:
        """The feedback is given late, and the next is late too."""
        self.app.promises.mark_done(self.job, self.feedback.id)
        self.clock.go_on(minutes=1)
        self.app.promises.add_candidate(self.job, reference, sent_at=self.clock())
        self.clock.go_on(days=7)


def play_late(folder: Path, now: datetime, *, manager: str = "Grace Hill", email: str = "grace@example.com") -> Late:
    """Signed ten days before `now`; feedback by `manager` is counted from then. The app is open, its clock at `now`.

    The job order is written down as received two days later, so that the intake is due after the feedback.
    """
    clock = Clock(now - timedelta(days=10))
    app = open_app(folder, clock=clock)
    agency = app.agencies.found("Ashby Search", "Tom Ashby")
    client = app.clients.save(Client(name="St Brigid Hospital"))
    hr = app.clients.save_person(
        Person(client_id=client.id, name="Priya Nair", role=Role.CLIENT_HR, email="priya@example.com")
    )
    grace = app.clients.save_person(
        Person(client_id=client.id, name=manager, role=Role.HIRING_MANAGER, email=email, influence=Influence.GREAT)
    )
    permanent = next(t.id for t in app.templates.all() if t.key == "permanent")
    involved = ((Role.CLIENT_HR, hr.id), (Role.HIRING_MANAGER, grace.id), (Role.RECRUITER, agency.me))
    people = tuple(Involvement(role=role, person_id=id) for role, id in involved)
    received = (clock() + timedelta(days=2)).date()
    order = JobOrder(client_id=client.id, title="Night-shift Nurse", involved=people, received_on=received)
    job = app.job_orders.create(order, permanent)
    sign(app, clock, job.id)
    app.promises.add_candidate(job.id, "C-1", sent_at=clock())
    clock.at = now
    return Late(app, clock, job.id, client.id)


def sign(app: App, clock: Clock, job: UUID) -> None:
    """Everybody signs, by e-mail."""
    app.processes.agree_the_rest(job)
    agreement = app.agreements.agree(job)
    for role in agreement.missing():
        sign_off = SignOff(
            role=role, name="Somebody", method=SignMethod.EMAIL, signed_on=clock().astimezone().date(),
            recorded_at=clock(), email_reference="Re: our agreement",
        )  # fmt: skip
        agreement = app.agreements.sign_off(agreement.id, sign_off)
