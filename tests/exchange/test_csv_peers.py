"""The headings of other systems, and whose row a row is."""

import json
from pathlib import Path

import pytest

from desktop.domain.job_order import JobState, JobType
from desktop.errors import UnreadableFileError
from tests.exchange.exports import export, read

PEERS = {
    "Zoho Recruit": {
        "Job_Opening_Name": "Buyer", "ClientName": "Acme", "JobType": "Contract", "Job_Opening_Status": "Filled",
        "Number_of_Positions": "2", "AssignedRecruiter": "Tom", "ContactName": "Priya", "City": "Hull",
        "Country": "UK", "Job_Description": "Buys",
    },
    "Bullhorn": {
        "title": "Buyer", "clientCorporation.externalID": "Acme", "employmentType": "Contract", "status": "Filled",
        "numOpenings": "2", "owner.name": "Tom", "reportTo": "Priya", "address.city": "Hull",
        "address.countryName": "UK", "publicDescription": "Buys",
    },
    "CSV": {
        "Job Title": "Buyer", "Company": "Acme", "Employment Type": "Contract", "Status": "Filled",
        "# of openings": "2", "Owner": "Tom", "Contact": "Priya", "City": "Hull", "Country": "UK",
        "Job Description": "Buys",
    },
    "Tamago": {
        "Job Title": "Buyer", "Company Name": "Acme", "Type Detail": "contract", "Status": "Filled", "Positions": "2",
        "Recruiter": "Tom", "Contact": "Priya", "Company City": "Hull", "Company Country": "UK", "Brief": "Buys",
        "Wage Currency": "",
    },
    "jobboard.io": {
        "title": "Buyer", "company": "Acme", "job_type": "contract", "status": "filled", "vacancies": "2",
        "owner": "Tom", "contact": "Priya", "location": "Hull, UK", "description": "Buys", "apply_url": "",
        "salary_min": "",
    },
}  # fmt: skip


@pytest.mark.parametrize("system", PEERS)
def test_other_systems_headings_are_known(file: Path, system: str) -> None:
    cells = PEERS[system]
    found = read(file, "\t".join(cells).upper() + "\n" + "\t".join(cells.values()) + "\n")
    (row,) = found.job_orders
    assert (row.client, row.recruiter, row.contact) == ("Acme", "Tom", "Priya")
    job = row.job_order
    assert (job.title, job.job_type, job.state) == ("Buyer", JobType.CONTRACT, JobState.FILLED)
    assert (job.openings, job.location, job.brief) == (2, "Hull, UK", "Buys")
    assert found.system == system


def test_every_peer_that_names_title_and_client_is_read(file: Path) -> None:
    peers = json.loads(export("peer_columns.json").read_text(encoding="utf-8"))
    reads = {}
    for name, facts in peers.items():
        if not isinstance(facts, dict) or not (columns := facts.get("columns") or facts.get("api_names")):
            continue
        try:
            reads[name] = len(read(file, ",".join(columns) + "\n" + ",".join("x" * len(columns)) + "\n").rows)
        except UnreadableFileError:
            reads[name] = 0
    assert reads == {
        "opencats": 1,
        "zoho_recruit": 1,
        "jobadder": 0,
        "jobadx_csv": 1,
        "jobboard_io": 1,
        "tamago_db": 1,
        "bullhorn_list_view_unverified": 1,
    }


def test_columns_that_are_read_and_left_out_are_named(file: Path) -> None:
    found = read(file, "Title,Company,Department,Age,\nBuyer,Acme,Stores,3,\n")
    assert found.columns == (("Title", "title"), ("Company", "client"), ("Department", "private notes"))
    assert found.ignored == ("Age",)
    assert found.job_orders[0].job_order.private_notes == "Department: Stores"


def test_the_first_row_number_of_two_systems_is_not_the_same_job_order(file: Path) -> None:
    keys = {
        read(file, f"id,Title,Company,Created\n1,{title},{client},{created}\n").job_orders[0].job_order.imported_from
        for title, client, created in [
            ("Buyer", "Acme", "2026-01-01"),
            ("Head buyer", "Acme", "2026-01-01"),  # only renamed there since
            ("Buyer", "Other", "2026-01-01"),
            ("Buyer", "Acme", "2026-01-02"),
        ]
    }
    assert len(keys) == 3
    assert all(key.startswith("CSV 1 ") for key in keys)
