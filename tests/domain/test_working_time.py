"""Working time: examples worked by hand, clocks that change, and searches that end."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from desktop.domain.working_time import FURTHEST, NoWorkingTimeError, Span, TooFarError, UnknownZoneError, WorkingTime

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


def hours(*pairs: tuple[float, float]) -> tuple[Span, ...]:
    return tuple(Span(round(opens * 3600), round(closes * 3600)) for opens, closes in pairs)


NINE_TO_FIVE = (hours((9, 17)),) * 5 + ((), ())
ROUND_THE_CLOCK = (hours((0, 24)),) * 7
NIGHTS = (hours((22, 30)),) * 5 + ((), ())
NEVER: tuple[tuple[Span, ...], ...] = ((),) * 7


def office(zone: str = "UTC", week: Any = NINE_TO_FIVE, off: Any = (), **other: Any) -> WorkingTime:
    return WorkingTime(zone, week, dict.fromkeys(map(date.fromisoformat, off), "off"), **other)


def at(text: str, calendar: WorkingTime | None = None, fold: int = 0) -> datetime:
    """A time on the calendar's wall clock, in UTC; all of 2026 unless it names a year."""
    day, _, clock_time = text.partition(" ")
    year = "" if day.count("-") == 2 else "2026-"
    local = datetime.fromisoformat(f"{year}{day} {clock_time or '00:00'}")
    return local.replace(tzinfo=calendar.tz if calendar else UTC, fold=fold).astimezone(UTC)


# -- worked by hand: Monday 18 May 2026 to Friday 22 May, 09:00-17:00 --------------------------------------------------


@pytest.mark.parametrize(
    ("start", "amount", "end"),
    [
        ("05-22 11:00", 8, "05-25 11:00"),
        ("05-22 17:00", 8, "05-25 17:00"),
        ("05-23 12:00", 8, "05-25 17:00"),
        ("05-18 09:00", 8, "05-18 17:00"),
        ("05-18 06:00", 1, "05-18 10:00"),
        ("05-18 16:59", 40, "05-25 16:59"),
        ("05-25 11:00", -8, "05-22 11:00"),
        ("05-23 12:00", -8, "05-22 09:00"),
        ("05-25 09:00", -1, "05-22 16:00"),
        ("05-23 12:00", 0, "05-25 09:00"),
        ("05-20 12:00", 0, "05-20 12:00"),
    ],
)
def test_working_hours_as_worked_by_hand(start: str, amount: float, end: str) -> None:
    assert office().add(at(start), amount * HOUR) == at(end)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("05-21 16:00", 2, "05-25 16:00"),
        ("05-22 17:00", 1, "05-25 17:00"),  # a closing is still of its day
        ("05-22 17:01", 1, "05-26 09:00"),
        ("05-23 12:00", 1, "05-26 09:00"),
        ("05-23 12:00", 3, "05-28 09:00"),
        ("05-21 03:00", 1, "05-22 09:00"),
        ("05-23 12:00", 0, "05-25 09:00"),
        ("05-25 10:00", -1, "05-22 10:00"),
        ("05-23 12:00", -1, "05-21 17:00"),
        ("05-21 16:00", 250, "2027-05-06 16:00"),
    ],
)
def test_working_days_keep_the_time_of_day(start: str, days: int, end: str) -> None:
    assert office().add_days(at(start), days) == at(end)


def test_a_day_off_is_not_counted() -> None:
    london = office("Europe/London", off=["2026-05-25"])
    assert london.add_days(at("05-21 16:00", london), 2) == at("05-26 16:00", london)
    assert london.add(at("05-22 16:00", london), 2 * HOUR) == at("05-26 10:00", london)
    assert not london.is_working_day(date(2026, 5, 25))


@pytest.mark.parametrize(
    ("start", "end", "worked"),
    [
        ("05-22 16:00", "05-25 10:00", 2),
        ("05-23 00:00", "05-24 23:00", 0),
        ("05-18 00:00", "05-25 00:00", 40),
        ("05-25 10:00", "05-22 16:00", -2),
        ("05-20 10:00", "05-20 10:00", 0),
    ],
)
def test_working_time_between_two_instants(start: str, end: str, worked: float) -> None:
    assert office().between(at(start), at(end)) == worked * HOUR


def test_hours_are_half_open() -> None:
    week = office()
    assert week.is_open(at("05-20 09:00"))
    assert week.is_open(at("05-20 17:00") - SECOND)
    assert not week.is_open(at("05-20 17:00"))
    assert not week.is_open(at("05-20 09:00") - SECOND)


