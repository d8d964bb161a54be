"""What is told anew as time passes (desktop/domain/today.py). Times are those of this computer's clock."""

from datetime import datetime, timedelta

import pytest

from desktop.domain.roles import Role, Side
from desktop.domain.today import DuePromise, Group, Today, days_late, newly, soon_at, stale_at, words_change_at
from tests.domain.conftest import uid

OFFICE, EVERY_DAY = frozenset(range(5)), frozenset(range(7))
TICK = timedelta(microseconds=1)


def at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    """In November 2026; the 16th is a Monday."""
    return datetime(2026, 11, day, hour, minute).astimezone()


def line(due: datetime, n: int = 1, days: frozenset[int] = OFFICE) -> DuePromise:
    return DuePromise(uid(n), uid(9), "Feedback", "", "Nurse", 1, "St Brigid", Side.CLIENT, Role.CLIENT_HR, due, days)


def group(*due: datetime) -> Group[DuePromise]:
    return Group(tuple(line(one, n) for n, one in enumerate(due)), len(due))


@pytest.mark.parametrize(
    ("due", "now", "days"),
    [
        (at(17, 16), at(17, 18), 0),
        (at(17, 16), at(18, 15, 59), 0),
        (at(17, 16), at(18, 16), 1),
        (at(17, 16), at(19, 17), 2),
        (at(13, 16), at(16, 15), 0),
        (at(13, 16), at(16, 16), 1),
        (at(13, 16), at(27, 16), 10),
        (at(13, 16), at(15, 12), 0),
    ],
    ids=["same day", "not a day yet", "a day", "two days", "over a weekend", "Monday", "two weeks", "on Sunday"],
)
def test_only_days_that_count_make_it_late(due: datetime, now: datetime, days: int) -> None:
    assert days_late(line(due), now) == days


def test_calendar_days_count_every_day() -> None:
    assert days_late(line(at(13, 16), days=EVERY_DAY), at(16, 16)) == 3


def test_it_is_stale_just_after_the_next_is_due_and_at_midnight() -> None:
    assert stale_at(Today(at=at(17, 9))) == at(18)
    assert stale_at(Today(at=at(17, 9), next_due=at(17, 13))) == at(17, 13) + TICK
    assert stale_at(Today(at=at(17, 9), next_due=at(19), next_quiet=at(17, 10))) == at(17, 10) + TICK


@pytest.mark.parametrize(
    ("due", "now", "change"),
    [
        (at(17, 13), at(17, 9, 30), at(17, 10) + TICK),
        (at(17, 13), at(17, 12, 30), at(17, 12, 30) + TICK),
        (at(17, 13), at(17, 12, 30) + TICK, at(17, 12, 31) + TICK),
    ],
    ids=["at the full hour", "at the full minute", "within the minute"],
)
def test_the_words_change_when_an_hour_or_in_the_last_one_a_minute_is_over(
    due: datetime, now: datetime, change: datetime
) -> None:
    assert words_change_at(Today(at=now, due_today=group(due)), now) == change


@pytest.mark.parametrize(
    ("due", "now", "change"),
    [
        (at(17, 9), at(17, 9, 20) + TICK, at(17, 9, 21)),
        (at(17, 9), at(17, 11, 20), at(17, 12)),
        (at(16, 16), at(17, 11, 20), at(17, 16)),
        (at(16, 9), at(17, 11, 20), at(18)),
    ],
    ids=["minutes", "hours", "a day later", "at midnight at the latest"],
)
def test_what_is_late_says_so_in_other_words_as_time_passes(due: datetime, now: datetime, change: datetime) -> None:
    assert words_change_at(Today(at=now, late=group(due)), now) == change


def test_each_promise_is_told_once_when_it_is_soon_and_once_when_it_is_late() -> None:
    since, now = at(17, 12), at(17, 13)
    today = Today(at=now, late=group(at(17, 11), at(17, 12, 30)), due_today=group(at(17, 13, 40), at(17, 15)))
    assert [(one.due_at, late) for one, late in newly(today, since, now)] == [
        (at(17, 12, 30), True),
        (at(17, 13, 40), False),
    ]
    assert list(newly(today, now, now)) == []
    assert list(soon_at(today)) == [at(17, 14)]


def test_our_promises_of_the_week_are_shown_but_do_not_wait() -> None:
    today = Today(at=at(17), promised=group(at(19)))
    assert (today.count, today.is_empty) == (0, False)
