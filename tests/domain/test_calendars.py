"""Calendars as people edit them: what they say, and what they may not say."""

from dataclasses import replace
from datetime import date, time

import pytest

from desktop.domain.agency import Agency
from desktop.domain.calendars import DayHours, DayOff, OfficeHours, OpenHours, WorkingWeek, days_off_problem
from desktop.domain.canonical import to_plain
from desktop.domain.compose import Source, compose
from desktop.domain.people import Client
from desktop.domain.roles import Side


def hours(*clock: int) -> tuple[OpenHours, ...]:
    """Spans of full hours: 9, 13, 14, 16."""
    return tuple(OpenHours(time(a % 24), time(b % 24)) for a, b in zip(clock[::2], clock[1::2], strict=True))


CHRISTMAS = DayOff(date(2026, 12, 24), date(2027, 1, 1), "Closed for Christmas")


def test_a_weekday_has_the_usual_hours_or_its_own() -> None:
    week = OfficeHours(exceptions=(DayHours(4, hours(9, 13, 14, 16)), DayHours(2), DayHours(5, hours(10, 14))))
    assert not week.problems()
    assert week.on(0) == (OpenHours(time(9), time(17, 30)),)
    assert [len(week.on(day)) for day in range(7)] == [1, 1, 0, 1, 2, 1, 0]


def test_a_day_has_as_many_hours_as_the_worked_days_on_average() -> None:
    assert OfficeHours().hours_a_day == 8.5
    assert OfficeHours(exceptions=(DayHours(4, hours(9, 13)),)).hours_a_day == pytest.approx((4 * 8.5 + 4) / 5)
    assert OfficeHours(exceptions=(DayHours(4),)).hours_a_day == 8.5
    assert OfficeHours(opens=time(22), closes=time(6)).hours_a_day == 8
    assert OfficeHours(opens=time(0), closes=time(0)).hours_a_day == 24


def test_night_work_and_whole_days_are_hours_like_others() -> None:
    assert not OfficeHours(opens=time(22), closes=time(6)).problems()
    assert not OfficeHours(days=tuple(range(7)), opens=time(0), closes=time(0)).problems()


@pytest.mark.parametrize(
    ("field", "said", "week"),
    [
        ("days", "at least one working day", OfficeHours(days=())),
        ("days", "at least one", OfficeHours(days=(0,), exceptions=(DayHours(0),))),
        ("closes", "write 0:00 to 0:00", OfficeHours(opens=time(9), closes=time(9))),
        ("exceptions", "given twice", OfficeHours(exceptions=(DayHours(4), DayHours(4, hours(9, 12))))),
        ("exceptions", "weekday", OfficeHours(exceptions=(DayHours(7, hours(9, 12)),))),
        ("exceptions", "overlap", OfficeHours(exceptions=(DayHours(4, hours(9, 13, 12, 16)),))),
        ("exceptions", "overlap", OfficeHours(exceptions=(DayHours(4, hours(22, 6, 23, 2)),))),
        ("exceptions", "Thursday last into those of Friday", OfficeHours(exceptions=(DayHours(3, hours(20, 10)),))),
        (
            "exceptions",
            "Sunday last into those of Monday",
            OfficeHours(opens=time(8), exceptions=(DayHours(6, hours(20, 9)),)),
        ),
    ],
)
def test_a_week_says_which_hours_are_wrong(field: str, said: str, week: OfficeHours) -> None:
    assert list(week.problems()) == [field]
    assert said in week.problems()[field]
    assert list(Client(name="A", hours=week).problems()) == [f"hours.{field}"]


def test_hours_that_touch_do_not_overlap() -> None:
    assert not OfficeHours(exceptions=(DayHours(3, hours(20, 9)),)).problems()
    assert not OfficeHours(exceptions=(DayHours(3, hours(14, 16, 9, 14)),)).problems()


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("last", {"last": date(2026, 12, 23)}),
        ("last", {"last": date(2027, 12, 25)}),
        ("name", {"name": " \u200b"}),
        ("name", {"name": "x" * 201}),
        ("hours", {"hours": hours(9, 12, 11, 13)}),
    ],
)
def test_a_day_off_says_which_field_is_wrong(field: str, change: dict[str, object]) -> None:
    wrong = replace(CHRISTMAS, **change)  # type: ignore[arg-type]
    assert list(wrong.problems()) == [field]
    assert wrong.problems()[field] in Agency(name="A", days_off=(wrong,)).problems()["days_off"]


def test_days_off_may_last_a_year_and_touch_each_other() -> None:
    whole = DayOff(date(2028, 1, 1), date(2028, 12, 31), "Sabbatical")
    assert len(list(whole.dates())) == 366
    assert days_off_problem((CHRISTMAS, replace(CHRISTMAS, first=CHRISTMAS.last, name="x"))) == (
        "“Closed for Christmas” and “x” are both on 1 January 2027. Please keep one of them for each day."
    )
    assert days_off_problem((whole, CHRISTMAS, DayOff(date(2027, 1, 2), date(2027, 1, 2), "Moving"))) is None


def test_what_a_client_does_not_say_of_its_place_is_the_agencys() -> None:
    ours = WorkingWeek(time_zone="Europe/Paris", country="FR", region="")
    own = OfficeHours(days=(0, 1), opens=time(8), closes=time(16), exceptions=(DayHours(1, hours(8, 12)),))
    silent = Client(name="A", hours=own).week(ours)
    assert (silent.time_zone, silent.country, silent.region) == ("Europe/Paris", "FR", "")
    assert [silent.on(day) for day in range(7)] == [own.on(day) for day in range(7)]
    bavarian = Client(name="A", country="DE", region="BY", time_zone="Europe/Berlin").week(ours)
    assert (bavarian.time_zone, bavarian.country, bavarian.region) == ("Europe/Berlin", "DE", "BY")
    german = Client(name="A", country="DE", region="").week(replace(ours, country="GB", region="ENG"))
    assert (german.country, german.region) == ("DE", "")


def test_an_agreement_copies_the_clients_week_where_it_is_not_ours(source: Source) -> None:
    same = compose(source, version=1, dated=date(2026, 11, 3))
    assert same.client_week is None
    assert same.week_of(Side.CLIENT) == source.agency.week
    hours_of_their_own = replace(source, client=replace(source.client, hours=OfficeHours(opens=time(8))))
    other = compose(hours_of_their_own, version=1, dated=date(2026, 11, 3))
    assert other.week_of(Side.CLIENT).opens == time(8)
    assert other.week_of(Side.AGENCY) == source.agency.week
    assert other.fingerprint != same.fingerprint


def test_what_came_later_is_not_written_while_it_says_nothing(source: Source) -> None:
    plain = to_plain(compose(source, version=1, dated=date(2026, 11, 3)))
    assert "client_week" not in plain
    assert "exceptions" not in plain["week"]
    assert to_plain(WorkingWeek(exceptions=(DayHours(4),)))["exceptions"] == [{"day": 4, "hours": []}]
