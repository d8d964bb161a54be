"""Job orders from other systems' exports, the bad rows and files among them."""

import csv
import io
import json
import unicodedata
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.job_order import JobState, JobType, Pay, PayPeriod, Priority
from desktop.errors import UnreadableFileError
from desktop.exchange.job_orders_csv import ImportFile, read_job_orders

SHARED = Path(__file__).parents[3] / "shared" / "data"
EXPORTS = SHARED / "job_orders"
HEADING = "id,Company Job id,Title,Company,Type,Status,Created,Contact,City,State,Salary,Openings,Misc Notes\r\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "export.csv"


def read(file: Path, text: str, encoding: str = "utf-8") -> ImportFile:
    file.write_bytes(text.encode(encoding))
    return read_job_orders(file)


def export(name: str) -> Path:
    if not (EXPORTS / name).exists():
        pytest.skip(f"{name} is not on this computer")
    return EXPORTS / name


def reasons(found: ImportFile) -> list[tuple[int, str]]:
    return [(row.line, row.reason) for row in found.problems]


def test_the_real_export_is_read_but_for_the_titles_that_are_none() -> None:
    found = read_job_orders(export("opencats_joborders_export_all.csv"))
    assert (found.system, found.encoding, found.delimiter) == ("OpenCATS", "utf-8-sig", ",")
    assert (len(found.job_orders), len(found.problems)) == (4708, 15)
    assert all(row.reason.startswith("Title: ") for row in found.problems)
    assert not any(row.job_order.problems() for row in found.job_orders)
    first = found.job_orders[0]
    assert (first.line, first.client, first.contact) == (2, "Ancestry", "Elizabeth Blue")
    job = first.job_order
    assert (job.title, job.location) == ("Graduate Research Co-op - AI & Representation Learning", "New York, NY")
    assert (job.job_type, job.state, job.openings) == (JobType.CONTRACT, JobState.FILLED, 1)
    assert job.pay == Pay(highest=Decimal(60), currency="USD", period=PayPeriod.HOUR)
    assert job.received_on == date(2026, 5, 17)
    assert job.private_notes == (
        "Summer 2026\nsource: simplify\nCompany Job id: 4e46ef11\nDuration: 3 months\nType: FL"
    )
    lines = export("opencats_joborders_export_all.csv").read_text(encoding="utf-8-sig").split("\n")
    for row in found.job_orders[::20]:
        assert row.job_order.title[:20].replace('"', '""') in lines[row.line - 1]


def test_a_second_reading_knows_every_row_again() -> None:
    path = export("opencats_joborders_export_all.csv")
    assert read_job_orders(path) == read_job_orders(path)
    keys = [row.job_order.imported_from for row in read_job_orders(path).job_orders]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("name", "encoding", "delimiter", "count", "seen"),
    [
        ("opencats_like_ja_cp932_comma.csv", "cp932", ",", 20, "株式会社長谷川農林"),
        ("opencats_like_he_windows1255_comma.csv", "cp1255", ",", 20, "אלון, לוי and רזניק"),
        ("opencats_like_de_windows1252_semicolon.csv", "cp1252", ";", 60, "Jäntsch"),
        ("opencats_like_pl_windows1250_semicolon.csv", "cp1250", ";", 60, "Michniak Sp. z o.o."),
    ],
)
def test_older_encodings_come_out_right(name: str, encoding: str, delimiter: str, count: int, seen: str) -> None:
    path = export(name)
    found = read_job_orders(path)
    assert (found.encoding, found.delimiter, len(found.job_orders), found.problems) == (encoding, delimiter, count, ())
    assert seen in {row.client for row in found.job_orders}
    with path.open(encoding=encoding, newline="") as source:
        expected = list(csv.DictReader(source, delimiter=delimiter))
    assert [row.client for row in found.job_orders] == [row["Company"].strip() for row in expected]
    assert [row.job_order.title for row in found.job_orders] == [row["Title"].strip() for row in expected]


def test_naughty_titles_are_kept_as_they_are(file: Path) -> None:
    if not (SHARED / "nasty" / "naughty_strings.json").exists():
        pytest.skip("the naughty strings are not on this computer")
    strings: list[str] = json.loads((SHARED / "nasty" / "naughty_strings.json").read_text(encoding="utf-8"))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["id", "Title", "Company"])
    writer.writerows([n, text, "Google"] for n, text in enumerate(strings))
    found = read(file, out.getvalue())
    assert len(found.rows) == len(strings)
    kept = [row.job_order.title for row in found.job_orders]
    assert set(kept) <= {unicodedata.normalize("NFC", text.strip()) for text in strings}
    assert len(kept) > 450


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_unicode_is_known_by_its_look(file: Path, encoding: str, delimiter: str, end: str) -> None:
    text = delimiter.join(["ID", "TITLE", "Company"]) + end + delimiter.join(["1", "Бухгалтер", "Λουμέν 光"]) + end
    found = read(file, text, encoding)
    assert [(r.line, r.job_order.title, r.client) for r in found.job_orders] == [(2, "Бухгалтер", "Λουμέν 光")]


