"""Promises kept, by keys alone: narrowed, explained, walked, read as tables; private."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from desktop.domain.limits import Unit
from desktop.domain.measures import GroupKept, Kept, Measure, Ratio
from desktop.domain.roles import Side
from desktop.i18n import _
from tests.ui.conftest import Shown
from tests.ui.kept_desk import Desk, sit_down
from ui.keys_help import KeysHelp
from ui.screens.promises_kept.filters import Span
from ui.widgets.measure_words import amount_words, counted, kept_words, share_in_full, share_words

KEYS = Qt.Key
MEASURES = (Measure.TAKEN, Measure.TREND, Measure.BALL, Measure.ON_TIME)
CTRL = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)  # offscreen, of every list that pops up


@pytest.fixture
def desk(qtbot: QtBot, shown: Shown, tmp_path: Path) -> Iterator[Desk]:
    with sit_down(qtbot, shown, tmp_path) as desk:
        yield desk


def narrow(desk: Desk, words: str) -> None:
    desk.filters.client.setFocus()
    desk.filters.client.input.selectAll()
    desk.write(words)
    desk.press(KEYS.Key_Tab)
    desk.answered()


def test_the_head_says_how_both_sides_kept_theirs_in_the_last_90_days(desk: Desk) -> None:
    kept = desk.app.reports.promises_kept(first=desk.today - timedelta(days=89), last=desk.today)
    for side in Side:
        tile = desk.page.head.tiles[side]
        assert tile.value == share_words(kept.of(side).on_time)
        assert counted(kept.of(side).on_time) in tile.said
    assert [tile.title for tile in desk.page.head.tiles.values()] == ["Them", "Us"]


def test_part_of_a_clients_name_narrows_to_it_and_offers_its_job_orders(desk: Desk) -> None:
    everything = desk.page.steps.table.texts()
    narrow(desk, "keystone")
    assert desk.filters.client.currentText() == "Keystone Logistics"
    assert desk.page.steps.table.texts() != everything
    assert [row[0] for row in desk.page.groups.texts()] == [group.name for group in desk.kept.job_orders]
    assert desk.filters.job_order.isEnabled()
    first = desk.kept.job_orders[0]
    desk.filters.job_order.setFocus()
    desk.write(first.name.partition(" ")[0])
    desk.press(KEYS.Key_Tab)
    desk.answered()
    assert desk.filters.asked.job_order_id == first.id
    assert desk.page.head.tiles[Side.AGENCY].said == kept_words(desk.kept.agency)


def test_an_emptied_name_is_all_clients_and_a_wrong_one_changes_nothing(desk: Desk) -> None:
    narrow(desk, "keystone")
    chosen = desk.filters.asked
    narrow(desk, "atlantis")
    assert (desk.filters.asked, desk.filters.client.currentText()) == (chosen, "Keystone Logistics")
    narrow(desk, "\b")
    assert desk.filters.asked.client_id is None
    assert len(desk.page.groups.texts()) == len(desk.kept.clients) > 1


def test_the_time_is_chosen_with_the_arrows(desk: Desk) -> None:
    desk.filters.span.setFocus()
    asked = []
    for _again in range(4):
        desk.press(KEYS.Key_Down)
        desk.answered()
        asked.append((desk.filters.asked.first, desk.filters.asked.last))
        if not desk.kept.is_empty:  # as the last quarter of the sample may be
            assert desk.page.head.tiles[Side.CLIENT].said == kept_words(desk.kept.client)
    spans = (Span.QUARTER, Span.LAST_QUARTER, Span.YEAR, Span.ALL)
    assert asked == [span.days(desk.today) for span in spans]


@pytest.mark.parametrize(
    ("today", "quarter", "last", "year"),
    [("2026-11-22", "2026-10-01", ("2026-07-01", "2026-09-30"), "2025-12-01"),
     ("2026-12-31", "2026-10-01", ("2026-07-01", "2026-09-30"), "2026-01-01"),
     ("2028-02-29", "2028-01-01", ("2027-10-01", "2027-12-31"), "2027-03-01")],
)  # fmt: skip
def test_quarters_and_twelve_months_begin_with_a_month(
    today: str, quarter: str, last: tuple[str, str], year: str
) -> None:
    day = date.fromisoformat(today)
    assert [tuple(map(str, span.days(day))) for span in (Span.QUARTER, Span.LAST_QUARTER, Span.YEAR)] == [
        (quarter, today),
        last,
        (year, today),
    ]


@pytest.mark.parametrize("key", [KEYS.Key_Space, KEYS.Key_F1, KEYS.Key_Question])
def test_one_key_on_a_figure_tells_what_it_means(desk: Desk, key: Qt.Key) -> None:
    for figure in desk.page.figures:
        figure.setFocus()
        desk.press(key)
        assert _(figure.measure.definition) in desk.told
        assert not isinstance(QApplication.activeModalWidget(), KeysHelp)
        desk.press(KEYS.Key_Escape)
        assert desk.told == ""


def test_one_key_on_a_table_tells_what_its_figures_mean(desk: Desk) -> None:
    desk.press("T", CTRL)
    for table, measure in zip(desk.page.tables, MEASURES, strict=True):
        table.setFocus()
        desk.press(KEYS.Key_Space)
        assert _(measure.definition) in desk.told
        desk.press(KEYS.Key_Space)
        assert desk.told == ""


def test_arrows_walk_all_figures_and_stop_at_the_ends(desk: Desk) -> None:
    figures = desk.page.figures
    figures[0].setFocus()
    for figure in figures[1:]:
        desk.press(KEYS.Key_Right)
        assert figure.hasFocus()
    desk.press(KEYS.Key_Down)
    assert figures[-1].hasFocus()
    for figure in reversed(figures[:-1]):
        desk.press(KEYS.Key_Up)
        assert figure.hasFocus()


def test_a_screen_reader_is_told_value_and_definition(desk: Desk) -> None:
    for figure in desk.page.figures:
        heard = QAccessible.queryAccessibleInterface(figure)
        assert figure.said in heard.text(QAccessible.Text.Name)
        assert figure.said
        assert _(figure.measure.definition) in heard.text(QAccessible.Text.Description)
    assert _(Measure.EXCUSED.definition) in desk.page.figures[0].accessibleDescription()


def test_t_turns_charts_into_tables_of_the_same_numbers_and_back(desk: Desk) -> None:
    kept = desk.kept
    desk.page.trend_chart.setFocus()
    desk.press("t")
    table = desk.focused()
    assert table is desk.page.trend.table
    assert isinstance(table, QTableView)
    assert QAccessible.queryAccessibleInterface(table).role() == QAccessible.Role.Table
    shares = [[share_in_full(month.client), share_in_full(month.agency)] for month in kept.trend]
    assert [row[1:] for row in desk.page.trend.table.texts()] == shares
    assert [row[0] for row in desk.page.steps.table.texts()] == [step.title for step in kept.steps]
    assert len(desk.page.ball.table.texts()) == 3
    assert not desk.page.steps_chart.isVisible()
    desk.press("t")
    assert desk.page.trend_chart.hasFocus()
    assert not table.isVisible()


def test_enter_on_a_client_narrows_to_it(desk: Desk) -> None:
    first = desk.kept.clients[0]
    desk.page.groups.setFocus()
    desk.page.groups.select(lambda group: isinstance(group, GroupKept) and group.id == first.id)
    desk.press(KEYS.Key_Return)
    desk.answered()
    assert desk.filters.asked.client_id == first.id
    assert desk.filters.client.currentText() == first.name


def test_below_five_nothing_is_said_but_the_numbers(desk: Desk) -> None:
    few = next(step for step in desk.kept.steps if step.kept.on_time.of < 5)
    row = next(row for row in desk.page.steps.table.texts() if row[0] == few.title)
    assert row[2] == f"not enough yet ({few.kept.on_time.n} of {few.kept.on_time.of})"
    assert row[4:] == ["not enough yet", "not enough yet"]


def test_of_nothing_no_share_is_told() -> None:
    assert kept_words(Kept()) == "nothing was due"
    assert kept_words(Kept(on_time=Ratio(0, 1), excused=1)) == "not enough yet (0 of 1), 1 excused"


@pytest.mark.parametrize(
    ("value", "words"), [(0.98, "1 day"), (1.04, "1 day"), (1.06, "1.1 days"), (0.5, "0.5 days"), (12.0, "12 days")]
)
def test_what_reads_as_one_is_one_day(value: float, words: str) -> None:
    assert amount_words(value, Unit.WORKING_DAYS) == words


def test_while_it_takes_long_the_last_answer_stays_and_it_says_that_it_works(desk: Desk) -> None:
    before, go_on, pool = desk.page.head.tiles[Side.CLIENT].said, Event(), QThreadPool.globalInstance()
    threads = pool.maxThreadCount()
    pool.setMaxThreadCount(1)
    pool.start(go_on.wait)
    try:
        desk.filters.span.setFocus()
        desk.press(KEYS.Key_End)
        assert desk.screen.header._status.isHidden()
        desk.qtbot.waitUntil(lambda: desk.screen.header._status.text() == "Working…")
        assert desk.page.head.tiles[Side.CLIENT].said == before
        assert desk.page.isVisible()
    finally:
        go_on.set()
        pool.setMaxThreadCount(threads)
    desk.answered()
    assert desk.screen.header._status.isHidden()


def test_in_client_view_nothing_of_it_is_there(desk: Desk) -> None:
    desk.window.set_client_view(True)
    assert not any(part.isVisible() for part in (desk.page, desk.filters, desk.screen.page_button))
    desk.window.set_client_view(False)
    assert desk.page.isVisible()
