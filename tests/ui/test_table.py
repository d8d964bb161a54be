"""One table for any value; long lists are fetched a page at a time."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QLineEdit, QStyleOptionViewItem, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.pages import PAGE, Index
from ui.table import Column, KeepsInk, Table, ValueModel
from ui.widgets.two_line_list import Heading, Row, TwoLineList


@dataclass(frozen=True)
class Step:
    number: int
    title: str


COLUMNS: list[Column[Step]] = [
    Column("#", lambda s: str(s.number), 40, right=True),
    Column("Step", lambda s: s.title),
]


def fetch(ids: list[int]) -> list[Step]:
    return [Step(number, f"Step {number}") for number in ids]


def test_a_hundred_thousand_rows_fetch_only_the_pages_that_are_seen(qtbot: QtBot) -> None:
    asked: list[int] = []

    def fetch_rows(ids: list[int]) -> list[Row | Heading]:
        asked.append(len(ids))
        return [Row(number, f"Step {number}") for number in ids]

    rows = TwoLineList("Steps")
    qtbot.addWidget(rows)
    rows.set_ids(list(range(100_000)), fetch_rows)
    rows.resize(600, 500)
    with qtbot.waitExposed(rows):
        rows.show()
    rows.scrollToBottom()
    rows.grab()
    assert rows.model().index(99_999, 0).data() == "Step 99999"
    assert sum(asked) <= 4 * PAGE


def test_new_values_of_the_same_rows_keep_the_current_row(qtbot: QtBot) -> None:
    model, table = ValueModel(COLUMNS, fetch([1, 2, 3])), Table("Steps")
    qtbot.addWidget(table)
    table.show_model(model)
    table.select(lambda step: step.number == 2)
    model.set_values([Step(1, "x"), Step(2, "changed"), Step(3, "z")])
    assert table.current_value() == Step(2, "changed")


def test_tab_leaves_the_table(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    table, after = Table("Steps"), QLineEdit()
    table.show_model(ValueModel(COLUMNS, fetch([1, 2])))
    column = QVBoxLayout(window)
    column.addWidget(table)
    column.addWidget(after)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_enter_opens_the_current_row(qtbot: QtBot) -> None:
    rows = TwoLineList("Job orders")
    qtbot.addWidget(rows)
    rows.set_rows([Row("a", "Accountant"), Row("b", "Nurse")])
    rows.select("b")
    rows.show()
    with qtbot.waitSignal(rows.opened) as opened:
        qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert opened.args == ["b"]


def test_a_list_refilled_keeps_the_current_row_and_tells_when_it_is_gone(qtbot: QtBot) -> None:
    rows = TwoLineList("Today", wide=True)
    qtbot.addWidget(rows)
    told: list[object] = []
    rows.current_changed.connect(told.append)
    rows.set_rows([Heading("Late", 1), Row("a", "Accountant"), Row("b", "Nurse")])
    rows.select_first()
    rows.set_rows([Row("b", "Nurse"), Row("a", "Accountant, renamed")])
    assert rows.current_id() == "a"
    rows.set_rows([Row("b", "Nurse")])
    assert told == ["a", None]


def test_the_arrow_keys_step_over_headings(qtbot: QtBot) -> None:
    rows = TwoLineList("Today", wide=True)
    qtbot.addWidget(rows)
    rows.set_rows([Heading("Late", 1), Row("a", "Accountant"), Heading("Due", 1), Row("b", "Nurse")])
    rows.show()
    rows.select_first()
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    assert rows.current_id() == "b"


def test_the_first_row_of_a_group_is_seen_with_the_words_above_it(qtbot: QtBot) -> None:
    rows = TwoLineList("Today", wide=True)
    qtbot.addWidget(rows)
    rows.set_rows([Heading("Late", 9), *[Row(n, "Accountant") for n in range(9)]])
    rows.resize(400, 200)
    rows.show()
    rows.select(8)
    assert rows.verticalScrollBar().value() > 0
    for _row in range(8):
        qtbot.keyClick(rows, Qt.Key.Key_Up)
    assert rows.current_id() == 0
    assert rows.verticalScrollBar().value() == 0


class Painted(KeepsInk):
    """Notes which rows are painted."""

    def __init__(self, table: Table) -> None:
        super().__init__(table)
        self.rows = set[int]()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.rows.add(index.row())
        super().paint(painter, option, index)


def test_a_list_entered_by_keys_shows_which_row_the_keys_are_for(qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    before, found = QLineEdit(), TwoLineList("Outcomes")
    column.addWidget(before)
    column.addWidget(found)
    qtbot.addWidget(page)
    found.set_rows([Heading("Decisions", 1), Row("a", "Shortlist of three")])
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert found.hasFocus()
    assert found.current_id() == "a"
    assert found.selectionModel().isSelected(found.currentIndex())


def test_the_focus_paints_its_row_alone_and_leaves_nothing_of_the_old_look(qtbot: QtBot) -> None:
    window, other, table = QWidget(), QLineEdit(), Table("Steps")
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(other)
    column.addWidget(table)
    table.show_model(ValueModel(COLUMNS, fetch(list(range(8)))))
    painted = Painted(table)
    table.setItemDelegate(painted)
    window.resize(600, 500)
    with qtbot.waitExposed(window):
        window.show()
    table.select(lambda step: step.number == 3)
    other.setFocus()
    QApplication.processEvents()

    def seen() -> QImage:
        return window.screen().grabWindow(window.winId()).toImage()

    for focused in (table, other):
        painted.rows.clear()
        focused.setFocus()
        QApplication.processEvents()
        assert painted.rows == {3}
        part = seen()
        for widget in window.findChildren(QWidget):
            widget.update()
        QApplication.processEvents()
        assert painted.rows == set(range(8))
        assert part == seen()
