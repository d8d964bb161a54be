"""Working calendars made ready to reckon with, once for each that is asked for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from desktop.domain.calendars import DayOff, SideHours, WorkingWeek, time_zone_problem, working_time
from desktop.domain.lateness import late_seconds
from desktop.domain.limits import Within
from desktop.domain.today import DuePromise
from desktop.domain.working_time import WorkingTime
from desktop.errors import InvalidInputError
from desktop.i18n import language
from desktop.services.places import holidays_at_hand, place_problems, public_holidays

_BEFORE, _AFTER = 1, 4
"""Years of public holidays on both sides of the year that is asked about."""


def working_time_of(week: WorkingWeek, days_off: tuple[DayOff, ...], around: date) -> WorkingTime:
    """The calendar of `week` for reckoning in the years about `around`: those from the one before to four after.

    A signed version may name a region that the library of holidays knows no longer: then those of the whole country
    count, or none where it is the country. Raises UnknownZoneError.
    """
    return _ready(week, days_off, around.year, language())


@lru_cache(maxsize=512)
def _ready(week: WorkingWeek, days_off: tuple[DayOff, ...], year: int, _names_in: str) -> WorkingTime:
    return working_time(week, days_off, _holidays(week.country, week.region, year))


def late_by(within: Within, due_at: datetime, hours: SideHours | None, now: datetime) -> tuple[int, float]:
    """How late a promise is: in seconds as its limit counts time in `hours`, and how many hours make a day of them.

    Plain time where that is what its limit counts, where there are no hours, or their zone is not known here.
    """
    if hours is None or not within.unit.is_working or time_zone_problem(hours.week.time_zone):
        return max(0, int((now - due_at).total_seconds())), 24.0
    calendar = working_time_of(*hours, due_at.date())
    return late_seconds(within, due_at, now, calendar), hours.week.hours_a_day


def late_at_once(line: DuePromise, now: datetime) -> tuple[int, float]:
    """As `late_by`, without public holidays as long as none are at hand: the first ones take a while (`made_ready`)."""
    hours = line.hours
    if hours and not holidays_at_hand():
        hours = hours._replace(week=replace(hours.week, country="", region=""))
    return late_by(line.within, line.due_at, hours, now)


def made_ready(lines: Iterable[DuePromise]) -> None:
    """In a worker: the calendars of `lines` with their public holidays."""
    for line in lines:
        late_by(line.within, line.due_at, line.hours, line.due_at)


def next_days_off(week: WorkingWeek, days_off: tuple[DayOff, ...], today: date, most: int = 4) -> list[DayOff]:
    """The next days, from `today` on, that `week` would work and that are off; those in a row under one name as one.

    Raises InvalidInputError where the place has no public holidays that are known, UnknownZoneError.
    """
    if problems := place_problems(week.country, week.region):
        raise InvalidInputError(problems)
    calendar = working_time_of(week, days_off, today)
    found: list[DayOff] = []
    for day in sorted(calendar.days_off):
        if day < today or not week.on(day.weekday()) or calendar.is_working_day(day):
            continue
        name, before = calendar.days_off[day], found[-1] if found else None
        if before and before.name == name and not any(map(calendar.is_working_day, _between(before.last, day))):
            found[-1] = replace(before, last=day)
        elif len(found) == most:
            break
        else:
            found.append(DayOff(day, day, name))
    return found


def _between(last: date, day: date) -> Iterator[date]:
    return (last + timedelta(days=n) for n in range(1, (day - last).days))


def _holidays(country: str, region: str, year: int) -> Mapping[date, str]:
    problems = place_problems(country, region)
    if "country" in problems:
        country = region = ""
    elif "region" in problems:
        region = ""
    return public_holidays(country, region, year - _BEFORE, year + _AFTER)
