"""Every edit of a process is one transaction that can be undone."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest

from desktop.app import DATABASE
from desktop.changes import Changes
from desktop.domain.job_order import JobState
from desktop.domain.limits import CountedFrom, Within
from desktop.domain.positions import AGREES, Position, Stance
from desktop.domain.process import CycleError, Process
from desktop.domain.roles import Role, Side
from desktop.domain.steps import Step
from desktop.domain.terms import Goal
from desktop.errors import DatabaseError, InvalidInputError
from desktop.services.history import ChangedSinceError
from tests.services.conftest import House


def test_every_edit_can_be_undone_and_redone_in_turn(house: House) -> None:
    processes, job = house.app.processes, house.job.id
    seen = [replace(processes.get(job), revision=0)]
    step = processes.get(job).steps[1]
    ask = Position(stance=Stance.ASKS, within=Within(12), why="Holidays")
    edits: list[Callable[[], Process]] = [
        lambda: processes.add_step(job, Step(title="A coffee")),
        lambda: processes.edit_step(job, replace(processes.get(job).step(step.id), done_when="Otherwise")),
        lambda: processes.take_position(job, step.id, Side.CLIENT, ask),
        lambda: processes.accept(job, step.id),
        lambda: processes.move_step(job, step.id, 5),
        lambda: processes.remove_step(job, step.id),
        lambda: processes.set_terms(job, replace(processes.get(job).terms, goals=(Goal("Speed", "Fast"),))),
        lambda: processes.apply_template(job, house.template("temporary")),
    ]
    seen += [replace(edit(), revision=0) for edit in edits]
    for expected in reversed(seen[:-1]):
        house.app.undo.undo()
        assert replace(processes.get(job), revision=0) == expected
    for expected in seen[1:]:
        house.app.undo.redo()
        assert replace(processes.get(job), revision=0) == expected


def test_accepting_a_change_takes_its_terms_and_remembers_who_gave_way(house: House) -> None:
    step = house.app.processes.get(house.job.id).steps[0]
    ask = Position(stance=Stance.ASKS, within=Within(3), why="We need a day more")
    house.app.processes.take_position(house.job.id, step.id, Side.CLIENT, ask)
    assert house.app.job_orders.line(house.job.id).standing.differences == 1  # type: ignore[union-attr]
    after = house.app.processes.accept(house.job.id, step.id).step(step.id)
    assert (after.within, after.is_agreed) == (Within(3), True)
    assert [(s.gave_way, s.asked) for s in after.settlements] == [(Side.AGENCY, ask)]


def test_keeping_a_step_remembers_that_the_asking_side_gave_way(house: House) -> None:
    step = house.app.processes.get(house.job.id).steps[0]
    house.app.processes.take_position(house.job.id, step.id, Side.CLIENT, Position(stance=Stance.REFUSES, why="No"))
    after = house.app.processes.keep(house.job.id, step.id).step(step.id)
    assert (after.within, after.is_agreed, after.settlements[0].gave_way) == (step.within, True, Side.CLIENT)


def test_a_cycle_is_refused_with_its_chain_and_nothing_is_kept(house: House) -> None:
    before = house.app.processes.get(house.job.id)
    decision = next(s for s in before.steps if s.title == "Final decision")
    contract = next(s for s in before.steps if s.title == "Contract issued")
    with pytest.raises(CycleError, match="Final decision → Contract issued"):
        house.app.processes.edit_step(house.job.id, replace(decision, counted_from=CountedFrom.step(contract.id)))
    assert house.app.processes.get(house.job.id) == before


def test_a_5000_character_title_is_refused_and_nothing_is_kept(house: House) -> None:
    before = house.app.processes.get(house.job.id)
    with pytest.raises(InvalidInputError) as refused:
        house.app.processes.edit_step(house.job.id, replace(before.steps[0], title="x" * 5000))
    assert set(refused.value.problems) == {"title"}
    assert house.app.processes.get(house.job.id) == before


def test_new_terms_open_the_step_to_the_client_again(house: House) -> None:
    house.app.processes.agree_the_rest(house.job.id)
    step = house.app.processes.get(house.job.id).steps[0]
    after = house.app.processes.edit_step(house.job.id, replace(step, within=Within(4))).steps[0]
    assert (after.agency, after.client.stance) == (AGREES, Stance.SILENT)


def test_a_private_note_changes_no_position(house: House) -> None:
    house.app.processes.agree_the_rest(house.job.id)
    step = house.app.processes.get(house.job.id).steps[0]
    assert house.app.processes.note(house.job.id, step.id, "They always say that").steps[0].is_agreed


def test_another_negotiator_does_the_offer_step(house: House) -> None:
    terms = house.app.processes.get(house.job.id).terms
    after = house.app.processes.set_terms(house.job.id, replace(terms, offer_negotiator=Role.CLIENT_HR))
    assert [s.does for s in after.steps if s.negotiates_offer] == [(Role.CLIENT_HR,)]


def test_the_first_position_brings_a_job_order_from_draft_to_agreeing(house: House) -> None:
    assert house.app.job_orders.get(house.job.id).state == JobState.DRAFT
    step = house.app.processes.get(house.job.id).steps[0]
    house.app.processes.take_position(house.job.id, step.id, Side.CLIENT, AGREES)
    assert house.app.job_orders.get(house.job.id).state == JobState.AGREEING


def test_equal_values_write_nothing_and_tell_nobody(house: House) -> None:
    heard: list[Changes] = []
    house.app.notifier.listen(heard.append)
    process = house.app.processes.get(house.job.id)
    assert house.app.processes.edit_step(house.job.id, process.steps[0]) == process
    assert house.app.job_orders.save(house.job) == house.job
    assert heard == []


def test_a_failed_edit_tells_nobody(house: House) -> None:
    heard: list[Changes] = []
    house.app.notifier.listen(heard.append)
    with pytest.raises(InvalidInputError):
        house.app.processes.add_step(house.job.id, Step(title=""))
    assert heard == []


def test_undo_refuses_to_overwrite_what_was_changed_since(house: House) -> None:
    processes, job = house.app.processes, house.job.id
    first, second = processes.get(job).steps[:2]
    processes.edit_step(job, replace(first, done_when="Mine"))
    edit = house.app.undo._done[-1]
    processes.edit_step(job, replace(second, done_when="Theirs"))
    with pytest.raises(ChangedSinceError):
        edit.undo()
    assert processes.get(job).steps[1].done_when == "Theirs"


def test_removing_a_step_opens_to_the_client_what_was_counted_from_it(house: House) -> None:
    processes, job = house.app.processes, house.job.id
    processes.agree_the_rest(job)
    before = processes.get(job)
    gone = next(s for s in before.steps if any(o.counted_from.step_id == s.id for o in before.steps))
    after = processes.remove_step(job, gone.id)
    moved = {s.id for s in before.steps if s.counted_from.step_id == gone.id}
    assert {s.id for s in after.open_steps} == moved
    assert {s.counted_from for s in after.steps if s.id in moved} == {gone.counted_from}
    house.app.undo.undo()
    assert not processes.get(job).open_steps


def test_an_edit_stays_to_be_undone_where_only_the_database_was_locked(house: House) -> None:
    step = house.app.processes.get(house.job.id).steps[0]
    house.app.processes.edit_step(house.job.id, replace(step, done_when="Otherwise"))
    with closing(sqlite3.connect(house.app.folder / DATABASE, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DatabaseError, match="locked"):
            house.app.undo.undo()
    house.app.undo.undo()
    assert house.app.processes.get(house.job.id).steps[0].done_when == step.done_when
