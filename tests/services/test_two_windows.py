"""Two windows on one database: each hears of the other, and neither overwrites what it has not seen."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from desktop.app import App, open_app
from desktop.domain.job_order import Involvement, JobOrder
from desktop.domain.limits import CountedFrom, Within
from desktop.domain.people import Person
from desktop.domain.positions import Position, Stance
from desktop.domain.roles import Role, Side
from desktop.domain.terms import Goal
from desktop.errors import ChangedElsewhereError, DatabaseError, NotFoundError
from tests.services.conftest import House


@pytest.fixture
def other(house: House) -> Iterator[App]:
    """A second window."""
    app = open_app(house.app.folder, clock=house.clock)
    yield app
    app.close()


def test_a_step_changed_in_the_other_window_is_not_overwritten(house: House, other: App) -> None:
    seen = house.app.processes.get(house.job.id).steps[0]
    other.processes.edit_step(house.job.id, replace(seen, done_when="Theirs"), seen)
    with pytest.raises(ChangedElsewhereError):
        house.app.processes.edit_step(house.job.id, replace(seen, within=Within(9)), seen)
    now = house.app.processes.get(house.job.id).steps[0]
    assert (now.done_when, now.within) == ("Theirs", seen.within)


def test_a_position_taken_in_the_other_window_survives_an_edit_of_the_step(house: House, other: App) -> None:
    seen = house.app.processes.get(house.job.id).steps[0]
    refusal = Position(stance=Stance.REFUSES, why="No")
    other.processes.take_position(house.job.id, seen.id, Side.CLIENT, refusal)
    after = house.app.processes.edit_step(house.job.id, replace(seen, within=Within(9)), seen).steps[0]
    assert (after.client, after.within) == (refusal, Within(9))


def test_terms_changed_in_the_other_window_are_not_overwritten(house: House, other: App) -> None:
    seen = house.app.processes.get(house.job.id).terms
    other.processes.set_terms(house.job.id, replace(seen, goals=(Goal("Speed", "Fast"),)), seen)
    with pytest.raises(ChangedElsewhereError):
        house.app.processes.set_terms(house.job.id, replace(seen, goals=()), seen)
    assert house.app.processes.get(house.job.id).terms.goals == (Goal("Speed", "Fast"),)


def test_a_step_is_not_counted_from_one_that_the_other_window_removed(house: House, other: App) -> None:
    first, second = house.app.processes.get(house.job.id).steps[:2]
    other.processes.remove_step(house.job.id, first.id)
    with pytest.raises(NotFoundError):
        house.app.processes.edit_step(house.job.id, replace(second, counted_from=CountedFrom.step(first.id)))


def test_a_person_the_other_window_removed_is_said_to_be_gone(house: House, other: App) -> None:
    person = house.app.clients.save_person(Person(client_id=house.client.id, name="Ben", role=Role.LEGAL))
    other.clients.remove_person(person.id)
    with pytest.raises(NotFoundError):
        house.app.job_orders.save(replace(house.job, involved=(Involvement(role=Role.LEGAL, person_id=person.id),)))
    assert house.app.job_orders.get(house.job.id) == house.job


def test_each_window_hears_of_the_other_once_and_not_of_itself(house: House, other: App) -> None:
    assert not house.app.changed_elsewhere()
    house.app.job_orders.put_on_hold(house.job.id, "Budget")
    assert not house.app.changed_elsewhere()
    other.job_orders.resume(house.job.id)
    house.app.clients.save(replace(house.client, notes="In between"))
    assert house.app.changed_elsewhere()
    assert not house.app.changed_elsewhere()


def test_what_the_other_window_saves_while_this_one_waits_to_write_is_heard_of(house: House, other: App) -> None:
    def first(_connection: Connection) -> None:
        other.job_orders.put_on_hold(house.job.id, "Budget")

    event.listen(house.app.context.store._engine, "engine_connect", first, once=True)
    house.app.clients.save(replace(house.client, notes="Meanwhile"))
    assert house.app.changed_elsewhere()


def test_a_job_order_that_was_taken_back_and_brought_again_is_shown_as_it_is_now(house: House, other: App) -> None:
    app, undo = house.app, house.app.undo
    job = app.job_orders.create(JobOrder(client_id=house.client.id, title="Nurse"))
    app.job_orders.save(replace(job, title="Midwife"))
    assert other.job_orders.get(job.id).title == "Midwife"
    undo.undo()
    undo.undo()
    undo.redo()
    app.job_orders.save(replace(app.job_orders.get(job.id), title="Cook"))
    assert other.job_orders.get(job.id).title == "Cook"


def test_first_starts_at_the_same_moment_make_one_database_or_are_told_to_try_again(tmp_path: Path) -> None:
    failed: list[BaseException] = []
    ready = threading.Barrier(4)

    def start() -> None:
        ready.wait()
        try:
            open_app(tmp_path).close()
        except BaseException as error:  # noqa: BLE001 - a thread's failure is told by the test
            failed.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(failed) < len(threads)
    assert all(isinstance(error, DatabaseError) and "is locked" in str(error) for error in failed), failed
    app = open_app(tmp_path)
    assert app.agencies.find() is None
    app.close()
