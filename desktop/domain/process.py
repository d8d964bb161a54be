"""The ordered steps of one job order and their terms: editing, counting, and coming to terms."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from desktop.domain.limits import CountedFrom, Origin
from desktop.domain.positions import AGREES, SILENT, Outcome, Position, Settlement, Stance
from desktop.domain.roles import Role, Side, in_order
from desktop.domain.steps import Step
from desktop.domain.terms import USUAL_TERMS, Terms
from desktop.errors import NotFoundError, UserError
from desktop.i18n import N_, _

MOST_STEPS = 60


class CycleError(UserError):
    """Steps counted from each other in a ring have no beginning. `chain` names them."""

    message = N_(
        "These steps would wait for each other for ever: {chain}. Please count one of them from something else."
    )


class NothingOpenError(UserError):
    message = N_("There is no open difference on this step.")


class TooManyStepsError(UserError):
    message = N_("A process has at most {most} steps. Please join some of them.")


@dataclass(frozen=True, kw_only=True)
class Process:
    """The steps and terms of one job order, as both sides are agreeing them now."""

    job_order_id: UUID
    steps: tuple[Step, ...] = ()
    terms: Terms = USUAL_TERMS
    valid_until: date | None = None
    effective_from: date | None = None
    """From when an amended version counts; None means from the last signature."""
    revision: int = 0

    def step(self, step_id: UUID) -> Step:
        """Raises NotFoundError: another window may have removed it."""
        return self.steps[self.place(step_id) - 1]

    def place(self, step_id: UUID) -> int:
        """Its number, from 1. Raises NotFoundError."""
        for number, step in enumerate(self.steps, 1):
            if step.id == step_id:
                return number
        raise NotFoundError

    @property
    def open_steps(self) -> tuple[Step, ...]:
        """The steps that not both sides agree with yet."""
        return tuple(step for step in self.steps if not step.is_agreed)

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles used by any step, in column order."""
        return in_order({role for step in self.steps for role in step.roles})

    def gaps(self) -> tuple[str, ...]:
        """What keeps this process from being agreed, apart from open differences: sentences that name the step."""
        if not self.steps:
            return (_("There is no step yet. Please add the first."),)
        return tuple(
            _("Step {n}, {title}: {gap}").format(n=n, title=step.title, gap=gap)
            for n, step in enumerate(self.steps, 1)
            for gap in step.gaps()
        )

    def adding(self, step: Step, place: int | None = None) -> "Process":
        """With `step` as number `place` (from 1), at the end by default. Raises TooManyStepsError, CycleError."""
        if len(self.steps) >= MOST_STEPS:
            raise TooManyStepsError(most=MOST_STEPS)
        index = len(self.steps) if place is None else max(0, place - 1)
        return self._with((*self.steps[:index], step, *self.steps[index:]))

    def editing(self, step: Step, *, by: Side = Side.AGENCY) -> "Process":
        """With `step` in place of the one with its id. New terms are agreed by their writer and open to the other.

        Who does the step that negotiates the offer is who negotiates it. Raises CycleError.
        """
        before = self.step(step.id)
        if before.agreed_terms != step.agreed_terms:
            other = Side.CLIENT if by == Side.AGENCY else Side.AGENCY
            step = step.with_position(by, AGREES)
            if step.position(other).stance == Stance.AGREES:
                step = step.with_position(other, SILENT)
        process = self._with(_swap(self.steps, step))
        if step.negotiates_offer and step.does and self.terms.offer_negotiator not in step.does:
            process = replace(process, terms=replace(self.terms, offer_negotiator=step.does[0]))
        return process

    def moving(self, step_id: UUID, place: int) -> "Process":
        """With the step as number `place` (from 1; beyond the ends means the end)."""
        step = self.step(step_id)
        rest = [s for s in self.steps if s.id != step_id]
        rest.insert(max(0, min(place - 1, len(rest))), step)
        return self._with(tuple(rest))

    def removing(self, step_id: UUID) -> "Process":
        """Without the step. Steps counted from it count from what it was counted from: new terms for the client."""
        gone, process = self.step(step_id), self
        for step in self.steps:
            if step.counted_from.step_id == step_id:
                process = process.editing(replace(step, counted_from=gone.counted_from))
        return replace(process, steps=tuple(step for step in process.steps if step.id != step_id))

    def negotiated_by(self, role: Role) -> "Process":
        """With `role` negotiating the offer: the terms say so, and the step is done by that role."""
        process = replace(self, terms=replace(self.terms, offer_negotiator=role))
        for step in self.steps:
            if step.negotiates_offer and step.does != (role,):
                asked, told = (tuple(r for r in roles if r != role) for roles in (step.asked, step.told))
                process = process.editing(replace(step, does=(role,), asked=asked, told=told))
        return process

    def positioned(self, step_id: UUID, side: Side, position: Position, *, at: datetime) -> "Process":
        """With what `side` says of a step. A side that comes round without a change has given way by itself."""
        step = self.step(step_id)
        before = step.position(side)
        if before.stance in {Stance.ASKS, Stance.REFUSES} and position.stance == Stance.AGREES:
            step = _settled(step, Outcome.WITHDRAWN, asked_by=side, gave_way=side, at=at)
        return self._with(_swap(self.steps, step.with_position(side, position)))

    def accepting(self, step_id: UUID, *, at: datetime) -> "Process":
        """The change asked for is accepted: the asked terms stand, both agree, the other side gave way.

        A change asked for in own words settles the difference; the words stay in the settlement.

        Raises NothingOpenError.
        """
        step, side, asked = self._difference(step_id, {Stance.ASKS})
        other = Side.CLIENT if side == Side.AGENCY else Side.AGENCY
        step = replace(
            _settled(step, Outcome.ACCEPTED, asked_by=side, gave_way=other, at=at),
            within=asked.within or step.within,
            done_when=asked.done_when or step.done_when,
            agency=AGREES,
            client=AGREES,
        )
        return self._with(_swap(self.steps, step))

    def keeping(self, step_id: UUID, *, at: datetime) -> "Process":
        """The step stays as it is and both agree: the side that asked or refused gave way. Raises NothingOpenError."""
        step, side, _asked = self._difference(step_id, {Stance.ASKS, Stance.REFUSES})
        step = _settled(step, Outcome.KEPT, asked_by=side, gave_way=side, at=at)
        return self._with(_swap(self.steps, replace(step, agency=AGREES, client=AGREES)))

    def _difference(self, step_id: UUID, stances: set[Stance]) -> tuple[Step, Side, Position]:
        step = self.step(step_id)
        for side in (Side.CLIENT, Side.AGENCY):
            if step.position(side).stance in stances:
                return step, side, step.position(side)
        raise NothingOpenError

    def _with(self, steps: tuple[Step, ...]) -> "Process":
        """Raises CycleError, NotFoundError where a step is counted from one that was removed meanwhile."""
        check_no_cycle(steps)
        if not {s.counted_from.step_id for s in steps} <= {None, *(s.id for s in steps)}:
            raise NotFoundError
        return replace(self, steps=steps)


