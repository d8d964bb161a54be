"""When a limit ends, and what is said about it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from desktop.domain.limits import Unit, Within
from desktop.domain.reckoning import reckon, words
from desktop.domain.working_time import NoWorkingTimeError, Span, WorkingTime
from desktop.i18n import PSEUDO
from desktop.i18n import words as catalogue

ENGLISH = catalogue("en-GB")
DAY = (Span(9 * 3600, 17 * 3600),)
LONDON = WorkingTime(
    "Europe/London",
    (DAY, DAY, DAY, DAY, DAY, (), ()),
    {date(2026, 5, 25): "Spring bank holiday", date(2026, 12, 25): "Christmas Day", date(2026, 12, 26): "Boxing Day"},
    {date(2026, 12, 24): (Span(9 * 3600, 12 * 3600),), date(2026, 5, 30): (Span(9 * 3600, 12 * 3600),)},
    {date(2026, 12, 24): "Christmas Eve"},
)


def at(text: str) -> datetime:
    """A time of 2026 on the wall clock in London."""
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=LONDON.tz).astimezone(UTC)


def told(start: str, amount: int, unit: Unit = Unit.WORKING_DAYS, calendar: WorkingTime = LONDON) -> str:
    within = Within(amount, unit)
    return words(reckon(calendar, at(start), within), within, ENGLISH, "en-GB")


def test_working_days_name_the_holiday_they_pass_over() -> None:
    assert told("05-21 16:00", 2) == (
        "2 working days from Thu 21 May 16:00, not counting Mon 25 May, Spring bank holiday: Tue 26 May 16:00"
    )


def test_plain_weekends_are_not_worth_a_word() -> None:
    assert told("06-05 10:00", 1) == "1 working day from Fri 5 Jun 10:00: Mon 8 Jun 10:00"


def test_what_begins_outside_hours_says_when_counting_began() -> None:
    assert told("06-06 12:00", 8, Unit.WORKING_HOURS) == (
        "8 working hours from Mon 8 Jun 09:00, the next working hour after Sat 6 Jun 12:00: Mon 8 Jun 17:00"
    )
    assert told("05-23 12:00", 1) == (
        "1 working day from Tue 26 May 09:00, the next working hour after Sat 23 May 12:00, "
        "not counting Mon 25 May, Spring bank holiday: Wed 27 May 09:00"
    )


def test_a_limit_in_days_from_closing_time_counts_from_there() -> None:
    reckoned = reckon(LONDON, at("06-05 17:00"), Within(1))
    assert reckoned.counted_from == reckoned.start
    assert reckoned.end == at("06-08 17:00")


def test_shorter_days_are_told_where_they_matter() -> None:
    assert told("12-23 16:00", 5, Unit.WORKING_HOURS) == (
        "5 working hours from Wed 23 Dec 16:00, not counting a part of Thu 24 Dec (Christmas Eve) "
        "and Fri 25 Dec (Christmas Day): Mon 28 Dec 10:00"
    )
    assert told("12-23 16:00", 1) == (
        "1 working day from Wed 23 Dec 16:00, not counting a part of Thu 24 Dec (Christmas Eve): Thu 24 Dec 12:00"
    )
    assert "Christmas Eve" not in told("12-23 16:00", 2)


def test_a_holiday_at_the_weekend_and_extra_hours_take_nothing_away() -> None:
    assert reckon(LONDON, at("12-28 10:00"), Within(1)).not_counted == ()
    reckoned = reckon(LONDON, at("12-23 10:00"), Within(3))
    assert reckoned.not_counted == ((date(2026, 12, 25), "Christmas Day"),)
    assert reckon(LONDON, at("05-28 10:00"), Within(3)).in_part == ()


def test_of_many_days_only_the_first_are_named() -> None:
    off = {date(2026, 6, 1) + timedelta(days=n): f"Day {n + 1}" for n in range(5)}
    one_more = told("05-29 10:00", 1, calendar=replace(LONDON, days_off=off, other_hours={}))
    assert one_more == (
        "1 working day from Fri 29 May 10:00, not counting Mon 1 Jun (Day 1), Tue 2 Jun (Day 2), "
        "Wed 3 Jun (Day 3), Thu 4 Jun (Day 4) and 1 more: Mon 8 Jun 10:00"
    )


def test_a_day_off_without_a_name_is_told_by_its_date() -> None:
    unnamed = replace(LONDON, days_off={date(2026, 6, 8): ""})
    assert "not counting Mon 8 Jun: Tue 9 Jun" in told("06-05 10:00", 1, calendar=unnamed)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "sentence"),
    [
        ("03-27 10:00", 3, Unit.CALENDAR_DAYS, "3 calendar days from Fri 27 Mar 10:00: Mon 30 Mar 10:00"),
        ("06-06 03:00", 1, Unit.CALENDAR_DAYS, "1 calendar day from Sat 6 Jun 03:00: Sun 7 Jun 03:00"),
        ("10-22 10:00", 1, Unit.WEEKS_APART, "1 week from Thu 22 Oct 10:00: Thu 29 Oct 10:00"),
        ("05-21 16:00", 2, Unit.WEEKS_APART, "2 weeks from Thu 21 May 16:00: Thu 4 Jun 16:00"),
    ],
)
def test_calendar_days_and_weeks_keep_the_wall_clock(start: str, amount: int, unit: Unit, sentence: str) -> None:
    assert told(start, amount, unit) == sentence


def test_other_languages_have_their_own_words_and_dates() -> None:
    within = Within(2)
    reckoned = reckon(LONDON, at("05-21 16:00"), within)
    assert "Do., 21. Mai" in words(reckoned, within, catalogue("de"), "de")
    pseudo = words(reckoned, within, catalogue(PSEUDO), "en-GB")
    assert "not counting" not in pseudo
    assert "Spring bank holiday" in pseudo


def test_what_has_no_duration_can_not_be_reckoned() -> None:
    with pytest.raises(ValueError, match="no duration"):
        reckon(LONDON, at("05-21 16:00"), Within(0, Unit.BEFORE_SIGNING))
    with pytest.raises(NoWorkingTimeError):
        reckon(WorkingTime("UTC", ((),) * 7), at("05-21 16:00"), Within(1))
