"""Client view: the client looks at the screen, and nothing private is there; not even out of sight."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from tests.journeys.conftest import PRIVATE, Hands
from ui.keys_help import KeysHelp
from ui.screens.meetings import MeetingsScreen

ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


def texts_of_model(model: QAbstractItemModel, above: QModelIndex) -> Iterator[str]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(above)
    for row in range(model.rowCount(above)):
        for column in range(columns):
            for role in ROLES:
                yield str(model.index(row, column, above).data(role) or "")


def texts_of(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle())
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield widget.text()
    elif isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(row) for row in range(widget.count()))
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(tab) for tab in range(widget.count()) if widget.isTabVisible(tab))
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from texts_of_model(widget.model(), QModelIndex())


def shown(hands: Hands) -> list[str]:
    """Every text on the screen, tool tips and what a screen reader is told too."""
    widgets = [widget for widget in hands.window.findChildren(QWidget) if widget.isVisible()]
    return [text for widget in (hands.window, *widgets) for text in texts_of(widget) if text]


def private(hands: Hands) -> list[str]:
    return [text for text in shown(hands) if PRIVATE in text or "influence" in text.lower()]


def test_the_client_sees_no_private_word_on_any_tab(at_process: Hands) -> None:
    hands = at_process
    hands.press("F4")
    assert private(hands)  # the note on the step, the other job order in the list: the search finds what is there
    hands.press("F11")
    hands.wait(lambda: hands.window.client_view)
    assert "Intake meeting" in " ".join(shown(hands))
    assert private(hands) == []
    for tab in ("Alt+2", "Alt+3", "Alt+4", "Alt+5", "Alt+1", "Ctrl+Tab", "Ctrl+Tab", "Ctrl+Tab"):
        hands.press(tab)
        assert private(hands) == []
        assert hands.jobs.tabs.current not in {"meetings", "history"}
    hands.press("F1")
    assert private(hands) == []
    hands.press("Esc", "F11")
    hands.wait(lambda: not hands.window.client_view)
    assert private(hands)


def test_from_a_private_tab_client_view_goes_to_the_process_and_says_when_it_is_over(at_process: Hands) -> None:
    hands = at_process
    for tab in ("Alt+4", "Alt+5"):
        hands.press(tab, "F11")
        hands.wait(lambda: hands.window.client_view)
        assert hands.jobs.tabs.current == "process"
        hands.press("F1")
        keys = hands.sheet(KeysHelp)
        assert {"Lost…", "Go to Today"}.isdisjoint(words.text() for words in keys.findChildren(QLabel))
        hands.press("Esc", "F11")
        hands.wait(lambda: not hands.window.client_view)
        assert "hidden" not in hands.told


def test_client_view_waits_for_what_cannot_be_kept(at_process: Hands) -> None:
    hands = at_process
    hands.press("Alt+4", "Return", "F4")
    form = hands.front(MeetingsScreen).page.form
    assert form is not None
    hands.focused()
    title = form.field("title").editor
    title.setFocus()
    hands.paste("x" * 5_000)
    hands.press("F11")
    assert not hands.window.client_view
    assert hands.focused() is title


def test_what_was_said_before_about_another_client_is_not_there(at_process: Hands) -> None:
    at_process.window.messages.inform(f"The check-in page for {PRIVATE} other client is saved.")
    at_process.press("F11")
    assert private(at_process) == []


def test_from_client_view_no_key_leads_to_other_clients(at_process: Hands) -> None:
    hands = at_process
    hands.press("F11")
    for key in ("Ctrl+1", "Ctrl+3", "Ctrl+,", "Ctrl+N", "Ctrl+Shift+P", "Ctrl+Shift+T"):
        hands.press(key)
        assert hands.window.section == "jobs"
        assert private(hands) == []
    hands.press("Ctrl+K")
    hands.write(PRIVATE)
    hands.wait(lambda: not hands.window.find_or_do.hits)
    hands.press("Esc")
    assert hands.job.title == "Senior Accountant"


def test_a_note_written_before_stays_hidden_when_it_changes_in_client_view(at_process: Hands) -> None:
    hands = at_process
    hands.press("F11", "F2")
    hands.write("First meeting")
    hands.press("Return")
    assert hands.titles[0] == "First meeting"
    assert hands.step(1).note.startswith(PRIVATE)
    assert private(hands) == []
