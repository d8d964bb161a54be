"""From Today to a client that needs care: why, what is done about it, and what both sides learn. Keys alone."""

from collections.abc import Callable
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path
from uuid import UUID

from desktop.domain.job_order import JobState
from desktop.domain.limits import Within
from tests.journeys.conftest import Hands, Opened
from tests.journeys.test_client_view import shown
from tests.ui.client_desk import headings, rows
from tests.ui.late_desk import play_late
from ui.screens.clients import ClientsScreen
from ui.screens.clients.judge_sheet import JudgeSheet
from ui.screens.clients.pilot_sheet import PilotSheet
from ui.screens.process import ProcessTab
from ui.widgets.check_in_sheet import CheckInSheet
from ui.widgets.thanks_sheet import ThanksSheet

FEEDBACK = "Feedback on every CV"


def at_client(opened: Opened, folder: Path) -> Hands:
    """On the page of a client whose feedback is late."""
    play_late(folder, datetime.now(UTC)).app.close()
    hands = opened(folder)
    hands.press("Ctrl+3")
    page(hands).pane.list.setFocus()
    hands.press("Return")
    return hands


def page(hands: Hands) -> ClientsScreen:
    found = hands.window.screen_of("clients")
    assert isinstance(found, ClientsScreen)
    return found


def head(hands: Hands) -> str:
    return page(hands).header._status.text()


def test_a_late_promise_is_a_reason_that_leads_to_it_and_goes_when_it_is_done(opened: Opened, tmp_path: Path) -> None:
    hands = at_client(opened, tmp_path)
    assert "2 late promises" in head(hands)
    assert headings(page(hands).overview.list)[0] == "Needs care"
    hands.press("Return")
    assert hands.window.section == "jobs"
    hands.front(ProcessTab)
    hands.press("D")
    hands.press("Ctrl+3")
    hands.wait(lambda: "1 late promise," in head(hands))


def test_a_check_in_takes_one_line_and_two_digits(opened: Opened, tmp_path: Path) -> None:
    hands = at_client(opened, tmp_path)
    hands.press("I")
    hands.sheet(CheckInSheet)
    hands.write("They will answer tomorrow")
    hands.press("Tab", "4", "Tab", "2", "Ctrl+Return")
    hands.wait(lambda: "1 poor check-in" in head(hands))
    assert any(row.status == "Them 2 ●●○○○" for row in rows(page(hands).overview.list))
    hands.press("Ctrl+Z")
    hands.wait(lambda: "poor" not in head(hands))


def test_a_win_is_thanked_for(opened: Opened, tmp_path: Path, choose: Callable[[Path], None]) -> None:
    late = play_late(tmp_path, datetime.now(UTC))
    late.app.job_orders.close(late.job, JobState.FILLED)
    late.app.close()
    hands = opened(tmp_path)
    hands.press("Ctrl+3", "Alt+7")
    page(hands).tabs.focus_screen()
    hands.press("T")
    hands.sheet(ThanksSheet)
    file = tmp_path / "thanks.eml"
    choose(file)
    hands.press("Ctrl+S")
    draft = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert draft["To"] == "Priya Nair <priya@example.com>, Grace Hill <grace@example.com>"
    assert "for your time, and for your decision" in draft.get_content()  # their feedback was late
    assert "The thank-you note is there" in hands.told


def test_closing_a_job_order_as_filled_offers_the_thank_you_note(opened: Opened, tmp_path: Path) -> None:
    play_late(tmp_path, datetime.now(UTC)).app.close()
    hands = opened(tmp_path)
    hands.press("Ctrl+2", "Return", "Ctrl+Shift+F")
    assert hands.job.state == JobState.FILLED
    assert "Well done, both sides." in hands.told
    hands.wait(hands.front(ProcessTab).tracking.isVisible)
    hands.press("T")
    sheet = hands.sheet(ThanksSheet)
    assert {one.name for one in sheet.message.to} == {"Priya Nair", "Grace Hill"}
    hands.press("Esc")
    hands.press("Ctrl+Z")
    assert hands.told == "Undone: closing JO-0001"
    assert not hands.app.job_orders.get(hands.job.id).state.is_closed


def test_filled_without_an_agreement_offers_it_too(at_process: Hands) -> None:
    at_process.press("Ctrl+Shift+F")
    assert "Well done, both sides." in at_process.window.messages.bar.text
    at_process.press("Space")
    assert {one.name for one in at_process.sheet(ThanksSheet).message.to} == {"Priya Nair", "Marc Dubois"}
    at_process.press("Esc")
    assert at_process.window.messages.bar.text == ""


def test_a_pilot_is_tried_judged_and_adopted_into_a_template_and_taken_back(opened: Opened, tmp_path: Path) -> None:
    hands = at_client(opened, tmp_path)
    hands.press("Alt+5", "Insert")
    sheet = hands.sheet(PilotSheet)
    while sheet.step.read() != FEEDBACK:
        hands.press("Down")
    hands.press("Tab", "Tab")
    hands.write("1d")
    hands.press("Tab", "Tab", "Space", "Ctrl+Return")
    hands.wait(lambda: hands.told == f"The pilot of “{FEEDBACK}” begins")
    hands.press("J")
    judging = hands.sheet(JudgeSheet)
    hands.wait(lambda: judging.figures.during.measured.text() == "Nothing was due in this time.")
    hands.press("Tab")
    hands.write("Candidates stayed warm")
    hands.press("Tab", "Down", "Ctrl+Return")
    hands.wait(lambda: hands.told.startswith("Judged, and adopted in the template "))
    adopted = next(template for template in hands.app.templates.all() if hands.told.endswith(template.name))
    assert Within(1) in limits(hands, adopted.id)
    hands.press("Ctrl+Z")
    hands.wait(lambda: Within(1) not in limits(hands, adopted.id))
    assert [pilot.verdict for pilot in page(hands).pilots._pilots.values()] == [None]
    hands.press("Ctrl+Z")
    hands.wait(lambda: not page(hands).pilots._pilots)
    hands.press("Insert")
    hands.sheet(PilotSheet).reject()


def limits(hands: Hands, template_id: UUID) -> set[Within | None]:
    """Of the feedback in a template."""
    return {step.within for step in hands.app.templates.get(template_id).steps if step.title == FEEDBACK}


def test_a_mentor_is_private_and_nobody_sees_it_in_client_view(opened: Opened, tmp_path: Path) -> None:
    hands = at_client(opened, tmp_path)
    hands.press("Alt+2")
    page(hands).tabs.focus_screen()
    hands.press("M")
    hands.write("Who decides")
    hands.press("Ctrl+Return")
    hands.wait(lambda: hands.app.partnership.mentors(page(hands)._id))  # type: ignore[arg-type]
    assert any("Who decides" in text for text in shown(hands))
    hands.press("Ctrl+2", "F11")
    assert hands.window.client_view
    assert not [text for text in shown(hands) if "Who decides" in text or "mentor" in text.lower()]
    hands.press("Ctrl+3")
    assert hands.window.section == "jobs"
