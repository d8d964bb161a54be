"""Working-time cases of other projects, read: the format is that of `business_time` in the shared data's README.

What is not understood is never guessed: it is named by `NotUnderstoodError`.
"""

import json
from calendar import isleap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, timedelta
from functools import cache
from math import ceil, floor, trunc
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desktop.domain.working_time import Span, WorkingTime

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONG_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
CALENDAR = {"tz", "week", "holidays", "annual_holidays", "special_days"}
ASKED = {"op", "calendar", "start", "end", "at", "date", "days", "amount_s", "inclusive", "unit", "unit_s", "rounding"}
EXPECTED = ("expect_end", "expect_s", "expect")
TOLD = {"id", "name", "title", "description", "test", "src", "source", "tags", "note", "comment"}
TOLD |= {"plain_model", "plain_answer"}
ROUNDINGS: Mapping[Any, Callable[[float], float]] = {
    None: float,
    "float": float,
    "truncate": trunc,
    "floor": floor,
    "ceil": ceil,
    "round": round,
}
UNITS = {"second": 1, "minute": 60, "hour": 3600}
Case = dict[str, Any]
Answer = datetime | date | timedelta | bool | float | None


class NotUnderstoodError(Exception):
    """A part of a case that means nothing here; the message names it."""


@dataclass(frozen=True)
class When:
    """An instant and the day that the calendar's wall clock shows; `is_date` where only the day was given."""

    at: datetime
    day: date
    is_date: bool = False


@dataclass(frozen=True)
class Question:
    """A case: what is asked of a calendar, and what the other project answers.

    `by_day`: a day is the answer, not an instant. `by_parts`: days are counted with their parts. `options` are keys of
    the case that mean nothing here and may matter.
    """

    op: str
    calendar: WorkingTime
    start: When
    end: When
    amount: timedelta
    days: int
    inclusive: bool
    unit: timedelta
    by_parts: bool
    rounding: Callable[[float], float]
    by_day: bool
    expected: Answer
    options: tuple[str, ...]


def read(case: Case, needs: Mapping[str, tuple[str, ...]]) -> Question:
    """The question of `case`; `needs` has the keys without which an op is none. Raises `NotUnderstoodError`."""
    op = str(case.get("op") if isinstance(case, dict) else case)
    if op not in needs:
        raise NotUnderstoodError(f"{op}: unknown here")
    given: Case = {key: value for key, value in case.items() if value is not None}
    given["start"] = next((given[key] for key in ("start", "at", "date") if key in given), None)
    if missing := [key for key in ("calendar", "start", *needs[op]) if given.get(key) is None]:
        raise NotUnderstoodError(f"{missing[0]}: missing")
    expects = next((key for some in (given, case) for key in EXPECTED if key in some), "expect")
    if expects not in case:
        raise NotUnderstoodError("expect: missing")
    texts = (given["start"], given.get("end"), case[expects])
    years = {int(text[:4]) for text in texts if isinstance(text, str) and text[:4].isdigit()}
    laid_out = json.dumps(given["calendar"]), min(years, default=2000) - 20, max(years, default=2000) + 20
    calendar = _built(*laid_out)
    start = _when("start", given["start"], calendar)
    expected = _answer("expect_s" if op == "working_seconds" else expects, case[expects], calendar)
    by_day = isinstance(expected, When) and (expected.is_date or (start.is_date and _is_midnight(expected, calendar)))
    unit, by_parts = _unit(op, given)
    return Question(
        op=op,
        calendar=_of_days(*laid_out) if by_day and start.is_date else calendar,
        start=start,
        end=_when("end", given.get("end", given["start"]), calendar),
        amount=_amount("amount_s", given.get("amount_s", 0)),
        days=_whole("days", given.get("days", 0)),
        inclusive=bool(_whole("inclusive", given.get("inclusive", False))),
        unit=unit,
        by_parts=by_parts,
        rounding=_rounding(given.get("rounding")),
        by_day=by_day,
        expected=(expected.day if by_day else expected.at) if isinstance(expected, When) else expected,
        options=tuple(sorted(key for key, value in case.items() if value and key not in ASKED | TOLD | {*EXPECTED})),
    )


def _answer(key: str, value: Any, calendar: WorkingTime) -> When | timedelta | bool | float | None:
    if isinstance(value, str):
        return _when(key, value, calendar)
    if isinstance(value, list | dict):
        raise NotUnderstoodError(f"{key}: {value}")
    return _amount(key, value) if key == "expect_s" and value is not None else value


def _amount(key: str, seconds: Any) -> timedelta:
    try:
        return timedelta(seconds=seconds)
    except (TypeError, ValueError, OverflowError) as error:
        raise NotUnderstoodError(f"{key}: {seconds}") from error


