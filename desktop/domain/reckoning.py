"""When a limit ends, and how that came about, in words.

Working hours and working days are reckoned as `working_time` says; a calendar day is the same time on the wall clock
one day later, a week seven of them.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from gettext import NullTranslations
from typing import Final
from zoneinfo import ZoneInfo

from desktop.domain.limits import Unit, Within
from desktop.domain.working_time import Span, WorkingTime
from desktop.formats import format_list, format_time, format_weekday

MOST_NAMED: Final = 4
"""How many days passed over are told one by one."""

NamedDays = tuple[tuple[date, str], ...]


@dataclass(frozen=True)
class Reckoning:
    """When a limit ends, and what there is to say about it. Instants are in UTC."""

    start: datetime
    counted_from: datetime
    """`start`, or the next opening where it lies outside working hours."""
    end: datetime
    not_counted: NamedDays = ()
    """Days passed over that their weekday would have counted, and what they are called. No plain weekends."""
    zone: str = "UTC"
    """On whose wall clock it is told."""
    in_part: NamedDays = ()
    """Days counted with shorter hours than their weekday has."""


def reckon(working_time: WorkingTime, start: datetime, within: Within) -> Reckoning:
    """When `within`, counted from `start`, ends.

    Raises `NoWorkingTimeError` where the calendar has no hours for it, ValueError for a limit that has no duration.
    """
    start = start.astimezone(UTC)
    match within.unit:
        case Unit.WORKING_HOURS:
            counted = working_time.next_instant(start)
            end = working_time.add(counted, timedelta(hours=within.amount))
        case Unit.WORKING_DAYS:
            counted, end = working_time.count_days(start, within.amount)
        case Unit.CALENDAR_DAYS | Unit.WEEKS_APART:
            days = within.amount * (7 if within.unit == Unit.WEEKS_APART else 1)
            return Reckoning(start, start, working_time.add_calendar_days(start, days), zone=working_time.zone)
        case _:
            raise ValueError(f"{within.unit} is no duration")
    off, shorter = _exceptions(working_time, start, end, ends_only=within.unit == Unit.WORKING_DAYS)
    return Reckoning(start, counted, end, off, working_time.zone, shorter)


def words(reckoning: Reckoning, within: Within, t: NullTranslations, language: str | None = None) -> str:
    """As in "2 working days from Thu 21 May 16:00, not counting Mon 25 May, Spring bank holiday: Tue 26 May 16:00".

    `t` is the catalogue of the screen, or of the paper's `language`.
    """
    days = _listed(reckoning, t, language)
    if reckoning.counted_from == reckoning.start:
        if days:
            sentence = t.gettext("{limit} from {start}, not counting {days}: {end}")
        else:
            sentence = t.gettext("{limit} from {start}: {end}")
    elif days:
        sentence = t.gettext("{limit} from {start}, the next working hour after {given}, not counting {days}: {end}")
    else:
        sentence = t.gettext("{limit} from {start}, the next working hour after {given}: {end}")
    return sentence.format(
        limit=_limit(within, t),
        start=_moment(reckoning.counted_from, reckoning.zone, t, language),
        given=_moment(reckoning.start, reckoning.zone, t, language),
        end=_moment(reckoning.end, reckoning.zone, t, language),
        days=days,
    )


def _exceptions(
    working_time: WorkingTime, start: datetime, end: datetime, *, ends_only: bool
) -> tuple[NamedDays, NamedDays]:
    """The days from `start` to `end` that are off, and those that are shorter; with `ends_only` the last one only."""
    off: list[tuple[date, str]] = []
    shorter: list[tuple[date, str]] = []
    last = working_time.local_day(end)
    days = working_time.exceptions
    for day in days[bisect_left(days, working_time.local_day(start)) : bisect_right(days, last)]:
        hours, usual = _seconds(working_time.spans(day)), _seconds(working_time.week[day.weekday()])
        if not hours and usual:
            off.append((day, working_time.name(day)))
        elif hours < usual and (day == last or not ends_only):
            shorter.append((day, working_time.name(day)))
    return tuple(off), tuple(shorter)


def _seconds(spans: tuple[Span, ...]) -> int:
    return sum(closes - opens for opens, closes in spans)


def _limit(within: Within, t: NullTranslations) -> str:
    n = within.amount
    match within.unit:
        case Unit.WORKING_HOURS:
            counted = t.ngettext("{n} working hour", "{n} working hours", n)
        case Unit.WORKING_DAYS:
            counted = t.ngettext("{n} working day", "{n} working days", n)
        case Unit.CALENDAR_DAYS:
            counted = t.ngettext("{n} calendar day", "{n} calendar days", n)
        case _:
            counted = t.ngettext("{n} week", "{n} weeks", n)
    return counted.format(n=n)


def _listed(reckoning: Reckoning, t: NullTranslations, language: str | None) -> str:
    """The days passed over, in order; of many only the first."""
    days, items = sorted({*reckoning.not_counted, *reckoning.in_part}), []
    if len(days) == 1 and reckoning.not_counted and days[0][1]:
        return t.gettext("{day}, {name}").format(day=format_weekday(days[0][0], language), name=days[0][1])
    for day, name in days:
        whole = (day, name) in reckoning.not_counted
        if name:
            item = t.gettext("{day} ({name})") if whole else t.gettext("a part of {day} ({name})")
        else:
            item = "{day}" if whole else t.gettext("a part of {day}")
        items.append(item.format(day=format_weekday(day, language), name=name))
    more = len(items) - MOST_NAMED
    if more > 0:
        items[MOST_NAMED:] = [t.ngettext("{n} more", "{n} more", more).format(n=more)]
    return format_list(items, language) if items else ""


def _moment(at: datetime, zone: str, t: NullTranslations, language: str | None) -> str:
    local = at.astimezone(ZoneInfo(zone))
    return t.gettext("{day} {time}").format(
        day=format_weekday(local.date(), language), time=format_time(local.time(), language)
    )
