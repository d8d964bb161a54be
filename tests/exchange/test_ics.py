"""Calendar files, as other libraries read them: vobject, and dateutil for the time zones."""

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

import pytest
import vobject  # type: ignore[import-untyped]
from dateutil import tz  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.agency import Agency
from desktop.domain.invitation import DueDate, Invitation, actions_due, invitation_of
from desktop.domain.job_order import JobOrder
from desktop.domain.meetings import Attendee, Item, ItemKind, Meeting
from desktop.domain.people import Client
from desktop.domain.roles import Side
from desktop.exchange.ics import due_dates_ics, invitation_ics

STAMP = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
TOM = Attendee(name="Tom Ellis", side=Side.AGENCY, email="tom@harbour.example")
PRIYA = Attendee(name="Priya Nair", side=Side.CLIENT, email="priya@northwind.example")
ADA = Attendee(name="Ada Okafor", side=Side.CLIENT)
CLIENT = Client(name="Northwind")
JOB = JobOrder(client_id=CLIENT.id, number=142, title="Senior Accountant")
MEETING = Meeting(
    id=UUID(int=7),
    client_id=CLIENT.id,
    at=datetime(2026, 11, 5, 9, 0, tzinfo=UTC),
    zone="Europe/London",
    minutes=45,
    place="Room 4; Leeds, or https://meet.example/x?a=1,2",
    people=(TOM, PRIYA, ADA),
    agenda=("Why is this job open, and why now?", "! they doubt the pay", "Interview slots"),
)


def invitation(meeting: Meeting = MEETING, organizer: Attendee | None = TOM, **rest: Any) -> Invitation:
    return replace(invitation_of(meeting, Agency(name="Harbour"), CLIENT, JOB, organizer), **rest)


def read(data: bytes) -> Any:
    """The calendar as vobject understands it, once its lines are what RFC 5545 asks for."""
    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    text = data.decode("utf-8")
    assert text.count("BEGIN:VCALENDAR") >= 1
    return vobject.readOne(text)


def test_an_invitation_is_read_by_another_library_with_time_people_place_agenda_and_alarm() -> None:
    calendar = read(invitation_ics(invitation(), STAMP))
    event = calendar.vevent
    assert (calendar.method.value, calendar.version.value) == ("REQUEST", "2.0")
    assert event.dtstamp.value == STAMP
    assert event.dtstart.value == MEETING.at
    assert event.dtend.value - event.dtstart.value == timedelta(minutes=45)
    assert event.dtstart.value.isoformat() == "2026-11-05T09:00:00+00:00"
    assert event.summary.value == "Intake meeting: Senior Accountant (JO-0142)"
    assert event.location.value == MEETING.place
    assert event.status.value == "CONFIRMED"
    assert event.organizer.value == "mailto:tom@harbour.example"
    assert event.organizer.params["CN"] == ["Tom Ellis"]
    assert [(a.value, a.params["CN"][0], a.params["PARTSTAT"][0]) for a in event.attendee_list] == [
        ("mailto:tom@harbour.example", "Tom Ellis", "ACCEPTED"),
        ("mailto:priya@northwind.example", "Priya Nair", "NEEDS-ACTION"),
    ]
    assert event.description.value == (
        "Northwind: Priya Nair, Ada Okafor\nHarbour: Tom Ellis\n\nAgenda\n"
        "1. Why is this job open, and why now?\n2. Interview slots"
    )
    assert event.valarm.trigger.value == timedelta(minutes=-15)
    assert event.valarm.action.value == "DISPLAY"


def test_no_private_topic_is_in_an_invitation() -> None:
    assert b"doubt" not in invitation_ics(invitation(), STAMP)


def test_an_update_is_the_same_event_with_a_higher_sequence() -> None:
    first = read(invitation_ics(invitation(), STAMP)).vevent
    later = replace(MEETING, at=MEETING.at + timedelta(days=1), sequence=MEETING.sequence + 1)
    update = read(invitation_ics(invitation(later), STAMP + timedelta(hours=1))).vevent
    assert first.uid.value == update.uid.value == "meeting-00000000-0000-0000-0000-000000000007@countersign"
    assert (int(first.sequence.value), int(update.sequence.value)) == (0, 1)
    assert update.dtstart.value == first.dtstart.value + timedelta(days=1)
    assert update.dtstamp.value > first.dtstamp.value


