"""The import sheet: a look first, nothing written before Import, rows that cannot be read named by their line."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.ui.conftest import Founded, Shown
from ui.screen import Screen
from ui.screens.importing import ImportSheet

GOOD = "Title,Company,Contact,Openings\nNurse,St Brigid Hospital,Ann Lee,2\nCook,St Brigid Hospital,Ann Lee,1\n"


def sheet(founded: Founded, shown: Shown, told: list[bool]) -> ImportSheet:
    window = shown(lambda _window: Screen())
    made = ImportSheet(window, founded.app.importing, lambda: told.append(True))
    made.open()
    return made


def looked_at(qtbot: QtBot, found: ImportSheet, file: Path) -> None:
    found.look_at(file)
    qtbot.waitUntil(lambda: found.report.text() != "" or found.bar.text != "", timeout=10_000)


def test_a_look_writes_nothing_and_import_writes_all(
    founded: Founded, shown: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    told: list[bool] = []
    found, before = sheet(founded, shown, told), len(founded.app.job_orders.numbers())
    file = tmp_path / "orders.csv"
    file.write_text(GOOD, encoding="utf-8")
    assert not found.primary.isEnabled()
    looked_at(qtbot, found, file)
    assert "2 job orders would be imported." in found.report.text()
    assert len(founded.app.job_orders.numbers()) == before
    qtbot.keyClick(found, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: told == [True], timeout=10_000)
    assert len(founded.app.job_orders.numbers()) == before + 2
    qtbot.waitUntil(lambda: not isValid(found))


def test_a_row_that_cannot_be_read_is_named_and_the_others_come_in(
    founded: Founded, shown: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    told: list[bool] = []
    found = sheet(founded, shown, told)
    file = tmp_path / "orders.csv"
    file.write_text(GOOD + ",St Brigid Hospital,Ann Lee,1\n", encoding="utf-8")
    looked_at(qtbot, found, file)
    assert found.problems.isVisible()
    assert found.problems.model().index(0, 0).data() == "4"
    found.accepted_now.emit()
    assert not found.drop.button.isEnabled()  # it would be asked for by a sheet that may be gone before it is chosen
    qtbot.waitUntil(lambda: told == [True], timeout=10_000)
    assert found.drop.button.isEnabled()
    assert found.isVisible()  # the list of rows can still be read
    assert found.primary.text() == "Close"
    assert not found.cancel.isVisible()
    assert found.primary.hasFocus()


def test_a_file_that_is_no_spreadsheet_is_refused_in_words(
    founded: Founded, shown: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    found = sheet(founded, shown, [])
    file = tmp_path / "picture.csv"
    file.write_bytes(bytes(range(256)) * 40)
    looked_at(qtbot, found, file)
    assert found.bar.text or "0 job orders" in found.report.text()
    assert not found.primary.isEnabled()


def test_a_file_imported_before_has_nothing_to_import(
    founded: Founded, shown: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "orders.csv"
    file.write_text(GOOD, encoding="utf-8")
    founded.app.importing.run(file)
    found = sheet(founded, shown, [])
    looked_at(qtbot, found, file)
    assert not found.primary.isEnabled()
