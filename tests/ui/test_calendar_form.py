"""The working calendar of the agency and of clients: typed, refused in words, taken back."""

from datetime import UTC, date, datetime, time

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.calendars import DayHours, DayOff, OpenHours
from desktop.domain.people import Client
from desktop.errors import UserError
from desktop.services.calendars import next_days_off
from tests.ui.conftest import Founded, Shown
from tests.ui.keys import Keys
from ui.client_tabs import make_clients
from ui.hours import parse_exceptions, parse_hours, show_exceptions, show_hours
from ui.main_window import MainWindow
from ui.screen import Screen
from ui.screens.clients import ClientsScreen
from ui.screens.settings import SettingsScreen
from ui.screens.settings.agency import AgencySettings
from ui.widgets.calendar_form import CalendarForm
from ui.widgets.days_off import DayOffSheet
from ui.widgets.type_ahead import TypeAhead

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)  # offscreen, of every list that pops up

MORNING, AFTERNOON = OpenHours(time(9), time(13)), OpenHours(time(14), time(16))
NIGHT, WHOLE_DAY = (OpenHours(time(22), time(6)),), (OpenHours(time(0), time(0)),)
PARTY = DayOff(date(2026, 12, 18), date(2026, 12, 18), "Party", (MORNING,))
CLOSED = DayOff(date(2026, 12, 24), date(2026, 12, 31), "Closed for Christmas")


class Desk(Keys):
    def __init__(self, qtbot: QtBot, founded: Founded, shown: Shown) -> None:
        self.qtbot, self.founded, self.app, self.shown = qtbot, founded, founded.app, shown

    def agency(self) -> CalendarForm:
        def make(window: MainWindow) -> Screen:
            look = (lambda: window.preferences), window.set_look, window.set_notify
            return SettingsScreen(self.app, self.founded.bridge, window.commands, (Screen, Screen), look)

        self.window = self.shown(make)
        screen = self.window.screen_of("screen")
        assert isinstance(screen, SettingsScreen)
        screen.tabs.open("agency")
        assert isinstance(screen.tabs.front, AgencySettings)
        self.form = screen.tabs.front.form
        return screen.tabs.front.calendar

    def client(self) -> CalendarForm:
        self.window = self.shown(
            lambda window: make_clients(
                self.app, self.founded.bridge, window.commands, lambda job_order_id, tab="", promise_id=None: None
            )
        )
        screen = self.window.screen_of("screen")
        assert isinstance(screen, ClientsScreen)
        screen.open_details("profile")
        self.form = screen.details.profile.form
        return screen.details.profile.calendar

    def of_client(self) -> Client:
        return self.app.clients.get(self.founded.client.id)

    def type_into(self, name: str, text: str) -> None:
        editor = self.form.field(name).editor
        editor.setFocus()
        editor.selectAll()  # type: ignore[attr-defined]
        self.press(Qt.Key.Key_Delete)
        self.write(text)
        self.press(Qt.Key.Key_Tab)


@pytest.fixture
def desk(qtbot: QtBot, founded: Founded, shown: Shown) -> Desk:
    return Desk(qtbot, founded, shown)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Fri 9–13, 14–16", (DayHours(4, (MORNING, AFTERNOON)),)),
        ("friday: 9:00-13:00 , 2pm - 4 pm", (DayHours(4, (MORNING, AFTERNOON)),)),
        ("Sa 9-13; we off", (DayHours(2), DayHours(5, (MORNING,)))),
        ("Wed –", (DayHours(2),)),
        ("Mon–Wed 9–13, 14–16", tuple(DayHours(day, (MORNING, AFTERNOON)) for day in range(3))),
        (
            "sat - mon: off; tu – we 9–13",
            tuple(DayHours(d, (MORNING,) if d in {1, 2} else ()) for d in (0, 1, 2, 5, 6)),
        ),
        ("Mon 22–6; Sun 0–24;", (DayHours(0, NIGHT), DayHours(6, WHOLE_DAY))),
        ("", ()),
    ],
)
def test_other_hours_are_read_as_people_write_them(text: str, hours: tuple[DayHours, ...]) -> None:
    assert parse_exceptions(text) == hours
    assert parse_exceptions(show_exceptions(hours)) == hours


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Frei 9–13", "“Frei” is no weekday"),
        ("T 9–13", "“T” is no weekday"),
        ("9–13", "no weekday"),
        ("Mon–Tue–Wed 9–13", "“Mon–Tue–Wed” is no weekday"),
        ("Mon–Xyz 9–13", "“Xyz” is no weekday"),
        ("Fri", "say the hours of Fri"),
        ("Fri 9", "“9” are no hours"),
        ("Fri 9–25", "“9–25” are no hours. Please write from and to, as in “09:00–13:00, 14:00–16:00”."),
        ("Fri 9–13–14", "no hours"),
        ("Fri 9–13,", "“” are no hours"),
    ],
)
def test_what_are_no_hours_is_said_in_words(text: str, said: str) -> None:
    with pytest.raises(UserError) as refused:
        parse_exceptions(text)
    assert said in str(refused.value)


def test_hours_of_one_day_are_read_and_shown_alike() -> None:
    assert parse_hours(show_hours((MORNING, AFTERNOON))) == (MORNING, AFTERNOON)
    assert parse_hours(" ") == ()


