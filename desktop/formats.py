"""Dates, numbers and money as the reader's locale writes them: the last thing done before they are shown.

Without a `language` they are written for the screen: its language, and the region of the operating system's settings.
Paper and files pass their own language, so that the same content reads the same on every computer. Babel is imported
where it is used: the first window needs none of it.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from desktop import i18n

if TYPE_CHECKING:
    from babel import Locale

Style = Literal["short", "medium", "long", "full"]

_PLAIN_ENGLISH = "en_GB"
"""English where no region is known, spelt as the program itself is: 3 November 2026, 09:42."""
_region = ""


def set_region(region: str) -> None:
    """Write dates and numbers on the screen as `region` (ISO 3166-1 alpha-2) does, in the screen's language.

    The window knows it from the operating system; without a window the environment's locale is asked.
    """
    global _region  # noqa: PLW0603 - one screen has one region, as it has one language
    _region = region.upper()


def format_date(day: date, language: str | None = None, style: Style = "long") -> str:
    """Long: 3 November 2026. Medium: 3 Nov 2026. Full begins with the weekday."""
    from babel import dates

    return dates.format_date(day, style, locale=_locale(language))


def format_weekday(day: date, language: str | None = None) -> str:
    """A day not far off: Thu 3 Nov."""
    return _by_skeleton("MMMEd", day, *_place(language))


def format_weekday_moment(at: datetime, zone: str = "", language: str | None = None) -> str:
    """Day and time of something not far off, on the clock of `zone` (IANA) or of this computer: Thu 3 Nov 09:42."""
    local = at.astimezone(ZoneInfo(zone) if zone else None)
    return f"{format_weekday(local.date(), language)} {format_time(local.time(), language)}"


def format_day(day: date, language: str | None = None) -> str:
    """A day of this season: 3 Nov."""
    return _by_skeleton("MMMd", day, *_place(language))


def format_month(first: date, language: str | None = None, *, with_year: bool = True) -> str:
    """A month, by any of its days: Nov 2026, or Nov."""
    from babel import dates

    return dates.format_skeleton("yMMM" if with_year else "MMM", first, locale=_locale(language))


def format_quarter(day: date, language: str | None = None) -> str:
    """The quarter that a day is in: Q3 2026."""
    from babel import dates

    return dates.format_skeleton("yQQQ", day, locale=_locale(language))


def format_time(at: time, language: str | None = None) -> str:
    """A time of day: 09:42."""
    return _clock(at.replace(second=0, microsecond=0, tzinfo=None), *_place(language))


def format_list(items: Sequence[str], language: str | None = None, *, last_and: bool = True) -> str:
    """As in: a, b and c; without `last_and` a, b, c."""
    from babel import lists

    return lists.format_list(list(items), "standard" if last_and else "unit-short", locale=_locale(language))


def format_moment(at: datetime, language: str | None = None) -> str:
    """Day and time on this computer's clock: 3 Nov 2026, 09:42. `at` has a time zone."""
    from babel import dates

    locale, here = _locale(language), at.astimezone()
    day, clock = dates.format_date(here, "medium", locale), dates.format_time(here, "short", locale=locale)
    return str(dates.get_datetime_format("medium", locale)).format(clock, day).replace("'", "")


def day_names(language: str | None = None) -> tuple[str, ...]:
    """The weekdays' names, from Monday."""
    names = _locale(language).days["stand-alone"]["wide"]
    return tuple(str(names[day]) for day in range(7))


def month_names(language: str | None = None) -> tuple[str, ...]:
    """The months' names, from January."""
    names = _locale(language).months["stand-alone"]["wide"]
    return tuple(str(names[month]) for month in range(1, 13))


def day_comes_first(language: str | None = None) -> bool:
    """Whether the day stands before the month where a date is written in numbers: 3/11 for 3 November."""
    pattern = str(_locale(language).date_formats["short"].pattern)
    return pattern.find("d") < pattern.find("M")


def format_number(number: Decimal | int, language: str | None = None) -> str:
    """With the locale's separators: 12,500.5."""
    from babel import numbers

    return numbers.format_decimal(number, locale=_locale(language), decimal_quantization=False)


def _locale(language: str | None) -> "Locale":
    return _known(*_place(language))


def _place(language: str | None) -> tuple[str, str]:
    return (language, "") if language else (i18n.language(), _region or _environment_region())


@lru_cache(maxsize=4096)  # lists say the same few days over and over
def _by_skeleton(skeleton: str, day: date, tag: str, region: str) -> str:
    from babel import dates

    return dates.format_skeleton(skeleton, day, locale=_known(tag, region))


@lru_cache(maxsize=4096)
def _clock(at: time, tag: str, region: str) -> str:
    from babel import dates

    return dates.format_time(at, "short", locale=_known(tag, region))


@cache
def _known(tag: str, region: str) -> "Locale":
    """The locale nearest to `tag`, a BCP 47 tag; in `region` where the tag names none."""
    from babel import Locale, UnknownLocaleError

    language, _, own = tag.replace("-", "_").partition("_")
    for name in (f"{language}_{own or region}", _PLAIN_ENGLISH if language == "en" else language):
        try:
            return Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(_PLAIN_ENGLISH)


@cache
def _environment_region() -> str:
    """As LC_TIME and its like say; none where they name no place (C, POSIX, unset)."""
    from babel import default_locale

    name = default_locale("LC_TIME") or ""
    region = name.partition("@")[0].rpartition("_")[2]
    return region if len(region) == 2 and "POSIX" not in name else ""
