"""The intake meeting in the room: the questions are there, answers and decisions go into the job order, by keys."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from desktop.domain.agreement import AgreementState
from desktop.domain.limits import Within
from desktop.domain.meetings import MeetingKind
from tests.beginnings import sign
from tests.journeys.conftest import Hands, Opened
from ui.screens.meetings import MeetingsScreen
from ui.screens.meetings.sheets import ItemSheet
from ui.widgets.check_in_sheet import CheckInSheet


def at_meetings(hands: Hands) -> MeetingsScreen:
    hands.press("Alt+4")
    return hands.front(MeetingsScreen)


def write(hands: Hands, *lines: str) -> None:
    for line in lines:
        hands.write(line)
        hands.press("Return")


def tab_titles(hands: Hands) -> list[str]:
    bar = hands.jobs.tabs.bar
    return [bar.tabText(n) for n in range(bar.count())]


def shown(hands: Hands) -> str:
    """All words on the screen."""
    words = []
    for widget in hands.window.findChildren(QWidget):
        if widget.isVisible():
            words += [str(widget.property(name) or "") for name in ("text", "plainText")]
    return "\n".join(words)


def test_an_intake_meeting_from_its_questions_to_the_process_without_a_mouse(at_process: Hands) -> None:
    hands = at_process
    hands.press("Alt+4", "Return")
    screen = hands.front(MeetingsScreen)
    assert hands.focused() is screen.page.editor
    topics = screen.page.meeting.agenda if screen.page.meeting else ()
    assert [line for line in screen.page.editor.toPlainText().split("\n") if line] == [f"## {t}" for t in topics]
    write(hands, "A new plant opens in March", "! the last one was fired", "d two rounds, not three")
    write(hands, "a Priya names the panel Wed", "? who signs for Finance")
    hands.wait(lambda: screen.page.meeting and len(screen.page.meeting.items) == 3)
    assert screen.page.meeting is not None
    id = screen.page.meeting.id
    hands.press("F8")
    assert hands.focused() is screen.page.side.outcomes
    before = len(hands.process.steps)
    hands.press("T")
    assert [step.title for step in hands.process.steps[before:]] == ["two rounds, not three"]
    hands.press("Down", "E")
    sheet = hands.sheet(ItemSheet)
    assert (sheet.owner.read(), sheet.due.read() is not None) == ("Priya", True)
    hands.press("Esc", "D")
    hands.press("Ctrl+Shift+B")
    assert hands.job.brief == f"{topics[0]}\nA new plant opens in March\ntwo rounds, not three"
    items = hands.app.meetings.get(id).items
    assert [(item.outcome != "", item.is_open) for item in items] == [(True, False), (False, False), (False, True)]
    hands.press("Alt+1")
    assert hands.titles[-1] == "two rounds, not three"


def test_after_signing_a_decision_changes_its_step_in_the_amendment_and_undo_takes_both_back(at_process: Hands) -> None:
    hands = at_process
    sign(hands.app, hands.id)
    screen = at_meetings(hands)
    screen.begin(MeetingKind.CHECK_IN)
    screen.page.editor.go_to(2)
    hands.write("d Feedback on every CV: within a day")
    hands.press("F8", "T")
    newest = hands.app.agreements.newest(hands.id)
    assert (newest.number, newest.state) == (2, AgreementState.DRAFT)
    step = next(step for step in hands.process.steps if step.title == "Feedback on every CV")
    assert step.within == Within(1)
    hands.press("Ctrl+Z")
    newest = hands.app.agreements.newest(hands.id)
    assert (newest.number, newest.state) == (1, AgreementState.SIGNED)
    assert hands.process.step(step.id).within != Within(1)


def test_the_client_sees_nothing_of_a_meeting(at_process: Hands) -> None:
    hands = at_process
    hands.press("Alt+4", "Return")
    write(hands, "! Confidential words", "d Confidential too")
    screen = hands.front(MeetingsScreen)
    hands.wait(lambda: screen.page.meeting and len(screen.page.meeting.items) == 1)
    hands.press("Alt+1", "F11")
    hands.wait(lambda: hands.window.client_view)
    for tab in ("Alt+4", "Ctrl+Tab", "Ctrl+Tab", "Ctrl+Tab"):
        hands.press(tab)
        assert hands.jobs.tabs.current != "meetings"
        assert "Confidential" not in shown(hands)


def test_client_view_turned_on_at_a_meeting_hides_it_at_once(at_process: Hands) -> None:
    hands = at_process
    hands.press("Alt+4", "Return")
    write(hands, "! Confidential words")
    assert "Confidential" in shown(hands)
    hands.press("F11")
    hands.wait(lambda: hands.window.client_view)
    assert "Confidential" not in shown(hands)


def test_a_window_that_is_closed_in_the_middle_of_a_word_keeps_it(
    at_process: Hands, opened: Opened, worked: Path
) -> None:
    hands = at_process
    hands.press("Alt+4", "Return")
    hands.write("typed last")
    assert hands.window.close()
    again = opened(worked)
    [meeting] = again.app.meetings.of_job_order(hands.id)
    assert "typed last" in meeting.notes


@pytest.mark.qt_log_ignore("grabbing the keyboard", r"raise\(\)", extend=True)  # the offscreen platform, of every menu
def test_actions_left_open_are_there_at_the_next_meeting(at_process: Hands) -> None:
    hands = at_process
    hands.press("Alt+4", "Return")
    hands.write("a Priya names the panel")
    screen = at_meetings(hands)
    hands.press("Ctrl+Shift+M", "Down", "Down", "Return")
    assert screen.page.meeting is not None
    assert screen.page.meeting.kind == MeetingKind.CHECK_IN
    hands.press("F8")
    current = screen.page.side.current()
    assert current is not None
    assert current[1].text == "Priya names the panel"
    hands.wait(lambda: "Meetings  1" in tab_titles(hands))
    hands.press("D")
    assert hands.app.meetings.open_items(job_order_id=hands.id) == []
    hands.wait(lambda: "Meetings" in tab_titles(hands))
    hands.press("Ctrl+Z")
    hands.wait(lambda: "Meetings  1" in tab_titles(hands))


def test_from_the_meetings_one_checks_in_and_notes_that_the_last_one_was_confirmed(at_process: Hands) -> None:
    hands = at_process
    sign(hands.app, hands.id)
    screen = at_meetings(hands)
    screen.begin(MeetingKind.CHECK_IN)
    hands.write("we talked")
    hands.wait(lambda: screen.page.keeper.is_clean)
    screen.list.setFocus()
    hands.press("I")
    sheet = hands.sheet(CheckInSheet)
    hands.write("Calm")
    hands.press("Tab", "4", "Tab", "3", "Tab")
    assert hands.focused() is sheet.by.editor
    hands.write("Priya Nair")
    hands.press("Ctrl+Return")
    tracked = hands.app.promises.tracked(hands.id)
    assert tracked is not None
    assert [(one.words, one.ours, one.theirs) for one in tracked.tracking.check_ins] == [("Calm", 4, 3)]
    assert hands.told == "The check-in is noted"
    [meeting] = hands.app.meetings.of_job_order(hands.id)
    assert meeting.confirmed_by == "Priya Nair"
    hands.press("Ctrl+Z")
    hands.wait(lambda: not (found := hands.app.promises.tracked(hands.id)) or not found.tracking.check_ins)
    hands.press("Ctrl+Z")
    hands.wait(lambda: not hands.app.meetings.get(meeting.id).confirmed_by)


def test_an_agenda_of_ours_is_brought_by_the_next_meeting_which_is_then_cancelled(at_process: Hands) -> None:
    hands = at_process
    hands.press("Ctrl+,", "Ctrl+Tab", "Ctrl+Tab", "Ctrl+Tab", "F6")
    assert hands.focused().accessibleName() == "Agendas"
    hands.press("Return", "Ctrl+Home")
    write(hands, "Who else knows?")
    hands.press("Ctrl+2", "Return", "Alt+4", "Return")
    screen = hands.front(MeetingsScreen)
    assert screen.page.meeting is not None
    assert screen.page.meeting.agenda[:2] == ("Who else knows?", "Why is this job open, and why now?")
    hands.press("Ctrl+Shift+X")
    assert hands.told == "Intake meeting is cancelled. Share it to tell the others."
    assert hands.app.meetings.get(screen.page.meeting.id).cancelled_at is not None
    hands.press("Ctrl+Shift+X")
    assert hands.app.meetings.get(screen.page.meeting.id).cancelled_at is None