def _swap(steps: tuple[Step, ...], step: Step) -> tuple[Step, ...]:
    return tuple(step if s.id == step.id else s for s in steps)


def _settled(step: Step, outcome: Outcome, *, asked_by: Side, gave_way: Side, at: datetime) -> Step:
    over = Settlement(at=at, outcome=outcome, asked_by=asked_by, gave_way=gave_way, asked=step.position(asked_by))
    return replace(step, settlements=(*step.settlements, over))


def check_no_cycle(steps: tuple[Step, ...]) -> None:
    """Raises CycleError, naming the chain, where steps are counted from each other in a ring."""
    origin = {s.id: s.counted_from.step_id for s in steps if s.counted_from.origin == Origin.STEP}
    titles = {s.id: s.title for s in steps}
    for start in origin:
        chain: list[UUID] = [start]
        while (before := origin.get(chain[-1])) is not None and before not in chain:
            chain.append(before)
        if before == start:
            raise CycleError(chain=" → ".join(titles[id] for id in [*chain, start]))


def copied(steps: tuple[Step, ...], change: Callable[[Step], Step] = lambda step: step) -> tuple[Step, ...]:
    """The same steps with new ids, counted from each other as before, each passed through `change`."""
    ids = {step.id: uuid4() for step in steps}

    def origin(counted: CountedFrom) -> CountedFrom:
        return replace(counted, step_id=ids.get(counted.step_id)) if counted.step_id else counted

    return tuple(change(replace(s, id=ids[s.id], counted_from=origin(s.counted_from))) for s in steps)


def fresh(step: Step) -> Step:
    """`step` as it starts out in another process: proposed by us, nothing said by the client, no past."""
    return replace(step, agency=AGREES, client=SILENT, settlements=(), note="")


@dataclass(frozen=True, kw_only=True)
class ProcessTemplate:
    """A reusable process. `key` marks those that ship with the program."""

    id: UUID = field(default_factory=uuid4)
    name: str
    description: str = ""
    key: str = ""
    steps: tuple[Step, ...] = ()
    terms: Terms = USUAL_TERMS
    revision: int = 0
