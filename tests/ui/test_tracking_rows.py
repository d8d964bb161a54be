"""The tracker's rows: what is left out, which one stays current, and what is in sight."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.limits import CandidateEvent
from tests.ui.conftest import Shown
from tests.ui.tracking_desk import Desk, sit_down
from ui.screens.process.tab import AGREEING
from ui.theme import theme
from ui.widgets.promise_cells import Col
from ui.widgets.promise_rows import PromiseRow, line_of, rows_of
from ui.widgets.promise_sheets import PauseSheet
from ui.widgets.promise_table import PromiseTable
from ui.widgets.promise_words import story

KEYS, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
FEEDBACK, INTAKE, SHORTLIST = "Feedback on every CV", "Intake meeting", "Shortlist of 3 to 5"


@pytest.fixture
def desk(qtbot: QtBot, shown: Shown, tmp_path: Path) -> Iterator[Desk]:
    with sit_down(qtbot, shown, tmp_path) as desk:
        yield desk


def candidates(desk: Desk, withdrawn: str, *others: str) -> None:
    """CVs were sent; one withdraws while the feedback is awaited."""
    for reference in (withdrawn, *others):
        desk.app.promises.add_candidate(desk.job, reference, sent_at=desk.clock.at)
    desk.clock.go_on(hours=1)
    first = desk.tracked.tracking.candidates[0]
    newest = desk.app.promises.note_event(desk.job, first.id, CandidateEvent.WITHDRAWN)
    desk.qtbot.waitUntil(lambda: desk.view.tracked is not None and desk.view.tracked.tracking == newest)


def feedback(desk: Desk) -> list[str]:
    return [row.reference for row in desk.table.rows if row.title == FEEDBACK]


def test_what_was_cancelled_is_shown_when_asked_for(desk: Desk) -> None:
    assert not desk.view.cancelled.isVisible()
    candidates(desk, "C-17", "C-18")
    assert feedback(desk) == ["C-18"]
    assert (desk.view.cancelled.isVisible(), desk.view.cancelled.text()) == (True, "Show 1 cancelled")
    desk.press("h")
    assert feedback(desk) == ["C-17", "C-18"]
    assert desk.view.cancelled.text() == "Hide 1 cancelled"
    desk.press("h")
    assert feedback(desk) == ["C-18"]


def test_a_step_of_which_all_was_cancelled_is_still_there(desk: Desk) -> None:
    candidates(desk, "C-17")
    assert feedback(desk) == ["C-17"]
    assert [row.number for row in desk.table.rows] == list(range(1, len(desk.table.rows) + 1))


def test_a_cancelled_promise_that_is_asked_for_is_shown(desk: Desk) -> None:
    candidates(desk, "C-17", "C-18")
    desk.tab.show_part(desk.promise(FEEDBACK, "C-17").id)
    row = desk.table.current_row()
    assert row is not None
    assert row.reference == "C-17"


def test_p_twice_pauses_and_runs_on_the_same_promise(desk: Desk) -> None:
    desk.press("p")
    desk.sheet(PauseSheet)
    desk.write("Priya is away")
    desk.press(KEYS.Key_Return, CTRL)
    desk.clock.go_on(hours=1)
    desk.press("p")
    (pause,) = desk.tracked.tracking.pauses
    assert (pause.promise_id, pause.until) == (desk.promise(INTAKE).id, desk.clock.at)


def test_it_says_of_which_candidate_something_is_done(desk: Desk) -> None:
    candidates(desk, "C-17", "C-18")
    desk.at(FEEDBACK, "C-18")
    desk.press("d")
    assert desk.toast == "“Feedback on every CV · C-18” is done"


def test_an_explanation_does_not_cover_the_row_that_it_explains(desk: Desk) -> None:
    desk.window.resize(1280, 720)
    candidates(desk, "C-17", *(f"C-{n}" for n in range(18, 30)))
    desk.press(KEYS.Key_Home, CTRL)
    below = desk.table.rowAt(desk.table.viewport().height() - desk.table.rowHeight(0) // 2)
    desk.table.setCurrentIndex(desk.table.model().index(below, Col.STEP))
    desk.press(KEYS.Key_Space)
    assert desk.view.story.isVisible()
    desk.qtbot.waitUntil(
        lambda: desk.table.viewport().rect().contains(desk.table.visualRect(desk.table.currentIndex()))
    )


def test_all_columns_are_there_in_the_smallest_window(desk: Desk) -> None:
    candidates(desk, "C-17", "C-18")
    desk.clock.go_on(days=1)
    desk.view._pass_time()
    assert desk.cell(INTAKE)[1] == "Due tomorrow 09:00"
    desk.table.setFixedWidth(817)  # as beside the list of job orders
    desk.qtbot.waitUntil(lambda: desk.table.width() == 817)
    assert [col for col in Col if desk.table.isColumnHidden(col)] == []


@pytest.mark.parametrize(("size", "width"), [(150, 628), (150, 808), (100, 808)])
def test_who_promised_and_due_can_be_read_whatever_the_room(desk: Desk, size: int, width: int) -> None:
    theme().apply("light", size)
    desk.table.setFixedWidth(width)
    desk.qtbot.waitUntil(lambda: desk.table.width() == width)
    found = next(n for n, row in enumerate(desk.table.rows) if row.title == INTAKE)
    shown = [col for col in Col if not desk.table.isColumnHidden(col)]
    texts = " ".join(desk.table.model().index(found, col).data() for col in shown)
    for words in ("Recruiter", "within 2 days", "2 days left", "Due Thu 5 Nov"):
        assert words in texts
    assert (Col.WHO in shown) == (size == 100)
    needed = theme().px(20 + 26) + theme().width("Recruiter", 0, 500) + theme().width("within 2 days")
    assert size == 100 or desk.table.columnWidth(Col.STEP) >= needed


def test_the_next_version_is_begun_from_the_tracker_by_a_key(desk: Desk) -> None:
    desk.press(KEYS.Key_M, CTRL)
    desk.qtbot.waitUntil(lambda: desk.tab._front == AGREEING)
    assert desk.app.agreements.newest(desk.job).number == 2
    assert desk.tab.editor.table.hasFocus()
    desk.press(KEYS.Key_F7)
    assert desk.table.hasFocus()


def test_what_was_kept_of_a_step_that_a_version_leaves_out_says_of_which_version_it_is(desk: Desk) -> None:
    desk.app.promises.mark_done(desk.job, desk.promise(INTAKE).id)
    tracked = desk.app.promises.tracked(desk.job)
    assert tracked is not None
    first = tracked.ground.now
    steps = tuple(step for step in first.content.steps if step.title != INTAKE)
    second = replace(first, number=2, content=replace(first.content, steps=steps), effective_at=desk.clock.at)
    later = replace(tracked, ground=replace(tracked.ground, versions=(first, second))).at(desk.clock.at)
    (row,) = [row for row in rows_of(later) if INTAKE in row.title]
    assert (row.title, row.state, row.when != "–") == (f"{INTAKE} (of version 1)", "Kept", True)
    line = line_of(later, row)
    assert line is not None
    assert story(line, later.tracking, later.ground, private=True)[0].startswith("Promised in version 1")


def test_a_toast_does_not_drive_the_lanes_away(desk: Desk) -> None:
    desk.window.setMinimumHeight(0)
    desk.window.resize(1280, 720)
    while desk.view.lanes.isVisible():
        desk.window.resize(1280, desk.window.height() - 4)
    desk.window.resize(1280, desk.window.height() + 4)
    assert desk.view.lanes.isVisible()
    desk.press("d")
    desk.qtbot.waitUntil(lambda: desk.view.height() < theme().px(430))
    assert desk.view.lanes.isVisible()


OTHERWISE: dict[str, Any] = {
    "icon": "minus", "icon_tone": "late", "title": "Another", "reference": "C-99", "side": "both", "who": "Somebody",
    "stands_in": "Ana (for Priya)", "promised": "within 9 days", "promised_days": 4.5, "taken_days": 1.5,
    "delivered": "9 days late", "tone": "late", "when": "Fri 1 Jan", "slid": "9 days later", "tint": "late",
    "is_ball": True,
}  # fmt: skip


@pytest.mark.parametrize("size", [100, 150])
@pytest.mark.parametrize("name", OTHERWISE)
def test_whatever_changes_in_a_row_is_painted(qtbot: QtBot, name: str, size: int) -> None:
    theme().apply("light", size)
    table = PromiseTable()
    qtbot.addWidget(table)
    table.resize(900, 300)
    first = PromiseRow(
        uuid4(), uuid4(), 1, "check", "ok", "Kept", "Intake meeting", "C-17", "client", "Client HR", "",
        "within 2 days", 2.0, 1.0, "on time", "ok", "Thu 5 Nov", "", "", is_ball=False, is_cancelled=False,
    )  # fmt: skip
    table.show_rows([first])
    table.show()
    before = table.viewport().grab().toImage()
    table.show_rows([first._replace(step_id=uuid4(), promise_id=uuid4())])
    assert table.viewport().grab().toImage() == before
    table.show_rows([first._replace(**{name: OTHERWISE[name]})])
    assert table.viewport().grab().toImage() != before
