"""Calendar files (RFC 5545): invitations that an update replaces, and what is due. User text is data."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import quote
from zoneinfo import ZoneInfo

from desktop.domain.invitation import DueDate, Invitation
from desktop.domain.meetings import Attendee
from desktop.exchange.eml import is_address

if TYPE_CHECKING:
    from icalendar import Alarm, Calendar, Event, Timezone, vCalAddress

ALARM: Final = timedelta(minutes=15)
"""How long before a meeting it is announced."""
_BEFORE_DUE: Final = timedelta(hours=1)
_MORNING: Final = timedelta(hours=9)
"""When what is due on a day is announced that day."""
_LINE_ENDS: Final = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LOOK_BACK: Final = timedelta(days=400)
_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def media_type(invitation: Invitation) -> str:
    """For the headers of an e-mail, so that mail programs see an invitation and not just a file."""
    method = _method(invitation)
    return f"text/calendar; charset=utf-8; method={method}" if method else "text/calendar; charset=utf-8"


def _method(invitation: Invitation) -> str:
    """REQUEST or CANCEL, which calendars answer; none where nobody can be answered: PUBLISH needs an organizer too."""
    if not _answered_to(invitation):
        return ""
    return "CANCEL" if invitation.is_cancelled else "REQUEST"


def invitation_ics(invitation: Invitation, stamp: datetime) -> bytes:
    """The invitation, its update or its cancellation, as made at `stamp`. The same arguments give the same bytes."""
    from icalendar import Event  # takes 200 ms to import

    calendar = _calendar(_method(invitation))
    zone = ZoneInfo(invitation.zone)
    begins, ends = _wall(invitation.at, zone), _wall(invitation.at + timedelta(minutes=invitation.minutes), zone)
    _add_time_zones(calendar, [(zone, begins, ends)])
    event = Event()
    event.add("uid", invitation.uid)
    event.add("sequence", invitation.sequence)
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("dtstart", begins)
    event.add("dtend", ends)
    event.add("summary", _clean(invitation.title))
    if invitation.place:
        event.add("location", _clean(invitation.place))
    if invitation.description:
        event.add("description", _clean(invitation.description))
    if _answered_to(invitation):
        _add_people(event, invitation)
    event.add("status", "CANCELLED" if invitation.is_cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE")
    if not invitation.is_cancelled:
        event.add_component(_alarm(invitation.title, -ALARM))
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def due_dates_ics(dues: Sequence[DueDate], stamp: datetime) -> bytes:
    """What is due, an event each: calendars everywhere show events, few take tasks. Days are never busy for it.

    What is done is a cancelled event, which takes the one of an earlier file away and rings no alarm.
    """
    from icalendar import Event  # as above

    calendar = _calendar()
    timed = [(ZoneInfo(one.zone), one.due) for one in dues if isinstance(one.due, datetime)]
    walls = [(zone, _wall(at, zone)) for zone, at in timed]
    _add_time_zones(calendar, [(zone, at, at) for zone, at in walls])
    for one in dues:
        event = Event()
        event.add("uid", one.uid)
        event.add("sequence", one.sequence)
        event.add("dtstamp", stamp.astimezone(UTC))
        if isinstance(one.due, datetime):
            event.add("dtstart", _wall(one.due, ZoneInfo(one.zone)))
        else:
            event.add("dtstart", one.due)
            event.add("dtend", one.due + timedelta(days=1))
        event.add("summary", _clean(one.title))
        if one.description:
            event.add("description", _clean(one.description))
        event.add("status", "CANCELLED" if one.is_cancelled else "CONFIRMED")
        event.add("transp", "TRANSPARENT")
        if not one.is_cancelled:
            event.add_component(_alarm(one.title, -_BEFORE_DUE if isinstance(one.due, datetime) else _MORNING))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _calendar(method: str = "") -> "Calendar":
    from icalendar import Calendar  # as above

    calendar = Calendar()
    calendar.add("prodid", "-//Countersign//Countersign//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if method:
        calendar.add("method", method)
    return calendar


def _alarm(words: str, trigger: timedelta) -> "Alarm":
    from icalendar import Alarm  # as above

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _clean(words))
    alarm.add("trigger", trigger)
    return alarm


def _clean(text: str) -> str:
    """`text` with one kind of line end, which the library escapes, and nothing that is no character."""
    return _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text))


# -- who -----------------------------------------------------------------------------------------------------------


def _answered_to(invitation: Invitation) -> bool:
    return invitation.organizer is not None and is_address(invitation.organizer.email)


def _add_people(event: "Event", invitation: Invitation) -> None:
    from icalendar import vText  # as above

    if invitation.organizer is None:
        return
    event.add("organizer", _person(invitation.organizer))
    ours = invitation.organizer.email.casefold()
    invited = {one.email.casefold(): one for one in reversed(invitation.people) if is_address(one.email)}
    for address, one in reversed(invited.items()):
        person = _person(one)
        person.params["CUTYPE"] = vText("INDIVIDUAL")
        person.params["ROLE"] = vText("REQ-PARTICIPANT")
        person.params["PARTSTAT"] = vText("ACCEPTED" if address == ours else "NEEDS-ACTION")
        person.params["RSVP"] = vText("FALSE" if address == ours else "TRUE")
        event.add("attendee", person)


def _person(one: Attendee) -> "vCalAddress":
    from icalendar import vCalAddress, vText  # as above

    person = vCalAddress("mailto:" + quote(one.email, safe="@!$&'*+-=._~"))
    name = " ".join(_clean(one.name).split()).replace('"', "'")  # a parameter can hold neither, and readers differ
    person.params["CN"] = vText(name or one.email)
    return person


# -- when ----------------------------------------------------------------------------------------------------------


def _wall(at: datetime, zone: ZoneInfo) -> datetime:
    """`at` on the clock of `zone`; in UTC in an hour that this clock shows twice, of which readers take either."""
    local = at.astimezone(zone)
    is_shown_twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return local.astimezone(UTC) if is_shown_twice or zone.key in {"UTC", "Etc/UTC"} else local


def _add_time_zones(calendar: "Calendar", times: Iterable[tuple[ZoneInfo, datetime, datetime]]) -> None:
    """How the clocks run that are told the time by, around those times."""
    spans: dict[ZoneInfo, tuple[datetime, datetime]] = {}
    for zone, begins, ends in times:
        if zone in (begins.tzinfo, ends.tzinfo):
            first, last = spans.get(zone, (begins, ends))
            spans[zone] = min(first, begins), max(last, ends)
    for zone, (first, last) in spans.items():
        calendar.add_component(_time_zone(zone, first.astimezone(UTC), last.astimezone(UTC)))


def _time_zone(zone: ZoneInfo, first: datetime, last: datetime) -> "Timezone":
    """A VTIMEZONE that holds from `first` to `last`, and for as long as the clocks change by the same rule."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard  # as above

    found = Timezone()
    found.add("tzid", zone.key)
    changes = list(_changes(zone, first - _LOOK_BACK, last))
    ruled: set[tuple[int, str, timedelta | None]] = set()
    for at in changes or [datetime(1970, 1, 1, tzinfo=UTC)]:
        before = _offset(zone, at - timedelta(seconds=1)) if changes else _offset(zone, first)
        after = _offset(zone, at) if changes else before
        local = (at + before).replace(tzinfo=None)
        rule = _rule(local)
        if (*rule, after) in ruled:
            continue  # an earlier one says it
        part = TimezoneDaylight() if after > before else TimezoneStandard()
        part.add("dtstart", local)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", (at if changes else first).astimezone(zone).tzname() or zone.key)
        if changes and _holds(zone, local, before, after):
            part.add("rrule", {"freq": "yearly", "bymonth": rule[0], "byday": rule[1]})
            ruled.add((*rule, after))
        found.add_component(part)
    return found


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """The instants at which the clock of `zone` is set forward or back, to the second."""
    low, day = first.replace(microsecond=0), timedelta(days=1)
    while low <= last:
        before, after = low, low + day
        if _offset(zone, before) != _offset(zone, after):
            while after - before > timedelta(seconds=1):
                middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
                before, after = (middle, after) if _offset(zone, middle) == _offset(zone, low) else (before, middle)
            yield after
        low += day


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _rule(local: datetime) -> tuple[int, str]:
    """The month, and which weekday in it: the last one where it is, else the second or so."""
    is_last = local.day + 7 > monthrange(local.year, local.month)[1]
    nth = -1 if is_last else (local.day - 1) // 7 + 1
    return local.month, f"{nth}{_DAYS[local.weekday()]}"


def _holds(zone: ZoneInfo, local: datetime, before: timedelta, after: timedelta) -> bool:
    """Whether the clock changes by the same rule in the next year and the one after."""
    month, nth = _rule(local)
    for year in (local.year + 1, local.year + 2):
        days = [date(year, month, n) for n in range(1, monthrange(year, month)[1] + 1)]
        day = [one for one in days if one.weekday() == local.weekday()][int(nth[:-2]) - (nth[0] != "-")]
        at = datetime.combine(day, local.time(), UTC) - before
        if (_offset(zone, at - timedelta(seconds=1)), _offset(zone, at)) != (before, after):
            return False
    return True
