"""Whole files of job orders: real exports, every encoding and delimiter, and what is refused."""

import csv
import io
import json
import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.job_order import JobState, JobType, Pay, PayPeriod
from desktop.errors import UnreadableFileError
from desktop.exchange.job_orders_csv import read_job_orders
from tests.exchange.exports import SHARED, export, read

HEADING = "id,Company Job id,Title,Company,Type,Status,Created,Contact,City,State,Salary,Openings,Misc Notes\r\n"


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


@pytest.mark.parametrize("broken", ['"2","Unclosed,"Acme","n"\r\n', '"2","Buyer","Acme","unclosed\r\n', '"2,Buyer\r\n'])
def test_a_quotation_mark_never_closed_swallows_nothing_else(file: Path, broken: str) -> None:
    good = "".join(f'"{n}","Job {n}","Acme","line one\r\nline two"\r\n' for n in range(10, 60))
    found = read(file, f"id,Title,Company,Notes\r\n{broken}{good}")
    assert [row.job_order.title for row in found.job_orders] == [f"Job {n}" for n in range(10, 60)]
    assert found.problems[0].line == 2


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
