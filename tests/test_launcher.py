"""`python3 packaging`: what it does to a bare machine."""

import os
import subprocess
import sys
from pathlib import Path

import environment
import pytest
import system

ROOT = Path(__file__).parent.parent

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems bring what Qt needs")


def program(folder: Path, name: str, script: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine that lacks one library, and has no programs but those put in this folder."""
    monkeypatch.setitem(system.DRAWING, "libcountersign-nowhere.so.9", "libcountersign-nowhere9")
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@linux_only
def test_missing_library_is_installed_by_apt_and_nothing_else_is(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(bare, "apt-get", 'echo "$@" >> "$0.log"')
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert system.prepare()
    log = (bare / "apt-get.log").read_text(encoding="utf-8")
    assert log.startswith("install -y --no-install-recommends ")
    assert "libcountersign-nowhere9" in log


@linux_only
def test_package_lists_are_fetched_when_apt_knows_none(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(bare, "apt-get", 'echo "$1" >> "$0.log"\n[ "$1" = update ] && : > "$0.known"\n[ -e "$0.known" ]')
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert system.prepare()
    assert (bare / "apt-get.log").read_text(encoding="utf-8").split() == ["install", "update", "install"]


@linux_only
def test_without_rights_the_exact_command_is_printed(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program(bare, "apt-get", "exit 1")
    program(bare, "sudo", "exit 1")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert not system.prepare()
    said = capsys.readouterr().out
    assert "sudo apt-get install -y --no-install-recommends " in said
    assert "libcountersign-nowhere9" in said


@linux_only
def test_without_apt_the_library_is_named(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bare.is_dir()
    assert not system.prepare()
    assert "libcountersign-nowhere.so.9" in capsys.readouterr().out


@linux_only
def test_display_is_seen_by_its_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert not system.has_display()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert system.has_display()


def test_home_is_given_where_there_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(environment, "VENV", tmp_path)
    monkeypatch.setenv("HOME", "")
    assert Path(environment.environ()["HOME"]).is_dir() or os.name == "nt"


def test_unknown_command_explains_itself() -> None:
    done = subprocess.run([sys.executable, str(ROOT / "packaging"), "fly"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "python3 packaging run [ARGS]" in done.stdout