def test_other_hours_are_kept_and_what_can_not_be_read_stays_with_a_word(desk: Desk) -> None:
    desk.client()
    desk.type_into("hours.exceptions", "fri 9-13")
    assert desk.of_client().hours.exceptions == (DayHours(4, (MORNING,)),)
    field = desk.form.field("hours.exceptions")
    assert field.editor.text() == "Fri 09:00–13:00"  # type: ignore[attr-defined]
    desk.type_into("hours.exceptions", "fri 9-13, 12-14")
    assert "overlap" in field.problem
    desk.type_into("hours.exceptions", "every friday")
    assert "say the hours" in field.problem
    assert field.editor.text() == "every friday"  # type: ignore[attr-defined]
    assert desk.of_client().hours.exceptions == (DayHours(4, (MORNING,)),)


def test_a_week_without_a_working_hour_is_refused_beside_the_days(desk: Desk) -> None:
    calendar = desk.agency()
    for day in range(5):
        calendar.days.boxes[day].setFocus()
        desk.press(Qt.Key.Key_Space)
    assert "at least one working day" in desk.form.field("week.days").problem
    assert desk.app.agencies.get().week.days == (4,)


def test_night_work_can_be_kept(desk: Desk) -> None:
    calendar = desk.agency()
    assert calendar.night.isHidden()
    desk.type_into("week.opens", "18")
    desk.type_into("week.closes", "6")
    assert calendar.night.text() == "They last until 06:00 on the next day."
    assert calendar.night.isVisible()
    week = desk.app.agencies.get().week
    assert (week.opens, week.closes, week.hours_a_day) == (time(18), time(6), 12)


def test_days_off_are_added_changed_and_removed_with_keys_and_undo(desk: Desk) -> None:
    calendar = desk.client()
    calendar.days_off.add_button.setFocus()
    desk.press(Qt.Key.Key_Insert)
    sheet = desk.sheet(DayOffSheet)
    desk.write("Party")
    sheet.fields["first"].write(PARTY.first)
    sheet.fields["hours"].editor.setFocus()
    desk.write("9-13")
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.of_client().days_off == (PARTY,)
    assert desk.focused() is calendar.days_off.table
    desk.press(Qt.Key.Key_Return)
    sheet = desk.sheet(DayOffSheet)
    assert sheet.fields["last"].read() == PARTY.last
    desk.write("Team day")
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [off.name for off in desk.of_client().days_off] == ["Team day"]
    desk.press(Qt.Key.Key_Delete)
    assert desk.of_client().days_off == ()
    desk.app.undo.undo()
    assert [off.name for off in desk.of_client().days_off] == ["Team day"]
    desk.qtbot.waitUntil(lambda: len(calendar.days_off.value()) == 1)


def test_days_off_that_can_not_be_are_said_in_the_sheet_and_what_was_typed_stays(desk: Desk) -> None:
    calendar = desk.agency()
    calendar.days_off.set_value((CLOSED,))
    assert desk.form.flush()
    calendar.days_off.add()
    sheet = desk.sheet(DayOffSheet)
    go = Qt.KeyboardModifier.ControlModifier
    desk.press(Qt.Key.Key_Return, go)
    assert sheet.fields["first"].problem == "Please give the first day."
    sheet.fields["first"].write(date(2026, 12, 30))
    sheet.fields["last"].write(date(2026, 12, 29))
    sheet.fields["hours"].editor.setFocus()
    desk.write("morning")
    desk.press(Qt.Key.Key_Return, go)
    assert {name for name, field in sheet.fields.items() if field.problem} == {"name", "last", "hours"}
    sheet.fields["last"].write(None)
    sheet.fields["hours"].write(())
    sheet.fields["name"].write("Moving")
    desk.press(Qt.Key.Key_Return, go)
    assert "“Closed for Christmas” and “Moving” are both on 30 December 2026" in sheet.bar.text
    assert desk.app.agencies.get().days_off == (CLOSED,)
    sheet.fields["first"].write(date(2027, 1, 2))
    desk.press(Qt.Key.Key_Return, go)
    assert [off.name for off in desk.app.agencies.get().days_off] == ["Closed for Christmas", "Moving"]


def test_another_country_drops_the_region_and_tells_its_days_off(desk: Desk) -> None:
    calendar = desk.agency()
    country = desk.form.field("week.country").editor
    assert isinstance(country, TypeAhead)
    desk.qtbot.waitUntil(lambda: country.count() > 100, timeout=20_000)
    desk.qtbot.waitUntil(lambda: "Next days off: " in calendar.next.text(), timeout=20_000)
    before = calendar.next.text()
    country.setFocus()
    country.input.selectAll()
    desk.write("germany")
    desk.press(Qt.Key.Key_Tab)
    week = desk.app.agencies.get().week
    assert (week.country, week.region) == ("DE", "")
    desk.qtbot.waitUntil(lambda: calendar.next.text() != before, timeout=20_000)


def test_a_client_that_names_no_country_is_told_our_days_off(desk: Desk) -> None:
    calendar = desk.client()
    ours = next_days_off(desk.app.agencies.get().week, (), datetime.now(UTC).date())
    desk.qtbot.waitUntil(lambda: ours[0].name in calendar.next.text(), timeout=20_000)


def test_the_next_days_off_are_public_ones_and_own_ones_in_turn(founded: Founded) -> None:
    week = founded.app.agencies.get().week
    found = next_days_off(week, (PARTY, CLOSED), date(2026, 12, 1), most=5)
    assert [(off.first.day, off.last.day, off.name) for off in found] == [
        (24, 24, "Closed for Christmas"),
        (25, 25, "Christmas Day"),
        (28, 28, "Boxing Day (observed)"),
        (29, 31, "Closed for Christmas"),
        (1, 1, "New Year's Day"),
    ]
