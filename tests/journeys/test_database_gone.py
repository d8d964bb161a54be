"""The database is taken away under the open window: nothing is shown as saved then, and nothing typed is lost."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.app import DATABASE, open_app
from desktop.domain.meetings import MeetingKind
from desktop.domain.tracking import Tracking
from tests.beginnings import sign
from tests.journeys.conftest import Hands, Opened
from ui.screens.meetings import MeetingsScreen
from ui.screens.process import ProcessTab
from ui.widgets.check_in_sheet import CheckInSheet

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="an open file can't be moved there")
GONE = "moved, removed or replaced"


@contextmanager
def taken_away(folder: Path) -> Iterator[None]:
    file = folder / DATABASE
    away = file.rename(folder / "away")
    yield
    away.rename(file)


def tracking(hands: Hands) -> Tracking:
    found = hands.app.promises.tracked(hands.id)
    assert found is not None
    return found.tracking


@pytest.fixture
def signed(opened: Opened, worked: Path) -> Hands:
    """At the row of whoever holds the ball; a check-in was held."""
    app = open_app(worked)
    job = app.job_orders.get(app.job_orders.lines(app.job_orders.numbers())[0].id)
    sign(app, job.id)
    app.meetings.begin(MeetingKind.CHECK_IN, client_id=job.client_id, job_order_id=job.id)
    app.close()
    hands = opened(worked)
    hands.press("Ctrl+2", "Return")
    assert hands.front(ProcessTab).tracking.table.hasFocus()
    return hands


def test_a_promise_is_not_shown_as_kept_where_that_could_not_be_saved(signed: Hands, worked: Path) -> None:
    hands = signed
    before = tracking(hands)
    with taken_away(worked):
        hands.press("D")
        assert GONE in hands.window.messages.bar.text
        row = hands.front(ProcessTab).tracking.table.current_row()
        assert row is not None
        assert row.icon != "check"
    assert tracking(hands) == before
    hands.press("D")
    assert len(tracking(hands).open_promises) < len(before.open_promises)


def test_a_check_in_stays_in_its_sheet_until_it_can_be_saved(signed: Hands, worked: Path) -> None:
    hands = signed
    hands.press("I")
    sheet = hands.sheet(CheckInSheet)
    hands.write("They will answer tomorrow")
    with taken_away(worked):
        hands.press("Ctrl+Return")
        assert GONE in sheet.bar.text
        assert sheet.field.read() == "They will answer tomorrow"
    hands.press("Ctrl+Return")
    assert [one.words for one in tracking(hands).check_ins] == ["They will answer tomorrow"]


def test_notes_stay_on_the_screen_and_are_saved_once_the_database_is_back(signed: Hands, worked: Path) -> None:
    hands = signed
    hands.press("Alt+4", "Return")
    page = hands.front(MeetingsScreen).page
    with taken_away(worked):
        hands.write("a HR panel names Wed")
        hands.wait(lambda: GONE in page.bar.text)
        hands.press("Alt+1")  # what is not saved is not left behind
        assert hands.jobs.tabs.current == "meetings"
        assert page.editor.toPlainText() == "a HR panel names Wed"
    hands.wait(lambda: page.keeper.is_clean)
    assert page.meeting is not None
    assert hands.app.meetings.get(page.meeting.id).notes == "a HR panel names Wed"
