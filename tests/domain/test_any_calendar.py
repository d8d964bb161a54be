"""Working time: what holds for every calendar."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.domain import clock
from desktop.domain.working_time import Span, WorkingTime

ZONES = ("UTC", "Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Sao_Paulo")


@st.composite
def days_hours(draw: st.DrawFn, first: int, last: int) -> tuple[Span, ...]:
    """Up to two spans, from the hour `first` on and no later than `last`."""
    spans = []
    for _ in range(draw(st.integers(0, 2))):
        opens = draw(st.integers(first * 4, 95))
        spans.append(Span(opens * 900, draw(st.integers(opens + 1, min(opens + 96, last * 4))) * 900))
    return tuple(spans)


DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))


def calendars(first: int, last: int) -> st.SearchStrategy[WorkingTime]:
    of_a_day = days_hours(first, last)
    return st.builds(
        WorkingTime,
        st.sampled_from(ZONES),
        st.lists(of_a_day, min_size=7, max_size=7).map(tuple).filter(any),
        st.dictionaries(DAYS, st.just("off"), max_size=40),
        st.dictionaries(DAYS, of_a_day, max_size=10),
    )


CALENDARS = calendars(0, 48)
ORDERLY = calendars(6, 30)
"""No night reaches into the next day's hours."""
INSTANTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
AMOUNTS = st.timedeltas(timedelta(seconds=1), timedelta(days=60))
JUMP = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)


def is_within(calendar: WorkingTime, instant: datetime) -> bool:
    return calendar.previous_instant(instant) == instant


@settings(deadline=None)
@given(CALENDARS, INSTANTS, AMOUNTS)
@example(WorkingTime("Europe/London", ((Span(22 * 3600, 30 * 3600),),) * 5 + ((), ())), JUMP, timedelta(hours=1))
def test_added_time_is_the_time_between(calendar: WorkingTime, start: datetime, amount: timedelta) -> None:
    end = calendar.add(start, amount)
    assert calendar.between(start, end) == amount
    assert is_within(calendar, end)
    assert end > start
    back = calendar.add(start, -amount)
    assert calendar.between(back, start) == amount
    assert back < start
    assert calendar.is_open(back)


@settings(deadline=None)
@given(CALENDARS, INSTANTS, AMOUNTS)
def test_going_back_undoes_going_on(calendar: WorkingTime, start: datetime, amount: timedelta) -> None:
    begun = calendar.next_instant(start)
    assert calendar.add(calendar.add(start, amount), -amount) == begun


@settings(deadline=None)
@given(CALENDARS, INSTANTS, INSTANTS, INSTANTS)
def test_time_between_adds_up_and_reverses(calendar: WorkingTime, a: datetime, b: datetime, c: datetime) -> None:
    assert calendar.between(a, b) + calendar.between(b, c) == calendar.between(a, c)
    assert calendar.between(a, b) == -calendar.between(b, a)
    assert abs(calendar.between(a, b)) <= abs(b - a)


@settings(deadline=None)
@given(CALENDARS, INSTANTS, INSTANTS, AMOUNTS)
def test_who_starts_later_ends_no_earlier(calendar: WorkingTime, a: datetime, b: datetime, amount: timedelta) -> None:
    first, second = sorted((a, b))
    assert calendar.add(first, amount) <= calendar.add(second, amount)
    assert calendar.add(first, amount) < calendar.add(first, 2 * amount)
    assert calendar.next_instant(first) <= calendar.next_instant(second)
    assert calendar.previous_instant(first) <= calendar.previous_instant(second)


@settings(deadline=None)
@given(ORDERLY, INSTANTS, INSTANTS, st.integers(-60, 60))
def test_days_on_end_in_order_and_within_hours(calendar: WorkingTime, a: datetime, b: datetime, days: int) -> None:
    first, second = sorted((a, b))
    counted, end = calendar.count_days(first, days)
    assert end == calendar.add_days(first, days)
    assert (end > counted) - (end < counted) == (days > 0) - (days < 0)
    assert end <= calendar.add_days(second, days)
    assert is_within(calendar, end)


@settings(deadline=None)
@given(CALENDARS, INSTANTS)
def test_next_and_previous_agree_with_being_open(calendar: WorkingTime, instant: datetime) -> None:
    is_open = calendar.is_open(instant)
    assert is_open == (calendar.next_instant(instant) == instant)
    assert not is_open or calendar.previous_instant(instant) == instant
    opening, closing = calendar.next_opening(instant), calendar.next_closing(instant)
    assert opening > instant
    assert calendar.is_open(opening)
    assert closing > instant
    assert calendar.is_open(closing - timedelta(microseconds=1))
    assert calendar.between(instant, calendar.next_instant(instant)) == timedelta()


@settings(deadline=None)
@given(CALENDARS, DAYS, DAYS)
def test_working_days_between_are_those_counted_one_by_one(calendar: WorkingTime, a: date, b: date) -> None:
    first, last = sorted((a, b))
    counted = sum(calendar.is_working_day(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))
    assert calendar.working_days(first, last) == counted
    assert calendar.working_days(last, first) == -counted


@given(st.datetimes(datetime(4, 1, 1), datetime(9996, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_the_quick_year_errs_by_two_days_at_most(instant: datetime) -> None:
    two = timedelta(days=2)
    years = {clock.year_near(clock.number(instant + off)) for off in (-two, timedelta(), two)}
    assert instant.year in years
    assert years <= {(instant - two - two).year, instant.year, (instant + two + two).year}
