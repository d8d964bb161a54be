"""When each side works: the hours of a week, and the days that are otherwise. What people edit, before it is reckoned.

A span whose closing time is not after its opening time runs past midnight. From 00:00 to 00:00 is the whole day.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from desktop.domain.canonical import ADDED
from desktop.domain.text import Problems, problem
from desktop.domain.working_time import Span, WorkingTime
from desktop.formats import day_names, format_date
from desktop.i18n import _

DAY: Final = 86_400
"""Seconds from midnight to midnight on a wall clock."""
WEEK: Final = 7 * DAY
LONGEST_DAY_OFF: Final = 366  # days
MOST_SPANS: Final = 12
"""Of hours on one day."""


@dataclass(frozen=True)
class OpenHours:
    """From opening to closing time on the wall clock; `closes` not after `opens` lies on the next day."""

    opens: time
    closes: time

    @property
    def seconds(self) -> tuple[int, int]:
        """Opening and closing in seconds after the day's midnight; past midnight the closing is beyond 86,400."""
        opens, closes = _seconds(self.opens), _seconds(self.closes)
        return opens, closes if closes > opens else closes + DAY

    def problem(self) -> str | None:
        """Equal times say nothing, save from midnight to midnight: the whole day."""
        if self.opens == self.closes != time(0):
            return _("Opening and closing time are the same. For the whole day please write 0:00 to 0:00.")
        return None


@dataclass(frozen=True)
class DayHours:
    """Other hours than usual on a weekday (Monday is 0); none: this day is not worked."""

    day: int
    hours: tuple[OpenHours, ...] = ()

    def problem(self) -> str | None:
        if not 0 <= self.day <= 6:
            return _("Please give a weekday.")
        return _hours_problem(self.hours)


@dataclass(frozen=True, kw_only=True)
class OfficeHours:
    """The usual days (Monday is 0) with the usual hours, and the weekdays on which they differ."""

    days: tuple[int, ...] = (0, 1, 2, 3, 4)
    opens: time = time(9)
    closes: time = time(17, 30)
    exceptions: tuple[DayHours, ...] = field(default=(), metadata=ADDED)
    """Hold for their weekday instead of the usual hours, be it a usual day or not."""

    def on(self, weekday: int) -> tuple[OpenHours, ...]:
        """The hours of a weekday; empty where it is not worked."""
        for other in self.exceptions:
            if other.day == weekday:
                return other.hours
        return (OpenHours(self.opens, self.closes),) if weekday in self.days else ()

    @cached_property
    def hours_a_day(self) -> float:
        """Of the days that are worked, on average."""
        worked = [hours for hours in map(self.on, range(7)) if hours]
        seconds = sum(closes - opens for hours in worked for opens, closes in (span.seconds for span in hours))
        return max(0.25, seconds / 3600 / max(1, len(worked)))

    def problems(self) -> Problems:
        found = Problems()
        if not any(map(self.on, range(7))):
            found.add("days", _("Please choose at least one working day."))
        found.add("closes", OpenHours(self.opens, self.closes).problem())
        if len({other.day for other in self.exceptions}) < len(self.exceptions):
            found.add("exceptions", _("A weekday is given twice. Please give each weekday once, with all its hours."))
        for other in self.exceptions:
            found.add("exceptions", other.problem())
        if not found:
            found.add("exceptions", self._overlap())
        return found

    def _overlap(self) -> str | None:
        """A night that lasts into the next day's hours. The week is a ring: Sunday's ends in Monday."""
        spans = sorted(
            (day * DAY + opens, day * DAY + closes, day)
            for day in range(7)
            for opens, closes in (span.seconds for span in self.on(day))
        )
        following = [*spans[1:], (spans[0][0] + WEEK, spans[0][1] + WEEK, spans[0][2])]
        for (_opens, closes, day), (begins, _closes, next_day) in zip(spans, following, strict=True):
            if begins < closes:
                return _("The hours of {day} last into those of {next}. Please let one end before the other.").format(
                    day=day_names()[day], next=day_names()[next_day]
                )
        return None


