"""Where each step lies on the way from job order to start: the two lanes, and the total along the longest chain.

Steps counted from a candidate's event have no origin among the steps; in the plan they follow the step above them,
since that is what brings the event about (a rhythm such as a weekly check-in brings nothing about, and is passed over).
Steps counted from signing follow everything above the first of them that does not itself wait for signing. What comes
after a candidate's start is kept to, but is not part of filling the job, and stays out of lanes and total.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from desktop.domain.limits import CandidateEvent, CountedFrom, Origin, Unit, Within
from desktop.domain.roles import Side


class Planned(Protocol):
    """What a plan needs of a step, as it is negotiated or as it was agreed."""

    @property
    def id(self) -> UUID: ...
    @property
    def within(self) -> Within | None: ...
    @property
    def counted_from(self) -> CountedFrom: ...
    @property
    def sides(self) -> frozenset[Side]: ...


@dataclass(frozen=True)
class Bar:
    """A step on the lanes of `sides`. `start` and `length` in working days from the job order."""

    step_id: UUID
    number: int
    sides: frozenset[Side]
    start: float
    length: float


@dataclass(frozen=True)
class Plan:
    """All bars, and the working days from job order to the end of the longest chain, rounded up."""

    bars: tuple[Bar, ...]
    total_days: int

    def count(self, *sides: Side) -> int:
        """How many steps are held by exactly these sides."""
        return sum(bar.sides == frozenset(sides) for bar in self.bars)


def lay_out(steps: Sequence[Planned], *, hours_a_day: float = 8.0) -> Plan:
    """Place `steps` (free of cycles) along one line of working days."""
    ends = _Ends(steps, hours_a_day)
    bars = tuple(
        Bar(step.id, number, step.sides, ends.start(index), ends.length(index))
        for index, (number, step) in enumerate(enumerate(steps, 1))
        if not ends.is_after_start(index)
    )
    return Plan(bars, math.ceil(round(max((bar.start + bar.length for bar in bars), default=0.0), 6)))


def stacked(spans: Sequence[tuple[float, float]]) -> tuple[int, ...]:
    """For each (start, end), in which row it lies, from 0, so that none covers another: the first row that is free."""
    rows = [0] * len(spans)
    ends: list[float] = []
    for index in sorted(range(len(spans)), key=lambda i: spans[i][0]):
        start, end = spans[index]
        row = next((n for n, taken in enumerate(ends) if taken <= start), len(ends))
        ends[row : row + 1] = [end]
        rows[index] = row
    return tuple(rows)


class _Ends:
    def __init__(self, steps: Sequence[Planned], hours_a_day: float) -> None:
        self._steps = steps
        self._hours = hours_a_day
        self._index = {step.id: index for index, step in enumerate(steps)}
        self._known: dict[int, float] = {}
        first = next((n for n, s in enumerate(steps) if s.counted_from.origin == Origin.AGREEMENT_SIGNED), 0)
        self._before_signing = [i for i in range(first) if not (self._waits_for_signing(i) or self.is_after_start(i))]

    def length(self, index: int) -> float:
        within = self._steps[index].within
        return within.working_days(self._hours) if within else 0.0

    def end(self, index: int) -> float:
        return self.start(index) + self.length(index)

    def start(self, index: int) -> float:
        if index not in self._known:
            self._known[index] = 0.0  # ends a ring made by "the step above", which check_no_cycle does not know
            self._known[index] = self._origin(index)
        return self._known[index]

    def is_after_start(self, index: int) -> bool:
        """Whether this step, or one it is counted from, waits for a candidate's start."""
        chain = self._chain(index, self._named)
        return any(self._steps[i].counted_from.event == CandidateEvent.STARTED for i in chain)

    def _waits_for_signing(self, index: int) -> bool:
        chain = self._chain(index, self._follows)
        return any(self._steps[i].counted_from.origin == Origin.AGREEMENT_SIGNED for i in chain)

    def _origin(self, index: int) -> float:
        if self._steps[index].counted_from.origin == Origin.AGREEMENT_SIGNED:
            return max((self.end(i) for i in self._before_signing), default=0.0)
        before = self._follows(index)
        return 0.0 if before is None else self.end(before)

    def _follows(self, index: int) -> int | None:
        """The one step that this one starts after."""
        match self._steps[index].counted_from.origin:
            case Origin.STEP:
                return self._named(index)
            case Origin.CANDIDATE_EVENT | Origin.DATE:
                return next((i for i in range(index - 1, -1, -1) if self._brings_about(i)), None)
            case _:
                return None

    def _named(self, index: int) -> int | None:
        step_id = self._steps[index].counted_from.step_id
        return self._index.get(step_id) if step_id else None

    def _brings_about(self, index: int) -> bool:
        within = self._steps[index].within
        return not (self.is_after_start(index) or (within and within.unit == Unit.WEEKS_APART))

    @staticmethod
    def _chain(index: int, before: Callable[[int], int | None]) -> list[int]:
        chain: list[int] = []
        following: int | None = index
        while following is not None and following not in chain:
            chain.append(following)
            following = before(following)
        return chain
