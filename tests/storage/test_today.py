"""What waits, read from the file itself: the same as the services tell, and nothing where anything is unusual."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC
from pathlib import Path

import pytest

from desktop.app import DATABASE, open_app
from desktop.domain.job_order import JobOrder
from desktop.domain.lines import Waiting
from desktop.domain.people import Client
from desktop.sample.play import fill
from desktop.services.overview import first_look


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    fill(folder)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One job order that waits for an answer."""
    app = open_app(tmp_path)
    app.agencies.found("Ashby Search", "Tom Ashby")
    client = app.clients.save(Client(name="Northwind Foods"))
    job = app.job_orders.create(JobOrder(client_id=client.id, title="Accountant"), app.templates.all()[0].id)
    app.agreements.propose(job.id)
    app.close()
    return tmp_path


def test_the_first_look_tells_what_the_services_tell(sample: Path) -> None:
    look = first_look(sample)
    app = open_app(sample)
    assert look is not None
    assert look.is_sample
    assert look.today == app.overview.today()
    assert {line.why for line in look.today.waits} >= {
        Waiting.DIFFERENCES,
        Waiting.SIGN_OFF,
        Waiting.WITHOUT_AGREEMENT,
        Waiting.ANSWERS,
    }
    app.close()


def test_a_line_holds_what_the_list_of_job_orders_holds(sample: Path) -> None:
    app = open_app(sample)
    lines = {line.id: line for line in app.job_orders.lines(app.job_orders.numbers())}
    for line in app.overview.today().waits:
        assert line.job_order == lines[line.job_order.id]
        assert [type(value) for value in line.job_order] == [type(value) for value in lines[line.job_order.id]]
        assert line.since is not None
        assert line.since.tzinfo is UTC
    app.close()


def test_the_first_look_changes_nothing(folder: Path) -> None:
    before = (folder / DATABASE).read_bytes()
    look = first_look(folder)
    assert look is not None
    assert not look.is_sample
    assert [line.why for line in look.today.waits] == [Waiting.ANSWERS]
    assert (folder / DATABASE).read_bytes() == before


def execute(folder: Path, sql: str) -> None:
    with closing(sqlite3.connect(folder / DATABASE)) as db, db:
        db.execute(sql)


def damage(folder: Path) -> None:
    file = folder / DATABASE
    file.write_bytes(file.read_bytes()[:4096] + b"\xa5" * 50_000)


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda folder: (folder / DATABASE).unlink(), id="no file"),
        pytest.param(lambda folder: (folder / DATABASE).write_bytes(b""), id="empty"),
        pytest.param(lambda folder: (folder / DATABASE).write_bytes(b"A letter to my aunt. " * 400), id="foreign"),
        pytest.param(damage, id="damaged"),
        pytest.param(lambda folder: execute(folder, "UPDATE alembic_version SET version_num = '9999'"), id="newer"),
        pytest.param(lambda folder: execute(folder, "DELETE FROM agencies"), id="no agency"),
        pytest.param(lambda folder: execute(folder, "UPDATE job_orders SET holder = '?'"), id="unknown"),
        pytest.param(lambda folder: execute(folder, "UPDATE job_orders SET touched_at = 12"), id="no time"),
    ],
)
def test_whatever_is_unusual_is_left_to_opening_the_database(folder: Path, spoil: Callable[[Path], object]) -> None:
    spoil(folder)
    assert first_look(folder) is None


def test_a_locked_database_is_not_waited_for(folder: Path) -> None:
    with closing(sqlite3.connect(folder / DATABASE, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        assert first_look(folder) is None
