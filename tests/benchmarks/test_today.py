"""Today with 5,000 job orders and 60,000 promises, 20,000 of them running, against its own SQL through bare sqlite3."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, event

from desktop.app import DATABASE, App
from desktop.storage.today import as_kept
from tests.benchmarks.measure import ratio, report
from tests.ui.late_desk import play_late
from ui.bridge import Bridge
from ui.main_window import MainWindow, Section
from ui.preferences import Preferences
from ui.screen import Screen
from ui.screens.today import TodayScreen
from ui.theme import theme

JOB_ORDERS, PROMISES, RUNNING = 5_000, 12, 4
"""Promises, and those of them that run, of each job order."""
NOW = datetime(2026, 11, 17, 10, tzinfo=UTC)
MOST = 3.0

Asked = list[tuple[str, Any]]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[App, sqlite3.Connection]]:
    """The first job order is played by the app, the others are copied from it by SQL."""
    folder: Path = tmp_path_factory.mktemp("full")
    late = play_late(folder, NOW)
    with closing(sqlite3.connect(folder / DATABASE)) as db, db:
        db.row_factory = sqlite3.Row
        _fill(db)
        db.execute("ANALYZE")
    bare = sqlite3.connect(folder / DATABASE)
    yield late.app, bare
    bare.close()
    late.app.close()


def _fill(db: sqlite3.Connection) -> None:
    chance = random.Random(1)  # noqa: S311 - the same each time, no secret
    job, tracking, promise, agreement = (
        dict(db.execute(f"SELECT * FROM {table} LIMIT 1").fetchone())  # noqa: S608 - names of our own tables
        for table in ("job_orders", "trackings", "promises", "agreements")
    )
    db.execute("DELETE FROM promises")
    jobs, trackings, promises, agreements = [job], [tracking], [], []
    for number in range(2, JOB_ORDERS + 1):
        id = UUID(int=number).hex
        jobs.append(job | {"id": id, "number": number, "state": "open"})
        quiet = NOW + timedelta(days=chance.randint(-3, 30))
        trackings.append(tracking | {"job_order_id": id, "quiet_from": as_kept(quiet)})
        agreements.append(agreement | {"id": id, "job_order_id": id, "content": "{}"})
    for row in jobs:
        promises += [_promise(promise, row["id"], place, chance) for place in range(PROMISES)]
    for table, rows in (("job_orders", jobs[1:]), ("trackings", trackings[1:]), ("agreements", agreements),
                        ("promises", promises)):  # fmt: skip
        names, marks = ", ".join(rows[0]), ", ".join("?" * len(rows[0]))
        db.executemany(
            f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608 - names of our own tables
            [tuple(row.values()) for row in rows],
        )


def _promise(first: dict[str, Any], job: str, place: int, chance: random.Random) -> dict[str, Any]:
    runs = place < RUNNING
    due = NOW + timedelta(hours=chance.randint(-100, 700) if runs else chance.randint(-8000, 0))
    done = due + timedelta(hours=chance.randint(-40, 20))
    state = "running" if runs else "kept" if done <= due else "late_and_kept"
    return first | {
        "id": UUID(int=chance.getrandbits(128)).hex,
        "job_order_id": job,
        "place": place,
        "candidate_id": None,
        "pattern": "duration",
        "side": chance.choice(["agency", "client", "client", None]),
        "state": state,
        "due_at": as_kept(due),
        "done_at": None if runs else as_kept(done),
        "paused_since": None,
    }


@pytest.fixture(scope="module")
def asked(full: tuple[App, sqlite3.Connection]) -> Asked:
    """What opening Today asks the database."""
    found: Asked = []

    def note(_connection: object, _cursor: object, statement: str, values: object, *_more: object) -> None:
        if statement != "BEGIN":
            found.append((statement, values))

    event.listen(Engine, "before_cursor_execute", note)
    full[0].overview.today()
    event.remove(Engine, "before_cursor_execute", note)
    return found


def test_all_of_it_is_there(full: tuple[App, sqlite3.Connection]) -> None:
    today = full[0].overview.today()
    assert full[1].execute("SELECT COUNT(*), SUM(state = 'running') FROM promises").fetchone() == (60_000, 20_000)
    assert today.late.count > 1_000
    assert len(today.late.lines) == 100
    assert today.due_today.count > 100
    assert today.client.share is not None


def test_what_waits_is_asked_for(full: tuple[App, sqlite3.Connection], asked: Asked) -> None:
    app, bare = full
    ours, floor, of = ratio(app.overview.today, lambda: [bare.execute(*each).fetchall() for each in asked])
    report("Today, of 60,000 promises", ours, floor, of, MOST)
    assert of <= MOST


def test_today_opens(full: tuple[App, sqlite3.Connection], asked: Asked, qtbot: QtBot) -> None:
    app, bare = full
    theme().apply("light", 100)
    bridge, made = Bridge(app.notifier), list[TodayScreen]()

    def make() -> Screen:
        made.append(TodayScreen(app, bridge, window.commands, print, print, print))
        return made[0]

    window = MainWindow([Section("today", "Today", "inbox", make)], lambda _: [], Preferences(), print, begin=False)
    window.furnish()
    qtbot.addWidget(window)
    window.show()
    window.begin()
    QApplication.processEvents()

    def opens() -> None:
        made[0].refresh()
        made[0].list.viewport().repaint()

    ours, floor, of = ratio(opens, lambda: [bare.execute(*each).fetchall() for each in asked])
    report("Today in the window, of 60,000 promises", ours, floor, of, MOST)
    bridge.close()
    assert of <= MOST
