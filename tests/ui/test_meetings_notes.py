"""The notes of a meeting: kept while they are typed, never written over, and nothing in them waits."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from PySide6.QtCore import QMimeData, QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import DATABASE, App, open_app
from desktop.domain.meetings import LONGEST_NOTES
from tests.ui.conftest import Founded, Shown
from tests.ui.meetings_desk import Desk
from ui.screens.meetings import editor, keeping
from ui.theme import theme

FULL = "\n".join("y" * 79 for _line in range(LONGEST_NOTES // 80)) + "y"
"""As long as notes may be, in lines: one alone is laid out for seconds."""


@pytest.fixture
def desk(qtbot: QtBot, shown: Shown, founded: Founded) -> Desk:
    """An intake meeting in whose notes something stands, with the focus on them."""
    desk = Desk(qtbot, shown, founded)
    desk.intake("first\nsecond")
    desk.editor.go_to(2)
    return desk


@pytest.fixture
def other(founded: Founded) -> Iterator[App]:
    """Another window on the same database."""
    app = open_app(founded.app.folder)
    yield app
    app.close()


def write_elsewhere(desk: Desk, other: App, notes: str) -> None:
    other.meetings.write_notes(desk.meeting.id, notes, desk.meeting.notes)


# -- kept -------------------------------------------------------------------------------------------------------------


def test_what_is_typed_is_saved_by_itself(desk: Desk) -> None:
    desk.type(" and more")
    assert desk.meeting.notes == "first\nsecond and more"
    assert desk.keeper.is_clean


def test_while_one_types_on_and_on_it_is_saved_all_the_same(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    saved: list[object] = []
    desk.keeper.kept.connect(saved.append)
    desk.keeper._pause.setInterval(60_000)  # there is never quiet
    with desk.qtbot.waitSignal(desk.keeper.kept, timeout=keeping.MOST + 2000):
        desk.qtbot.keyClicks(desk.editor, " on and on")
    assert desk.meeting.notes == "first\nsecond on and on"


def test_both_waits_together_stay_below_two_seconds() -> None:
    assert keeping.PAUSE <= 1000
    assert keeping.MOST <= 1500


def test_another_meeting_is_shown_only_once_what_was_typed_is_kept(desk: Desk) -> None:
    first = desk.meeting
    desk.qtbot.keyClicks(desk.editor, " typed last")
    desk.intake("of another")
    assert desk.app.meetings.get(first.id).notes == "first\nsecond typed last"
    assert desk.meeting.notes == "of another"


def test_a_save_under_way_never_overwrites_the_newer_text_of_a_flush(desk: Desk) -> None:
    for n in range(20):
        desk.qtbot.keyClicks(desk.editor, f" {n}")
        desk.keeper._save()
        desk.qtbot.keyClicks(desk.editor, "x")
        assert desk.screen.flush()
        assert desk.meeting.notes == desk.editor.toPlainText()


def test_undo_in_the_notes_is_saved_too(desk: Desk) -> None:
    desk.type(" more")
    with desk.qtbot.waitSignal(desk.keeper.kept):
        desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, desk.editor)
    assert desk.meeting.notes == desk.editor.toPlainText()
    assert "more" not in desk.meeting.notes


def test_a_locked_database_is_told_and_tried_again(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.app.folder / DATABASE, isolation_level=None)) as lock:
        lock.execute("BEGIN IMMEDIATE")
        with desk.qtbot.waitSignal(desk.keeper.failed, timeout=20_000):
            desk.qtbot.keyClicks(desk.editor, " more")
        assert "locked" in desk.told
        assert not desk.keeper.is_clean
        lock.execute("ROLLBACK")
        with desk.qtbot.waitSignal(desk.keeper.kept, timeout=20_000):
            pass
    assert desk.meeting.notes == "first\nsecond more"
    assert desk.told == ""


# -- another window wrote ---------------------------------------------------------------------------------------------


def test_newer_notes_of_another_window_are_shown_where_nothing_was_typed(desk: Desk, other: App) -> None:
    write_elsewhere(desk, other, "theirs\na HR panel names Wed")
    desk.screen.refresh()
    assert desk.editor.toPlainText() == "theirs\na HR panel names Wed"
    assert desk.rows() == ["Actions 1", "HR panel names"]
    desk.type("nesday")
    assert desk.meeting.notes == "theirs\na HR panel names Wednesday"


def test_what_was_typed_meanwhile_can_be_kept_below_theirs(desk: Desk, other: App) -> None:
    desk.qtbot.keyClicks(desk.editor, " mine")
    write_elsewhere(desk, other, "theirs")
    assert not desk.screen.flush()
    assert "Nothing that you typed is lost" in desk.told
    assert desk.editor.toPlainText() == "first\nsecond mine"
    assert desk.meeting.notes == "theirs"
    desk.answer("Keep mine as a copy below")
    assert desk.screen.flush()
    lines = desk.meeting.notes.split("\n")
    assert lines[:2] == ["theirs", ""]
    assert lines[2].startswith("## My notes, ")
    assert lines[3:] == ["first", "second mine"]


def test_theirs_can_be_shown_and_undo_still_brings_mine_back(desk: Desk, other: App) -> None:
    desk.qtbot.keyClicks(desk.editor, " mine")
    write_elsewhere(desk, other, "theirs")
    with desk.qtbot.waitSignal(desk.keeper.failed):
        pass
    desk.answer("Show theirs")
    assert desk.editor.toPlainText() == "theirs"
    assert desk.screen.flush()
    assert desk.meeting.notes == "theirs"
    desk.editor.undo()
    assert desk.editor.toPlainText() == "first\nsecond mine"


def test_until_one_of_both_is_chosen_typing_goes_on_and_nothing_is_saved(desk: Desk, other: App) -> None:
    desk.qtbot.keyClicks(desk.editor, " mine")
    write_elsewhere(desk, other, "theirs")
    assert not desk.screen.flush()
    desk.qtbot.keyClicks(desk.editor, " too")
    assert not desk.screen.flush()
    assert not desk.keeper._pause.isActive()
    assert desk.meeting.notes == "theirs"
    desk.page.bar.hide()
    desk.qtbot.keyClicks(desk.editor, "!")
    assert "Nothing that you typed is lost" in desk.told
    desk.answer("Keep mine as a copy below")
    assert desk.screen.flush()
    assert desk.meeting.notes.endswith("second mine too!")


def test_client_view_hides_what_can_not_be_saved_too(desk: Desk, other: App) -> None:
    desk.qtbot.keyClicks(desk.editor, " mine")
    write_elsewhere(desk, other, "theirs")
    assert not desk.screen.flush()
    desk.screen.set_client_view(True)
    assert not desk.editor.isVisible()
    assert not desk.page.bar.isVisible()
    desk.screen.set_client_view(False)
    assert desk.editor.toPlainText() == "first\nsecond mine"
    assert desk.page.bar.isVisible()


def test_a_meeting_removed_elsewhere_leaves_what_was_typed_to_be_copied(desk: Desk, other: App) -> None:
    desk.qtbot.keyClicks(desk.editor, " mine")
    other.meetings.remove(desk.meeting.id)
    assert not desk.screen.flush()
    assert "removed in another window" in desk.told
    assert desk.editor.toPlainText() == "first\nsecond mine"
    desk.answer("Copy what I typed")
    assert QApplication.clipboard().text() == "first\nsecond mine"
    assert desk.screen.flush()
    assert desk.screen._lines == []


# -- what is pasted ---------------------------------------------------------------------------------------------------


def paste(desk: Desk, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    desk.editor.insertFromMimeData(data)


def test_ten_megabytes_are_refused_in_words_and_the_notes_stay(desk: Desk) -> None:
    paste(desk, "x" * 10_000_000)
    assert "too much to paste" in desk.told
    assert "199,988" in desk.told
    assert desk.editor.toPlainText() == "first\nsecond"


def test_what_is_selected_makes_room_for_a_paste(desk: Desk) -> None:
    desk.editor.selectAll()
    paste(desk, FULL)
    assert desk.told == ""
    assert len(desk.editor.toPlainText()) == LONGEST_NOTES
    assert desk.screen.flush()
    assert len(desk.meeting.notes) == LONGEST_NOTES


def test_control_characters_are_left_out_of_a_paste_and_that_is_told(desk: Desk) -> None:
    paste(desk, "\x00a bell \x07\u202eover")
    assert desk.editor.toPlainText() == "first\nseconda bell over"
    assert desk.told == "3 control characters can't be printed and were left out."
    assert desk.screen.flush()
    assert desk.meeting.notes == "first\nseconda bell over"


def test_every_kind_of_line_end_makes_a_line_so_that_items_know_theirs(desk: Desk) -> None:
    paste(desk, "\r\none\rtwo\u2028three\u2029a Tom calls")
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier, desk.editor)
    desk.qtbot.keyClicks(desk.editor, "a HR answers")
    assert desk.screen.flush()
    assert [(item.text, item.line) for item in desk.meeting.items] == [("Tom calls", 6), ("HR answers", 7)]
    for item in desk.meeting.items:
        assert desk.editor.document().findBlockByNumber(item.line - 1).text() == f"a {item.text}"


@pytest.mark.parametrize("text", ["<b>bold</b> &amp; <script>", "BEGIN:VEVENT\nEND:VEVENT", "🎉 العربية ไทย", "%s {x}"])
def test_whatever_is_pasted_stays_the_text_it_was(desk: Desk, text: str) -> None:
    desk.editor.selectAll()
    paste(desk, f"a {text}")
    assert desk.screen.flush()
    assert desk.meeting.notes == f"a {text}"
    assert desk.rows()[1] == text.split("\n", maxsplit=1)[0]


def test_notes_longer_than_allowed_are_told_and_kept_once_they_are_shorter(desk: Desk) -> None:
    desk.editor.selectAll()
    paste(desk, FULL)
    desk.qtbot.keyClicks(desk.editor, "zz")
    assert not desk.screen.flush()
    assert "2 characters too long" in desk.told
    for _key in range(2):
        desk.qtbot.keyClick(desk.editor, Qt.Key.Key_Backspace)
    assert desk.screen.flush()
    assert desk.told == ""


# -- marks ------------------------------------------------------------------------------------------------------------


def states(desk: Desk) -> list[int]:
    document = desk.editor.document()
    return [document.findBlockByNumber(n).userState() for n in range(document.blockCount())]


def test_each_kind_of_line_is_marked_in_its_own_way(desk: Desk) -> None:
    desk.editor.take("note\nd one\na two\n? three\n! four\n! d five\n## six\n#seven\nA new plant")
    found = states(desk)
    assert found[0] == found[7] == found[8] == 0
    assert len(set(found[1:7])) == 6


def test_whatever_stays_private_is_marked_so_also_in_a_heading_or_a_list(desk: Desk) -> None:
    desk.editor.take("! one\n## ! two\n– ! three\n1. ! four")
    assert len(set(states(desk))) == 1


def test_a_key_looks_at_its_own_line_and_no_other(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.editor.take("\n".join(f"a action {n}" for n in range(500)))
    seen: list[str] = []
    whole = editor._state

    def look(line: str) -> int:
        seen.append(line)
        return whole(line)

    monkeypatch.setattr(editor, "_state", look)
    desk.editor.go_to(250)
    desk.qtbot.keyClicks(desk.editor, "!")
    assert seen == ["a action 249!"]


def test_how_lines_become_more_is_read_whole_below_the_notes_and_no_mark_is_torn_apart(desk: Desk) -> None:
    keys = desk.page._keys
    theme().apply("light", 130)
    room = QRect(0, 0, 1, 1)

    def needed() -> int:
        room.setWidth(keys.width())
        return keys.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), keys.text()).height()

    desk.qtbot.waitUntil(lambda: keys.isVisible() and keys.height() >= needed() > keys.fontMetrics().height())
    for words in (keys.text(), desk.side._empty.text()):
        assert [mark for mark in "da?!" if f"“{mark}\u00a0”" in words] == ["d", "a", "?", "!"]
