"""A founded agency with one client and one job order, over a real SQLite file."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from desktop.app import App, open_app
from desktop.domain.agreement import Agreement, SignMethod, SignOff
from desktop.domain.job_order import Involvement, JobOrder
from desktop.domain.people import Client, Person
from desktop.domain.roles import Role

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
"""A PNG of one black pixel."""


@dataclass
class Clock:
    """A clock that stands still until it is told to go on."""

    at: datetime = field(default_factory=lambda: datetime(2026, 11, 3, 9, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.at

    def go_on(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass(frozen=True)
class House:
    """The app under test and what is in it."""

    app: App
    clock: Clock
    client: Client
    hr: Person
    job: JobOrder

    def template(self, key: str) -> UUID:
        return next(t.id for t in self.app.templates.all() if t.key == key)

    def agree(self) -> Agreement:
        """Bring the newest draft to Agreed."""
        self.app.processes.agree_the_rest(self.job.id)
        return self.app.agreements.agree(self.job.id)

    def sign(self, agreement: Agreement) -> Agreement:
        """Sign for everyone who still has to."""
        for role in agreement.missing():
            agreement = self.app.agreements.sign_off(agreement.id, self.by_email(role))
        return agreement

    def by_email(self, role: Role) -> SignOff:
        return SignOff(
            role=role,
            name="Somebody",
            method=SignMethod.EMAIL,
            signed_on=self.clock.at.date(),
            recorded_at=self.clock.at,
            email_reference="Re: our agreement, 3 Nov",
        )


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(tmp_path: Path, clock: Clock) -> Iterator[App]:
    app = open_app(tmp_path, clock=clock)
    yield app
    app.close()


@pytest.fixture
def house(app: App, clock: Clock) -> House:
    agency = app.agencies.found("Harbour Recruitment", "Tom Ellis")
    client = app.clients.save(Client(name="Northwind", legal_name="Northwind Foods Ltd", country="GB", region="ENG"))
    hr = app.clients.save_person(Person(client_id=client.id, name="Priya Nair", role=Role.CLIENT_HR, signs=True))
    permanent = next(t.id for t in app.templates.all() if t.key == "permanent")
    people = (
        Involvement(role=Role.CLIENT_HR, person_id=hr.id),
        Involvement(role=Role.RECRUITER, person_id=agency.me),
    )
    job = app.job_orders.create(JobOrder(client_id=client.id, title="Senior Accountant", involved=people), permanent)
    return House(app, clock, client, hr, job)
