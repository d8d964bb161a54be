"""The table of promises: readable by spreadsheets, and nothing in it acts."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.limits import Unit, Within
from desktop.domain.measures import MeasuredPromise
from desktop.domain.roles import Side
from desktop.exchange.promises_csv import promises_csv
from tests.domain.measured_rows import JOB, LONDON, MONDAY, NOW, late, promise, running


def table(*promises: MeasuredPromise, candidates: dict[str, str] | None = None) -> list[dict[str, str]]:
    data = promises_csv(promises, candidates or {}, NOW, LONDON)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_it_begins_with_a_mark_and_a_heading_even_where_there_is_nothing() -> None:
    data = promises_csv((), {}, NOW, LONDON)
    assert data.startswith(b"\xef\xbb\xbfJob order,Title,Client,")
    assert data.count(b"\r\n") == 1


def test_each_promise_is_a_row_with_dates_that_sort() -> None:
    (row,) = table(late(3, "Feedback on every CV", Side.CLIENT)._replace(candidate_key="c"), candidates={"c": "C-07"})
    assert row == {
        "Job order": "JO-0142",
        "Title": "Senior Accountant",
        "Client": "Northwind",
        "Version": "1",
        "Step": "3",
        "Name of the step": "Feedback on every CV",
        "Candidate": "C-07",
        "Side": "client",
        "Does it": "Client HR",
        "Within": "2 days",
        "Counted from": "2026-11-02T09:00+00:00",
        "Due": "2026-11-04T09:00+00:00",
        "State": "Late and kept",
        "Done": "2026-11-05T09:00+00:00",
        "Promised, hours": "17.00",
        "Taken, hours": "25.50",
    }
    assert datetime.fromisoformat(row["Due"]) < datetime.fromisoformat(row["Done"])


def test_one_that_runs_is_late_only_after_its_due_time_and_has_no_end() -> None:
    first, second = table(running(1, "A", None, MONDAY), running(2, "B", Side.AGENCY, NOW - timedelta(hours=1)))
    assert (first["State"], first["Done"], first["Taken, hours"], first["Side"]) == ("Late", "", "", "both")
    assert second["State"] == "Running"


@pytest.mark.parametrize(
    "typed", ["=1+1", "+44 20", "-2", "@SUM(A1)", "\t=1", "  =HYPERLINK(1)", "＝1+1", "=cmd|' /C calc'!A0", "\r=1"]
)
def test_what_a_spreadsheet_would_reckon_with_is_text(typed: str) -> None:
    job = JOB._replace(title=typed, client=typed)
    promised = promise(1, typed, Side.AGENCY, job=job)._replace(candidate_key="c")
    (row,) = table(promised, candidates={"c": typed})
    for name in ("Title", "Client", "Name of the step", "Candidate"):
        assert row[name] == f"'{typed}"


def test_quotes_commas_and_lines_stay_in_their_cell() -> None:
    typed = 'A "good", long\nname; 面試 مقابلة – 1=1'
    (row,) = table(promise(1, typed, Side.AGENCY, limit=Within(8, Unit.WORKING_HOURS)))
    assert row["Name of the step"] == typed
    assert row["Within"] == "8 hours"


def test_times_are_told_on_the_agencys_clock_and_are_the_same_instants() -> None:
    summer = datetime(2026, 7, 1, 8, tzinfo=UTC)
    data = promises_csv([running(1, "A", Side.AGENCY, summer)], {}, NOW, LONDON).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(data, newline=""))
    assert (row["Counted from"], row["Due"]) == ("2026-07-01T09:00+01:00", "2026-07-03T09:00+01:00")
