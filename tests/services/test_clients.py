"""Clients, people and the agency: what hangs on whom, and taking edits back."""

from dataclasses import replace
from datetime import time

import pytest

from desktop.app import App
from desktop.domain.calendars import WorkingWeek
from desktop.domain.job_order import Involvement, JobOrder
from desktop.domain.people import Client, Person
from desktop.domain.roles import Role
from desktop.errors import ChangedElsewhereError, InvalidInputError, NotFoundError, NotReadyError
from desktop.services.history import ChangedSinceError
from tests.services.conftest import House


def test_a_client_stays_for_the_sake_of_its_job_orders_and_people(house: House) -> None:
    with pytest.raises(NotReadyError, match="Northwind has 1 job order"):
        house.app.clients.remove(house.client.id)
    other = house.app.clients.save(Client(name="Southwind"))
    person = house.app.clients.save_person(Person(client_id=other.id, name="Ana", role=Role.LEGAL))
    with pytest.raises(NotReadyError, match="remove the people of Southwind"):
        house.app.clients.remove(other.id)
    house.app.clients.remove_person(person.id)
    house.app.clients.remove(other.id)
    with pytest.raises(NotFoundError):
        house.app.clients.get(other.id)


def test_a_person_a_job_order_names_stays_deputies_too(house: House) -> None:
    deputy = house.app.clients.save_person(Person(client_id=house.client.id, name="Ben", role=Role.CLIENT_HR))
    involved = (Involvement(role=Role.CLIENT_HR, person_id=house.hr.id, deputy_id=deputy.id),)
    house.app.job_orders.save(replace(house.job, involved=involved))
    for person in (house.hr, deputy):
        with pytest.raises(NotReadyError, match=f"{person.name} is named in 1 job order"):
            house.app.clients.remove_person(person.id)


def test_whoever_works_here_stays(house: House) -> None:
    house.app.job_orders.save(replace(house.job, involved=()))
    me = house.app.agencies.get().me
    assert me is not None
    with pytest.raises(NotReadyError, match="This is you"):
        house.app.clients.remove_person(me)


def test_a_removal_taken_back_brings_the_same_value_with_a_revision_of_its_own(house: House) -> None:
    person = house.app.clients.save_person(Person(client_id=house.client.id, name="Ben", role=Role.LEGAL, phone="1"))
    house.app.clients.remove_person(person.id)
    assert house.app.undo.undo() == "removing Ben"
    assert house.app.clients.person(person.id) == replace(person, revision=2)
    house.app.undo.redo()
    with pytest.raises(NotFoundError):
        house.app.clients.person(person.id)


def test_adding_is_not_taken_back_once_something_hangs_on_it(house: House) -> None:
    client = house.app.clients.save(Client(name="Southwind"))
    adding = house.app.undo.newest
    assert adding is not None
    house.app.job_orders.create(JobOrder(client_id=client.id, title="Nurse"))
    with pytest.raises(NotReadyError, match="Southwind has 1 job order"):
        adding.undo()
    assert house.app.clients.get(client.id) == client


def test_an_edit_overtaken_since_is_not_taken_back(house: House) -> None:
    house.app.clients.save(replace(house.client, notes="Pays late"))
    edit = house.app.undo._done[-1]
    house.app.clients.save(replace(house.app.clients.get(house.client.id), notes="Pays on time"))
    with pytest.raises(ChangedSinceError):
        edit.undo()
    assert house.app.clients.get(house.client.id).notes == "Pays on time"


def test_a_name_of_nothing_is_refused_and_nothing_is_kept(house: House) -> None:
    for name in ("", " \u200f", "x" * 201, "A\x07"):
        with pytest.raises(InvalidInputError) as refused:
            house.app.clients.save(Client(name=name))
        assert set(refused.value.problems) == {"name"}
    assert [line.name for line in house.app.clients.lines()] == ["Northwind"]


def test_a_role_of_the_other_side_is_refused(house: House) -> None:
    for client_id, role in ((house.client.id, Role.RECRUITER), (None, Role.CLIENT_HR)):
        with pytest.raises(InvalidInputError) as refused:
            house.app.clients.save_person(Person(client_id=client_id, name="Ana", role=role))
        assert set(refused.value.problems) == {"role"}


def test_an_agency_is_named_once(app: App) -> None:
    assert app.agencies.find() is None
    with pytest.raises(NotReadyError, match="name the agency first"):
        app.agencies.get()
    with pytest.raises(InvalidInputError) as refused:
        app.agencies.found("", " ")
    assert set(refused.value.problems) == {"name", "recruiter"}
    assert app.agencies.find() is None
    assert app.templates.all() == []
    app.agencies.found("Harbour\r\n", "Tom")
    assert app.agencies.get().name == "Harbour"
    with pytest.raises(NotReadyError, match="has a name already"):
        app.agencies.found("Other", "Ana")


def test_an_agencys_absurd_week_is_refused_by_field_and_its_texts_are_tidied(house: House) -> None:
    agency = house.app.agencies.get()
    with pytest.raises(InvalidInputError) as refused:
        house.app.agencies.save(replace(agency, week=WorkingWeek(days=(), closes=time(9), time_zone="Mars/Olympus")))
    assert set(refused.value.problems) == {"week.days", "week.closes", "week.time_zone"}
    saved = house.app.agencies.save(replace(agency, address="1 Quay\r\nBristol "))
    assert saved.address == "1 Quay\nBristol"
    with pytest.raises(ChangedElsewhereError):
        house.app.agencies.save(replace(agency, name="Other"))
    house.app.undo.undo()
    assert house.app.agencies.get().address == ""
