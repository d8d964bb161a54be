"""The job order list at 100,000 rows: open, scroll, sort and filter against the bare SQL query through sqlite3.

Once what the services give, once what the window shows: from the choice to the rows painted. Scrolling is mostly
painting there, which no query does: it has to be done within a frame.
"""

import random
import sqlite3
import statistics
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import DATABASE, App, open_app
from desktop.domain.job_order import JobOrder, JobState
from desktop.domain.lines import JobOrderSort
from desktop.domain.people import Client
from tests.benchmarks.measure import ratio, report, times
from ui.bridge import Bridge
from ui.main_window import MainWindow, Section
from ui.preferences import Preferences
from ui.screen import Screen
from ui.screens.job_orders import Elsewhere, JobOrdersScreen
from ui.theme import theme
from ui.widgets.tabs import Tab

ROWS = 100_000
MOST = 3.0
FRAME = 1000 / 60  # milliseconds
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

    def job_order(number: int) -> dict[str, Any]:
        title = " ".join(chance.choices(WORDS, k=3)).title()
        new = {"id": UUID(int=number).hex, "number": number, "title": title, "folded": title.casefold()}
        return new | {"client_id": chance.choice(clients).hex, "state": chance.choice(list(JobState)).value}

    def version(number: int) -> dict[str, Any]:
        return {"id": UUID(int=ROWS + number).hex, "job_order_id": UUID(int=number).hex}

    db.row_factory = sqlite3.Row
    _copy(db, "job_orders", job_order)
    _copy(db, "agreements", version)


