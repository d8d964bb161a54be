"""Wall clocks and instants as numbers, and the working hours of a year laid out on them.

An instant is a whole number of microseconds since 1970 in UTC; a day is its proleptic ordinal, as `date.toordinal` has.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

DAY: Final = 86_400_000_000
SECOND: Final = 1_000_000
FIRST_YEAR: Final = 3  # datetime's own bounds, with room for a search to look around
LAST_YEAR: Final = 9997

_MEAN_YEAR: Final = 31_556_952 * SECOND
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY: Final = _EPOCH.toordinal()
MICROSECOND: Final = timedelta(microseconds=1)
_NONE: Final = timedelta()


def number(at: datetime) -> int:
    return (at - _EPOCH) // MICROSECOND


def moment(number: int) -> datetime:
    return _EPOCH + timedelta(0, *divmod(number, SECOND))


def year_near(number: int) -> int:
    """The year in which an instant lies; within two days of a New Year, perhaps the other. Quicker than a date."""
    return 1970 + number // _MEAN_YEAR


def since_midnight(number: int, day: int, zone: ZoneInfo) -> int:
    """How far the wall clock has come at an instant, counted from midnight of `day`."""
    at = moment(number).astimezone(zone)
    return number + (at.utcoffset() or _NONE) // MICROSECOND - (day - _EPOCH_DAY) * DAY


def first_showing(clock: int, day: int, zone: ZoneInfo) -> int:
    """The first instant at which the wall clock shows at least `clock` after midnight of `day`.

    A time that comes twice is the first; one that is skipped is the jump over it.
    """
    shown = datetime.fromordinal(day) + timedelta(0, *divmod(clock, SECOND))
    earlier, later = (zone.utcoffset(shown.replace(fold=fold)) or _NONE for fold in (0, 1))
    wall = (day - _EPOCH_DAY) * DAY + clock
    found = wall - earlier // MICROSECOND
    if earlier >= later:
        return found
    low = wall - later // MICROSECOND  # skipped: the jump is between the two
    while low < found:
        middle = (low + found) // 2
        low, found = (low, middle) if since_midnight(middle, day, zone) >= clock else (middle + 1, found)
    return found


class Year(NamedTuple):
    """The hours of the days of one local year, in order and without overlaps, ready for bisection."""

    opens: list[int]
    closes: list[int]
    worked: list[int]  # microseconds worked in the year before each span, and at the end
    owners: list[int]  # the day to which each span belongs
    days: list[int]  # the working days

    def worked_until(self, at: int) -> int:
        index = bisect_right(self.opens, at) - 1
        return self.worked[index] + min(at, self.closes[index]) - self.opens[index] if index >= 0 else 0


def laid_out(year: int, zone: ZoneInfo, spans: Callable[[date], Iterable[tuple[int, int]]]) -> Year:
    """The hours that `spans` gives for each day, in seconds after its midnight. Where days overlap the earlier wins."""
    found = Year([], [], [0], [], [])
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    noons = [_at_noon(day, zone) for day in range(first - 3, last + 3)]
    end: int | None = None
    for index, day in enumerate(range(first - 2, last + 1), 1):  # a night of two days ago may reach into this year
        hours = spans(date.fromordinal(day))
        plain = noons[index - 1] == noons[index] == noons[index + 1] == noons[index + 2]
        midnight = (day - _EPOCH_DAY) * DAY - noons[index]
        for seconds in hours:
            opens, closes = (
                midnight + s * SECOND if plain else first_showing(s * SECOND, day, zone)  # the quick way, mostly
                for s in seconds
            )
            opens = opens if end is None else max(opens, end)
            if closes <= opens:
                continue  # skipped by the clock, or inside the night before
            end = closes
            if day >= first:
                found.opens.append(opens)
                found.closes.append(closes)
                found.worked.append(found.worked[-1] + closes - opens)
                found.owners.append(day)
        if hours and day >= first:
            found.days.append(day)
    return found


def _at_noon(day: int, zone: ZoneInfo) -> int:
    """By how much the wall clock is ahead of UTC."""
    return (zone.utcoffset(datetime.fromordinal(day).replace(hour=12)) or _NONE) // MICROSECOND
