"""`countersign due`, `report` and `review`: what they say, what they make, and with which exit code."""

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop import cli
from desktop.app import open_app
from desktop.domain.job_order import Involvement, JobOrder
from desktop.domain.meetings import MeetingKind
from desktop.domain.people import Client, Person
from desktop.domain.review import Quarter
from desktop.domain.roles import Role
from desktop.formats import format_date
from tests.beginnings import Clock, begin, permanent, sign
from tests.pdf.reading import text

Run = Callable[..., int]
LONG_AGO = datetime.now(UTC) - timedelta(days=60)


def unwanted(*_arguments: object) -> int:
    raise AssertionError("no command here opens a window")


@pytest.fixture
def run() -> Run:
    screens = cli.Screens(open_window=unwanted, pictures=lambda _folder, _to: [], self_test=lambda: None)
    return lambda *arguments: cli.main([str(argument) for argument in arguments], screens)


def play_signed(folder: Path, at: datetime) -> None:
    """A job order of Northwind that was signed at `at`, and nothing done since."""
    with closing(open_app(folder, clock=Clock(at))) as app:
        agency = app.agencies.found("Harbour", "Tom Ellis")
        client = app.clients.save(Client(name="Northwind Foods"))
        app.clients.save(Client(name="Arbour Homes"))
        hr = app.clients.save_person(Person(client_id=client.id, name="Priya Nair", role=Role.CLIENT_HR, signs=True))
        people = (
            Involvement(role=Role.CLIENT_HR, person_id=hr.id),
            Involvement(role=Role.RECRUITER, person_id=agency.me),
        )
        order = JobOrder(client_id=client.id, title="Accountant", involved=people)
        sign(app, app.job_orders.create(order, permanent(app)).id)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Signed long ago."""
    folder = tmp_path / "data"
    begin(play_signed, folder, LONG_AGO)
    return folder


def test_due_lists_what_is_late_and_says_so_with_its_exit_code(
    run: Run, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--data", data, "due") == cli.FINDINGS
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("JO-0001, Northwind Foods: Intake meeting. Recruiter")
    assert lines[0].endswith("days late")
    assert "Shortlist of 3 to 5" in lines[1]


def test_due_as_json_has_values_that_programs_can_use(run: Run, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--data", data, "due", "--json") == cli.FINDINGS
    found = json.loads(capsys.readouterr().out)
    assert [one["step"] for one in found] == ["Intake meeting", "Shortlist of 3 to 5"]
    first = found[0]
    assert first["is_late"] is True
    assert first["seconds_late"] > 30 * 8 * 3600
    assert first["side"] == "agency"
    assert first["within"] == {"amount": 2, "unit": "working_days"}
    assert datetime.fromisoformat(first["due_at"]) < datetime.now(UTC)
    assert found == sorted(found, key=lambda one: one["due_at"])


def test_due_lists_actions_of_meetings_among_the_promises_as_today_does(
    run: Run, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here = datetime.now().astimezone()
    late, today, later = (format_date((here + timedelta(days=n)).date(), "en") for n in (-2, 0, 3))
    with closing(open_app(data, clock=Clock(datetime.now(UTC) - timedelta(days=3)))) as app:
        meeting = app.meetings.begin(MeetingKind.STRATEGY, client_id=app.reports.client_named("Northwind").id)
        notes = f"a we send the survey {late}.\n? who signs für uns {today}\na HR names the panel {later}"
        app.meetings.write_notes(meeting.id, notes, "")
    with closing(open_app(data)) as app:
        shown = app.overview.today()
    assert run("--data", data, "due") == cli.FINDINGS
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == shown.late_count + shown.due_count
    assert [line.rsplit(", ", 1)[1] for line in lines if "the survey" in line] == ["2 days late"]
    assert next(line.split(". ")[1] for line in lines if "the survey" in line).startswith("Agency, due ")
    assert not [line for line in lines if "panel" in line or ".." in line]
    run("--data", data, "due", "--json")
    said = capsys.readouterr().out
    assert said.isascii(), "a pipe on Windows has another encoding than the program that reads it"
    found = json.loads(said)
    assert "für uns" in found[-1]["text"], found[-1]
    assert [(one["kind"], one["is_late"]) for one in found][-2:] == [("action", True), ("question", False)]
    assert found == sorted(found, key=lambda one: one["due_at"])


def test_due_with_nothing_late_is_done_and_looks_ahead_when_asked(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "fresh"
    play_signed(folder, datetime.now(UTC))
    assert run("--data", folder, "due") == cli.DONE
    assert capsys.readouterr().out == "Nothing is late, and nothing is due.\n"
    assert run("--data", folder, "due", "--json") == cli.DONE
    assert json.loads(capsys.readouterr().out) == []
    assert run("--data", folder, "due", "--days", 10) == cli.DONE
    assert "Intake meeting" in capsys.readouterr().out


def test_report_makes_the_page_of_the_client_that_is_meant(
    run: Run, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "page.pdf"
    assert run("--data", data, "report", "NORTH", file) == cli.DONE
    assert "Northwind Foods saved as" in capsys.readouterr().out
    said = text(file.read_bytes())
    assert "Northwind Foods" in said
    assert "Intake meeting" in said


def test_report_of_an_unknown_or_unclear_client_names_the_near_ones_and_makes_nothing(
    run: Run, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "page.pdf"
    assert run("--data", data, "report", "Northwint Food", file) == cli.FAILED
    assert "Perhaps you mean “Northwind Foods”?" in capsys.readouterr().err
    assert run("--data", data, "report", "r", file) == cli.FAILED
    assert "“Arbour Homes”, “Northwind Foods”" in capsys.readouterr().err
    assert run("--data", tmp_path / "typo", "report", "Northwind", file) == cli.FAILED
    assert run("--data", tmp_path / "typo", "due") == cli.FAILED
    assert not file.exists()
    assert not (tmp_path / "typo").exists()


def test_review_makes_the_pages_of_the_quarter_that_ended_last_or_is_named(
    run: Run, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "review.pdf"
    assert run("--data", data, "review", "north", file, "--propose", "Two slots a week") == cli.DONE
    last = Quarter.ended_before(datetime.now(UTC).date())
    assert f"The partnership review of Northwind Foods, {last}, saved as" in capsys.readouterr().out
    assert f"Working together, Q{last.number} {last.year}" in text(file.read_bytes())
    assert "Two slots a week" in text(file.read_bytes())
    assert run("--data", data, "review", "north", file, "--quarter", "2025q2") == cli.DONE
    assert "1 April 2025 to 30 June 2025" in text(file.read_bytes())


def test_review_of_what_is_no_quarter_says_how_to_write_one_and_makes_nothing(
    run: Run, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "review.pdf"
    assert run("--data", data, "review", "north", file, "--quarter", "summer") == cli.FAILED
    assert "as in 2026Q3" in capsys.readouterr().err
    assert run("--data", data, "review", "Northwint", file) == cli.FAILED
    assert run("--data", data, "review", "north", file, "--propose", "x" * 700) == cli.FAILED
    assert not file.exists()


def test_no_command_of_these_loads_qt(data: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from desktop import cli\n"
        "screens = cli.Screens(None, None, None)\n"
        f"cli.main(['--data', {str(data)!r}, 'due'], screens)\n"
        f"cli.main(['--data', {str(data)!r}, 'report', 'north', {str(tmp_path / 'page.pdf')!r}], screens)\n"
        f"cli.main(['--data', {str(data)!r}, 'review', 'north', {str(tmp_path / 'review.pdf')!r}], screens)\n"
        "assert not [name for name in sys.modules if name.startswith(('PySide6', 'ui'))]\n"
    )
    root = Path(cli.__file__).parents[1]
    subprocess.run([sys.executable, "-c", code], check=True, cwd=root, capture_output=True)


def test_who_reads_no_further_than_a_few_lines_gets_no_traceback(tmp_path: Path) -> None:
    begin(play_signed, tmp_path, LONG_AGO)
    command = [sys.executable, "-m", "ui.launch", "--data", str(tmp_path), "due"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read().decode()
    assert (process.returncode, said) == (cli.FINDINGS, "")