def _copy(db: sqlite3.Connection, table: str, changed: Callable[[int], dict[str, Any]]) -> None:
    """The one row of `table` once more for every number, but for what is `changed`."""
    first = dict(db.execute(f"SELECT * FROM {table}").fetchone())  # noqa: S608 - a name of our own
    marks = ", ".join(f":{name}" for name in first)
    db.executemany(
        f"INSERT INTO {table} ({', '.join(first)}) VALUES ({marks})",  # noqa: S608 - names of our own
        (first | changed(number) for number in range(2, ROWS + 1)),
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


LINES = (
    "SELECT job_orders.id, number, title, clients.name, state, openings, received_on, steps_total,"
    " steps_agreed, differences, holder, version_number, version_state, is_signed, without_agreement"
    " FROM job_orders JOIN clients ON clients.id = client_id"
    " WHERE number IN (?)"
)
FILTER = (
    "SELECT number FROM job_orders JOIN clients ON clients.id = client_id"
    " WHERE (job_orders.folded LIKE ? OR clients.folded LIKE ?)"
    " AND (job_orders.folded LIKE ? OR clients.folded LIKE ?)"
    " ORDER BY number DESC"
)
WORDS_SOUGHT = ("%payroll%", "%payroll%", "%0042%", "%0042%")


def page_of(bare: sqlite3.Connection, numbers: list[int]) -> list[Any]:
    """The lines of `numbers`."""
    return bare.execute(LINES.replace("(?)", f"({', '.join('?' * len(numbers))})"), numbers).fetchall()


def test_filtering(full: tuple[App, sqlite3.Connection]) -> None:
    app, bare = full
    ours, floor, of = ratio(
        lambda: app.job_orders.numbers(words="payroll 0042"), lambda: bare.execute(FILTER, WORDS_SOUGHT).fetchall()
    )
    report("100,000 job orders, filtered by two words", ours, floor, of, MOST)
    assert of <= MOST


def test_scrolling(full: tuple[App, sqlite3.Connection]) -> None:
    app, bare = full
    numbers = app.job_orders.numbers(sort=JobOrderSort.TITLE)[50_000:50_200]
    ours, floor, of = ratio(lambda: app.job_orders.lines(numbers), lambda: page_of(bare, numbers), 60)
    report("a page of 200 lines", ours, floor, of, MOST)
    assert of <= MOST


# -- in the window --------------------------------------------------------------------------------------------------


@pytest.fixture
def screen(full: tuple[App, sqlite3.Connection], qtbot: QtBot) -> Iterator[JobOrdersScreen]:
    """The list in a window; what stands beside it is empty."""
    app, _bare = full
    theme().apply("light", 100)
    bridge = Bridge(app.notifier)
    elsewhere = Elsewhere(lambda _id: None, lambda: None, lambda: None)
    made: list[JobOrdersScreen] = []

    def make() -> Screen:
        made.append(JobOrdersScreen(app, bridge, window.commands, [Tab("one", "One", Screen)], elsewhere))
        return made[0]

    window = MainWindow(
        [Section("jobs", "Job orders", "inbox", make)], lambda _: [], Preferences(), lambda _: None, begin=False
    )
    window.furnish()
    qtbot.addWidget(window)
    window.show()
    QApplication.processEvents()
    window.begin()
    QApplication.processEvents()
    yield made[0]
    bridge.close()


def shown(screen: JobOrdersScreen, choose: Callable[[], object]) -> None:
    """Until the rows that `choose` asks for are painted."""
    loop = QEventLoop()
    model = screen.pane.list.model()
    model.modelReset.connect(loop.quit)
    model.dataChanged.connect(loop.quit)  # where the same rows are listed again
    choose()
    loop.exec()
    screen.pane.list.viewport().repaint()


def in_turns(what: str, back: Callable[[], object], ours: Callable[[], object], floor: Callable[[], object]) -> None:
    """Measure `ours` against `floor`, with `back` before each round."""
    mine, theirs = [], []
    for _ in range(15):
        back()
        mine += times(ours, 1)
        theirs += times(floor, 1)
    a, b = statistics.median(mine[1:]), statistics.median(theirs[1:])
    report(f"in the window: {what}", a, b, a / b, MOST)
    assert a / b <= MOST


@pytest.mark.parametrize("sort", list(JobOrderSort))
def test_sorting_in_the_window(
    full: tuple[App, sqlite3.Connection], screen: JobOrdersScreen, sort: JobOrderSort
) -> None:
    _app, bare = full
    other = JobOrderSort.TITLE if sort == JobOrderSort.NEWEST else JobOrderSort.NEWEST
    in_turns(
        f"sorted {sort}",
        lambda: shown(screen, lambda: screen.pane.filter_by(sort=other)),
        lambda: shown(screen, lambda: screen.pane.filter_by(sort=sort)),
        lambda: page_of(bare, [n for (n,) in bare.execute(BARE[sort]).fetchall()][:200]),
    )


def test_filtering_in_the_window(full: tuple[App, sqlite3.Connection], screen: JobOrdersScreen) -> None:
    _app, bare = full
    in_turns(
        "filtered by two words",
        lambda: shown(screen, lambda: screen.pane.filtered.emit("")),
        lambda: shown(screen, lambda: screen.pane.filtered.emit("payroll 0042")),
        lambda: page_of(bare, [n for (n,) in bare.execute(FILTER, WORDS_SOUGHT).fetchall()][:200]),
    )


def test_scrolling_in_the_window(full: tuple[App, sqlite3.Connection], screen: JobOrdersScreen) -> None:
    app, bare = full
    chance, numbers, bar = random.Random(2), app.job_orders.numbers(), screen.pane.list.verticalScrollBar()  # noqa: S311

    def jump() -> None:
        bar.setValue(chance.randrange(bar.maximum()))
        screen.pane.list.viewport().repaint()

    def bare_jump() -> None:
        start = chance.randrange(len(numbers) - 200)
        page_of(bare, numbers[start : start + 200])

    jump()
    mine, theirs = (statistics.median(times(work, 60)) for work in (jump, bare_jump))
    report("in the window: a jump anywhere, a frame", mine, theirs, mine / theirs, FRAME / theirs)
    assert mine <= FRAME
