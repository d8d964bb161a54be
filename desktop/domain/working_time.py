"""Reckoning with working hours: adding working time and working days to an instant, and measuring it between two.

The rules, where others choose differently:

- Hours are half open: the opening second is inside, the closing second is not. What falls outside counts from the next
  opening (backwards: from the previous closing).
- Working time is elapsed time: hours on a night when clocks change are an hour longer or shorter. An opening or closing
  on the wall clock that is skipped takes place at the jump; one that comes twice, the first time.
- Added time ends at a closing rather than at the opening after it (backwards: at an opening).
- N working days on is the same time of day N working days on, never outside that day's hours: before its first opening
  or after its last closing it becomes that, in a break the end of the break. A closing still belongs to its day.
- A reversed interval is the negative of the other way round.
- A span past midnight belongs to the day on which it opens. Spans of two days that touch at midnight stay two: that
  midnight is a closing and an opening.

Instants are aware datetimes; answers are in UTC. Every search ends: with an answer, or with `NoWorkingTimeError`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desktop.domain import clock
from desktop.domain.clock import DAY, SECOND, Year, moment
from desktop.errors import UserError
from desktop.i18n import N_

LONGEST_CLOSED: Final = 10
"""Years without a working hour after which a search gives up."""
FURTHEST: Final = 400
"""Years over which anything is reckoned at all."""

_DAY: Final = DAY // SECOND
_MARGIN: Final = 6 * DAY  # more than a night's hours, a zone's offset and what `year_near` may err together


class Span(NamedTuple):
    """Hours of one day in seconds after its local midnight; `closes` past 86,400 runs into the next day."""

    opens: int
    closes: int


class NoWorkingTimeError(UserError):
    """The calendar has no working hour near enough, or the answer lies too far away."""

    message = N_(
        "The working calendar has no working hour within {years} years. Please give it hours, or fewer days off."
    )


class TooFarError(NoWorkingTimeError):
    """The answer would lie outside the years that are reckoned with."""

    message = N_("That is further away than {years} years, which is as far as working time is counted.")


class UnknownZoneError(UserError):
    """This computer does not know the calendar's time zone."""

    message = N_("There is no time zone called “{zone}”. Please choose one from the list.")


