"""From a late promise on Today to the user's mail program, and to "feedback received", in two keystrokes."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from desktop.domain.history import Deed
from desktop.domain.promises import PromiseState
from tests.journeys.conftest import Hands, Opened
from tests.ui.late_desk import FEEDBACK, play_late
from ui.screens.process import ProcessTab
from ui.screens.remind import RemindSheet
from ui.screens.today import TodayScreen


class MailProgram(QObject):
    """What the system hands an address to."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[QUrl] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.asked.append(url)


@pytest.fixture
def mail_program() -> Iterator[MailProgram]:
    made = MailProgram()
    QDesktopServices.setUrlHandler("mailto", made, "open")  # type: ignore[arg-type]  # takes text, whatever its stubs say
    yield made
    QDesktopServices.unsetUrlHandler("mailto")


def at_feedback(opened: Opened, folder: Path, *, twice: bool = False) -> Hands:
    """On Today, at the feedback that is late."""
    late = play_late(folder, datetime.now(UTC))
    if twice:
        late.clock.go_on(days=-7)
        late.once_more()
    late.app.close()
    hands = opened(folder)
    while not rows(hands)[today(hands).list.currentIndex().row()].startswith(FEEDBACK):
        hands.press("Down")
    return hands


def today(hands: Hands) -> TodayScreen:
    found = hands.window.screen_of("today")
    assert isinstance(found, TodayScreen)
    return found


def rows(hands: Hands) -> list[str]:
    model = today(hands).list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def history(hands: Hands) -> list[Deed]:
    (line,) = hands.app.job_orders.lines(hands.app.job_orders.numbers())
    return [event.deed for event in hands.app.job_orders.history(line.id)]


def test_a_late_promise_is_reminded_of_in_three_keystrokes(
    opened: Opened, tmp_path: Path, mail_program: MailProgram
) -> None:
    hands = at_feedback(opened, tmp_path)
    hands.press("R", "Return")
    assert hands.pressed <= 3
    (url,) = mail_program.asked
    asked = parse_qs(urlsplit(bytes(url.toEncoded().data()).decode()).query)
    assert url.path() == "grace@example.com"
    assert "“Step 3, Feedback on every CV: within 2 days" in asked["body"][0]
    assert "version 1, signed on" in asked["body"][0]
    assert "It was due on" in asked["body"][0]
    assert history(hands)[0] == Deed.REMINDED


def test_after_two_misses_the_agreed_talk_is_asked_for_in_three(
    opened: Opened, tmp_path: Path, mail_program: MailProgram
) -> None:
    hands = at_feedback(opened, tmp_path, twice=True)
    hands.pressed = 0
    hands.press("R", "Down", "Return")
    assert hands.pressed == 3
    (url,) = mail_program.asked
    assert url.path() == "priya@example.com"
    assert history(hands)[0] == Deed.TALK_ASKED


def test_feedback_received_is_two_keystrokes_from_today(opened: Opened, tmp_path: Path) -> None:
    hands = at_feedback(opened, tmp_path)
    hands.press("D")
    assert hands.pressed <= 2
    (line,) = hands.app.job_orders.lines(hands.app.job_orders.numbers())
    tracked = hands.app.promises.tracked(line.id)
    assert tracked is not None
    assert [p.state for p in tracked.tracking.promises if p.title == FEEDBACK] == [PromiseState.LATE_AND_KEPT]
    hands.wait(lambda: not any(row.startswith(FEEDBACK) for row in rows(hands)))


def test_in_client_view_nobody_is_reminded(opened: Opened, tmp_path: Path, mail_program: MailProgram) -> None:
    hands = at_feedback(opened, tmp_path)
    hands.press("Return")
    hands.press("F11")
    hands.front(ProcessTab).tracking.table.setFocus()
    hands.press("R")
    assert hands.window.findChild(RemindSheet) is None
    assert not mail_program.asked