def test_next_and_previous_from_inside_outside_and_the_edges() -> None:
    week, friday = office(), at("05-22 17:00")
    assert week.next_instant(friday) == at("05-25 09:00")
    assert week.next_instant(at("05-22 12:00")) == at("05-22 12:00")
    assert week.previous_instant(at("05-24 12:00")) == friday
    assert week.previous_instant(friday) == friday
    assert week.previous_instant(at("05-25 09:00")) == at("05-25 09:00")
    assert week.next_opening(at("05-22 09:00")) == at("05-25 09:00")
    assert week.next_closing(at("05-22 09:00")) == friday
    assert week.next_closing(friday) == at("05-25 17:00")


def test_working_days_between_two_dates() -> None:
    week = office(off=["2026-05-25"])
    friday, monday, tuesday = date(2026, 5, 22), date(2026, 5, 25), date(2026, 5, 26)
    assert week.working_days(friday, friday) == 0
    assert week.working_days(friday, monday) == 0
    assert week.working_days(friday, tuesday) == 1
    assert week.working_days(tuesday, friday) == -1
    assert week.working_days(date(2025, 12, 31), date(2026, 12, 31)) == 260


def test_a_day_without_hours_opens_and_closes_with_the_next_working_day() -> None:
    week = office()
    assert week.closing(date(2026, 5, 22)) == at("05-22 17:00")
    assert week.closing(date(2026, 5, 23)) == at("05-25 17:00")
    assert week.opening(date(2026, 5, 23)) == at("05-25 09:00")


# -- other hours, breaks and nights ------------------------------------------------------------------------------------


def test_a_half_day_is_a_day_and_no_day_ends_after_its_closing() -> None:
    eve = date(2026, 12, 24)
    week = office(other_hours={eve: hours((9, 12.5))}, names={eve: "Christmas Eve"})
    assert week.add_days(at("12-23 16:00"), 1) == at("12-24 12:30")
    assert week.add_days(at("12-23 16:00"), 2) == at("12-25 16:00")
    assert week.add(at("12-23 16:00"), 5 * HOUR) == at("12-25 09:30")
    assert week.name(eve) == "Christmas Eve"


def test_other_hours_open_a_day_off_and_none_close_a_weekday() -> None:
    saturday, monday = date(2026, 5, 23), date(2026, 5, 25)
    week = office(off=["2026-05-25"], other_hours={saturday: hours((10, 12)), monday: (), date(2026, 5, 26): ()})
    assert week.add(at("05-22 16:00"), 2 * HOUR) == at("05-23 11:00")
    assert week.next_instant(at("05-23 12:00")) == at("05-27 09:00")
    assert office(off=["2026-05-25"], other_hours={monday: hours((9, 10))}).is_working_day(monday)


def test_spans_that_touch_or_overlap_are_one() -> None:
    week = office(week=(hours((13, 17), (9, 12), (12, 13), (16, 18)),) * 7)
    assert week.spans(date(2026, 5, 20)) == hours((9, 18))


def test_a_time_in_the_break_of_the_day_reached_is_the_end_of_the_break() -> None:
    split = hours((9, 12), (13, 17))
    week = office(week=(hours((9, 17)), split, split, split, split, (), ()))
    assert week.add_days(at("05-18 12:30"), 1) == at("05-19 13:00")
    assert week.add_days(at("05-18 12:00"), 1) == at("05-19 12:00")
    assert week.add(at("05-19 11:00"), 2 * HOUR) == at("05-19 14:00")
    assert week.next_closing(at("05-19 09:00")) == at("05-19 12:00")
    assert week.closing(date(2026, 5, 19)) == at("05-19 17:00")


def test_a_night_belongs_to_the_day_on_which_it_began() -> None:
    week = office(week=NIGHTS, off=["2026-05-25"])
    assert week.is_open(at("05-23 05:59"))  # Friday's night
    assert not week.is_open(at("05-25 02:00"))
    assert week.add(at("05-22 23:00"), 8 * HOUR) == at("05-26 23:00")
    assert week.add_days(at("05-23 02:00"), 1) == at("05-27 02:00")  # Friday's, then Tuesday's
    assert week.closing(date(2026, 5, 22)) == at("05-23 06:00")
    assert week.between(at("05-22 00:00"), at("05-24 00:00")) == 14 * HOUR  # Thursday's last six with it


