"""A form keeps what is typed, saves it on leaving, and says beside the field what cannot be kept."""

from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QWheelEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import ChangedElsewhereError, InvalidInputError
from ui.form import Form
from ui.theme import theme
from ui.widgets.inputs import ComboBox, DateEdit, LineEdit, SpinBox, TextEdit


@dataclass(frozen=True)
class Terms:
    reference: str = "T-1"


@dataclass(frozen=True)
class Job:
    title: str = "Accountant"
    notes: str = ""
    kind: str = "permanent"
    openings: int = 1
    start: date | None = None
    urgent: bool = False
    terms: Terms = field(default_factory=Terms)


class Desk:
    """A service that refuses an empty title and keeps the rest."""

    def __init__(self) -> None:
        self.saved: list[Job] = []

    def save(self, draft: Job) -> Job:
        if not draft.title.strip():
            raise InvalidInputError({"title": "Give the job a title."})
        kept = replace(draft, title=draft.title.strip())
        self.saved.append(kept)
        return kept


def shown_form(qtbot: QtBot, desk: Desk) -> Form:
    form = Form(Job(), desk.save)
    qtbot.addWidget(form)
    form.add(
        form.line("title", "Title"), form.choice("kind", "Type", [("permanent", "Permanent"), ("temp", "Temporary")])
    )
    form.add(form.number("openings", "Openings"), form.date("start", "Start"))
    form.add(form.text("notes", "Notes"), form.line("terms.reference", "Terms"))
    form.add(form.check("urgent", "Urgent"))
    form.show()
    form.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is form)
    return form


def type_into(form: Form, name: str, text: str) -> LineEdit:
    editor = form.field(name).editor
    assert isinstance(editor, LineEdit)
    editor.setFocus()
    editor.selectAll()
    editor.insert(text)
    return editor


def test_leaving_a_field_saves_and_shows_what_the_service_made_of_it(qtbot: QtBot) -> None:
    desk = Desk()
    form = shown_form(qtbot, desk)
    title = type_into(form, "title", "  Nurse  ")
    with qtbot.waitSignal(form.saved_at):
        qtbot.keyClick(title, Qt.Key.Key_Tab)
    assert desk.saved == [Job(title="Nurse")]
    assert title.text() == "Nurse"
    assert not form.dirty


def test_what_cannot_be_kept_is_said_beside_its_field_and_the_text_stays(qtbot: QtBot) -> None:
    desk = Desk()
    form = shown_form(qtbot, desk)
    title = type_into(form, "title", "   ")
    assert form.flush() is False
    assert form.field("title").problem == "Give the job a title."
    assert title.text() == "   "
    assert title.accessibleDescription() == "Give the job a title."
    assert desk.saved == []
    type_into(form, "title", "Nurse")
    assert form.flush() is True
    assert form.field("title").problem == ""


def test_every_kind_of_field_reaches_the_saved_value(qtbot: QtBot) -> None:
    desk = Desk()
    form = shown_form(qtbot, desk)
    kind, openings, start = (form.field(name).editor for name in ("kind", "openings", "start"))
    notes, urgent = form.field("notes").editor, form.field("urgent").editor
    assert isinstance(kind, ComboBox)
    assert isinstance(openings, SpinBox)
    assert isinstance(start, DateEdit)
    assert isinstance(notes, TextEdit)
    assert isinstance(urgent, QCheckBox)
    kind.choose("temp")
    openings.setValue(4)
    start.set_value(date(2026, 11, 17))
    notes.setPlainText("two of them")
    urgent.setChecked(True)
    type_into(form, "terms.reference", "T-2")
    assert form.flush()
    assert desk.saved[-1] == Job("Accountant", "two of them", "temp", 4, date(2026, 11, 17), True, Terms("T-2"))


def test_notes_are_saved_after_a_pause_without_leaving_them(qtbot: QtBot) -> None:
    desk = Desk()
    form = shown_form(qtbot, desk)
    notes = form.field("notes").editor
    with qtbot.waitSignal(form.saved_at):
        qtbot.keyClicks(notes, "d salary")
    assert desk.saved[-1].notes == "d salary"


def test_nothing_changed_saves_nothing(qtbot: QtBot) -> None:
    desk = Desk()
    form = shown_form(qtbot, desk)
    assert form.flush()
    assert desk.saved == []


