"""Every screen and sheet, in the pseudo-locale (40 % longer, right to left) and in the largest text: all has room."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QMenu,
    QMessageBox,
    QWidget,
)

from desktop.i18n import PSEUDO, set_language
from desktop.sample.play import fill
from tests.beginnings import begin
from tests.journeys.conftest import Hands, Opened
from ui import background
from ui.commands import Command
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
ELSEWHERE = {"undo", "redo", "client-view", "larger", "smaller", "find", "leave-sample", "throw-sample-away", "sample"}
"""Commands that lead to no sheet and change what all others are shown in."""


@pytest.fixture
def sample(opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hands:
    """Over the sample data. The dialogs of the system, which are no part of this program, and menus close at once."""
    for dialog in (QFileDialog, QPrintDialog, QMessageBox):
        monkeypatch.setattr(dialog, "exec", lambda _dialog: 0)
    monkeypatch.setattr(QMenu, "popup", lambda _menu, _place: None)
    begin(fill, tmp_path)
    return opened(tmp_path)


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
    return [f"{widget} in {widget.parent()}" for widget in controls if not widget.focusProxy() and not name_of(widget)]


def name_of(widget: QWidget) -> str:
    """As a screen reader tells it. On Linux a combo box is told by its label: its own name is taken for its value."""
    found = QAccessible.queryAccessibleInterface(widget)
    if isinstance(widget, QComboBox) and not widget.isEditable():
        labels = [other for other, kind in found.relations() if kind == QAccessible.RelationFlag.Label]
        return labels[0].text(QAccessible.Text.Name) if labels else ""
    return found.text(QAccessible.Text.Name)


def namesakes(window: QWidget) -> list[str]:
    """Buttons that a screen reader cannot tell apart."""
    buttons = [widget for widget in seen(window) if isinstance(widget, QAbstractButton) and widget.isEnabled()]
    names = Counter(name_of(widget) for widget in buttons if widget.focusPolicy() & TABS)
    return [f"{n} buttons are called {name!r}" for name, n in names.items() if n > 1]


def check(window: QWidget, where: str) -> list[str]:
    settle()
    return [f"{where}: {words}" for look in (clipped, outside, nameless, namesakes) for words in look(window)]


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


def places(hands: Hands) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every section with its tabs, for job orders in every state; each by its name, and how it is shown."""
    window, orders = hands.window, hands.app.job_orders
    states = {(line.state, line.standing.is_signed): line for line in orders.lines(orders.numbers())}
    for line in states.values():
        for tab in ("process", "agreement", "details", "meetings", "history"):
            yield f"{line.title}, {tab}", partial(hands.desk.open_job, line.id, tab)
    for section in ("today", "kept", "clients", "settings"):
        yield section, partial(window.open, section)
        tabs = getattr(window.screen_of(section), "tabs", None)
        for tab in tabs._tabs if tabs is not None else ():
            yield f"{section}, {tab.title}", partial(show_tab, hands, section, tab.id)


def show_tab(hands: Hands, section: str, tab: str) -> None:
    hands.window.open(section)
    hands.window.screen_of(section).tabs.open(tab)  # type: ignore[attr-defined] # as it was found


def run(hands: Hands, command: Command) -> QDialog | None:
    """Run it where its key counts; gives the sheet that it opens."""
    commands = hands.window.commands
    where = next(place for known, place, _action in commands._entries if known is command)
    hands.focused()
    if isinstance(where, QAbstractItemView):
        where.setFocus()
    commands.run(command)
    settle()
    found = QApplication.activeModalWidget()
    return found if isinstance(found, QDialog) else None


def close(hands: Hands) -> None:
    while sheet := QApplication.activeModalWidget():
        QDialog.reject(sheet)  # type: ignore[arg-type] # all are; and nothing typed is asked about
        settle()
    hands.focused()


def test_every_screen_and_the_sheet_of_every_command_has_room_and_names_its_controls(size: int, sample: Hands) -> None:
    hands = sample
    dress(hands, size)
    found, tried, sheets = [], set(ELSEWHERE), 0
    for name, show in places(hands):
        show()
        background.settle()
        found += check(hands.window, name)
        while new := [one for one in hands.window.commands.here() if one.id not in tried and one.enabled()]:
            tried.add(new[0].id)
            if new[0].id.startswith(("go-", "tab-")):
                continue
            if sheet := run(hands, new[0]):
                found += check(sheet, new[0].id)
                room = sheet.screen().availableSize().height()
                found += [f"{new[0].id}: {sheet.size()}"] if sheet.height() > room or sheet.width() > 1280 else []
                sheets += 1
            close(hands)
            show()
    assert sheets > 20
    assert not found, "\n".join(dict.fromkeys(found))


def test_tab_reaches_everything_and_comes_round(sample: Hands) -> None:
    hands = sample
    missed = []
    for name, show in places(hands):
        show()
        background.settle()
        reached = [hands.focused()]
        while len(reached) < 3 or reached[-1] not in reached[:-1]:
            for _part in range(4):  # day, month and year of a date are one field
                if hands.focused() is not reached[-1]:
                    break
                hands.press("Tab")
            reached.append(hands.focused())
        controls = [widget for widget in seen(hands.window) if widget.isEnabled() and widget.focusPolicy() & TABS]
        missed += [f"{name}: {name_of(widget)!r}" for widget in controls if widget not in reached and alone(widget)]
    assert not missed, "\n".join(missed)


def alone(widget: QWidget) -> bool:
    """Neither led to by another, nor one of a group in which the arrow keys go on."""
    return not widget.focusProxy() and not (isinstance(widget, QAbstractButton) and widget.autoExclusive())


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
