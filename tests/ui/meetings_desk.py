"""The Meetings tab of a job order, or of a client, in a window, and hands on the keyboard."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.meetings import Item, Meeting, MeetingKind
from tests.ui.conftest import Founded, Shown
from tests.ui.keys import Keys
from ui.main_window import MainWindow
from ui.screens.meetings import MeetingsScreen
from ui.screens.meetings.screen import Of
from ui.widgets.buttons import Button
from ui.widgets.two_line_list import ROW_ROLE, Heading, Row, TwoLineList

HELD = "d two rounds, not three\na HR panel names Wed\n? who signs for Finance\n! between us"
"""Notes with a decision, an action, a question and a private line."""


class Desk(Keys):
    def __init__(self, qtbot: QtBot, shown: Shown, founded: Founded, of: Of = "job_order") -> None:
        self.qtbot, self.app, self.bridge, self._of = qtbot, founded.app, founded.bridge, of
        self.job, self.client = founded.job, founded.client
        self.window = shown(self._make)
        found = self.window.screen_of("screen")
        assert isinstance(found, MeetingsScreen)
        self.screen, self.page = found, found.page
        self.editor, self.side, self.keeper = found.page.editor, found.page.side, found.page.keeper
        self.screen.show_target(self.job.id if of == "job_order" else self.client.id)

    def _make(self, window: MainWindow) -> MeetingsScreen:
        return MeetingsScreen(self.app, self.bridge, window.commands, self._of)

    @property
    def meeting(self) -> Meeting:
        """The one shown, as it is stored."""
        assert self.page.meeting is not None
        return self.app.meetings.get(self.page.meeting.id)

    @property
    def told(self) -> str:
        """What the bar above the notes says."""
        return self.page.bar.text

    def intake(self, notes: str = "") -> Meeting:
        """An intake meeting whose notes are these, shown."""
        self.screen.begin(MeetingKind.INTAKE)
        self.editor.take(notes)
        assert self.screen.flush()
        return self.meeting

    def type(self, text: str) -> None:
        """At the end of the notes, and wait until it is kept."""
        self.editor.go_to(self.editor.blockCount())
        with self.qtbot.waitSignal(self.keeper.kept):
            for n, line in enumerate(text.split("\n")):
                if n:
                    self.qtbot.keyClick(self.editor, Qt.Key.Key_Return)
                self.qtbot.keyClicks(self.editor, line)

    def at(self, text: str) -> Item:
        """Make the item with this text current, with the focus on its list."""
        for id, item in self.side._items.items():
            if item.text == text:
                assert self.side.outcomes.select(id)
                self.side.outcomes.setFocus()
                return item
        raise AssertionError(text)

    def rows(self, rows: TwoLineList | None = None) -> list[str]:
        """What a list (the outcomes) says: headings with their count, and titles."""
        model = (rows or self.side.outcomes).model()
        found = [model.index(n, 0).data(ROW_ROLE) for n in range(model.rowCount())]
        return [f"{row.text} {row.count}" if isinstance(row, Heading) else row.title for row in found]

    def row(self, text: str) -> Row:
        model = self.side.outcomes.model()
        found = [model.index(n, 0).data(ROW_ROLE) for n in range(model.rowCount())]
        return next(row for row in found if isinstance(row, Row) and row.title == text)

    def answer(self, words: str) -> None:
        """Press a button of the bar above the notes."""
        next(button for button in self.page.bar.findChildren(Button) if button.text() == words).click()
