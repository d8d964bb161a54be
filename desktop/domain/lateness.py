"""How late something is: in seconds of the working time of whoever does it, and in words."""

from datetime import datetime
from gettext import NullTranslations
from typing import Final

from desktop.domain.limits import Within
from desktop.domain.working_time import WorkingTime

_HOUR: Final = 3600
_ALMOST: Final = 0.1
"""Of a day: days of different length are close enough."""


def late_seconds(within: Within, due_at: datetime, now: datetime, calendar: WorkingTime) -> int:
    """From `due_at` to `now` as a limit like `within` counts time; 0 where it is not late."""
    if now <= due_at:
        return 0
    late = calendar.between(due_at, now) if within.unit.is_working else now - due_at
    return int(late.total_seconds())


def late_days(seconds: int, hours_a_day: float) -> int:
    """In whole days of `hours_a_day` hours."""
    return int(seconds / (hours_a_day * _HOUR) + _ALMOST)


def late_words(seconds: int, hours_a_day: float, t: NullTranslations) -> str:
    """As in "2 days late", "3 hours late"; days are of `hours_a_day` hours."""
    days, hours = late_days(seconds, hours_a_day), seconds // _HOUR
    if days:
        return t.ngettext("{n} day late", "{n} days late", days).format(n=days)
    if hours:
        return t.ngettext("{n} hour late", "{n} hours late", hours).format(n=hours)
    return t.gettext("less than an hour late")
