"""A client with 500 job orders and 2,000 meetings, against the page's own SQL through bare sqlite3."""

import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, event

from desktop.app import DATABASE
from desktop.domain.meetings import MeetingKind
from desktop.domain.people import Client
from desktop.storage.today import as_kept
from tests.benchmarks.measure import ratio, report
from tests.ui.late_desk import Late, play_late
from ui.bridge import Bridge
from ui.client_tabs import make_clients
from ui.main_window import MainWindow, Section
from ui.preferences import Preferences
from ui.screen import Screen
from ui.screens.clients import ClientsScreen
from ui.theme import theme

JOB_ORDERS, PROMISES, MEETINGS, PEOPLE = 500, 12, 2_000, 40
NOW = datetime(2026, 11, 17, 10, tzinfo=UTC)
MOST = 3.0
Asked = list[tuple[str, Any]]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Late, sqlite3.Connection]]:
    """The first of everything is made by the app, the others are copied from it by SQL."""
    folder: Path = tmp_path_factory.mktemp("client")
    late = play_late(folder, NOW)
    meeting = late.app.meetings.begin(MeetingKind.CHECK_IN, client_id=late.client, job_order_id=late.job)
    late.app.meetings.write_notes(meeting.id, "a Priya names the panel 16 Nov\nd Two rounds\n", "")
    late.app.promises.check_in(late.job, "Going well", ours=4, theirs=3)
    with closing(sqlite3.connect(folder / DATABASE)) as db, db:
        db.row_factory = sqlite3.Row
        _fill(db)
        db.execute("ANALYZE")
    bare = sqlite3.connect(folder / DATABASE)
    yield late, bare
    bare.close()
    late.app.close()


def _fill(db: sqlite3.Connection) -> None:
    chance = random.Random(1)  # noqa: S311 - the same each time, no secret
    names = ("job_orders", "trackings", "promises", "check_ins", "involvements", "people", "meetings", "meeting_items")
    first = {name: [dict(row) for row in db.execute(f"SELECT * FROM {name}")] for name in names}  # noqa: S608 - ours
    new: dict[str, list[dict[str, Any]]] = {name: [] for name in names}

    def id() -> str:
        return UUID(int=chance.getrandbits(128)).hex

    def near(row: dict[str, Any]) -> dict[str, Any]:
        runs, at = chance.random() < 0.2, NOW + timedelta(hours=chance.randint(-9000, 300))
        return row | {
            "id": id(),
            "due_at": as_kept(at),
            "state": "running" if runs else chance.choice(["kept", "late_and_kept"]),
        }

    theirs = next(p for p in first["people"] if p["client_id"])
    new["people"] = [theirs | {"id": id(), "name": f"Person {n}"} for n in range(PEOPLE)]
    jobs = [first["job_orders"][0]]
    for number in range(2, JOB_ORDERS + 1):
        job = jobs[0] | {"id": id(), "number": number, "state": chance.choice(["open", "filled", "lost", "open"])}
        jobs.append(job)
        new["job_orders"].append(job)
        of = {"job_order_id": job["id"]}
        new["trackings"].append(first["trackings"][0] | of)
        new["check_ins"] += [first["check_ins"][0] | of | {"id": id()} for _ in range(4)]
        new["involvements"] += [row | of for row in first["involvements"]]
        new["promises"] += [near(chance.choice(first["promises"])) | of for _ in range(PROMISES)]
    for _ in range(MEETINGS - 1):
        there = [
            {"name": p["name"], "side": "client", "role": p["role"], "email": "", "person_id": str(UUID(p["id"]))}
            for p in chance.sample(new["people"], 5)
        ]
        meeting = first["meetings"][0] | {
            "id": id(), "job_order_id": chance.choice(jobs)["id"], "people": json.dumps(there),
            "notes": "What was said. " * 200, "at": as_kept(NOW - timedelta(hours=chance.randint(1, 9000))),
        }  # fmt: skip
        new["meetings"].append(meeting)
        for item in first["meeting_items"]:
            closed = as_kept(NOW) if chance.random() < 0.95 else None
            new["meeting_items"].append(item | {"id": id(), "meeting_id": meeting["id"], "closed_at": closed})
    for table, rows in new.items():
        marks = ", ".join("?" * len(rows[0]))
        columns = ", ".join(rows[0])
        db.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608 - names of our own tables
            [tuple(row.values()) for row in rows],
        )


@pytest.fixture(scope="module")
def asked(full: tuple[Late, sqlite3.Connection]) -> Asked:
    """What opening the page asks the database."""
    found: Asked = []

    def note(_connection: object, _cursor: object, statement: str, values: object, *_more: object) -> None:
        if statement != "BEGIN":
            found.append((statement, values))

    event.listen(Engine, "before_cursor_execute", note)
    full[0].app.relationship.page(full[0].client)
    event.remove(Engine, "before_cursor_execute", note)
    return found


def test_all_of_it_is_told(full: tuple[Late, sqlite3.Connection]) -> None:
    page = full[0].app.relationship.page(full[0].client)
    assert (page.job_order_count, len(page.job_orders), page.meeting_count) == (JOB_ORDERS, 50, MEETINGS)
    assert len(page.people) == PEOPLE + 2
    assert page.reasons
    assert page.usual


def test_the_page_is_asked_for(full: tuple[Late, sqlite3.Connection], asked: Asked) -> None:
    late, bare = full
    ours, floor, of = ratio(
        lambda: late.app.relationship.page(late.client), lambda: [bare.execute(*each).fetchall() for each in asked]
    )
    report("A client of 500 job orders and 2,000 meetings", ours, floor, of, MOST)
    assert of <= MOST


def test_the_client_opens_in_the_window(full: tuple[Late, sqlite3.Connection], asked: Asked, qtbot: QtBot) -> None:
    late, bare = full
    theme().apply("light", 100)
    bridge, made = Bridge(late.app.notifier), list[ClientsScreen]()
    other = late.app.clients.save(Client(name="Quiet Ltd"))

    def make() -> Screen:
        made.append(make_clients(late.app, bridge, window.commands, lambda job_order_id, tab="", promise_id=None: None))
        return made[0]

    sections = [Section("clients", "Clients", "inbox", make)]
    window = MainWindow(sections, lambda _: [], Preferences(), lambda _kept: None, begin=False)
    window.furnish()
    qtbot.addWidget(window)
    window.show()
    window.begin()

    def opens() -> None:
        made[0].show_target(other.id)
        made[0].show_target(late.client)
        window.repaint()

    ours, floor, of = ratio(opens, lambda: [bare.execute(*each).fetchall() for each in asked])
    report("That client in the window, from another one", ours, floor, of, MOST)
    bridge.close()
    assert of <= MOST
