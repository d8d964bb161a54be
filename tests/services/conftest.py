"""A founded agency with one client and one job order, over a real SQLite file."""

import base64
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from desktop.app import App, open_app
from desktop.domain.agreement import Agreement, SignOff
from desktop.domain.job_order import Involvement, JobOrder
from desktop.domain.people import Client, Person
from desktop.domain.roles import Role
from tests.beginnings import Clock, begin, by_email, permanent

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
"""A PNG of one black pixel."""


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
        return by_email(self.app, role)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(tmp_path: Path, clock: Clock) -> Iterator[App]:
    begin(_empty, tmp_path)
    app = open_app(tmp_path, clock=clock)
    yield app
    app.close()


def _empty(folder: Path) -> None:
    open_app(folder).close()


@pytest.fixture
def house(tmp_path: Path, clock: Clock) -> Iterator[House]:
    client, hr, job = begin(_found, tmp_path)
    app = open_app(tmp_path, clock=clock)
    yield House(app, clock, client, hr, job)
    app.close()


def _found(folder: Path) -> tuple[Client, Person, JobOrder]:
    with closing(open_app(folder, clock=Clock())) as app:
        agency = app.agencies.found("Harbour Recruitment", "Tom Ellis")
        client = app.clients.save(
            Client(name="Northwind", legal_name="Northwind Foods Ltd", country="GB", region="ENG")
        )
        hr = app.clients.save_person(Person(client_id=client.id, name="Priya Nair", role=Role.CLIENT_HR, signs=True))
        people = (
            Involvement(role=Role.CLIENT_HR, person_id=hr.id),
            Involvement(role=Role.RECRUITER, person_id=agency.me),
        )
        order = JobOrder(client_id=client.id, title="Senior Accountant", involved=people)
        return client, hr, app.job_orders.create(order, permanent(app))