def test_a_cancellation_is_newer_than_what_it_cancels_and_rings_no_alarm() -> None:
    cancelled = replace(MEETING, cancelled_at=STAMP).following(MEETING)
    calendar = read(invitation_ics(invitation(cancelled), STAMP))
    assert calendar.method.value == "CANCEL"
    assert calendar.vevent.status.value == "CANCELLED"
    assert int(calendar.vevent.sequence.value) == MEETING.sequence + 1
    assert "valarm" not in calendar.vevent.contents


@pytest.mark.parametrize("organizer", [None, ADA, replace(TOM, email="Tom <tom@x.example>")])
def test_where_nobody_can_be_answered_it_is_a_plain_event_without_attendees(organizer: Attendee | None) -> None:
    calendar = read(invitation_ics(invitation(organizer=organizer), STAMP))
    assert "method" not in calendar.contents  # RFC 5546 wants an organizer for each method there is
    assert not {"attendee", "organizer"} & set(calendar.vevent.contents)


NASTY = (
    "Lunch\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:mine",
    'comma, semi; colon: "quote" back\\slash \\n \\, ^n ^^ %0A',
    "one\u2028BEGIN:VEVENT\x85two\x0bthree\rfour",
    "日本語" * 60,
    "<script>alert(1)</script>",
)


@pytest.mark.parametrize("text", NASTY)
def test_a_title_a_place_or_a_topic_stays_text(text: str) -> None:
    meeting = replace(MEETING, title=text, place=text, agenda=(text,))
    data = invitation_ics(invitation(meeting), STAMP)
    calendar = read(data)
    plain = re.sub("\r\n|[\r\x0b\x85\u2028]", "\n", text)
    assert calendar.vevent.location.value == plain
    assert calendar.vevent.summary.value == f"{plain}: Senior Accountant (JO-0142)"
    assert len(calendar.vevent_list) == 1
    assert len(re.findall(rb"^BEGIN:VEVENT", data, re.MULTILINE)) == 1


@pytest.mark.parametrize("name", [*NASTY, 'A" ;X-EVIL=1:mailto:evil@x.example', "", "Nair, Priya; HR: Leeds"])
def test_a_name_cannot_leave_its_quotes(name: str) -> None:
    meeting = replace(MEETING, people=(replace(PRIYA, name=name),))
    (attendee,) = read(invitation_ics(invitation(meeting), STAMP)).vevent.attendee_list
    assert attendee.value == "mailto:priya@northwind.example"
    assert set(attendee.params) == {"CN", "CUTYPE", "ROLE", "PARTSTAT", "RSVP"}


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@given(title=TEXT, name=TEXT, topic=TEXT)
@settings(max_examples=60)
def test_whatever_is_typed_it_stays_one_event_of_ours(title: str, name: str, topic: str) -> None:
    meeting = replace(MEETING, title=title, agenda=(topic,), people=(replace(PRIYA, name=name),))
    calendar = read(invitation_ics(invitation(meeting), STAMP))
    assert [one.uid.value for one in calendar.vevent_list] == [invitation().uid]
    assert [a.value for a in calendar.vevent.attendee_list] == ["mailto:priya@northwind.example"]


def test_equal_invitations_are_equal_bytes() -> None:
    assert invitation_ics(invitation(), STAMP) == invitation_ics(invitation(replace(MEETING)), STAMP)


def test_the_clocks_of_london_change_by_rule() -> None:
    data = invitation_ics(invitation(), STAMP).decode()
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in data
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10" in data
    assert data.count("BEGIN:STANDARD") == data.count("BEGIN:DAYLIGHT") == 1


ZONES = (
    "Africa/Casablanca",
    "America/New_York",
    "America/Santiago",
    "Antarctica/Troll",
    "Asia/Gaza",
    "Asia/Jerusalem",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Europe/London",
    "Pacific/Apia",
    "UTC",
)


def told_by_the_file_alone(zone: str, at: datetime) -> tuple[datetime, datetime]:
    """Begin and end of a meeting at `at` by the file's own VTIMEZONE, as dateutil understands it."""
    data = invitation_ics(invitation(replace(MEETING, at=at, zone=zone)), STAMP)
    text = data.decode().replace("\r\n ", "").replace("\r\n", "\n")
    wall = {"Z": UTC}
    if "BEGIN:VTIMEZONE" in text:
        rules = text[text.index("BEGIN:VTIMEZONE") : text.index("BEGIN:VEVENT")]
        wall[""] = tz.tzical(io.StringIO(rules)).get()
    times = re.findall(r"^DT(?:START|END)[^:]*:(\d{8}T\d{6})(Z?)$", text, re.MULTILINE)[-2:]
    begins, ends = (datetime.strptime(time, "%Y%m%dT%H%M%S").replace(tzinfo=wall[mark]) for time, mark in times)
    return begins.astimezone(UTC), ends.astimezone(UTC)


