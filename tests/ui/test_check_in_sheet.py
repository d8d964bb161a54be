"""The check-in in one line: it can note that the client confirmed what was said when both sides last met."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.meetings import Meeting, MeetingKind
from tests.ui.conftest import Shown
from tests.ui.keys import Keys
from tests.ui.late_desk import Late, play_late
from ui.main_window import MainWindow
from ui.screen import Screen
from ui.widgets.check_in_sheet import CheckInSheet, open_check_in

NOW = datetime(2026, 11, 17, 10, tzinfo=UTC)


class Desk(Keys):
    """A window over a signed job order, and the sheet that a key would open."""

    def __init__(self, qtbot: QtBot, shown: Shown, late: Late) -> None:
        self.qtbot, self.late = qtbot, late
        self.window: MainWindow = shown(lambda _window: _Empty())

    def met(self, days_ago: int, notes: str = "We talked") -> Meeting:
        at = self.late.clock() - timedelta(days=days_ago)
        meetings = self.late.app.meetings
        begun = meetings.begin(MeetingKind.CHECK_IN, client_id=self.late.client, job_order_id=self.late.job, at=at)
        return meetings.write_notes(begun.id, notes, "")

    def opened(self, *, private: bool = True) -> CheckInSheet:
        app, job = self.late.app, self.late.job
        open_check_in(self.window, app, job, lambda check_in: check_in(), private=private)
        return self.sheet(CheckInSheet)


class _Empty(Screen):
    def panes(self) -> list[QWidget]:
        return []


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, shown: Shown) -> Iterator[Desk]:
    late = play_late(tmp_path, NOW)
    yield Desk(qtbot, shown, late)
    late.app.close()


def test_who_confirmed_the_last_meeting_and_when_is_noted_with_the_check_in(desk: Desk) -> None:
    desk.met(20)
    met = desk.met(5)
    sheet = desk.opened()
    assert "Thu 12 Nov" in sheet._said.text()
    assert sheet.on.read() == date(2026, 11, 17)
    desk.write("Calm")
    sheet.by.editor.setFocus()
    desk.write("Priya Nair")
    sheet.on.write(date(2026, 11, 13))
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    now = desk.late.app.meetings.get(met.id)
    assert (now.confirmed_by, now.confirmed_on) == ("Priya Nair", date(2026, 11, 13))
    tracked = desk.late.app.promises.tracked(desk.late.job)
    assert tracked is not None
    assert [one.words for one in tracked.tracking.check_ins] == ["Calm"]
    desk.late.app.undo.undo()
    tracked = desk.late.app.promises.tracked(desk.late.job)
    assert tracked is not None
    assert tracked.tracking.check_ins == ()
    assert desk.late.app.meetings.get(met.id).confirmed_on is None, "one check-in is one step to undo"
    desk.late.app.undo.redo()
    assert desk.late.app.meetings.get(met.id).confirmed_by == "Priya Nair"


def test_a_check_in_needs_nobody_to_confirm_anything(desk: Desk) -> None:
    met = desk.met(5)
    desk.opened()
    desk.write("Calm")
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.late.app.meetings.get(met.id).confirmed_on is None


def test_enter_at_the_number_that_was_chosen_checks_in_with_it(desk: Desk) -> None:
    desk.opened()
    desk.write("Calm")
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_4, Qt.Key.Key_Tab, Qt.Key.Key_3, Qt.Key.Key_Return):
        desk.press(key)
    tracked = desk.late.app.promises.tracked(desk.late.job)
    assert tracked is not None
    assert [(one.ours, one.theirs) for one in tracked.tracking.check_ins] == [(4, 3)]


def test_a_day_to_come_is_told_and_nothing_typed_is_lost(desk: Desk) -> None:
    met = desk.met(5)
    sheet = desk.opened()
    desk.write("Calm")
    sheet.by.editor.setFocus()
    desk.write("Priya")
    sheet.on.write(date(2026, 11, 18))
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "still to come" in sheet.on.problem
    assert (sheet.field.read(), sheet.by.read()) == ("Calm", "Priya")
    tracked = desk.late.app.promises.tracked(desk.late.job)
    assert tracked is not None
    assert not tracked.tracking.check_ins
    assert desk.late.app.meetings.get(met.id).confirmed_on is None


def test_nothing_is_confirmed_while_the_check_in_itself_is_refused(desk: Desk) -> None:
    met = desk.met(5)
    sheet = desk.opened()
    sheet.by.editor.setFocus()
    desk.write("Priya")
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet.field.problem
    assert desk.late.app.meetings.get(met.id).confirmed_on is None


@pytest.mark.parametrize(
    "case", ["none", "to come", "long ago", "without notes", "only topics", "confirmed", "client looks on"]
)
def test_it_is_asked_only_where_there_is_something_to_confirm(desk: Desk, case: str) -> None:
    if case != "none":
        days = {"to come": -2, "long ago": 60}.get(case, 5)
        notes = {"without notes": "", "only topics": "## Feedback on CVs\n\n## What went well\n"}.get(case, "We talked")
        met = desk.met(days, notes)
        if case == "confirmed":
            desk.late.app.meetings.confirm(met.id, "Priya")
    sheet = desk.opened(private=case != "client looks on")
    assert not sheet._met.isVisible()
