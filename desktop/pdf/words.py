"""The paper's language: its words, and dates, times and numbers as its readers write them.

What is not in the paper's content is not looked at: neither the machine's locale nor its clock.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache

from desktop.domain import wording
from desktop.domain.calendars import OfficeHours
from desktop.domain.limits import Within
from desktop.domain.roles import Role
from desktop.formats import (
    format_date,
    format_list,
    format_month,
    format_number,
    format_quarter,
    format_time,
    format_weekday_moment,
)
from desktop.i18n import right_to_left, words

_number = cache(format_number)


class Words:
    """The words of one paper. `country` (ISO 3166) says how dates look where `language` (BCP 47) does not."""

    def __init__(self, language: str, country: str = "") -> None:
        self.catalogue = words(language)
        self.gettext = self.catalogue.gettext
        self.ngettext = self.catalogue.ngettext
        self.right_to_left = right_to_left(language)
        self._tag = f"{language}-{country}" if country and "-" not in language else language

    def month(self, day: date) -> str:
        """The month that a day is in: Nov 2026."""
        return format_month(day, self._tag)

    def quarter(self, day: date) -> str:
        """The quarter that a day is in: Q3 2026."""
        return format_quarter(day, self._tag)

    def date(self, day: date) -> str:
        return format_date(day, self._tag)

    def time(self, at: time) -> str:
        return format_time(at, self._tag)

    def moment(self, at: datetime, zone: str) -> str:
        """A day of this season and the time, on the clock of `zone`: Thu 3 Nov 09:42."""
        return format_weekday_moment(at, zone, self._tag)

    def number(self, n: Decimal | int) -> str:
        return _number(n, self._tag)

    def weekdays(self, days: Sequence[int]) -> str:
        """Monday to Friday, for days in a row; else Monday, Tuesday and Thursday. Monday is 0."""
        return wording.weekdays(days, self.catalogue, self._tag)

    def hours(self, week: OfficeHours, *, with_days: bool = False) -> str:
        """09:00–17:30; with the weekdays where they are asked for or differ."""
        return wording.week_hours(week, self.catalogue, self._tag, with_days=with_days)

    def listed(self, items: Sequence[str], *, last_and: bool = True) -> str:
        """As in: a, b and c. Without `last_and`: a, b, c."""
        return format_list(items, self._tag, last_and=last_and)

    def limits(self, limits: Sequence[Within]) -> str:
        """All that were agreed for one step: 2 days; 1 to 3 days."""
        return wording.limits(limits, self.catalogue, self._tag)

    def role(self, role: Role) -> str:
        return self.gettext(role.label)