def _whole(key: str, number: Any) -> int:
    if not isinstance(number, int | float) or number % 1:
        raise NotUnderstoodError(f"{key}: {number}")
    return int(number)


def _unit(op: str, given: Case) -> tuple[timedelta, bool]:
    """What the answer is counted in, and whether that is days of different length instead."""
    name = str(given.get("unit") or "").lower().removesuffix("s")
    if op == "workdays_between" and name not in {"", "day", "calendarday"}:
        raise NotUnderstoodError(f"unit: {name}")
    unit = _amount("unit_s", given.get("unit_s", UNITS.get(name, 0)))
    if op == "working_units" and unit <= timedelta():
        raise NotUnderstoodError(f"unit: {given.get('unit_s', name)}")
    return unit, name == "day"


def _rounding(name: Any) -> Callable[[float], float]:
    if not isinstance(name, str | None) or name not in ROUNDINGS:
        raise NotUnderstoodError(f"rounding: {name}")
    return ROUNDINGS[name]


def _when(key: str, text: Any, calendar: WorkingTime) -> When:
    """A plain date is its midnight on the calendar's wall clock; an instant without a zone is in UTC."""
    try:
        at = datetime.fromisoformat(text)
        is_date = len(text) == len("2000-01-01")
        at = at.replace(tzinfo=at.tzinfo or (calendar.tz if is_date else UTC)).astimezone(UTC)
        return When(at, at.astimezone(calendar.tz).date(), is_date)
    except (TypeError, ValueError, OverflowError) as error:
        raise NotUnderstoodError(f"{key}: {text}") from error


def _is_midnight(when: When, calendar: WorkingTime) -> bool:
    return not any(when.at.astimezone(calendar.tz).timetuple()[3:6])


# -- calendars ---------------------------------------------------------------------------------------------------------


@cache
def _built(text: str, first: int, last: int) -> WorkingTime:
    """The calendar, with the holidays that return each year in the years `first` to `last`."""
    calendar = json.loads(text)
    try:
        if unknown := sorted(calendar.keys() - CALENDAR):
            raise NotUnderstoodError(f"{unknown[0]}: no part of a calendar here")
        zone = calendar.get("tz") or "UTC"
        ZoneInfo(zone)
        hours = {_weekday(day): _spans(spans) for day, spans in (calendar.get("week") or {}).items()}
        days_off = {date.fromisoformat(day[:10]): "holiday" for day in calendar.get("holidays") or ()}
        days_off |= dict.fromkeys(_each_year(calendar.get("annual_holidays") or (), first, last), "holiday")
        special = calendar.get("special_days") or {}
        other = {date.fromisoformat(day[:10]): _spans(spans) for day, spans in special.items()}
    except (AttributeError, TypeError, ValueError, OSError, ZoneInfoNotFoundError) as error:
        raise NotUnderstoodError(f"calendar: {error}") from error
    return WorkingTime(zone, tuple(hours.get(day, ()) for day in WEEKDAYS), days_off, other)


@cache
def _of_days(text: str, first: int, last: int) -> WorkingTime:
    """Where only days are asked, their hours say nothing, nor to which day a night or a midnight belongs."""
    calendar = _built(text, first, last)
    hours = (Span(9 * 3600, 17 * 3600),)
    week = tuple(hours if spans else () for spans in calendar.week)
    return replace(calendar, week=week, other_hours={d: hours if s else () for d, s in calendar.other_hours.items()})


def _weekday(name: str) -> str:
    day = name.lower()
    if day not in {*WEEKDAYS, *LONG_WEEKDAYS}:
        raise ValueError(f"no weekday: {name}")
    return day[:3]


def _each_year(days: Any, first: int, last: int) -> list[date]:
    found = []
    for month, day in (map(int, text.split("-")) for text in days):
        date(2000, month, day)  # a leap year: is it a day at all?
        years = range(max(first, MINYEAR), min(last, MAXYEAR) + 1)
        found += [date(year, month, day) for year in years if (month, day) != (2, 29) or isleap(year)]
    return found


def _spans(pairs: Any) -> tuple[Span, ...]:
    found = []
    for opens, closes in ((_seconds(opens), _seconds(closes)) for opens, closes in pairs or ()):
        if opens >= 86_400 or closes > opens + 86_400:
            raise ValueError(f"no hours of a day: {pairs}")
        found.append(Span(opens, closes if closes > opens else closes + 86_400))
    return tuple(found)


def _seconds(clock: str) -> int:
    """In seconds after midnight; the last instant before a second is that second, as 23:59:59.999999 is midnight."""
    hours, minutes, seconds = (float(part) for part in (*clock.split(":"), "0", "0")[:3])
    since_midnight = round(hours * 3600 + minutes * 60 + seconds, 2)
    if since_midnight % 1 or not 0 <= hours <= 48:
        raise ValueError(f"no time of day: {clock}")
    return int(since_midnight)
