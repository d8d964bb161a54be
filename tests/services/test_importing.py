"""Importing job orders with their clients and people."""

from pathlib import Path

import pytest

from desktop.app import App
from desktop.domain.job_order import JobState
from desktop.errors import UnreadableFileError
from tests.services.conftest import House

FILE = """Title,Company,Contact,Status,Openings,Created
Nurse,St Brigid,Áine Byrne,Active,2,2026-05-01
,St Brigid,,Active,1,2026-05-02
Driver,Northwind,PRIYA NAIR,Full,0,2026-05-03
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "jobs.csv"
    file.write_text(FILE, encoding="utf-8")
    return file


def everything(app: App) -> object:
    numbers = app.job_orders.numbers()
    return app.job_orders.lines(numbers), app.clients.lines(), [app.clients.people(c.id) for c in app.clients.lines()]


def test_rows_become_job_orders_with_clients_and_people(house: House, file: Path) -> None:
    report = house.app.importing.run(file)
    assert (report.new, report.new_clients, report.new_people) == (2, 1, 1)
    lines = {line.title: line for line in house.app.job_orders.lines(house.app.job_orders.numbers())}
    assert (lines["Nurse"].client, lines["Nurse"].openings, lines["Nurse"].state) == ("St Brigid", 2, JobState.DRAFT)
    assert (lines["Driver"].client, lines["Driver"].state) == ("Northwind", JobState.FILLED)
    driver = house.app.job_orders.get(lines["Driver"].id)
    assert [one.person_id for one in driver.involved] == [house.hr.id]
    assert house.app.processes.get(driver.id).steps == ()
    assert house.app.job_orders.history(driver.id)[0].sentence == "Imported from jobs.csv"


def test_a_row_that_can_not_be_read_is_told_with_its_line_and_stops_nothing(house: House, file: Path) -> None:
    report = house.app.importing.run(file)
    assert [(p.line, "Title" in p.reason) for p in report.problems] == [(3, True)]
    assert report.new == 2


def test_the_same_file_again_changes_nothing(house: House, file: Path) -> None:
    house.app.importing.run(file)
    before = everything(house.app)
    report = house.app.importing.run(file)
    assert (report.new, report.known, report.new_clients, report.new_people) == (0, 2, 0, 0)
    assert everything(house.app) == before


def test_a_dry_run_says_what_would_happen_and_does_nothing(house: House, file: Path) -> None:
    before = everything(house.app)
    would = house.app.importing.run(file, dry_run=True)
    assert everything(house.app) == before
    did = house.app.importing.run(file)
    assert (would.new, would.known, would.new_clients, would.new_people) == (
        did.new,
        did.known,
        did.new_clients,
        did.new_people,
    )


def test_an_import_that_is_cancelled_leaves_nothing_behind(house: House, file: Path) -> None:
    before = everything(house.app)

    def stop(_done: int, _of: int) -> None:
        raise UnreadableFileError("stopped")

    with pytest.raises(UnreadableFileError):
        house.app.importing.run(file, progress=stop)
    assert everything(house.app) == before
