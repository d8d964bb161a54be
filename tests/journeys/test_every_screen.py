"""Every screen and sheet, in the pseudo-locale (40 % longer, right to left) and in the largest text: all has room."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget

from desktop.i18n import PSEUDO, set_language
from tests.journeys.conftest import Hands
from ui.screens.process import ProcessScreen
from ui.theme import ElidedLabel, theme
from ui.widgets.pdf_pages import PdfPages
from ui.widgets.sidebar import Sidebar
from ui.widgets.steps_model import Col

TABS = Qt.FocusPolicy.TabFocus
SCREENS = {
    "today": ("Ctrl+1",),
    "process": ("Ctrl+2", "Return"),
    "step": ("Ctrl+2", "Return", "F4"),
    "terms": ("Ctrl+2", "Return", "Shift+F4"),
    "agreement": ("Ctrl+2", "Return", "Alt+2"),
    "details": ("Ctrl+2", "Return", "Alt+3"),
    "no meeting": ("Ctrl+2", "Return", "Alt+4"),
    "meeting": ("Return",),
    "meeting's head": ("F4",),
    "meeting's agenda": ("F4", "F8"),
    "history": ("Ctrl+2", "Return", "Alt+5"),
    "clients": ("Ctrl+3",),
    "client's people": ("Ctrl+3", "Alt+2"),
    "client's job orders": ("Ctrl+3", "Alt+3"),
    "client's meetings": ("Ctrl+3", "Alt+4"),
    "client's pilots": ("Ctrl+3", "Alt+5"),
    "client's learning": ("Ctrl+3", "Alt+6"),
    "client's wins": ("Ctrl+3", "Alt+7"),
    "client's details": ("Ctrl+3", "Alt+8"),
    "promises kept": ("Ctrl+4",),
    "settings": ("Ctrl+,",),
    "settings 2": ("Ctrl+,", "Ctrl+Tab"),
    "settings 3": ("Ctrl+,", "Ctrl+Tab", "Ctrl+Tab"),
    "settings 4": ("Ctrl+,", "Ctrl+Tab", "Ctrl+Tab", "Ctrl+Tab"),
    "settings 5": ("Ctrl+,", "Ctrl+Tab", "Ctrl+Tab", "Ctrl+Tab", "Ctrl+Tab"),
}
SHEETS = {
    "keys": ("F1",),
    "new job order": ("Ctrl+N",),
    "asks": ("C",),
    "refuses": ("X",),
    "open": ("Ctrl+Shift+O",),
    "hold": ("Ctrl+Shift+H",),
    "lost": ("Ctrl+Shift+L",),
    "pass": ("Ctrl+Shift+P",),
    "template": ("Ctrl+Shift+T",),
    "record": ("Ctrl+Shift+G", "Ctrl+Shift+S", "Ctrl+R"),
}


@pytest.fixture(params=[(PSEUDO, 100), ("en", 150)], ids=["longer and right to left", "large text"])
def size(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[int]:
    """The text size in percent, with words to go with it."""
    words, size = request.param
    set_language(words)
    if words == PSEUDO:
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield size
    set_language("en")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def settle() -> None:
    for _round in range(3):
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()


def seen(window: QWidget) -> list[QWidget]:
    """The sidebar folds to icons, with its words as tool tips."""
    shown = [widget for widget in window.findChildren(QWidget) if widget.isVisible() and widget.window() is window]
    return [widget for widget in shown if not isinstance(widget.parent(), Sidebar)]


def clipped(window: QWidget) -> list[str]:
    """Labels and buttons that have less room than their words need; those that end in "…" say so themselves."""
    found = []
    for widget in seen(window):
        if isinstance(widget, ElidedLabel) or not isinstance(widget, QLabel | QAbstractButton) or not widget.text():
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            if widget.height() < widget.heightForWidth(widget.width()) - 1:
                found.append(f"{widget.text()!r} is {widget.height()} high")
        elif widget.width() < widget.sizeHint().width() - 1:
            found.append(f"{widget.text()!r} is {widget.width()} wide, not {widget.sizeHint().width()}")
    return found


def outside(window: QWidget) -> list[str]:
    """What reaches beyond the window's own edge."""
    room = window.rect().adjusted(-1, -1, 1, 1)
    return [
        f"{widget} {widget.objectName()}"
        for widget in seen(window)
        if isinstance(widget, QAbstractButton)
        and not room.contains(widget.rect().translated(widget.mapTo(window, widget.rect().topLeft())))
        and not widget.visibleRegion().isEmpty()
    ]


def nameless(window: QWidget) -> list[str]:
    """Controls that a screen reader has no name for."""
    controls = [widget for widget in seen(window) if widget.isEnabled() and widget.focusPolicy() & TABS]
    return [
        f"{widget} in {widget.parent()}"
        for widget in controls
        if not widget.focusProxy() and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]


def check(window: QWidget, where: str) -> list[str]:
    settle()
    return [f"{where}: {words}" for look in (clipped, outside, nameless) for words in look(window)]


def dress(hands: Hands, size: int) -> None:
    hands.window.set_look("light", size)
    hands.window.resize(1280, 720)
    settle()


def test_every_screen_has_room_for_its_words_and_names_its_controls(size: int, at_process: Hands) -> None:
    hands = at_process
    dress(hands, size)
    found = []
    for name, keys in SCREENS.items():
        hands.press(*keys)
        found += check(hands.window, name)
    assert hands.window.size().width() == 1280
    assert not found, "\n".join(found)


def test_what_a_step_is_called_can_be_read(size: int, at_process: Hands) -> None:
    hands = at_process
    dress(hands, size)
    table = hands.front(ProcessScreen).editor.table
    metrics = QFontMetrics(theme().font(weight=500))
    room = table.columnWidth(Col.STEP) - theme().px(14 + 18)  # the margins, and the sign of "for each candidate"
    assert [step.title for step in table.steps if metrics.horizontalAdvance(step.title[:20]) > room] == []
    assert not any(table.isColumnHidden(col) for col in (Col.WHO, Col.WITHIN, Col.US, Col.THEM))


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_has_room_for_its_words_and_names_its_controls(size: int, at_process: Hands, name: str) -> None:
    hands = at_process
    dress(hands, size)
    hands.press(*SHEETS[name])
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, QDialog)
    found = check(sheet, name)
    assert sheet.height() <= 720
    assert sheet.width() <= 1280
    assert not found, "\n".join(found)


def test_no_key_means_two_things_where_both_count(at_process: Hands) -> None:
    """Qt does neither of them then."""
    hands = at_process
    for keys in SCREENS.values():
        hands.press(*keys)
        settle()
    found = []
    entries = [
        entry for entry in hands.window.commands._entries if not isinstance(entry[1], PdfPages)
    ]  # a page takes its own zoom keys before the window sees them
    for place, (command, where, _action) in enumerate(entries):
        for other, elsewhere, _other_action in entries[place + 1 :]:
            both = set(command.shortcuts) & set(other.shortcuts)
            nested = where is elsewhere or where.isAncestorOf(elsewhere) or elsewhere.isAncestorOf(where)
            if both and nested and not hands.window.client_view:
                found.append(f"{both}: {command.id}, {other.id}")
    assert not found, "\n".join(found)
