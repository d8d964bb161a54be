"""A job order is passed, courteously; taken up again; or worked without an agreement, and says so everywhere."""

import email
import email.policy
from collections.abc import Callable
from pathlib import Path

from desktop.domain.job_order import JobState
from tests.journeys.conftest import Hands
from ui.screens.pass_letter import PassLetterSheet
from ui.screens.today import TodayScreen
from ui.widgets.ask_sheet import AskSheet
from ui.widgets.new_job_order import NewJobOrder

Choose = Callable[[Path], None]


def test_a_job_order_is_passed_with_a_letter_and_taken_up_again(
    at_process: Hands, tmp_path: Path, choose: Choose
) -> None:
    hands = at_process
    hands.press("Ctrl+Shift+P")
    sheet = hands.sheet(AskSheet)
    hands.press("Ctrl+Return")
    assert sheet.field.problem  # a pass has a reason
    hands.write("No feedback was promised")
    hands.press("Ctrl+Return")
    assert (hands.job.state, hands.job.passed_because) == (JobState.PASSED, "No feedback was promised")
    letter = hands.sheet(PassLetterSheet)
    hands.wait(letter.primary.isEnabled)
    paper, draft = tmp_path / "letter.pdf", tmp_path / "letter.eml"
    choose(paper)
    hands.press("Ctrl+S")
    hands.wait(paper.exists)
    choose(draft)
    hands.press("Ctrl+E")
    hands.wait(lambda: "letter.eml" in letter.bar.text)
    message = email.message_from_bytes(draft.read_bytes(), policy=email.policy.default)
    body = message.get_body()
    assert body is not None
    assert "No feedback was promised" in body.get_content()
    assert [part.get_content_type() for part in message.iter_attachments()] == ["application/pdf"]
    hands.press("Esc")
    hands.wait(lambda: hands.is_free)
    hands.wait(lambda: hands.jobs.header._status.text() == "Passed: No feedback was promised")
    hands.press("Ctrl+2", "Ctrl+Shift+A")
    assert hands.job.state == JobState.AGREEING


def test_a_search_opened_without_an_agreement_says_so_wherever_the_job_order_is(at_process: Hands) -> None:
    hands = at_process
    hands.press("Ctrl+Shift+O")
    sheet = hands.sheet(AskSheet)
    hands.press("Ctrl+Return")
    assert sheet.field.problem
    hands.write("The client signs on Monday")
    hands.press("Ctrl+Return")
    assert (hands.job.state, hands.job.without_agreement) == (JobState.OPEN, "The client signs on Monday")
    hands.wait(lambda: hands.jobs.header._status.text().startswith("Working without an agreement"))
    hands.press("Ctrl+1")
    today = hands.window.screen_of("today")
    assert isinstance(today, TodayScreen)
    hands.wait(lambda: today.today and hands.id in {line.job_order.id for line in today.today.waits})
    hands.press("Return")
    assert hands.window.section == "jobs"
    assert hands.job.title == "Senior Accountant"


def test_a_process_saved_as_a_template_begins_the_next_job_order(at_process: Hands) -> None:
    hands = at_process
    hands.press("F2")
    hands.write("Our own first step")
    hands.press("Return", "Ctrl+Shift+T")
    hands.sheet(AskSheet)
    hands.write("Accountants")
    hands.press("Ctrl+Return")
    saved = next(template for template in hands.app.templates.all() if template.name == "Accountants")
    assert [step.title for step in saved.steps] == hands.titles
    assert saved.steps[0].title == "Our own first step"
    assert not any(step.note for step in saved.steps)


def test_a_new_job_order_asked_for_at_a_client_is_of_that_client(at_process: Hands) -> None:
    hands = at_process
    shown = hands.app.clients.get(hands.job.client_id)
    hands.press("Ctrl+3", "End")
    hands.wait(lambda: hands.window.section == "clients")
    hands.press("Ctrl+N")
    sheet = hands.sheet(NewJobOrder)
    assert sheet.fields["client_id"].read() == shown.id
    hands.write("Buyer")
    hands.press("Return")
    assert (hands.job.title, hands.job.client_id) == ("Buyer", shown.id)
    hands.press("Ctrl+N")
    assert hands.sheet(NewJobOrder).fields["client_id"].read() is None
    hands.press("Esc")
