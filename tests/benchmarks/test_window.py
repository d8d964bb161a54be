"""What is done all day, in the real window over 40 job orders: from the key to what it changes painted.

Wall time of the GUI thread, after one round that builds what is built when first shown. Beside it, what the thread
itself worked (which others on the machine do not lengthen), also with what follows by itself after the painting: the
agreement's page, the list at the left.
"""

import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter, thread_time
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from pytestqt.qtbot import QtBot

from desktop.app import open_app
from desktop.domain.job_order import Involvement, JobOrder
from desktop.domain.people import Client, Person
from desktop.domain.roles import Role
from tests.beginnings import permanent
from tests.benchmarks.measure import percentile
from tests.windows import in_front
from ui import background
from ui.app import Desk
from ui.screens.job_orders import JobOrdersScreen
from ui.screens.process import ProcessScreen
from ui.widgets.step_cells import LineCell
from ui.widgets.steps_model import Col

JOBS, MOST, PART = 40, 50.0, 0.95
TABS = ("agreement", "details", "history", "process")
Opened = tuple[Desk, JobOrdersScreen, list[UUID]]


@pytest.fixture
def opened(tmp_path: Path, qtbot: QtBot) -> Iterator[Opened]:
    """The window on the job orders; half of them are proposed to the client."""
    app = open_app(tmp_path)
    app.agencies.found("Harbour", "Tom")
    clients = [app.clients.save(Client(name=f"Client {n}")) for n in range(10)]
    hr = [app.clients.save_person(Person(client_id=c.id, name="Priya Nair", role=Role.CLIENT_HR)) for c in clients]
    ids = []
    for n in range(JOBS):
        involved = (Involvement(role=Role.CLIENT_HR, person_id=hr[n % 10].id),)
        job = JobOrder(client_id=clients[n % 10].id, title=f"Senior Accountant {n}", involved=involved)
        ids.append(app.job_orders.create(job, permanent(app)).id)
        if n % 2:
            app.agreements.propose(job.id)
    app.close()
    with in_front(qtbot, Desk(tmp_path)) as desk:
        desk.open_job(ids[0])
        jobs = desk.window.screen_of("jobs")
        assert isinstance(jobs, JobOrdersScreen)
        background.settle()
        yield desk, jobs, ids


@dataclass(frozen=True)
class Round:
    """Milliseconds from a key until what it changed is painted, and the GUI thread's work until then and in all."""

    painted: float
    work: float
    all_work: float


def painted(act: Callable[[], object]) -> Round:
    background.settle()
    start, begun = perf_counter(), thread_time()
    act()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # as an event loop does, no loop runs here
    QCoreApplication.processEvents()
    seen, worked = perf_counter(), thread_time()
    background.settle()
    return Round((seen - start) * 1000, (worked - begun) * 1000, (thread_time() - begun) * 1000)


def check(what: str, found: list[Round]) -> None:
    def both(name: str) -> tuple[float, float]:
        values = [getattr(each, name) for each in found]
        return statistics.median(values), percentile(values, PART)

    seen, slow = both("painted")
    work, hard_work = both("work")
    print(
        f"{what:<36} median {seen:5.1f} ms  95 % within {slow:5.1f} ms  (at most {MOST} ms); "
        f"at work {work:5.1f} and {hard_work:5.1f} ms, in all {both('all_work')[0]:5.1f} ms"
    )
    assert slow <= MOST


def test_opening_a_job_order(opened: Opened) -> None:
    desk, jobs, ids = opened
    found = []
    for id in [*ids[1:], *ids]:
        found.append(painted(partial(desk.open_job, id)))
        assert jobs.job_order_id == id
    check("opening a job order", found)


@pytest.mark.parametrize("tab", TABS)
def test_switching_tabs(opened: Opened, tab: str) -> None:
    desk, jobs, ids = opened
    other = "details" if tab == "process" else "process"
    jobs.tabs.open(tab)
    found = []
    for id in ids:
        jobs.tabs.open(other)
        desk.open_job(id)
        found.append(painted(lambda: jobs.tabs.open(tab)))
        assert jobs.tabs.current == tab
    check(f"switching to the tab {tab}", found)


def test_editing_a_step(opened: Opened, qtbot: QtBot) -> None:
    desk, jobs, ids = opened
    for tab in TABS:
        jobs.tabs.open(tab)  # all are built: what is hidden may cost nothing
    found = []
    for n, id in enumerate(ids):
        desk.open_job(id)
        screen = jobs.tabs.front
        assert isinstance(screen, ProcessScreen)
        assert desk.app is not None
        step = desk.app.processes.get(id).steps[n % 5]
        screen.editor.table.select_step(step.id, Col.STEP)
        screen.editor.focus_table()
        qtbot.keyClick(screen.editor.table, Qt.Key.Key_F2)
        cell = screen.editor.table.editing.cell
        assert isinstance(cell, LineCell)
        cell.selectAll()
        qtbot.keyClicks(cell, f"Step as it was agreed {n}")
        found.append(painted(partial(qtbot.keyClick, cell, Qt.Key.Key_Return)))
        assert desk.app.processes.get(id).steps[n % 5].title == f"Step as it was agreed {n}"
    check("editing a step, saved and repainted", found)