@pytest.mark.parametrize(
    ("encoding", "company"),
    [
        ("cp1251", "ТОВ Зерно, Київ; Головний бухгалтер та аналітик"),
        ("cp1253", "Αιγαίο Τρόφιμα, Αθήνα; Ανώτερος λογιστής κόστους"),
        ("cp1256", "شركة الخليج للخدمات; محاسب أول في دبي"),
        ("cp949", "삼성전자 주식회사; 수석 회계사 서울"),
        ("gb18030", "北京科技有限公司; 高级会计师, 上海分公司"),
    ],
)
def test_other_countries_office_files_come_out_right(file: Path, encoding: str, company: str) -> None:
    text = "Title,Company\r\n" + "".join(f'"Job {n}","{company}"\r\n' for n in range(5))
    found = read(file, text, encoding)
    assert {row.client for row in found.job_orders} == {company}


def test_an_excel_hint_and_blank_lines_are_passed_over(file: Path) -> None:
    found = read(file, "sep=;\n\nTitle;Company\n;\n\nBuyer;Acme\n,\n")
    assert [(row.line, row.client) for row in found.job_orders] == [(6, "Acme")]


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


YEAR = PayPeriod.YEAR


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


@pytest.mark.parametrize("broken", ['"2","Unclosed,"Acme","n"\r\n', '"2","Buyer","Acme","unclosed\r\n', '"2,Buyer\r\n'])
def test_a_quotation_mark_never_closed_swallows_nothing_else(file: Path, broken: str) -> None:
    good = "".join(f'"{n}","Job {n}","Acme","line one\r\nline two"\r\n' for n in range(10, 60))
    found = read(file, f"id,Title,Company,Notes\r\n{broken}{good}")
    assert [row.job_order.title for row in found.job_orders] == [f"Job {n}" for n in range(10, 60)]
    assert found.problems[0].line == 2


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
    ],
)
def test_a_day_is_read_where_day_and_month_can_be_told(file: Path, cells: list[str], days: list[date | None]) -> None:
    text = "id,Title,Company,Start Date\n" + "".join(f"{n},Buyer,Acme,{cell}\n" for n, cell in enumerate(cells))
    rows = read(file, text).job_orders
    assert [row.job_order.start_on for row in rows] == days
    for row, cell, day in zip(rows, cells, days, strict=True):
        assert row.job_order.private_notes == ("" if day else f"Start Date: {cell}")


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


def test_a_row_becomes_a_job_order_of_its_client(file: Path) -> None:
    (row,) = read(file, "Title,Company,Priority,contact email\nBuyer,Acme,Hot,no address\n").job_orders
    job = row.for_client(UUID(int=9))
    assert (job.client_id, job.priority) == (UUID(int=9), Priority.HIGH)
    assert job == replace(row.job_order, client_id=UUID(int=9))
    assert (row.contact_email, job.private_notes) == ("", "contact email: no address")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "is empty"),
        (b"\r\n \r\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (HEADING.encode(), "no job order below"),
        (b"First Name,Last Name,Company,Title\nA,B,C,D\n", "holds people"),
        (b"Name,Jobs,Phone\nAcme,1,2\n", "no column for the title or for the client"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "is no CSV file"),
        (b"PK\x03\x04" + bytes(100), "is no CSV file"),
        (bytes(5000), "can't be read as text"),
        (b"\xff\xfe\x00\xd8", "can't be read as text"),
        (bytes(range(256)) * 20, "e"),
    ],
)
def test_a_file_that_is_no_export_is_refused_in_words(file: Path, data: bytes, word: str) -> None:
    file.write_bytes(data)
    with pytest.raises(UnreadableFileError, match=word):
        read_job_orders(file)


def test_a_folder_a_missing_and_a_very_large_file_are_refused_unread(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="is no file"):
        read_job_orders(tmp_path)
    with pytest.raises(UnreadableFileError, match="can't be read"):
        read_job_orders(tmp_path / "gone.csv")
    large = tmp_path / "large.csv"
    with large.open("wb") as out:
        out.truncate(200 * 1024 * 1024)
    with pytest.raises(UnreadableFileError, match="has 200 MB; at most 50 MB"):
        read_job_orders(large)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=15), max_size=8))
def test_any_table_gives_rows_or_reasons_and_never_a_crash(
    tmp_path_factory: pytest.TempPathFactory, table: list[list[str]]
) -> None:
    out = io.StringIO()
    csv.writer(out).writerows(table)
    file = tmp_path_factory.getbasetemp() / "any.csv"
    file.write_text(HEADING + out.getvalue(), encoding="utf-8", newline="")
    try:
        found = read_job_orders(file)
    except UnreadableFileError:
        return
    assert not any(row.job_order.problems() for row in found.job_orders)
    assert all(row.reason for row in found.problems)
    assert [row.line for row in found.rows] == sorted({row.line for row in found.rows})


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_rows_or_a_refusal(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.csv"
    for content in (data, HEADING.encode() + data):
        file.write_bytes(content)
        try:
            rows = read_job_orders(file).rows
        except UnreadableFileError:
            continue
        assert rows
