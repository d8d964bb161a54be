"""Times of day, hours and weekdays as people type them, and as they are shown again."""

import re
from collections.abc import Iterable
from datetime import time

from PySide6.QtCore import QLocale, QTime

from desktop.domain.calendars import DayHours, OpenHours
from desktop.errors import UserError
from desktop.formats import day_names
from desktop.i18n import _

_CLOCK = re.compile(r"(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?\s*(am|pm)?", re.IGNORECASE)
_DASH = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")
_DAY = re.compile(r"(\D+?)[\s:]*(\d.*)?")
_NO_HOURS = ("-", "\u2013", "\u2014", "off", "closed")
_LETTERS = 2
"""How many of a weekday's letters are enough."""


def show_time(value: time) -> str:
    """As the locale writes it: 17:30 or 5:30 PM."""
    return QLocale().toString(QTime(value.hour, value.minute), QLocale.FormatType.ShortFormat)


def parse_time(text: str) -> time:
    """9, 9:30, 17.30 or 5:30 pm; 24:00 is midnight. Raises UserError."""
    found = _CLOCK.fullmatch(text.replace("\u202f", " ").strip())
    if found:
        hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
        if half and 1 <= hour <= 12:
            hour = hour % 12 + 12 * (half == "pm")
        if (hour, minute) == (24, 0):
            hour = 0
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise UserError(_("Please write a time of day, such as 17:30."))


def show_hours(hours: Iterable[OpenHours]) -> str:
    """9:00–13:00, 14:00–16:00; empty for none."""
    return ", ".join(f"{show_time(span.opens)}–{show_time(span.closes)}" for span in hours)


def parse_hours(text: str) -> tuple[OpenHours, ...]:
    """9–13, 14–16; empty for none. Raises UserError."""
    return tuple(_span(part) for part in text.split(",")) if text.strip() else ()


def show_exceptions(exceptions: Iterable[DayHours]) -> str:
    """Mon–Wed 9:00–12:00, 13:00–17:00; Fri off: days in a row with the same hours as one."""
    runs: list[list[DayHours]] = []
    for other in sorted(exceptions, key=lambda other: other.day):
        if runs and (runs[-1][-1].day + 1, runs[-1][-1].hours) == (other.day, other.hours):
            runs[-1].append(other)
        else:
            runs.append([other])
    return "; ".join(f"{_run_name(run)} {show_hours(run[0].hours) or _('off')}" for run in runs)


def _run_name(run: list[DayHours]) -> str:
    first, last = _short_name(run[0].day), _short_name(run[-1].day)
    return first if len(run) == 1 else f"{first}–{last}"


def parse_exceptions(text: str) -> tuple[DayHours, ...]:
    """Weekdays with their hours, between semicolons: Mon–Wed 9–12, 13–17; Fri off. Raises UserError."""
    parts = [part.strip() for part in text.split(";")]
    return tuple(sorted((one for part in parts if part for one in _days_hours(part)), key=lambda other: other.day))


def _days_hours(text: str) -> list[DayHours]:
    found = _DAY.fullmatch(text)
    name, hours = (found[1], found[2] or "") if found else (text, "")
    if hours or not found:
        return [DayHours(day, parse_hours(hours)) for day in _weekdays(name)]
    words = (_("off"), *_NO_HOURS)
    off = next((word for word in words if name.casefold().endswith(f" {word.casefold()}")), "")
    if not off:
        sentence = _("Please say the hours of {day} too, as in “{example}”.")
        raise UserError(sentence.format(day=name, example=_example()))
    return [DayHours(day) for day in _weekdays(name[: -len(off)])]


def _weekdays(name: str) -> list[int]:
    """Of one, or from one to another, over the weekend too."""
    ends = [_weekday(end) for end in _DASH.split(name.strip()) if end]
    if len(ends) != 2:
        return [_weekday(name)]
    first, last = ends
    return [day % 7 for day in range(first, last + 1 + 7 * (last < first))]


def _weekday(name: str) -> int:
    typed = name.strip().rstrip(".:").casefold()
    found = {day for day in range(7) if len(typed) >= _LETTERS for known in _names(day) if known.startswith(typed)}
    if len(found) != 1:
        raise UserError(
            _("“{name}” is no weekday. Please write as in “{example}”.").format(name=name, example=_example())
        )
    return found.pop()


def _names(day: int) -> set[str]:
    """What a weekday may be called: in the language of the screen, as the system writes it, and in English."""
    system = QLocale()
    kinds = (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat)
    names = {day_names()[day], day_names("en")[day], *(system.dayName(day + 1, kind) for kind in kinds)}
    return {name.rstrip(".").casefold() for name in names}


def _short_name(day: int) -> str:
    return QLocale().dayName(day + 1, QLocale.FormatType.ShortFormat).rstrip(".")


def _example() -> str:
    return show_exceptions((DayHours(4, (OpenHours(time(9), time(13)), OpenHours(time(14), time(16)))),))


def _span(text: str) -> OpenHours:
    ends = _DASH.split(text.strip())
    if len(ends) == 2:
        try:
            return OpenHours(parse_time(ends[0]), parse_time(ends[1]))
        except UserError:
            pass
    raise UserError(
        _("“{text}” are no hours. Please write from and to, as in “{example}”.").format(
            text=text.strip(), example=show_hours((OpenHours(time(9), time(13)), OpenHours(time(14), time(16))))
        )
    )
