"""The job order list at 100,000 rows: open, scroll, sort and filter against the bare SQL query through sqlite3."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from desktop.app import DATABASE, App, open_app
from desktop.domain.job_order import JobOrder, JobState
from desktop.domain.lines import JobOrderSort
from desktop.domain.people import Client
from tests.benchmarks.measure import ratio, report

ROWS = 100_000
MOST = 3.0
WORDS = ("accountant", "nurse", "warehouse", "engineer", "manager", "analyst", "payroll", "senior", "night", "lead")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[App, sqlite3.Connection]]:
    """100,000 job orders of 1,000 clients: the first made by the app, the others copied from it by SQL."""
    folder = tmp_path_factory.mktemp("full")
    app = open_app(folder)
    app.agencies.found("Harbour", "Tom")
    clients = [app.clients.save(Client(name=f"Client {n:04d}")) for n in range(1000)]
    app.job_orders.create(JobOrder(client_id=clients[0].id, title="Senior Accountant"))
    file: Path = folder / DATABASE
    with closing(sqlite3.connect(file)) as db, db:
        _fill(db, [c.id for c in clients])
        db.execute("ANALYZE")
    bare = sqlite3.connect(file)
    yield app, bare
    bare.close()
    app.close()


def _fill(db: sqlite3.Connection, clients: list[UUID]) -> None:
    chance = random.Random(1)  # noqa: S311 - the same titles each time, no secret
    db.row_factory = sqlite3.Row
    first = dict(db.execute("SELECT * FROM job_orders").fetchone())
    names = list(first)

    def row(number: int) -> list[Any]:
        title = " ".join(chance.choices(WORDS, k=3)).title()
        new = first | {"id": UUID(int=number).hex, "number": number, "title": title, "folded": title.casefold()}
        new |= {"client_id": chance.choice(clients).hex, "state": chance.choice(list(JobState)).value}
        return [new[name] for name in names]

    marks = ", ".join("?" * len(names))
    db.executemany(
        f"INSERT INTO job_orders ({', '.join(names)}) VALUES ({marks})",  # noqa: S608 - names of our own columns
        (row(n) for n in range(2, ROWS + 1)),
    )


BARE = {
    JobOrderSort.NEWEST: "SELECT number FROM job_orders ORDER BY number DESC",
    JobOrderSort.TITLE: "SELECT number FROM job_orders ORDER BY folded, number DESC",
    JobOrderSort.STATE: "SELECT number FROM job_orders ORDER BY state, number DESC",
    JobOrderSort.CLIENT: "SELECT number FROM job_orders JOIN clients ON clients.id = client_id"
    " ORDER BY clients.folded, number DESC",
}


@pytest.mark.parametrize("sort", list(JobOrderSort))
def test_opening_and_sorting(full: tuple[App, sqlite3.Connection], sort: JobOrderSort) -> None:
    app, bare = full
    ours, floor, of = ratio(
        lambda: app.job_orders.numbers(sort=sort), lambda: [n for (n,) in bare.execute(BARE[sort]).fetchall()]
    )
    report(f"100,000 job orders, sorted {sort}", ours, floor, of, MOST)
    assert of <= MOST


def test_filtering(full: tuple[App, sqlite3.Connection]) -> None:
    app, bare = full
    query = (
        "SELECT number FROM job_orders JOIN clients ON clients.id = client_id"
        " WHERE (job_orders.folded LIKE ? OR clients.folded LIKE ?)"
        " AND (job_orders.folded LIKE ? OR clients.folded LIKE ?)"
        " ORDER BY number DESC"
    )
    ours, floor, of = ratio(
        lambda: app.job_orders.numbers(words="payroll 0042"),
        lambda: bare.execute(query, ("%payroll%", "%payroll%", "%0042%", "%0042%")).fetchall(),
    )
    report("100,000 job orders, filtered by two words", ours, floor, of, MOST)
    assert of <= MOST


def test_scrolling(full: tuple[App, sqlite3.Connection]) -> None:
    app, bare = full
    numbers = app.job_orders.numbers(sort=JobOrderSort.TITLE)[50_000:50_200]
    query = (
        "SELECT job_orders.id, number, title, clients.name, state, openings, received_on, steps_total,"
        " steps_agreed, differences, holder, version_number, version_state, is_signed, without_agreement"
        " FROM job_orders JOIN clients ON clients.id = client_id"
        " WHERE number IN (?)"
    ).replace("(?)", f"({', '.join('?' * len(numbers))})")
    ours, floor, of = ratio(lambda: app.job_orders.lines(numbers), lambda: bare.execute(query, numbers).fetchall(), 60)
    report("a page of 200 lines", ours, floor, of, MOST)
    assert of <= MOST
