"""What happens to a database file that is not as it should be: said in words, never overwritten."""

import shutil
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from desktop.app import DATABASE, open_app
from desktop.errors import DatabaseError
from desktop.storage.schema import open_database
from desktop.storage.sqlite import uri_of


def test_a_foreign_file_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / DATABASE
    file.write_bytes(b"This is a letter to my aunt." * 100)
    with pytest.raises(DatabaseError, match="is not a Countersign database"):
        open_app(tmp_path)
    assert file.read_bytes() == b"This is a letter to my aunt." * 100


def test_another_programs_database_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / DATABASE
    with closing(sqlite3.connect(file)) as db:
        db.execute("CREATE TABLE songs (title)")
    before = file.read_bytes()
    with pytest.raises(DatabaseError, match="is not a Countersign database"):
        open_app(tmp_path)
    assert file.read_bytes() == before


def test_a_database_of_a_newer_version_is_refused_kindly(tmp_path: Path) -> None:
    open_app(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / DATABASE)) as db, db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseError, match="newer version"):
        open_app(tmp_path)


def test_a_damaged_database_is_refused(tmp_path: Path) -> None:
    open_app(tmp_path).close()
    file = tmp_path / DATABASE
    data = bytearray(file.read_bytes())
    data[4096 * 2 : 4096 * 9] = b"\xa5" * 4096 * 7
    file.write_bytes(data)
    with pytest.raises(DatabaseError, match="damaged"):
        open_app(tmp_path)
    assert file.read_bytes() == data


def test_a_locked_database_is_said_to_be_locked(tmp_path: Path) -> None:
    app = open_app(tmp_path)
    with closing(sqlite3.connect(tmp_path / DATABASE, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DatabaseError, match="locked"):
            app.agencies.found("Harbour", "Tom")
        other.execute("ROLLBACK")
    assert app.agencies.found("Harbour", "Tom").name == "Harbour"
    app.close()


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        (PurePosixPath("/home/ana/50% a?b#c.sqlite"), "file:///home/ana/50%25%20a%3Fb%23c.sqlite"),
        (PureWindowsPath("C:\\Users\\Ana\\c.sqlite"), "file:///C%3A/Users/Ana/c.sqlite"),
        (PureWindowsPath("\\\\server\\share\\c.sqlite"), "file:////server/share/c.sqlite"),  # a drive of the office
    ],
)
def test_a_path_of_any_system_names_the_same_file_to_sqlite(file: PurePath, uri: str) -> None:
    assert uri_of(file) == uri


def test_a_data_folder_may_have_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "50% a?b#c ’"
    for _start in range(2):
        open_app(folder).close()
    assert (folder / DATABASE).is_file()


def test_a_folder_that_is_a_file_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    with pytest.raises(DatabaseError, match="can't be used"):
        open_database(tmp_path / "taken" / DATABASE)


def test_a_full_disk_is_said_and_loses_nothing_that_was_saved(tmp_path: Path) -> None:
    app = open_app(tmp_path)
    agency = app.agencies.found("Harbour", "Tom")
    with app.agencies._context.store.read() as s:
        pages = s.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
    app.close()
    app = open_app(tmp_path)
    with app.agencies._context.store.read() as s:
        s.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DatabaseError, match="disk is full"):
        app.agencies.save(replace(agency, address="x" * 49_000))
    assert app.agencies.get() == agency
    app.close()


@pytest.mark.skipif(sys.platform == "win32", reason="an open file can't be moved there")
@pytest.mark.parametrize("replaced", [False, True])
def test_nothing_is_said_to_be_saved_in_a_database_that_was_moved_away_under_the_program(
    tmp_path: Path, replaced: bool
) -> None:
    app, file, away = open_app(tmp_path), tmp_path / DATABASE, tmp_path / "away"
    agency = app.agencies.found("Harbour", "Tom")
    file.rename(away)
    if replaced:
        shutil.copy(away, file)
    with pytest.raises(DatabaseError, match="moved, removed or replaced"):
        app.agencies.save(replace(agency, address="Lost"))
    away.replace(file)
    assert app.agencies.save(replace(agency, address="Here")).address == "Here"
    app.close()
