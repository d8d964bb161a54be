"""Measuring two things against each other in one run, so that the machine's speed and mood cancel out."""

import statistics
from collections.abc import Callable
from time import perf_counter


def times(work: Callable[[], object], rounds: int) -> list[float]:
    """How long each of `rounds` calls took, in milliseconds."""
    found = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        found.append((perf_counter() - start) * 1000)
    return found


def ratio(ours: Callable[[], object], floor: Callable[[], object], rounds: int = 15) -> tuple[float, float, float]:
    """(our median, the floor's median, their ratio), warm; taken in turns, so that both meet the same noise."""
    ours(), floor()
    mine, theirs = [], []
    for _ in range(rounds):
        mine += times(ours, 1)
        theirs += times(floor, 1)
    a, b = statistics.median(mine), statistics.median(theirs)
    return a, b, a / b


def percentile(found: list[float], part: float) -> float:
    """The value that `part` (0.95) of `found` does not exceed."""
    return sorted(found)[min(len(found) - 1, round(part * len(found)))]


def report(what: str, ours: float, floor: float, of: float, limit: float) -> None:
    print(f"{what:<52} {ours:8.2f} ms  floor {floor:8.2f} ms  {of:5.2f}x  (at most {limit:.1f}x)")
