"""Copies of the database: whole while it is used, never over the database itself."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from desktop.app import DATABASE, open_app
from desktop.domain.people import Client
from desktop.errors import DatabaseError


def test_a_copy_is_whole_while_the_database_is_in_use_and_opens_by_itself(tmp_path: Path) -> None:
    app = open_app(tmp_path / "here")
    app.agencies.found("Harbour", "Tom")
    app.clients.save(Client(name="Northwind"))
    app.backup(tmp_path / "there" / DATABASE)
    app.clients.save(Client(name="Later"))
    app.close()
    copy = open_app(tmp_path / "there")
    assert [line.name for line in copy.clients.lines()] == ["Northwind"]
    copy.close()
    assert list((tmp_path / "there").glob("*.part")) == []


@pytest.mark.parametrize("name", ["copy.part", "copy.sqlite"])
def test_a_copy_takes_no_file_away_from_beside_it(tmp_path: Path, name: str) -> None:
    app = open_app(tmp_path / "here")
    app.agencies.found("Harbour", "Tom")
    (tmp_path / "copy.part").write_text("Somebody's", encoding="utf-8")
    app.backup(tmp_path / name)
    app.close()
    with closing(sqlite3.connect(tmp_path / name)) as copy:
        assert copy.execute("SELECT name FROM agencies").fetchall() == [("Harbour",)]
    assert name == "copy.part" or (tmp_path / "copy.part").read_text(encoding="utf-8") == "Somebody's"


@pytest.mark.skipif(sys.platform == "win32", reason="an open file can't be moved there")
def test_of_a_database_that_is_gone_no_empty_copy_is_made(tmp_path: Path) -> None:
    app = open_app(tmp_path / "here")
    (tmp_path / "here" / DATABASE).rename(tmp_path / "elsewhere")
    with pytest.raises(DatabaseError, match="moved, removed or replaced"):
        app.backup(tmp_path / "copy.sqlite")
    assert {file.name for file in tmp_path.iterdir()} == {"here", "elsewhere"}
    assert not (tmp_path / "here" / DATABASE).exists()
    app.close()


def test_a_copy_replaces_an_older_one(tmp_path: Path) -> None:
    app, to = open_app(tmp_path / "here"), tmp_path / "there" / DATABASE
    app.agencies.found("Harbour", "Tom")
    app.backup(to)
    app.clients.save(Client(name="Northwind"))
    app.backup(to)
    app.close()
    copy = open_app(to.parent)
    assert [line.name for line in copy.clients.lines()] == ["Northwind"]
    copy.close()


@pytest.mark.parametrize("name", [DATABASE, f"../here/{DATABASE}"])
def test_the_database_is_not_copied_over_itself(tmp_path: Path, name: str) -> None:
    app = open_app(tmp_path / "here")
    app.agencies.found("Harbour", "Tom")
    with pytest.raises(DatabaseError, match="That is the database itself"):
        app.backup(tmp_path / "here" / name)
    assert app.agencies.get().name == "Harbour"
    app.close()


@pytest.mark.parametrize("to", ["taken/copy.sqlite", "here", "/", "a\0b"])
def test_a_copy_that_can_not_be_written_is_said_in_words(tmp_path: Path, to: str) -> None:
    app = open_app(tmp_path / "here")
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    with pytest.raises(DatabaseError, match="could not be written"):
        app.backup(tmp_path / to)
    app.close()
