"""A spreadsheet of another system comes in through the window, once."""

from collections.abc import Callable
from pathlib import Path

from tests.journeys.conftest import Hands, Opened
from ui.screens.importing import ImportSheet

ROWS = (
    "id;Title;Company;Type;Contact;City;Salary;Openings\n"
    "1;Mechaniker;Jäntsch GmbH;H;Violetta Flantz;Pinneberg;80000-100000;2\n"
    '2;Küchenchef;Gasthof "Zur Mühle";H;Jürgen Weiß;Köln;;1\n'
    "3;;Gasthof;H;Jürgen Weiß;Köln;;1\n"
)


def open_sheet(hands: Hands) -> ImportSheet:
    hands.press("Ctrl+K")
    hands.write(">import")
    hands.wait(lambda: any("Import" in hit.title for hit in hands.window.find_or_do.hits))
    hands.press("Return")
    return hands.sheet(ImportSheet)


def test_a_spreadsheet_comes_in_once_and_names_the_row_that_cannot(
    opened: Opened, worked: Path, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    hands = opened(worked)
    file = tmp_path / "export.csv"
    file.write_bytes(ROWS.encode("cp1252"))
    before = len(hands.app.job_orders.numbers())
    sheet = open_sheet(hands)
    choose(file)
    hands.press("Space")
    hands.wait(sheet.primary.isEnabled)
    assert sheet.problems.isVisible()
    assert len(hands.app.job_orders.numbers()) == before
    hands.press("Ctrl+Return")
    hands.wait(lambda: len(hands.app.job_orders.numbers()) == before + 2)
    hands.wait(lambda: sheet.primary.text() == "Close")
    hands.press("Ctrl+Return")
    hands.wait(lambda: hands.is_free)
    names = {line.name for line in hands.app.clients.lines()}
    assert {"Jäntsch GmbH", 'Gasthof "Zur Mühle"'} <= names
    orders = hands.app.job_orders.lines(hands.app.job_orders.numbers())
    assert {"Mechaniker", "Küchenchef"} <= {line.title for line in orders}
    again = open_sheet(hands)
    hands.press("Space")
    hands.wait(again.report.text)
    assert not again.primary.isEnabled()  # a second import of the same file changes nothing
    hands.press("Esc")
    assert len(hands.app.job_orders.numbers()) == before + 2
