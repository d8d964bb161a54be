"""Today: what was promised, in the words of the moment, and what one key does to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, event

from desktop.domain.history import Deed
from desktop.domain.meetings import MeetingKind
from desktop.domain.promises import PromiseState
from desktop.services import calendars, places
from tests.ui.conftest import Shown
from tests.ui.late_desk import FEEDBACK, Late, play_late
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.screens.today import TodayScreen
from ui.screens.today.preview import PreviewSheet
from ui.widgets.ask_sheet import AskSheet
from ui.widgets.check_in_sheet import CheckInSheet
from ui.widgets.promise_sheets import MomentSheet
from ui.widgets.two_line_list import Heading

KEYS = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
NOW = datetime(2026, 11, 17, 10).astimezone()
"""A Tuesday. Signed and sent on Saturday 7 November, so counted from Monday 9:00; no check-in since."""


class Home:
    """Today over real services, at a time of its own."""

    def __init__(self, late: Late, shown: Shown, qtbot: QtBot) -> None:
        self.late, self.qtbot, self.bridge = late, qtbot, Bridge(late.app.notifier)
        self.opened: list[tuple[UUID, str, UUID | None]] = []
        self.reminded: list[tuple[UUID, UUID]] = []
        self.meetings: list[UUID] = []
        self.window = shown(self._make)
        screen = self.window.screen_of("screen")
        assert isinstance(screen, TodayScreen)
        self.screen = screen

    def _make(self, window: MainWindow) -> TodayScreen:
        return TodayScreen(
            self.late.app,
            self.bridge,
            window.commands,
            lambda id, tab, promise: self.opened.append((id, tab, promise)),
            lambda: None,
            lambda job, promise: self.reminded.append((job, promise)),
            lambda action: self.meetings.append(action.meeting_id),
        )

    @property
    def rows(self) -> list[str]:
        model = self.screen.list.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def row(self, title: str) -> str:
        return next(row for row in self.rows if row.startswith(title))

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        self.qtbot.keyClick(focused, key, modifier)

    def time_passes(self, **by: float) -> None:
        self.late.clock.go_on(**by)
        self.screen.alarm.look()

    def sheet(self, kind: type) -> object:
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), kind))
        return QApplication.activeWindow()


@pytest.fixture
def home(tmp_path: Path, shown: Shown, qtbot: QtBot) -> Iterator[Home]:
    late, before = play_late(tmp_path, NOW), QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    made = Home(late, shown, qtbot)
    yield made
    QLocale.setDefault(before)
    made.bridge.close()
    late.app.close()


@contextmanager
def questions() -> Iterator[list[str]]:
    """What the database is asked meanwhile."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield asked
    event.remove(Engine, "before_cursor_execute", note)


def test_each_group_is_there_with_its_count_most_pressing_first(home: Home) -> None:
    headings = [row for row in home.rows if ", " not in row]
    assert headings == ["Late", "You promised", "Quiet for too long"]
    about = "Night-shift Nurse · St Brigid Hospital"
    assert home.rows[1] == f"Feedback on every CV, {about} · C-1, Hiring manager, 4 days late"
    assert home.row("Intake meeting").endswith("You, 3 days late")
    assert home.row("Shortlist of 3 to 5").endswith("You, Mon 23 Nov")
    assert home.rows[-1] == f"No check-in for 10 days (you agreed weekly), {about}, Client, Check in"
    assert home.screen.header._subtitle.text().startswith("2 late, 2 more.")


