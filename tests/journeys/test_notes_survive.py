"""A process is killed while it types notes: at most two seconds of typing are missing, and the database is whole."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from desktop.app import DATABASE, open_app
from desktop.domain.job_order import JobOrder
from desktop.domain.meetings import MeetingKind
from desktop.domain.people import Client
from tests.journeys.conftest import at_work

MOST = 2.0
"""Seconds of typing that a pulled plug may cost."""


@pytest.fixture
def met(tmp_path: Path) -> Path:
    """A data folder with one meeting of one job order."""
    app = open_app(tmp_path)
    app.agencies.found("Ashby Search", "Tom Ashby")
    client = app.clients.save(Client(name="Northwind Foods"))
    job = app.job_orders.create(JobOrder(client_id=client.id, title="Senior Accountant"))
    app.meetings.begin(MeetingKind.INTAKE, client_id=client.id, job_order_id=job.id)
    app.close()
    return tmp_path


def kill_while_it_types(folder: Path, seconds: float) -> tuple[list[tuple[int, float]], float]:
    """What was typed, each number with its time, and when the process was killed: so long after its first word."""
    with at_work("note_taker.py", folder) as process:
        assert process.stdout is not None
        said = [process.stdout.readline()]
        while said[-1] and float(said[-1].split()[1]) - float(said[0].split()[1]) < seconds:
            said.append(process.stdout.readline())
        at = time.time()
        process.kill()
        said += [line for line in process.stdout if line.endswith("\n")]
    typed = [(int(number), float(when)) for number, when in (line.split() for line in said)]
    return typed, at


@pytest.mark.parametrize("seconds", [0.3, 1.7, 2.6, 4.1])
def test_a_kill_at_any_moment_costs_at_most_two_seconds_of_typing(met: Path, seconds: float) -> None:
    typed, killed = kill_while_it_types(met, seconds)
    with closing(sqlite3.connect(met / DATABASE)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    app = open_app(met)
    [line] = app.job_orders.lines(app.job_orders.numbers())
    kept = app.meetings.of_job_order(line.id)[0].notes
    app.close()
    numbers = [int(word) for word in kept.split()]
    whole = numbers[:-1]  # the last may have been saved in the middle of being typed
    assert whole == list(range(1, len(whole) + 1))
    missing = [number for number, when in typed if when <= killed - MOST and number > len(numbers)]
    assert missing == []
    assert len(typed) >= 3
