"""Limits, origins, consequences and hours in words, the same on screen and paper. `t` is the catalogue of either."""

from collections.abc import Mapping, Sequence
from gettext import NullTranslations
from uuid import UUID

from desktop.domain.calendars import OfficeHours, OpenHours
from desktop.domain.limits import CountedFrom, Origin, Unit, Within
from desktop.domain.steps import Consequence, IfMissed
from desktop.formats import day_names, format_list, format_time


def within(limit: Within | None, t: NullTranslations) -> str:  # noqa: PLR0911 - one line per unit
    """As in "2 days", "8 hours", "every week"; working days are simply days, as the paper explains."""
    if limit is None:
        return t.gettext("no limit yet")
    n = limit.amount
    match limit.unit:
        case Unit.WORKING_HOURS:
            return t.ngettext("{n} hour", "{n} hours", n).format(n=n)
        case Unit.WORKING_DAYS:
            return t.ngettext("{n} day", "{n} days", n).format(n=n)
        case Unit.CALENDAR_DAYS:
            return t.ngettext("{n} calendar day", "{n} calendar days", n).format(n=n)
        case Unit.WEEKS_APART:
            return t.ngettext("every week", "every {n} weeks", n).format(n=n)
        case Unit.BEFORE_SIGNING:
            return t.gettext("before signing")
        case Unit.BEFORE_SEARCH:
            return t.gettext("before the search")


def limits(all_of_them: Sequence[Within], t: NullTranslations, language: str | None = None) -> str:
    """All that were agreed for one step, the oldest first; "1 to 3 days" where only the amounts differ."""
    units = {limit.unit for limit in all_of_them}
    low, high = (pick((limit.amount for limit in all_of_them), default=0) for pick in (min, max))
    if low < high and units == {Unit.WORKING_HOURS}:
        return t.ngettext("{low} to {high} hour", "{low} to {high} hours", high).format(low=low, high=high)
    if low < high and units == {Unit.WORKING_DAYS}:
        return t.ngettext("{low} to {high} day", "{low} to {high} days", high).format(low=low, high=high)
    return format_list([within(limit, t) for limit in all_of_them], language, last_and=False)


def counted_from(counted: CountedFrom, numbers: Mapping[UUID, int], t: NullTranslations, *, date: str = "") -> str:
    """As in "job order received", "step 3", "each interview".

    `numbers` gives each step's place, `date` the date already in words.
    """
    match counted.origin:
        case Origin.JOB_ORDER_RECEIVED:
            return t.gettext("job order received")
        case Origin.AGREEMENT_SIGNED:
            return t.gettext("agreement signed")
        case Origin.STEP:
            number = numbers.get(counted.step_id) if counted.step_id else None
            return t.gettext("step {n}").format(n=number or "?")
        case Origin.CANDIDATE_EVENT:
            return t.gettext(counted.event.label) if counted.event else ""
        case Origin.DATE:
            return date or (counted.on.isoformat() if counted.on else "")


def if_missed(missed: IfMissed, t: NullTranslations) -> str:
    """The consequence as a phrase; own words as they were typed."""
    return missed.words if missed.consequence == Consequence.OWN_WORDS else t.gettext(missed.consequence.label)


def weekdays(days: Sequence[int], t: NullTranslations, tag: str | None = None) -> str:
    """Monday to Friday, for days in a row; else Monday, Tuesday and Thursday. Monday is 0; `tag` is BCP 47."""
    names, days = day_names(tag), sorted(days)
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return t.gettext("{first} to {last}").format(first=names[days[0]], last=names[days[-1]])
    return format_list([names[day] for day in days], tag)


def week_hours(week: OfficeHours, t: NullTranslations, tag: str | None = None, *, with_days: bool = False) -> str:
    """As in "09:00–17:30", the same on all days; else "Monday to Thursday 09:00–17:30, Friday 09:00–13:00"."""
    found: dict[tuple[OpenHours, ...], list[int]] = {}
    for day in range(7):
        if hours := week.on(day):
            found.setdefault(hours, []).append(day)
    if len(found) < 2 and not with_days:
        return "".join(_hours(hours, tag) for hours in found)
    parts = [
        t.gettext("{weekdays} {hours}").format(weekdays=weekdays(days, t, tag), hours=_hours(hours, tag))
        for hours, days in found.items()
    ]
    return format_list(parts, tag, last_and=False)


def _hours(hours: Sequence[OpenHours], tag: str | None) -> str:
    spans = (f"{format_time(span.opens, tag)}–{format_time(span.closes, tag)}" for span in hours)
    return format_list(list(spans), tag)


def counting(t: NullTranslations) -> str:
    """The rules by which limits are counted, as both sides sign them."""
    return t.gettext(
        "A step is counted in the hours of the side that does it, without its public holidays and own days off. Days"
        " keep the time of day: 2 days from Thursday 16:00 end at 16:00 two working days later. What happens outside"
        " these hours counts from the next opening; what only has a date, from the end of that day."
    )


def city(time_zone: str) -> str:
    """The place that an IANA time zone is named after: "New York"."""
    return time_zone.rsplit("/", maxsplit=1)[-1].replace("_", " ")
