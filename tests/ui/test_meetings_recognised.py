"""Who does it by when, as it is typed: known from the line, and put right in the line."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.meetings import MeetingKind
from desktop.domain.people import Person
from desktop.domain.roles import Role, Side
from tests.ui.conftest import Founded, Shown
from tests.ui.meetings_desk import Desk

FOUND = tuple[str, Side | None, date | None]


@pytest.fixture
def desk(qtbot: QtBot, shown: Shown, founded: Founded) -> Desk:
    """An intake without notes. Maria is of the client, and takes no part."""
    maria = Person(client_id=founded.client.id, name="Maria Silva", role=Role.FINANCE)
    founded.app.clients.save_person(maria)
    desk = Desk(qtbot, shown, founded)
    desk.intake()
    return desk


def found(desk: Desk) -> list[FOUND]:
    return [(item.owner, item.side, item.due) for item in desk.meeting.items]


def today(desk: Desk) -> date:
    return desk.app.clock().astimezone().date()


def next_on(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def test_roles_people_and_we_own_what_they_begin_and_days_are_known_as_they_are_said(desk: Desk) -> None:
    now = today(desk)
    third = date(now.year, 12, 3)
    desk.type(
        "a HR panel names Wed\na we call finance by 3 Dec\na Maria sends the brief tomorrow\n"
        "a hiring manager slots in 2 days\n? Priya Nair: who signs, by Friday"
    )
    assert found(desk) == [
        ("HR", Side.CLIENT, next_on(now, 2)),
        ("we", Side.AGENCY, third if third >= now else third.replace(year=now.year + 1)),
        ("Maria", Side.CLIENT, now + timedelta(days=1)),
        ("Hiring manager", Side.CLIENT, now + timedelta(days=2)),
        ("Priya Nair", Side.CLIENT, next_on(now, 4)),
    ]
    rows = desk.rows()
    assert rows[0] == "Actions 4"
    assert desk.row("Maria sends the brief").side == "client"


def test_a_line_without_anybody_or_any_day_is_an_action_all_the_same(desk: Desk) -> None:
    desk.type("a send the survey\na \na Zoe rief an")
    assert [item.text for item in desk.meeting.items] == ["send the survey", "Zoe rief an"]
    assert found(desk) == [("", None, None), ("", None, None)]


def test_a_wrong_guess_is_put_right_by_editing_the_line(desk: Desk) -> None:
    desk.type("a HR panel names Wed")
    id = desk.meeting.items[0].id
    for _key in range(len("Wed")):
        desk.press(Qt.Key.Key_Backspace)
    desk.type("Fri")
    assert found(desk) == [("HR", Side.CLIENT, next_on(today(desk), 4))]
    desk.press(Qt.Key.Key_Home)
    for _key in range(len("a HR")):
        desk.press(Qt.Key.Key_Delete)
    with desk.qtbot.waitSignal(desk.keeper.kept):
        desk.write("a Tom")
    assert found(desk) == [("Tom", Side.AGENCY, next_on(today(desk), 4))]
    assert desk.meeting.items[0].id == id


def test_the_day_is_said_once_beside_what_is_to_be_done_and_a_time_of_day_stays(desk: Desk) -> None:
    desk.type("a Tom salary survey tomorrow\na Priya sends the job description Fri 10:00")
    assert desk.rows()[1:] == ["Tom salary survey", "Priya sends the job description 10:00"]
    assert desk.row("Tom salary survey").status.startswith("Due ")
    desk.at("Tom salary survey tomorrow")
    assert desk.side._text.text() == "Tom salary survey"
    assert desk.meeting.items[0].text == "Tom salary survey tomorrow", "kept as it was typed"
    desk.screen.begin(MeetingKind.CHECK_IN)
    assert desk.rows(desk.side.agenda)[1:3] == ["Tom salary survey", "Priya sends the job description 10:00"]
