"""News of the market beside the notes of a check-in, to be read out and put into the notes."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.meetings import MeetingKind
from desktop.domain.partnership import MarketNote
from desktop.formats import format_day
from tests.ui.conftest import Founded, Shown
from tests.ui.meetings_desk import Desk

HEADING = "News of the market None"
LONG = "a plant nearby closes in June, so that forty welders who were not to be had for years look for work at once"


def add(desk: Desk, text: str, days_ago: int) -> None:
    on = today(desk) - timedelta(days=days_ago)
    desk.app.partnership.save_market_note(
        MarketNote(on=on, text=text, source="Welders' guild", client_id=desk.client.id)
    )


def today(desk: Desk) -> date:
    return desk.app.clock().astimezone().date()


@pytest.fixture
def desk(qtbot: QtBot, shown: Shown, founded: Founded) -> Desk:
    """A check-in with a client of whose market four things are known."""
    desk = Desk(qtbot, shown, founded)
    for days_ago, text in enumerate((LONG, "Pay rose by 4 %", "Agencies merge", "Long ago")):
        add(desk, text, days_ago)
    desk.screen.begin(MeetingKind.CHECK_IN)
    return desk


def test_the_last_three_stand_below_the_topics_of_a_check_in_and_are_read_whole(desk: Desk) -> None:
    desk.side.open(1)
    assert desk.rows(desk.side.agenda)[-4:] == [HEADING, LONG, "Pay rose by 4 %", "Agencies merge"]
    assert not desk.side._news.isVisible()
    desk.press(Qt.Key.Key_End)
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_Up)
    assert desk.side._news.isVisible()
    assert not desk.side.insert.isVisible(), "the room is the note's"
    assert desk.side._news.text() == f"Market: {LONG} (Welders' guild, {format_day(today(desk))})"


def test_one_key_puts_the_chosen_one_into_the_notes_as_a_plain_line_below_the_one_typed_last(desk: Desk) -> None:
    topic = next(n for n, words in enumerate(desk.meeting.agenda) if "market" in words)
    desk.editor.go_to(desk.editor.line_of_heading(desk.meeting.agenda[topic]) or 0)
    desk.side.open(1)
    desk.press(Qt.Key.Key_End)
    desk.press(Qt.Key.Key_M)
    assert desk.focused() is desk.editor
    number, line = desk.editor.line()
    assert line == f"Market: Agencies merge (Welders' guild, {format_day(today(desk) - timedelta(days=2))})"
    assert desk.editor.toPlainText().split("\n")[number - 2] == f"## {desk.meeting.agenda[topic]}"
    desk.side.open(1)
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_Return)
    assert desk.editor.line() == (number + 1, desk.side.news())
    assert LONG in desk.editor.line()[1]
    assert desk.screen.flush()
    assert desk.meeting.items == ()


def test_news_that_is_added_meanwhile_is_offered_and_only_in_a_check_in(desk: Desk) -> None:
    with desk.qtbot.waitSignal(desk.bridge.changed):
        add(desk, "Newest", 0)
    desk.qtbot.waitUntil(lambda: "Newest" in desk.rows(desk.side.agenda))
    desk.screen.begin(MeetingKind.COFFEE)
    assert HEADING not in desk.rows(desk.side.agenda)
    assert desk.side.news() == ""


def test_where_nothing_is_known_of_the_market_nothing_is_said_of_it(
    qtbot: QtBot, shown: Shown, founded: Founded
) -> None:
    desk = Desk(qtbot, shown, founded)
    desk.screen.begin(MeetingKind.CHECK_IN)
    assert HEADING not in desk.rows(desk.side.agenda)
