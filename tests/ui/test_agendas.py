"""Agendas as templates, edited by keys: topics one a line, back to the starting ones, nothing typed is lost."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop.domain.agendas import starting_agenda
from desktop.domain.meetings import MeetingKind
from tests.ui.conftest import Founded, Shown
from ui.main_window import MainWindow
from ui.screens.agendas import AgendasScreen
from ui.widgets.two_line_list import ROW_ROLE, Row

CTRL = Qt.KeyboardModifier.ControlModifier
KIND = MeetingKind.STRATEGY
START = starting_agenda(KIND).topics


def agendas(founded: Founded, shown: Shown) -> tuple[MainWindow, AgendasScreen]:
    window = shown(lambda window: AgendasScreen(founded.app, founded.bridge, window.commands))
    screen = window.screen_of("screen")
    assert isinstance(screen, AgendasScreen)
    return window, screen


def at_strategy(screen: AgendasScreen, qtbot: QtBot) -> QPlainTextEdit:
    """From the list into the topics of the second kind, at their end."""
    screen.list.setFocus()
    qtbot.keyClick(screen.list, Qt.Key.Key_Down)
    qtbot.keyClick(screen.list, Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QPlainTextEdit)
    qtbot.keyClick(editor, Qt.Key.Key_End, CTRL)
    return editor


def row(screen: AgendasScreen, place: int) -> Row:
    found = screen.list.model().index(place, 0).data(ROW_ROLE)
    assert isinstance(found, Row)
    return found


def test_every_kind_is_listed_with_its_topics_and_the_intake_is_shown(founded: Founded, shown: Shown) -> None:
    screen = agendas(founded, shown)[1]
    assert [row(screen, n).id for n in range(screen.list.model().rowCount())] == list(MeetingKind)
    assert row(screen, 0).subtitle == "14 topics"
    assert not screen.again.isEnabled()


def test_a_topic_typed_in_is_in_the_next_meeting_and_empty_lines_are_not(
    founded: Founded, shown: Shown, qtbot: QtBot
) -> None:
    screen = agendas(founded, shown)[1]
    editor = at_strategy(screen, qtbot)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Return):
        qtbot.keyClick(editor, key)
    qtbot.keyClicks(editor, "How we say no ")
    with qtbot.waitSignal(founded.bridge.changed):
        qtbot.keyClick(editor, Qt.Key.Key_Backtab)
    assert founded.app.agendas.get(KIND).topics == (*START, "How we say no")
    assert (row(screen, 1).subtitle, row(screen, 1).status) == ("5 topics", "Edited")
    assert founded.app.meetings.begin(KIND, client_id=founded.client.id).agenda[-1] == "How we say no"


def test_one_key_brings_the_starting_agenda_back_and_undo_the_edited_one(
    founded: Founded, shown: Shown, qtbot: QtBot
) -> None:
    window, screen = agendas(founded, shown)
    editor = at_strategy(screen, qtbot)
    qtbot.keyClick(editor, Qt.Key.Key_A, CTRL)
    qtbot.keyClicks(editor, "Only this")
    assert screen.flush()
    qtbot.keyClick(editor, Qt.Key.Key_R, CTRL)
    assert editor.toPlainText() == "\n".join(START)
    assert window.messages.toast.text == "Strategy meeting: the starting agenda is back"
    window.messages.toast._undo.click()
    qtbot.waitUntil(lambda: editor.toPlainText() == "Only this")
    assert founded.app.agendas.get(KIND).topics == ("Only this",)


def test_what_cannot_be_kept_is_said_beside_it_and_stays_in_front(founded: Founded, shown: Shown, qtbot: QtBot) -> None:
    screen = agendas(founded, shown)[1]
    editor = at_strategy(screen, qtbot)
    QApplication.clipboard().setText("\nfine\n" + "x" * 250)
    editor.paste()
    typed = editor.toPlainText()
    qtbot.keyClick(editor, Qt.Key.Key_Backtab)
    assert screen.form.field("topics").problem.startswith("Topic 6: This is 50 characters too long")
    qtbot.keyClick(screen.list, Qt.Key.Key_Down)
    assert screen.list.current_id() == KIND
    assert editor.toPlainText() == typed
    assert founded.app.agendas.get(KIND).topics == START


def test_ten_megabytes_are_not_pasted_and_that_is_said(founded: Founded, shown: Shown, qtbot: QtBot) -> None:
    screen = agendas(founded, shown)[1]
    editor = at_strategy(screen, qtbot)
    QApplication.clipboard().setText("x" * 10_000_000)
    qtbot.keyClick(editor, Qt.Key.Key_V, CTRL)
    assert "too much to paste" in screen.form.field("topics").problem
    assert editor.toPlainText() == "\n".join(START)


def test_mark_up_and_calendar_words_are_topics_like_others(founded: Founded, shown: Shown, qtbot: QtBot) -> None:
    screen = agendas(founded, shown)[1]
    editor = at_strategy(screen, qtbot)
    editor.selectAll()
    qtbot.keyClicks(editor, "<script>alert(1)</script>")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "BEGIN:VEVENT")
    assert screen.flush()
    meeting = founded.app.meetings.begin(KIND, client_id=founded.client.id)
    assert meeting.agenda == ("<script>alert(1)</script>", "BEGIN:VEVENT")
    assert founded.app.sharing.invitation(meeting.id).count(b"\r\nBEGIN:VEVENT\r\n") == 1


def test_an_agenda_changed_elsewhere_is_shown_but_not_over_what_is_typed(
    founded: Founded, shown: Shown, qtbot: QtBot
) -> None:
    screen = agendas(founded, shown)[1]
    editor = at_strategy(screen, qtbot)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "Mine")
    with qtbot.waitSignal(founded.bridge.changed):
        founded.app.agendas.save(type(starting_agenda(KIND))(kind=KIND, topics=("Theirs",)))
    assert "Nothing was overwritten" in screen.form.message
    assert editor.toPlainText().endswith("\nMine")
    screen.form.keep_mine()
    assert founded.app.agendas.get(KIND).topics == (*START, "Mine")
