"""A job order just created can be taken back and brought again; once something hangs on it, words say why not."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from desktop.app import DATABASE, open_app
from desktop.domain.history import Deed
from desktop.domain.job_order import JobOrder, JobState
from desktop.domain.positions import AGREES
from desktop.domain.roles import Side
from desktop.domain.steps import Step
from desktop.errors import NotFoundError, NotReadyError
from desktop.services.history import ChangedSinceError
from tests.services.conftest import House


@pytest.fixture
def nurse(house: House) -> JobOrder:
    """The newest edit is that it was created."""
    nurse = JobOrder(client_id=house.client.id, title="Nurse", involved=house.job.involved)
    return house.app.job_orders.create(nurse, house.template("temporary"))


def test_a_job_order_taken_back_is_gone_and_comes_again_as_it_was(house: House, nurse: JobOrder) -> None:
    app = house.app
    process, version = app.processes.get(nurse.id), app.agreements.newest(nurse.id)
    assert app.undo.undo() == "job order Nurse"
    assert app.job_orders.numbers() == [1]
    with pytest.raises(NotFoundError):
        app.job_orders.get(nurse.id)
    app.undo.redo()
    assert app.job_orders.get(nurse.id) == replace(nurse, revision=nurse.revision + 1)
    assert nurse.reference == "JO-0002"
    assert app.processes.get(nurse.id) == replace(process, revision=process.revision + 1)
    assert app.agreements.newest(nurse.id) == replace(version, revision=version.revision + 1)
    assert {event.deed for event in app.job_orders.history(nurse.id)} == {Deed.JOB_ORDER_CREATED, Deed.REDONE}
    line = app.job_orders.line(nurse.id)
    assert line is not None
    assert line.standing.steps == len(process.steps)
    app.undo.undo()
    assert app.job_orders.numbers() == [1]


def test_after_its_edits_were_taken_back_it_is_taken_back_too(house: House, nurse: JobOrder) -> None:
    app = house.app
    step = app.processes.add_step(nurse.id, Step(title="A coffee")).steps[-1]
    app.processes.take_position(nurse.id, step.id, Side.CLIENT, AGREES)
    assert app.job_orders.get(nurse.id).state == JobState.AGREEING
    for _n in range(3):
        app.undo.undo()
    assert app.job_orders.numbers() == [1]
    for _n in range(3):
        app.undo.redo()
    assert app.processes.get(nurse.id).step(step.id).client == AGREES


def test_what_another_window_changed_is_not_taken_back(house: House, nurse: JobOrder) -> None:
    other = open_app(house.app.folder, clock=house.clock)
    other.job_orders.save(replace(nurse, location="Leeds"))
    other.close()
    with pytest.raises(ChangedSinceError):
        house.app.undo.undo()
    assert house.app.job_orders.get(nurse.id).location == "Leeds"


def test_a_job_order_whose_agreement_was_proposed_stays(house: House, nurse: JobOrder) -> None:
    house.app.agreements.propose(nurse.id)
    with pytest.raises(NotReadyError, match="JO-0002 can't be taken back: its agreement is no draft any more"):
        house.app.undo.undo()
    assert house.app.job_orders.get(nurse.id).title == "Nurse"


def test_a_state_of_its_own_is_not_taken_back(house: House, nurse: JobOrder) -> None:
    beginning = house.app.undo.newest
    house.app.job_orders.put_on_hold(nurse.id, "Budget")
    assert beginning is not None
    with pytest.raises(ChangedSinceError):
        beginning.undo()
    assert house.app.job_orders.get(nurse.id).state == JobState.ON_HOLD


def test_what_anything_else_stands_on_is_not_taken_back(house: House, nurse: JobOrder) -> None:
    with closing(sqlite3.connect(house.app.folder / DATABASE)) as db:
        db.execute("CREATE TABLE later (job_order_id REFERENCES job_orders (id))")
        db.execute("INSERT INTO later SELECT id FROM job_orders WHERE title = 'Nurse'")
        db.commit()
    with pytest.raises(ChangedSinceError):
        house.app.undo.undo()
    assert house.app.processes.get(nurse.id).steps


def test_it_does_not_come_again_under_a_reference_given_away(house: House, nurse: JobOrder) -> None:
    house.app.undo.undo()
    other = open_app(house.app.folder, clock=house.clock)
    given = other.job_orders.create(JobOrder(client_id=house.client.id, title="Buyer"))
    other.close()
    assert given.reference == nurse.reference
    with pytest.raises(NotReadyError, match="JO-0002 is another job order by now"):
        house.app.undo.redo()
    assert house.app.job_orders.by_reference("JO-0002").title == "Buyer"
