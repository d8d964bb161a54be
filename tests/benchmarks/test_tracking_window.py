"""Marking a promise done in the real window over 20 tracked job orders: from the key to the tracker painted."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.benchmarks.test_window import Round, check, painted
from tests.benchmarks.tracked import play_tracked
from tests.windows import in_front
from ui import background
from ui.app import Desk
from ui.screens.job_orders import JobOrdersScreen
from ui.screens.process import ProcessTab

JOBS, CANDIDATES = 20, 8
Opened = tuple[Desk, JobOrdersScreen, list[UUID]]


@pytest.fixture
def tracked(tmp_path: Path, qtbot: QtBot) -> Iterator[Opened]:
    """The window on job orders signed a month ago, each with candidates whose feedback is due or late."""
    ids = play_tracked(tmp_path, JOBS, CANDIDATES)
    with in_front(qtbot, Desk(tmp_path)) as desk:
        desk.open_job(ids[0], "process")
        jobs = desk.window.screen_of("jobs")
        assert isinstance(jobs, JobOrdersScreen)
        background.settle()
        yield desk, jobs, ids


def marked(desk: Desk, ids: list[UUID], times: int, qtbot: QtBot) -> list[Round]:
    """Mark in each job order what holds the ball as done, by the key, `times` times."""
    jobs, found = desk.window.screen_of("jobs"), []
    assert isinstance(jobs, JobOrdersScreen)
    for id in ids:
        desk.open_job(id, "process")
        tab = jobs.tabs.front
        assert isinstance(tab, ProcessTab)
        for _time in range(times):
            before = tab.tracking.tracked
            assert before is not None
            assert before.ball is not None
            found.append(painted(partial(qtbot.keyClick, tab.tracking.table, Qt.Key.Key_D)))
            after = tab.tracking.tracked
            assert after is not None
            assert not after.tracking.promise(before.ball.id).is_open
    return found


def test_marking_done(tracked: Opened, qtbot: QtBot) -> None:
    desk, _jobs, ids = tracked
    check("marking a promise done", marked(desk, ids, 3, qtbot)[3:])


def test_opening_a_tracked_job_order(tracked: Opened) -> None:
    desk, jobs, ids = tracked
    found = []
    for id in [*ids[1:], *ids]:
        found.append(painted(partial(desk.open_job, id)))
        assert jobs.job_order_id == id
    check("opening a tracked job order", found)
