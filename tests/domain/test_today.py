"""What is told anew as time passes (desktop/domain/today.py). Times are those of this computer's clock."""

from datetime import datetime, timedelta

import pytest

from desktop.domain.limits import Within
from desktop.domain.roles import Role, Side
from desktop.domain.today import ActionLine, DuePromise, Group, Today, newly, soon_at, stale_at, words_change_at
from tests.domain.conftest import uid

TICK = timedelta(microseconds=1)


def at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    """In November 2026; the 16th is a Monday."""
    return datetime(2026, 11, day, hour, minute).astimezone()


def line(due: datetime, n: int = 1) -> DuePromise:
    whose = (Side.CLIENT, Role.CLIENT_HR, due, Within(2))
    return DuePromise(uid(n), uid(9), "Feedback", "", "Nurse", 1, "St Brigid", *whose)


def group(*due: datetime) -> Group[DuePromise]:
    return Group(tuple(line(one, n) for n, one in enumerate(due)), len(due))


def test_it_is_stale_just_after_the_next_is_due_and_at_midnight() -> None:
    assert stale_at(Today(at=at(17, 9))) == at(18)
    assert stale_at(Today(at=at(17, 9), coming=line(at(17, 13)))) == at(17, 13) + TICK
    assert stale_at(Today(at=at(17, 9), coming=line(at(19)), next_quiet=at(17, 10))) == at(17, 10) + TICK


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
        (at(17, 9), at(17, 11, 20), at(17, 11, 21)),
        (at(16, 16), at(17, 11, 20), at(17, 11, 30)),
        (at(16, 9, 5), at(17, 23, 52), at(18)),
    ],
    ids=["minutes", "also after hours", "a quarter", "at midnight at the latest"],
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


def test_all_that_is_listed_waits() -> None:
    action = ActionLine(uid(1), uid(2), None, uid(3), "survey", "", None, None, "", 1, "St Brigid", is_question=False)
    actions = Group((action,), 1)
    today = Today(
        at=at(17), late=group(at(16)), promised=group(at(19)), late_actions=actions, actions_today=actions,
        actions=actions, quiet=Group(count=2),
    )  # fmt: skip
    assert (today.late_count, today.due_count, today.count, today.is_empty) == (2, 1, 7, False)
    assert (Today(at=at(17)).count, Today(at=at(17)).is_empty) == (0, True)
