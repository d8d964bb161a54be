"""What waits, read from the file itself: the same as the services tell, and nothing where anything is unusual."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from desktop.app import DATABASE, open_app
from desktop.domain.job_order import JobOrder, JobState
from desktop.domain.lines import Waiting
from desktop.domain.meetings import MeetingKind
from desktop.domain.people import Client
from desktop.domain.roles import Side
from desktop.domain.today import MOST
from desktop.sample.play import fill
from desktop.services.overview import first_look
from tests.beginnings import begin
from tests.ui.late_desk import FEEDBACK, play_late


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    begin(fill, tmp_path)
    return tmp_path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    begin(_propose, tmp_path)
    return tmp_path


def _propose(folder: Path) -> None:
    """One job order that waits for an answer."""
    with closing(open_app(folder)) as app:
        app.agencies.found("Ashby Search", "Tom Ashby")
        client = app.clients.save(Client(name="Northwind Foods"))
        job = app.job_orders.create(JobOrder(client_id=client.id, title="Accountant"), app.templates.all()[0].id)
        app.agreements.propose(job.id)


def test_the_first_look_tells_what_the_services_tell(sample: Path) -> None:
    look = first_look(sample)
    app = open_app(sample)
    assert look is not None
    assert look.is_sample
    assert look.today == app.overview.today()
    assert {line.why for line in look.today.waits} >= {
        Waiting.DIFFERENCES,
        Waiting.SIGN_OFF,
        Waiting.WITHOUT_AGREEMENT,
        Waiting.ANSWERS,
    }
    app.close()


def test_a_line_holds_what_the_list_of_job_orders_holds(sample: Path) -> None:
    app = open_app(sample)
    lines = {line.id: line for line in app.job_orders.lines(app.job_orders.numbers())}
    for line in app.overview.today().waits:
        assert line.job_order == lines[line.job_order.id]
        assert [type(value) for value in line.job_order] == [type(value) for value in lines[line.job_order.id]]
        assert line.since is not None
        assert line.since.tzinfo is UTC
    app.close()


def test_the_first_look_changes_nothing(folder: Path) -> None:
    before = (folder / DATABASE).read_bytes()
    look = first_look(folder)
    assert look is not None
    assert not look.is_sample
    assert [line.why for line in look.today.waits] == [Waiting.ANSWERS]
    assert (folder / DATABASE).read_bytes() == before


def test_what_both_sides_kept_this_month_is_what_promises_kept_says(tmp_path: Path) -> None:
    late = play_late(tmp_path, datetime(2026, 11, 17, 10, tzinfo=UTC))
    late.once_more()  # feedback given late, the next one late too
    late.app.promises.mark_done(late.job, late.promises("Shortlist of 3 to 5")[0].id)
    late.app.promises.excuse(late.job, late.promises("Intake meeting")[0].id, "They asked us to wait")
    late.app.promises.check_in(late.job, "All well")
    today, day = late.app.overview.today(), late.clock().date()
    kept = late.app.reports.promises_kept(first=day.replace(day=1), last=day)
    assert (today.agency, today.client) == (kept.agency.on_time, kept.client.on_time)
    assert today.client.of >= 2
    assert today.agency.of >= 1
    late.app.close()


def test_a_group_shows_a_hundred_and_counts_all(tmp_path: Path) -> None:
    now = datetime(2026, 11, 17, 10, tzinfo=UTC)
    late = play_late(tmp_path, now)
    columns = [row[1] for row in rows_of(tmp_path, "PRAGMA table_info(promises)")]
    more = ", ".join("lower(hex(randomblob(16)))" if name == "id" else name for name in columns)
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150)"
    copies = f"INSERT INTO promises SELECT {more} FROM promises, n WHERE title = '{FEEDBACK}'"  # noqa: S608 - our own
    execute(tmp_path, f"{numbers} {copies}")
    today = late.app.overview.today()
    assert (len(today.late.lines), today.late.count) == (MOST, 152)
    late.app.close()


def rows_of(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / DATABASE)) as db:
        return db.execute(sql).fetchall()


def execute(folder: Path, sql: str) -> None:
    with closing(sqlite3.connect(folder / DATABASE)) as db, db:
        db.execute(sql)


def damage(folder: Path) -> None:
    file = folder / DATABASE
    file.write_bytes(file.read_bytes()[:4096] + b"\xa5" * 50_000)


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda folder: (folder / DATABASE).unlink(), id="no file"),
        pytest.param(lambda folder: (folder / DATABASE).write_bytes(b""), id="empty"),
        pytest.param(lambda folder: (folder / DATABASE).write_bytes(b"A letter to my aunt. " * 400), id="foreign"),
        pytest.param(damage, id="damaged"),
        pytest.param(lambda folder: execute(folder, "UPDATE alembic_version SET version_num = '9999'"), id="newer"),
        pytest.param(lambda folder: execute(folder, "DELETE FROM agencies"), id="no agency"),
        pytest.param(lambda folder: execute(folder, "UPDATE job_orders SET holder = '?'"), id="unknown"),
        pytest.param(lambda folder: execute(folder, "UPDATE job_orders SET touched_at = 12"), id="no time"),
    ],
)
def test_whatever_is_unusual_is_left_to_opening_the_database(folder: Path, spoil: Callable[[Path], object]) -> None:
    spoil(folder)
    assert first_look(folder) is None


def test_a_locked_database_is_not_waited_for(folder: Path) -> None:
    with closing(sqlite3.connect(folder / DATABASE, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        assert first_look(folder) is None


def test_actions_of_meetings_wait_from_a_week_before_their_day(tmp_path: Path) -> None:
    late = play_late(tmp_path, datetime(2026, 11, 16, 10, tzinfo=UTC))
    meeting = late.app.meetings.begin(MeetingKind.CHECK_IN, client_id=late.client, job_order_id=late.job)
    said = ("a Priya names the panel 16 Nov", "a we send a survey 17 Nov", "a HR books 23 Nov", "a HR decides 26 Nov")
    late.app.meetings.write_notes(meeting.id, "\n".join((*said, "d Yes")), "")
    late.clock.go_on(days=1)
    before = late.app.overview.today()
    groups = (before.late_actions, before.actions_today, before.actions)
    assert [[(line.due and line.due.day, line.side) for line in group.lines] for group in groups] == [
        [(16, Side.CLIENT)],
        [(17, Side.AGENCY)],
        [(23, Side.CLIENT)],
    ]
    assert (before.late_count - before.late.count, before.due_count - before.due_today.count) == (1, 1)
    assert before.late_actions.lines[0].job == "Night-shift Nurse"
    late.app.meetings.close_item(meeting.id, before.late_actions.lines[0].id)
    after = late.app.overview.today()
    assert (after.late_actions.count, after.actions.count, before.count - after.count) == (0, 1, 1)


def test_questions_and_actions_without_a_day_come_last_until_they_or_their_job_order_are_closed(tmp_path: Path) -> None:
    late = play_late(tmp_path, datetime(2026, 11, 16, 10, tzinfo=UTC))
    meetings = late.app.meetings
    about_job = meetings.begin(MeetingKind.CHECK_IN, client_id=late.client, job_order_id=late.job)
    meetings.write_notes(about_job.id, "? who signs\na Priya names the panel 17 Nov\nd Yes", "")
    together = meetings.begin(MeetingKind.STRATEGY, client_id=late.client)
    meetings.write_notes(together.id, "? which jobs in spring", "")
    before = late.app.overview.today()
    said = [(line.text, line.due) for line in before.actions.lines]
    assert said == [
        ("Priya names the panel 17 Nov", date(2026, 11, 17)),
        ("who signs", None),
        ("which jobs in spring", None),
    ]
    assert [line.is_question for line in before.actions.lines] == [False, True, True]
    late.app.job_orders.close(late.job, JobState.LOST, "They hired somebody else")
    assert [line.text for line in late.app.overview.today().actions.lines] == [said[0][0], said[2][0]]
    meetings.close_item(together.id, before.actions.lines[2].id)
    assert [line.text for line in late.app.overview.today().actions.lines] == [said[0][0]]
    late.app.close()
    late.app.close()