def test_a_night_that_reaches_into_the_next_days_hours_is_not_counted_twice() -> None:
    week = office(week=(hours((20, 32)),) * 2 + (hours((6, 10)),) + ((),) * 4)
    assert week.between(at("05-18 00:00"), at("05-25 00:00")) == (12 + 12 + 2) * HOUR
    new_year = office(week=((),) * 3 + (hours((20, 32)), hours((6, 10)), (), ()))  # 31 December 2026 is a Thursday
    assert new_year.between(at("12-31 00:00"), at("2027-01-02 00:00")) == (12 + 2) * HOUR


def test_the_midnight_between_two_whole_days_ends_the_first_for_days_counted_on() -> None:
    week = office(week=(hours((0, 24)),) * 5 + ((), ()))
    thursday, friday, monday = (date(2026, 5, day) for day in (21, 22, 25))
    assert week.add_days(week.closing(thursday), 1) == week.closing(friday) == at("05-23 00:00")
    assert week.add_days(week.closing(friday), 1) == week.closing(monday)
    assert week.next_instant(week.closing(thursday)) == week.opening(friday)
    assert week.add_days(week.opening(date(2026, 5, 26)), -1) == week.opening(monday)


def test_round_the_clock_every_hour_counts() -> None:
    week = office("Europe/London", week=ROUND_THE_CLOCK)
    start = at("01-01 10:00")
    assert week.add(start, 9000 * HOUR) == start + 9000 * HOUR
    assert week.between(start, start + 9000 * HOUR) == 9000 * HOUR
    assert week.next_closing(start) == at("01-02 00:00")


# -- clocks that change, leap days and year ends -----------------------------------------------------------------------

CHANGES = [
    # zone, Sunday on which clocks go forward, back, by how much
    ("Europe/London", "2026-03-29", "2026-10-25", HOUR),
    ("America/New_York", "2026-03-08", "2026-11-01", HOUR),
    ("Australia/Lord_Howe", "2026-10-04", "2026-04-05", HOUR / 2),
]


@pytest.mark.parametrize(("zone", "forward", "back", "by"), CHANGES)
def test_elapsed_time_counts_where_the_clock_changes_inside_hours(
    zone: str, forward: str, back: str, by: timedelta
) -> None:
    week = office(zone, week=(hours((0, 8)),) * 7)
    for day, worked in ((forward, 8 * HOUR - by), (back, 8 * HOUR + by)):
        opens, closes = at(f"{day} 00:00", week), at(f"{day} 08:00", week)
        assert week.between(opens, closes) == worked == closes - opens
        assert week.add(opens, worked) == closes
        assert week.add(closes, -worked) == opens


@pytest.mark.parametrize(("zone", "forward", "back", "by"), CHANGES)
def test_working_days_keep_the_wall_clock_where_the_clock_changes_between(
    zone: str, forward: str, back: str, by: timedelta
) -> None:
    week = office(zone)
    for sunday, longer in ((forward, -by), (back, by)):
        friday, monday = date.fromisoformat(sunday) - 2 * timedelta(days=1), date.fromisoformat(sunday) + timedelta(1)
        start = at(f"{friday} 16:00", week)
        assert week.add_days(start, 1) == at(f"{monday} 16:00", week) == start + 72 * HOUR + longer
        assert week.add_calendar_days(start, 3) == at(f"{monday} 16:00", week)


def test_a_skipped_time_is_the_jump_and_a_repeated_one_the_first() -> None:
    week = office("Europe/London", week=(hours((1.5, 2.5)),) * 7)
    spring, autumn = date(2026, 3, 29), date(2026, 10, 25)
    assert week.opening(spring) == at("03-29 01:00")  # 01:30 is skipped: 02:00 on the wall
    assert week.closing(spring) == at("03-29 01:30")
    assert week.opening(autumn) == at("10-25 00:30")
    assert week.closing(autumn) == at("10-25 02:30")
    assert week.add_days(at("03-28 01:30"), 1) == at("03-29 01:00")
    assert week.add_calendar_days(at("03-28 01:45"), 1) == at("03-29 01:00")


def test_hours_that_the_clock_skips_altogether_are_none() -> None:
    week = office("Europe/London", week=(hours((1.25, 1.75)),) * 7)
    assert week.between(at("03-29 00:00"), at("03-30 00:00")) == timedelta()
    assert week.next_instant(at("03-29 00:00")) == at("03-30 00:15")


def test_a_day_whose_midnight_is_skipped() -> None:
    week = office("America/Sao_Paulo", week=ROUND_THE_CLOCK)
    day = date(2018, 11, 4)
    assert week.opening(day) == at("2018-11-04 03:00")
    assert week.closing(day) - week.opening(day) == 23 * HOUR


