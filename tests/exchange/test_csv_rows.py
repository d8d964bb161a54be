"""The cells of a job order's row: what they become, what is kept in words, and which rows are left out."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest

from desktop.domain.job_order import JobState, JobType, Pay, PayPeriod, Priority
from tests.exchange.exports import read, reasons


@pytest.mark.parametrize(
    ("type_", "job_type", "kept"),
    [
        ("H", JobType.PERMANENT, False),
        ("C", JobType.CONTRACT, False),
        ("C2H", JobType.CONTRACT, True),
        ("FL", JobType.CONTRACT, True),
        ("Full-Time", JobType.PERMANENT, True),
        ("temporary", JobType.TEMPORARY, False),
        ("", JobType.PERMANENT, False),
        ("Volunteer", JobType.PERMANENT, True),
    ],
)
def test_each_type_becomes_one_of_ours_and_says_what_it_was(
    file: Path, type_: str, job_type: JobType, kept: bool
) -> None:
    (row,) = read(file, f"Title,Company,Type\nBuyer,Acme,{type_}\n").job_orders
    assert row.job_order.job_type == job_type
    assert row.job_order.private_notes == (f"Type: {type_}" if kept else "")


@pytest.mark.parametrize(
    ("status", "state", "kept"),
    [
        ("Active", JobState.DRAFT, False),
        ("OnHold", JobState.ON_HOLD, False),
        ("On-Hold", JobState.ON_HOLD, False),
        ("Full", JobState.FILLED, False),
        ("Closed", JobState.LOST, False),
        ("Canceled", JobState.LOST, False),
        ("Upcoming", JobState.DRAFT, False),
        ("Lead", JobState.DRAFT, False),
        ("Accepting Candidates", JobState.DRAFT, False),
        ("", JobState.DRAFT, False),
        ("Sleeping", JobState.DRAFT, True),
    ],
)
def test_a_live_job_order_becomes_a_draft_and_an_ended_one_stays_ended(
    file: Path, status: str, state: JobState, kept: bool
) -> None:
    (row,) = read(file, f"Title,Company,Status\nBuyer,Acme,{status}\n").job_orders
    assert row.job_order.state == state
    assert row.job_order.private_notes == (f"Status: {status}" if kept else "")


@pytest.mark.parametrize(
    ("salary", "pay", "kept"),
    [
        ("$95,000", Pay(lowest=Decimal(95000), highest=Decimal(95000), currency="USD"), False),
        ("80000-100000", Pay(lowest=Decimal(80000), highest=Decimal(100000)), False),
        ("$60/h", Pay(lowest=Decimal(60), highest=Decimal(60), currency="USD", period=PayPeriod.HOUR), False),
        ("1.234,50", Pay(lowest=Decimal("1234.50"), highest=Decimal("1234.50")), True),
        ("€70.000", Pay(lowest=Decimal(70000), highest=Decimal(70000), currency="EUR"), False),
        ("£80k - £100k per annum", Pay(lowest=Decimal(80000), highest=Decimal(100000), currency="GBP"), False),
        ("₹12,00,000 p.a.", Pay(lowest=Decimal(1200000), highest=Decimal(1200000), currency="INR"), False),
        ("up to 300 EUR a day", Pay(highest=Decimal(300), currency="EUR", period=PayPeriod.DAY), False),
        ("95'000 CHF", Pay(lowest=Decimal(95000), highest=Decimal(95000), currency="CHF"), False),
        ("60k+", Pay(lowest=Decimal(60000)), True),
        ("", Pay(), False),
        ("0", Pay(), False),
        ("0.00", Pay(), False),
        ("Competitive", Pay(), True),
        ("100000-80000", Pay(), True),
        ("12 LPA", Pay(), True),
        ("$60 or €50", Pay(), True),
        ("1e9", Pay(), True),
        ("99999999999999", Pay(), True),
        ("-5", Pay(), True),
    ],
)
def test_pay_is_read_where_it_is_clear_and_kept_in_words_where_not(
    file: Path, salary: str, pay: Pay, kept: bool
) -> None:
    (row,) = read(file, f'Title,Company,Salary\nBuyer,Acme,"{salary}"\n').job_orders
    assert row.job_order.pay == pay
    assert row.job_order.private_notes == (f"Salary: {salary}" if kept else "")


def test_a_contract_is_paid_by_its_rate_and_a_permanent_job_by_its_salary(file: Path) -> None:
    rows = read(file, "Title,Company,Type,Max Rate,Salary\nA,X,C,$60/h,90000\nB,X,H,$60/h,90000\n").job_orders
    assert rows[0].job_order.pay == Pay(highest=Decimal(60), currency="USD", period=PayPeriod.HOUR)
    assert rows[0].job_order.private_notes == "Salary: 90000"
    assert rows[1].job_order.pay == Pay(lowest=Decimal(90000), highest=Decimal(90000))
    assert rows[1].job_order.private_notes == "Max Rate: $60/h"


def test_two_columns_of_pay_are_a_range_and_an_upside_down_one_stays_words(file: Path) -> None:
    rows = read(
        file,
        "title,company,salary_min,salary_max,salary_currency\n"
        "A,X,50000,60000,gbp\nB,X,60000,50000,GBP\nC,X,,60000,pounds\nD,X,lots,60000,\n",
    ).job_orders
    assert rows[0].job_order.pay == Pay(lowest=Decimal(50000), highest=Decimal(60000), currency="GBP")
    assert rows[1].job_order.pay == Pay()
    assert rows[1].job_order.private_notes == "salary_min: 60000\nsalary_max: 50000"
    assert (rows[2].job_order.pay, rows[2].job_order.private_notes) == (
        Pay(highest=Decimal(60000)),
        "salary_currency: pounds",
    )
    assert rows[3].job_order.private_notes == "salary_min: lots\nsalary_max: 60000"


@pytest.mark.parametrize(("openings", "number"), [("0", 1), ("", 1), ("3", 3), ("1,000", 1000), ("2.0", 2)])
def test_no_openings_left_means_one(file: Path, openings: str, number: int) -> None:
    (row,) = read(file, f'Title,Company,Openings\nBuyer,Acme,"{openings}"\n').job_orders
    assert row.job_order.openings == number


def test_a_row_that_cannot_be_read_stops_no_other(file: Path) -> None:
    found = read(
        file,
        "Title,Company,Openings,City,Contact,Notes\n"
        "Good,Acme,1,,,\n"
        ",Acme,1,,,\n"
        "No client,,1,,,\n"
        "Bad number,Acme,many,,,\n"
        "Too many,Acme,20000,,,\n"
        "Bell\x07,Acme,1,,,\n"
        'Nul,Acme,1,,,"a\x00"\n'
        "Override,Acme,1,Hull\u202e,,\n"
        f"{'x' * 5000},Acme,1,,,\n"
        "Contact,Acme,1,,a\x01b,\n"
        'Two lines,Acme,1,,,"one\n\ntwo"\n'
        f'Huge,Acme,1,,,"{"x" * 300_000}"\n'
        "Extra,Acme,1,,,,more\n"
        "Short,Acme\n"
        "Good,Acme,1,,,\n"
        "Last,Acme,1,,,",
    )
    assert [(row.line, row.job_order.title) for row in found.job_orders] == [
        (2, "Good"),
        (12, "Two lines"),
        (17, "Short"),
        (19, "Last"),
    ]
    assert [(line, reason.split(".")[0]) for line, reason in reasons(found)] == [
        (3, "Title: Please fill this in"),
        (4, "Company: Please fill this in"),
        (5, "“many” is no number of openings"),
        (6, "Openings: Please give a number of openings from 1 to 10000"),
        (7, "Title: Character 5 is a control character that can't be printed"),
        (8, "Notes: Character 2 is a control character that can't be printed"),
        (9, "City: Character 5 is an invisible direction override"),
        (10, "Title: This is 4800 characters too long (at most 200)"),
        (11, "Contact: Character 2 is a control character that can't be printed"),
        (15, "Notes: This is 250000 characters too long (at most 50000)"),
        (16, "The cells do not fit the heading: a delimiter or quotation mark too many or too few"),
        (18, "This is the same job order as in line 2"),
    ]


def test_a_stray_quotation_mark_is_a_letter(file: Path) -> None:
    (row,) = read(file, 'Title,Company\nFitter 5" pipes,Acme\n').job_orders
    assert row.job_order.title == 'Fitter 5" pipes'


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["13/02/2026", "03/04/2026"], [date(2026, 2, 13), date(2026, 4, 3)]),
        (["02/13/26", "03/04/26"], [date(2026, 2, 13), date(2026, 3, 4)]),
        (["03/04/2026"], [None]),
        (["31.12.2026", "2026-12-31T23:59:59Z", "20261231"], [date(2026, 12, 31)] * 3),
        (["2026-02-30", "soon", "0000-00-00 00:00:00"], [None] * 3),
        (["1970-01-01", "1971-01-01", "1972-01-01"], [None, None, date(1972, 1, 1)]),
    ],
)
def test_a_day_is_read_where_day_and_month_can_be_told(file: Path, cells: list[str], days: list[date | None]) -> None:
    text = "id,Title,Company,Start Date\n" + "".join(f"{n},Buyer,Acme,{cell}\n" for n, cell in enumerate(cells))
    rows = read(file, text).job_orders
    assert [row.job_order.start_on for row in rows] == days
    for row, cell, day in zip(rows, cells, days, strict=True):
        assert row.job_order.private_notes == ("" if day else f"Start Date: {cell}")


def test_a_row_becomes_a_job_order_of_its_client(file: Path) -> None:
    (row,) = read(file, "Title,Company,Priority,contact email\nBuyer,Acme,Hot,no address\n").job_orders
    job = row.for_client(UUID(int=9))
    assert (job.client_id, job.priority) == (UUID(int=9), Priority.HIGH)
    assert job == replace(row.job_order, client_id=UUID(int=9))
    assert (row.contact_email, job.private_notes) == ("", "contact email: no address")