def test_the_words_the_groups_and_the_rows_add_up(home: Home) -> None:
    meeting = home.late.app.meetings.begin(MeetingKind.CHECK_IN, client_id=home.late.client)
    with home.qtbot.waitSignal(home.bridge.changed):
        home.late.app.meetings.write_notes(
            meeting.id, "a HR names the panel 17 Nov\na we send a survey 18 Nov\na HR books 19 Nov\n? who signs", ""
        )
    for days, words in (
        (0, "2 late, 1 due today, 5 more."),
        (1, "3 late, 1 due today, 4 more."),
        (1, "4 late, 1 due today, 3 more."),
    ):
        home.time_passes(days=days)
        assert home.screen.header._subtitle.text().startswith(words)
        headings = [id for id in home.screen._lines if isinstance(id, Heading)]
        assert sum(heading.count or 0 for heading in headings) == len(home.rows) - len(headings) == 8
        assert home.screen.today is not None
        assert home.screen.today.count == 8
        listed = len(home.late.app.reports.due()) + len(home.late.app.reports.actions_due())
        assert listed == home.screen.today.late_count + home.screen.today.due_count


def test_check_ins_that_are_due_are_told_as_quiet_only(home: Home) -> None:
    assert not any("check-in" in row.casefold() for row in home.rows[:-1])


def test_what_is_paused_or_on_hold_waits_for_nobody(home: Home) -> None:
    app, job = home.late.app, home.late.job
    app.promises.pause(job, home.late.feedback.id, "Their system is down", None)
    home.screen.refresh()
    assert not any(row.startswith(FEEDBACK) for row in home.rows)
    app.job_orders.open_search(job)
    app.job_orders.put_on_hold(job, "Budget")
    home.screen.refresh()
    assert home.screen.empty.isVisible()


def test_words_change_from_memory_and_the_database_is_asked_when_something_is_due(home: Home) -> None:
    home.late.clock.at = NOW.replace(day=23, hour=6)  # the shortlist is due at 09:00
    home.screen.refresh()
    assert home.row("Shortlist of 3 to 5").endswith("3 h left")
    with questions() as asked:
        home.time_passes(minutes=1)
        assert home.row("Shortlist of 3 to 5").endswith("2 h left")
        home.time_passes(hours=2, minutes=30)
        assert home.row("Shortlist of 3 to 5").endswith("29 min left")
        assert not asked
        home.time_passes(minutes=29)
        assert home.row("Shortlist of 3 to 5").endswith("1 min left")
        home.time_passes(minutes=1)
        assert asked
    assert home.row("Shortlist of 3 to 5").endswith("1 min late")
    assert "Due today" not in home.rows


def test_at_midnight_the_day_and_its_groups_are_new(home: Home) -> None:
    home.late.clock.at = NOW.replace(day=22, hour=23)
    home.screen.refresh()
    assert "Due today" not in home.rows
    assert home.screen.header.title == "Sunday, 22 November"
    home.time_passes(hours=1, minutes=1)
    assert "Due today" in home.rows
    assert home.screen.header.title == "Monday, 23 November"


def test_a_computer_that_slept_is_right_when_the_window_comes_to_the_front(home: Home) -> None:
    home.late.clock.go_on(days=7)
    other = QWidget()
    home.qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    home.qtbot.waitUntil(other.isActiveWindow)
    home.window.activateWindow()
    home.qtbot.waitUntil(lambda: "24 November" in home.screen.header.title)
    assert home.row(FEEDBACK).endswith("9 days late")


def test_a_clock_set_back_asks_anew(home: Home) -> None:
    with questions() as asked:
        home.time_passes(days=-5)
    assert asked
    assert home.row(FEEDBACK).endswith("1 day late")


def test_d_marks_done_at_once_and_the_next_row_is_current(home: Home) -> None:
    assert home.screen.list.current_id()[2] == home.late.feedback.id
    with home.qtbot.waitSignal(home.bridge.changed):
        home.press(KEYS.Key_D)
    assert home.late.promises(FEEDBACK)[0].state == PromiseState.LATE_AND_KEPT
    assert home.window.messages.toast.text == "“Feedback on every CV · C-1” is done"
    assert home.screen.list.current_id() is not None
    assert home.rows[home.screen.list.currentIndex().row()].startswith("Intake meeting")
    with home.qtbot.waitSignal(home.bridge.changed):
        home.window.messages.toast._undo.click()
    assert home.late.promises(FEEDBACK)[0].state == PromiseState.RUNNING


