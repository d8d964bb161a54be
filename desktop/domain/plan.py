"""Where each step lies on the way from job order to start: the two lanes, and the total along the longest chain.

Steps counted from a candidate's event have no origin among the steps; in the plan they follow the step above them, since
that is what brings the event about. Steps counted from signing follow everything above the first of them. What comes after
a candidate's start is kept to, but is not part of filling the job, and stays out of lanes and total.
"""

import math
from dataclasses import dataclass
from uuid import UUID

from desktop.domain.limits import CandidateEvent, Origin
from desktop.domain.roles import Side
from desktop.domain.steps import Step


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


def lay_out(steps: tuple[Step, ...], *, hours_a_day: float = 8.0) -> Plan:
    """Place `steps` (free of cycles) along one line of working days."""
    ends = _Ends(steps, hours_a_day)
    bars = tuple(
        Bar(step.id, number, step.sides, ends.start(index), ends.length(index))
        for index, (number, step) in enumerate(enumerate(steps, 1))
        if not ends.is_after_start(index)
    )
    return Plan(bars, math.ceil(round(max((bar.start + bar.length for bar in bars), default=0.0), 6)))


class _Ends:
    def __init__(self, steps: tuple[Step, ...], hours_a_day: float) -> None:
        self._steps = steps
        self._hours = hours_a_day
        self._index = {step.id: index for index, step in enumerate(steps)}
        self._known: dict[int, float] = {}
        self._first_after_signing = next(
            (n for n, s in enumerate(steps) if s.counted_from.origin == Origin.AGREEMENT_SIGNED), 0
        )

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

    def _origin(self, index: int) -> float:
        counted = self._steps[index].counted_from
        match counted.origin:
            case Origin.STEP if counted.step_id in self._index:
                return self.end(self._index[counted.step_id])
            case Origin.AGREEMENT_SIGNED:
                return max((self.end(i) for i in range(self._first_after_signing)), default=0.0)
            case Origin.CANDIDATE_EVENT | Origin.DATE if index:
                return self.end(index - 1)
            case _:
                return 0.0

    def is_after_start(self, index: int) -> bool:
        seen: set[int] = set()
        while index not in seen:
            seen.add(index)
            counted = self._steps[index].counted_from
            if counted.event == CandidateEvent.STARTED:
                return True
            index = self._index.get(counted.step_id, index) if counted.step_id else index
        return False
