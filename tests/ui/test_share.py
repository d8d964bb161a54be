"""The sheet shows exactly what leaves of a meeting, and saves those very bytes."""

from dataclasses import replace
from email import message_from_bytes
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.domain.meetings import Meeting, MeetingKind
from tests.ui.agreement_desk import choose, when_asked
from tests.ui.conftest import Founded, Shown
from ui.client_tabs import make_clients
from ui.main_window import MainWindow
from ui.messages import messages_of
from ui.screen import Screen
from ui.screens.clients import ClientsScreen
from ui.screens.meetings import MeetingsScreen
from ui.screens.share import ShareSheet, open_share

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def met(founded: Founded) -> Meeting:
    meetings = founded.app.meetings
    meeting = meetings.begin(MeetingKind.INTAKE, client_id=founded.client.id, job_order_id=founded.job.id)
    return meetings.write_notes(meeting.id, "d Two rounds\n! a doubt\n! another", "")


@pytest.fixture
def sheet(founded: Founded, met: Meeting, shown: Shown, qtbot: QtBot) -> ShareSheet:
    window = shown(lambda _window: Screen())
    sheet = ShareSheet(window, founded.app, met.id, messages_of(window))
    sheet.open()
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    qtbot.waitUntil(lambda: sheet.preview.pages.page_count == 1)
    return sheet


def test_each_key_saves_what_it_says(
    founded: Founded, met: Meeting, sheet: ShareSheet, qtbot: QtBot, tmp_path: Path
) -> None:
    pdf, draft = tmp_path / "m.pdf", tmp_path / "m.eml"
    ics, invitation, due = tmp_path / "i.ics", tmp_path / "i.eml", tmp_path / "due.ics"
    for key, modifiers, file in (
        (Qt.Key.Key_S, CTRL, pdf),
        (Qt.Key.Key_E, CTRL, draft),
        (Qt.Key.Key_I, CTRL, ics),
        (Qt.Key.Key_M, CTRL, invitation),
        (Qt.Key.Key_D, CTRL, due),
    ):
        qtbot.waitUntil(sheet.isActiveWindow)
        when_asked(QFileDialog, choose(file))
        qtbot.keyClick(sheet.preview.pages, key, modifiers)
        qtbot.waitUntil(lambda file=file: file.name in sheet.bar.text)  # type: ignore[misc]
        sheet.activateWindow()
    assert pdf.read_bytes() == founded.app.sharing.minutes_pdf(met.id)
    assert b"UID:meeting-" in ics.read_bytes()
    assert due.read_bytes().startswith(b"BEGIN:VCALENDAR")
    for file, kind in ((draft, "application/pdf"), (invitation, "text/calendar")):
        assert kind in [part.get_content_type() for part in message_from_bytes(file.read_bytes()).walk()]
    sheet.reject()


