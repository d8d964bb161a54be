"""A new agency's first week: what Today says, lists and counts, and what `countersign due` lists."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.app import open_app
from desktop.domain.job_order import Involvement, JobOrder
from desktop.domain.meetings import MeetingKind
from desktop.domain.people import Client, Person
from desktop.domain.roles import Role
from desktop.formats import format_date
from tests.beginnings import Clock, begin, permanent
from tests.journeys.conftest import Hands, Opened
from tests.ui.late_desk import FEEDBACK, play_late
from ui.screens.process import ProcessTab
from ui.screens.today import TodayScreen
from ui.widgets.sidebar import NavButton
from ui.widgets.two_line_list import Heading


def play(folder: Path, at: datetime) -> None:
    """A job order agreed at `at`, and what its intake left behind: three things with a day, one without."""
    with closing(open_app(folder, clock=Clock(at))) as app:
        agency = app.agencies.found("Ashby Search", "Tom Ashby")
        client = app.clients.save(Client(name="Northwind Foods"))
        hr = app.clients.save_person(Person(client_id=client.id, name="Priya Nair", role=Role.CLIENT_HR, signs=True))
        whom = ((Role.CLIENT_HR, hr.id), (Role.RECRUITER, agency.me))
        people = tuple(Involvement(role=role, person_id=id) for role, id in whom)
        job = app.job_orders.create(JobOrder(client_id=client.id, title="Accountant", involved=people), permanent(app))
        app.processes.agree_the_rest(job.id)
        app.agreements.agree(job.id)
        meeting = app.meetings.begin(MeetingKind.INTAKE, client_id=client.id, job_order_id=job.id)
        one, three, five = (format_date((at.astimezone() + timedelta(days=n)).date(), "en") for n in (1, 3, 5))
        notes = f"a we send the survey {one}\na HR names the panel {three}\na HR books slots {five}\n? who signs"
        app.meetings.write_notes(meeting.id, notes, "")


@pytest.mark.parametrize(
    ("days", "late", "due", "words"),
    [(0, 0, 0, "5 things wait."), (1, 0, 1, "1 due today, 4 more."), (3, 1, 1, "1 late, 1 due today, 3 more.")],
    ids=["on the first day", "on the next", "three days later"],
)
def test_words_badge_rows_and_the_list_of_what_is_due_agree(
    opened: Opened, tmp_path: Path, days: int, late: int, due: int, words: str
) -> None:
    begin(play, tmp_path, datetime.now(UTC) - timedelta(days=days))
    hands = opened(tmp_path)
    badge = next(button for button in hands.window.findChildren(NavButton) if button.text() == "Today")
    hands.wait(lambda: badge.accessibleName() == "Today, 5 waiting")
    assert badge.accessibleDescription() == words
    assert today(hands).header._subtitle.text() == words
    listed = today(hands)._lines
    groups = {id.text: id.count for id in listed if isinstance(id, Heading)}
    assert len(listed) - len(groups) == sum(count or 0 for count in groups.values()) == 5
    assert (groups.get("Late", 0), groups.get("Due today", 0)) == (late, due)
    assert hands.app.reports.due() == []
    lines = hands.app.reports.actions_due()
    assert (len(lines), sum(line.is_late for line in lines)) == (late + due, late)


def test_where_nothing_waits_enter_opens_the_promise_that_is_due_next(opened: Opened, tmp_path: Path) -> None:
    late = play_late(tmp_path, datetime.now(UTC))
    late.app.promises.check_in(late.job, "All well")
    for title in (FEEDBACK, "Intake meeting"):
        late.app.promises.mark_done(late.job, late.promises(title)[0].id)
    late.app.promises.pause(late.job, late.promises("Shortlist of 3 to 5")[0].id, "Holidays", None)
    late.app.close()
    hands = opened(tmp_path)
    hands.wait(today(hands).empty.isVisible)
    hands.press("Return")
    assert hands.front(ProcessTab).isVisible()
    assert hands.id == late.job


def today(hands: Hands) -> TodayScreen:
    found = hands.window.screen_of("today")
    assert isinstance(found, TodayScreen)
    return found
