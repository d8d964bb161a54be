"""An alarm goes by the wall clock, whatever the timer did meanwhile."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.beginnings import Clock
from ui.alarm import LONGEST, Alarm

NOW = datetime(2026, 11, 17, 10, tzinfo=UTC)


class Rings:
    def __init__(self) -> None:
        self.clock, self.parent, self.count = Clock(NOW), QObject(), 0
        self.alarm = Alarm(self.clock, self.parent)
        self.alarm.rang.connect(self._rang)

    def _rang(self) -> None:
        self.count += 1


@pytest.fixture
def rings(qtbot: QtBot) -> Rings:
    return Rings()


def test_it_rings_once_when_the_moment_has_come(rings: Rings, qtbot: QtBot) -> None:
    rings.alarm.set(NOW)
    with qtbot.waitSignal(rings.alarm.rang):
        pass
    assert rings.alarm.moment is None
    rings.alarm.look()
    assert rings.count == 1


def test_looked_at_too_early_it_goes_on_waiting(rings: Rings) -> None:
    rings.alarm.set(NOW + timedelta(hours=3))
    rings.clock.go_on(hours=2)
    rings.alarm.look()
    assert (rings.count, rings.alarm.moment) == (0, NOW + timedelta(hours=3))


def test_after_a_sleep_it_rings_when_it_is_looked_at(rings: Rings) -> None:
    rings.alarm.set(NOW + timedelta(hours=3))
    rings.clock.go_on(hours=9)
    rings.alarm.look()
    assert rings.count == 1


def test_a_clock_set_back_rings_so_that_all_is_asked_anew(rings: Rings) -> None:
    rings.alarm.set(NOW + timedelta(hours=3))
    rings.clock.go_on(days=-365)
    rings.alarm.look()
    assert rings.count == 1


def test_no_timer_waits_longer_than_a_sleep_may_hide(rings: Rings) -> None:
    rings.alarm.set(NOW + timedelta(days=400))
    assert rings.alarm._timer.interval() <= LONGEST / timedelta(milliseconds=1) + 1


def test_what_is_set_anew_replaces_what_was(rings: Rings) -> None:
    rings.alarm.set(NOW + timedelta(hours=1))
    rings.alarm.set(None)
    rings.clock.go_on(hours=2)
    rings.alarm.look()
    assert rings.count == 0