@pytest.mark.parametrize("zone", ZONES)
def test_what_the_file_says_of_the_zone_gives_the_same_instants_all_year_round(zone: str) -> None:
    for n in range(0, 366 * 24, 201):
        at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=n)
        assert told_by_the_file_alone(zone, at) == (at, at + timedelta(minutes=45))


@pytest.mark.parametrize("zone", ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Antarctica/Troll"])
def test_the_hours_in_which_clocks_change_are_told_apart(zone: str) -> None:
    for change in (datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)):
        for n in range(-12, 20):
            at = change + timedelta(minutes=20 * n)
            assert told_by_the_file_alone(zone, at) == (at, at + timedelta(minutes=45))


def test_every_zone_there_is_can_be_written() -> None:
    for zone in sorted(available_timezones()):
        assert ZoneInfo(zone)
        assert b"END:VEVENT" in invitation_ics(invitation(replace(MEETING, zone=zone)), STAMP)


def test_what_is_due_is_a_day_or_a_time_and_blocks_neither() -> None:
    promise = DueDate(
        uid="promise-1@countersign",
        sequence=4,
        title="Northwind: CV feedback",
        due=datetime(2026, 11, 5, 17, 0, tzinfo=UTC),
        zone="Europe/Berlin",
    )
    action = DueDate(uid="action-1@countersign", sequence=2, title="HR: names\nthe panel", due=date(2026, 11, 9))
    calendar = read(due_dates_ics([promise, action], STAMP))
    timed, day = calendar.vevent_list
    assert "method" not in calendar.contents
    assert (timed.uid.value, int(timed.sequence.value), timed.dtstart.value) == (promise.uid, 4, promise.due)
    assert timed.dtstart.value.hour == 18
    assert (day.dtstart.value, day.dtend.value) == (date(2026, 11, 9), date(2026, 11, 10))
    assert day.summary.value == "HR: names\nthe panel"
    assert {one.status.value for one in (timed, day)} == {"CONFIRMED"}
    assert {one.transp.value for one in (timed, day)} == {"TRANSPARENT"}
    assert (timed.valarm.trigger.value, day.valarm.trigger.value) == (timedelta(hours=-1), timedelta(hours=9))


def test_what_is_done_is_a_cancelled_event_that_rings_no_alarm() -> None:
    done = DueDate(uid="action-1@countersign", sequence=3, title="HR", due=date(2026, 11, 9), is_cancelled=True)
    event = read(due_dates_ics([done], STAMP)).vevent
    assert (event.uid.value, int(event.sequence.value), event.status.value) == (done.uid, 3, "CANCELLED")
    assert event.dtstart.value == date(2026, 11, 9)
    assert "valarm" not in event.contents


def test_nothing_due_is_an_empty_calendar() -> None:
    assert "vevent" not in read(due_dates_ics([], STAMP)).contents


def test_private_and_undated_actions_are_not_due_and_closed_ones_cancelled() -> None:
    items = (
        Item(kind=ItemKind.ACTION, text="names the panel", line=1, owner="HR", due=date(2026, 11, 9)),
        Item(kind=ItemKind.ACTION, text="SECRET", line=2, due=date(2026, 11, 9)),
        Item(kind=ItemKind.ACTION, text="SECRET", line=3, due=date(2026, 11, 9), is_private=True),
        Item(kind=ItemKind.ACTION, text="done", line=4, due=date(2026, 11, 9), closed_at=STAMP),
        Item(kind=ItemKind.ACTION, text="undated", line=5),
        Item(kind=ItemKind.DECISION, text="decided", line=6, due=date(2026, 11, 9)),
    )
    notes = "a names the panel\n! a SECRET\na x\na done\na undated\nd decided"
    due, done = actions_due(replace(MEETING, notes=notes, items=items), "Senior Accountant", "en")
    assert (due.title, due.is_cancelled) == ("HR: names the panel", False)
    assert (done.title, done.is_cancelled) == ("done", True)