def test_one_key_leads_to_the_words_of_the_email_and_of_the_invitation_as_they_leave(
    founded: Founded, met: Meeting, sheet: ShareSheet, qtbot: QtBot
) -> None:
    assert sheet.preview.isVisible()
    qtbot.keyClick(sheet.preview.pages, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: "Two rounds" in sheet.words.toPlainText())
    words = sheet.words.toPlainText()
    assert "Subject: Minutes: Intake meeting, Senior Accountant\nAttached: JO-0001 minutes " in words
    assert "doubt" not in words
    assert words == founded.app.sharing.minutes_email(met.id)
    assert QApplication.focusWidget() is sheet.words
    qtbot.keyClick(sheet.words, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: "Attached: invitation.ics" in sheet.words.toPlainText())
    assert "1. Why is this job open, and why now?" in sheet.words.toPlainText()
    qtbot.keyClick(sheet.words, Qt.Key.Key_F8)
    assert QApplication.focusWidget() is sheet.preview.pages
    qtbot.keyClick(sheet.preview.pages, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is sheet.words
    sheet.reject()


def test_it_says_how_many_private_lines_are_left_out(sheet: ShareSheet) -> None:
    assert sheet.left_out.text() == "This is what leaves. 2 private lines are left out."
    sheet.reject()


def test_it_says_that_an_invitation_leaves_out_private_topics(founded: Founded, met: Meeting, shown: Shown) -> None:
    window = shown(lambda _window: Screen())
    founded.app.meetings.save(replace(met, notes="", agenda=("! doubt", "Slots")))
    sheet = ShareSheet(window, founded.app, met.id, messages_of(window))
    assert sheet.left_out.text().endswith("\nThe invitation leaves out 1 private topic of the agenda.")


def test_a_confirmation_is_noted_and_on_the_paper_at_once(
    founded: Founded, met: Meeting, sheet: ShareSheet, qtbot: QtBot
) -> None:
    before = sheet._pdf
    qtbot.keyClicks(sheet.by, "Priya Nair")
    assert sheet.changed()
    qtbot.keyClick(sheet.by, Qt.Key.Key_Return)
    assert founded.app.meetings.get(met.id).confirmed_by == "Priya Nair"
    assert sheet.confirmed.text().startswith("Confirmed by Priya Nair on ")
    qtbot.waitUntil(lambda: sheet._pdf != before)
    assert sheet._pdf == founded.app.sharing.minutes_pdf(met.id)
    sheet.reject()
    assert not sheet.isVisible()


def test_of_a_cancelled_meeting_the_cancellation_leaves(
    founded: Founded, met: Meeting, shown: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    hr = founded.app.clients.people(None)[0]
    founded.app.clients.save_person(replace(hr, email="tom@ashby.example"))
    founded.app.meetings.cancel(met.id)
    window = shown(lambda _window: Screen())
    sheet = ShareSheet(window, founded.app, met.id, messages_of(window))
    sheet.open()
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    assert sheet.invite.text() == "Cancellation (.ics)…"
    when_asked(QFileDialog, choose(tmp_path / "c.ics"))
    qtbot.keyClick(sheet.preview.pages, Qt.Key.Key_I, CTRL)
    qtbot.waitUntil(lambda: "c.ics" in sheet.bar.text)
    saved = (tmp_path / "c.ics").read_bytes()
    assert {b"METHOD:CANCEL", b"STATUS:CANCELLED", b"SEQUENCE:1"} <= set(saved.split(b"\r\n"))
    sheet.reject()


def test_a_meeting_that_is_gone_is_told_in_words(founded: Founded, met: Meeting, shown: Shown) -> None:
    window = shown(lambda _window: Screen())
    founded.app.meetings.remove(met.id)
    open_share(window, founded.app, met.id, messages_of(window))
    assert not window.findChildren(ShareSheet)
    assert "no longer there" in messages_of(window).bar.text


def test_the_meetings_tab_shares_the_chosen_meeting_with_what_was_just_typed(
    founded: Founded, met: Meeting, shown: Shown, qtbot: QtBot
) -> None:
    tabs: list[MeetingsScreen] = []

    def make(window: MainWindow) -> Screen:
        tabs.append(MeetingsScreen(founded.app, founded.bridge, window.commands))
        return tabs[0]

    window = shown(make)
    (tab,) = tabs
    tab.show_target(founded.job.id)
    asked: list[object] = []
    tab.share_wanted.connect(asked.append)
    tab.page.editor.setFocus()
    qtbot.keyClick(tab.page.editor, Qt.Key.Key_End, CTRL)
    qtbot.keyClicks(tab.page.editor, " and more")
    qtbot.keyClick(tab.page.editor, Qt.Key.Key_F9)
    assert asked == [met.id]
    assert founded.app.meetings.get(met.id).notes.endswith("another and more")
    tab.list.setFocus()
    qtbot.keyClick(tab.list, Qt.Key.Key_S)
    qtbot.mouseClick(tab.page.share, Qt.MouseButton.LeftButton)
    assert asked == [met.id] * 3
    assert window.isVisible()


def test_a_meeting_with_a_client_is_shared_from_there(
    founded: Founded, met: Meeting, shown: Shown, qtbot: QtBot
) -> None:
    window = shown(lambda window: make_clients(founded.app, founded.bridge, window.commands, lambda *_of: None))
    clients = window.screen_of("screen")
    assert isinstance(clients, ClientsScreen)
    clients.show_target(founded.client.id)
    clients.open_meeting(met.id)
    tab = clients.tabs.front
    assert isinstance(tab, MeetingsScreen)
    tab.list.setFocus()
    qtbot.keyClick(tab.list, Qt.Key.Key_S)
    (sheet,) = window.findChildren(ShareSheet)
    assert sheet.isVisible()
    qtbot.waitUntil(lambda: sheet.preview.pages.page_count == 1)
    sheet.reject()
