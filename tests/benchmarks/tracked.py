"""Job orders signed some time ago, with candidates whose feedback is due or late; some played, others copied."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from desktop.app import DATABASE, open_app
from desktop.domain.job_order import Involvement, JobOrder
from desktop.domain.people import Client, Person
from desktop.domain.roles import Role
from tests.beginnings import permanent, sign

COPIED = ("job_orders", "involvements", "processes", "steps", "agreements", "trackings", "candidates", "promises",
          "pauses", "check_ins", "events")  # fmt: skip
"""Sign-offs are not: the database lets nobody add one to what is signed."""
THEIR_OWN = {"id", "job_order_id", "candidate_id", "promise_id"}
"""Columns by which the rows of a job order find each other, so that a copy needs others."""


def play_tracked(folder: Path, jobs: int, candidates: int, done: int = 0, days_ago: int = 30) -> list[UUID]:
    """Make `jobs` job orders of one client, each with `candidates` sent and `done` promises kept. Gives their ids."""
    begun = datetime.now(UTC) - timedelta(days=days_ago)
    app = open_app(folder, clock=lambda: begun)
    app.agencies.found("Harbour", "Tom")
    client = app.clients.save(Client(name="Northwind"))
    hr = app.clients.save_person(Person(client_id=client.id, name="Priya Nair", role=Role.CLIENT_HR))
    people = {Role.CLIENT_HR: hr.id, Role.HIRING_MANAGER: hr.id, Role.RECRUITER: app.agencies.get().me}
    involved = tuple(Involvement(role=role, person_id=id) for role, id in people.items())
    ids = []
    for n in range(jobs):
        order = JobOrder(
            client_id=client.id, title=f"Senior Accountant {n}", received_on=begun.date(), involved=involved
        )
        ids.append(app.job_orders.create(order, permanent(app)).id)
        sign(app, ids[-1])
        for place in range(candidates):
            app.promises.add_candidate(ids[-1], f"C-{place}", sent_at=begun)
        for _time in range(done):
            tracked = app.promises.tracked(ids[-1])
            if tracked and tracked.ball:
                app.promises.mark_done(ids[-1], tracked.ball.id)
    app.close()
    return ids


def copy_tracked(folder: Path, times: int) -> None:
    """Each job order in `folder`, `times` times more, by SQL: to play them all takes too long."""
    with closing(sqlite3.connect(folder / DATABASE)) as db, db:
        db.row_factory = sqlite3.Row
        count = db.execute("SELECT MAX(number) FROM job_orders").fetchone()[0]
        for table in COPIED:
            rows = [dict(row) for row in db.execute(f"SELECT * FROM {table}")]  # noqa: S608 - names of our own tables
            if not rows:
                continue
            copies = (_copy(row, nth, count) for nth in range(1, times + 1) for row in rows)
            names, marks = ", ".join(rows[0]), ", ".join("?" * len(rows[0]))
            db.executemany(
                f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608 - as above
                (tuple(copy.values()) for copy in copies),
            )
        db.execute("ANALYZE")


def _copy(row: dict[str, Any], nth: int, count: int) -> dict[str, Any]:
    own: dict[str, Any] = {
        name: UUID(int=UUID(row[name]).int ^ nth).hex for name in THEIR_OWN if isinstance(row.get(name), str)
    }
    if "step_id" in row:  # a promise, which is named by what it is about
        candidate = UUID(own["candidate_id"]) if "candidate_id" in own else None
        name = f"{UUID(row['step_id'])}:{candidate}:{row['round_number']}"
        own["id"] = uuid5(UUID(own["job_order_id"]), name).hex
    if "number" in row and "title" in row:  # a job order
        own["number"] = row["number"] + nth * count
    return row | own
