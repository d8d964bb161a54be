"""Quarters, and what a partnership review may propose."""

from datetime import date, timedelta

import pytest

from desktop.domain.agency import PaperSize
from desktop.domain.measures import PromisesKept
from desktop.domain.review import MOST_PROPOSALS, PartnershipReview, Quarter, review_problems
from desktop.errors import InvalidInputError

DAY = timedelta(days=1)


def test_each_day_of_a_century_lies_in_one_quarter_and_quarters_follow_each_other() -> None:
    quarter = Quarter(2000, 1)
    day = date(2000, 1, 1)
    while day.year < 2100:
        assert Quarter.holding(day) == quarter
        assert quarter.first <= day <= quarter.last
        if day == quarter.last:
            assert quarter.after.first == day + DAY
            assert quarter.after.before == quarter
            quarter = quarter.after
        day += DAY


@pytest.mark.parametrize(
    ("today", "ended"),
    [
        (date(2026, 11, 22), Quarter(2026, 3)),
        (date(2026, 10, 1), Quarter(2026, 3)),
        (date(2026, 9, 30), Quarter(2026, 2)),
        (date(2027, 1, 1), Quarter(2026, 4)),
        (date(2024, 3, 31), Quarter(2023, 4)),
    ],
)
def test_the_quarter_that_ended_last_is_never_the_one_that_runs(today: date, ended: Quarter) -> None:
    assert Quarter.ended_before(today) == ended


@pytest.mark.parametrize("text", ["2026Q3", "2026q3", " 2026-Q3 ", "2026 Q3"])
def test_a_quarter_is_read_as_people_write_it(text: str) -> None:
    assert Quarter.read(text) == Quarter(2026, 3)
    assert Quarter.read(str(Quarter(2026, 3))) == Quarter(2026, 3)


@pytest.mark.parametrize("text", ["", "2026", "2026Q5", "2026Q0", "Q3", "1066Q1", "26Q3", "2026Q33", "quarter"])
def test_what_is_no_quarter_is_told_how_to_write_one(text: str) -> None:
    with pytest.raises(InvalidInputError, match="as in 2026Q3") as told:
        Quarter.read(text)
    assert set(told.value.problems) == {"quarter"}


def test_only_a_whole_quarter_is_called_one() -> None:
    def review(first: date, last: date) -> PartnershipReview:
        return PartnershipReview(
            language="en",
            paper=PaperSize.A4,
            agency="Harbour",
            agency_short="Harbour",
            client="Northwind",
            client_short="Northwind",
            dated=last,
            first=first,
            last=last,
            kept=PromisesKept(),
        )

    assert review(date(2026, 7, 1), date(2026, 9, 30)).quarter == Quarter(2026, 3)
    assert review(date(2026, 7, 2), date(2026, 9, 30)).quarter is None
    assert review(date(2026, 7, 1), date(2026, 12, 31)).quarter is None


def test_too_many_or_unprintable_proposals_and_a_time_that_ends_too_soon_are_told() -> None:
    first, last = date(2026, 7, 1), date(2026, 9, 30)
    assert not review_problems(first, last, ("Two slots a week",) * MOST_PROPOSALS)
    assert set(review_problems(first, last, ("More",) * (MOST_PROPOSALS + 1))) == {"proposals"}
    assert set(review_problems(first, last, ("x" * 601,))) == {"proposals"}
    assert set(review_problems(first, last, ("bell\a",))) == {"proposals"}
    assert set(review_problems(last, first, ())) == {"last"}
