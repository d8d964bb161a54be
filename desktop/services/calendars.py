"""Working calendars made ready to reckon with, once for each that is asked for."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from desktop.domain.calendars import DayOff, WorkingWeek, working_time
from desktop.domain.working_time import WorkingTime
from desktop.i18n import language
from desktop.services.places import place_problems, public_holidays

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


def _holidays(country: str, region: str, year: int) -> Mapping[date, str]:
    problems = place_problems(country, region)
    if "country" in problems:
        country = region = ""
    elif "region" in problems:
        region = ""
    return public_holidays(country, region, year - _BEFORE, year + _AFTER)