def test_a_newer_value_is_shown_when_nothing_is_unsaved(qtbot: QtBot) -> None:
    form = shown_form(qtbot, Desk())
    form.show_value(Job(title="Nurse"))
    editor = form.field("title").editor
    assert isinstance(editor, LineEdit)
    assert editor.text() == "Nurse"


def test_a_newer_value_overwrites_nothing_that_is_unsaved(qtbot: QtBot) -> None:
    desk = Desk()
    form = shown_form(qtbot, desk)
    title = type_into(form, "title", "Mine")
    form.show_value(Job(title="Theirs", openings=7))
    assert title.text() == "Mine"
    form.flush()
    assert desk.saved == []

    form.keep_mine()

    assert desk.saved == [Job(title="Mine", openings=7)]


def test_the_newer_value_can_be_taken_instead(qtbot: QtBot) -> None:
    desk = Desk()
    form = shown_form(qtbot, desk)
    title = type_into(form, "title", "Mine")
    form.show_value(Job(title="Theirs"))
    form.show_newer()
    assert title.text() == "Theirs"
    assert not form.dirty


def test_a_refused_save_keeps_the_text_and_says_why(qtbot: QtBot) -> None:
    def refuse(_draft: Job) -> Job:
        raise ChangedElsewhereError

    form = Form(Job(), refuse)
    qtbot.addWidget(form)
    form.add(form.line("title", "Title"))
    title = type_into(form, "title", "Mine")
    assert form.flush() is False
    assert title.text() == "Mine"
    assert "changed in another window meanwhile" in form.message


def test_the_wheel_changes_nothing_that_has_not_the_focus(qtbot: QtBot) -> None:
    form = shown_form(qtbot, Desk())
    form.field("title").editor.setFocus()
    for name in ("kind", "openings", "start"):
        editor = form.field(name).editor
        before = form.field(name).read()
        turn = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(editor, turn)
        assert form.field(name).read() == before


def test_a_pasted_line_break_becomes_a_space_and_can_be_undone(qtbot: QtBot) -> None:
    editor, told = LineEdit(), list[str]()
    qtbot.addWidget(editor)
    editor.textEdited.connect(told.append)
    editor.show()
    qtbot.keyClicks(editor, "Senior ")
    QApplication.clipboard().setText("Accountant \r\n\tLeeds\u2028office\n")
    qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert editor.text() == told[-1] == "Senior Accountant Leeds office"
    editor.undo()
    assert "Accountant" not in editor.text()


@pytest.mark.parametrize("text_size", [90, 100, 120, 150])
def test_a_text_of_one_line_has_nothing_to_scroll(qtbot: QtBot, text_size: int) -> None:
    theme().apply("light", text_size)
    editor = TextEdit(rows=1)
    qtbot.addWidget(editor)
    editor.setPlainText("Gy")
    editor.show()
    QApplication.processEvents()
    assert editor.verticalScrollBar().maximum() == 0
    editor.setPlainText("Gy\nGy")
    qtbot.waitUntil(editor.verticalScrollBar().isVisible)


def test_a_letter_typed_into_a_number_reaches_no_shortcut_of_the_window(qtbot: QtBot) -> None:
    window, fired = QWidget(), []
    qtbot.addWidget(window)
    spin = SpinBox()
    QVBoxLayout(window).addWidget(spin)
    QShortcut(QKeySequence("?"), window, lambda: fired.append("?"))
    window.show()
    spin.setFocus()
    qtbot.keyClick(spin, "?")
    assert fired == []


def test_undo_belongs_to_the_text_first_and_then_to_the_window(qtbot: QtBot) -> None:
    window, undone = QWidget(), []
    qtbot.addWidget(window)
    line = LineEdit()
    QVBoxLayout(window).addWidget(line)
    QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), window, lambda: undone.append("window"))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    line.setFocus()
    qtbot.keyClicks(line, "x")
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (line.text(), undone) == ("", [])
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == ["window"]


def test_a_year_that_some_system_has_no_local_time_for_is_not_taken(qtbot: QtBot) -> None:
    form = shown_form(qtbot, Desk())
    start = form.field("start").editor
    assert isinstance(start, DateEdit)
    start.set_value(date(2026, 11, 17))
    for year in ("3026", "1926"):
        start.setSelectedSection(start.Section.YearSection)
        qtbot.keyClicks(start, year)
        qtbot.keyClick(start, Qt.Key.Key_Return)
        kept = start.value()
        assert kept is None or 1971 < kept.year < 3000, year
