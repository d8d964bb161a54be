"""The paper's language: its words, and dates, times and numbers as its readers write them.

What is not in the paper's content is not looked at: neither the machine's locale nor its clock.
"""

from collections.abc import Sequence
from datetime import date, time
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from desktop.domain.roles import Role
from desktop.i18n import PSEUDO, words

if TYPE_CHECKING:
    from babel import Locale


class Words:
    """The words of one paper. `country` (ISO 3166) says how dates look where `language` does not."""

    def __init__(self, language: str, country: str) -> None:
        self.catalogue = words(language)
        self.gettext = self.catalogue.gettext
        self.ngettext = self.catalogue.ngettext
        self._locale = _locale(language, country)
        self.right_to_left: bool = language == PSEUDO or self._locale.text_direction == "rtl"

    def date(self, day: date) -> str:
        from babel.dates import format_date  # loaded late: not needed to show the window

        return format_date(day, "long", locale=self._locale)

    def time(self, at: time) -> str:
        from babel.dates import format_time  # loaded late: as above

        return format_time(at, "short", locale=self._locale)

    def number(self, n: int) -> str:
        return _number(n, self._locale)

    def weekdays(self, days: Sequence[int]) -> str:
        """ "Monday to Friday" for days in a row, else "Monday, Tuesday and Thursday". Monday is 0."""
        names = self._locale.days["stand-alone"]["wide"]
        days = sorted(days)
        if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
            return self.gettext("{first} to {last}").format(first=names[days[0]], last=names[days[-1]])
        return self.listed([names[day] for day in days])

    def listed(self, items: Sequence[str], *, style: str = "standard") -> str:
        """ "a, b and c"; with style "unit-short" "a, b, c"."""
        from babel.lists import format_list  # loaded late: as above

        return format_list(list(items), style=style, locale=self._locale)  # type: ignore[arg-type]

    def role(self, role: Role) -> str:
        return self.gettext(role.label)


@cache
def _locale(language: str, country: str) -> "Locale":
    """ "en" in the United Kingdom is British: the paper says whose working days count, so whose dates too."""
    from babel import Locale, UnknownLocaleError  # loaded late: as above

    base = language.split("-")[0]
    for name in ([] if "-" in language else [f"{base}_{country}"]) + [language.replace("-", "_"), base]:
        try:
            return Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


@lru_cache(maxsize=1024)
def _number(n: int, locale: "Locale") -> str:
    from babel.numbers import format_decimal  # loaded late: as above

    return format_decimal(n, locale=locale)