@dataclass(frozen=True)
class WorkingTime:
    """A working calendar, ready to reckon with. Keep it for many questions: it remembers the years it has laid out.

    `week` has the hours of the seven weekdays, Monday first; spans of a day that touch or overlap become one.
    `days_off` are whole days off and their names. `other_hours` replaces what a day would have by its weekday or as a
    day off, `()` closes it; `names` says what such a day is. Raises `UnknownZoneError`.
    """

    zone: str
    week: tuple[tuple[Span, ...], ...]
    days_off: Mapping[date, str] = field(default_factory=dict)
    other_hours: Mapping[date, tuple[Span, ...]] = field(default_factory=dict)
    names: Mapping[date, str] = field(default_factory=dict)
    _known: dict[int, Year] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise ValueError("A week has seven days")
        own = {
            "week": tuple(_merged(spans) for spans in self.week),
            "days_off": dict(self.days_off),
            "other_hours": {day: _merged(spans) for day, spans in self.other_hours.items()},
            "names": dict(self.names),
        }
        for name, value in own.items():  # copies, so that nobody changes them while years are remembered
            object.__setattr__(self, name, value)
        _ = self.tz

    def __hash__(self) -> int:
        return hash((self.zone, self.week))

    @cached_property
    def tz(self) -> ZoneInfo:
        """The time zone, for showing instants on its wall clock."""
        try:
            return ZoneInfo(self.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # the last for the name of a folder of zones
            raise UnknownZoneError(zone=self.zone) from error

    @cached_property
    def exceptions(self) -> tuple[date, ...]:
        """The days that are not as their weekday says, in order."""
        return tuple(sorted({*self.days_off, *self.other_hours}))

    # -- days ---------------------------------------------------------------------------------------------------------

    def spans(self, day: date) -> tuple[Span, ...]:
        """The hours of `day` in order, none where it is off."""
        other = self.other_hours.get(day)
        if other is not None:
            return other
        return () if day in self.days_off else self.week[day.weekday()]

    def name(self, day: date) -> str:
        """What an exception is called; empty where it has no name."""
        return self.names.get(day) or self.days_off.get(day, "")

    def is_working_day(self, day: date) -> bool:
        return bool(self.spans(day))

    def working_days(self, start: date, end: date) -> int:
        """How many working days come after `start`, `end` among them; negative where `end` is before `start`.

        Raises `TooFarError`.
        """
        if end < start:
            return -self.working_days(end, start)
        first, last = start.toordinal(), end.toordinal()
        years = self._through(start.year, end.year)
        return sum(bisect_right(year.days, last) - bisect_right(year.days, first) for year in years)

    def opening(self, day: date) -> datetime:
        """When `day` opens; if it is off, the next working day. Raises `NoWorkingTimeError`."""
        ordinal = self._working_day_from(day)
        return self._showing(self.spans(date.fromordinal(ordinal))[0].opens * SECOND, ordinal)

    def closing(self, day: date) -> datetime:
        """When `day` closes for the last time; if it is off, the next working day. Raises `NoWorkingTimeError`."""
        ordinal = self._working_day_from(day)
        return self._showing(self.spans(date.fromordinal(ordinal))[-1].closes * SECOND, ordinal)

    def end_of(self, day: date) -> datetime:
        """When `day` closes for the last time; if it is off, the midnight that ends it. Raises `NoWorkingTimeError`."""
        return self.closing(day) if self.is_working_day(day) else self._showing(0, day.toordinal() + 1)

    def local_day(self, at: datetime) -> date:
        """The date on the wall clock at `at`."""
        return at.astimezone(self.tz).date()

    # -- instants -----------------------------------------------------------------------------------------------------

    def is_open(self, at: datetime) -> bool:
        """Whether `at` is inside working hours: from an opening to just before a closing."""
        instant = _number(at)
        for year in self._around(instant, instant):
            index = bisect_right(year.opens, instant) - 1
            if index >= 0 and instant < year.closes[index]:
                return True
        return False

    def next_instant(self, at: datetime) -> datetime:
        """`at` itself inside working hours, else the next opening. Raises `NoWorkingTimeError`."""
        instant = _number(at)
        for year in self._on_from(instant):
            index = bisect_right(year.closes, instant)
            if index < len(year.opens):
                return moment(max(instant, year.opens[index]))
        raise NoWorkingTimeError(years=LONGEST_CLOSED)

    def previous_instant(self, at: datetime) -> datetime:
        """`at` itself inside working hours or at a closing, else the closing before. Raises `NoWorkingTimeError`."""
        return moment(self._last_working(_number(at))[0])

    def next_opening(self, at: datetime) -> datetime:
        """The first opening after `at`. Raises `NoWorkingTimeError`."""
        instant = _number(at)
        for year in self._on_from(instant):
            index = bisect_right(year.opens, instant)
            if index < len(year.opens):
                return moment(year.opens[index])
        raise NoWorkingTimeError(years=LONGEST_CLOSED)

    def next_closing(self, at: datetime) -> datetime:
        """The first closing after `at`, be it for a break. Raises `NoWorkingTimeError`."""
        instant = _number(at)
        for year in self._on_from(instant):
            index = bisect_right(year.closes, instant)
            if index < len(year.closes):
                return moment(year.closes[index])
        raise NoWorkingTimeError(years=LONGEST_CLOSED)

    # -- working time -------------------------------------------------------------------------------------------------

    def add(self, start: datetime, amount: timedelta) -> datetime:
        """The instant at which `amount` of working time has passed since `start`; negative amounts go back.

        No amount gives `next_instant`. Raises `NoWorkingTimeError`.
        """
        instant, left = _number(start), amount // clock.MICROSECOND
        if left == 0:
            return self.next_instant(start)
        if abs(left) > FURTHEST * 366 * DAY:
            raise TooFarError(years=FURTHEST)
        return moment(self._after(instant, left) if left > 0 else self._before(instant, -left))

    def between(self, start: datetime, end: datetime) -> timedelta:
        """The working time from `start` to `end`; negative where `end` is before `start`. Raises `TooFarError`."""
        if end < start:
            return -self.between(end, start)
        first, last = _number(start), _number(end)
        years = self._around(first, last)
        return timedelta(microseconds=sum(year.worked_until(last) - year.worked_until(first) for year in years))

    def add_days(self, start: datetime, days: int) -> datetime:
        """The same time of day `days` working days on, never outside the hours of the day reached.

        They count from `start` inside hours or at a closing, else from the next opening (the closing before where
        `days` is negative), which is the answer where there are none. Raises `NoWorkingTimeError`.
        """
        return self.count_days(start, days)[1]

    def count_days(self, start: datetime, days: int) -> tuple[datetime, datetime]:
        """From when `days` working days count, and when they end: as `add_days`, which see."""
        instant, owner = self._last_working(_number(start)) if days < 0 else self._first_working(_number(start))
        if abs(days) > FURTHEST * 366:
            raise TooFarError(years=FURTHEST)
        counted = moment(instant)
        if days == 0:
            return counted, counted
        time, reached = clock.since_midnight(instant, owner, self.tz), self._days_on(owner, days)
        hours = self.spans(date.fromordinal(reached))
        span = next((span for span in hours if time <= span.closes * SECOND), hours[-1])
        return counted, self._showing(min(max(time, span.opens * SECOND), span.closes * SECOND), reached)

    def add_calendar_days(self, start: datetime, days: int) -> datetime:
        """The same time on the wall clock `days` days later, worked or not. Raises `TooFarError`."""
        if abs(days) > FURTHEST * 366:
            raise TooFarError(years=FURTHEST)
        today = start.toordinal()
        return self._showing(clock.since_midnight(_number(start), today, self.tz), today + days)

    # -- inside -------------------------------------------------------------------------------------------------------

    def _after(self, instant: int, left: int) -> int:
        for year in self._on_from(instant):
            goal = year.worked_until(instant) + left
            if goal <= year.worked[-1]:
                index = bisect_left(year.worked, goal) - 1
                return year.opens[index] + goal - year.worked[index]
            left = goal - year.worked[-1]
        raise NoWorkingTimeError(years=LONGEST_CLOSED)

    def _before(self, instant: int, left: int) -> int:
        for year in self._back_from(instant):
            goal = year.worked_until(instant) - left
            if goal >= 0:
                index = bisect_right(year.worked, goal) - 1
                return year.opens[index] + goal - year.worked[index]
            left = -goal
        raise NoWorkingTimeError(years=LONGEST_CLOSED)

    def _first_working(self, instant: int) -> tuple[int, int]:
        """`instant` inside hours or at a closing, else the next opening; and the day to which it belongs."""
        for year in self._on_from(instant):
            index = bisect_left(year.closes, instant)
            if index < len(year.opens):
                return max(instant, year.opens[index]), year.owners[index]
        raise NoWorkingTimeError(years=LONGEST_CLOSED)

    def _last_working(self, instant: int) -> tuple[int, int]:
        """`instant` inside hours or at a closing, else the closing before; and the day to which it belongs."""
        for year in self._back_from(instant):
            index = bisect_right(year.opens, instant) - 1
            if index >= 0:
                return min(instant, year.closes[index]), year.owners[index]
        raise NoWorkingTimeError(years=LONGEST_CLOSED)

    def _days_on(self, day: int, days: int) -> int:
        """The working day `days` after (before) the working day `day`, all ordinals."""
        place: int | None = None
        for year in self._years(date.fromordinal(day).year, 1 if days > 0 else -1):
            if place is None:
                place = bisect_left(year.days, day) + days
            elif days < 0:
                place += len(year.days)
            if 0 <= place < len(year.days):
                return year.days[place]
            if days > 0:
                place -= len(year.days)
        raise NoWorkingTimeError(years=LONGEST_CLOSED)

    def _showing(self, time: int, day: int) -> datetime:
        return moment(clock.first_showing(time, day, self.tz))

    def _working_day_from(self, day: date) -> int:
        ordinal = day.toordinal()
        for year in self._years(day.year, 1):
            index = bisect_left(year.days, ordinal)
            if index < len(year.days):
                return year.days[index]
        raise NoWorkingTimeError(years=LONGEST_CLOSED)

    def _on_from(self, instant: int) -> Iterator[Year]:
        return self._years(clock.year_near(instant - _MARGIN), 1)

    def _back_from(self, instant: int) -> Iterator[Year]:
        return self._years(clock.year_near(instant + _MARGIN), -1)

    def _years(self, first: int, step: int) -> Iterator[Year]:
        """The years from `first` on or back, until too many in a row have no hours. Raises `TooFarError`."""
        closed = 0
        for number in range(first, first + step * FURTHEST, step):
            year = self._year(number)
            yield year
            closed = 0 if year.opens else closed + 1
            if closed > LONGEST_CLOSED:
                return
        raise TooFarError(years=FURTHEST)

    def _around(self, first: int, last: int) -> Iterator[Year]:
        return self._through(clock.year_near(first - _MARGIN), clock.year_near(last + _MARGIN))

    def _through(self, first: int, last: int) -> Iterator[Year]:
        if last - first > FURTHEST:
            raise TooFarError(years=FURTHEST)
        return (self._year(number) for number in range(first, last + 1))

    def _year(self, number: int) -> Year:
        known = self._known.get(number)
        if known is None:
            if not clock.FIRST_YEAR <= number <= clock.LAST_YEAR:
                raise TooFarError(years=FURTHEST)
            known = self._known[number] = clock.laid_out(number, self.tz, self.spans)
        return known


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for opens, closes in sorted(spans):
        if not 0 <= opens < _DAY or not opens < closes <= opens + _DAY:
            raise ValueError(f"No span of a day: {opens} to {closes}")
        if found and opens <= found[-1].closes:
            found[-1] = Span(found[-1].opens, max(closes, found[-1].closes))
        else:
            found.append(Span(opens, closes))
    return tuple(found)


def _number(at: datetime) -> int:
    if not clock.FIRST_YEAR <= at.year <= clock.LAST_YEAR:
        raise TooFarError(years=FURTHEST)
    return clock.number(at)
