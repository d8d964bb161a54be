"""A signed job order whose client owes feedback on one CV: late since some days."""

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from desktop.app import App, open_app
from desktop.domain.job_order import Involvement, JobOrder
from desktop.domain.people import Client, Influence, Person
from desktop.domain.promises import Promise
from desktop.domain.roles import Role
from tests.beginnings import Clock, begin, permanent, sign

FEEDBACK = "Feedback on every CV"


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
    job, client = begin(_play, folder, now - timedelta(days=10), manager, email)
    clock = Clock(now)
    return Late(open_app(folder, clock=clock), clock, job, client)


def _play(folder: Path, at: datetime, manager: str, email: str) -> tuple[UUID, UUID]:
    with closing(open_app(folder, clock=Clock(at))) as app:
        agency = app.agencies.found("Ashby Search", "Tom Ashby")
        client = app.clients.save(Client(name="St Brigid Hospital"))
        hr = app.clients.save_person(
            Person(client_id=client.id, name="Priya Nair", role=Role.CLIENT_HR, email="priya@example.com")
        )
        grace = app.clients.save_person(
            Person(client_id=client.id, name=manager, role=Role.HIRING_MANAGER, email=email, influence=Influence.GREAT)
        )
        involved = ((Role.CLIENT_HR, hr.id), (Role.HIRING_MANAGER, grace.id), (Role.RECRUITER, agency.me))
        people = tuple(Involvement(role=role, person_id=id) for role, id in involved)
        received = (at + timedelta(days=2)).date()
        order = JobOrder(client_id=client.id, title="Night-shift Nurse", involved=people, received_on=received)
        job = app.job_orders.create(order, permanent(app))
        sign(app, job.id)
        app.promises.add_candidate(job.id, "C-1", sent_at=at)
        return job.id, client.id
