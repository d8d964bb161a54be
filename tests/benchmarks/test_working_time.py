"""Working time: the same for 10 holidays as for 2,000, and quick enough for every running promise at once.

Rates are per second of this process's own processor time, so that what else the machine does does not count.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from time import process_time

from desktop.domain.limits import Unit, Within
from desktop.domain.reckoning import reckon
from desktop.domain.working_time import Span, WorkingTime
from tests.benchmarks.measure import ratio, report

ASKED = 2_000
ENOUGH = 20_000  # a second
START = datetime(2026, 5, 21, 15, 0, tzinfo=UTC)
STARTS = [START + timedelta(hours=7 * n % 4000) for n in range(ASKED)]
DAY = (Span(9 * 3600, 17 * 3600 + 1800),)


def calendar(holidays: int) -> WorkingTime:
    """With so many days off, ten of them in each year, as far as they reach."""
    off = {date(2026 + n // 10, 1 + n % 10, 6): "Holiday" for n in range(holidays)}
    return WorkingTime("Europe/London", (DAY, DAY, DAY, DAY, DAY, (), ()), off)


def rate(work: Callable[[datetime], object]) -> float:
    """How many of `STARTS` a second, in the best of some rounds."""
    best = 0.0
    for _ in range(10):
        begun = process_time()
        for start in STARTS:
            work(start)
        best = max(best, ASKED / (process_time() - begun))
    return best


def test_ten_working_days_cost_the_same_with_many_holidays() -> None:
    few, many = calendar(10), calendar(2000)
    assert few.add_days(START, 10) == many.add_days(START, 10)
    ours, floor, of = ratio(
        lambda: [many.add_days(s, 10) for s in STARTS], lambda: [few.add_days(s, 10) for s in STARTS]
    )
    report("2,000 x 10 working days, 2,000 holidays against 10", ours, floor, of, 1.3)
    assert of < 1.3


def test_all_running_promises_are_reckoned_in_a_second() -> None:
    week = calendar(2000)
    added = rate(lambda start: (week.add_days(start, 10), week.add(start, timedelta(hours=20)))) * 2
    days = rate(lambda start: reckon(week, start, Within(3)))
    hours = rate(lambda start: reckon(week, start, Within(20, Unit.WORKING_HOURS)))
    print(f"add and add_days: {added:,.0f} a second; promises in days {days:,.0f}, in hours {hours:,.0f}")
    assert min(added, days, hours) > ENOUGH
