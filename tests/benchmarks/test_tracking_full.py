"""5,000 job orders with 60,000 promises, 20,000 of them running: marking one done in the window, and recounting all."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter, thread_time
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from desktop.app import DATABASE, open_app
from desktop.domain.calendars import DayOff
from desktop.domain.promising import brought_up
from tests.benchmarks.test_tracking_window import marked
from tests.benchmarks.test_window import check
from tests.benchmarks.tracked import copy_tracked, play_tracked
from tests.windows import in_front
from ui import background
from ui.app import Desk

PLAYED, COPIES = 20, 249
CANDIDATES, DONE = 5, 8
"""Which make 12 promises, 4 of them running, of each job order."""
MOST = 12.0
"""Reading, comparing and saving all, in pieces that let other windows in, against the reckoning alone."""

Full = tuple[Path, list[UUID]]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Full:
    folder = tmp_path_factory.mktemp("full")
    ids = play_tracked(folder, PLAYED, CANDIDATES, DONE, days_ago=1)
    copy_tracked(folder, COPIES)
    with closing(sqlite3.connect(folder / DATABASE)) as db:
        found = db.execute("SELECT COUNT(*), SUM(state = 'running') FROM promises").fetchone()
    assert found == (60_000, 20_000)
    return folder, ids


@pytest.fixture
def desk(full: Full, qtbot: QtBot) -> Iterator[Desk]:
    with in_front(qtbot, Desk(full[0])) as desk:
        desk.open_job(full[1][0], "process")
        background.settle()
        yield desk


def test_marking_done_among_all(full: Full, desk: Desk, qtbot: QtBot) -> None:
    check("marking done among 60,000 promises", marked(desk, full[1], 2, qtbot)[2:])


def test_recounting_all(full: Full) -> None:
    app = open_app(full[0])
    tracked = [one for id in full[1] if (one := app.promises.tracked(id))]
    begun = thread_time()
    for one in tracked:
        brought_up(one.tracking, one.ground)
    floor = (thread_time() - begun) / len(tracked)

    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    away = tuple(DayOff(first=day, last=day, name="Move") for n in range(2) if (day := tomorrow + timedelta(days=n)))
    app.agencies.save(replace(app.agencies.get(), days_off=away))
    steps = [perf_counter()]
    begun = thread_time()
    moved = app.promises.recount(progress=lambda _done, _all: steps.append(perf_counter()))
    worked = thread_time() - begun
    pieces = [1000 * (after - before) for before, after in pairwise(steps)]
    each = worked / (PLAYED * (COPIES + 1))
    print(
        f"recounting 20,000 running promises: {steps[-1] - steps[0]:.1f} s ({worked:.1f} s of work), "
        f"{moved} job orders moved, a piece takes {median(pieces):.0f} ms, "
        f"{each / floor:.2f}x of reckoning alone (at most {MOST}x)"
    )
    app.close()
    assert moved == PLAYED * (COPIES + 1)
    assert each <= MOST * floor
