"""Marking a promise done in the real window over 20 tracked job orders: from the key to the tracker painted."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.app import open_app
from desktop.domain.agreement import SignMethod, SignOff
from desktop.domain.job_order import Involvement, JobOrder
from desktop.domain.people import Client, Person
from desktop.domain.roles import Role
from tests.benchmarks.test_window import check, painted
from ui import background
from ui.app import Desk
from ui.screens.job_orders import JobOrdersScreen
from ui.screens.process import ProcessTab

JOBS, CANDIDATES = 20, 8
Opened = tuple[Desk, JobOrdersScreen, list[UUID]]


@pytest.fixture
def tracked(tmp_path: Path, qtbot: QtBot) -> Iterator[Opened]:
    """The window on job orders signed a month ago, each with candidates whose feedback is due or late."""
    begun = datetime.now(UTC) - timedelta(days=30)
    app = open_app(tmp_path, clock=lambda: begun)
    app.agencies.found("Harbour", "Tom")
    template = next(template for template in app.templates.all() if template.key == "permanent")
    client = app.clients.save(Client(name="Northwind"))
    hr = app.clients.save_person(Person(client_id=client.id, name="Priya Nair", role=Role.CLIENT_HR))
    people = {Role.CLIENT_HR: hr.id, Role.HIRING_MANAGER: hr.id, Role.RECRUITER: app.agencies.get().me}
    ids = []
    for n in range(JOBS):
        involved = tuple(Involvement(role=role, person_id=id) for role, id in people.items())
        order = JobOrder(
            client_id=client.id, title=f"Senior Accountant {n}", received_on=begun.date(), involved=involved
        )
        ids.append(app.job_orders.create(order, template.id).id)
        app.processes.agree_the_rest(ids[-1])
        agreement = app.agreements.agree(ids[-1])
        for role in agreement.missing():
            signed = SignOff(
                role=role,
                name="Somebody",
                method=SignMethod.EMAIL,
                signed_on=begun.astimezone().date(),
                recorded_at=begun,
                email_reference="Re: yes",
            )
            agreement = app.agreements.sign_off(agreement.id, signed)
        for place in range(CANDIDATES):
            app.promises.add_candidate(ids[-1], f"C-{place}", sent_at=begun)
    app.close()
    desk = Desk(tmp_path)
    with qtbot.waitSignal(desk.ready, timeout=20_000):
        desk.show()
    desk.window.activateWindow()
    desk.open_job(ids[0], "process")
    jobs = desk.window.screen_of("jobs")
    assert isinstance(jobs, JobOrdersScreen)
    background.settle()
    yield desk, jobs, ids
    desk.window.close()
    desk.window.deleteLater()
    desk.deleteLater()


def test_marking_done(tracked: Opened, qtbot: QtBot) -> None:
    desk, jobs, ids = tracked
    found = []
    for id in ids:
        desk.open_job(id, "process")
        tab = jobs.tabs.front
        assert isinstance(tab, ProcessTab)
        for _time in range(3):
            before = tab.tracking.tracked
            assert before is not None
            assert before.ball is not None
            found.append(painted(partial(qtbot.keyClick, tab.tracking.table, Qt.Key.Key_D)))
            after = tab.tracking.tracked
            assert after is not None
            assert not after.tracking.promise(before.ball.id).is_open
    check("marking a promise done", found[3:])


def test_opening_a_tracked_job_order(tracked: Opened) -> None:
    desk, jobs, ids = tracked
    found = []
    for id in [*ids[1:], *ids]:
        found.append(painted(partial(desk.open_job, id)))
        assert jobs.job_order_id == id
    check("opening a tracked job order", found)