def test_shift_d_marks_done_at_another_time(home: Home) -> None:
    home.press(KEYS.Key_D, SHIFT)
    sheet = home.sheet(MomentSheet)
    assert isinstance(sheet, MomentSheet)
    sheet.moment.day.write((NOW - timedelta(days=6)).date())
    sheet.moment.time.write(NOW.time())
    home.press(KEYS.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert home.late.promises(FEEDBACK)[0].done_at == NOW - timedelta(days=6)


def test_x_excuses_with_a_reason(home: Home) -> None:
    home.press(KEYS.Key_X)
    home.sheet(AskSheet)
    home.qtbot.keyClicks(QApplication.focusWidget(), "Grace was ill")
    home.press(KEYS.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert home.late.promises(FEEDBACK)[0].state == PromiseState.EXCUSED


def test_i_checks_in_and_it_is_quiet_no_more(home: Home) -> None:
    home.press(KEYS.Key_End)
    home.press(KEYS.Key_I)
    home.sheet(CheckInSheet)
    job = home.late.app.job_orders.get(home.late.job)
    client = home.late.app.clients.get(job.client_id)
    sheet = QApplication.activeModalWidget()
    assert sheet is not None
    assert f"{job.title} · {client.name}" in [words.text() for words in sheet.findChildren(QLabel)]
    home.qtbot.keyClicks(QApplication.focusWidget(), "All well")
    with home.qtbot.waitSignal(home.bridge.changed):
        home.press(KEYS.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Quiet for too long" not in home.rows
    assert home.late.app.job_orders.history(home.late.job)[0].deed == Deed.CHECKED_IN


def test_r_reminds_and_enter_opens(home: Home) -> None:
    home.press(KEYS.Key_R)
    home.press(KEYS.Key_Return)
    assert home.reminded == [(home.late.job, home.late.feedback.id)]
    assert home.opened == [(home.late.job, "process", home.late.feedback.id)]


def test_the_keys_are_told_that_count_on_the_current_row(home: Home) -> None:
    assert "R  remind" in home.screen._keys.text()
    (quiet,) = [n for n, row in enumerate(home.rows) if row.startswith("No check-in")]
    home.screen.list.setCurrentIndex(home.screen.list.model().index(quiet, 0))
    told = home.screen._keys.text()
    assert "I  check in" in told
    assert "mark done" not in told


def test_home_goes_to_what_is_most_pressing(home: Home) -> None:
    home.press(KEYS.Key_End)
    assert home.screen.list.currentIndex().row() == len(home.rows) - 1
    home.press(KEYS.Key_Home)
    assert home.screen.list.currentIndex().row() == 1  # below its heading


def test_public_holidays_that_are_looked_up_behind_the_first_words_count_a_moment_later(home: Home) -> None:
    home.late.clock.at = NOW.replace(month=12, day=30)
    calendars._ready.cache_clear()
    places._public_holidays.cache_clear()
    home.screen.refresh()
    assert home.row("Feedback on every CV").endswith("35 days late")
    home.qtbot.waitUntil(lambda: home.row("Feedback on every CV").endswith("33 days late"))  # Christmas, Boxing Day
    home.qtbot.waitUntil(lambda: home.late.app.reports.due()[0].how_late == "33 days late")


def test_space_shows_how_the_time_came_about(home: Home) -> None:
    home.press(KEYS.Key_Space)
    sheet = home.sheet(PreviewSheet)
    assert isinstance(sheet, PreviewSheet)
    words = " ".join(label.text() for label in sheet.findChildren(QLabel))
    assert "2 working days from Mon 9 Nov 09:00" in words
    home.press(KEYS.Key_Return)
    assert home.opened == [(home.late.job, "process", home.late.feedback.id)]


def test_what_another_window_marked_first_is_said(home: Home) -> None:
    home.bridge.changed.disconnect()
    home.late.app.promises.mark_done(home.late.job, home.late.feedback.id)
    home.press(KEYS.Key_D)
    assert "“Feedback on every CV · C-1” is marked already" in home.window.messages.bar.text


def test_when_nothing_waits_the_next_promise_is_told(home: Home) -> None:
    app, job = home.late.app, home.late.job
    app.promises.check_in(job, "All well")
    for title in (FEEDBACK, "Intake meeting"):
        app.promises.mark_done(job, home.late.promises(title)[0].id)
    app.promises.pause(job, home.late.promises("Shortlist of 3 to 5")[0].id, "Holidays", None)
    home.screen.refresh()
    assert home.screen.empty._sentence.text() == "Nothing is waiting. Next promise: Fri."
    (slots,) = home.late.promises("Interview slots")
    about = "Night-shift Nurse · St Brigid Hospital · C-1"
    assert home.screen.empty._text.text() == f"Interview slots · {about} · Client HR"
    assert home.screen.today is not None
    assert home.screen.today.coming is not None
    assert (home.screen.today.coming.id, home.screen.today.next_due) == (slots.id, slots.due_at)
    home.press(KEYS.Key_Return)
    assert home.opened == [(job, "process", slots.id)]
    app.promises.pause(job, slots.id, "Holidays", None)
    home.screen.refresh()
    assert home.screen.empty._sentence.text() == "Nothing is waiting."
    assert home.screen.empty._text.text() == "1 job order; searches open: 0."
    assert not home.screen._next.isVisible()
    app.promises.run_on(job, home.late.promises("Shortlist of 3 to 5")[0].id)
    home.screen.refresh()
    assert QApplication.focusWidget() is home.screen.list


def test_an_action_of_a_meeting_waits_opens_its_meeting_and_is_done_with_d(home: Home) -> None:
    meeting = home.late.app.meetings.begin(MeetingKind.COFFEE, client_id=home.late.client)
    with home.qtbot.waitSignal(home.bridge.changed):
        home.late.app.meetings.write_notes(meeting.id, "a we send the survey 17 Nov", "")
    (at,) = [n for n, row in enumerate(home.rows) if "survey" in row]
    assert home.rows[at - 1] == "Due today"
    assert home.rows[at] == "Action: we send the survey, St Brigid Hospital, You, Today", "its day is said once"
    home.screen.list.setCurrentIndex(home.screen.list.model().index(at, 0))
    home.press(KEYS.Key_Return)
    assert home.meetings == [meeting.id]
    home.time_passes(days=2)
    assert home.row("Action: we send the survey").endswith("2 days late")
    assert home.rows.index(home.row("Action: we send the survey")) < home.rows.index("You promised")
    with home.qtbot.waitSignal(home.bridge.changed):
        home.press(KEYS.Key_D)
    assert not [row for row in home.rows if "survey" in row]
    assert home.late.app.meetings.open_items() == []


def test_an_open_question_without_a_day_waits_last_and_comes_back_with_undo(home: Home) -> None:
    app = home.late.app
    meeting = app.meetings.begin(MeetingKind.CHECK_IN, client_id=home.late.client, job_order_id=home.late.job)
    with home.qtbot.waitSignal(home.bridge.changed):
        app.meetings.write_notes(meeting.id, "? who signs for Finance\na we send the survey 17 Nov", "")
    (at,) = [n for n, row in enumerate(home.rows) if row.startswith("Question: who signs")]
    assert home.rows[at - 1] == "Actions and questions"
    assert home.rows[at].endswith("Open")
    home.screen.list.setCurrentIndex(home.screen.list.model().index(at, 0))
    with home.qtbot.waitSignal(home.bridge.changed):
        home.press(KEYS.Key_D)
    assert not [row for row in home.rows if "who signs" in row]
    with home.qtbot.waitSignal(home.bridge.changed):
        home.window.messages.toast._undo.click()
    assert [row for row in home.rows if "who signs" in row]
