"""Public holidays and working calendars as the services give and keep them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from desktop import i18n
from desktop.app import App
from desktop.domain.calendars import DayHours, DayOff, OfficeHours, OpenHours, WorkingWeek
from desktop.domain.people import Client
from desktop.domain.working_time import UnknownZoneError
from desktop.errors import InvalidInputError
from desktop.services.calendars import working_time_of
from desktop.services.places import place_problems, public_holidays

AFTERNOON = (OpenHours(time(14), time(17, 30)),)
WEEK = WorkingWeek()


def test_public_holidays_are_those_of_the_region_and_named() -> None:
    england = public_holidays("GB", "ENG", 2026, 2027)
    assert england[date(2026, 12, 28)].startswith("Boxing Day")
    assert date(2026, 11, 30) not in england
    assert date(2026, 11, 30) in public_holidays("GB", "SCT", 2026, 2026)
    assert {day.year for day in england} == {2026, 2027}
    assert public_holidays("", "", 2026, 2026) == {}


def test_a_holiday_is_named_in_the_screens_language_where_it_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    unity = date(2026, 10, 3)
    assert public_holidays("DE", "", 2026, 2026)[unity] == "German Unity Day"
    monkeypatch.setattr(i18n, "_language", "de-AT")
    assert public_holidays("DE", "", 2026, 2026)[unity] == "Tag der Deutschen Einheit"
    assert public_holidays("GB", "", 2026, 2026)[date(2026, 12, 25)] == "Christmas Day"


@pytest.mark.parametrize(
    ("country", "region", "field", "said"),
    [
        ("DE", "ENG", "region", "no region “ENG” in Germany"),
        ("QQ", "", "country", "“QQ”"),
        ("../..", "", "country", "choose a country from the list"),
        ("", "BY", "region", "choose the country"),
    ],
)
def test_a_place_that_does_not_exist_is_said_beside_its_field(
    app: App, country: str, region: str, field: str, said: str
) -> None:
    assert said in place_problems(country, region)[field]
    if country:
        with pytest.raises(InvalidInputError):
            public_holidays(country, region, 2026, 2026)
    app.agencies.found("Harbour", "Tom")
    agency, client = app.agencies.get(), app.clients.save(Client(name="Northwind"))
    with pytest.raises(InvalidInputError) as refused:
        app.agencies.save(replace(agency, week=replace(agency.week, country=country, region=region)))
    assert said in refused.value.problems[f"week.{field}"]
    with pytest.raises(InvalidInputError) as refused:
        app.clients.save(replace(client, country=country, region=region))
    assert said in refused.value.problems[field]
    with pytest.raises(InvalidInputError):
        app.clients.save(Client(name="New", country=country, region=region))
    assert (app.agencies.get(), app.clients.get(client.id)) == (agency, client)


def test_an_agency_can_be_named_where_no_public_holidays_are_known(app: App) -> None:
    agency = app.agencies.found("Harbour", "Tom", week=WorkingWeek(country="QQ", region="", days=(0, 1)))
    assert (agency.week.country, agency.week.days) == ("", (0, 1))


def test_a_new_client_works_as_we_do_until_it_says_otherwise(app: App) -> None:
    app.agencies.found("Harbour", "Tom")
    ours = replace(app.agencies.get().week, opens=time(8), exceptions=(DayHours(4, AFTERNOON),))
    app.agencies.save(replace(app.agencies.get(), week=ours))
    client = app.clients.save(Client(name="Northwind"))
    assert client.week(ours) == ours
    own = OfficeHours(days=(6, 0), closes=time(16))
    assert app.clients.save(Client(name="Southwind", hours=own)).hours == own
    assert app.clients.save(replace(client, hours=own)).hours == own
    app.undo.undo()
    assert app.clients.get(client.id).hours == client.hours


def test_days_off_are_kept_and_taken_back(app: App) -> None:
    app.agencies.found("Harbour", "Tom")
    agency = app.agencies.get()
    party = DayOff(date(2026, 12, 18), date(2026, 12, 18), "Party ", AFTERNOON)
    saved = app.agencies.save(replace(agency, days_off=(party,)))
    assert app.agencies.get().days_off == saved.days_off == (replace(party, name="Party"),)
    with pytest.raises(InvalidInputError) as refused:
        app.agencies.save(replace(saved, days_off=(replace(party, name=""),)))
    assert list(refused.value.problems) == ["days_off"]
    app.undo.undo()
    assert app.agencies.get().days_off == ()


def test_a_calendar_counts_no_public_holiday_and_no_day_off_of_its_own() -> None:
    closed = DayOff(date(2026, 12, 24), date(2026, 12, 27), "Closed")
    half = DayOff(date(2026, 12, 31), date(2026, 12, 31), "New Year's Eve", (OpenHours(time(9), time(13)),))
    calendar = working_time_of(WEEK, (closed, half), date(2026, 11, 22))
    assert calendar.days_off[date(2026, 12, 24)] == "Closed"
    assert calendar.days_off[date(2026, 12, 25)] == "Christmas Day"
    assert calendar.names[date(2026, 12, 31)] == "New Year's Eve"
    days = [day for day in range(21, 32) if calendar.is_working_day(date(2026, 12, day))]
    assert days == [21, 22, 23, 29, 30, 31]
    assert calendar.next_instant(datetime(2026, 12, 31, 13, tzinfo=UTC)) == datetime(2027, 1, 4, 9, tzinfo=UTC)
    assert working_time_of(WEEK, (closed, half), date(2026, 1, 1)) is calendar


def test_hours_of_its_own_make_a_day_off_a_working_day() -> None:
    boxing_day = date(2026, 12, 28)
    assert not working_time_of(WEEK, (), boxing_day).is_working_day(boxing_day)
    open_after_all = DayOff(boxing_day, boxing_day, "Boxing Day sale", AFTERNOON)
    assert working_time_of(WEEK, (open_after_all,), boxing_day).spans(boxing_day) == ((14 * 3600, 17 * 3600 + 1800),)


def test_a_version_signed_with_a_region_unknown_by_now_keeps_to_its_country() -> None:
    old = replace(WEEK, country="DE", region="ENG")
    assert not working_time_of(old, (), date(2026, 1, 1)).is_working_day(date(2026, 5, 1))
    assert working_time_of(replace(WEEK, country="QQ"), (), date(2026, 1, 1)).is_working_day(date(2026, 5, 1))
    with pytest.raises(UnknownZoneError):
        working_time_of(replace(WEEK, time_zone="Mars/Olympus"), (), date(2026, 1, 1))


def test_nights_and_several_spans_a_day_are_reckoned() -> None:
    night = WorkingWeek(opens=time(22), closes=time(6), exceptions=(DayHours(4, AFTERNOON),), country="", region="")
    calendar = working_time_of(night, (), date(2026, 11, 22))
    assert calendar.is_open(datetime(2026, 11, 24, 3, tzinfo=UTC))
    assert calendar.is_open(datetime(2026, 11, 27, 5, tzinfo=UTC))
    assert not calendar.is_open(datetime(2026, 11, 28, 3, tzinfo=UTC))
