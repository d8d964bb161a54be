"""What can be done to steps, wherever they are kept: in a job order's process or in a template."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from desktop.domain.positions import Position
from desktop.domain.process import Process, ProcessTemplate
from desktop.domain.roles import Side
from desktop.domain.steps import Step
from desktop.errors import InvalidInputError

Steps = tuple[Step, ...]


@dataclass(frozen=True)
class StepActions:
    """What can be done to the steps. Each keeps the change and gives all steps then, or raises UserError."""

    add: Callable[[Step, int | None], Steps]
    edit: Callable[[Step], Steps]
    move: Callable[[UUID, int], Steps]
    remove: Callable[[UUID], Steps]


@dataclass(frozen=True)
class PositionActions:
    """What the sides say of a step, and how differences end. As StepActions."""

    take: Callable[[UUID, Side, Position], Steps]
    both_agree: Callable[[UUID], Steps]
    agree_the_rest: Callable[[], Steps]
    accept: Callable[[UUID], Steps]
    keep: Callable[[UUID], Steps]


def template_actions(
    read: Callable[[], ProcessTemplate], save: Callable[[ProcessTemplate], ProcessTemplate]
) -> StepActions:
    """The actions over the steps of a template, by the rules of a process."""

    def change(edit: Callable[[Process], Process]) -> Steps:
        template = read()
        process = edit(Process(job_order_id=template.id, steps=template.steps, terms=template.terms))
        return save(replace(template, steps=process.steps, terms=process.terms)).steps

    def checked(step: Step) -> Step:
        if problems := step.problems():
            raise InvalidInputError(problems)
        return step

    return StepActions(
        add=lambda step, place: change(lambda process: process.adding(checked(step), place)),
        edit=lambda step: change(lambda process: process.editing(checked(step))),
        move=lambda step_id, place: change(lambda process: process.moving(step_id, place)),
        remove=lambda step_id: change(lambda process: process.removing(step_id)),
    )