@dataclass(frozen=True, kw_only=True)
class WorkingWeek(OfficeHours):
    """What "a working day" means: the hours, on which clock, and whose public holidays do not count."""

    time_zone: str = "Europe/London"
    country: str = "GB"
    """ISO 3166-1 alpha-2; empty: public holidays are worked."""
    region: str = "ENG"

    def problems(self) -> Problems:
        found = super().problems()
        found.add("time_zone", time_zone_problem(self.time_zone))
        return found


USUAL_HOURS: Final = OfficeHours()
USUAL_WEEK: Final = WorkingWeek()


@dataclass(frozen=True)
class DayOff:
    """Own days off, from the first to the last of them; with hours they are worked, at these hours only."""

    first: date
    last: date
    name: str
    hours: tuple[OpenHours, ...] = ()

    def dates(self) -> Iterator[date]:
        """Each day of it."""
        return (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))

    def problems(self) -> Problems:
        found = Problems()
        if self.last < self.first:
            found.add("last", _("The last day is before the first. Please correct one of them."))
        elif (self.last - self.first).days >= LONGEST_DAY_OFF:
            found.add("last", _("This is longer than a year. Please give the days off of one year at a time."))
        found.add("name", problem(self.name, required=True))
        found.add("hours", _hours_problem(self.hours))
        return found


class SideHours(NamedTuple):
    """When a side works, before its public holidays are looked up."""

    week: WorkingWeek
    days_off: tuple[DayOff, ...]


def days_off_problem(days_off: Sequence[DayOff]) -> str | None:
    """A sentence that names the days off it is about, or None."""
    for off in days_off:
        for sentence in off.problems().values():
            return _("{name}, {date}: {problem}").format(name=off.name, date=format_date(off.first), problem=sentence)
    in_turn = sorted(days_off, key=lambda off: off.first)
    for before, after in pairwise(in_turn):
        if after.first <= before.last:
            return _("“{one}” and “{other}” are both on {date}. Please keep one of them for each day.").format(
                one=before.name, other=after.name, date=format_date(after.first)
            )
    return None


def working_time(week: WorkingWeek, days_off: Iterable[DayOff], public: Mapping[date, str]) -> WorkingTime:
    """The calendar of `week` to reckon with, less `public` holidays and own `days_off`; the last word is theirs.

    Raises UnknownZoneError.
    """
    off, other, names = dict(public), {}, {}
    for own in days_off:
        for day in own.dates():
            if own.hours:
                other[day], names[day] = _spans(own.hours), own.name
            else:
                off.setdefault(day, own.name)
    return WorkingTime(
        zone=week.time_zone,
        week=tuple(_spans(week.on(day)) for day in range(7)),
        days_off=off,
        other_hours=other,
        names=names,
    )


def _spans(hours: Iterable[OpenHours]) -> tuple[Span, ...]:
    return tuple(Span(*span.seconds) for span in hours)


def time_zone_problem(name: str) -> str | None:
    """A sentence where `name` is no time zone that this computer knows."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, not a name at all, or the name of a folder of zones
        return _("This time zone is not known. Please choose one, such as Europe/London.")
    return None


def _hours_problem(hours: Iterable[OpenHours]) -> str | None:
    """Of the spans of one day."""
    hours, end = tuple(hours), 0
    if len(hours) > MOST_SPANS:
        return _("Please give a day at most {most} spans of hours.").format(most=MOST_SPANS)
    for span in sorted(hours, key=lambda span: span.seconds):
        if sentence := span.problem():
            return sentence
        opens, closes = span.seconds
        if opens < end:
            return _("These hours overlap. Please let one end before the next begins.")
        end = closes
    return None


def _seconds(at: time) -> int:
    return at.hour * 3600 + at.minute * 60 + at.second
