"""A database that cannot be opened, or not written: said calmly, with what to do; nothing in it changes."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from sqlalchemy import event

from desktop.app import DATABASE
from tests.journeys.conftest import Hands, Opened
from ui.screens.not_opened import NotOpened
from ui.screens.process import ProcessScreen


def damage(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[4096 * 2 : 4096 * 9] = b"\xa5" * 4096 * 7
    file.write_bytes(data)


def make_newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")


def make_foreign(file: Path) -> None:
    file.write_bytes(b"A letter to my aunt. " * 400)


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def said(hands: Hands) -> str:
    page = hands.window.findChildren(NotOpened)[0]
    assert page.isVisible()
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (damage, "damaged"),
        (make_newer, "newer version"),
        (make_foreign, "not a Countersign database"),
        (cut_short, "damaged"),
    ],
)
def test_a_spoiled_database_is_said_calmly_and_left_alone(
    opened: Opened, worked: Path, spoil: Callable[[Path], None], word: str
) -> None:
    file = worked / DATABASE
    spoil(file)
    before = file.read_bytes()
    hands = opened(worked)
    assert hands.desk.app is None
    assert word in said(hands)
    assert str(worked) in said(hands)
    page = hands.window.findChildren(NotOpened)[0]
    assert hands.focused() is page.again
    with hands.qtbot.waitSignal(hands.desk.ready, timeout=20_000):
        hands.press("Space")  # it cannot be opened the second time either
    assert word in said(hands)
    assert file.read_bytes() == before


def test_a_locked_database_keeps_what_was_typed_until_it_is_free(at_process: Hands, worked: Path) -> None:
    hands = at_process
    with closing(sqlite3.connect(worked / DATABASE, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        hands.press("F2")
        hands.write("First meeting")
        hands.press("Return")
        cell = hands.front(ProcessScreen).editor.table.editing.cell
        assert cell is not None
        assert "locked" in cell.accessibleDescription()
        other.execute("ROLLBACK")
    hands.press("Return")
    assert hands.titles[0] == "First meeting"


def test_a_database_that_may_only_be_read_says_so(at_process: Hands) -> None:
    hands = at_process
    hands.press("F2")
    hands.write("First meeting")
    pool = hands.app.agencies._context.store._engine.pool
    event.listen(pool, "checkout", lambda db, *_rest: db.execute("PRAGMA query_only = ON"))  # for root no file is
    hands.press("Return")
    cell = hands.front(ProcessScreen).editor.table.editing.cell
    assert cell is not None
    assert "read-only" in cell.accessibleDescription()
    assert cell.property("text") == "First meeting"
    hands.press("Esc")
    assert hands.titles[0] == "Intake meeting"
