"""Process templates: made, changed, copied, deleted, and saved from any process."""

from dataclasses import replace

import pytest

from desktop.domain.limits import CountedFrom
from desktop.domain.positions import AGREES, SILENT
from desktop.domain.process import CycleError, ProcessTemplate
from desktop.domain.steps import Step
from desktop.errors import ChangedElsewhereError, InvalidInputError, NotFoundError
from tests.services.conftest import House


def test_the_shipped_ones_come_first_and_the_others_by_name(house: House) -> None:
    for name in ("Sales", "nurses"):
        house.app.templates.save(ProcessTemplate(name=name))
    names = [template.name for template in house.app.templates.all()]
    assert names == ["Permanent", "Contract", "Executive search", "Volume hiring", "Temporary", "nurses", "Sales"]


def test_a_changed_or_deleted_template_changes_no_job_order(house: House) -> None:
    before = house.app.processes.get(house.job.id)
    template = house.app.templates.get(house.template("permanent"))
    house.app.templates.save(replace(template, name="Ours", steps=template.steps[:1]))
    assert house.app.processes.get(house.job.id) == before
    house.app.templates.remove(template.id)
    assert house.app.processes.get(house.job.id) == before
    with pytest.raises(NotFoundError):
        house.app.templates.get(template.id)


def test_a_deletion_can_be_taken_back_whole(house: House) -> None:
    template = house.app.templates.get(house.template("executive"))
    house.app.templates.remove(template.id)
    house.app.undo.undo()
    assert house.app.templates.get(template.id) == replace(template, revision=template.revision + 1)


def test_a_copy_says_the_same_with_steps_of_its_own(house: House) -> None:
    template = house.app.templates.get(house.template("permanent"))
    copy = house.app.templates.copy(template.id)
    assert (copy.name, copy.key, copy.terms) == ("Copy of Permanent", "", template.terms)
    assert [s.title for s in copy.steps] == [s.title for s in template.steps]
    assert not {s.id for s in copy.steps} & {s.id for s in template.steps}
    assert {s.counted_from.step_id for s in copy.steps} <= {None, *(s.id for s in copy.steps)}


def test_a_process_is_saved_without_positions_notes_and_past(house: House) -> None:
    processes, job = house.app.processes, house.job.id
    step = processes.get(job).steps[0]
    processes.note(job, step.id, "They always say that")
    processes.agree_the_rest(job)
    template = house.app.templates.save_process(job, "As with Northwind")
    assert {(s.agency, s.client, s.note, s.settlements) for s in template.steps} == {(AGREES, SILENT, "", ())}
    assert [s.title for s in template.steps] == [s.title for s in processes.get(job).steps]


def test_what_cannot_stand_is_refused_and_nothing_is_kept(house: House) -> None:
    before = house.app.templates.all()
    first, second = Step(title="One"), Step(title="Two")
    ring = (
        replace(first, counted_from=CountedFrom.step(second.id)),
        replace(second, counted_from=CountedFrom.step(first.id)),
    )
    with pytest.raises(CycleError, match="One → Two → One"):
        house.app.templates.save(ProcessTemplate(name="Ring", steps=ring))
    with pytest.raises(InvalidInputError) as refused:
        house.app.templates.save(ProcessTemplate(name=" ", steps=(Step(title=""),)))
    assert set(refused.value.problems) == {"name", "steps.0.title"}
    house.app.templates.save(replace(before[0], description="Ours"))
    with pytest.raises(ChangedElsewhereError):
        house.app.templates.save(replace(before[0], description="Theirs"))
    house.app.undo.undo()
    assert [replace(t, revision=1) for t in house.app.templates.all()] == before
