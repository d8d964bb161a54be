"""The commands without a screen: what they do, and with which exit code."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desktop import cli
from desktop.app import open_app
from desktop.domain.job_order import JobOrder
from desktop.domain.people import Client
from desktop.i18n import PSEUDO, set_language
from tests.beginnings import begin
from ui.launch import DISPLAYS

ROOT = Path(__file__).parent.parent

FILE = "Title,Company,Openings\nNurse,St Brigid,2\n,St Brigid,1\n"
Run = Callable[..., int]


def unwanted(*_arguments: object) -> int:
    raise AssertionError("no command here opens a window")


@pytest.fixture
def run() -> Run:
    screens = cli.Screens(open_window=unwanted, pictures=lambda _folder, _to: [], self_test=lambda: None)
    return lambda *arguments: cli.main([str(argument) for argument in arguments], screens)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one job order that has a process."""
    folder = tmp_path / "data"
    begin(_found, folder)
    return folder


def _found(folder: Path) -> None:
    with closing(open_app(folder)) as app:
        app.agencies.found("Harbour", "Tom Ellis")
        client = app.clients.save(Client(name="Northwind"))
        app.job_orders.create(JobOrder(client_id=client.id, title="Accountant"), app.templates.all()[0].id)


def test_an_agreement_that_was_exported_is_verified_with_and_without_the_database(
    run: Run, data: Path, tmp_path: Path
) -> None:
    file = tmp_path / "agreement.pdf"
    assert run("--data", data, "export", "jo-1", file) == cli.DONE
    assert run("verify", file) == cli.DONE
    assert run("--data", data, "verify", file) == cli.FINDINGS, "a draft is in no database: it changes"


def test_an_altered_agreement_is_told_from_one_that_is_none(
    run: Run, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "agreement.pdf"
    run("--data", data, "export", "JO-0001", file)
    file.write_bytes(file.read_bytes() + b"\n%")
    assert run("verify", file) == cli.FINDINGS
    assert "Altered" in capsys.readouterr().out
    file.write_text("Dear aunt,", encoding="utf-8")
    assert run("verify", file) == cli.FAILED
    assert run("verify", tmp_path / "nothing.pdf") == cli.FAILED


def test_importing_makes_the_database_and_the_second_time_changes_nothing(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, folder = tmp_path / "jobs.csv", tmp_path / "new"
    file.write_text(FILE, encoding="utf-8")
    assert run("--data", folder, "import", file, "--dry-run") == cli.FINDINGS
    assert not folder.exists()
    assert run("--data", folder, "import", file) == cli.FINDINGS
    said = capsys.readouterr().out
    assert "Line 3: Title" in said
    assert "1 job order imported." in said
    assert run("--data", folder, "import", file) == cli.FINDINGS
    assert "1 was imported before and stays." in capsys.readouterr().out
    app = open_app(folder)
    assert len(app.job_orders.numbers()) == 1
    app.close()


def test_a_mistyped_folder_or_reference_makes_nothing_and_says_so(
    run: Run, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "agreement.pdf"
    assert run("--data", tmp_path / "typo", "export", "JO-0001", file) == cli.FAILED
    assert "no database" in capsys.readouterr().err
    assert run("--data", data, "export", "JO-0009", file) == cli.FAILED
    assert "JO-0009" in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == [data]


def test_the_demo_does_the_main_job_and_refuses_a_folder_that_holds_something(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("demo", tmp_path / "demo") == cli.DONE
    said = capsys.readouterr().out
    assert "is frozen, fingerprint" in said
    made = {file.name.partition(" ")[2] for file in (tmp_path / "demo").iterdir()}
    assert {"A4.pdf", "Letter.pdf", "version 2.pdf", "draft.pdf", "letter.pdf", "letter.eml"} <= made
    assert {"intake minutes.pdf", "intake minutes.eml", "check-in minutes.pdf", "check-in minutes.eml"} <= made
    assert {"invitation.ics", "invitation.eml", "invitation, moved.ics", "due dates.ics", "review.pdf"} <= made
    assert run("demo", tmp_path / "demo") == cli.FAILED


def test_the_data_folder_is_the_one_named_then_the_environments_then_the_platforms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Countersign" in str(cli.data_folder(None))
    monkeypatch.setenv("COUNTERSIGN_DATA", str(tmp_path))
    assert cli.data_folder(None) == tmp_path
    assert cli.data_folder("elsewhere") == Path("elsewhere")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
def test_without_a_display_it_says_so(tmp_path: Path) -> None:
    bare = {name: value for name, value in os.environ.items() if name not in DISPLAYS}
    done = subprocess.run([sys.executable, "-m", "ui.launch", "--data", str(tmp_path)], env=bare, cwd=ROOT,
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == cli.FAILED
    assert done.stderr.startswith("There is no display here")


def test_another_language_is_asked_for_by_the_environment(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COUNTERSIGN_LANGUAGE", PSEUDO)
    try:
        assert run("--data", tmp_path / "nowhere", "due") == cli.FAILED
    finally:
        set_language("en")
    assert "[Théré ís ñö dátábásé íñ" in capsys.readouterr().err