def test_a_day_that_a_zone_left_out() -> None:
    week = office("Pacific/Apia", week=ROUND_THE_CLOCK)  # 30 December 2011 did not happen there
    start = at("2011-12-29 12:00", week)
    assert week.between(start, at("2011-12-31 12:00", week)) == 24 * HOUR
    assert week.add(start, 24 * HOUR) == at("2011-12-31 12:00", week)


def test_leap_days_and_year_ends() -> None:
    week = office()
    assert week.add_days(at("2028-02-28 10:00"), 1) == at("2028-02-29 10:00")
    assert week.add_days(at("2028-02-29 10:00"), 1) == at("2028-03-01 10:00")
    assert week.add_calendar_days(at("2028-02-28 10:00"), 2) == at("2028-03-01 10:00")
    assert week.add_days(at("2026-12-31 16:00"), 2) == at("2027-01-04 16:00")
    assert week.add(at("2027-01-04 10:00"), -HOUR * 9) == at("2027-01-01 09:00")
    assert office(week=NIGHTS).is_open(at("2027-01-01 02:00"))
    assert office("Pacific/Kiritimati", week=ROUND_THE_CLOCK).is_open(at("2026-12-31 23:00"))


# -- every search ends -------------------------------------------------------------------------------------------------


def test_a_calendar_without_hours_says_so() -> None:
    never, noon = office(week=NEVER), at("05-20 12:00")
    for ask in (never.next_instant, never.previous_instant, never.next_opening, never.next_closing):
        with pytest.raises(NoWorkingTimeError, match="no working hour within 10 years"):
            ask(noon)
    for amount in (HOUR, -HOUR, 0 * HOUR):
        with pytest.raises(NoWorkingTimeError):
            never.add(noon, amount)
    for days in (1, -1, 0):
        with pytest.raises(NoWorkingTimeError):
            never.add_days(noon, days)
    with pytest.raises(NoWorkingTimeError):
        never.closing(noon.date())
    assert not never.is_open(noon)
    assert never.between(noon, noon + 9999 * HOUR) == timedelta()
    assert never.working_days(date(2026, 1, 1), date(2027, 1, 1)) == 0


def test_years_of_days_off_end_a_search() -> None:
    first = date(2026, 1, 1)
    closed = WorkingTime("UTC", NINE_TO_FIVE, {first + timedelta(days=n): "closed" for n in range(366 * 13)})
    with pytest.raises(NoWorkingTimeError, match="within 10 years"):
        closed.next_instant(at("01-05 10:00"))
    assert closed.next_instant(at("2033-01-05 10:00")).year == 2039


@pytest.mark.parametrize("amount", [timedelta.max, timedelta.min, timedelta(days=366 * (FURTHEST + 1))])
def test_an_amount_beyond_all_years_is_too_far(amount: timedelta) -> None:
    with pytest.raises(TooFarError, match="further away than 400 years"):
        office().add(at("05-20 12:00"), amount)
    with pytest.raises(TooFarError):
        office().add_days(at("05-20 12:00"), amount.days)
    with pytest.raises(TooFarError):
        office().add_calendar_days(at("05-20 12:00"), amount.days)


@pytest.mark.parametrize("extreme", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_the_ends_of_time_are_too_far(extreme: datetime) -> None:
    week = office("Pacific/Kiritimati")
    with pytest.raises(TooFarError):
        week.next_instant(extreme)
    with pytest.raises(TooFarError):
        week.between(extreme, at("05-20 12:00"))
    with pytest.raises(TooFarError):
        week.closing(extreme.date())
    with pytest.raises(TooFarError):
        week.working_days(extreme.date(), date(2026, 1, 1))


def test_unknown_zones_and_impossible_hours_are_refused() -> None:
    for zone in ("Europe/Nowhere", "", "Europe", "../etc"):
        with pytest.raises(UnknownZoneError, match="no time zone called"):
            office(zone)
    for span in (Span(-1, 5), Span(5, 5), Span(90_000, 95_000), Span(0, 86_401)):
        with pytest.raises(ValueError, match="No span"):
            office(week=((span,),) * 7)


def test_equal_calendars_are_equal_and_may_be_keys() -> None:
    mine, yours = office(off=["2026-05-25"]), office(off=["2026-05-25"])
    mine.add_days(at("05-20 12:00"), 1)
    assert {mine: 1}[yours] == 1
    assert mine != office()


def test_what_is_given_can_be_changed_afterwards_without_effect() -> None:
    off = {date(2026, 5, 25): "off"}
    week = WorkingTime("UTC", NINE_TO_FIVE, off)
    off.clear()
    assert not week.is_working_day(date(2026, 5, 25))
